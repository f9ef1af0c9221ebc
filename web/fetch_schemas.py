"""The JSON of what was fetched from official pages; the terminal alone gives it."""

from typing_extensions import TypedDict  # pydantic reads typing's own only from Python 3.12 on

from ingest.fetch.instruments import Outcome
from web.schemas import SourceReportJson


class TriedJson(TypedDict):
    """An address, and why it gave no text."""

    address: str
    reason: str


class FileJson(TypedDict):
    """A file that came whole, as the ledger has it."""

    number: str
    asked: str  # the address named
    url: str  # the one that gave it
    at: str
    sha256: str
    size: int
    etag: str
    last_modified: str
    plain: bool  # it came without encryption: compare it with a second source
    refused: str | None  # why it is not the text of the instrument
    here: bool  # the file lies there unchanged


class FetchedJson(TypedDict):
    """What became of one instrument."""

    number: str
    outcome: Outcome
    error: str | None
    file: FileJson | None
    tried: list[TriedJson]
    not_official: list[str]  # addresses known, and never fetched
    ingest: SourceReportJson | None


class FetchJson(TypedDict):
    """What became of all that was asked for."""

    texts: list[FetchedJson]
    totals: dict[str, int]


class LedgerJson(TypedDict):
    """All files fetched into this home, oldest first."""

    files: list[FileJson]
    damaged: list[str]  # a sentence for each line that is passed over
