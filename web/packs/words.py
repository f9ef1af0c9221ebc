"""Words for what became of a citation."""

from web.packs.rechecking import Outcome

OUTCOME_WORDS = {
    Outcome.NOT_HELD: "kho không còn giữ văn bản",
    Outcome.PLACE_GONE: "quy định không còn",
    Outcome.FORCE_CHANGED: "hiệu lực đã đổi",
    Outcome.ENDED: "không có hiệu lực",
    Outcome.WORDS_CHANGED: "lời văn đã đổi",
    Outcome.CAUTION: "có điều mới cần biết",
    Outcome.SAME: "còn nguyên",
}
# The sign that stands before the words, and its colour.
OUTCOME_SIGNS = {
    Outcome.NOT_HELD: ("∅", "bad"),
    Outcome.PLACE_GONE: ("✕", "bad"),
    Outcome.FORCE_CHANGED: ("✕", "bad"),
    Outcome.ENDED: ("✕", "bad"),
    Outcome.WORDS_CHANGED: ("≠", "care"),
    Outcome.CAUTION: ("!", "care"),
    Outcome.SAME: ("✓", "good"),
}
