"""A training pack as PDF, to be printed and handed out."""

import io
from collections.abc import Iterable, Sequence
from html import escape

from reportlab.lib.colors import Color  # type: ignore[import-untyped]  # reportlab has no types
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]
from reportlab.platypus import (  # type: ignore[import-untyped]
    BaseDocTemplate,
    Flowable,
    Frame,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)
from reportlab.platypus.tableofcontents import TableOfContents  # type: ignore[import-untyped]

from corpus.difference import Change, WordRun
from web.packs.exports.blocks import Block, Choice, Key, Law, Note, Outline, Section, Sides, Task, leads_somewhere
from web.packs.exports.letters import lines_of
from web.packs.exports.pdf_style import (
    ACCENT,
    BOTTOM,
    CAME,
    FONT,
    GONE,
    GOOD,
    KEY_SHADE,
    LEFT,
    LINE,
    MAIN,
    RIGHT,
    SHADE,
    SOFT,
    TOP,
    fonts,
    style,
)
from web.preferences import tr
from web.words import vietnamese_day

_WIDTH = A4[0] - LEFT - RIGHT
_KEPT = 700  # characters of law that stay on one page with their heading
_BOX = "❏"
_DINGBATS = frozenset(range(0x2701, 0x27BF)) | frozenset(map(ord, "●■▲▼◆→↔"))  # what ZapfDingbats has of common law


def pdf_of(outline: Outline) -> bytes:
    """Return a PDF; the same outline gives the same bytes."""
    out = io.BytesIO()
    _Pack(out, outline).multiBuild(_story(outline), maxPasses=5)
    return out.getvalue()


class _Pack(BaseDocTemplate):  # type: ignore[misc]  # reportlab has no types
    """Pages with their head and foot; headings become bookmarks and lines of the contents."""

    def __init__(self, out: io.BytesIO, outline: Outline) -> None:
        super().__init__(
            out, pagesize=A4, leftMargin=LEFT, rightMargin=RIGHT, topMargin=TOP, bottomMargin=BOTTOM,
            title=outline.title, author="Căn Cứ", subject=f"{outline.valid} {outline.version}", creator="Căn Cứ",
            lang={"vi": "vi-VN", "en": "en-GB"}[outline.language], displayDocTitle=True, invariant=1,
        )  # fmt: skip
        self._outline = outline
        self._pages = 1  # as the pass before counted them
        frame = Frame(LEFT, BOTTOM, _WIDTH, A4[1] - TOP - BOTTOM, 0, 0, 0, 0)
        self.addPageTemplates(PageTemplate("page", [frame], onPage=self._surround))

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802  # reportlab's name
        """Note a heading where it came to stand."""
        mark = getattr(flowable, "mark", "")
        if mark:
            self.canv.bookmarkPage(mark)
            self.canv.addOutlineEntry(flowable.heading, mark, flowable.depth, closed=False)
            if not flowable.depth:
                self.notify("TOCEntry", (0, escape(flowable.heading), self.page, mark))

    def afterPage(self) -> None:  # noqa: N802  # reportlab's name
        """Count the pages, for the next pass."""
        self._pages = max(self._pages, self.page)

    def _surround(self, canvas: Canvas, _document: object) -> None:
        """Draw what stands above and below the words of a page."""
        outline = self._outline
        canvas.saveState()
        canvas.setFont(FONT, 8)
        canvas.setFillColor(SOFT)
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.6)
        if self.page > 1:
            canvas.drawString(LEFT, A4[1] - TOP + 16, _cut(outline.title, canvas, _WIDTH - 150))
            canvas.drawRightString(A4[0] - RIGHT, A4[1] - TOP + 16, outline.version)
            canvas.line(LEFT, A4[1] - TOP + 10, A4[0] - RIGHT, A4[1] - TOP + 10)
        else:
            canvas.setFillColor(ACCENT)
            canvas.rect(LEFT, A4[1] - TOP + 8, 46, 3, stroke=0, fill=1)
            canvas.setFillColor(SOFT)
        canvas.line(LEFT, BOTTOM - 14, A4[0] - RIGHT, BOTTOM - 14)
        canvas.drawString(LEFT, BOTTOM - 26, outline.valid)
        canvas.drawRightString(A4[0] - RIGHT, BOTTOM - 26, f"{tr('Trang')} {self.page}/{self._pages}")
        made = tr("lập ngày %(day)s", day=vietnamese_day(outline.made))
        canvas.drawString(LEFT, BOTTOM - 37, f"{outline.address} ({made})")
        width = canvas.stringWidth(outline.address, FONT, 8)
        if leads_somewhere(outline.address):
            canvas.linkURL(outline.address, (LEFT, BOTTOM - 40, LEFT + width, BOTTOM - 30))
        canvas.restoreState()


def _cut(words: str, canvas: Canvas, width: float) -> str:
    """Return words that fit a line."""
    kept = words
    while canvas.stringWidth(kept, FONT, 8) > width:
        kept = kept[:-2]
    return kept if kept == words else f"{kept.rstrip()}…"


def _story(outline: Outline) -> list[Flowable]:
    story: list[Flowable] = [
        _p(f"Căn Cứ · {tr('Bộ tài liệu tập huấn')}", "kicker"),
        _p(outline.title, "title"),
        _box([_marked(f"<b>{_safe(outline.valid)}</b> {_safe(outline.version)}.", "body")], KEY_SHADE, GOOD),
        Spacer(0, 6),
        *(_p(line, "body") for line in lines_of(outline.about)),
    ]
    if len(outline.sections) > 1:
        contents = TableOfContents(dotsMinLevel=0, levelStyles=[style("contents")])
        story += [_p(tr("Mục lục"), "h1"), contents]
    for section in outline.sections:
        story += _section(section)
    if outline.sources:
        story.append(_heading(tr("Nguồn trích dẫn"), "h1", "nguon", 0))
        story += [_ground(law) for law in outline.sources]
    return story


def _section(section: Section) -> list[Flowable]:
    head = [_heading(f"{section.number}. {section.title}", "h1", f"muc-{section.number}", 0)]
    if section.kind != section.title:
        head.append(_p(section.kind, "kind"))
    body = [flowable for place, block in enumerate(section.blocks) for flowable in _block(block, section, place)]
    return [*head, *body]


def _block(block: Block, section: Section, place: int) -> list[Flowable]:
    match block:
        case Law():
            return _law(block)
        case Note():
            return _note(block)
        case Sides():
            return _sides(block)
        case Task():
            return _task(block, f"muc-{section.number}-{place}")


def _note(note: Note) -> list[Flowable]:
    lines = [_safe(line) for line in lines_of(note.words)]
    if note.label and lines:
        lines[0] = f"<b>{_safe(note.label)}:</b> {lines[0]}"
    return [_marked(line, "body") for line in lines]


def _law(law: Law) -> list[Flowable]:
    lines = [_p(line, "law") for line in lines_of(law.words)]
    cautions = [_marked(f"<b>{_safe(tr('Lưu ý'))}:</b> {_safe(words)}", "ground") for words in law.cautions]
    parts = [_box(lines, SHADE, MAIN), Spacer(0, 3), _ground(law), *cautions, Spacer(0, 4)]
    return _together(parts) if len(law.words) < _KEPT else parts


def _ground(law: Law) -> Paragraph:
    """Return whence words come, how that stands, and until when this was looked at."""
    address = _safe(law.address)
    if leads_somewhere(law.address):
        address = f'<a href="{address}" color="#14505c">{address}</a>'
    return _marked(
        f"[{law.number}] {_safe(law.full)}. <b>{_safe(law.standing)}</b>. {address}",
        "ground",
    )


def _sides(sides: Sides) -> list[Flowable]:
    """Return a table whose head comes again on each page, and whose rows may break."""
    heads = [
        _marked(f"<b>{_safe(head)}: {_safe(law.short)}</b>", "cell")
        for head, law in ((tr("Trước"), sides.old), (tr("Sau"), sides.new))
    ]
    words = [[_p(line, "cell") for line in lines_of(law.words)] for law in (sides.old, sides.new)]
    table = Table(
        [heads, words, [_ground(sides.old), _ground(sides.new)]], [_WIDTH / 2] * 2, repeatRows=1, splitInRow=1
    )
    table.setStyle(
        [
            ("GRID", (0, 0), (-1, -1), 0.6, LINE), ("BACKGROUND", (0, 0), (-1, 0), SHADE),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("TOPPADDING", (0, 0), (-1, -1), 5), ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
        ]
    )  # fmt: skip
    notes = [flowable for note in sides.notes for flowable in _note(Note(tr("Lưu ý"), note))]
    head = _marked(f"<b>{_safe(tr('Khác biệt ([-bỏ-], [+thêm+]):'))}</b>", "body")
    return [table, Spacer(0, 8), *notes, *_together([head, _box(_runs(sides.runs), SHADE, LINE)]), Spacer(0, 6)]


def _runs(runs: Iterable[WordRun]) -> list[Paragraph]:
    """Return a difference: signs, and lines through or under the words; the colour only helps."""
    lines = [""]
    for run in runs:
        for place, words in enumerate(run.text.split("\n")):
            if place:
                lines.append("")
            if words.strip():
                lines[-1] += _run(run.change, words)
    return [_marked(line, "cell") for line in lines if line]


def _run(change: Change, words: str) -> str:
    match change:
        case Change.REMOVED:
            return f'<font color="{GONE}">[-<strike>{_safe(words)}</strike>-]</font>'
        case Change.ADDED:
            return f'<font color="{CAME}">[+<u>{_safe(words)}</u>+]</font>'
        case Change.SAME:
            return _safe(words)


def _task(task: Task, mark: str) -> list[Flowable]:
    asked: list[Flowable] = [_heading(f"{task.name} ({task.kind})", "h2", mark, 1)]
    asked += [_p(line, "body") for line in lines_of(task.prompt)]
    if task.stem:
        asked += [_box([_p(line, "law") for line in lines_of(task.stem)], SHADE, MAIN), Spacer(0, 4)]
    if task.left:
        asked += [_pairs(task), Spacer(0, 6)]
    else:
        asked += [_choice(choice) for choice in task.choices]
    key = _key(task.key) if task.key else []
    return [*_together(asked), *key, _p(task.valid, "ground")]


def _choice(choice: Choice) -> Paragraph:
    words = " ".join(lines_of(choice.words))
    return Paragraph(_safe(words), style("choice"), bulletText=f"{choice.mark}.")


def _pairs(task: Task) -> Table:
    sides = (task.left, task.choices)
    rows = [[_choice(side[row]) if row < len(side) else "" for side in sides] for row in range(max(map(len, sides)))]
    table = Table(rows, [_WIDTH / 2] * 2, splitInRow=1)
    table.setStyle([("GRID", (0, 0), (-1, -1), 0.6, LINE), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    return table


def _key(key: Key) -> list[Flowable]:
    words = "; ".join(key.answers) or tr("theo lời văn dưới đây")
    said = _box([_marked(f"<b>{_safe(tr('Đáp án'))}:</b> {_safe(words)}", "body")], KEY_SHADE, GOOD)
    grounds = [part for law in key.grounds for part in _law(law)]
    return [*_together([Spacer(0, 4), said, Spacer(0, 6), *grounds[:1]]), *grounds[1:]]


def _box(lines: Sequence[Flowable], ground: Color, rule: Color) -> Table:
    """Return lines on a ground with a rule at the left; it breaks between and within lines."""
    table = Table([[line] for line in lines], [_WIDTH], splitInRow=1)
    table.setStyle(
        [
            ("BACKGROUND", (0, 0), (-1, -1), ground), ("LINEBEFORE", (0, 0), (0, -1), 3, rule),
            ("LEFTPADDING", (0, 0), (-1, -1), 12), ("RIGHTPADDING", (0, 0), (-1, -1), 8),
            ("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
            ("TOPPADDING", (0, 0), (-1, 0), 6), ("BOTTOMPADDING", (0, -1), (-1, -1), 6),
        ]
    )  # fmt: skip
    return table


def _together(parts: list[Flowable]) -> list[Flowable]:
    """Return parts that stay on one page, as far as they fit one."""
    for part in parts[:-1]:
        part.keepWithNext = True
    return parts


def _heading(words: str, style_name: str, mark: str, depth: int) -> Paragraph:
    heading = _p(words, style_name)
    heading.mark, heading.heading, heading.depth = mark, words, depth
    return heading


def _p(words: str, style_name: str) -> Paragraph:
    """Return a paragraph of plain words."""
    return _marked(_safe(words), style_name)


def _marked(markup: str, style_name: str) -> Paragraph:
    """Return a paragraph of words that are made safe already."""
    return Paragraph(markup, style(style_name))


def _safe(words: str) -> str:
    """Return words in which nothing is markup."""
    held = fonts()
    return "".join(escape(letter) if ord(letter) in held else _foreign(letter) for letter in words)


def _foreign(letter: str) -> str:
    """Return a sign that Roboto lacks: from the standard font of signs, else a box, which ☐ and □ are anyway."""
    return f'<font name="ZapfDingbats">{letter if ord(letter) in _DINGBATS else _BOX}</font>'
