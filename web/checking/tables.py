"""The report as CSV that no spreadsheet takes for formulas, and as JSON."""

from collections.abc import Iterator

from web.check_schemas import ReportJson
from web.checking.draft import Report
from web.checking.words import marked_words, place_words, shortened, verdict_words
from web.csv_table import MOST_OF_CELL, csv_table
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


def csv_of(report: Report) -> bytes:
    """Return one row for each place cited."""
    return csv_table(_HEADS, _rows(report))


def _rows(report: Report) -> Iterator[list[str]]:
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
            yield [shortened(cell, MOST_OF_CELL) for cell in cells]


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
