"""Provisions: the numbered parts of an expression, and how people name them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from corpus.text import fold


class Level(StrEnum):
    """The levels of a Vietnamese legal text, from the outside in.

    The first group tiles an expression (its *units*); the second divides a unit.
    """

    HEAD = "head"  # quốc hiệu, số, ngày, tên loại, trích yếu, căn cứ
    PART = "part"  # phần
    CHAPTER = "chapter"  # chương
    SECTION = "section"  # mục
    SUBSECTION = "subsection"  # tiểu mục
    ARTICLE = "article"  # điều
    ITEM = "item"  # mục của kế hoạch, phương án, chương trình không chia điều: "II", "II.2", "II.2.1"
    ANNEX = "annex"  # phụ lục
    FORM = "form"  # mẫu
    FOOT = "foot"  # chữ ký, nơi nhận
    BODY = "body"  # lời văn không đánh số, ví dụ tin bài

    CLAUSE = "clause"  # khoản
    POINT = "point"  # điểm
    DASH = "dash"  # gạch đầu dòng
    PARAGRAPH = "paragraph"  # đoạn không đánh số
    QUOTE = "quote"  # khối trích trong văn bản sửa đổi: lời của văn bản được sửa


CONTAINERS = frozenset({Level.PART, Level.CHAPTER, Level.SECTION, Level.SUBSECTION})
LEVEL_NAMES = {
    Level.PART: "Phần",
    Level.CHAPTER: "Chương",
    Level.SECTION: "Mục",
    Level.SUBSECTION: "Tiểu mục",
    Level.ARTICLE: "Điều",
    Level.ITEM: "mục",
    Level.ANNEX: "Phụ lục",
    Level.FORM: "Mẫu số",
    Level.CLAUSE: "khoản",
    Level.POINT: "điểm",
    Level.DASH: "gạch đầu dòng thứ",
    Level.PARAGRAPH: "đoạn",
    Level.HEAD: "phần mở đầu",
    Level.FOOT: "phần kết",
    Level.BODY: "nội dung",
    Level.QUOTE: "khối trích",
}
EID_PREFIX = {
    Level.PART: "part",
    Level.CHAPTER: "chp",
    Level.SECTION: "sec",
    Level.SUBSECTION: "subsec",
    Level.ARTICLE: "art",
    Level.ITEM: "item",
    Level.ANNEX: "annex",
    Level.FORM: "form",
    Level.CLAUSE: "cl",
    Level.POINT: "point",
    Level.DASH: "dash",
    Level.PARAGRAPH: "par",
    Level.HEAD: "head",
    Level.FOOT: "foot",
    Level.BODY: "body",
    Level.QUOTE: "quote",
}
_INNER_PREFIXES = frozenset(
    EID_PREFIX[level] for level in (Level.CLAUSE, Level.POINT, Level.DASH, Level.PARAGRAPH, Level.QUOTE)
)
# Điểm are lettered so; f, j, w, z are not used (counted over the codified law, shared/data/domain/anatomy.md §1).
POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"


@dataclass(frozen=True, slots=True)
class Provision:
    """A numbered part of an expression, and the parts inside it.

    ``text`` is the slice ``[start, end)`` of the expression's text, children included.
    Children lie inside it in reading order and do not overlap; what is between them is the
    provision's own: its heading, lead-in and closing sentences.
    """

    eid: str  # "art_37__cl_1__point_a"; a second body in the same file: "body_2__art_1"
    level: Level
    num: str  # "37", "1a", "đ", "II.2.1"; empty where the part has no number
    heading: str  # "Hỗ trợ nhu cầu thiết yếu", without "Điều 38."
    text: str
    start: int
    end: int
    page: int | None = None  # first page in the source, from 1
    children: tuple["Provision", ...] = ()

    @property
    def lead_in(self) -> str:
        """Return the own text before the first child, as printed."""
        return self.text[: self.children[0].start - self.start] if self.children else self.text

    def walk(self) -> Iterator["Provision"]:
        """Yield this provision and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def find(self, eid: str) -> "Provision | None":
        """Return the part with this eId, or None."""
        return next((part for part in self.walk() if part.eid == eid), None)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a work: the parts of an address below the number of the work."""

    article: str | None = None
    clause: str | None = None
    point: str | None = None
    item: str | None = None  # "II.2.1" in papers without Điều
    part: str | None = None  # eId of the body or annex that an article lies in, where it is not the main body


def child_eid(parent: str, level: Level, num: str) -> str:
    """Return the eId of a part below ``parent`` (empty for the expression itself).

    >>> child_eid("art_37", Level.CLAUSE, "1")
    'art_37__cl_1'
    """
    own = f"{EID_PREFIX[level]}_{num}" if num else EID_PREFIX[level]
    return f"{parent}__{own}" if parent else own


def place_of(eid: str) -> Place:
    """Return the place that an eId names.

    >>> place_of("art_37__cl_1__point_a")
    Place(article='37', clause='1', point='a', item=None, part=None)
    """
    found: dict[str, str] = {}
    outer: list[str] = []
    for step in eid.split("__"):
        prefix, _, num = step.partition("_")
        if prefix in ("art", "cl", "point", "item"):
            found[prefix] = num
        elif not found and prefix in ("body", "annex", "form"):  # an annex without a number is one all the same
            outer.append(step)
    return Place(found.get("art"), found.get("cl"), found.get("point"), found.get("item"), "__".join(outer) or None)


def eid_of(place: Place) -> str:
    """Return the eId of a place; the inverse of ``place_of``."""
    steps = [place.part] if place.part else []
    named = (("art", place.article), ("item", place.item), ("cl", place.clause), ("point", place.point))
    steps += [f"{prefix}_{num}" for prefix, num in named if num]
    return "__".join(steps)


def label_of(eid: str) -> str:
    """Return what people call the place, innermost first.

    >>> label_of("art_37__cl_1__point_a"), label_of("item_II.2.1"), label_of("annex_I__art_3"), label_of("body-2")
    ('điểm a khoản 1 Điều 37', 'mục II.2.1', 'Điều 3 Phụ lục I', 'nội dung (2)')
    """
    names = {prefix: LEVEL_NAMES[level] for level, prefix in EID_PREFIX.items()}
    words = []
    for step in reversed(eid.split("__")):
        prefix, _, num = step.partition("_")
        name, _, turn = prefix.partition("-")  # of several without a number, all but the first are counted
        if turn and name in names:
            words.append(f"{names[name]} ({turn})")
        elif prefix == "body" and num:
            words.append(f"phần ban hành kèm theo ({num})" if num != "1" else "")
        else:
            words.append(f"{names.get(prefix, prefix)} {num}".strip())
    return " ".join(word for word in words if word)


def unit_eid(eid: str) -> str:
    """Return the eId of the unit that a place lies in.

    >>> unit_eid("body_2__art_1__cl_2")
    'body_2__art_1'
    """
    steps: list[str] = []
    for step in eid.split("__"):
        if step.partition("_")[0] in _INNER_PREFIXES:
            break
        steps.append(step)
    return "__".join(steps)


_PATH_STEPS = {"art": "dieu", "cl": "khoan", "point": "diem", "item": "muc", "annex": "phu-luc", "form": "mau"}
_PATH_PREFIX = {word: prefix for prefix, word in _PATH_STEPS.items()}


def path_of(eid: str) -> str:
    """Return the tail of a permalink; ``đ`` is written ``dd`` so that it stays apart from ``d``.

    >>> path_of("art_37__cl_1__point_đ"), path_of("form_01/TB")
    ('dieu-37/khoan-1/diem-dd', 'mau-01~TB')
    """
    steps = []
    for step in eid.split("__"):
        prefix, _, num = step.partition("_")
        steps.append("-".join(filter(None, (_PATH_STEPS.get(prefix, prefix), _in_path(num)))))
    return "/".join(steps)


def _in_path(num: str) -> str:
    """Write a number for a path. The points đ and dd both exist, and numbers of forms hold slashes."""
    return num.replace("dd", "d~d").replace("đ", "dd").replace("/", "~")


def _from_path(written: str) -> str:
    parts = (part.replace("dd", "đ") for part in written.split("d~d"))
    return "dd".join(part.replace("~", "/") for part in parts)


def eid_of_path(path: str) -> str:
    """Return the eId of a permalink's tail; the inverse of ``path_of``."""
    steps = []
    for step in filter(None, path.split("/")):
        word = next((word for word in _PATH_PREFIX if re.match(rf"{word}(-|$)", step)), None)
        prefix = _PATH_PREFIX[word] if word else step.partition("-")[0]
        num = _from_path(step[len(word or prefix) :].lstrip("-"))
        steps.append(f"{prefix}_{num}" if num else prefix)
    return "__".join(steps)


def natural_key(num: str) -> tuple[tuple[int, str], ...]:
    """Return a sort key: 9 < 10, 6 < 6a < 7, d < đ < e.

    >>> sorted(["10", "6a", "7", "6"], key=natural_key)
    ['6', '6a', '7', '10']
    """
    parts = re.findall(r"\d+|[^\W\d]+", num)
    return tuple(
        (int(part), "") if part.isdecimal() else (0, fold(part) + ("~" if "đ" in part else "")) for part in parts
    )
