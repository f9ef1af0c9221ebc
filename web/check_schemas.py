"""The JSON of the checker and of comparisons."""

from typing_extensions import TypedDict  # pydantic reads typing's own only from Python 3.12 on

from corpus.check import Verdict
from corpus.difference import Change
from web.schemas import CitationJson, ProvisionJson


class RunJson(TypedDict):
    """A run of words of two texts laid side by side: what stayed, what the old one had, what the new one has."""

    change: Change
    text: str


class SpanJson(TypedDict):
    """Words of a text: ``text[start:end]``."""

    text: str
    start: int
    end: int


class CheckedJson(CitationJson):
    """A citation with what became of it in the store on a day."""

    verdict: Verdict
    detail: str
    provision: ProvisionJson | None
    quote: SpanJson | None  # the quotation that stands beside it
    difference: list[RunJson] | None  # from the nearest words of the provision to the quotation, where they differ


class CheckJson(TypedDict):
    """A verdict for each citation of a text."""

    items: list[CheckedJson]


class CompareJson(TypedDict):
    """Two provisions, and the runs of words that lead from the old one to the new one."""

    old: ProvisionJson
    new: ProvisionJson
    runs: list[RunJson]
    differs: bool
    notes: list[str]  # whether they differ, and what keeps us from being sure, each as a sentence


class CorpusJson(TypedDict):
    """How much a corpus holds."""

    sources: int
    works: int
    provisions: int


class ReportJson(CheckJson):
    """The verdicts on a draft, with what was checked against what."""

    file: str
    on: str
    made: str
    sha256: str  # of the text that was checked
    corpus: CorpusJson
    counts: dict[str, int]  # places by verdict
