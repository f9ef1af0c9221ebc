"""From collections to the JSON of the contract, for the terminal and for HTTP."""

import json
from collections.abc import Iterable
from datetime import date
from typing import cast

from pydantic import TypeAdapter

from web.packs.codec import body_of, kind_of
from web.packs.nouns import Cited, Collection, Item, Unreadable, cited_in
from web.packs.rechecking import Lawbooks, Recheck, recheck_collection, successors
from web.packs.schemas import (
    CitedJson,
    PackCheckJson,
    PackChecksJson,
    PackItemJson,
    PackJson,
    PacksJson,
)
from web.packs.shelf import Listed
from web.packs.titles import title_of_item
from web.shapes import runs_json

_CITED = TypeAdapter(Cited)


def packs_json(listed: Iterable[Listed]) -> PacksJson:
    """Return the list of collections."""
    return {
        "collections": [
            {
                "id": one.id,
                "title": one.title,
                "about": one.about,
                "made": one.made,
                "changed": one.changed,
                "items": one.count,
            }
            for one in listed
        ]
    }


def pack_json(pack: Collection) -> PackJson:
    """Return a collection."""
    return {
        "id": pack.id,
        "title": pack.title,
        "about": pack.about,
        "made": pack.made,
        "changed": pack.changed,
        "items": [_item(item) for item in pack.items],
    }


def _item(item: Item) -> PackItemJson:
    unreadable = isinstance(item.content, Unreadable)
    content = (
        {"why": item.content.why} if isinstance(item.content, Unreadable) else json.loads(body_of(item))["content"]
    )
    return {
        "id": item.id,
        "kind": cast("PackItemJson", {"kind": "unreadable" if unreadable else kind_of(item.content)})["kind"],
        "title": title_of_item(item.content),
        "note": item.note,
        "updates": list(item.updates),
        "content": content,
        "cited": [cited_json(cited) for cited in dict.fromkeys(cited_in(item.content))],
    }


def cited_json(cited: Cited) -> CitedJson:
    """Return words of a provision."""
    return cast("CitedJson", _CITED.dump_python(cited, mode="json"))  # a test holds its keys to the type


def checks_json(pack: Collection, here: Lawbooks, on: date) -> PackChecksJson:
    """Look at a collection again on a day; return what became of each citation."""
    found = recheck_collection(pack, here, on)
    return {
        "id": pack.id,
        "on": on.isoformat(),
        "stale": sum(any(check.stale for check in checks) for _, checks in found),
        "checks": [_check(item, check, here, on) for item, checks in found for check in checks],
    }


def _check(item: Item, check: Recheck, here: Lawbooks, on: date) -> PackCheckJson:
    return {
        "item": item.id,
        "cited": cited_json(check.cited),
        "outcome": check.outcome.value,
        "said": list(check.said),
        "now": cited_json(check.now) if check.now else None,
        "difference": runs_json(check.runs) or None,
        "successors": [{"words": one.words, "permalink": one.address or None} for one in successors(check, here, on)],
    }
