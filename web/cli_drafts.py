"""What commands that read a draft share: where it comes from, and the report that is written of it."""

import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

import typer

from corpus.errors import CancuError
from corpus.text import clean
from web.checking.draft import Draft, Form, draft_of_file
from web.cli_errors import existing_file


class StandardInputError(CancuError):
    """What came in is no text."""

    def __init__(self) -> None:
        super().__init__("Đầu vào chuẩn không phải văn bản UTF-8. Hãy chuyển sang UTF-8, hoặc đưa tên tệp.")


class ReportExistsError(CancuError):
    """A report is not written over what is there."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"Đã có tệp “{path}”; thêm --force để ghi đè, hoặc chọn tên khác.")


@dataclass(frozen=True, slots=True)
class DraftAsked:
    """The file that is to be read, None for the standard input, and the report that is to be written, if any."""

    file: Path | None
    report: Path | None
    form: Form | None  # of the report

    def draft(self) -> Draft:
        """Return what is to be read. Raises IngestError, StandardInputError."""
        return draft_of_file(self.file) if self.file else Draft(clean(standard_input()))


def draft_asked(file: str, report: Path | None, *, force: bool, context: typer.Context) -> DraftAsked:
    """Return what a command asks for, looked at before anything is read. Raises ReportExistsError, BadParameter."""
    path = None if file == "-" else existing_file(Path(file))
    form = form_of(report, context) if report else None
    if report and not force:
        require_new(report)
    return DraftAsked(path, report, form)


def require_new(report: Path) -> None:
    """Raise ReportExistsError where a file would be written over."""
    if report.exists():
        raise ReportExistsError(report)


def form_of(report: Path, context: typer.Context) -> Form:
    """Return the form that the ending of a report names. Raises BadParameter."""
    try:
        return Form(report.suffix.lower().removeprefix("."))
    except ValueError as error:
        endings = ", ".join(f".{form}" for form in Form)
        raise typer.BadParameter(
            f"--report nhận tệp có đuôi {endings}, không phải “{report.name}”.", context
        ) from error


def write_whole(report: Path, content: bytes) -> None:
    """Write a file whole or not at all: one that was there stays until the new one is ready."""
    with NamedTemporaryFile(dir=report.parent, prefix=f".{report.name}-", delete=False) as passing:
        try:
            passing.write(content)
            passing.close()
            Path(passing.name).replace(report)
        except OSError:
            Path(passing.name).unlink(missing_ok=True)
            raise


def standard_input() -> str:
    """Return what comes in as text. Raises StandardInputError."""
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise StandardInputError from error
