"""What was fetched, from where and when: one line of JSON for each file, never rewritten."""

import hashlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import MISSING, asdict, dataclass, fields
from pathlib import Path

from corpus.number import number_key
from ingest.fetch.parts import Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One file that came whole."""

    number: str  # of the instrument it was fetched for
    asked: str  # the address the person or the catalogue names
    url: str  # the address that gave it, after all hops
    file: str  # below the folder of finished files
    sha256: str
    size: int
    at: str  # ISO, with the zone
    etag: str = ""
    last_modified: str = ""
    plain: bool = False  # it came without encryption
    refused: str = ""  # why it is not the text of the instrument; empty where it is
    unread: bool = False  # a paper of the instrument as far as one can tell, but no reader reads it

    @property
    def version(self) -> Version:
        """Return what the host calls this state of the file."""
        return Version(self.etag, self.last_modified)


_FIELDS = {one.name: one.type for one in fields(Fetched)}
_PLACE = re.compile(r"(?P<digest>[0-9a-f]{16})[/\\](?!\.)[A-Za-z0-9._-]+")  # as ``Part.finish`` lays it
_HALF_LETTER = re.compile("[\ud800-\udfff]")
_OPTIONAL = {one.name for one in fields(Fetched) if one.default is not MISSING}


class Ledger:
    """The lines of one home."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "ledger.jsonl"
        self.files = folder / "files"

    def entries(self) -> list[Fetched]:
        """Return all lines, oldest first; one that is damaged is passed over."""
        return [entry for _, entry in self._lines() if entry is not None]

    def damaged(self) -> list[str]:
        """Return a sentence for each line that is passed over: cut by a fall of the machine, or changed by somebody."""
        return [
            f"Dòng {place} của {self._path.name} bị hỏng hoặc bị sửa, đã bỏ qua; hãy tải lại văn bản của dòng đó."
            for place, entry in self._lines()
            if entry is None
        ]

    def _lines(self) -> Iterator[tuple[int, Fetched | None]]:
        """Yield each line that has something in it by its place; None for one that cannot be believed."""
        try:
            written = self._path.read_bytes()
        except FileNotFoundError:
            return
        for place, line in enumerate(written.split(b"\n"), start=1):
            if line.strip():
                yield place, _entry(line)

    def current(self, number: str) -> Fetched | None:
        """Return the newest text fetched for an instrument that lies there unchanged, else such an unread paper."""
        lying = [entry for entry in reversed(self.of(number)) if self.is_whole(entry)]
        texts = (entry for entry in lying if not entry.refused)
        return next(texts, next((entry for entry in lying if entry.unread), None))

    def of(self, number: str) -> list[Fetched]:
        """Return the lines of an instrument, oldest first."""
        key = number_key(number)
        return [entry for entry in self.entries() if number_key(entry.number) == key]

    def path(self, entry: Fetched) -> Path:
        """Return where the file of a line lies."""
        return self.files / entry.file

    def add(self, entry: Fetched) -> None:
        """Write a line; it is on the disk when this returns."""
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        cut = self._path.is_file() and self._path.read_bytes()[-1:] not in (b"\n", b"")
        with self._path.open("a", encoding="utf-8") as file:
            file.write(("\n" if cut else "") + json.dumps(asdict(entry), ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())

    def is_whole(self, entry: Fetched) -> bool:
        """Tell whether the file of a line lies there as it came."""
        path = self.path(entry)
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == entry.sha256


def _entry(line: bytes) -> Fetched | None:
    """Return what a line says; None where it is no line of ours, or its file lies anywhere but among the fetched."""
    try:
        told = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or _OPTIONAL | told.keys() != _FIELDS.keys():
        return None
    if any(type(value) is not _FIELDS[name] for name, value in told.items()) or told["size"] < 0:
        return None
    texts = "".join(value for value in told.values() if isinstance(value, str))
    placed = _PLACE.fullmatch(told["file"])
    if placed is None or placed["digest"] != told["sha256"][:16] or _HALF_LETTER.search(texts):
        return None
    return Fetched(**told)
