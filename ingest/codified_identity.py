"""Which instrument each article of the codified law belongs to, rebuilt from the notes of its page and of others."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from corpus.number import number_key, year_of_number
from corpus.work import Work
from ingest.codified_note import UNNUMBERED, Note, parse_note
from ingest.extract.codified import Codified

_ITEM = re.compile(r"ItemID=(\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Owned:
    """An article with its instrument: the place it has there, not in the codified law."""

    key: str  # of the instrument, see CodifiedMap.notes
    work: Work
    num: str
    note: Note
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """Where an anchor of the codified law leads."""

    number: str
    eid: str
    url: str


@dataclass(frozen=True, slots=True)
class CodifiedMap:
    """What all pages together know: where anchors lead, and the fullest note of each instrument."""

    anchors: dict[str, Address] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)


def own_articles(articles: Sequence[Codified], known: Mapping[str, Note]) -> list[Owned]:
    """Give each article its instrument.

    The number in the note decides; where it has no year, or there is none, the publisher's ItemID does; where there is
    no note at all, the neighbours under the same codified label do, and that is a doubt.
    """
    notes = [parse_note(article.note) for article in articles]
    keys = _keys(articles, notes)
    grouped: dict[str, list[Note]] = defaultdict(list)
    for key, note in zip(keys, notes, strict=True):
        grouped[key].append(note)
    works = {key: _work(merge_notes([*found, known.get(key, Note())])) for key, found in grouped.items()}
    items = _keys_of_items(articles, keys)
    return [
        Owned(
            key,
            works[key],
            _num(article, note),
            note,
            _doubt(article, note, works.get(items.get(_item(article.url), key), works[key]), works[key]),
        )
        for article, note, key in zip(articles, notes, keys, strict=True)
    ]


def instrument_notes(owned: Iterable[Owned]) -> dict[str, Note]:
    """Return the fullest note of each instrument of a page, by key."""
    found: dict[str, Note] = {}
    for one in owned:
        if one.note.fullness > found.get(one.key, Note()).fullness:
            found[one.key] = one.note
    return found


def merge_notes(notes: Iterable[Note]) -> Note:
    """Return the fullest note, filled up from the others; what differs is as the fullest says."""
    ranked = sorted(notes, key=lambda note: -note.fullness)
    merged = ranked[0]
    for note in ranked[1:]:
        if merged.title and merged.issuer and merged.issued and merged.effective:
            break
        merged = replace(
            merged,
            type=merged.type or note.type,
            number=merged.number or note.number,
            title=merged.title or note.title,
            issuer=merged.issuer or note.issuer,
            issued=merged.issued or note.issued,
            effective=merged.effective or note.effective,
        )
    return merged


def _num(article: Codified, note: Note) -> str:
    return note.article or article.label.rpartition(".")[2]


def _keys(articles: Sequence[Codified], notes: Sequence[Note]) -> list[str]:
    keys: list[str] = []
    by_label: dict[str, str] = {}
    for article, note in zip(articles, notes, strict=True):
        family = article.label.rpartition(".")[0]
        key = _key(note, article.url)
        if not key:
            key = by_label.get(family) or (keys[-1] if keys else f"label:{family}")
        by_label.setdefault(family, key)
        keys.append(key)
    return keys


def _key(note: Note, url: str) -> str:
    if note.number and year_of_number(note.number):
        return f"{note.type}|{number_key(note.number)}"
    if item := _item(url):
        return f"item:{item}"
    return f"{note.type}|{note.number or note.title}" if note.type else ""


def _item(url: str) -> str:
    found = _ITEM.search(url)
    return found[1] if found else ""


def _keys_of_items(articles: Sequence[Codified], keys: Sequence[str]) -> dict[str, str]:
    """Return the key that each ItemID of the publisher stands for most often."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for article, key in zip(articles, keys, strict=True):
        if item := _item(article.url):
            counts[item][key] += 1
    return {item: found.most_common(1)[0][0] for item, found in counts.items()}


def _doubt(article: Codified, note: Note, linked: Work, own: Work) -> str:
    if not note.type:
        return f"Điều {article.label} không có ghi chú nguồn đọc được; đã xếp theo mã và các điều đứng cạnh."
    if linked.slug != own.slug:
        return f"Điều {article.label} ghi là của {own.name} nhưng đường dẫn là của {linked.name}."
    if not note.article:
        return f"Ghi chú nguồn của Điều {article.label} không nêu số điều; đã lấy số theo mã."
    return ""


def _work(note: Note) -> Work:
    return Work(
        number=note.number or UNNUMBERED,
        type=note.type,
        title=note.title,
        issuer=note.issuer,
        issued=note.issued,
        effective=note.effective,
    )
