"""What is compared in reading, a module each, so that a child process loads one library only."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import cast


@dataclass(frozen=True, slots=True)
class Text:
    """What a reader got from some files."""

    characters: int
    failed: int = 0  # files it could not read


Read = Callable[[Sequence[Path], Path], Text]  # files, an empty folder for what it writes


@dataclass(frozen=True, slots=True)
class Reader:
    """Where a reader is to be found, what it is called in the table, and what it reads."""

    module: str
    function: str
    label: str
    kinds: tuple[str, ...]


READERS = {
    "cancu-text": Reader("cancu", "read", "**Căn Cứ** `text` (a child process a file)", ("pdf", "docx", "html")),
    "cancu-ingest": Reader("cancu", "load", "**Căn Cứ** `ingest` (read, parse, store)", ("pdf", "docx", "html")),
    "pypdf": Reader("with_pypdf", "read", "pypdf", ("pdf",)),
    "markitdown": Reader("with_markitdown", "read", "markitdown", ("pdf", "docx", "html")),
}


def load_reader(name: str) -> Read:
    """Import a reader with its library."""
    reader = READERS[name]
    module = import_module(f"tests.bench.readers.{reader.module}")
    return cast(Read, getattr(module, reader.function))
