"""The texts that ship with the product, as a source with its expression: the handbook."""

import hashlib
from collections.abc import Iterable

from corpus.expression import Expression, Origin, Unit
from corpus.handbook import HANDBOOK_DAY, HANDBOOK_TITLE, Entry, entry_text, load_handbook
from corpus.provision import Level, Provision, child_eid
from corpus.source import Source
from corpus.text import clean
from corpus.work import SourceClass, Work

HANDBOOK = Work(
    number="Sổ tay Căn Cứ",
    type="Sổ tay",
    title=HANDBOOK_TITLE,
    issuer="Căn Cứ",
    issued=HANDBOOK_DAY,
    source_class=SourceClass.GUIDANCE,
    slug="so-tay-can-cu",
)
STARTER_READER = "starter-1"


def starter() -> tuple[Source, tuple[Expression, ...], bytes]:
    """Return the starter source, what it gives, and its bytes to keep."""
    expression = handbook_expression(load_handbook())
    content = expression.text.encode()
    source = Source(
        sha256=hashlib.sha256(content).hexdigest(),
        path="starter/handbook.toml",
        kind="starter",
        size=len(content),
        parser=STARTER_READER,
    )
    return source, (expression,), content


def handbook_expression(entries: Iterable[Entry]) -> Expression:
    """Return the handbook as an expression: each entry an item, each statement a khoản of it."""
    units: list[Unit] = []
    reached = 0
    for number, entry in enumerate(entries, start=1):
        unit = Unit(_item(entry, str(number), reached))
        units.append(unit)
        reached = unit.provision.end
    text = "".join(unit.provision.text for unit in units)
    return Expression(work=HANDBOOK, text=text, units=tuple(units), origin=Origin.EXCERPT, as_of=HANDBOOK_DAY)


def _item(entry: Entry, num: str, start: int) -> Provision:
    eid = child_eid("", Level.ITEM, num)
    heading = f"{num}. {clean(entry.title)}\n"
    lines = [f"{line}\n" for line in clean(entry_text(entry)).splitlines()]
    children: list[Provision] = []
    reached = start + len(heading)
    for clause, line in enumerate(lines, start=1):
        span = (reached, reached + len(line))
        children.append(
            Provision(child_eid(eid, Level.CLAUSE, str(clause)), Level.CLAUSE, str(clause), "", line, *span)
        )
        reached = span[1]
    words = f"Cách hỏi khác: {'; '.join(map(clean, entry.keywords))}.\n" if entry.keywords else ""
    text = heading + "".join(lines) + words
    return Provision(eid, Level.ITEM, num, clean(entry.title), text, start, start + len(text), None, tuple(children))
