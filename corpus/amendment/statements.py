"""The lines of an amending unit with what is quoted under each: what must be read as an order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.amendment.phrases import hide_phrases
from corpus.amendment.verbs import commands_of
from corpus.provision import Level, Provision

_MARK = re.compile(r"\s*(?:(?:\d{1,3}[a-zđ]{0,2}|[a-zđ]\d{0,2})[.)]|[-–+•*])(?:\s?\[\d{1,3}\])?\s*")
_ARTICLE_MARK = re.compile(r"\s*Điều\s+\d+[a-zđ]{0,2}(?:\s?\[\d{1,3}\])?\s*[.:]?\s*")
_OPENING = '“„«"'
_CLOSED = re.compile(r"\s*[”»\"]\s*[.;,]*\s*$")
_NOT_A_LINE = re.compile(r"[\s”»\".;,]*")


@dataclass(frozen=True, slots=True)
class Block:
    """A quoted block without its marks, and where its words begin in the act."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Return where its words end in the act."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of the act's own words, with the blocks quoted right below it."""

    text: str
    start: int
    source: str  # eId of the part it stands in
    blocks: tuple[Block, ...] = ()
    leads: bool = False  # parts of their own follow: what it names holds for them
    heading: bool = False  # the heading of the article
    unclosed: bool = False  # a quotation mark opens below it, and none closes


@dataclass(frozen=True, slots=True)
class Branch:
    """A part: its statements and the parts below, in reading order."""

    steps: tuple["Statement | Branch", ...]


def branch_of(part: Provision) -> Branch:
    """Return the statements of a part and of all below it."""
    steps: list[Statement | Branch] = []
    lines: list[tuple[int, str]] = []
    blocks: list[Block] = []
    for piece in _pieces(part):
        if isinstance(piece, Provision) and piece.level is Level.QUOTE:
            blocks.append(block_of(piece))
            continue
        if isinstance(piece, Provision):
            steps += _statements(part, lines, blocks, leads=True)
            steps.append(branch_of(piece))
        else:
            new = _lines(*piece)
            if not new:
                continue  # a full stop between two blocks
            steps += _statements(part, lines, blocks, leads=False)
        lines, blocks = ([] if isinstance(piece, Provision) else new), []
    steps += _statements(part, lines, blocks, leads=False)
    return Branch(tuple(steps))


def _pieces(part: Provision) -> Iterator[tuple[int, str] | Provision]:
    """Yield own words and children in reading order; paragraphs without a number are own words."""
    mark = (_ARTICLE_MARK if part.level is Level.ARTICLE else _MARK).match(part.text)
    reached = part.start + (mark.end() if mark else 0)
    for child in part.children:
        if child.level is Level.PARAGRAPH and not child.children:
            continue
        if child.start > reached:
            yield reached, part.text[reached - part.start : child.start - part.start]
        yield child
        reached = child.end
    if reached < part.end:
        yield reached, part.text[reached - part.start :]


def _lines(start: int, text: str) -> list[tuple[int, str]]:
    found = []
    for line in text.splitlines(keepends=True):
        mark = _MARK.match(line)  # of a number that is no khoản: the list it goes on stands elsewhere
        words = line[mark.end() if mark else 0 :].strip()
        if words and not _NOT_A_LINE.fullmatch(line):
            found.append((start + line.index(words, mark.end() if mark else 0), words))
        start += len(line)
    return found


def _statements(
    part: Provision, lines: list[tuple[int, str]], blocks: list[Block], *, leads: bool
) -> Iterator[Statement]:
    """Yield a statement for each line; the last has the blocks. A line that opens a quotation belongs to none."""
    heading_end = part.start + len(part.text.partition("\n")[0]) if part.level is Level.ARTICLE else part.start
    opened = next((at for at, (_, words) in enumerate(lines) if words[0] in _OPENING), len(lines))
    for at, (start, words) in enumerate(lines[:opened]):
        last = at == len(lines) - 1
        yield Statement(
            words,
            start,
            part.eid,
            blocks=tuple(blocks) if last else (),
            leads=leads if last else _leads_on(words, lines[at + 1][1]),
            heading=start < heading_end and part.level is Level.ARTICLE and bool(part.heading),
            unclosed=at == opened - 1 and opened < len(lines),
        )


def _leads_on(words: str, following: str) -> bool:
    """Tell whether a line names what the order in the next line of the same part is about."""
    return words.endswith(":") and bool(commands_of(hide_phrases(following)[0]))


def block_of(quote: Provision) -> Block:
    """Return the words of a quoted block, without the marks around it and the punctuation after it."""
    text = quote.text
    lead = len(text) - len(text.lstrip())
    begin = lead + 1 if text[lead : lead + 1] in _OPENING else lead
    closed = _CLOSED.search(text, begin)
    end = closed.start() if closed else len(text)
    begin += len(text[begin:end]) - len(text[begin:end].lstrip())
    return Block(text[begin:end], quote.start + begin)
