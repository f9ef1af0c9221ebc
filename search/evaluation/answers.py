"""Answers measured against questions whose right places, or whose lack of them, are known."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any, Protocol

from corpus.citation import find_citations
from corpus.errors import UnknownProvisionError
from corpus.number import number_key
from corpus.provision import path_of, place_of
from corpus.reading import CorpusReader
from corpus.resolve import number_of
from corpus.rows import Held
from corpus.work import SourceClass, Status
from search.answer import Answer, Quotation, RefusalCode, WarningCode
from search.evaluation.trec import EvaluationError
from search.hit import Hit
from search.service import Shown

FIRST = 5  # passages among which the right article is looked for
_BRANCHES = 2  # side by side
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
    held: tuple[Expected, ...]  # the expected Điều that the store holds on the day
    found: bool  # one of them is among the first passages
    article: bool  # one of them is quoted
    clause: bool | None  # with its khoản, or whole; None where no khoản is expected
    named: bool  # quoted, or named as ground by the handbook
    behaved: bool  # answered, warned, refused or asked back as it should
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
    return [_judged(search, store, case) for case in cases]


def _judged(search: Answering, store: CorpusReader, case: Case) -> Judged:
    answer = search.ask(case.text, on=case.on, identified_on=case.identified_on)
    quotations = [quotation for statement in answer.statements for quotation in statement.quotations]
    warned = any(warning.code is WarningCode.EXPIRED_SOURCE for warning in answer.warnings)
    dead = sum(quotation.status in _DEAD for quotation in quotations)
    held = tuple(place for place in case.expected if _stands(place, store, case.on))
    clauses = [place for place in held if place.clause]
    cited = [place for place in case.expected if _cited(place, quotations)]
    return Judged(
        case=case,
        answer=answer,
        held=held,
        found=any(_holds(place, answer) for place in held),
        article=any(_cited(Expected(place.number, place.article), quotations) for place in held),
        clause=any(_cited(place, quotations) for place in clauses) if clauses else None,
        named=bool(cited) or any(_is_ground(*pair, case.on) for pair in product(case.expected, quotations)),
        behaved=_behaved(case, answer, quotations),
        unwarned=0 if warned else dead,
        false_quotes=sum(not _true(quotation, search, case.on) for quotation in quotations),
    )


def _stands(place: Expected, store: CorpusReader, on: date) -> bool:
    """Tell whether the store has the Điều of a place on a day; a place without Điều is none."""
    for work in store.works_by_number(place.number) if place.article else ():
        try:
            store.unit(work, f"art_{place.article}", on)
        except UnknownProvisionError:
            continue
        return True
    return False


def _cited(place: Expected, quotations: Iterable[Quotation]) -> bool:
    return any(_is(place, quotation.held, quotation.provision.eid) for quotation in quotations)


def _behaved(case: Case, answer: Answer, quotations: Sequence[Quotation]) -> bool:
    """Tell whether an answer did what was wanted.

    Who must ask back asks, or lays two expected places side by side so that none is assumed.
    """
    if case.behavior == "abstain":
        return not answer.answered and not answer.statements
    if case.behavior == "clarify":
        beside = sum(_cited(place, quotations) for place in dict.fromkeys(case.expected))
        asks = answer.refusal is not None and answer.refusal.code is RefusalCode.NEED_CLASS
        return asks or beside >= _BRANCHES
    told = any(warning.code is not WarningCode.GUIDANCE_ONLY for warning in answer.warnings)
    return answer.answered and (case.behavior == "answer" or told)


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
    held = [one for one in answerable if one.held]
    wanted = [one for one in answerable if one.held or one.named]  # the store can say something right
    silent = [one for one in judged if one.case.behavior == "abstain"]
    return {
        "questions": len(judged),
        "held": len(held),
        "top5": _share([one.found for one in held]),
        "article": _share([one.article for one in held]),
        "clause": _share([one.clause for one in held if one.clause is not None]),
        "named": _share([one.named for one in answerable]),
        "behaved": _share([one.behaved for one in judged]),
        "over_abstention": _share([not one.answer.answered for one in wanted]),
        "abstain": len(silent),
        "false_answers": sum(not one.behaved for one in silent),
        "unwarned": sum(one.unwarned for one in judged),
        "false_quotes": sum(one.false_quotes for one in judged),
    }


def _share(true: Sequence[bool]) -> float:
    return round(sum(true) / len(true), 3) if true else 0.0
