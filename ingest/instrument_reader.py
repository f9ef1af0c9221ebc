"""From the JSON of one instrument to an expression of it.

Such files are copies of another publication: of the codified law, where they say so. A copy says nothing that the
publication does not say, so ``corpus.governing`` prefers the publication where both are held.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from corpus.catalogue import load_catalogue
from corpus.days import force_days
from corpus.expression import Expression
from corpus.force import ForceTable
from corpus.provision import natural_key
from corpus.text import fold
from corpus.work import Work
from ingest.articles_reader import expression_of
from ingest.extract.instrument import InstrumentFile, read_instrument_file
from ingest.read import Reading

_CODIFIED = "phap dien"
_SHOWN = 20  # bad articles told one by one
_YEAR = 4  # digits


def read_instrument(path: Path) -> Reading:
    """Read one file: an expression, whole unless numbers are missing, doubled or unread; doubts name them.

    Raises UnknownKindError, TooLargeError.
    """
    found = read_instrument_file(path)
    text = expression_of(found.rows)
    missing = _missing(found)
    doubled = any(unit.provision.eid.startswith("body_") for unit in text.units)
    doubts = [*_lacks(found, missing), *_odd_days(text), *text.doubts]
    expression = replace(
        text,
        as_of=_as_of(found),
        complete=not (missing or doubled or found.bad),
        doubts=tuple(dict.fromkeys(doubts)),
    )
    return Reading((expression,), text=expression.text)


def _missing(found: InstrumentFile) -> list[str]:
    """Return the numbers that the file says it lacks, and those that it leaves out without a word, in order."""
    given = {row.article_id for row in found.rows}
    numbers = {int(num) for num in given if num.isdecimal()}
    gaps = {str(num) for num in range(1, min(max(numbers, default=0), len(given) * 10)) if num not in numbers}
    return sorted({*found.missing, *gaps} - given, key=natural_key)


def _lacks(found: InstrumentFile, missing: list[str]) -> Iterator[str]:
    """Yield what is not in the text and should be."""
    if missing:
        yield f"Nguồn thiếu Điều {', '.join(missing)}."
    for one in found.bad[:_SHOWN]:
        yield f"Mục {one.line} trong articles: {one.reason}; đã bỏ qua mục này."
    if len(found.bad) > _SHOWN:
        yield f"Còn {len(found.bad) - _SHOWN} mục khác không đọc được."
    if found.marked:
        yield f"Đã bỏ thẻ HTML lẫn trong lời văn của {found.marked} điều."
    if _is_codified(found):
        yield (
            f"Bản chép từ {found.source}: gồm các điều, không gồm phụ lục, biểu mẫu; điều đã sửa đổi mang lời văn mới"
            " nhất mà không ghi áp dụng từ ngày nào."
        )


def _odd_days(text: Expression) -> Iterator[str]:
    """Yield where the first day in force is told otherwise by the text itself or by the catalogue."""
    work = text.work
    if work.effective is None:
        return
    closing = [unit.provision.text for unit in text.articles() if "hieu luc" in fold(unit.provision.heading)]
    own, _ = force_days(closing, work.issued)
    told = [("chính văn bản", own[0])] if own else []
    told += [("danh mục văn bản", day) for day in _catalogued(work)]
    for witness, day in told:
        if day != work.effective:
            yield f"Ngày có hiệu lực: nguồn ghi {work.effective:%d/%m/%Y}, {witness} ghi {day:%d/%m/%Y}."


def _catalogued(work: Work) -> list[date]:
    known = ForceTable(load_catalogue()).instrument(work)
    return [known.effective] if known and known.effective else []


def _as_of(found: InstrumentFile) -> date | None:
    """Return the first day of the last year that a copy of the codified law was taken in."""
    years = [int(dump[:_YEAR]) for dump in found.dumps if dump[:_YEAR].isdecimal() and len(dump[:_YEAR]) == _YEAR]
    usable = [year for year in years if date.min.year <= year <= date.max.year]
    return date(max(usable), 1, 1) if usable and _is_codified(found) else None


def _is_codified(found: InstrumentFile) -> bool:
    return _CODIFIED in fold(found.source)
