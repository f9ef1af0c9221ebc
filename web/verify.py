"""Integrity of a home folder: corpus, originals, index."""

from dataclasses import dataclass

from corpus.backup import file_digest, originals
from web.reports import VerifyJson
from web.rooms import Rooms


@dataclass(frozen=True, slots=True)
class _Findings:
    problems: list[str]
    orphans: int


def verify_home(rooms: Rooms, *, repair: bool) -> VerifyJson:
    """Return counts and problems; with ``repair`` the index is built again where it does not fit the corpus."""
    findings = _look(rooms)
    index_problems = rooms.search.index_problems()
    repaired = 0
    if repair and (index_problems or findings.orphans):
        rooms.search.index(rebuild=True)
        repaired = len(index_problems)
        index_problems = rooms.search.index_problems()
    counts = rooms.store.counts()
    return {
        "sources": counts.sources,
        "works": counts.works,
        "provisions": counts.provisions,
        "passages": rooms.search.passage_count(),
        "problems": findings.problems + index_problems,
        "orphans": findings.orphans,
        "repaired": repaired,
    }


def _look(rooms: Rooms) -> _Findings:
    """Check the database and the originals it names."""
    problems = rooms.store.problems()
    kept = {path.name.partition(".")[0]: path for path in originals(rooms.home)}
    wanted = set()
    for source in rooms.store.sources():
        if source.kind == "starter":
            continue
        holder = source.container or source.sha256
        if holder in wanted:
            continue
        wanted.add(holder)
        original = kept.get(holder)
        if original is None:
            problems.append(f"Thiếu bản gốc của {source.path}.")
        elif file_digest(original) != holder:
            problems.append(f"Bản gốc của {source.path} đã bị thay đổi trên đĩa.")
    return _Findings(problems, len(set(kept) - wanted))
