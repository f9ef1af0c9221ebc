"""The report as comments in a Word file: the person's own, or one made of the text that was read."""

import io
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.docx_comments import AUTHOR, Remark, Remarks, commented
from ingest.pipeline import commented_copy
from web.checking.draft import Phrase, Report
from web.checking.words import VERDICT_SIGNS, marked_words, place_words, shortened
from web.words import vietnamese_day

_LAW = 600  # characters of the law in a comment


def docx_of(report: Report) -> bytes:
    """Return a copy of the draft with a comment at each citation of another text.

    Raises IngestError where the copy cannot be made.
    """
    remarks = Remarks(report.draft.text, report.made, tuple(_remark(phrase, report) for phrase in report.outer))
    if not report.draft.docx:
        return commented(_plain(report.draft.text), remarks)
    with TemporaryDirectory(prefix="cancu-") as folder:
        path = Path(folder) / "draft.docx"
        path.write_bytes(report.draft.docx)
        return commented_copy(path, remarks)


def _remark(phrase: Phrase, report: Report) -> Remark:
    lines = []
    for item in phrase.items:
        sign, _, words = VERDICT_SIGNS[item.verdict]
        lines.append(f"{sign} {words[:1].upper()}{words[1:]}: {place_words(item)}.")
        lines.append(report.fact(item))
    first = phrase.items[0]
    if first.difference:
        lines.append(f"So với lời văn trong kho ([-kho có-], [+bài có+]): {marked_words(first.difference)}")
    if len(phrase.items) == 1 and first.provision is not None:
        lines.append(f"Lời văn: {shortened(first.provision.text, _LAW)}")
    lines.append(f"(Căn Cứ, áp dụng tại ngày {vietnamese_day(report.view.on)}.)")
    return Remark(first.citation.start, first.citation.end, "\n".join(lines))


def _plain(text: str) -> bytes:
    """Return a Word file with a paragraph for each line."""
    from docx import Document  # noqa: PLC0415  # a fifth of a second to import, and only this form needs it

    made = Document()
    made.core_properties.author = AUTHOR
    made.core_properties.comments = ""
    for line in text.rstrip("\n").split("\n"):
        made.add_paragraph("".join(letter for letter in line if letter not in "\ufffe\uffff"))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
