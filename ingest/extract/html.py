"""HTML pages: the words of the text itself, without the menus and adverts around it.

One pass over the parser's events, no tree and no recursion: nesting of any depth costs nothing.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from lxml import etree

from corpus.text import clean
from ingest.errors import DamagedSourceError, NoTextError, TooLargeError
from ingest.extract.page_facts import page_facts
from ingest.extract.rows import row_lines
from ingest.extract.text import decode, mojibake_doubts
from ingest.read import Extract, Line


class Region(IntEnum):
    """How near to the text of the law a part of a page is; a page gives its best region, if there is enough of it."""

    HIDDEN = 0  # scripts, styles, forms: no words of the page
    NAVIGATION = 1
    PLAIN = 2
    ARTICLE = 3  # <article>, <main>
    PROPERTIES = 4  # table of number, type, dates
    RELATIONS = 5
    LAW = 6  # the container of the full text on a site we know


_CHUNK = 1 << 16
_MAX_LINES = 500_000  # far more than the longest law has
_TELLING = ("id", "class", "style", "align")  # attributes that say what an element is
_MAX_TABLES = 6  # nested tables beyond this lay out the page
_ENOUGH = 200  # characters that make a region a text
_HIDDEN_TAGS = frozenset(("script", "style", "noscript", "template", "svg", "select", "object", "iframe", "textarea"))
_NAVIGATION_TAGS = frozenset(("nav", "header", "footer", "aside", "menu"))
_BLOCKS = frozenset(
    "p div section article main ul ol li dl dt dd h1 h2 h3 h4 h5 h6 blockquote pre center form fieldset table tbody"
    " thead tfoot caption hr address figure figcaption body html nav header footer aside tr td th".split()
)
_BOLD = frozenset(("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"))
_LAW_IDS = frozenset(("toanvancontent", "divcontentdoc", "noidungvanban", "the-document-body"))
_LAW_CLASSES = frozenset(("toanvancontent", "cldivcontentdocvn", "the-document-body", "noidungvb", "vb-noidung"))
_PROPERTY_NAMES = frozenset(("vbproperties", "vbinfo", "divthuoctinh", "box-map"))
_RELATION_NAMES = frozenset(("vblienquan",))
_KNOWN = (
    (Region.LAW, _LAW_IDS | _LAW_CLASSES),
    (Region.PROPERTIES, _PROPERTY_NAMES),
    (Region.RELATIONS, _RELATION_NAMES),
)
_NAVIGATION_NAME = re.compile(
    r"(?:^|[-_ ])(?:nav|menu|breadcrumbs?|footer|header|sidebar|banner|advert\w*|ads|quangcao|related|lienquan"
    r"|comments?)(?:$|[-_ ])"
)
_SPACE = re.compile(r"\s+")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]+)", re.IGNORECASE)
_CENTRED = re.compile(r"text-align\s*:\s*center")
_HEAVY = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")


@dataclass(frozen=True, slots=True)
class _Element:
    """An open element."""

    tag: str
    region: Region
    bold: bool
    centred: bool


@dataclass(slots=True)
class _Row:
    """The cells of an open table row; each cell holds its lines with their regions."""

    cells: list[list[tuple[Region, Line]]] = field(default_factory=list)


class _PageTarget:
    """Receives the parser's events and gathers lines."""

    def __init__(self) -> None:
        self.lines: list[tuple[Region, Line]] = []
        self.title = ""
        self._open: list[_Element] = [_Element("", Region.PLAIN, bold=False, centred=False)]
        self._seen: dict[tuple[object, ...], _Element] = {}  # what elements of a look are, below another
        self._rows: list[_Row] = []
        self._tables = 0
        self._words: list[str] = []
        self._plain = 0  # letters of the current line that are not bold
        self._in_title = False
        self._count = 0  # lines so far

    def start(self, tag: str | bytes, attrs: Mapping[str | bytes, str | bytes]) -> None:
        """Open an element."""
        self._start(_string(tag), {_string(key): _string(value) for key, value in attrs.items()})

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "title":
            self._in_title = True
        if tag in _BLOCKS or tag == "br":
            self._break()
        looks = (self._open[-1], tag, *map(attributes.get, _TELLING)) if attributes else (self._open[-1], tag)
        element = self._seen.get(looks)
        if element is None:
            element = self._seen[looks] = _element(self._open[-1], tag, attributes)
        self._open.append(element)
        if tag == "table":
            self._tables += 1
        elif tag == "tr" and self._tables <= _MAX_TABLES:
            self._rows.append(_Row())
        elif tag in ("td", "th") and self._rows and self._tables <= _MAX_TABLES:
            self._rows[-1].cells.append([])

    def end(self, tag: str | bytes) -> None:
        """Close an element."""
        if tag == "title":
            self._in_title = False
        if tag in _BLOCKS:
            self._break()
        if tag == "tr" and self._rows and self._tables <= _MAX_TABLES:
            self._close_row(self._rows.pop())
        elif tag == "table":
            self._tables -= 1
        if len(self._open) > 1:
            self._open.pop()

    def data(self, data: str | bytes) -> None:
        """Take text."""
        words = _string(data)
        if self._in_title:
            self.title += words
            return
        top = self._open[-1]
        if top.region is Region.HIDDEN:
            return
        self._words.append(words)
        if not top.bold and words.strip():
            self._plain += 1

    def comment(self, text: str | bytes) -> None:
        """Pass over comments."""

    def close(self) -> None:
        """End the page."""
        self._break()
        while self._rows:
            self._close_row(self._rows.pop())

    def _break(self) -> None:
        if not self._words:
            return
        words = _SPACE.sub(" ", clean("".join(self._words))).strip()
        bold = not self._plain
        self._words, self._plain = [], 0
        if words:
            top = self._open[-1]
            self._count += 1
            if self._count > _MAX_LINES:
                raise TooLargeError(f"trang HTML có hơn {_MAX_LINES} dòng")
            self._emit([(top.region, Line(words, None, bold, top.centred))])

    def _emit(self, lines: Sequence[tuple[Region, Line]]) -> None:
        if not self._rows:
            self.lines.extend(lines)
            return
        row = self._rows[-1]
        if not row.cells:
            row.cells.append([])
        row.cells[-1].extend(lines)

    def _close_row(self, row: _Row) -> None:
        found = [region for cell in row.cells for region, _ in cell]
        if not found:
            return
        if min(found) != max(found) or found[0] is Region.RELATIONS:
            self._emit([line for cell in row.cells for line in cell])
            return
        made = row_lines([[line for _, line in cell] for cell in row.cells])
        self._emit([(found[0], line) for line in made])


def _element(above: _Element, tag: str, attributes: Mapping[str, str]) -> _Element:
    """Return what an element is, from what encloses it and from its look."""
    style = attributes.get("style", "").lower()
    bold = above.bold or tag in _BOLD or bool(_HEAVY.search(style))
    centred = above.centred
    if tag in _BLOCKS:
        centred = tag == "center" or attributes.get("align", "").lower() == "center" or bool(_CENTRED.search(style))
        centred = centred or (above.centred and above.tag in ("center", "div", "td"))
    return _Element(tag, _region(above.region, tag, attributes), bold, centred)


def _region(above: Region, tag: str, attributes: Mapping[str, str]) -> Region:
    """Return the region of an element from what encloses it, its tag and its names."""
    if above is Region.HIDDEN or tag in _HIDDEN_TAGS:
        return Region.HIDDEN
    names = f"{attributes.get('id', '')} {attributes.get('class', '')}".lower()
    split = set(names.split())
    known = next((region for region, wanted in _KNOWN if split & wanted), None)
    if above is Region.LAW or known:
        return Region.LAW if above is Region.LAW else known or above
    if above > Region.ARTICLE or above is Region.NAVIGATION:
        return above
    if tag in _NAVIGATION_TAGS or (tag in ("div", "ul", "section", "td") and _NAVIGATION_NAME.search(names)):
        return Region.NAVIGATION
    return Region.ARTICLE if above is Region.ARTICLE or tag in ("article", "main") else Region.PLAIN


def extract_html(data: bytes) -> Extract:
    """Return the lines of the text that a page holds; what the site adds around it is in ``removed``.

    A page of properties, history or relations of a law has no lines of law: it gives facts.
    Raises EmptySourceError, NoTextError, DamagedSourceError.
    """
    text, doubts = _decoded(data)
    page = _read(text)
    best = _best(page.lines)
    lines = tuple(line for region, line in page.lines if region is best)
    facts, properties = page_facts(
        [line.text for region, line in page.lines if region is Region.PROPERTIES],
        [line.text for region, line in page.lines if region is Region.RELATIONS],
    )
    if best is not Region.LAW and (properties or facts):
        lines = ()
    elif not lines:
        raise NoTextError("HTML", "trang không có lời văn nào")
    kept = set(map(id, lines))
    removed = tuple(line.text for _, line in page.lines if id(line) not in kept)
    title = _SPACE.sub(" ", clean(page.title)).strip()
    doubts += mojibake_doubts("\n".join(line.text for line in lines))
    facts = (("format", "html"), *((("page_title", title),) if title else ()), *facts)
    return Extract(lines, facts, tuple(doubts), removed)


def _best(lines: Sequence[tuple[Region, Line]]) -> Region:
    sizes = dict.fromkeys(Region, 0)
    for region, line in lines:
        sizes[region] += len(line.text)
    for region in (Region.LAW, Region.ARTICLE):
        if sizes[region] >= _ENOUGH and sizes[region] * 4 >= sizes[Region.PLAIN]:
            return region
    return Region.PLAIN if sizes[Region.PLAIN] or not sizes[Region.ARTICLE] else Region.ARTICLE


def _decoded(data: bytes) -> tuple[str, list[str]]:
    """Decode a page: UTF-8 where it is valid, else as the page declares, else a guess with a doubt."""
    declared = _CHARSET.search(data[:4096])
    if declared:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            try:
                return data.decode(declared[1].decode("ascii")), []
            except (LookupError, UnicodeDecodeError):
                pass
    return decode(data)


def _read(text: str) -> _PageTarget:
    target = _PageTarget()
    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True)
    data = text.replace("\0", "").encode("utf-8", errors="replace")
    try:
        for start in range(0, len(data), _CHUNK):
            parser.feed(data[start : start + _CHUNK])
        parser.close()
    except etree.LxmlError as error:
        raise DamagedSourceError("HTML", "không phân tích được cấu trúc trang") from error
    return target


def _string(value: str | bytes) -> str:
    return value if isinstance(value, str) else value.decode("utf-8", errors="replace")
