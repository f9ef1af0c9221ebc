"""The report as comments in a Word file: the person's own, or one made of the text that was read."""

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.docx_comments import AUTHOR, Remark, Remarks, commented
from ingest.pipeline import commented_copy
from web.checking.draft import Draft, Phrase, Report
from web.checking.words import VERDICT_SIGNS, marked_words, place_words, shortened
from web.words import vietnamese_day

_LAW = 600  # characters of the law in a comment


def docx_of(report: Report) -> bytes:
    """Return a copy of the draft with a comment at each citation of another text.

    Raises IngestError where the copy cannot be made.
    """
    return commented_draft(report.draft, report.made, [_remark(phrase, report) for phrase in report.outer])


def commented_draft(draft: Draft, made: date, remarks: Sequence[Remark]) -> bytes:
    """Return a copy of a draft with remarks made on a day; of its text, where it was no file of Word.

    Raises IngestError where the copy cannot be made.
    """
    told = Remarks(draft.text, made, tuple(remarks))
    if not draft.docx:
        return commented(_plain(draft.text), told)
    with TemporaryDirectory(prefix="cancu-") as folder:
        path = Path(folder) / "draft.docx"
        path.write_bytes(draft.docx)
        return commented_copy(path, told)


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
