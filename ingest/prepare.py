"""Before reading: each source is hashed, compared with what the store holds, kept, and its kind told."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from corpus.source import Source
from corpus.store import CorpusStore
from ingest.errors import DamagedSourceError, EmptySourceError, IngestError
from ingest.keep import keep_original
from ingest.kind import Kind, kind_of
from ingest.settings import IngestSettings
from ingest.source import Found, Refused, find_sources, members_of, sha256_of

PARSER = "2"  # of all readers; raised when any of them reads differently, so that unchanged files are read again
_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """One source before it is read; with an error it will not be."""

    label: str
    size: int = 0
    sha256: str = ""
    container: str = ""
    kept: Path | None = None
    kind: Kind | None = None
    as_of: date | None = None
    held: Source | None = None  # as the store holds it
    error: str = ""

    @property
    def unchanged(self) -> bool:
        """Tell whether the store holds this content, read by these readers, without error."""
        return self.held is not None and not self.held.error and self.held.parser == PARSER

    @property
    def is_new(self) -> bool:
        """Tell whether these readers have never tried this content."""
        return self.to_read and (self.held is None or self.held.parser != PARSER)

    @property
    def to_read(self) -> bool:
        """Tell whether there is anything to read."""
        return not self.error and not self.unchanged


def prepare(
    paths: Sequence[Path], store: CorpusStore, keep: Path, *, forced: Kind | None, settings: IngestSettings
) -> Iterator[Prepared]:
    """Yield the sources under the paths, archives opened up."""
    for found in find_sources(paths):
        yield from _prepare(found, store, keep, forced, settings)


def _prepare(
    found: Found | Refused, store: CorpusStore, keep: Path, forced: Kind | None, settings: IngestSettings
) -> Iterator[Prepared]:
    if isinstance(found, Refused):
        yield Prepared(label=found.label, error=found.reason)
        return
    if not found.size:  # also what the kernel shows as files: some of those never end
        yield Prepared(label=found.label, error=str(EmptySourceError()))
        return
    try:
        sha256 = sha256_of(found, settings)
    except (IngestError, OSError) as error:
        yield Prepared(label=found.label, size=found.size, error=_sentence(error))
        return
    held = store.source(sha256)
    prepared = Prepared(
        label=found.label,
        size=found.size,
        sha256=sha256,
        container=found.container,
        as_of=day_of_name(found),
        held=held,
    )
    if prepared.unchanged or found.member or not _is_archive(found.path, forced):
        kept = _kept(prepared, found, keep, forced)  # also what is held already: its original may be lost or damaged
        yield prepared if prepared.unchanged else kept
        return
    try:
        for member in members_of(found, sha256, found.path, settings):
            yield from _prepare(member, store, keep, forced, settings)
    except IngestError as error:
        yield replace(prepared, error=str(error))


def _is_archive(path: Path, forced: Kind | None) -> bool:
    if forced not in (None, Kind.ARCHIVE):
        return False
    try:
        return kind_of(path, path.name) is Kind.ARCHIVE
    except IngestError:
        return False


def _kept(prepared: Prepared, found: Found, keep: Path, forced: Kind | None) -> Prepared:
    """Keep the original and tell its kind; whatever is wrong becomes the error."""
    try:
        kept = keep_original(found, keep, prepared.sha256)
        if kept is None:
            raise DamagedSourceError("nguồn", "nội dung thay đổi trong lúc đang đọc, hãy nạp lại")
        prepared = replace(prepared, kept=kept)
        return replace(prepared, kind=forced or kind_of(kept, found.member or found.path.name))
    except (IngestError, OSError) as error:
        return replace(prepared, error=_sentence(error))


def _sentence(error: IngestError | OSError) -> str:
    if isinstance(error, IngestError):
        return str(error)
    return f"Không đọc được tệp: {error.strerror or error}."


def day_of_name(found: Found) -> date | None:
    """Return the day a source was taken: as its name says ("phapdien-2026-01.zip"), else as its archive says."""
    named = _MONTH.search(found.label)
    if named is None:
        return found.dated
    try:
        return date(int(named[1]), int(named[2]), int(named[3] or 1))
    except ValueError:
        return found.dated
