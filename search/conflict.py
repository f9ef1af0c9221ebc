"""Sources that disagree about the words of a provision: the reader is told, whichever of them governs."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePath

from corpus.governing import rivals
from corpus.provision import label_of
from corpus.reading import CorpusReader
from corpus.rows import Held
from corpus.text import syllables
from search.answer import AnswerWarning, WarningCode
from search.hit import Hit


def conflict_warnings(hits: Sequence[Hit], store: CorpusReader, on: date) -> Iterator[AnswerWarning]:
    """Yield a warning for each place quoted whose words another source of the same work gives otherwise."""
    for hit in hits:
        texts = rivals(hit.held, store.texts(hit.held.work, hit.provision.eid), on)
        others = dict.fromkeys(_file(held) for held in texts if _differs(held, hit))
        if others:
            label = f"{label_of(hit.provision.eid)} {hit.held.work.name}".strip()
            message = (
                f"Các nguồn trong kho ghi khác nhau về {label}: đoạn trích lấy từ {_file(hit.held)}, còn"
                f" {', '.join(others)} ghi khác. Hãy đối chiếu với bản chính thức trước khi áp dụng."
            )
            yield AnswerWarning(WarningCode.CONFLICT, message, (label,))


def _differs(held: Held, hit: Hit) -> bool:
    """Tell whether the other text has other words there; a place that it divides otherwise is compared as a whole."""
    other, own = held.unit.provision.find(hit.provision.eid), hit.provision
    if other is None:
        other, own = held.unit.provision, hit.held.unit.provision
    return syllables(other.text) != syllables(own.text)


def _file(held: Held) -> str:
    return PurePath(held.source.path).name
