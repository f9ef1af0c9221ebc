"""Papers without Điều: plans, programmes, old circulars, numbered I, 1, 1.1."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.expression import Heading
from corpus.provision import Level
from ingest.headings import is_upper
from ingest.read import Line
from ingest.tiles import Tile

_TOKEN = re.compile(
    r"(?P<letter>[A-ZĐ])[.)][ ]+(?=\S)"
    r"|(?P<roman>[IVXL]{1,6})[ ]?[.)/\-–:][ ]*(?=[^\W\d])"
    r"|(?P<decimal>\d{1,2}(?:\.\d{1,2}){1,3})(?:[.)][ ]*|[ ]+)(?=[^\W\d])"
    r"|(?P<number>\d{1,3})[.)/][ ]*(?=[^\W\d])"
)
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
_ALPHABET = "ABCDĐEGHIKLMNOPQRSTUVXY"
_RANKS = {"letter": 0, "roman": 1, "number": 2, "decimal": 3}
_MAX_HEADING = 200
_MAX_GAP = 2


@dataclass(frozen=True, slots=True)
class _Token:
    """A line that begins with a number of a plan."""

    line: int
    kind: str
    num: str
    value: int  # of its last part
    rest: str


@dataclass(frozen=True, slots=True)
class _Step:
    """One open level of the outline."""

    rank: int
    num: str
    value: int
    heading: Heading


def roman_value(num: str) -> int:
    """Return the value of a Roman number.

    >>> roman_value("XIV")
    14
    """
    values = [_ROMAN_VALUES[letter] for letter in num]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))


def plan_tiles(lines: Sequence[Line], first: int, last: int, *, prefix: str) -> tuple[list[Tile], list[str]]:
    """Return the items among the lines ``[first, last)`` and what is odd; no tiles where there is no outline.

    Numbers are written out along the outline: "1.1" below "II" is item "II.1.1".
    """
    tokens = [token for at in range(first, last) if (token := _token(at, lines[at]))]
    kinds = _outline_kinds(tokens)
    if not kinds:
        return [], []
    top = next(index for index, token in enumerate(tokens) if token.kind == kinds[0] and token.value == 1)
    tiles: list[Tile] = []
    doubts: list[str] = []
    path: list[_Step] = []
    counts: dict[tuple[str, int], int] = {}  # (number above, rank) → last value
    for token in tokens[top:]:
        if token.kind not in kinds:
            continue
        above = _above(path, token)
        if above is None:
            continue
        number_above = above[-1].num if above else ""
        before = counts.get((number_above, _rank(token)), 0)
        if not 0 < token.value - before <= _MAX_GAP:
            continue
        num = _number(token, above)
        if token.value - before > 1:
            doubts.append(f"mục {num} đứng sau mục thứ {before}")
        counts[number_above, _rank(token)] = token.value
        heading = _heading(token.rest)
        path = [*above, _Step(_rank(token), num, token.value, Heading(Level.ITEM, num, heading))]
        context = tuple(step.heading for step in above)
        body = token.line + 1 if heading else -1
        offset = len(lines[token.line].text) - len(token.rest)
        tiles.append(Tile(token.line, Level.ITEM, f"{prefix}item_{num}", num, heading, context, body, offset))
    return tiles, doubts


def _token(at: int, line: Line) -> _Token | None:
    match = _TOKEN.match(line.text)
    if not match or " | " in line.text:
        return None
    kind = match.lastgroup or ""
    num = match[kind]
    if kind == "letter" and num in _ROMAN_VALUES:
        kind = "roman"
    rest = line.text[match.end() :]
    if kind in ("letter", "roman") and not (line.bold or is_upper(rest) or rest[:1].isupper()):
        return None
    if kind == "letter":
        value = _ALPHABET.find(num) + 1
    elif kind == "roman":
        value = roman_value(num)
    else:
        value = int(num.rpartition(".")[2])
    return _Token(at, kind, num, value, rest)


def _outline_kinds(tokens: Sequence[_Token]) -> tuple[str, ...]:
    """Return the kinds that make the outline, outermost first; none where no list has a second member."""
    firsts = {kind: {token.value for token in tokens if token.kind == kind} for kind in _RANKS}
    if {1, 2} <= firsts["letter"] and {1} <= firsts["roman"]:
        return ("letter", "roman", "number", "decimal")
    if {1, 2} <= firsts["roman"]:
        return ("roman", "number", "decimal")
    if {1, 2} <= firsts["number"]:
        return ("number", "decimal")
    return ()


def _rank(token: _Token) -> int:
    return _RANKS[token.kind] + token.num.count(".") * (token.kind == "decimal")


def _above(path: Sequence[_Step], token: _Token) -> list[_Step] | None:
    """Return the open levels above a number, or None where a decimal does not continue the number above it."""
    above = [step for step in path if step.rank < _rank(token)]
    if token.kind == "decimal":
        parent = token.num.rpartition(".")[0]
        written = above[-1].num if above else ""
        if written != parent and not written.endswith(f".{parent}"):
            return None
    return above


def _number(token: _Token, above: Sequence[_Step]) -> str:
    """Return the number along the outline; a decimal repeats the number above it already."""
    if not above:
        return token.num
    return f"{above[-1].num}.{token.num.rpartition('.')[2]}"


def _heading(rest: str) -> str:
    words = rest.strip()
    if len(words) > _MAX_HEADING or words.endswith((".", ";", ",")):
        return ""
    return words.rstrip(":").strip()
