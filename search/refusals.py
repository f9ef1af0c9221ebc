"""Refusals: why nothing is answered, what is lacking, where it may be had, whom to ask."""

import re
from collections.abc import Sequence
from datetime import date

from corpus.force import ForceTable
from corpus.lacking import held_instead, is_lacking, is_read
from corpus.reading import CorpusReader
from corpus.regime import NEW_LAW, REGIME_CHANGED
from corpus.resolve import Missing, Resolution
from corpus.work import Work
from search.answer import Refusal, RefusalCode
from search.hit import Hit
from search.sought import NAMES, NEEDED, Sought
from search.support import Selection

_OUTSIDE = -0.3  # closeness to the field (search.field): of 49 questions answered from law of the field one lies below
_OF_FIELD = 1.0  # closeness of a question that speaks of victims
_DECREE = "162/2025/NĐ-CP"  # details the law of the field
_WHOM = "Hỏi: Sở Y tế (hỗ trợ nạn nhân), Công an cấp xã hoặc cấp tỉnh (tiếp nhận, xác minh), Tổng đài 111."
_WHOM_BEFORE = "Cần giúp ngay, gọi Tổng đài 111."
_ODD = re.compile(
    r"(?<!\w)(?:điều|dieu|khoản|khoan)\s+[0-9]{4,}(?!\w)|(?<!\w)(?:điểm|diem)\s+(?!này|nay|đó|do|sau|trên|tren)[^\W\d_]{2,4}"
    r"(?=\s+(?:khoản|khoan)\s+[0-9])",
    re.IGNORECASE,
)
_NO_POINTS = frozenset("fjwz")  # letters that no point of a Vietnamese law bears
_MORE = ("Hãy nêu rõ hơn: ai, cần hỗ trợ gì, ở bước nào?",)


def refuse_named(named: Sequence[Resolution], force: ForceTable, store: CorpusReader) -> Refusal | None:
    """Refuse when the question names a text or a place that the store lacks."""
    for resolution in named:
        if resolution.missing is Missing.WORK:
            return Refusal(RefusalCode.NOT_IN_CORPUS, _not_held(resolution.number, force))
        if resolution.missing is Missing.PROVISION and resolution.work:
            label = label_of_citation(resolution)
            if (resolution.citation.point or "").lower() in _NO_POINTS:
                message = (
                    f"{resolution.work.name} không có {label}: các điểm đánh theo a, b, c, d, đ, e, g, h, i, k, l …"
                )
                return Refusal(RefusalCode.NO_SUPPORT, f"{message}, không dùng f, j, w, z.")
            if is_lacking(resolution, store, force):
                return Refusal(RefusalCode.NOT_IN_CORPUS, held_instead(resolution.work, label, store))
            message = f"{resolution.work.name} trong kho không có {label}. Hãy kiểm tra lại số điều, khoản, điểm."
            return Refusal(RefusalCode.NO_SUPPORT, message)
        if resolution.missing is Missing.AMBIGUOUS:
            names = tuple(in_full(work) for work in resolution.candidates)
            message = f"Số {resolution.number} là của nhiều văn bản; xin nêu thêm ngày hoặc cơ quan ban hành."
            return Refusal(RefusalCode.NEED_CLASS, message, names)
    return None


def refuse_odd_place(question: str) -> Refusal | None:
    """Refuse a place that no law can have: a Điều or khoản of four digits and more, a điểm of two letters and more."""
    found = _ODD.search(question)
    if found is None:
        return None
    message = f"Không văn bản nào có “{found[0]}”. Hãy kiểm tra lại số điều, khoản, điểm."
    return Refusal(RefusalCode.NO_SUPPORT, message)


def in_full(work: Work) -> str:
    """Return a work with what tells it from others of its number."""
    day = f" ngày {work.issued:%d/%m/%Y}" if work.issued else ""
    return f"{work.name}{day}{f' của {work.issuer}' if work.issuer else ''}"


def label_of_citation(resolution: Resolution) -> str:
    """Return the cited place as people write it."""
    citation = resolution.citation
    steps = (
        ("điểm", citation.point),
        ("khoản", citation.clause),
        ("Điều", citation.article),
        ("mục", citation.section),
        ("Chương", citation.chapter),
        ("Mẫu số", citation.form),
        ("Phụ lục", citation.annex),
    )
    return " ".join(f"{word} {num}" for word, num in steps if num)


def _not_held(number: str, force: ForceTable) -> str:
    instrument = force.known(number)
    name = f"{instrument.type} {instrument.number} ({instrument.title})" if instrument else f"văn bản số {number}"
    where = f" Địa chỉ tra cứu: {instrument.sources[0]}." if instrument and instrument.sources else ""
    return f"Kho chưa có toàn văn {name}, nên không thể trích dẫn.{where}"


def refuse_thin(hits: Sequence[Hit], selection: Selection) -> Refusal:
    """Refuse with what is lacking: words in the question, texts in the store, the thing asked for, or support."""
    query, terms = selection.query, selection.terms
    if not terms.singles:
        message = "Câu hỏi chưa có nội dung để tra cứu."
        return Refusal(RefusalCode.NO_SUPPORT, message, ("Hãy nêu: ai, cần hỗ trợ gì, ở bước nào?",))
    if not hits:
        return Refusal(RefusalCode.NOT_IN_CORPUS, "Kho chưa có văn bản nào phù hợp với câu hỏi và bộ lọc này.")
    old = {hit.held.work.slug: hit.held.work for hit in hits[:5] if selection.replaced(hit)}.values()
    if terms.field < _OUTSIDE:
        message = "Câu hỏi có vẻ thuộc lĩnh vực khác, ngoài pháp luật hỗ trợ nạn nhân bị mua bán mà kho này phục vụ."
        return Refusal(RefusalCode.OUT_OF_SCOPE, f"{message} Dưới đây là những đoạn gần nhất.", _MORE)
    if selection.things and not any(_names_all(hit, selection) for hit in hits):
        names = "; ".join(thing.name for thing in selection.things)
        message = f"Không có quy định nào trong kho nêu điều được hỏi ({names}). Dưới đây là những đoạn gần nhất."
        return Refusal(RefusalCode.NO_SUPPORT, f"{message} {_whom(query.on)}")
    if terms.sought in NEEDED or (terms.sought and old):
        return _refuse_figure(list(old), selection)
    message = "Không tìm thấy quy định nào trong kho đủ rõ để trả lời. Dưới đây là những đoạn gần nhất."
    return Refusal(RefusalCode.NO_SUPPORT, f"{message}{_gaps(selection)} {_whom(query.on)}", _MORE)


def _names_all(hit: Hit, selection: Selection) -> bool:
    return all(thing.given_by(hit.held.unit.provision.text) for thing in selection.things)


def _refuse_figure(old: Sequence[Work], selection: Selection) -> Refusal:
    """Refuse a sum, a time, a number that no text of the day gives; a figure of replaced law is none."""
    query, sought = selection.query, selection.terms.sought
    asked = NAMES[sought] if sought else "điều"
    message = f"Kho chưa có văn bản áp dụng ngày {query.on:%d/%m/%Y} nêu rõ {asked} được hỏi."
    if old:
        newer = dict.fromkeys(filter(None, (_newer(work, selection) for work in old)))
        instead = f" (có thể xem {', '.join(newer)}, kho chưa có toàn văn)" if newer else ""
        names = ", ".join(work.name for work in old)
        message += f" Con số trong {names} thuộc chế độ cũ, không dùng làm con số hiện hành{instead}."
    else:
        message += _gaps(selection)
    if sought is Sought.PHONE:
        message += " Cần báo tin hoặc cần giúp ngay, gọi Tổng đài 111."
    ask_back = ("Nếu hỏi chế độ cũ, hãy chọn ngày cần áp dụng.",) if old else ()
    return Refusal(RefusalCode.NOT_IN_CORPUS, f"{message} {_whom(query.on)}", ask_back)


def _gaps(selection: Selection) -> str:
    """Return the sentence that names the law of today which the store lacks, where a question speaks of victims."""
    if selection.query.on < REGIME_CHANGED or selection.terms.field < _OF_FIELD:
        return ""
    lacking = [number for number in (NEW_LAW, _DECREE) if not is_read(number, selection.store)]
    return f" Kho chưa có toàn văn {', '.join(lacking)} (xem `cancu gaps`)." if lacking else ""


def _whom(on: date) -> str:
    return _WHOM if on >= REGIME_CHANGED else _WHOM_BEFORE


def _newer(work: Work, selection: Selection) -> str:
    """Return the number of what replaces a work, or may, where the store does not hold it."""
    force = selection.force
    number = force.presumed_successor(work) or force.successor(work, date.max)
    return "" if is_read(number, selection.store) else number
