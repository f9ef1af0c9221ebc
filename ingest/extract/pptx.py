"""Slides of PowerPoint: their words, slide by slide, in the order of the shapes; with the notes of the speaker."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.text import clean
from ingest.errors import DamagedSourceError, NoTextError, TooLargeError
from ingest.extract.docx_xml import open_package
from ingest.extract.rows import CELL

if TYPE_CHECKING:
    from pptx.shapes.base import BaseShape
    from pptx.slide import Slide

_DEEPEST = 20  # groups inside groups
_MOST_SHAPES = 20_000  # with slides and cells of tables; a deck of 300 slides has some thousands
_MOST_LETTERS = 4_000_000


def slides_text(data: bytes) -> str:
    """Return clean text: a line that numbers each slide, then its words; empty slides stand too.

    Raises EncryptedSourceError, DamagedSourceError, TooLargeError, NoTextError.
    """
    from pptx import Presentation  # noqa: PLC0415  # a third of a second to import, and only slides need it
    from pptx.exc import PythonPptxError  # noqa: PLC0415  # as above

    open_package(data).close()  # what it would unfold to is checked there
    try:
        shown = Presentation(io.BytesIO(data))
        slides = _Slides().read(shown.slides)
    except (PythonPptxError, KeyError, ValueError, AttributeError, SyntaxError, zipfile.BadZipFile) as error:
        raise DamagedSourceError("PPTX", "không đọc được các trang chiếu") from error
    if not any(slides):
        raise NoTextError("PPTX", "các trang chiếu chỉ có hình")
    told = (f"— Trang chiếu {number} —\n" + "\n".join(lines) for number, lines in enumerate(slides, 1))
    return clean("\n\n".join(told)) + "\n"


@dataclass(slots=True)
class _Slides:
    """Reads slides, and counts what it has read: a small file can hold more than anybody would show."""

    shapes: int = 0
    letters: int = 0

    def read(self, slides: "Iterable[Slide]") -> list[list[str]]:
        """Return the lines of each slide. Raises TooLargeError."""
        return [list(self._lines(slide)) for slide in slides]

    def _lines(self, slide: "Slide") -> Iterator[str]:
        self._count()
        for shape in slide.shapes:
            yield from self._of_shape(shape, 0)
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            notes = slide.notes_slide.notes_text_frame.text.strip()
            if notes:
                yield from ("Ghi chú của người trình bày:", *self._broken(notes))

    def _of_shape(self, shape: "BaseShape", depth: int) -> Iterator[str]:
        self._count()
        inner = getattr(shape, "shapes", None)  # of a group
        if inner is not None and depth < _DEEPEST:
            for one in inner:
                yield from self._of_shape(one, depth + 1)
        elif getattr(shape, "has_table", False):
            for row in shape.table.rows:  # type: ignore[attr-defined]  # of a frame that has a table
                yield CELL.join(self._cell(cell.text) for cell in row.cells)
        elif shape.has_text_frame:
            yield from self._broken(shape.text_frame.text)  # type: ignore[attr-defined]  # of a shape that has a frame

    def _cell(self, text: str) -> str:
        self._count()
        return " ".join(self._broken(text))

    def _broken(self, text: str) -> Iterator[str]:
        """Return the lines of a frame: paragraphs, and breaks inside them."""
        self.letters += len(text)
        if self.letters > _MOST_LETTERS:
            raise TooLargeError(f"các trang chiếu có hơn {_MOST_LETTERS} ký tự")
        return (line.strip() for line in text.replace("\v", "\n").split("\n") if line.strip())

    def _count(self) -> None:
        self.shapes += 1
        if self.shapes > _MOST_SHAPES:
            raise TooLargeError(f"các trang chiếu có hơn {_MOST_SHAPES} hình và ô chữ")
