"""Facts: the deadlines, offices, papers and sums in the words quoted, each a slice of them.

An officer in a hurry reads by when, from whom, on which paper, how much; then the words they stand in.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from corpus.citation import find_citations
from corpus.office_names import find_offices
from corpus.offices import OfficeKind, ended, load_offices
from search.answer import Fact, FactKind, Quotation

_BOUND = r"(?:không quá|tối đa|ít nhất|chậm nhất(?: là)?|thời hạn(?: là)?|thời gian)"
_DEADLINE = re.compile(
    rf"(?:trong(?: vòng)? )?(?:{_BOUND}\s+){{0,2}}(?<![\d/])\d{{1,3}}\s*(?:\([^()]{{1,20}}\)\s*)?"
    r"(?:ngày làm việc|ngày|giờ|tuần|tháng)(?!\s*\d|\s+tuổi|\s+tù)"
    rf"|{_BOUND}\s+\d{{1,3}}\s*(?:\([^()]{{1,20}}\)\s*)?năm"
    r"|(?<!\w)(?:ngay lập tức|ngay sau khi|(?:thông báo|báo|chuyển|đưa|tiếp nhận|thực hiện|bố trí) ngay)(?!\w)",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"\d{1,3}(?:\.\d{3})+\s*(?:đồng|đ)(?:\s*/\s*\w+){0,3}|\d+(?:,\d+)?\s*(?:triệu|nghìn|tỷ)\s+đồng(?:\s*/\s*\w+){0,3}",
    re.IGNORECASE,
)
_STOP = (
    r"(?:và|hoặc|của|theo|cho|tại|do|để|thì|kể|có|trong|được|gồm|phải|bị"
    r"|là|đã|quy|về|đến|từ|hay|khi|nếu|với|ngày|mới|này|đó|nêu|nói)"
)
_PAPER = re.compile(
    r"(?<!\w)(?:đơn|giấy|biên bản|tờ khai|bản cam kết|hồ sơ|quyết định|thẻ)\s+"
    r"(?:đề nghị|xác nhận|chứng nhận|tiếp nhận|xin|khai báo|hỗ trợ|nạn nhân|bảo hiểm y tế|thôi)"
    rf"(?:\s+(?!{_STOP}(?!\w))[^\W\d_]+){{0,5}}",
    re.IGNORECASE,
)
_PRISON = re.compile(r"(?:phạt|bị) tù[^.;]{0,40}$", re.IGNORECASE)  # behind it a time is a penalty
_MOST = 4  # facts of one kind in one statement: more would hide them


def facts_of(quotations: Sequence[Quotation], on: date) -> tuple[Fact, ...]:
    """Return the facts in the words of quotations, in reading order; of the same words only the first."""
    found: list[Fact] = []
    seen: set[tuple[FactKind, str]] = set()
    for at, quotation in enumerate(quotations):
        for fact in sorted(_in(quotation.quote, at, on), key=lambda fact: fact.start):
            if (fact.kind, fact.text.lower()) not in seen:
                seen.add((fact.kind, fact.text.lower()))
                found.append(fact)
    kept = {kind: [fact for fact in found if fact.kind is kind][:_MOST] for kind in FactKind}
    return tuple(fact for fact in found if fact in kept[fact.kind])


def _in(quote: str, at: int, on: date) -> Iterator[Fact]:
    for kind, pattern in ((FactKind.DEADLINE, _DEADLINE), (FactKind.AMOUNT, _AMOUNT), (FactKind.PAPER, _PAPER)):
        for match in pattern.finditer(quote):
            if kind is FactKind.DEADLINE and _PRISON.search(quote[: match.start()]):
                continue
            yield Fact(kind, match[0], at, match.start(), match.end())
    for citation in find_citations(quote):
        if citation.form or (citation.annex and citation.scope is not None):
            yield Fact(FactKind.PAPER, citation.text, at, citation.start, citation.end)
    table = load_offices()
    for span in find_offices(quote):
        if span.office.kind is not OfficeKind.TERRITORY and not span.issuing:
            note = " ".join(table.note(office, on) for office in ended([span.office], on))
            yield Fact(FactKind.AGENCY, quote[span.start : span.end], at, span.start, span.end, note)
