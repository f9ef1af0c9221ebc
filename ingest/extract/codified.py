"""Pages of the codified law (Bộ pháp điển): one topic ("đề mục") a page, articles of many instruments in one order.

The publisher's marks are constant (``pDieu``, ``pGhiChu``, ``pNoiDung``, ``pChiDan``, ``pChuong``), but paragraphs
stand inside paragraphs and signs like "<10 m" stand bare: a page is cut at the marks, and only known tags are tags.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.text import clean

_MARK = re.compile(r"<p class='(pDieu|pGhiChu|pNoiDung|pChiDan|pChuong)'>")
_TOPIC = re.compile(r"Đề mục\s+([\d.]+)\s*(?:<br\s*/?>)?\s*([^<]*)", re.IGNORECASE)
_CONTENT = re.compile(r"<div class='_content'>")
_ANCHOR = re.compile(r"<a name='(\d+)'>")
_HREF = re.compile(r"href='([^']*)'")
_TARGET = re.compile(r"ViewNoiDungPhapDien\('(\d+)'\)[^>]*>(.*?)</a>", re.DOTALL)
_DROPPED = re.compile(r"<!--.*?-->|<(style|script)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_INLINE_NAMES = (
    "span|em|strong|font|a|img|i|b|u|s|sub|sup|small|big|ins|del|strike|tt|o:p|col|colgroup|label|input|link"
)
_INLINE = frozenset(_INLINE_NAMES.split("|"))
_CELLS = frozenset({"td", "th"})
_ROWS = frozenset({"tr", "table", "caption"})
_TAG = re.compile(
    r"<(/?)(p|br|div|table|thead|tbody|tfoot|tr|td|th|caption|h[1-6]|ul|ol|li|dl|dt|dd|hr|blockquote|pre|center|"
    rf"{_INLINE_NAMES})(?=[\s/>])[^>]*>",
    re.IGNORECASE,
)


_RANKS = {"phần": 0, "chương": 1, "mục": 2, "tiểu mục": 3}
_CONTAINER = re.compile(r"(phần|chương|mục|tiểu mục) (?:thứ )?(\w+)\.?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Container:
    """A heading that articles stand under; rank 0 is phần, 3 is tiểu mục."""

    rank: int
    num: str
    words: str


@dataclass(frozen=True, slots=True)
class Target:
    """A place of the codified law that another place points to."""

    anchor: str
    label: str  # "8.5.LQ.18"


@dataclass(frozen=True, slots=True)
class Codified:
    """One Điều of the codified law; all texts are clean."""

    anchor: str
    label: str  # "39.8.LQ.32"; "41a" where the publisher gave no codified number
    title: str
    note: str
    url: str  # the place in the instrument, on the publisher's own pages
    body: str
    containers: tuple[Container, ...]
    related: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class CodifiedPage:
    """A topic with its articles in the publisher's order."""

    topic: str  # "39.8"
    name: str
    articles: tuple[Codified, ...]
    container_links: tuple[tuple[tuple[Container, ...], Target], ...]
    loose: tuple[str, ...]  # text that stands outside every mark


def decode_page(data: bytes) -> str:
    """Return the page as raw text; a byte that is no UTF-8 becomes the replacement character."""
    return data.decode("utf-8-sig", errors="replace")


def extract_codified(data: bytes) -> CodifiedPage:
    """Cut a page at the publisher's marks. An empty topic gives a page without articles."""
    page = decode_page(data)
    topic = _TOPIC.search(page)
    start = _CONTENT.search(page)
    marks = list(_MARK.finditer(page))
    loose = _plain(page[start.end() : marks[0].start() if marks else len(page)]) if start else ""
    articles, links = _articles(list(_blocks(page, marks)))
    number, name = (topic[1].strip("."), _plain(topic[2])) if topic else ("", "")
    return CodifiedPage(number, name, articles, links, (loose,) if loose else ())


def extract_codified_heads(data: bytes) -> tuple[Codified, ...]:
    """Return the articles of a page without their words: what is needed to know where its anchors lead."""
    page = decode_page(data)
    blocks = (block for block in _blocks(page, list(_MARK.finditer(page))) if block[0] in ("pDieu", "pGhiChu"))
    return _articles(list(blocks))[0]


def _blocks(page: str, marks: list[re.Match[str]]) -> Iterator[tuple[str, str]]:
    ends = [*(mark.start() for mark in marks[1:]), len(page)][: len(marks)]
    for mark, end in zip(marks, ends, strict=True):
        yield mark[1], page[mark.end() : end]


def _articles(
    blocks: list[tuple[str, str]],
) -> tuple[tuple[Codified, ...], tuple[tuple[tuple[Container, ...], Target], ...]]:
    articles: list[Codified] = []
    links: list[tuple[tuple[Container, ...], Target]] = []
    containers: list[Container] = []
    parts: dict[str, str] = {}
    last = ""
    for kind, inner in [*blocks, ("pDieu", "")]:
        if kind in ("pDieu", "pChuong") and parts:
            articles.append(_article(parts, tuple(containers)))
            parts = {}
        if kind == "pDieu":
            parts = {"pDieu": inner}
        elif kind == "pChuong":
            _enter(containers, _plain(inner), after_heading=last == "pChuong")
        elif kind == "pChiDan" and not parts:
            links.extend((tuple(containers), target) for target in _targets(inner))
        else:
            parts[kind] = parts.get(kind, "") + inner
        last = kind
    return tuple(articles), tuple(links)


def _article(parts: dict[str, str], containers: tuple[Container, ...]) -> Codified:
    head = parts["pDieu"]
    anchor = _ANCHOR.search(head)
    label, title = split_label(_plain(head))
    note = parts.get("pGhiChu", "")
    href = _HREF.search(note)
    return Codified(
        anchor=anchor[1] if anchor else "",
        label=label,
        title=title,
        note=_plain(note),
        url=html.unescape(href[1]) if href else "",
        body=render(parts.get("pNoiDung", "")),
        containers=containers,
        related=_targets(parts.get("pChiDan", "")),
    )


def split_label(line: str) -> tuple[str, str]:
    """Split "Điều 39.8.LQ.32. Các chế độ hỗ trợ" into label and title.

    >>> split_label("Điều 39.8.LQ.32. Các chế độ hỗ trợ")
    ('39.8.LQ.32', 'Các chế độ hỗ trợ')
    """
    found = re.match(r"Điều ((?:\w+\.)*?\w+)\.(?:\s+(.*)|$)", line, re.DOTALL)
    return (found[1], (found[2] or "").strip()) if found else ("", line)


def _enter(open_: list[Container], line: str, *, after_heading: bool) -> None:
    """Keep the containers that stand above what follows: a number opens one, words belong to the number before."""
    found = _CONTAINER.match(line)
    if found:
        rank = _RANKS[found[1].lower()]
        open_[:] = [container for container in open_ if container.rank < rank]
        open_.append(Container(rank, found[2], ""))
    elif after_heading and open_:
        last = open_[-1]
        open_[-1] = Container(last.rank, last.num, f"{last.words} {line}".strip())
    else:
        open_[:] = [Container(_RANKS["chương"], "", line)]


def _targets(inner: str) -> tuple[Target, ...]:
    return tuple(Target(match[1], split_label(_plain(match[2]))[0]) for match in _TARGET.finditer(inner))


def _plain(inner: str) -> str:
    return " ".join(render(inner).split())


def render(inner: str) -> str:
    """Return the words of a piece of a page: a line for each paragraph, a line for each row of a table."""
    lines: list[str] = []
    current: list[str] = []
    cells: list[str] | None = None
    reached = 0
    inner = _DROPPED.sub("", inner)
    for tag in _TAG.finditer(inner):
        current.append(inner[reached : tag.start()])
        reached = tag.end()
        name = tag[2].lower()
        if name in _INLINE:
            continue
        if name in _CELLS or name in _ROWS:
            cells = _table_step(name, tag[1] == "/", lines, current, cells)
        elif cells is not None:
            current.append(" ")
        else:
            _flush(lines, current)
    current.append(inner[reached:])
    if cells:
        current[:] = [" | ".join([*cells, _words(current)])]
    _flush(lines, current)
    return "\n".join(lines)


def _table_step(
    name: str, closing: bool, lines: list[str], current: list[str], cells: list[str] | None
) -> list[str] | None:
    """Take one tag of a table; the cells of the open row come back, None outside rows."""
    if name in _CELLS:
        if cells is not None and (closing or _words(current)):
            cells.append(_words(current))
        else:
            _flush(lines, current)
        current.clear()
        return [] if cells is None else cells
    if cells is not None:
        row = [*cells, _words(current)] if _words(current) else cells
        current[:] = [" | ".join(row)] if any(row) else []
    _flush(lines, current)
    return [] if name == "tr" and not closing else None


def _words(current: list[str]) -> str:
    return " ".join(clean(html.unescape("".join(current))).split())


def _flush(lines: list[str], current: list[str]) -> None:
    words = _words(current)
    current.clear()
    if words:
        lines.append(words)
