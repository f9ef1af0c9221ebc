"""Writing a citation as Vietnamese law does, smallest part first, so that reading it gives the same citation."""

from corpus.citation.heads import TREATIES
from corpus.citation.model import Citation, CitedWork, Operation, format_place
from corpus.law_names import KNOWN_LAWS, LawNames
from corpus.number import type_of_number

_VERBS: dict[Operation, str] = {
    "replace": "Sửa đổi, bổ sung ",
    "insert": "Bổ sung ",
    "repeal": "Bãi bỏ ",
    "replace_words": "Thay cụm từ “…” tại ",
    "delete_words": "Bỏ cụm từ “…” tại ",
}
_SCOPES = {"this_doc": "Văn bản này", "this_article": "Điều này", "this_clause": "khoản này"}


def format_citation(citation: Citation, *, names: LawNames = KNOWN_LAWS) -> str:
    """Return a citation in full, as law writes it; ``find_citations`` reads the same citation from it.

    Words that an amending law replaces are no part of a citation: an ellipsis stands for them.

    >>> work = CitedWork(number="53/2024/QH15", type="Luật")
    >>> format_citation(Citation("", 0, 0, work, article="37", clause="1", point="a"))
    'điểm a khoản 1 Điều 37 Luật số 53/2024/QH15'
    """
    verb = _VERBS[citation.op] if citation.op else ""
    work = "" if citation.codified else format_work(citation.work, names=names)
    scope = _SCOPES.get(citation.scope or "", "")
    amended = _amended(citation.amended_by) if work else ""
    words = " ".join(filter(None, (*_places(citation), scope, work))) + amended
    after = citation.after
    follows = f" vào sau {format_place(after.article, after.clause, after.point)}" if after else ""
    return f"{verb}{words}{follows}"


def _places(citation: Citation) -> list[str]:
    """Return the parts, smallest first; an insertion leaves out those that the place after it names too."""
    after = citation.after
    point, clause, article = citation.place.point, citation.place.clause, citation.place.article
    if after and point and clause == after.clause:
        clause = None
    if after and (point or citation.clause) and article == after.article:
        article = None
    named = {
        "điểm": "(i)" if citation.nonofficial else point,
        "khoản": clause,
        "Mẫu số": citation.form,
        "Điều": citation.codified or article,
        "Mục": citation.section,
        "Chương": citation.chapter,
        "Phần": citation.part,
        "Phụ lục": citation.annex,
    }
    return [f"{word} {label}" for word, label in named.items() if label]


def format_work(work: CitedWork, *, names: LawNames = KNOWN_LAWS) -> str:
    """Return a work as it is cited: type or name, number, day, year, issuer; no number that the year gives.

    >>> format_work(CitedWork(number="09/2013/NĐ-CP", type="Nghị định", date="2013-01-11", issuer="Chính phủ"))
    'Nghị định số 09/2013/NĐ-CP ngày 11 tháng 01 năm 2013 của Chính phủ'
    """
    if work.type in TREATIES and work.number is None and work.date:
        force = f", có hiệu lực từ {_day(work.effective)}" if work.effective else ""
        return f"{work.name or work.type} ký {_day(work.date)}{force}"
    head = work.name or work.type or ""
    said = (
        _number(work, names),
        _day(work.date) if work.date else "",
        f"năm {work.year}" if work.year else "",
        f"của {work.issuer}" if work.issuer else "",
    )
    return " ".join(filter(None, (head, *said)))


def _number(work: CitedWork, names: LawNames) -> str:
    """Return the number as it stands behind the type or name; nothing where name and year say it."""
    if work.number is None:
        return ""
    law = names.named(work.name) if work.name else None
    year = work.year or (work.date[:4] if work.date else None)
    if law and year and law.of_year(year) == work.number:
        return ""
    return f"số {work.number}" if work.name or work.type else work.number


def _day(iso: str) -> str:
    """Return a day in words.

    >>> _day("2013-01-11")
    'ngày 11 tháng 01 năm 2013'
    """
    year, month, day = iso.split("-")
    return f"ngày {day} tháng {month} năm {year}"


def _amended(numbers: tuple[str, ...]) -> str:
    if not numbers:
        return ""
    laws = [f"{type_of_number(number) or 'Luật'} số {number}" for number in numbers]
    return f" đã được sửa đổi, bổ sung bởi {' và '.join(laws)}"
