"""The gate before anything leaves: what an answer says must stand in the store, word for word."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from corpus.text import clean
from corpus.work import SourceClass, Status
from search.answer import Answer, Fact, Quotation, Refusal, RefusalCode, Statement, WarningCode

LEFT_OUT = "[…]"  # stands where a statement leaves words of the text out
_NEEDED = {
    Status.EXPIRED: WarningCode.EXPIRED_SOURCE,
    Status.NEVER_ISSUED: WarningCode.EXPIRED_SOURCE,
    Status.NOT_YET_IN_FORCE: WarningCode.EXPIRED_SOURCE,
    Status.SUSPENDED: WarningCode.EXPIRED_SOURCE,
    Status.UNCERTAIN: WarningCode.UNCERTAIN_STATUS,
}


@dataclass(frozen=True, slots=True)
class Grounded:
    """An answer that has passed, and how many statements did not."""

    answer: Answer
    dropped: int


def ground(answer: Answer) -> Grounded:
    """Return the answer with its grounded statements only; without any left it becomes a refusal.

    A statement is grounded when each of its quotations is a slice of the provision it names and that provision is a
    slice of the unit as stored; when it says nothing but words of its quotations, so that its numbers and names stand
    there; and when law that does not hold on the day, or may not, comes with its warning.
    """
    warned = {warning.code for warning in answer.warnings}
    kept = tuple(statement for statement in answer.statements if _grounded(statement, warned))
    dropped = len(answer.statements) - len(kept)
    if answer.answered and not kept:
        message = "Không dựng được câu trả lời có trích dẫn đúng nguyên văn. Hãy xem các đoạn gần nhất."
        refusal = Refusal(RefusalCode.NO_SUPPORT, message)
        return Grounded(replace(answer, statements=(), warnings=(), refusal=refusal, dropped=dropped), dropped)
    return Grounded(replace(answer, statements=kept, dropped=dropped), dropped)


def _grounded(statement: Statement, warned: Set[WarningCode]) -> bool:
    quotations = statement.quotations
    said = all(_quoted(line, quotations) for line in statement.text.splitlines())
    facts = all(_is_slice(fact, quotations) for fact in statement.facts)
    return bool(quotations) and said and facts and all(_verbatim(one) and _told(one, warned) for one in quotations)


def _is_slice(fact: Fact, quotations: Sequence[Quotation]) -> bool:
    """Tell whether a fact stands in the quotation it names."""
    return (
        0 <= fact.at < len(quotations)
        and 0 <= fact.start < fact.end
        and quotations[fact.at].quote[fact.start : fact.end] == fact.text
    )


def _quoted(line: str, quotations: Sequence[Quotation]) -> bool:
    """Tell whether a line is a slice of a quotation, or only the mark of what is left out."""
    return line.strip() in ("", LEFT_OUT) or any(line.strip() in quotation.quote for quotation in quotations)


def _told(quotation: Quotation, warned: Set[WarningCode]) -> bool:
    """Tell whether a quotation of law holds on the day, or the reader is warned that it does not or may not."""
    if quotation.held.work.source_class is not SourceClass.LAW:
        return True
    needed = _NEEDED.get(quotation.status)
    return needed is None or needed in warned


def _verbatim(quotation: Quotation) -> bool:
    unit, provision = quotation.held.unit.provision, quotation.provision
    begin = provision.start - unit.start
    return (
        bool(quotation.quote.strip())
        and quotation.quote == clean(quotation.quote)
        and 0 <= quotation.start < quotation.end <= len(provision.text)
        and provision.text[quotation.start : quotation.end] == quotation.quote
        and begin >= 0
        and unit.text[begin : begin + len(provision.text)] == provision.text
        and unit.find(provision.eid) == provision
    )
