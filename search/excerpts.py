"""Quotations that rest on an excerpt of a text: the words may be used, the reader must know what they are."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from corpus.expression import Origin
from corpus.provision import label_of
from corpus.work import SourceClass
from search.answer import AnswerWarning, WarningCode
from search.hit import Hit


def excerpt_warnings(hits: Sequence[Hit]) -> Iterator[AnswerWarning]:
    """Yield one warning for all places quoted of which only an excerpt is held; the handbook is none."""
    found = [hit for hit in hits if is_excerpt(hit)]
    if not found:
        return
    units = ((hit.held.unit.provision.eid, hit.held.work.name) for hit in found)
    labels = tuple(dict.fromkeys(f"{label_of(eid)} {name}" for eid, name in units))  # nobody knows what they lack
    hosts = ", ".join(dict.fromkeys(filter(None, (urlsplit(hit.held.unit.url).hostname for hit in found))))
    whence = f" lấy từ {hosts}" if hosts else ""
    message = (
        f"{'; '.join(labels)}: kho chỉ có trích đoạn không chính thức{whence}, có thể thiếu khoản, điểm"
        " hoặc khác bản ban hành. Hãy đối chiếu với toàn văn chính thức trước khi áp dụng."
    )
    yield AnswerWarning(WarningCode.EXCERPT_ONLY, message, labels)


def is_excerpt(hit: Hit) -> bool:
    """Tell whether the words of a hit are an excerpt of a text that stands elsewhere in full."""
    return hit.held.origin is Origin.EXCERPT and hit.held.work.source_class is not SourceClass.GUIDANCE
