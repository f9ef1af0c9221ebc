"""Quotations that rest on an excerpt of a text: the words may be used, the reader must know what they are."""

from collections.abc import Iterator, Sequence

from corpus.page_words import host_of, is_excerpt, page_note
from corpus.provision import label_of
from search.answer import AnswerWarning, WarningCode
from search.hit import Hit


def excerpt_warnings(hits: Sequence[Hit]) -> Iterator[AnswerWarning]:
    """Yield a warning for what pages tell of a work, and one for all other excerpts quoted; the handbook is none."""
    for hit in {hit.held.unit_id: hit for hit in hits}.values():
        note = page_note(hit.held)
        if note:
            label = f"{label_of(hit.held.unit.provision.eid)} {hit.held.work.name}"
            yield AnswerWarning(WarningCode.EXCERPT_ONLY, f"{label}: {note}", (label,))
    found = [hit for hit in hits if is_excerpt(hit.held) and not page_note(hit.held)]
    if not found:
        return
    units = ((hit.held.unit.provision.eid, hit.held.work.name) for hit in found)
    labels = tuple(dict.fromkeys(f"{label_of(eid)} {name}" for eid, name in units))  # nobody knows what they lack
    hosts = ", ".join(dict.fromkeys(filter(None, (host_of(hit.held) for hit in found))))
    whence = f" lấy từ {hosts}" if hosts else ""
    message = (
        f"{'; '.join(labels)}: kho chỉ có trích đoạn không chính thức{whence}, có thể thiếu khoản, điểm"
        " hoặc khác bản ban hành. Hãy đối chiếu với toàn văn chính thức trước khi áp dụng."
    )
    yield AnswerWarning(WarningCode.EXCERPT_ONLY, message, labels)
