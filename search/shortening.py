"""Decides whether a sentence only shortens and arranges clauses of the law: every word from there, in order.

A written word must stand in a quoted clause, behind the word before it. What is left out between two words, before the
first and behind the last is looked at: a negation, a limit, a condition, an exception, an office or a number may not
be lost where the rest would then say more than the law.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from search.source_clauses import Clause, Word


def _phrases(*lines: str) -> tuple[tuple[str, ...], ...]:
    parts = (phrase.split() for line in lines for phrase in line.split(", "))
    return tuple(sorted(map(tuple, parts), key=len, reverse=True))


# Without these a sentence says something else: negation, exception, condition, limit, choice.
_KEYS = _phrases(
    "không, chưa, chẳng, cấm, đừng, trừ, ngoại trừ, nhưng, tuy nhiên, nếu, khi, trường hợp, với điều kiện",
    "chỉ, riêng, một trong, hoặc, hay, tối đa, tối thiểu, nhiều nhất, ít nhất, vượt, miễn, hết, bãi bỏ, từ chối",
    "mà, đình chỉ, tạm ngừng, thay vì, kể cả, nhằm mục đích, thu hồi, hủy bỏ, chấm dứt",
)
# Between two words that stay, these may not be left out either: what may or must be done, how much, by whom.
_BETWEEN = _phrases(
    "phải, được, có thể, có quyền, bị, sẽ, đã, đang, dưới, trên, quá, hơn, đủ, trước, sau, đến, ngoài, cần, thuộc, tự",
    "bắt buộc, khuyến khích, đề nghị, yêu cầu, giao, ủy quyền, phối hợp, báo cáo, chuyển, do, thay, là, một phần",
    "cơ quan, ủy ban, bộ, sở, công an, tòa án, viện kiểm sát, nạn nhân, người, trẻ em, tổ chức, cá nhân, biên phòng",
    "cảnh sát, giám đốc, chủ tịch, thủ trưởng, bộ trưởng, chính phủ, quốc hội, hội, ngân hàng",
)
# Left out anywhere without loss.
_IDLE = _phrases(
    "các, những, sau đây, dưới đây, như sau, nêu trên, này, gồm, bao gồm, hưởng, chế độ, việc, nội dung, cụ thể",
    "kịp thời, đầy đủ, thì, theo quy định của pháp luật, theo quy định, theo quy định của luật này",
)
_ADJUNCT = frozenset("tại ở theo trong để nhằm về bằng qua từ kể cùng vào".split())  # begin what may be left out
_OPENING = frozenset("tại theo trong căn hằng hàng từ kể vào".split())  # and may stand before who acts
_JOINING = frozenset(("và", "cùng"))
_NEXT = _ADJUNCT | _JOINING | {"hoặc", "cho", "do", "khi", "của"}  # a phrase begins here
_MODALS = frozenset("được phải có không chưa bị sẽ là thì do".split())
_EXCEPT = _phrases("trừ, ngoại trừ, nhưng, tuy nhiên, riêng")  # at the head of the next clause
_ADDED = frozenset(("các", "những", "và", "gồm", "cũng"))  # written words that need not stand in the clause
_ADDED_SHARE = 6  # at most one in so many
_LONG_GAP = 16  # words
_LONG_LEAD = 7
Place = tuple[int, int]  # clause, word


@dataclass(frozen=True, slots=True)
class Source:
    """The clauses of one statement, and the quotations that a sentence names among them."""

    clauses: Sequence[Clause]
    cited: Collection[int]

    def supports(self, written: Sequence[Word]) -> bool:
        """Tell whether the written words are a shortening of the cited clauses."""
        reached: dict[Place, int] = {}  # places of the last matched word; how many words were added so far
        most = len(written) // _ADDED_SHARE
        added: list[Word] = []
        for at, word in enumerate(written):
            now = self._first(word, len(added)) if at == len(added) else self._next(reached, word, added)
            if now:
                reached = {place: count for place, count in now.items() if count <= most}
                added = []
            elif word.text in _ADDED and at:
                added.append(word)
            else:
                return False
            if not reached:
                return False
        return not added and any(self._may_end(place) for place in reached)

    def _first(self, word: Word, _added: int) -> dict[Place, int]:
        return {place: 0 for place in self._places(word) if self._may_begin(place)}

    def _next(self, reached: dict[Place, int], word: Word, added: Sequence[Word]) -> dict[Place, int]:
        """Return where the word may stand behind the words matched so far."""
        between = "".join([*(skipped.before for skipped in added), word.before])
        between += "," if any(skipped.text == "và" for skipped in added) else ""
        found: dict[Place, int] = {}
        for place in self._places(word):
            counts = [count for last, count in reached.items() if self._may_follow(last, place, between, bool(added))]
            if counts:
                found[place] = min(counts) + len(added)
        return found

    def _places(self, word: Word) -> list[Place]:
        return [
            (at, spot)
            for at, clause in enumerate(self.clauses)
            if clause.quotation in self.cited
            for spot, stands in enumerate(clause.words)
            if stands.text == word.text
        ]

    def _may_begin(self, place: Place) -> bool:
        """Tell whether nothing that matters stands before the first word: in its clause, and in what opens it."""
        clause, head = self.clauses[place[0]], self._words(place[0])[: place[1]]
        above = clause.opener
        while above is not None:
            if _has(self._words(above), _KEYS):
                return False
            above = self.clauses[above].opener
        opening = clause.words[place[1]].before == "," and bool(head) and head[0] in _OPENING
        return _idle(head) or (opening and not _has(head, _KEYS))

    def _may_end(self, place: Place) -> bool:
        """Tell whether nothing that matters stands behind the last word, up to an exception in the next clause."""
        at, spot = place
        clause = self.clauses[at]
        after = self.clauses[at + 1] if at + 1 < len(self.clauses) else None
        if after and after.line == clause.line and _begins(self._words(at + 1), _EXCEPT):
            return False
        return self._may_cut(at, spot)

    def _may_cut(self, at: int, spot: int) -> bool:
        """Tell whether the rest of a clause may be left out behind a word."""
        tail = self._words(at)[spot + 1 :]
        if _idle(tail):
            return True
        comma = self.clauses[at].words[spot + 1].before == ","
        return (comma or tail[0] in _ADJUNCT | _JOINING) and not _has(tail, _KEYS)

    def _may_follow(self, last: Place, place: Place, between: str, added: bool) -> bool:
        """Tell whether a word may be written behind another, with what was written between them."""
        (at, spot), (there, goal) = last, place
        if at == there:
            if goal <= spot:
                return False
            return self._may_skip(at, spot, goal, between, added)
        here, other = self.clauses[at], self.clauses[there]
        head = self._words(there)[:goal]
        if other.opener == at:
            return self._may_introduce(at, spot) and _idle(head)
        listed = here.opener == other.opener and (here.opener is not None or ";" in between)
        return listed and bool(between) and _idle(head) and self._may_cut(at, spot)

    def _may_introduce(self, at: int, spot: int) -> bool:
        """Tell whether the end of an introduction may be left out before what it introduces."""
        tail = self._words(at)[spot + 1 :]
        short = len(tail) <= _LONG_LEAD and bool(tail) and tail[0] in ("các", "những", "như", "sau", "gồm", "bao")
        return _idle(tail) or (short and not _has(tail, (*_KEYS, *_BETWEEN)) and not _numbered(tail))

    def _may_skip(self, at: int, spot: int, goal: int, between: str, added: bool) -> bool:
        """Tell whether the words between two places of one clause may be left out."""
        words = self.clauses[at].words
        gap = self._words(at)[spot + 1 : goal]
        if not gap:
            return not added or words[goal].before == ","
        if _idle(gap):
            return True
        if len(gap) > _LONG_GAP or _has(gap, (*_KEYS, *_BETWEEN)) or _numbered(gap) or words[goal].text in _MODALS:
            return False
        comma_before, comma_after = words[spot + 1].before == ",", words[goal].before == ","
        opened = comma_before or gap[0] in _JOINING
        closed = comma_after or words[goal].text in _JOINING | {"hoặc"} or gap[-1] in _JOINING
        adjunct = gap[0] in _ADJUNCT and (comma_after or words[goal].text in _NEXT)
        return (opened and closed and (bool(between) or words[goal].text in _NEXT)) or adjunct

    def _words(self, at: int) -> list[str]:
        return [word.text for word in self.clauses[at].words]


def _numbered(words: Sequence[str]) -> bool:
    return any(word[0].isdigit() or word == "%" for word in words)


def _begins(words: Sequence[str], phrases: Sequence[tuple[str, ...]]) -> bool:
    return any(tuple(words[: len(phrase)]) == phrase for phrase in phrases)


def _has(words: Sequence[str], phrases: Sequence[tuple[str, ...]]) -> bool:
    """Tell whether one of the phrases stands in the words."""
    return any(_begins(words[at:], phrases) for at in range(len(words)))


def _idle(words: Sequence[str]) -> bool:
    """Tell whether the words are nothing but phrases that may be left out anywhere."""
    at = 0
    while at < len(words):
        phrase = next((phrase for phrase in _IDLE if tuple(words[at : at + len(phrase)]) == phrase), None)
        if phrase is None:
            return False
        at += len(phrase)
    return True
