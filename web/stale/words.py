"""Words and signs of the update check, the same at every door; a sign stands beside each word."""

from collections.abc import Mapping

from corpus.handbook import Mark
from corpus.stale import Manner, Need, Stale, StaleKind
from web.words import vietnamese_day

# A sign, the colour, the words.
NEED_SIGNS: Mapping[Need, tuple[str, str, str]] = {
    Need.CORRECT: ("✕", "bad", "không còn đúng"),
    Need.LOOK: ("?", "care", "cần đối chiếu"),
    Need.NONE: ("↺", "plain", "nêu như chuyện cũ"),
}
KIND_NAMES: Mapping[StaleKind, str] = {
    StaleKind.HOTLINE: "Số điện thoại",
    StaleKind.LAW: "Văn bản, chương trình",
    StaleKind.WORDING: "Điều, khoản đã đổi",
    StaleKind.QUOTATION: "Lời trích",
    StaleKind.FIGURE: "Thời hạn, điều kiện, con số",
    StaleKind.OFFICE: "Cơ quan",
    StaleKind.PLACE: "Địa bàn",
    StaleKind.TERM: "Từ ngữ",
}
MANNER_NAMES: Mapping[Manner, str] = {
    Manner.CLAIMED: "nêu như đang đúng",
    Manner.AS_OLD: "bài tự nói là điều cũ",
    Manner.OF_ITS_DAY: "kể việc của ngày trước đó",
}
MARK_NAMES: Mapping[Mark, str] = {
    Mark.VERIFIED: "đã kiểm chứng",
    Mark.PARTLY: "kiểm chứng một phần",
    Mark.MEMORY: "chưa kiểm chứng",
    Mark.UNKNOWN: "chưa rõ",
}


def since_words(stale: Stale) -> str:
    """Return since when a fact no longer holds: "từ 01/07/2025"; empty where nobody here knows."""
    return f"từ {vietnamese_day(stale.since)}" if stale.since else ""
