"""Words and signs that pages use for what the code knows by name."""

from collections.abc import Iterable, Mapping
from datetime import date

from corpus.expression import Origin
from corpus.link import LinkKind
from corpus.naming import official_title
from corpus.personal import PersonalKind
from corpus.provision import label_of
from corpus.succession import Kind, State
from corpus.work import STATUS_NAMES, SourceClass, Status, Work
from search.answer import FactKind
from search.hit import Why
from web.preferences import tr

# A sign beside the words, so that colour never speaks alone; and the colour.
STATUS_SIGNS = {
    Status.IN_FORCE: ("✓", "good"),
    Status.PARTLY_EXPIRED: ("◐", "care"),
    Status.EXPIRED: ("✕", "bad"),
    Status.NOT_YET_IN_FORCE: ("◷", "care"),
    Status.SUSPENDED: ("‖", "bad"),
    Status.UNCERTAIN: ("?", "plain"),
    Status.NEVER_ISSUED: ("∅", "bad"),
}
ORIGIN_NAMES = {
    Origin.EXCERPT: "trích đoạn, có thể thiếu",
    Origin.ARTICLES: "bộ dữ liệu điều luật",
    Origin.CODIFIED: "Bộ pháp điển",
    Origin.WEB: "trang web",
    Origin.OFFICIAL: "bản ban hành",
    Origin.CONSOLIDATED: "văn bản hợp nhất",
    Origin.AMENDED: "lời văn do Căn Cứ ghép theo văn bản sửa đổi",
}
CLASS_OF_SOURCE_NAMES = {
    SourceClass.LAW: "văn bản quy phạm pháp luật",
    SourceClass.PLAN: "văn bản chỉ đạo, điều hành",
    SourceClass.CASE_LAW: "án lệ",
    SourceClass.GUIDANCE: "sổ tay, hướng dẫn",
    SourceClass.NEWS: "tin bài",
}
# Texts of these classes are neither in force nor not: pages say what they are instead.
NOT_LAW = frozenset({SourceClass.GUIDANCE, SourceClass.NEWS, SourceClass.CASE_LAW})
LINKS_OUT = {
    LinkKind.CITES: "dẫn",
    LinkKind.RELATED: "liên quan",
    LinkKind.AMENDS: "sửa đổi",
    LinkKind.REPEALS: "bãi bỏ",
    LinkKind.REPLACES: "thay thế",
    LinkKind.GUIDES: "hướng dẫn",
}
LINKS_IN = {
    LinkKind.CITES: "được dẫn bởi",
    LinkKind.RELATED: "liên quan",
    LinkKind.AMENDS: "được sửa đổi bởi",
    LinkKind.REPEALS: "bị bãi bỏ bởi",
    LinkKind.REPLACES: "được thay thế bởi",
    LinkKind.GUIDES: "được hướng dẫn bởi",
}
KIND_NAMES = {
    Kind.SAME: "một điều kế thừa",
    Kind.SPLIT: "tách ra nhiều điều",
    Kind.MERGED: "gộp vào điều chung",
    Kind.NONE: "không thấy điều kế thừa",
    Kind.UNKNOWN: "chưa đủ lời văn để biết",
}
KIND_OF_SOURCE_NAMES: Mapping[str, str] = {
    "pdf": "tệp PDF",
    "docx": "tệp Word (DOCX)",
    "html": "trang web (HTML)",
    "codified": "trang của Bộ pháp điển",
    "text": "tệp chữ",
    "markdown": "tệp chữ",
    "jsonl": "bộ dữ liệu điều luật",
    "instrument": "tệp dữ liệu của một văn bản",
    "excerpts": "trích đoạn của trang web",
    "starter": "đi kèm phần mềm",
    "amended": "lời văn do Căn Cứ ghép theo văn bản sửa đổi",
}
STATE_NAMES = {State.SUGGESTED: "gợi ý", State.CONFIRMED: "đã xác nhận", State.REJECTED: "đã bác"}
WEAK = 0.25  # likeness; of ten labelled suggestions below it seven are right, of 205 others 189
WHY_NAMES = {
    Why.CITATION: "nêu đích danh",
    Why.WORDS: "trùng từ ngữ",
    Why.MEANING: "gần nghĩa",
    Why.LINK: "được dẫn tới",
}

PERSONAL_NAMES: Mapping[PersonalKind, str] = {
    PersonalKind.NAME: "tên người",
    PersonalKind.ID_NUMBER: "số giấy tờ",
    PersonalKind.PHONE: "số điện thoại",
    PersonalKind.EMAIL: "địa chỉ thư điện tử",
    PersonalKind.BANK_ACCOUNT: "số tài khoản",
    PersonalKind.HEALTH_CARD: "số thẻ bảo hiểm y tế",
    PersonalKind.PLATE: "biển số xe",
    PersonalKind.BIRTH_DATE: "ngày sinh",
    PersonalKind.ADDRESS: "nơi ở",
}


def personal_notice(kinds: Iterable[PersonalKind]) -> str:
    """Return what a person is told whose question seems to tell of whom it speaks; empty where it does not.

    >>> personal_notice([PersonalKind.NAME, PersonalKind.PHONE, PersonalKind.NAME])[:52]
    'Câu hỏi có vẻ chứa tên người, số điện thoại. Không c'
    """
    named = ", ".join(dict.fromkeys(tr(PERSONAL_NAMES[kind]) for kind in kinds))
    if not named:
        return ""
    return tr(
        "Câu hỏi có vẻ chứa %(named)s. Không cần ghi tên, số giấy tờ, số điện thoại của người được hỗ trợ;"
        " hệ thống không lưu xuống đĩa, không ghi nhật ký nội dung này.",
        named=named,
    )


SUMMARY_TITLE = "Tóm tắt bằng mô hình (đã đối chiếu với trích dẫn)"


def dropped_words(count: int) -> str:
    """Return how many sentences of a model are not shown; nothing for none.

    >>> dropped_words(2)
    'Đã bỏ 2 câu của mô hình vì không khớp với trích dẫn.'
    """
    return f"Đã bỏ {count} câu của mô hình vì không khớp với trích dẫn." if count else ""


def sent_words(host: str) -> str:
    """Return where question and quotations were sent; nothing for this machine."""
    return f"Câu hỏi (đã che thông tin cá nhân) và các đoạn trích đã được gửi tới {host}." if host else ""


def vietnamese_day(day: date | None) -> str:
    """Return a day as it is written in Viet Nam, or a dash.

    >>> vietnamese_day(date(2026, 1, 5)), vietnamese_day(None)
    ('05/01/2026', '—')
    """
    return day.strftime("%d/%m/%Y") if day else "—"


def vietnamese_number(number: int) -> str:
    """Return a whole number with points between thousands.

    >>> vietnamese_number(85352)
    '85.352'
    """
    return f"{number:,}".replace(",", ".")


_NAMED_BY_TITLE = ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp")  # "Luật Trẻ em"; decrees have a title "về …"


WEAKLY = f"{STATE_NAMES[State.SUGGESTED]} yếu"


def sureness(state: State, likeness: float | None) -> str:
    """Return how sure a pair of provisions is.

    >>> sureness(State.SUGGESTED, 0.15), sureness(State.CONFIRMED, None)
    ('gợi ý yếu', 'đã xác nhận')
    """
    weak = state is State.SUGGESTED and likeness is not None and likeness < WEAK
    return WEAKLY if weak else STATE_NAMES[state]


def title_of(work: Work) -> str:
    """Return what the work is called: "Luật Trẻ em", "Quy định chi tiết …"; its number where it has no title."""
    if not work.title:
        return work.name
    title = official_title(work)
    bare = work.type in _NAMED_BY_TITLE and not title.startswith(work.type)
    return f"{work.type} {title}" if bare else title


def state_words(work: Work, status: Status, on: date) -> str:
    """Return how a work stands on a day, for a citation: "còn hiệu lực tại ngày 22/11/2026"."""
    if work.source_class in NOT_LAW:
        return f"{CLASS_OF_SOURCE_NAMES[work.source_class]}, không phải văn bản quy phạm pháp luật"
    return f"{STATUS_NAMES[status]} tại ngày {vietnamese_day(on)}"


def full_name(work: Work) -> str:
    """Return a work as a formal text names it: type, number, day, issuer, title."""
    titled = bool(work.title) and bool(work.type) and title_of(work).startswith(work.type)
    numbered = f" số {work.number}" if any(letter.isdecimal() for letter in work.number) else ""
    named = f"{title_of(work)}{numbered}" if titled else f"{work.type}{numbered}".strip() or work.name
    issued = f" ngày {vietnamese_day(work.issued)}" if work.issued else ""
    issuer = f" của {work.issuer}" if work.issuer else ""
    title = f" “{official_title(work)}”" if work.title and not titled else ""
    return f"{named}{issued}{issuer}{title}"


def short_citation(work: Work, eid: str) -> str:
    """Return place and work, as people cite: "khoản 1 Điều 32 Luật 66/2011/QH12"."""
    return f"{label_of(eid)} {work.name}".strip()


FACT_NAMES = {
    FactKind.DEADLINE: "Thời hạn",
    FactKind.AGENCY: "Cơ quan",
    FactKind.PAPER: "Giấy tờ, mẫu",
    FactKind.AMOUNT: "Mức tiền",
}


def facts_by_kind(facts: Iterable[tuple[FactKind, str]]) -> list[tuple[str, str]]:
    """Return the facts of a statement in one line for each kind: its name, and the words.

    >>> facts_by_kind([(FactKind.DEADLINE, "03 ngày"), (FactKind.DEADLINE, "ngay")])
    [('Thời hạn', '03 ngày; ngay')]
    """
    told = [(FactKind(kind), text) for kind, text in facts]
    lines = [(name, "; ".join(text for one, text in told if one is kind)) for kind, name in FACT_NAMES.items()]
    return [(name, texts) for name, texts in lines if texts]
