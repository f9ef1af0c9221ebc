"""A training pack as Markdown, in which no word of a person or of the law turns into markup or a link by accident."""

import re
from collections.abc import Iterable, Iterator

from web.checking.words import marked_words
from web.packs.exports.blocks import Block, Choice, Key, Law, Note, Outline, Section, Sides, Task, leads_somewhere
from web.packs.exports.letters import lines_of
from web.preferences import tr
from web.words import vietnamese_day

_SPECIAL = re.compile(r"[\\`*_\[\]<>&~|#$^{}=!@+]")
_SCHEME = re.compile(r"(?<=[A-Za-z]):(?=//)|(?<=\b[Mm]ailto):|(?<=\b[Ww]{3})\.|(?<=\b[Jj]avascript):")
_BLOCK = re.compile(r"^(\d{1,9})(?=[.)](?:\s|$))|^(?=[-:])")  # a list, a line, a table


def markdown_of(outline: Outline) -> bytes:
    """Return a text in CommonMark with tables; UTF-8."""
    return ("\n\n".join(_parts(outline)) + "\n").encode()


def escaped(words: str) -> str:
    r"""Return one line of words as they are read, whatever signs stand in them.

    >>> escaped("1. <b>Tiền</b> tại http://a.vn")
    '1\\. \\<b\\>Tiền\\</b\\> tại http\\://a.vn'
    """
    safe = _SCHEME.sub(r"\\\g<0>", _SPECIAL.sub(r"\\\g<0>", words))
    return _BLOCK.sub(lambda found: f"{found.group(1) or ''}\\", safe)


def _parts(outline: Outline) -> Iterator[str]:
    made = tr("lập ngày %(day)s", day=vietnamese_day(outline.made))
    yield f"# {escaped(outline.title)}"
    yield f"**{escaped(outline.valid)}** {escaped(outline.version)}. {_link(outline.address)} ({escaped(made)})"
    yield from map(escaped, lines_of(outline.about))
    for section in outline.sections:
        yield from _section(section)
    if outline.sources:
        yield f"## {escaped(tr('Nguồn trích dẫn'))}"
        yield "\n".join(f"- {_ground(law)}" for law in outline.sources)


def _link(address: str) -> str:
    return f"<{address}>" if leads_somewhere(address) else escaped(address)


def _section(section: Section) -> Iterator[str]:
    yield f"## {section.number}\\. {escaped(section.title)}"
    if section.kind != section.title:
        yield f"*{escaped(section.kind)}*"
    for block in section.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Law():
            yield from _law(block)
        case Note(label, words):
            yield from _note(label, words)
        case Sides():
            yield from _sides(block)
        case Task():
            yield from _task(block)


def _note(label: str, words: str) -> Iterator[str]:
    for place, line in enumerate(lines_of(words)):
        yield f"**{escaped(label)}:** {escaped(line)}" if label and not place else escaped(line)


def _law(law: Law) -> Iterator[str]:
    yield _quoted(lines_of(law.words))
    yield _ground(law)
    for caution in law.cautions:
        yield from _note(tr("Lưu ý"), caution)


def _quoted(lines: Iterable[str]) -> str:
    return "\\\n".join(f"> {escaped(line)}" for line in lines)


def _ground(law: Law) -> str:
    return f"\\[{law.number}\\] {escaped(law.full)}. **{escaped(law.standing)}**. {_link(law.address)}"


def _sides(sides: Sides) -> Iterator[str]:
    laws = (sides.old, sides.new)
    heads = [f"{tr('Trước')}: {sides.old.short}", f"{tr('Sau')}: {sides.new.short}"]
    yield "\n".join(
        [
            _row(map(escaped, heads)),
            "|---|---|",
            _row("<br>".join(map(escaped, lines_of(law.words))) for law in laws),
            _row(map(_ground, laws)),
        ]
    )
    lines = [line.strip() for line in marked_words(sides.runs).split("\n") if line.strip()]
    yield f"**{escaped(tr('Khác biệt ([-bỏ-], [+thêm+]):'))}**"
    yield _quoted(lines)
    for note in sides.notes:
        yield from _note(tr("Lưu ý"), note)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _task(task: Task) -> Iterator[str]:
    yield f"### {escaped(task.name)} ({escaped(task.kind)})"
    yield from map(escaped, lines_of(task.prompt))
    if task.stem:
        yield _quoted(lines_of(task.stem))
    for side in (task.left, task.choices):
        if side:
            yield "\n".join(map(_choice, side))
    if task.key:
        yield from _key(task.key)
    yield f"*{escaped(task.valid)}*"


def _choice(choice: Choice) -> str:
    return f"- {escaped(choice.mark)}\\. {escaped(' '.join(lines_of(choice.words)))}"


def _key(key: Key) -> Iterator[str]:
    words = "; ".join(key.answers) or tr("theo lời văn dưới đây")
    yield f"**{escaped(tr('Đáp án'))}:** {escaped(words)}"
    for law in key.grounds:
        yield from _law(law)
