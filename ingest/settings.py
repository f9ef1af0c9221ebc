"""Every knob of ingest."""

from dataclasses import dataclass

_MIB = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class IngestSettings:
    """Limits of what is read, and of the child processes that read it."""

    workers: int = 2  # child processes that read at the same time
    memory_bytes: int = 1024 * _MIB  # address space of one child
    cpu_seconds: float = 120.0  # for one source …
    cpu_seconds_per_mib: float = 2.0  # … and for each MiB of it
    wall_seconds: float = 300.0  # a child that says nothing for so long is stopped
    max_source_bytes: int = 1024 * _MIB
    max_archive_bytes: int = 8 * 1024 * _MIB  # all members of one archive, unpacked
    max_archive_members: int = 100_000
    max_ratio: int = 200  # an archive member that unfolds further than this is a bomb
    max_spool_bytes: int = 4 * 1024 * _MIB  # what one source may become
