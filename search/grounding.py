"""The gate before anything leaves: what an answer says must stand in the store, word for word."""

import re
from dataclasses import dataclass, replace

from corpus.text import clean
from search.answer import Answer, Quotation, Refusal, RefusalCode, Statement

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Grounded:
    """An answer that has passed, and how many statements did not."""

    answer: Answer
    dropped: int


def ground(answer: Answer) -> Grounded:
    """Return the answer with its grounded statements only; without any left it becomes a refusal.

    A statement is grounded when each of its quotations is a slice of the provision it names, that provision is a
    slice of the unit as stored, the statement quotes something, and every number it states stands in its quotations.
    """
    kept = tuple(statement for statement in answer.statements if _grounded(statement))
    dropped = len(answer.statements) - len(kept)
    if answer.answered and not kept:
        message = "Không dựng được câu trả lời có trích dẫn đúng nguyên văn. Hãy xem các đoạn gần nhất."
        refusal = Refusal(RefusalCode.NO_SUPPORT, message)
        return Grounded(replace(answer, statements=(), warnings=(), refusal=refusal), dropped)
    return Grounded(replace(answer, statements=kept), dropped)


def _grounded(statement: Statement) -> bool:
    quoted = " ".join(quotation.quote for quotation in statement.quotations)
    numbers = set(_NUMBER.findall(statement.text)) <= set(_NUMBER.findall(quoted))
    return bool(statement.quotations) and numbers and all(map(_verbatim, statement.quotations))


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
