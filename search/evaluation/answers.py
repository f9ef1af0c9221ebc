"""Answers measured against questions whose right places, or whose lack of them, are known."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any, Protocol

from corpus.citation import find_citations
from corpus.number import number_key
from corpus.provision import path_of, place_of
from corpus.reading import CorpusReader
from corpus.resolve import number_of
from corpus.rows import Held
from corpus.work import SourceClass, Status
from search.answer import Answer, Quotation, WarningCode
from search.evaluation.trec import EvaluationError
from search.hit import Hit
from search.service import Shown

FIRST = 5  # passages among which the right article is looked for
_DEAD = (Status.EXPIRED, Status.NEVER_ISSUED, Status.NOT_YET_IN_FORCE)


@dataclass(frozen=True, slots=True)
class Expected:
    """A place that an answer should cite; what is empty is not asked for."""

    number: str
    article: str = ""
    clause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A question with its day and what should become of it."""

    id: str
    text: str
    on: date
    behavior: str  # "answer", "answer+warn", "abstain", "clarify"
    expected: tuple[Expected, ...] = ()  # any one of them will do
    identified_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What became of a question."""

    case: Case
    answer: Answer
    held: bool  # the store holds an expected text
    found: bool  # an expected article is among the first passages
    cited: bool  # an expected article and clause is quoted
    named: bool  # quoted, or named as ground by the handbook
    unwarned: int  # quotations of texts that did not hold, with no warning of it
    false_quotes: int  # quotations that are not the words of the place they name, or whose address does not open


class Answering(Protocol):
    """What is measured."""

    def ask(self, question: str, *, on: date, identified_on: date | None = None) -> Answer:
        """Return an answer with its grounds, or a refusal with its reason."""

    def show(self, address: str, *, on: date) -> Shown:
        """Return the provision that a permalink's tail names."""


def read_cases(path: Path) -> list[Case]:
    """Read JSON Lines with ``id``, ``q``, ``as_of``, ``behavior``, ``expect``. Raises EvaluationError."""
    cases = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            cases.append(_case(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise EvaluationError(path, number, "không phải một câu hỏi JSON có `id`, `q`, `as_of`") from error
    return cases


def _case(row: dict[str, Any]) -> Case:
    identified = row.get("identified_on")
    return Case(
        id=row["id"],
        text=row["q"],
        on=date.fromisoformat(row["as_of"]),
        behavior=row["behavior"],
        expected=tuple(
            Expected(place["doc"], place.get("article") or "", place.get("clause") or "")
            for place in row.get("expect", ())
        ),
        identified_on=date.fromisoformat(identified) if identified else None,
    )


def judge(search: Answering, store: CorpusReader, cases: Iterable[Case]) -> list[Judged]:
    """Ask every question and return what became of it."""
    keys = {number_key(work.number) for work in store.works() if work.source_class is not SourceClass.GUIDANCE}
    return [_judged(search, case, keys) for case in cases]


def _judged(search: Answering, case: Case, keys: set[str]) -> Judged:
    answer = search.ask(case.text, on=case.on, identified_on=case.identified_on)
    quotations = [quotation for statement in answer.statements for quotation in statement.quotations]
    warned = any(warning.code is WarningCode.EXPIRED_SOURCE for warning in answer.warnings)
    dead = sum(quotation.status in _DEAD for quotation in quotations)
    pairs = list(product(case.expected, quotations))
    cited = any(_is(place, quotation.held, quotation.provision.eid) for place, quotation in pairs)
    return Judged(
        case=case,
        answer=answer,
        held=any(number_key(place.number) in keys for place in case.expected),
        found=any(_holds(place, answer) for place in case.expected),
        cited=cited,
        named=cited or any(_is_ground(place, quotation, case.on) for place, quotation in pairs),
        unwarned=0 if warned else dead,
        false_quotes=sum(not _true(quotation, search, case.on) for quotation in quotations),
    )


def _holds(place: Expected, answer: Answer) -> bool:
    return any(holds_place(place, hit) for hit in answer.passages[:FIRST])


def holds_place(place: Expected, hit: Hit) -> bool:
    """Tell whether a hit's unit is the Điều of a place."""
    return _is(Expected(place.number, place.article), hit.held, hit.held.unit.provision.eid)


def _is(place: Expected, held: Held, eid: str) -> bool:
    """Tell whether a provision is the place, or the whole Điều that the place lies in."""
    cited = place_of(eid)
    return (
        number_key(held.work.number) == number_key(place.number)
        and place.article in ("", cited.article)
        and (not place.clause or cited.clause in (place.clause, None))
    )


def _is_ground(place: Expected, quotation: Quotation, on: date) -> bool:
    """Tell whether a statement of the handbook names the place as its ground."""
    if quotation.held.work.source_class is not SourceClass.GUIDANCE:
        return False
    return any(
        number_key(number_of(citation, on)) == number_key(place.number)
        and (not place.article or not citation.article or citation.article == place.article)
        for citation in find_citations(quotation.quote)
    )


def _true(quotation: Quotation, search: Answering, on: date) -> bool:
    """Tell whether a quotation stands in the text that its own permalink opens."""
    shown = search.show(f"/vb/{quotation.held.work.slug}/{path_of(quotation.provision.eid)}", on=on).provision
    return bool(quotation.quote) and shown.text[quotation.start : quotation.end] == quotation.quote


def summary(judged: Sequence[Judged]) -> dict[str, float]:
    """Return the figures that matter: shares of those a figure is about, and counts of what must never be."""
    answerable = [one for one in judged if one.case.behavior.startswith("answer")]
    held = [one for one in judged if one.held and one.case.behavior.startswith("answer")]
    wanted = [one for one in answerable if one.held or one.named]  # the store can say something right
    silent = [one for one in judged if one.case.behavior == "abstain"]
    return {
        "held": len(held),
        "top5": _share(held, [one.found for one in held]),
        "cited": _share(held, [one.cited for one in held]),
        "named": _share(answerable, [one.named for one in answerable]),
        "answered": _share(answerable, [one.answer.answered for one in answerable]),
        "over_abstention": _share(wanted, [not one.answer.answered for one in wanted]),
        "abstain": len(silent),
        "false_answers": sum(one.answer.answered for one in silent),
        "unwarned": sum(one.unwarned for one in judged),
        "false_quotes": sum(one.false_quotes for one in judged),
    }


def _share(of: Sequence[Judged], true: Sequence[bool]) -> float:
    return round(sum(true) / len(of), 3) if of else 0.0
