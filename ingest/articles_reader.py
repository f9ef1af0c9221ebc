"""From JSON Lines of articles to expressions, one for each instrument."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from corpus.expression import Expression, Heading, Origin
from corpus.number import type_of_number
from corpus.provision import Level
from corpus.work import TYPE_RANKS, Work, work_slug
from ingest.articles import ArticleText, tile_articles
from ingest.codified_note import parse_note
from ingest.errors import EmptySourceError, UnknownKindError
from ingest.extract.jsonl import BadLine, Row, read_addresses, read_rows

_TITLE = re.compile(r"Điều\s+\S+?[.:]?(?:\s+(.*))?$", re.DOTALL)
_TOLD = 1000  # lines between two words on how far it has come
_SHOWN = 20  # bad lines told one by one; the rest as a count


def read_articles(path: Path, *, shard: int = 0, shards: int = 1) -> Iterator[Expression | str | float]:
    """Yield an expression for each instrument as soon as its last line is read, doubts, and the part done so far.

    Lines of one instrument may stand apart; only instruments that are open are held in memory. Of several shards each
    gives a run of instruments, together all of them in order; the first one tells the bad lines.
    Raises UnknownKindError when no line holds an article.
    """
    waiting, bad = _count(path)
    if not waiting:
        raise UnknownKindError(_first_reason(bad)) if bad else EmptySourceError()
    if shard == 0:
        yield from (f"Dòng {one.line}: {one.reason}; đã bỏ qua dòng này." for one in bad[:_SHOWN])
        if len(bad) > _SHOWN:
            yield f"Còn {len(bad) - _SHOWN} dòng khác không đọc được."
    slugs = _slugs(waiting)
    waiting = _share(waiting, shard, shards)
    total, done = sum(waiting.values()), 0
    held: dict[str, list[Row]] = {}
    for row in read_rows(path):
        if isinstance(row, BadLine) or row.law_id not in waiting:
            continue
        held.setdefault(row.law_id, []).append(row)
        waiting[row.law_id] -= 1
        done += 1
        if done % _TOLD == 0:
            yield done / total
        if not waiting[row.law_id]:
            yield expression_of(held.pop(row.law_id), slug=slugs.get(row.law_id, ""))


def _slugs(laws: Iterable[str]) -> dict[str, str]:
    """Return an address of its own for each number that would share one with a number before it.

    "1/2016/NQ.A" and "1/2016/NQ-A" stay two works, since their articles are judged under the numbers as given.
    """
    seen: Counter[str] = Counter()
    apart = {}
    for law in laws:
        base = work_slug(law)
        seen[base] += 1
        if seen[base] > 1:
            apart[law] = f"{base}-{seen[base]}"
    return apart


def _share(waiting: Counter[str], shard: int, shards: int) -> Counter[str]:
    """Return the instruments of one shard: a run of them with about an equal part of the lines."""
    total = sum(waiting.values())
    before = 0
    share: Counter[str] = Counter()
    for law, lines in waiting.items():
        if before * shards // total == shard:
            share[law] = lines
        before += lines
    return share


def _count(path: Path) -> tuple[Counter[str], list[BadLine]]:
    waiting: Counter[str] = Counter()
    bad = []
    for law in read_addresses(path):
        if isinstance(law, BadLine):
            bad.append(law)
        else:
            waiting[law] += 1
    return waiting, bad


def _first_reason(bad: Sequence[BadLine]) -> str:
    return f"không dòng nào trong {len(bad)} dòng là một điều luật; dòng {bad[0].line}: {bad[0].reason}"


def expression_of(rows: Sequence[Row], *, slug: str = "") -> Expression:
    """Return the articles of one instrument as an expression, in the order of the lines."""
    units, doubts = tile_articles(_article(row) for row in rows)
    return Expression(
        work=_work(rows, slug),
        text="".join(unit.provision.text for unit in units),
        units=units,
        origin=Origin.ARTICLES,
        doubts=doubts,
        complete=False,
    )


def _article(row: Row) -> ArticleText:
    named = _TITLE.match(row.title)
    heading = (named[1] or "").strip() if named else row.title
    title_line = row.title if named else f"Điều {row.article_id}. {row.title}".rstrip(" .")
    chapter = row.fact("chapter")
    context = (Heading(Level.CHAPTER, "", chapter),) if chapter else ()
    return ArticleText(row.article_id, heading, " ".join(title_line.split()), row.text, row.fact("url"), context)


def _work(rows: Sequence[Row], slug: str) -> Work:
    number = rows[0].law_id
    title = next((row.fact("law_title") for row in rows if row.fact("law_title")), "")
    note = parse_note(title)
    issued = _day(rows, "issued")
    named = note.title
    if note.issued and issued and note.issued != issued:  # that day is of another text, which the name tells of
        named = title[title.find(number) + len(number) :].strip() if number in title else title
    return Work(
        number=number,
        type=note.type or type_of_number(number) or leading_type(number),
        title=named or title or (number if leading_type(number) else ""),
        issuer=next((row.fact("issuer") for row in rows if row.fact("issuer")), ""),
        issued=issued,
        effective=_day(rows, "effective"),
        slug=slug,
    )


def leading_type(name: str) -> str:
    """Return the type that a name begins with: "Luật Viên chức 2010"."""
    return next((type_ for type_ in sorted(TYPE_RANKS, key=len, reverse=True) if name.startswith(f"{type_} ")), "")


def _day(rows: Sequence[Row], key: str) -> date | None:
    for row in rows:
        parts = re.split(r"[/.-]", row.fact(key))
        if len(parts) == 3 and all(part.isdigit() for part in parts):  # noqa: PLR2004  # day, month, year
            year_first = len(parts[0]) == 4  # noqa: PLR2004  # ISO
            year, month, day = map(int, parts if year_first else reversed(parts))
            try:
                return date(year, month, day)
            except ValueError:
                continue
    return None
