"""Guidance beside the law: the handbook's entries that rest on a provision."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from corpus.handbook import Entry, EntryStatement, Ground, load_handbook
from corpus.number import number_key
from corpus.provision import Level, Provision, child_eid
from corpus.reading import CorpusReader
from corpus.starter_texts import HANDBOOK
from corpus.work import Work
from web.shapes import View, permalink

_MOST = 12  # entries beside one article
_WORDS = 220  # characters of the statement that are shown


@dataclass(frozen=True, slots=True)
class Advice:
    """An entry of the handbook: its question, the first statement that rests on the provision, and where it stands."""

    title: str
    words: str
    address: str
    narrow: bool  # it rests on the very khoản or điểm that is shown


@cache
def _by_article() -> Mapping[tuple[str, str], tuple[tuple[int, Entry], ...]]:
    """Return the entries, numbered as in the store, by the article they rest on."""
    found: dict[tuple[str, str], dict[int, Entry]] = defaultdict(dict)
    for number, entry in enumerate(load_handbook(), 1):
        for statement in entry.statements:
            for ground in statement.grounds:
                found[number_key(ground.number), ground.article][number] = entry
    return {place: tuple(entries.items()) for place, entries in found.items()}


def advice_on(store: CorpusReader, work: Work, unit: Provision, eid: str, view: View) -> list[Advice]:
    """Return the entries that rest on an article, those on the very place shown first; none where none are held."""
    if unit.level is not Level.ARTICLE:
        return []
    number = number_key(work.number)
    found = []
    for at, entry in _by_article().get((number, unit.num), ()):
        item = child_eid("", Level.ITEM, str(at))
        if not store.holds(HANDBOOK.slug, item):
            return []
        bearing = [one for one in entry.statements if any(_on(ground, number, unit.num) for ground in one.grounds)]
        narrow = [one for one in bearing if any(_eid(ground).startswith(eid) for ground in one.grounds)]
        words = _shortened((narrow or bearing)[0])
        found.append(Advice(entry.title, words, permalink(HANDBOOK, item, view), eid != unit.eid and bool(narrow)))
    found.sort(key=lambda advice: not advice.narrow)
    return found[:_MOST]


def _on(ground: Ground, number: str, article: str) -> bool:
    return ground.article == article and number_key(ground.number) == number


def _eid(ground: Ground) -> str:
    """Return the place of a ground, inside whatever work it names."""
    eid = child_eid("", Level.ARTICLE, ground.article)
    for level, num in ((Level.CLAUSE, ground.clause), (Level.POINT, ground.point)):
        eid = child_eid(eid, level, num) if num else eid
    return eid


def _shortened(statement: EntryStatement) -> str:
    words = statement.text
    return words if len(words) <= _WORDS else f"{words[:_WORDS].rsplit(' ', 1)[0]} …"
