"""A training pack as slides: one idea or several short quotations on each, whole citations in the notes."""

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, time

from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.presentation import Presentation as PresentationOf
from pptx.slide import Slide
from pptx.util import Pt

from corpus.difference import Change, WordRun
from web.packs.errors import TooManySlidesError
from web.packs.exports.blocks import Choice, Key, Law, Note, Outline, Section, Sides, Task, leads_somewhere
from web.packs.exports.fitting import SANS, SANS_BOLD, SERIF, SERIF_BOLD, pages_of
from web.packs.exports.letters import lines_of, opened
from web.packs.exports.packing import repacked
from web.packs.exports.pptx_style import (
    BAD,
    GOOD,
    INK,
    KEY_SHADE,
    MAIN,
    OPENING_LEAD,
    OPENING_TITLE,
    SHADE,
    SOFT,
    TITLE,
    WHITE,
    Box,
    Words,
    add_box,
    add_notes,
    add_number,
    new_presentation,
    shortened,
    title_of,
    write,
)
from web.preferences import tr
from web.words import vietnamese_day

MOST_SLIDES = 300
_KICKER = Box(48, 20, 760, 22)
_BODY = Box(48, 138, 864, 340)
_LAW = Box(48, 134, 864, 290, 16)
_GROUND = Box(48, 430, 864, 68)
_HALVES = (Box(48, 172, 422, 262, 12), Box(490, 172, 422, 262, 12))
_HEADS = (Box(48, 134, 422, 34), Box(490, 134, 422, 34))
_PROMPT, _PAIRS = Box(48, 134, 864, 66), (Box(48, 208, 422, 270, 16), Box(490, 208, 422, 270, 16))
_FEET = (Box(48, 438, 422, 56), Box(490, 438, 422, 56))
_STANDING = Box(48, 482, 864, 22)
_FOOT = Box(48, 508, 760, 20)
_NUMBER = Box(832, 508, 80, 20)
_LAW_SIZES, _OWN_SIZES = (32, 28, 24, 20), (28, 24, 20)  # points; the largest in which all fits one slide
_TOGETHER = 18  # points; of several short quotations on one slide
_WIDE = 600  # points; of a box that has a slide to itself
_FEW_WORDS = re.compile(r"(?:\S+\s*|\s+){1,8}")
_MARKS = {Change.SAME: "{}", Change.REMOVED: "[-{}-]", Change.ADDED: "[+{}+]"}
_COLOURS: dict[Change, RGBColor | None] = {Change.SAME: None, Change.REMOVED: BAD, Change.ADDED: GOOD}
Rows = Sequence[Sequence[Words]]


def pptx_of(outline: Outline) -> bytes:
    """Return a presentation; the same outline gives the same bytes."""
    made = new_presentation()
    _properties(made, outline)
    deck = _Deck(made, outline)
    deck.opening()
    deck.contents()
    for section in outline.sections:
        deck.section(section)
    deck.sources()
    out = io.BytesIO()
    made.save(out)
    return repacked(out.getvalue())


def _properties(made: PresentationOf, outline: Outline) -> None:
    told = made.core_properties
    told.title, told.subject, told.author, told.last_modified_by = outline.title, outline.valid, "Căn Cứ", "Căn Cứ"
    told.comments = told.keywords = told.category = ""
    told.language = {"vi": "vi-VN", "en": "en-GB"}[outline.language]
    told.created = told.modified = datetime.combine(outline.made, time())  # the file tells UTC by itself
    told.revision = 1
    for part in (made.part.package, made.part):
        for key, relation in list(part._rels.items()):  # the library adds relations only
            if relation.reltype.endswith(("/thumbnail", "/printerSettings")):
                part._rels.pop(key)


class _Deck:
    """Adds slides, each with its title, its foot and its notes."""

    def __init__(self, made: PresentationOf, outline: Outline) -> None:
        self._made = made
        self._outline = outline
        self._kicker = ""

    def opening(self) -> None:
        """Add the slide that says what this is, and until when it holds good."""
        outline = self._outline
        slide = self._made.slides.add_slide(self._made.slide_layouts[0])
        title_of(slide, outline.title, OPENING_TITLE, (44, 36, 28, 22), WHITE)
        lead = slide.placeholders[1].text_frame
        lead.margin_left = lead.margin_right = lead.margin_top = lead.margin_bottom = Pt(0)
        room = OPENING_LEAD.room(SANS, 18)
        lines = [outline.valid, outline.version, *lines_of(outline.about)]
        shown = pages_of(lines, room.holds)[0]
        write(lead, [[Words(line, bold=not place)] for place, line in enumerate(shown)], face=SANS, size=18, ink=WHITE)
        for paragraph in lead.paragraphs:
            paragraph.alignment = PP_ALIGN.LEFT
        made = f" ({tr('lập ngày %(day)s', day=vietnamese_day(outline.made))})"
        foot = add_box(slide, Box(64, 470, 832, 30), "Địa chỉ")
        address = shortened(outline.address, Box(64, 470, 680, 30).room(SANS, 14))
        write(foot, [[Words(address, under=True), Words(made)]], face=SANS, size=14, ink=WHITE)
        if leads_somewhere(outline.address):  # of the box: links of words have one colour
            slide.shapes[-1].click_action.hyperlink.address = outline.address
        add_notes(slide, "\n".join([outline.title, *lines, outline.address + made]))

    def contents(self) -> None:
        """Add the list of items."""
        self._kicker = tr("Bộ tài liệu tập huấn")
        lines = [f"{section.number}. {section.title} ({section.kind})" for section in self._outline.sections]
        if len(lines) > 1:
            self._pages(tr("Mục lục"), lines, "")

    def section(self, section: Section) -> None:
        """Add the slides of an item."""
        self._kicker = f"{section.number}/{len(self._outline.sections)} · {section.kind}"
        said: list[Note] = []
        laws: list[Law] = []
        for block in section.blocks:
            if isinstance(block, Note):
                self._laws(section.title, laws)
                said, laws = [*said, block], []
                continue
            self._notes(section.title, said)
            said = []
            if isinstance(block, Law):
                laws.append(block)
                continue
            self._laws(section.title, laws)
            laws = []
            match block:
                case Sides():
                    self._sides(section.title, block)
                case Task():
                    self._task(section.title, block)
        self._laws(section.title, laws)
        self._notes(section.title, said)

    def sources(self) -> None:
        """Add the list of what was quoted."""
        laws = self._outline.sources
        if not laws:
            return
        self._kicker = self._outline.version
        room = _BODY.room(SANS, 14)
        few_rows = replace(room, height=room.height / 3)
        found = {shortened(f"[{law.number}] {law.full}. {law.standing}.", few_rows): law.address for law in laws}
        for place, page in enumerate(pages_of(list(found), room.holds)):
            slide = self._slide(
                _continued(tr("Nguồn trích dẫn"), place), "\n".join(f"{line} {found[line]}" for line in page)
            )
            rows = [[Words(line, address=found[line])] for line in page]
            write(add_box(slide, _BODY, tr("Nguồn trích dẫn")), rows, face=SANS, size=14, ink=INK)

    def _notes(self, title: str, notes: Sequence[Note]) -> None:
        lines = [
            f"{note.label}: {line}" if note.label and not place else line
            for note in notes
            for place, line in enumerate(lines_of(note.words))
        ]
        self._pages(title, lines, "\n".join(lines))

    def _pages(self, title: str, lines: Sequence[str], notes: str, under: str = "") -> None:
        """Add slides with lines of ours, and one line below them."""
        if not lines:
            return
        size = next((size for size in _OWN_SIZES if _BODY.room(SANS, size).holds(lines)), _OWN_SIZES[-1])
        for place, page in enumerate(pages_of(lines, _BODY.room(SANS, size).holds)):
            slide = self._slide(_continued(title, place), "\n".join(page) if place else notes)
            write(add_box(slide, _BODY, "Nội dung"), [[Words(line)] for line in page], face=SANS, size=size, ink=INK)
            self._standing(slide, under)

    def _standing(self, slide: Slide, words: str) -> None:
        if words:
            shown = shortened(words, _STANDING.room(SANS_BOLD, 12))
            box = add_box(slide, _STANDING, tr("Tình trạng"))
            write(box, [[Words(shown, bold=True)]], face=SANS, size=12, ink=MAIN)

    def _laws(self, title: str, laws: Sequence[Law], ground: RGBColor = SHADE, *, alone: str = "") -> None:
        """Add quotations, as many short ones on a slide as fit; one by itself is titled by its place or as told."""
        groups: list[list[Law]] = []
        for law in laws:
            if groups and _fit_together([*groups[-1], law]):
                groups[-1].append(law)
            else:
                groups.append([law])
        for place, group in enumerate(groups):
            if len(group) == 1:
                self._law(alone or opened(group[0].short), group[0], ground)
            else:
                self._group(_continued(title, place), group, ground)

    def _group(self, title: str, laws: Sequence[Law], ground: RGBColor) -> None:
        slide = self._slide(title, "\n\n".join(map(_told, laws)))
        rows = [row for law in laws for row in _numbered(law)]
        write(add_box(slide, _LAW, tr("Lời văn"), ground), rows, face=SERIF, size=_TOGETHER, ink=INK)
        by_standing: dict[str, str] = {}
        for law in laws:
            by_standing[law.standing] = f"{by_standing.get(law.standing, '')}[{law.number}]"
        cautions = dict.fromkeys(words for law in laws for words in law.cautions)
        said = [f"{numbers} {standing}." for standing, numbers in by_standing.items()]
        said += [f"{tr('Lưu ý')}: {words}" for words in cautions]
        shown = shortened(" ".join(said), _GROUND.room(SANS_BOLD, 14))
        write(add_box(slide, _GROUND, tr("Căn cứ")), [[Words(shown, bold=True)]], face=SANS, size=14, ink=MAIN)

    def _law(self, title: str, law: Law, ground: RGBColor = SHADE) -> None:
        lines = lines_of(law.words)
        size = next((size for size in _LAW_SIZES if _LAW.room(SERIF, size).holds(lines)), _LAW_SIZES[-1])
        for place, page in enumerate(pages_of(lines, _LAW.room(SERIF, size).holds)):
            slide = self._slide(_continued(title, place), _source(law) if place else _told(law))
            box = add_box(slide, _LAW, tr("Lời văn"), ground)
            write(box, [[Words(line)] for line in page], face=SERIF, size=size, ink=INK)
            self._ground(slide, _GROUND, law)

    def _ground(self, slide: Slide, place: Box, law: Law) -> None:
        """Write how the law stands, and whence the words come, as far as there is room; the notes have it whole."""
        size = 14 if place.width > _WIDE else 11
        room = place.room(SANS_BOLD, size)
        said = " ".join([f"{law.standing}.", *(f"{tr('Lưu ý')}: {words}" for words in law.cautions)])
        standing = shortened(said, Box(0, 0, place.width, size * 3.1).room(SANS_BOLD, size))
        rest = Box(0, 0, place.width, place.height - room.height_of([standing])).room(SANS, size)
        source = shortened(f"[{law.number}] {law.full}.", rest)
        rows = [[Words(standing, bold=True)], [Words(source, colour=SOFT, address=law.address)]]
        write(add_box(slide, place, tr("Căn cứ")), rows, face=SANS, size=size, ink=MAIN)

    def _sides(self, title: str, sides: Sides) -> None:
        """Add the two places side by side, then what differs, then what is to be known of it."""
        laws = (sides.old, sides.new)
        pages = [pages_of(lines_of(law.words), _HALVES[0].room(SERIF, 18).holds) for law in laws]
        notes = "\n\n".join(map(_source, laws))
        for place in range(max(map(len, pages))):
            slide = self._slide(_continued(title, place), notes if place else "\n\n".join(map(_told, laws)))
            for column, (law, head) in enumerate(zip(laws, (tr("Trước"), tr("Sau")), strict=True)):
                words = shortened(f"{head}: {law.short}", _HEADS[column].room(SANS_BOLD, 16))
                write(add_box(slide, _HEADS[column], head), [[Words(words, bold=True)]], face=SANS, size=16, ink=MAIN)
                shown = pages[column][place] if place < len(pages[column]) else (tr("(hết)"),)
                frame = add_box(slide, _HALVES[column], law.short, SHADE)
                write(frame, [[Words(line)] for line in shown], face=SERIF, size=18, ink=INK)
                self._ground(slide, _FEET[column], law)
        self._difference(sides, notes)

    def _difference(self, sides: Sides, notes: str) -> None:
        title, room = tr("Khác biệt ([-bỏ-], [+thêm+])"), _BODY.room(SERIF, 20)
        rows = [[Words(line, bold=True)] for words in sides.notes for line in lines_of(words)] + _rows(sides.runs)
        for place, page in enumerate(_paged(rows, lambda page: room.holds([_joined(row) for row in page]))):
            slide = self._slide(_continued(title, place), notes)
            write(add_box(slide, _BODY, title), page, face=SERIF, size=20, ink=INK)

    def _task(self, title: str, task: Task) -> None:
        head = f"{task.name} ({task.kind})"
        asked = [*lines_of(task.prompt), *lines_of(task.stem)]
        left, choices = (_chosen(side) for side in (task.left, task.choices))
        notes = "\n".join([title, head, *asked, *left, *choices, task.valid])
        if left and all(_PAIRS[0].room(SANS, 20).holds(side) for side in (left, choices)):
            self._pairs(head, asked, (left, choices), notes, task.valid)
        else:
            between = [f"{tr('Ghép với')}:"] if left else []
            self._pages(head, [*asked, *left, *between, *choices], notes, task.valid)
        if task.key:
            self._key(task, task.key)

    def _pairs(
        self, head: str, asked: Sequence[str], sides: tuple[Sequence[str], Sequence[str]], notes: str, under: str
    ) -> None:
        """Add a slide with what is to be matched in two columns; a prompt too long for it has slides before it."""
        room = _PROMPT.room(SANS, 20)
        if not room.holds(asked):
            self._pages(head, asked, notes)
        slide = self._slide(head, notes)
        self._standing(slide, under)
        if room.holds(asked):
            write(
                add_box(slide, _PROMPT, tr("Câu hỏi")),
                [[Words(line)] for line in asked],
                face=SANS,
                size=20,
                ink=INK,
            )
        for box, side in zip(_PAIRS, sides, strict=True):
            write(
                add_box(slide, box, tr("Ghép cặp"), SHADE),
                [[Words(line)] for line in side],
                face=SANS,
                size=20,
                ink=INK,
            )

    def _key(self, task: Task, key: Key) -> None:
        title = f"{tr('Đáp án')} · {task.name}"
        if key.answers:
            title = f"{title}: {'; '.join(key.answers)}"
        self._laws(title, key.grounds, KEY_SHADE, alone=title)

    def _slide(self, title: str, notes: str) -> Slide:
        """Add a slide with its title, kicker, foot and notes; a title too long stands whole in the notes."""
        if len(self._made.slides) >= MOST_SLIDES:
            raise TooManySlidesError(MOST_SLIDES)
        slide: Slide = self._made.slides.add_slide(self._made.slide_layouts[1])
        whole = title_of(slide, title, TITLE, (28, 24, 20), MAIN)
        kicker = shortened(self._kicker, _KICKER.room(SANS_BOLD, 12))
        write(add_box(slide, _KICKER, tr("Mục")), [[Words(kicker, bold=True)]], face=SANS, size=12, ink=SOFT)
        foot = shortened(f"{self._outline.title} · {self._outline.valid}", _FOOT.room(SANS, 11))
        write(add_box(slide, _FOOT, tr("Chân trang")), [[Words(foot)]], face=SANS, size=11, ink=SOFT)
        add_number(slide, _NUMBER)
        add_notes(slide, notes if whole else f"{title}\n{notes}")
        return slide


def _told(law: Law) -> str:
    """Return everything of a place, for the notes of its first slide."""
    return f"{_source(law)}\n{law.words.strip()}"


def _source(law: Law) -> str:
    return "\n".join([f"[{law.number}] {law.full}. {law.standing}.", law.address, *law.cautions])


def _numbered(law: Law) -> list[list[Words]]:
    """Return a quotation as rows, the first of which begins with its number and place."""
    first, *rest = lines_of(law.words)
    place = Words(f"[{law.number}] {law.short}: ", bold=True, colour=SOFT, address=law.address)
    return [[place, Words(first)], *([Words(line)] for line in rest)]


def _fit_together(laws: Sequence[Law]) -> bool:
    if not all(lines_of(law.words) for law in laws):
        return False
    return _LAW.room(SERIF_BOLD, _TOGETHER).holds([_joined(row) for law in laws for row in _numbered(law)])


def _chosen(choices: Sequence[Choice]) -> list[str]:
    return [f"{choice.mark}. {' '.join(lines_of(choice.words))}" for choice in choices]


def _continued(title: str, place: int) -> str:
    return f"{title} {tr('(tiếp)')}" if place else title


def _rows(runs: Sequence[WordRun]) -> list[list[Words]]:
    """Return a difference as rows of pieces: signs around the words, the colour only helps."""
    rows: list[list[Words]] = [[]]
    for run in runs:
        for place, words in enumerate(run.text.split("\n")):
            if place:
                rows.append([])
            if words.strip():
                marked = _MARKS[run.change].format(words)
                changed = run.change is not Change.SAME
                rows[-1].append(
                    Words(marked, colour=_COLOURS[run.change], bold=changed, under=run.change is Change.ADDED)
                )
    return [row for row in rows if row]


def _joined(row: Sequence[Words]) -> str:
    return "".join(piece.text for piece in row)


def _paged(rows: Rows, fits: Callable[[Rows], bool]) -> list[Rows]:
    """Return rows in pages that fit; a row that fits no page is broken between its words."""
    pages: list[list[list[Words]]] = [[]]
    for row in rows:
        for piece in _split(row, fits):
            if pages[-1] and not fits([*pages[-1], piece]):
                pages.append([])
            pages[-1].append(list(piece))
    return [page for page in pages if page]


def _split(row: Sequence[Words], fits: Callable[[Rows], bool]) -> Rows:
    if fits([row]):
        return [row]
    rows: list[list[Words]] = [[]]
    for piece in (replace(whole, text=words) for whole in row for words in _FEW_WORDS.findall(whole.text)):
        if rows[-1] and not fits([[*rows[-1], piece]]):
            rows.append([])
        rows[-1].append(piece)
    return rows
