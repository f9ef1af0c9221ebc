"""What a consolidated text says of its amendments: the acts in its introduction, and a note for each place changed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from corpus.citation import find_citations
from corpus.days import read_date
from corpus.expression import Unit
from corpus.number import find_numbers
from corpus.provision import CONTAINERS, Level, Provision, eid_of

ChangeKind = Literal["replaced", "inserted", "repealed", "renamed", "words"]

_ACT = re.compile(r"^\s*\d{1,2}[.)][ ]+(?P<act>[^\n]*?\d{1,4}/\d{4}/[^\n]*)$", re.MULTILINE)
_NOTE = re.compile(r"^\[(?P<mark>\d{1,3})\][ ]?(?P<words>[^\n]*(?:\n(?!\[\d)[^\n]*)*)", re.MULTILINE)
_MARK = re.compile(r"\[(\d{1,3})\]")
_CHANGE = re.compile(
    r"(?P<what>(?:Tên |Tiêu đề )?(?:Điều|Khoản|Điểm|Đoạn|Chương|Mục|Phần|Phụ lục|Mẫu|Cụm từ|Từ)"
    r"(?:[ ][“\"][^”\"]*[”\"])?)(?:[ ](?:này|trên))?[^.“”]{0,40}?[ ](?:được|bị|đã được)[ ]"
    r"(?P<verb>sửa đổi,? bổ sung|sửa đổi|bổ sung|bãi bỏ|hủy bỏ|thay thế|thay|bỏ)"
    r"(?P<rest>(?:[^“”]|[“][^”]{0,400}[”]){0,600}?)(?=\.[ ][A-ZĐ]|\.?\s*$|\.\n)",
    re.MULTILINE,
)
_FORCE = re.compile(r"có hiệu lực[^;\n]{0,30}?(?:kể )?từ ngày[^;\n]{5,40}")
_LEVELS = {"Điều": Level.ARTICLE, "Khoản": Level.CLAUSE, "Điểm": Level.POINT}
_KINDS: dict[str, ChangeKind] = {"bổ sung": "inserted", "bãi bỏ": "repealed", "hủy bỏ": "repealed", "bỏ": "repealed"}


@dataclass(frozen=True, slots=True)
class AmendingAct:
    """An act that a consolidated text has taken in."""

    number: str
    issued: date | None
    effective: date | None


@dataclass(frozen=True, slots=True)
class Change:
    """One change that a note tells of; a place changed twice has two."""

    eid: str  # the place in the consolidated text; empty where its mark is lost
    act: str  # number of the amending act
    act_eid: str  # the place in it that ordered the change
    effective: date | None
    kind: ChangeKind
    mark: str  # of the note: "18"


@dataclass(frozen=True, slots=True)
class Notes:
    """All that the notes say, and what could not be read of them."""

    changes: tuple[Change, ...] = ()
    doubts: tuple[str, ...] = ()


def read_acts(introduction: str) -> tuple[AmendingAct, ...]:
    """Return the amending acts that an introduction lists, in its order.

    >>> read_acts("1. Luật số 5/2095/QH99 ngày 25/11/2095, có hiệu lực kể từ ngày 01/7/2096;")[0].number
    '05/2095/QH99'
    """
    acts = []
    for line in _ACT.finditer(introduction):
        numbers = find_numbers(line["act"])
        if numbers and "có hiệu lực" in line["act"]:
            force = _FORCE.search(line["act"])
            issued = read_date(line["act"][numbers[0].end : force.start() if force else None])
            acts.append(AmendingAct(numbers[0].number, issued, read_date(force[0]) if force else None))
    return tuple({act.number: act for act in reversed(acts)}.values())[::-1]


def read_notes(units: Sequence[Unit]) -> Notes:
    """Return the changes that the notes under a consolidated text tell of, in the order of the notes."""
    foot = "\n".join(unit.provision.text for unit in units if unit.provision.level is Level.FOOT)
    places = _marked_places(units)
    for lost in {note["mark"] for note in _NOTE.finditer(foot)} - set(places):
        places |= _bare_place(units, lost)
    changes: list[Change] = []
    doubts: list[str] = []
    for note in _NOTE.finditer(foot):
        mark = note["mark"]
        found = list(_changes(note["words"], mark, places.get(mark)))
        changes += found
        if found and mark not in places:
            doubts.append(f"ghi chú [{mark}] nói về một nơi không còn dấu [{mark}] trong lời văn")
        elif not found and note["words"].startswith(("Điều này", "Khoản này", "Điểm này", "Cụm từ", "Tên ")):
            doubts.append(f"chưa đọc được ghi chú [{mark}]")
    return Notes(tuple(changes), tuple(doubts))


def _marked_places(units: Sequence[Unit]) -> dict[str, list[Provision]]:
    """Return for each mark the parts it stands in, from the unit to the smallest."""
    places: dict[str, list[Provision]] = {}
    for unit in units:
        if unit.provision.level is Level.FOOT:
            continue
        for mark in _MARK.finditer(unit.provision.text):
            at = unit.provision.start + mark.start()
            path = [part for part in unit.provision.walk() if part.start <= at < part.end]
            places.setdefault(mark[1], path)
    return places


def _bare_place(units: Sequence[Unit], mark: str) -> dict[str, list[Provision]]:
    """Find a mark that lost its brackets behind a number ("đ)46 Xuất trình …"), where there is just one such place."""
    bare = re.compile(rf"^\w{{1,4}}[.)]{mark}[ ]", re.MULTILINE)
    found = [
        (unit.provision, unit.provision.start + match.start())
        for unit in units
        if unit.provision.level is not Level.FOOT
        for match in bare.finditer(unit.provision.text)
    ]
    if len(found) != 1:
        return {}
    provision, at = found[0]
    return {mark: [part for part in provision.walk() if part.start <= at < part.end]}


def _changes(words: str, mark: str, path: Sequence[Provision] | None) -> Iterator[Change]:
    for found in _CHANGE.finditer(words):
        rest = found["rest"]
        cited = next((one for one in find_citations(rest) if one.work.number and one.article), None)
        if cited is None or cited.work.number is None:
            continue
        force = _FORCE.search(rest)
        yield Change(
            _eid(found["what"], path),
            cited.work.number,
            eid_of(cited.place),
            read_date(force[0]) if force else None,
            _kind(found["what"], found["verb"]),
            mark,
        )


def _eid(what: str, path: Sequence[Provision] | None) -> str:
    """Return the part that "Khoản này" means at a mark: the innermost of its level, else the innermost at all."""
    if not path:
        return ""
    level = _LEVELS.get(what)
    if level is None:
        named = [part for part in path if part.level in (*CONTAINERS, *_LEVELS.values())]
        return (named or path)[-1].eid
    same = [part for part in path if part.level is level]
    return (same or path)[-1].eid


def _kind(what: str, verb: str) -> ChangeKind:
    if what.startswith(("Cụm từ", "Từ")):
        return "words"
    if what.startswith(("Tên", "Tiêu đề")):
        return "renamed"
    return _KINDS.get(verb, "replaced")
