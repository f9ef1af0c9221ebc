"""Files that are on their way: the part that has come, and what its host called the version it is a part of."""

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from ingest.fetch.addresses import Address

_LONGEST = 200  # characters of an ETag or a day


@dataclass(frozen=True, slots=True)
class Version:
    """What a host calls one state of a file (RFC 9110, 8.8); empty where it says nothing."""

    etag: str = ""
    last_modified: str = ""

    @classmethod
    def told(cls, headers: Mapping[str, str]) -> "Version":
        """Return the version that an answer names; what could not be sent back as a header is left out."""
        return cls(*(_sendable(headers.get(name, "")) for name in ("etag", "last-modified")))

    @property
    def proof(self) -> str:
        """Return what proves that a part belongs to the rest: a strong ETag, else the day of the last change."""
        return self.etag if self.etag.startswith('"') else self.last_modified

    def asked_if_changed(self) -> dict[str, str]:
        """Return the headers by which a host answers only where the file is another one by now."""
        if self.etag:
            return {"If-None-Match": self.etag}
        return {"If-Modified-Since": self.last_modified} if self.last_modified else {}


NO_VERSION = Version()


def _sendable(value: str) -> str:
    return value if value.isascii() and value.isprintable() and len(value) <= _LONGEST else ""


class Part:
    """The beginning of one file, under a name made of its address."""

    def __init__(self, folder: Path, address: Address) -> None:
        name = hashlib.sha256(address.url.encode()).hexdigest()[:32]
        self.path = folder / f"{name}.part"
        self._notes = folder / f"{name}.json"

    @property
    def size(self) -> int:
        """Return how many bytes have come."""
        return self.path.stat().st_size if self.path.is_file() else 0

    @property
    def version(self) -> Version:
        """Return the version that it is a part of."""
        with suppress(OSError, ValueError, TypeError):
            return Version(**json.loads(self._notes.read_text(encoding="utf-8")))
        return NO_VERSION

    def asked_from_here(self) -> dict[str, str]:
        """Return the headers that ask for the rest, or for the whole where the file has changed; none for nothing."""
        size, proof = self.size, self.version.proof
        return {"Range": f"bytes={size}-", "If-Range": proof} if size and proof else {}

    def begin(self, version: Version) -> BinaryIO:
        """Open it empty."""
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._notes.write_text(json.dumps(asdict(version)), encoding="utf-8")
        return self.path.open("wb")

    def go_on(self) -> BinaryIO:
        """Open it at its end."""
        return self.path.open("ab")

    def forget(self) -> None:
        """Throw it away."""
        self.path.unlink(missing_ok=True)
        self._notes.unlink(missing_ok=True)

    def finish(self, files: Path, name: str) -> tuple[Path, str]:
        """Move the whole file to where finished files lie, by their content; return its path and its SHA-256."""
        with self.path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            os.fsync(file.fileno())
        folder = files / sha256[:16]
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        place = folder / name
        self.path.replace(place)
        self.forget()
        return place, sha256
