"""The forms that a report takes, by the ending of its file."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.responses import Response

from web.checking.comments import docx_of
from web.checking.draft import Form, Report
from web.checking.tables import csv_of, report_json
from web.pages import rendered


@dataclass(frozen=True, slots=True)
class _Made:
    media: str
    write: Callable[[Report], bytes]


def html_of(report: Report) -> bytes:
    """Return a page to print, which needs nothing beside itself."""
    return rendered("check_report.html", report=report).encode()


def _json(report: Report) -> bytes:
    return (json.dumps(report_json(report), ensure_ascii=False, indent=2) + "\n").encode()


_FORMS: Mapping[Form, _Made] = {
    Form.HTML: _Made("text/html; charset=utf-8", html_of),
    Form.DOCX: _Made("application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx_of),
    Form.CSV: _Made("text/csv; charset=utf-8", csv_of),
    Form.JSON: _Made("application/json", _json),
}


def written(report: Report, form: Form) -> bytes:
    """Return the file of a report. Raises IngestError where a copy of the draft cannot be made."""
    return _FORMS[form].write(report)


def media_of(form: Form) -> str:
    """Return the media type of a form."""
    return _FORMS[form].media


def name_of(report: Report, form: Form) -> str:
    """Return the name under which the file is offered; it says nothing of the draft."""
    return f"kiem-tra-vien-dan-{report.view.on.isoformat()}.{form.value}"


def as_file(report: Report, form: Form) -> Response:
    """Return a report as the answer to a request, to be kept as a file."""
    return attachment(written(report, form), media_of(form), name_of(report, form))


def attachment(content: bytes, media: str, name: str) -> Response:
    """Return a file to be kept under a name of ASCII letters."""
    return Response(content, media_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'})
