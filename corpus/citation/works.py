"""Reading all that a phrase says of a work: number, date, year, issuer, amendments, title, in any order."""

import re

from corpus.citation.details import date_at, effective_at, issuer_at, year_at
from corpus.citation.heads import LAW_TYPES, TREATIES, Draft, read_head, read_number
from corpus.citation.reader import Reader

_ABOUT = re.compile(r"(?:\s{1,2}(?:ve|on|bo luat|luat|phap lenh)(?=\s))?")
_PLACE_WORD = r"(?:dieu|khoan|diem|chuong|muc|phu luc|mau(?: so)?)\s{1,2}(?:\d|(?:[ivx]{1,5}|[a-z])(?![^\W_]))"
_AMENDED = re.compile(
    r"\s{0,3}[(,]?\s{0,2}(?:(?:co noi dung duoc (?:sua doi|bo sung|bai bo), ){0,2}co noi dung duoc (?:bo sung|bai bo)"
    r"|(?:(?:co noi dung|da)\s{1,2})?(?:duoc\s{1,2})?(?:sua doi(?:,? ?(?:va )?bo sung)?|sd,? ?bs))"
    r"(?:\s{1,2}mot so dieu)?(?:"
    r"(?:\s{1,2}(?:cac\s{1,2})?nam)?\s{1,2}"
    r"(?P<years>(?:19|20)\d\d(?:(?:,|\s{1,2}va|, va)\s{1,2}(?:nam\s{1,2})?(?:19|20)\d\d){0,4})\)?"
    r"|\s{1,2}(?P<by>boi|theo(?: quy dinh tai)?|tai|by)\s{1,2})"
)
_PLACES = re.compile(
    r"(?:quy dinh tai\s{1,2})?"
    r"(?:(?:diem|khoan|dieu|phu luc|,|va)\s{1,2}(?:[\da-zđ]{1,4},?\s{1,2})?){1,8}(?:cua\s{1,2})?"
)
_AMENDED_LATER = re.compile(r"\s?[(,]\s?(?:da\s{1,2})?duoc\s{1,2}sua doi")
_AND = re.compile(r"\s{0,2}(?:,|;|,?\s{1,2}va)\s{1,2}(?:boi\s{1,2})?")
_TITLE = re.compile(
    r"\s{0,2},?\s{1,2}(?:v/v|ve|quy dinh|huong dan|sua doi|ban hanh|phe duyet|bai bo|thay the"
    r"|chi tiet|thi hanh|trien khai)(?![^\W_])"
)
_TITLE_END = re.compile(rf"[.;:\n)“”\"]|{_PLACE_WORD}")
_LAW_WORD = re.compile(r"(?<![^\W_])(?:bo luat|luat|phap lenh)(?![^\W_])")
MAX_TITLE = 240  # characters of a title that are searched for the law it names


def read_work(reader: Reader, start: int) -> Draft | None:
    """Return the work that begins at ``start`` with all that is said of it."""
    draft = read_head(reader, start)
    if draft is None or draft.relative:
        return draft
    read_details(reader, draft)
    if draft.number is None and draft.name is None and draft.type not in TREATIES:
        return None
    if draft.amends and draft.number is None and draft.year:
        numbers = [reader.names.amendment(version.number, draft.year) for version in draft.amends.versions]
        draft.number = next(filter(None, numbers), None)
    _read_effective(reader, draft)
    _read_amendments(reader, draft)
    draft.resume = draft.end
    if draft.number:
        _skip_title(reader, draft)
    return draft


def read_details(reader: Reader, draft: Draft) -> None:
    """Read number, date, year, issuer and a name after the number, each at most once, in any order."""
    going = True
    while going:
        reader.spend(3)
        before = draft.end
        for read in (_read_number, _read_date, _read_year, _read_issuer, _read_late_name):
            read(reader, draft)
        going = draft.end > before


def _read_number(reader: Reader, draft: Draft) -> None:
    if draft.number is None:
        read_number(reader, draft, labelled=True)
        if draft.end < len(reader.text) and reader.text[draft.end] == ")" and draft.number:
            draft.end += 1


def _read_date(reader: Reader, draft: Draft) -> None:
    found = date_at(reader.folded, draft.end) if draft.date is None else None
    if found:
        draft.date, draft.end = found


def _read_year(reader: Reader, draft: Draft) -> None:
    found = year_at(reader.folded, draft.end) if draft.year is None and draft.name else None
    if found:
        draft.year, draft.end = found


def _read_issuer(reader: Reader, draft: Draft) -> None:
    found = issuer_at(reader.text, reader.folded, draft.end) if draft.issuer is None else None
    if found:
        draft.issuer, draft.end = found


def _read_effective(reader: Reader, draft: Draft) -> None:
    found = effective_at(reader.folded, draft.end)
    if found:
        draft.effective, draft.end = found


def _read_late_name(reader: Reader, draft: Draft) -> None:
    """Read the name in "Luật số 53/2024/QH15 Phòng, chống mua bán người"."""
    if draft.name or draft.number is None or draft.type not in LAW_TYPES:
        return
    about = _ABOUT.match(reader.folded, draft.end)
    position = about.end() if about else draft.end
    found = reader.names.match(reader.text, reader.folded, position, ordinance=draft.type == "Pháp lệnh")
    if found and found[0] is reader.names.numbered(draft.number):
        draft.name, draft.end, draft.law = found[0].name, found[1], found[0]


def _read_amendments(reader: Reader, draft: Draft) -> None:
    amended = _AMENDED.match(reader.folded, draft.end)
    if amended is None:
        return
    reader.spend(4)
    if amended["years"]:
        number = draft.work().number
        candidates = [number] if number or not draft.law else [version.number for version in draft.law.versions]
        for year in re.findall(r"\d{4}", amended["years"]):
            amending = [reader.names.amendment(candidate, year) for candidate in candidates]
            draft.amended_by.extend(found for found in amending if found)
        draft.end = amended.end()
        return
    position = _past_places(reader, amended.end())
    if position is not None:  # the places are citations of their own
        other = _numbered_work(reader, position)
        draft.amended_by.extend([other.number] if other and other.number else [])
        return
    position = amended.end()
    while position is not None and (other := _numbered_work(reader, position)):
        draft.amended_by.append(other.number or "")
        draft.end = other.end
        more = _AND.match(reader.folded, other.end)
        position = more.end() if more else None


def _past_places(reader: Reader, start: int) -> int | None:
    """Return the end of "khoản 3 Điều 2" in "được sửa đổi, bổ sung tại khoản 3 Điều 2 Luật số …"."""
    places = _PLACES.match(reader.folded, start)
    return places.end() if places else None


def _numbered_work(reader: Reader, start: int) -> Draft | None:
    found = read_head(reader, start)
    if found is None or found.relative:
        return None
    read_details(reader, found)
    return found if found.number else None


def _skip_title(reader: Reader, draft: Draft) -> None:
    """Pass over a law named in the title of a decree: it is no citation of its own; a date after it is the decree's."""
    title = _TITLE.match(reader.folded, draft.end)
    if title is None:
        return
    reader.spend(4)
    stop = _TITLE_END.search(reader.folded, title.end(), title.end() + MAX_TITLE)
    last = stop.start() if stop else min(len(reader.folded), title.end() + MAX_TITLE)
    later = _AMENDED_LATER.search(reader.folded, title.end(), last)
    if later:
        draft.end = later.start()
        _read_amendments(reader, draft)
        draft.resume = draft.end
        return
    law = _LAW_WORD.search(reader.folded, title.end(), last)
    inner = read_head(reader, law.start()) if law else None
    if inner is None or inner.relative or inner.number or inner.name is None:
        return
    if read_number(reader, Draft(inner.end), labelled=True):
        return
    draft.resume = inner.end
    after = Draft(inner.end, date=draft.date, issuer=draft.issuer)
    _read_date(reader, after)
    _read_issuer(reader, after)
    _read_effective(reader, after)
    draft.date, draft.issuer, draft.effective, draft.resume = after.date, after.issuer, after.effective, after.end
