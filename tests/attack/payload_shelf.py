"""A corpus whose titles, issuers, headings, texts, addresses and file names are payloads."""

from datetime import date
from pathlib import Path

from corpus.expression import Expression, Heading, Origin, Unit
from corpus.provision import Level, Provision, child_eid
from corpus.source import Source
from corpus.store import CorpusStore
from corpus.work import Work
from tests.attack.payloads import PAYLOADS

CARRIER = Work(
    number="990/2031/NĐ-CP", type="Nghị định", title="Mang mọi lời", issuer="Chính phủ", issued=date(2025, 1, 2)
)
_ISSUED = date(2024, 5, 6)


def work_of(index: int) -> Work:
    """Return the work that carries one payload in its title and the name of its issuer."""
    payload = PAYLOADS[index]
    return Work(number=f"{index + 1}/2031/NĐ-CP", type="Nghị định", title=payload, issuer=payload, issued=_ISSUED)


def _article(number: int, payload: str, start: int) -> Unit:
    lead = f"Điều {number}. {payload}\n"
    clause = f"1. Nạn nhân {payload} được cấp tiền ăn.\n"
    eid = child_eid("", Level.ARTICLE, str(number))
    inner = Provision(
        child_eid(eid, Level.CLAUSE, "1"),
        Level.CLAUSE,
        "1",
        "",
        clause,
        start + len(lead),
        start + len(lead) + len(clause),
        1,
        (),
    )
    whole = Provision(eid, Level.ARTICLE, str(number), payload, lead + clause, start, inner.end, 1, (inner,))
    return Unit(whole, (Heading(Level.CHAPTER, "I", payload),), payload)


def _expression(work: Work, payloads: tuple[str, ...]) -> Expression:
    units: list[Unit] = []
    for number, payload in enumerate(payloads, start=1):
        units.append(_article(number, payload, units[-1].provision.end if units else 0))
    text = "".join(unit.provision.text for unit in units)
    return Expression(work=work, text=text, units=tuple(units), origin=Origin.CODIFIED, complete=False)


def _source(index: int, name: str) -> Source:
    return Source(sha256=f"{index:064x}", path=f"thư mục/{name}", kind="text", size=1, parser="1")


def fill(path: Path) -> CorpusStore:
    """Return a store with a work for each payload, and one that carries them all."""
    store = CorpusStore(path)
    for index, payload in enumerate(PAYLOADS):
        store.add(_source(index, f"{payload.replace('/', '')}.docx"), [_expression(work_of(index), (payload,))])
    store.add(_source(len(PAYLOADS), "tất cả.docx"), [_expression(CARRIER, PAYLOADS)])
    return store
