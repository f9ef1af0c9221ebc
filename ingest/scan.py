"""One walk over the lines of a paper, deciding which candidates begin a part."""

from collections.abc import Iterator, Sequence
from enum import Enum, auto

from corpus.expression import Heading
from corpus.marks import number_key
from corpus.provision import CONTAINERS, EID_PREFIX, Level
from ingest.headings import Candidate, begins_foot, candidate, is_attachment, is_body_title, is_upper, without_notes
from ingest.read import Line
from ingest.tiles import Tile

_ORDER = (Level.PART, Level.CHAPTER, Level.SECTION, Level.SUBSECTION)
_MAX_HEADING = 300
_MAX_HEADING_LINES = 4
_TITLE_LINES = 8  # an attached paper says "kèm theo" at most so far below its title
_LOOK_AHEAD = 3
_INSTRUCTIONS = ("sửa đổi", "bổ sung", "thay thế", "như sau")
_ANNEX_WITH_ARTICLES = ("QUY CHẾ", "QUY ĐỊNH", "ĐIỀU LỆ", "QUY CHUẨN", "QUY TRÌNH", "NỘI QUY")


class _Zone(Enum):
    """Which region of a paper the walk is in."""

    HEAD = auto()
    BODY = auto()
    FOOT = auto()
    ANNEX = auto()


def scan(lines: Sequence[Line], hidden: Sequence[bool]) -> tuple[list[Tile], list[str]]:
    """Return the tiles, in order and from line 0 on, and the doubts; ``hidden`` lines belong to quoted blocks."""
    walk = _Walk(lines, hidden)
    for at, line in enumerate(lines):
        if not hidden[at]:
            walk.step(at, line)
    return walk.finish()


class _Walk:
    """Where the walk stands: the zone, the containers above, the last article."""

    def __init__(self, lines: Sequence[Line], hidden: Sequence[bool]) -> None:
        self._lines = lines
        self._hidden = hidden
        self._candidates = [None if hidden[at] else candidate(line) for at, line in enumerate(lines)]
        self._tiles: list[Tile] = []
        self._doubts: list[str] = []
        self._zone = _Zone.HEAD
        self._body = 1
        self._prefix = ""
        self._context: list[tuple[Level, Heading, str]] = []
        self._last = ""  # number of the last article of this body
        self._outer: Tile | None = None  # the annex that forms belong to
        firsts = (at for at, found in enumerate(self._candidates) if found and _is_first_article(found))
        self._last_first = max(firsts, default=-1)  # line of the last Điều 1
        self._taken = 0  # lines before this one belong to the heading of a tile

    def step(self, at: int, line: Line) -> None:
        """Decide what one line begins."""
        if at < self._taken:
            return
        found = self._candidates[at]
        if found is None:
            self._unnumbered(at, line)
        elif found.level is Level.ARTICLE:
            self._article(at, found)
        elif found.level in CONTAINERS:
            self._container(at, found)
        else:
            self._annex(at, found)

    def finish(self) -> tuple[list[Tile], list[str]]:
        """Return the tiles; lines before the first one are the head."""
        if not self._tiles or self._tiles[0].line > 0:
            self._tiles.insert(0, Tile(0, Level.HEAD, "head"))
        return self._tiles, self._doubts

    # Articles

    def _article(self, at: int, found: Candidate) -> None:
        if self._zone is _Zone.ANNEX and not self._annex_holds_articles():
            return
        key, last = number_key(found.num), number_key(self._last) if self._last else (0, 0)
        if self._follows_instruction(at):
            return
        if key == (1, 0) and self._last:
            if not self._restarts(at):
                return
            if not self._drop_contents():
                self._new_body(at)
        elif key <= last or self._zone is _Zone.FOOT:
            self._doubts.append(f"Điều {found.num} đứng sau Điều {self._last}, để nguyên là lời văn")
            return
        elif key[0] > last[0] + 1:
            if self._later(at, last[0] + 1):
                return
            before = f"đứng sau Điều {self._last}" if self._last else "là điều đầu tiên"
            self._doubts.append(f"Điều {found.num} {before}")
        self._last = found.num
        if self._zone is not _Zone.ANNEX:
            self._zone = _Zone.BODY
        self._open_article(at, found)

    def _open_article(self, at: int, found: Candidate) -> None:
        heading, body_line, offset = self._article_heading(at, found)
        eid = f"{self._prefix}art_{found.key}"
        self._taken = max(at + 1, body_line)
        self._tiles.append(Tile(at, Level.ARTICLE, eid, found.num, heading, self._above(), body_line, offset))

    def _article_heading(self, at: int, found: Candidate) -> tuple[str, int, int]:
        """Return the heading, the line where the text begins (-1: in the first), and where in the first line."""
        rest, bold = found.rest, self._lines[at].bold
        printed = self._lines[at].text.rstrip()
        if rest:
            ended = printed.endswith((".", ";", ":", ","))
            if len(rest) <= _MAX_HEADING and self._is_plain(at + 1) and (not ended or (bold and printed[-1] == ".")):
                return without_notes(rest), at + 1, 0
            return "", -1, found.rest_start
        if self._is_heading_below(at + 1):
            return without_notes(self._lines[at + 1].text.rstrip(". ")), at + 2, 0
        return "", at + 1, 0

    def _is_plain(self, at: int) -> bool:
        """Tell whether there is a line of text here that begins no part."""
        return at < len(self._lines) and self._candidates[at] is None and not begins_foot(self._lines[at])

    def _is_heading_below(self, at: int) -> bool:
        """Tell whether the line below "Điều 5" is its heading and not its text."""
        if not (self._is_plain(at) and self._is_plain(at + 1)):
            return False
        text, below = self._lines[at].text, self._lines[at + 1].text
        if text[0].isdigit() or text[:2] in ("a)", "- ") or len(text) > _MAX_HEADING or " | " in text:
            return False
        if text.endswith("."):
            return below[:1] == "1" and not below[1:2].isalnum()
        return not text.endswith((";", ":", ","))

    def _follows_instruction(self, at: int) -> bool:
        """Tell whether the line before asks for an amendment: what follows are words of another text."""
        before = self._lines[at - 1].text if at else ""
        return before.endswith(":") and any(word in before.lower() for word in _INSTRUCTIONS)

    def _restarts(self, at: int) -> bool:
        """Tell whether a second Điều 1 begins a sequence: Điều 2 follows, or a foot or a title came before."""
        if self._zone is _Zone.FOOT or (self._zone is _Zone.HEAD and self._body > 1):
            return True
        if self._zone is _Zone.ANNEX:
            return False
        following = next(self._articles_from(at + 1), None)
        return following is not None and number_key(following.num) == (2, 0) and self._all_empty()

    def _all_empty(self) -> bool:
        """Tell whether the articles so far are one line each: a table of contents."""
        articles = [tile.line for tile in self._tiles if tile.level is Level.ARTICLE]
        return len(articles) > 1 and articles[-1] - articles[0] < 2 * len(articles) + len(self._tiles)

    def _drop_contents(self) -> bool:
        """Give a table of contents back to the head."""
        if self._zone is not _Zone.BODY or self._body > 1 or not self._all_empty():
            return False
        self._tiles = []
        self._context = []
        self._doubts = ["mục lục ở đầu văn bản được để trong phần mở đầu"]
        return True

    def _articles_from(self, at: int) -> Iterator[Candidate]:
        """Yield the candidates for articles from a line on."""
        for index in range(at, len(self._candidates)):
            found = self._candidates[index]
            if found and found.level is Level.ARTICLE:
                yield found

    def _later(self, at: int, number: int) -> bool:
        """Tell whether the article that should come now stands further down in this body."""
        for index in range(at + 1, len(self._lines)):
            found = self._candidates[index]
            if found and found.level is Level.ARTICLE and not self._follows_instruction(index):
                key = number_key(found.num)
                if key == (1, 0):
                    return False
                if key[0] == number:
                    return True
        return False

    # Containers, annexes

    def _container(self, at: int, found: Candidate) -> None:
        if self._zone in (_Zone.FOOT, _Zone.ANNEX) or not self._stands_out(at, found):
            return
        depth = _ORDER.index(found.level)
        self._context = [step for step in self._context if _ORDER.index(step[0]) < depth]
        parent = self._context[-1][2] if self._context else self._prefix.removesuffix("__")
        own = f"{EID_PREFIX[found.level]}_{found.key}"
        eid = f"{parent}__{own}" if parent else own
        heading, below = self._heading_lines(at, found.rest)
        self._tiles.append(Tile(at, found.level, eid, found.num, heading, self._above(), below))
        self._context.append((found.level, Heading(found.level, found.num, heading), eid))
        self._taken = below

    def _stands_out(self, at: int, found: Candidate) -> bool:
        """Tell whether a container heading looks like one: by its type, or by what follows it."""
        line = self._lines[at]
        if line.bold or line.centred or is_upper(line.text) or (found.rest and is_upper(found.rest)):
            return True
        ahead = self._candidates[at + 1 : at + 1 + _LOOK_AHEAD]
        return any(below is not None and below.level in (*_ORDER, Level.ARTICLE) for below in ahead)

    def _heading_lines(self, at: int, rest: str) -> tuple[str, int]:
        """Return the heading that stands beside or below a container's number, and the line after it."""
        words = [rest] if rest else []
        below = at + 1
        while len(words) < _MAX_HEADING_LINES and self._continues_heading(below, first=not words):
            words.append(self._lines[below].text)
            below += 1
        return without_notes(" ".join(words)), below

    def _continues_heading(self, at: int, *, first: bool) -> bool:
        if at >= len(self._lines) or self._hidden[at] or self._candidates[at] is not None:
            return False
        line = self._lines[at]
        if len(line.text) > _MAX_HEADING or " | " in line.text or "CỘNG HÒA XÃ HỘI" in line.text or is_attachment(line):
            return False
        if first:
            before_part = self._begins_part(at + 1) and not line.text.endswith((".", ";", ":"))
            return is_upper(line.text) or line.centred or before_part
        return (is_upper(line.text) or (line.bold and line.centred)) and not begins_foot(line)

    def _begins_part(self, at: int) -> bool:
        found = self._candidates[at] if at < len(self._candidates) else None
        return found is not None and found.level in (*_ORDER, Level.ARTICLE)

    def _annex(self, at: int, found: Candidate) -> None:
        line = self._lines[at]
        if not (line.bold or line.centred or is_upper(line.text) or len(line.text) <= len("Phụ lục số 100")):
            return
        if self._zone is _Zone.BODY and self._continues(at):
            return
        if self._zone is _Zone.HEAD and (self._body == 1 and self._continues(at)):
            return
        outer = self._outer
        if found.level is Level.ANNEX:
            if outer and not found.num:
                return  # an annex of a form
            outer = None
        if found.level is Level.FORM and found.rest:
            heading, below = found.rest, at + 1
        else:
            heading, below = self._heading_lines(at, found.rest)
        base = f"{outer.eid}__" if outer else self._body_prefix()
        own = f"{EID_PREFIX[found.level]}_{found.key}" if found.key else EID_PREFIX[found.level]
        context = (*outer.context, Heading(outer.level, outer.num, outer.heading)) if outer else ()
        tile = Tile(at, found.level, base + own, found.num, heading, context, below)
        self._tiles.append(tile)
        self._outer = tile if found.level is Level.ANNEX else outer
        self._zone, self._last, self._context = _Zone.ANNEX, "", []
        self._prefix = f"{base}{own}__"
        self._taken = below

    def _annex_holds_articles(self) -> bool:
        annex = next(tile for tile in reversed(self._tiles) if tile.level in (Level.ANNEX, Level.FORM))
        return annex.level is Level.ANNEX and annex.heading.upper().startswith(_ANNEX_WITH_ARTICLES)

    def _continues(self, at: int) -> bool:
        """Tell whether the next article goes on with the numbers of this body, before a foot."""
        following = number_key(self._last)[0] + 1 if self._last else 1
        for index in range(at + 1, len(self._lines)):
            found = self._candidates[index]
            if found and found.level is Level.ARTICLE and not self._follows_instruction(index):
                return number_key(found.num)[0] == following
            if not self._hidden[index] and begins_foot(self._lines[index]):
                return False
        return False

    # Foot and attached papers

    def _unnumbered(self, at: int, line: Line) -> None:
        if self._zone is _Zone.ANNEX:
            return
        if is_attachment(line) and self._zone in (_Zone.BODY, _Zone.FOOT):
            if self._zone is _Zone.FOOT or not self._continues(at):
                self._new_body(self._title_above(at))
        elif self._zone is _Zone.FOOT and is_body_title(line) and (line.centred or line.bold or is_upper(line.text)):
            self._new_body(at)
        elif self._zone in (_Zone.BODY, _Zone.HEAD) and at and begins_foot(line) and not self._foot_is_early(at):
            self._zone = _Zone.FOOT
            self._tiles.append(Tile(at, Level.FOOT, f"{self._body_prefix()}foot"))

    def _foot_is_early(self, at: int) -> bool:
        """Tell whether articles of this body still follow, or a head alone cannot have a foot yet."""
        if self._continues(at):
            return True
        return self._zone is _Zone.HEAD and at <= self._last_first

    def _new_body(self, at: int) -> None:
        """Begin an attached paper; lines that were given to the foot before go back to its head."""
        self._body += 1
        while self._tiles and self._tiles[-1].line >= at:
            self._tiles.pop()
        self._zone, self._last, self._context = _Zone.HEAD, "", []
        self._prefix = self._body_prefix()
        self._tiles.append(Tile(at, Level.HEAD, f"{self._prefix}head"))

    def _title_above(self, at: int) -> int:
        """Return the line where the title of an attached paper begins."""
        lowest = max(self._tiles[-1].line + 1 if self._tiles else 0, at - _TITLE_LINES)
        for above in range(at - 1, lowest - 1, -1):
            if is_body_title(self._lines[above]):
                return above
        above = at
        while (
            above > lowest and is_upper(self._lines[above - 1].text) and len(self._lines[above - 1].text) > len("TM.")
        ):
            above -= 1
        return above

    def _body_prefix(self) -> str:
        return f"body_{self._body}__" if self._body > 1 else ""

    def _above(self) -> tuple[Heading, ...]:
        return tuple(heading for _, heading, _ in self._context)


def _is_first_article(found: Candidate) -> bool:
    return found.level is Level.ARTICLE and number_key(found.num)[0] == 1
