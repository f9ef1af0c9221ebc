"""Words taken out and put in: "Thay thế cụm từ “…” bằng cụm từ “…” tại …", in lists, with places before or after."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.amendment.model import Operation, Side
from corpus.amendment.phrases import Phrase
from corpus.citation import Citation

NOUN = r"(?:cụm từ|các từ|từ ngữ|cụm số|từ|dấu|chữ số|chữ|số|ký hiệu|nội dung|quy định|đoạn|câu)"
_NEW = re.compile(rf"(?:bằng|thành)\s+(?:(?:các\s+)?{NOUN}\s*)?(?::\s*)?$", re.IGNORECASE)
_ANCHOR = re.compile(rf"vào\s+(?:ngay\s+|liền\s+)?(?P<side>sau|trước)\s+(?:{NOUN}\s*)?$", re.IGNORECASE)
_BESIDE = re.compile(rf"(?<!\w)(?:trước|sau)\s+(?:{NOUN}\s*)?$", re.IGNORECASE)
_EDGE = re.compile(r"vào\s+(?P<side>đầu|cuối)\s", re.IGNORECASE)
_SEPARATOR = re.compile(rf"\s*(?:,|;|và|hoặc)?\s*(?:và\s+)?(?:(?:các\s+)?{NOUN}\s*)?$", re.IGNORECASE)
_BECOMES = re.compile(r"^[^“”\"]*?\b(?:bằng|thành)\s", re.IGNORECASE)
BESIDE = "chỉ sửa ở chỗ đứng cạnh một cụm từ khác"
UNPAIRED = "không ghép được từ cũ với từ mới"


@dataclass(frozen=True, slots=True)
class Words:
    """One change of words."""

    op: Operation
    old: str
    new: str = ""
    side: Side = ""
    doubts: tuple[str, ...] = ()


@dataclass(slots=True)
class WordGroup:
    """Changes of words that share their places."""

    changes: list[Words] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)


@dataclass(slots=True)
class _Draft:
    op: Operation
    olds: list[str] = field(default_factory=list)
    news: list[str] = field(default_factory=list)
    side: Side = ""
    beside: bool = False
    citations: list[Citation] = field(default_factory=list)

    @property
    def closed(self) -> bool:
        """Tell whether nothing is missing but perhaps its place."""
        if self.op == "delete_words":
            return bool(self.olds)
        if self.op == "insert_words":
            return bool(self.news) and (bool(self.olds) or self.side in ("start", "end"))
        return bool(self.news)

    def words(self) -> list[Words]:
        """Return the changes, each old word with its new one."""
        doubts = (BESIDE,) if self.beside else ()
        if self.op == "delete_words":
            return [Words(self.op, old, doubts=doubts) for old in self.olds]
        if self.op == "insert_words":
            known = len(self.news) == 1 and len(self.olds) <= 1 and self.closed
            old = self.olds[0] if self.olds else ""
            doubts = doubts if known else (*doubts, UNPAIRED)
            return [Words(self.op, old, new, self.side, doubts) for new in self.news]
        if len(self.news) == 1:
            return [Words(self.op, old, self.news[0], doubts=doubts) for old in self.olds]
        if len(self.news) == len(self.olds):
            return [Words(self.op, old, new, doubts=doubts) for old, new in zip(self.olds, self.news, strict=True)]
        return [Words(self.op, old, doubts=(*doubts, UNPAIRED)) for old in self.olds]


def read_words(line: str, phrases: Sequence[Phrase], citations: Sequence[Citation], op: Operation) -> list[WordGroup]:
    """Return the changes of words in one order, with the places of each; ``line`` has its quoted words hidden."""
    drafts = [_Draft(op)]
    reached = 0
    pending = sorted(citations, key=lambda citation: citation.start)
    was_new = False
    for at, phrase in enumerate(phrases):
        gap = line[reached : phrase.start]
        pending = _take(drafts[-1], gap, pending, phrase.start)
        following = line[phrase.end : phrases[at + 1].start] if at + 1 < len(phrases) else line[phrase.end :]
        draft = drafts[-1]
        if _ANCHOR.search(gap):
            draft.olds.append(phrase.words)
            draft.side = "after" if "sau" in gap[-40:].lower().split() else "before"
            was_new = False
        elif _NEW.search(gap):
            draft.news.append(phrase.words)
            was_new = True
        elif _BESIDE.search(gap) and not was_new:
            draft.beside = True
        elif _BESIDE.search(gap):
            draft.beside = True
            was_new = False
        elif was_new and _SEPARATOR.fullmatch(gap) and not _BECOMES.match(following) and op == "replace_words":
            draft.news.append(phrase.words)
        else:
            if draft.closed and (draft.citations or op == "insert_words"):
                drafts.append(_Draft(op))
            (drafts[-1].news if op == "insert_words" else drafts[-1].olds).append(phrase.words)
            was_new = False
        reached = phrase.end
    _take(drafts[-1], line[reached:], pending, len(line))
    return _groups(drafts)


def _take(draft: _Draft, gap: str, pending: list[Citation], until: int) -> list[Citation]:
    edge = _EDGE.search(gap)
    if edge and draft.op == "insert_words" and draft.news and not draft.olds:
        draft.side = "start" if edge["side"].lower() == "đầu" else "end"
    draft.citations += [citation for citation in pending if citation.start < until]
    return [citation for citation in pending if citation.start >= until]


def _groups(drafts: Sequence[_Draft]) -> list[WordGroup]:
    """Put the drafts together with the places that follow them: those without a place share the next one's."""
    groups: list[WordGroup] = []
    waiting: list[Words] = []
    for draft in drafts:
        waiting += draft.words()
        if draft.citations:
            groups.append(WordGroup(waiting, draft.citations))
            waiting = []
    if waiting:
        groups.append(WordGroup(waiting))
    return groups
