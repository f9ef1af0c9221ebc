"""Integrity of a home folder: corpus, originals, index."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from corpus.backup import file_digest, originals
from corpus.errors import DamagedStoreError
from corpus.store import DERIVED
from web.loading import index_home
from web.reports import VerifyJson
from web.rooms import Rooms

Tell = Callable[[float, float, str], None]  # done, total, what
_WITHOUT_ORIGINAL = ("starter", DERIVED)  # texts that ship with the product, and those made here from others
_HASH = re.compile(r"[0-9a-f]{64}")  # what an original is kept under; anything else there is passing


@dataclass(frozen=True, slots=True)
class _Findings:
    problems: list[str]
    orphans: int


def verify_home(rooms: Rooms, *, repair: bool, tell: Tell = lambda _done, _total, _what: None) -> VerifyJson:
    """Return counts and problems; with ``repair`` the index is built again where it does not fit the corpus.

    An orphan is an original that no source names: an ingest was broken off after keeping it. It is counted and left
    alone, since its name is not known any more; the same ingest, run again, makes a source of it.
    """
    findings = _look(rooms, tell)
    wrong = rooms.search.index_problems()
    repairs: list[str] = []
    if repair and wrong:
        index_home(rooms, rebuild=True, tell=tell)
        left = rooms.search.index_problems()
        repairs = [problem for problem in wrong if problem not in left]
        wrong = left
    counts = rooms.store.counts()
    return {
        "sources": counts.sources,
        "works": counts.works,
        "provisions": counts.provisions,
        "passages": rooms.search.passage_count(),
        "problems": findings.problems + wrong,
        "orphans": findings.orphans,
        "repaired": len(repairs),
        "repairs": repairs,
    }


def damaged_home(error: DamagedStoreError) -> VerifyJson:
    """Return the report on a home whose corpus cannot be read: there is nothing to count, and nothing to repair."""
    return {
        "sources": 0,
        "works": 0,
        "provisions": 0,
        "passages": 0,
        "problems": [str(error)],
        "orphans": 0,
        "repaired": 0,
        "repairs": [],
    }


def _look(rooms: Rooms, tell: Tell) -> _Findings:
    """Check the database and the originals it names."""
    problems = rooms.store.problems()
    kept = {path.name: path for path in originals(rooms.home) if _HASH.fullmatch(path.name)}
    sources = [source for source in rooms.store.sources() if source.kind not in _WITHOUT_ORIGINAL]
    named = {source.sha256 for source in sources}
    for done, source in enumerate(sources):
        tell(done, len(sources), source.path)
        original = kept.get(source.sha256)
        if original is None:
            if not source.error:  # what could not be read may not have been kept either
                problems.append(f"Thiếu bản gốc của {source.path}.")
        elif file_digest(original) != source.sha256:
            problems.append(f"Bản gốc của {source.path} đã bị thay đổi trên đĩa.")
    return _Findings(problems, len(set(kept) - named))
