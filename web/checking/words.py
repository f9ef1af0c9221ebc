"""Words and signs of the checker: verdicts, places, differences."""

from collections.abc import Iterable

from corpus.check import Checked, Verdict
from corpus.difference import Change, WordRun
from web.words import short_citation, title_of

# A sign beside the words, so that colour never speaks alone; the colour; the words.
VERDICT_SIGNS = {
    Verdict.OK: ("✓", "good", "đúng"),
    Verdict.NOT_IN_FORCE: ("✕", "bad", "không còn (hoặc chưa có) hiệu lực"),
    Verdict.AMENDED: ("◐", "care", "đã được sửa đổi"),
    Verdict.NO_SUCH_PROVISION: ("∅", "bad", "không có điều, khoản, điểm này"),
    Verdict.NOT_IN_CORPUS: ("○", "plain", "kho chưa có văn bản"),
    Verdict.AMBIGUOUS: ("?", "plain", "chưa rõ văn bản nào"),
    Verdict.QUOTE_DIFFERS: ("≠", "bad", "lời trích khác văn bản"),
    Verdict.NAME_DIFFERS: ("!", "care", "khác tên văn bản"),
}


def verdict_words(verdict: str) -> str:
    """Return a verdict in Vietnamese."""
    return VERDICT_SIGNS[Verdict(verdict)][2]


def place_words(item: Checked) -> str:
    """Return what a citation names: "khoản 1 Điều 32 Luật 66/2011/QH12"; its own words where that is not known."""
    if item.held is not None and item.provision is not None:
        return short_citation(item.held.work, item.provision.eid)
    return " ".join(item.citation.text.split())


def work_words(item: Checked) -> str:
    """Return the title of the work that holds the place; empty where none does."""
    return title_of(item.held.work) if item.held is not None else ""


def marked_words(runs: Iterable[WordRun]) -> str:
    """Return a difference in plain letters: [-gone-] and [+added+].

    >>> marked_words([WordRun(Change.SAME, "hằng "), WordRun(Change.REMOVED, "ngày"), WordRun(Change.ADDED, "tuần")])
    'hằng [-ngày-][+tuần+]'
    """
    marks = {Change.SAME: "{}", Change.REMOVED: "[-{}-]", Change.ADDED: "[+{}+]"}
    return "".join(marks[run.change].format(run.text) for run in runs)


def shortened(text: str, most: int) -> str:
    """Return a text cut at a word, with a sign where something is left out."""
    whole = text.strip()
    if len(whole) <= most:
        return whole
    cut = whole.rfind(" ", most // 2, most)
    return f"{whole[: cut if cut > 0 else most]} […]"
