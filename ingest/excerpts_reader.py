"""From JSON Lines of excerpts to expressions: one for each row, partial and not official.

An excerpt is divided where its words are: into Điều, khoản and điểm, into the items of a plan, else it stays as it is.
No Điều is made up for words that have none.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from corpus.catalogue import load_catalogue, work_of
from corpus.days import read_date
from corpus.expression import Expression, Origin, Unit
from corpus.force import ForceTable
from corpus.number import canonical_number, type_of_number, year_of_number
from corpus.provision import Level, Provision
from corpus.text import fold
from corpus.work import SourceClass, Work
from ingest.articles_reader import leading_type
from ingest.codified_note import parse_note
from ingest.errors import EmptySourceError, UnknownKindError
from ingest.extract.excerpts import ExcerptRow, read_excerpt_rows
from ingest.extract.jsonl import BadLine
from ingest.issuers import issuer_of_number
from ingest.metadata import source_class
from ingest.read import Line
from ingest.structure import parse

_SHOWN = 20  # bad lines told one by one; the rest as a count
_DATED = re.compile(r"\((?P<issued>\d{1,2}/\d{1,2}/\d{4})(?:,\s*hiệu lực (?P<effective>\d{1,2}/\d{1,2}/\d{4}))?\)")
_CLAUSES = re.compile(r"Điều (?P<article>\d+[a-zđ]?) (?P<part>khoản \d+[a-zđ]?(?: ?[-–] ?\d+[a-zđ]?)?)")
_SPAN = re.compile(r"Điều (?P<first>\d{1,4}) ?[-–] ?(?P<last>\d{1,4})\b")
_MOST_ARTICLES = 1_000  # that a part may name
_COMMITTEE = re.compile(r"UBND|HĐND")
_LEVELS = ("tỉnh", "thành phố")


def read_excerpts(path: Path) -> Iterator[Expression | str]:
    """Yield an expression for each row, and a doubt for each line that is none.

    Raises UnknownKindError when no line holds an excerpt, EmptySourceError when there is no line.
    """
    desk = _Desk(ForceTable(load_catalogue()), _days_told(path))
    bad: list[BadLine] = []
    for row in read_excerpt_rows(path):
        if isinstance(row, BadLine):
            bad.append(row)
        else:
            yield desk.read(row)
    if not desk.said:
        raise UnknownKindError(_first_reason(bad)) if bad else EmptySourceError()
    yield from (f"Dòng {one.line}: {one.reason}; đã bỏ qua dòng này." for one in bad[:_SHOWN])
    if len(bad) > _SHOWN:
        yield f"Còn {len(bad) - _SHOWN} dòng khác không đọc được."


def _first_reason(bad: list[BadLine]) -> str:
    return f"không dòng nào trong {len(bad)} dòng là một trích đoạn; dòng {bad[0].line}: {bad[0].reason}"


def _days_told(path: Path) -> dict[tuple[str, str], date | None]:
    """Return the day of issue that the titles of an instrument give, by number and remark; None where they differ."""
    days: dict[tuple[str, str], date | None] = {}
    for row in read_excerpt_rows(path):
        day = _days(row)[0] if isinstance(row, ExcerptRow) else None
        if isinstance(row, ExcerptRow) and day:
            key = row.number, row.remark
            days[key] = day if days.get(key, day) == day else None
    return days


class _Desk:
    """Reads rows of one file, and knows what the file has said before and elsewhere."""

    def __init__(self, table: ForceTable, days: Mapping[tuple[str, str], date | None]) -> None:
        self._table, self._days = table, days
        self._taken: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.said: dict[tuple[str, str], int] = {}  # line by work and words

    def read(self, row: ExcerptRow) -> Expression | str:
        """Return the expression of a row; a doubt for one that stands in the file already."""
        work, told = self._work(row)
        first = self.said.setdefault((work.slug, row.text), row.line)
        if first != row.line:
            return f"Dòng {row.line} lặp lại nguyên văn dòng {first}; giữ một bản."
        structure = parse([Line(line.strip()) for line in row.text.split("\n")])
        units = tuple(_apart(unit, self._taken[work.slug], row) for unit in structure.units)
        return Expression(
            work=work,
            text=structure.text,
            units=units,
            origin=Origin.EXCERPT,
            doubts=tuple(dict.fromkeys([_whence(row), *told, *_narrowed(row, units), *structure.doubts])),
            complete=False,
        )

    def _work(self, row: ExcerptRow) -> tuple[Work, list[str]]:
        """Return the work of a row, as the catalogue knows it, else as the row says; with what is doubtful about that.

        A row whose title bears no day is of the day that the other rows of its instrument bear.
        """
        number = _number(row.number)
        issued, effective = _days(row)
        issued = issued or self._days.get((row.number, row.remark))
        place = row.remark if _COMMITTEE.search(number) else ""
        said = Work(number=number, type=type_of_number(number) or "", title="", issued=issued, place=place)
        remark = [f"Bên cạnh số hiệu, nguồn ghi “{row.remark}”."] if row.remark and not place else []
        known = self._table.instrument(said)
        if known is None:
            return _as_told(row, said, effective), [*_unknown(said), *remark]
        odd = [
            f"Ngày {name}: nguồn ghi {ours:%d/%m/%Y}, danh mục văn bản ghi {theirs:%d/%m/%Y}."
            for name, ours, theirs in (
                ("ban hành", issued, known.issued),
                ("có hiệu lực", effective, known.effective),
            )
            if ours and theirs and ours != theirs
        ]
        return work_of(known), [*odd, *remark]


def _apart(unit: Unit, taken: Counter[str], row: ExcerptRow) -> Unit:
    """Return a unit under an address that no earlier row of the same work in this file has taken, with its link.

    Words without a number are headed by what the file calls the part.
    """
    provision = unit.provision
    taken[provision.eid] += 1
    turn = taken[provision.eid]
    if turn > 1:
        provision = _readdressed(provision, provision.eid, f"{provision.eid}-{turn}")
    if provision.level is Level.BODY and not provision.heading:
        provision = replace(provision, heading=row.part)
    return Unit(provision, unit.context, row.url)


def _readdressed(part: Provision, before: str, after: str) -> Provision:
    children = tuple(_readdressed(child, before, after) for child in part.children)
    return replace(part, eid=after + part.eid[len(before) :], children=children)


def _whence(row: ExcerptRow) -> str:
    part = f" ({row.part})" if row.part else ""
    where = f", lấy từ {row.url}" if row.url else ""
    note = f" Nguồn ghi chú: “{row.note}”." if row.note else ""
    marked = " Đã bỏ thẻ HTML lẫn trong lời văn." if row.marked else ""
    return f"Chỉ là trích đoạn{part}{where}; không phải toàn văn.{note}{marked}"


def _narrowed(row: ExcerptRow, units: tuple[Unit, ...]) -> Iterator[str]:
    """Yield which articles stand there in part only, and which the file names and does not hold."""
    nums = {unit.provision.num for unit in units if unit.provision.level is Level.ARTICLE}
    for named in _CLAUSES.finditer(row.part):
        if named["article"] in nums:
            yield f"Điều {named['article']} chỉ có {named['part']}, không phải cả điều."
    for span in _SPAN.finditer(row.part):
        named_all = range(int(span["first"]), min(int(span["last"]), int(span["first"]) + _MOST_ARTICLES) + 1)
        absent = [str(num) for num in named_all if str(num) not in nums]
        if absent and nums:
            yield f"Nguồn ghi là {span[0]} nhưng không có lời của Điều {', '.join(absent)}."


def _days(row: ExcerptRow) -> tuple[date | None, date | None]:
    """Return the days of issue and of force that a title gives: "… (28/11/2024, hiệu lực 01/07/2025)"."""
    dated = _DATED.search(row.title)
    return (read_date(dated["issued"]), read_date(dated["effective"] or "")) if dated else (None, None)


def _unknown(said: Work) -> Iterator[str]:
    yield "Danh mục văn bản chưa có văn bản này; tên, loại và ngày lấy theo nguồn."
    if said.issued is None and year_of_number(said.number) is None:
        yield "Số không có năm mà nguồn không ghi ngày ban hành."


def _number(written: str) -> str:
    """Return a number in its canonical form, and a name as it is written."""
    return canonical_number(written) if re.match(r"\d+\s*/", written) else written


def _as_told(row: ExcerptRow, said: Work, effective: date | None) -> Work:
    title = _DATED.sub("", row.title).strip(" :.")
    note = parse_note(title)
    type_ = said.type or note.type or leading_type(title) or leading_type(said.number)
    unnamed = SourceClass.LAW if year_of_number(said.number) else SourceClass.PLAN
    return replace(
        said,
        type=type_,
        title=note.title if note.number and note.title else title,
        issuer=issuer_of_number(said.number) or _committee(row, said.place),
        effective=effective,
        source_class=source_class(type_, said.number) if type_ else unnamed,
        slug="",
    )


def _committee(row: ExcerptRow, place: str) -> str:
    """Return the issuer of a local paper, where the row says whether the place is a tỉnh or a thành phố."""
    body = _COMMITTEE.search(row.number)
    level = next((level for level in _LEVELS if fold(f"{level} {place}") in fold(f"{row.title}\n{row.text}")), "")
    return " ".join(filter(None, (body[0], level, place))) if body and place else ""
