"""The JSON of the update check."""

from typing_extensions import TypedDict  # pydantic reads typing's own only from Python 3.12 on

from corpus.handbook import Mark
from corpus.stale import Manner, Need, StaleKind
from web.check_schemas import CorpusJson


class MentionJson(TypedDict):
    """A place of the text that states the fact: ``text[start:end]`` of its NFC form, and how it states it."""

    text: str
    start: int
    end: int
    manner: Manner


class GroundJson(TypedDict):
    """What a correction rests on; the permalink is null where the store does not hold it."""

    label: str
    permalink: str | None


class StaleFactJson(TypedDict):
    """A fact that no longer holds: what the text states, what holds now, since when, on whose word."""

    number: int  # in the order of the text, from 1
    kind: StaleKind
    id: str
    need: Need
    said: str
    now: str
    since: str | None
    mark: Mark
    grounds: list[GroundJson]
    sources: list[str]
    mentions: list[MentionJson]


class StaleJson(TypedDict):
    """What a text states that no longer holds on a day."""

    on: str
    counts: dict[str, int]  # facts by need
    facts: list[StaleFactJson]


class ReviewJson(StaleJson):
    """The same as a file, with what was read against what."""

    file: str
    made: str
    sha256: str  # of the text that was read
    corpus: CorpusJson
