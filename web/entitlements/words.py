"""Words and signs for the matrix, the same at every door; a sign stands beside each word."""

from corpus.case import PersonClass
from corpus.handbook import Regime
from corpus.matrix import State
from corpus.regime import NEW_LAW, OLD_LAW

STATE_SIGNS = {
    State.PROVIDED: ("✓", "good", "có"),
    State.NOT_PROVIDED: ("✕", "plain", "không"),
    State.NOT_IN_STORE: ("…", "care", "kho chưa có"),
    State.UNKNOWN: ("?", "plain", "chưa rõ"),
    State.STALE: ("⚠", "bad", "cần xem lại"),
}
# For lists of classes, where the full names would drown what is said of them.
SHORT_NAMES = {
    PersonClass.VICTIM: "nạn nhân Việt Nam, không quốc tịch thường trú",
    PersonClass.MINOR_ACCOMPANYING: "người dưới 18 tuổi đi cùng",
    PersonClass.PENDING_ABROAD: "người chờ xác định ở nước ngoài",
    PersonClass.PENDING_DOMESTIC: "người chờ xác định ở Việt Nam",
    PersonClass.FOREIGNER: "người nước ngoài",
}
LAW_NAMES = {Regime.OLD: "Luật cũ", Regime.NEW: "Luật mới"}
LAWS = {Regime.OLD: OLD_LAW, Regime.NEW: NEW_LAW}
REGIME_NAMES = {Regime.OLD: f"Luật cũ {OLD_LAW}", Regime.NEW: f"Luật mới {NEW_LAW}"}


def applies_words(regime: Regime) -> str:
    """Return for whom which law is, when the day's law is ``regime``."""
    if regime is Regime.OLD:
        return f"Ngày này thuộc thời kỳ của {REGIME_NAMES[Regime.OLD]}; {REGIME_NAMES[Regime.NEW]} chưa áp dụng."
    return (
        f"Người được xác định là nạn nhân từ ngày 01/7/2025: theo {REGIME_NAMES[Regime.NEW]}. Người được xác định trước"
        f" ngày đó, và người dưới 18 tuổi đi cùng: vẫn theo {REGIME_NAMES[Regime.OLD]}."
    )


def table_words(provided: bool | None) -> str:
    """Return what the makers of the table wrote, for a cell that could not be read against the law."""
    return {True: "bảng soạn ghi: có", False: "bảng soạn ghi: không", None: ""}[provided]
