"""One step on one file, in a child process of its own."""

from pathlib import Path

from ingest.errors import IngestError
from ingest.job import Job, Step
from ingest.kind import Kind
from ingest.sandbox import Sandbox
from ingest.settings import IngestSettings
from ingest.wire import Spool

_MIB = 1024 * 1024


def do_alone(step: Step, kind: Kind, path: Path, spool: Spool, settings: IngestSettings) -> None:
    """Do one step on one file. Raises IngestError, as one sentence, where it could not be done."""
    with Sandbox(settings, spool.folder) as sandbox:
        cpu = cpu_for(settings, path.stat().st_size)
        job = Job(step=step, kind=kind, path=path.absolute(), label=path.name, spool=spool, cpu_seconds=cpu)
        verdict = next(verdict for _, verdict in sandbox.run([job]))
    if verdict.error:
        raise IngestError(verdict.error)


def cpu_for(settings: IngestSettings, size: int) -> float:
    """Return the seconds of processor time that a source of so many bytes may take."""
    return settings.cpu_seconds + settings.cpu_seconds_per_mib * size / _MIB
