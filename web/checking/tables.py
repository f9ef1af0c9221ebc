"""The report as CSV that no spreadsheet takes for formulas, and as JSON."""

import csv
import io
import re

from web.check_schemas import ReportJson
from web.checking.draft import Report
from web.checking.words import marked_words, place_words, shortened, verdict_words
from web.shapes import check_json

_HEADS = (
    "STT",
    "Bắt đầu",
    "Kết thúc",
    "Lời dẫn",
    "Trong câu",
    "Nơi được dẫn",
    "Văn bản",
    "Mã kết luận",
    "Kết luận",
    "Chi tiết",
    "Lời trích trong bài",
    "Khác biệt ([-kho-] [+bài+])",
    "Lời văn trong kho",
    "Ngày áp dụng",
    "Địa chỉ",
)
_STARTS_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")  # OWASP, "CSV Injection"; wide forms too
_UNSEEN = re.compile(r"^[ \u00a0\u200b-\u200f\u2028-\u202f\u2060\u3000\ufeff]+")  # some programs pass over it
MOST_OF_CELL = 30_000  # characters of a cell; spreadsheets hold 32,767


def csv_of(report: Report) -> bytes:
    """Return one row for each place cited, in UTF-8 with the mark that spreadsheets look for."""
    out = io.StringIO(newline="")
    rows = csv.writer(out, quoting=csv.QUOTE_ALL)
    rows.writerow(_HEADS)
    for phrase in report.phrases:
        for item in phrase.items:
            held, provision, citation = item.held, item.provision, item.citation
            cells = (
                str(phrase.number),
                str(citation.start),
                str(citation.end),
                citation.text,
                f"{phrase.before}{phrase.words}{phrase.after}",
                place_words(item),
                held.work.name if held else citation.work.number or citation.work.name or "",
                item.verdict.value,
                verdict_words(item.verdict),
                item.detail,
                item.quoted.words if item.quoted else "",
                marked_words(item.difference),
                provision.text if provision else "",
                report.view.on.isoformat(),
                report.address(item),
            )
            rows.writerow([defused(shortened(cell, MOST_OF_CELL)) for cell in cells])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def defused(cell: str) -> str:
    """Return a cell that no spreadsheet runs: one that begins like a formula gets an apostrophe before it.

    >>> defused("=HYPERLINK(1)"), defused("Điều 5")
    ("'=HYPERLINK(1)", 'Điều 5')
    """
    return f"'{cell}" if _UNSEEN.sub("", cell)[:1] in _STARTS_FORMULA else cell


def report_json(report: Report) -> ReportJson:
    """Return the report: what was checked against what, and the verdicts as ``check`` gives them."""
    counts = report.corpus
    return {
        "file": report.draft.name,
        "on": report.view.on.isoformat(),
        "made": report.made.isoformat(),
        "sha256": report.sha256,
        "corpus": {"sources": counts.sources, "works": counts.works, "provisions": counts.provisions},
        "counts": report.counts,
        **check_json(report.items, report.view),
    }
