"""What was fetched, from where and when: one line of JSON for each file, never rewritten."""

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
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


class Ledger:
    """The lines of one home."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "ledger.jsonl"
        self.files = folder / "files"

    def entries(self) -> list[Fetched]:
        """Return all lines, oldest first; one that was cut by a fall of the machine is passed over."""
        found = []
        with suppress(FileNotFoundError):
            for line in self._path.read_text(encoding="utf-8").splitlines():
                with suppress(ValueError, TypeError):
                    found.append(Fetched(**json.loads(line)))
        return found

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
