"""Pages of originals as pictures, with a passage marked: made in a child process, which a hostile file may kill."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.alone import do_alone
from ingest.job import Step
from ingest.kind import Kind
from ingest.settings import IngestSettings
from ingest.sheets import Sheets, Wanted, read_sheets
from ingest.wire import Spool

_MIB = 1024 * 1024
# A page takes a tenth of a second; one that takes much longer is broken or hostile.
LIMITS = IngestSettings(
    workers=1,
    memory_bytes=768 * _MIB,
    cpu_seconds=10.0,
    cpu_seconds_per_mib=0.2,
    wall_seconds=20.0,
    max_spool_bytes=16 * _MIB,
)


@dataclass(frozen=True, slots=True)
class Pictured:
    """Sheets, and the picture of each by its page."""

    sheets: Sheets
    pictures: Mapping[int, bytes]


def pictures_of(path: Path, wanted: Wanted, *, settings: IngestSettings = LIMITS) -> Pictured:
    """Return pictures of pages of a PDF. Raises IngestError where there are none to be had."""
    with TemporaryDirectory() as name:
        spool = Spool(Path(name), "pages")
        wanted.write(spool.wanted)
        do_alone(Step.PICTURE, Kind.PDF, path, spool, settings)
        sheets = read_sheets(spool.sheets)
        return Pictured(sheets, {sheet.number: spool.picture(sheet.number).read_bytes() for sheet in sheets.pictured})
