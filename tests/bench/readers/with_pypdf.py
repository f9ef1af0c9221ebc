"""The library pypdf."""

from collections.abc import Sequence
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from tests.bench.readers import Text


def read(files: Sequence[Path], folder: Path) -> Text:
    """Return the text of all pages."""
    characters = failed = 0
    for file in files:
        try:
            characters += sum(len(page.extract_text()) for page in PdfReader(file).pages)
        except PyPdfError:
            failed += 1
    return Text(characters, failed)
