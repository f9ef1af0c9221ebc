"""Offices and territories that are gone on the day: warnings, and the other names under which search looks for them."""

from collections.abc import Sequence
from datetime import date

from corpus.office_names import OfficeSpan, find_offices
from corpus.offices import Office, OfficeKind, ended, load_offices
from search.answer import AnswerWarning, Statement, WarningCode
from search.query import Query

_MOST = 5  # told of one by one


def offices_gone(text: str, on: date) -> list[Office]:
    """Return the offices that a text names and that are gone on a day, or may be; issuers of texts do not count."""
    return ended([span.office for span in find_offices(text) if not span.issuing], on)


def office_notes(offices: Sequence[Office], on: date) -> str:
    """Return a sentence for each office, as far as a reader takes them in: what became of it, who acts, how sure."""
    table = load_offices()
    told = " ".join(table.note(office, on) for office in offices[:_MOST])
    more = len(offices) - _MOST
    return f"{told} Và {more} cơ quan, địa bàn khác cũng đã thay đổi." if more > 0 else told


def office_note(text: str, on: date) -> str:
    """Return what a reader of a text must know of the offices it names, on a day; empty where all are there."""
    gone = offices_gone(text, on)
    return f"Văn bản nêu cơ quan, địa bàn đã thay đổi: {office_notes(gone, on)}" if gone else ""


def office_warnings(query: Query, statements: Sequence[Statement], labels: Sequence[str]) -> list[AnswerWarning]:
    """Return the warning of what the question or its answer names that is gone on the day; none where all is there.

    ``labels`` name the places that the statements quote, in their order. Where nothing is answered, a place that the
    question names counts only beside an office.
    """
    asked = _asked(query, answered=bool(statements))
    quoted = [
        (label, offices_gone("\n".join(quotation.quote for quotation in statement.quotations), query.on))
        for label, statement in zip(labels, statements, strict=True)
    ]
    others = [one for one in dict.fromkeys(one for _, gone in quoted for one in gone) if one not in asked]
    told = [
        f"{who} nêu cơ quan, địa bàn đã thay đổi: {office_notes(gone, query.on)}"
        for who, gone in (("Câu hỏi", asked), ("Đoạn trích", others))
        if gone
    ]
    if not told:
        return []
    message = f"{' '.join(told)} Hãy xác định cơ quan hiện nay trước khi hướng dẫn."
    return [AnswerWarning(WarningCode.OLD_AGENCY, message, tuple(label for label, gone in quoted if gone))]


def _asked(query: Query, *, answered: bool) -> list[Office]:
    gone = offices_gone(query.understood, query.on)
    official = any(span.office.kind is not OfficeKind.TERRITORY for span in find_offices(query.understood))
    return gone if answered or official else []


def other_names(text: str, on: date) -> list[tuple[OfficeSpan, tuple[str, ...]]]:
    """Return the offices that a question names with the names under which texts of other days speak of their work."""
    table = load_offices()
    found = [(span, tuple(table.names_beside(span.office, on))) for span in find_offices(text)]
    return [(span, names) for span, names in found if names]


def under_other_names(text: str, on: date) -> str:
    """Return a question with each such name replaced by the others; empty where it has none.

    >>> under_other_names("Sở Y tế Tuyên Quang làm gì", date(2026, 1, 1))
    'Sở Lao động - Thương binh và Xã hội, Chi cục Phòng, chống tệ nạn xã hội Hà Giang làm gì'
    >>> under_other_names("Sở Y tế Tuyên Quang làm gì", date(2024, 1, 1))
    ''
    """
    out, reached = [], 0
    for span, names in other_names(text, on):
        out += [text[reached : span.start], ", ".join(names)]
        reached = span.end
    return "".join([*out, text[reached:]]) if out else ""
