"""Collections in the JSON of the contract."""

from typing import Literal

from typing_extensions import TypedDict

from web.check_schemas import RunJson


class UnofficialJson(TypedDict):
    """Whence words were copied that nobody official published."""

    host: str
    excerpt: bool


class CitedJson(TypedDict):
    """Words of a provision, valid as of a day: the slice ``[start, end)`` of the text of that day."""

    number: str
    slug: str
    eid: str
    label: str
    name: str
    full_name: str
    on: str
    quote: str
    start: int
    end: int
    status: str
    source_class: str
    permalink: str
    whole: bool
    cautions: list[str]
    ended: str | None
    unofficial: UnofficialJson | None


class PackLineJson(TypedDict):
    """A collection in a list."""

    id: str
    title: str
    about: str
    made: str
    changed: str
    items: int


class PacksJson(TypedDict):
    """All collections, the one changed last first."""

    collections: list[PackLineJson]


class PackItemJson(TypedDict):
    """An item: what it holds depends on its kind; an unreadable one holds the reason only."""

    id: str
    kind: Literal["passage", "answer", "note", "exercise", "quiz", "comparison", "unreadable"]
    title: str
    note: str
    updates: list[str]
    content: dict[str, object]
    cited: list[CitedJson]


class PackJson(TypedDict):
    """A collection with its items in their order."""

    id: str
    title: str
    about: str
    made: str
    changed: str
    items: list[PackItemJson]


class SuccessorOfJson(TypedDict):
    """A place that carries on a provision; without a permalink where the store lacks it."""

    words: str
    permalink: str | None


class PackCheckJson(TypedDict):
    """A citation looked at again."""

    item: str
    cited: CitedJson
    outcome: Literal["not_held", "place_gone", "force_changed", "ended", "words_changed", "caution", "same"]
    said: list[str]
    now: CitedJson | None
    difference: list[RunJson] | None
    successors: list[SuccessorOfJson]


class PackChecksJson(TypedDict):
    """A collection looked at again on a day; ``stale`` counts the items that a person must look at."""

    id: str
    on: str
    stale: int
    checks: list[PackCheckJson]
