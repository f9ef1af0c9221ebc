"""The library markitdown: everything to Markdown."""

from collections.abc import Sequence
from pathlib import Path

from markitdown import MarkItDown, MarkItDownException

from tests.bench.readers import Text


def read(files: Sequence[Path], folder: Path) -> Text:
    """Return the Markdown of all files."""
    converter = MarkItDown(enable_plugins=False)
    characters = failed = 0
    for file in files:
        try:
            characters += len(converter.convert_local(file).text_content)
        except MarkItDownException:
            failed += 1
    return Text(characters, failed)
