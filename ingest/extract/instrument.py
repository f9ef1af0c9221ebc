"""JSON of one instrument: ``law_id``, ``title``, dates, issuer, where it was taken from, and its ``articles``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.text import clean
from ingest.errors import TooLargeError, UnknownKindError
from ingest.extract.jsonl import BadLine, Row, has_unseen, load_object, row_of
from ingest.extract.markup import without_markup

_LARGEST = 64 * 1024 * 1024  # bytes; the largest known has 0.8 MB
_OF_ALL = ("issued", "effective", "issuer")  # facts of the instrument that a row repeats


@dataclass(frozen=True, slots=True)
class InstrumentFile:
    """What the file of one instrument holds; ``BadLine.line`` counts the articles from 1."""

    rows: tuple[Row, ...]
    bad: tuple[BadLine, ...] = ()
    source: str = ""  # where the text was taken from, in the words of the file
    dumps: tuple[str, ...] = ()  # of which states of that source: "2023", "2025a"
    missing: tuple[str, ...] = ()  # numbers of articles that the file says it lacks
    marked: int = 0  # articles whose words held tags of HTML


def read_instrument_file(path: Path) -> InstrumentFile:
    """Read the file. Raises UnknownKindError where it is no instrument, TooLargeError beyond all measure."""
    if path.stat().st_size > _LARGEST:
        raise TooLargeError(f"JSON của một văn bản dài hơn {_LARGEST >> 20} MiB")
    found = load_object(path.read_bytes())
    if isinstance(found, BadLine):
        raise UnknownKindError(f"tệp JSON: {found.reason}")
    law = _words(found.get("law_id"))
    if not law or has_unseen(law):
        raise UnknownKindError("tệp JSON của một văn bản mà thiếu law_id đọc được")
    articles = found.get("articles")
    if not isinstance(articles, list) or not articles:
        raise UnknownKindError(f"tệp JSON của văn bản {law} không có điều nào")
    read = list(_rows(found, law, articles))
    rows = tuple(one for one in read if isinstance(one, Row))
    bad = tuple(one for one in read if isinstance(one, BadLine))
    if not rows:
        raise UnknownKindError(
            f"trong {len(bad)} mục articles của {law} không mục nào là một điều; mục 1: {bad[0].reason}"
        )
    return InstrumentFile(
        rows=rows,
        bad=bad,
        source=_words(found.get("source")),
        dumps=_list(found.get("dumps")),
        missing=_list(found.get("missing_article_numbers")),
        marked=sum(_is_marked(article) for article in articles),
    )


def _rows(found: Mapping[str, object], law: str, articles: list[object]) -> Iterator[Row | BadLine]:
    shared: dict[str, object] = {key: found[key] for key in _OF_ALL if key in found}
    shared |= {"law_id": law, "law_title": found.get("title")}
    for number, article in enumerate(articles, start=1):
        if not isinstance(article, dict):
            yield BadLine(number, "không phải một đối tượng JSON")
            continue
        text = article.get("text")
        own = {**article, "text": without_markup(text)} if isinstance(text, str) else article
        yield row_of({**own, **shared}, number)


def _is_marked(article: object) -> bool:
    text = article.get("text") if isinstance(article, dict) else None
    return isinstance(text, str) and without_markup(text) != text


def _words(value: object) -> str:
    return clean(value).strip() if isinstance(value, str) else ""


def _list(value: object) -> tuple[str, ...]:
    """Return the members of a list as words; nothing for what is no list."""
    members = value if isinstance(value, list) else []
    return tuple(str(one).strip() for one in members if isinstance(one, (str, int)) and not isinstance(one, bool))
