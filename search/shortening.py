"""Decides whether a sentence only shortens and arranges segments of the law: every word from there, in order.

A written word must stand in a quoted segment, behind the word before it. What is left out between two words, before the
first and behind the last is looked at: a negation, a limit, a condition, an exception, an office or a number may not
be lost where the rest would then say more than the law.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from search.segments import Segment, Word


def _phrases(*lines: str) -> tuple[tuple[str, ...], ...]:
    parts = (phrase.split() for line in lines for phrase in line.split(", "))
    return tuple(sorted(map(tuple, parts), key=len, reverse=True))


# Without these a sentence says something else: negation, exception, condition, limit, choice.
_KEYS = _phrases(
    "không, chưa, chẳng, cấm, đừng, trừ, ngoại trừ, nhưng, tuy nhiên, nếu, khi, trường hợp, với điều kiện",
    "chỉ, riêng, một trong, hoặc, hay, tối đa, tối thiểu, nhiều nhất, ít nhất, vượt, hết, bãi bỏ, từ chối",
    "đình chỉ, tạm ngừng, thay vì, kể cả, nhằm mục đích, thu hồi, hủy bỏ, chấm dứt",
)
# Between two words that stay, these may not be left out either: what may or must be done, how much, by whom.
_BETWEEN = _phrases(
    "phải, được, có thể, có quyền, bị, sẽ, đã, đang, dưới, trên, quá, hơn, đủ, trước, sau, đến, ngoài, cần, thuộc",
    "miễn, bắt buộc, khuyến khích, đề nghị, yêu cầu, giao, ủy quyền, phối hợp, báo cáo, chuyển, do, thay, là, một phần",
    "cơ quan, ủy ban, bộ, sở, công an, tòa án, viện kiểm sát, nạn nhân, người, trẻ em, tổ chức, cá nhân, biên phòng",
    "cảnh sát, giám đốc, chủ tịch, thủ trưởng, bộ trưởng, chính phủ, quốc hội, hội, ngân hàng",
)
# Where, which places of the law, for whom, how long, at whose wish: these may be left out nowhere.
_WHERE = _phrases(
    "tại, ở, đối với, dành, trên địa bàn, trong phạm vi, trong thời gian, cho đến, đến hết",
    "điểm, khoản, điều, mục, theo đề nghị, theo yêu cầu",
)
# And these not where they belong to the words that stay, as they do behind no comma and no "và".
_UNTIL = _phrases("đến, tới, trước, sau, đủ, dưới, trên, ngoài, trong vòng, trong thời hạn")
_DUTY = _phrases("phải, trách nhiệm")  # behind it a time limit is one for who acts, not of what somebody is given
# Left out anywhere without loss.
_IDLE = _phrases(
    "các, những, sau đây, dưới đây, như sau, nêu trên, này, gồm, bao gồm, hưởng, chế độ, nội dung, cụ thể",
    "kịp thời, đầy đủ, thì, theo quy định của pháp luật, theo quy định, theo quy định của luật này",
    "ban hành kèm theo nghị định này, ban hành kèm theo thông tư này, ban hành kèm theo luật này",
)
_ADJUNCT = frozenset("tại theo trong để nhằm về bằng qua kể cùng vào".split())  # begin what may be left out
_OPENING = frozenset("tại theo trong căn hằng hàng từ kể vào".split())  # and may stand before who acts
_OWN_START = frozenset(("mức",))  # begins a segment of its own behind a comma: "…, mức hỗ trợ tối đa không quá …"
_JOINING = frozenset(("và", "cùng"))
_NEXT = _ADJUNCT | _JOINING | {"hoặc", "cho", "do", "khi", "của"}  # a phrase begins here
_MODALS = frozenset("được phải có không chưa bị sẽ là thì do".split())
_UNFINISHED = _MODALS | _NEXT | _JOINING | frozenset("các những nếu trừ mà với mọi mỗi từng đã đang".split())
_TWICE = frozenset(("được", "phải"))
_EXCEPT = _phrases("trừ, ngoại trừ, nhưng, tuy nhiên, riêng")  # at the head of the next segment
_ADDED = frozenset(("các", "những", "và", "gồm", "cũng"))  # written words that need not stand in the segment
_ADDED_SHARE = 6  # at most one in so many
_LONG_GAP = 16  # words
_LONG_LEAD = 7
Place = tuple[int, int]  # segment, word


@dataclass(frozen=True, slots=True)
class Source:
    """The segments of one statement, and the quotations that a sentence names among them."""

    segments: Sequence[Segment]
    cited: Collection[int]

    def supports(self, written: Sequence[Word]) -> bool:
        """Tell whether the written words are a shortening of the cited segments."""
        # For each written word the places where it may stand, and how many words were added up to there.
        reached: list[dict[Place, int]] = []
        for at, word in enumerate(written):
            found: dict[Place, int] = {}
            for place in self._places(word):
                counts = [0] if at == 0 and self._may_begin(place) else []
                for back in _sources(written, at):
                    added = written[back + 1 : at]
                    between = _between(word, added)
                    counts += [
                        count + len(added)
                        for last, count in reached[back].items()
                        if self._may_follow(last, place, between, bool(added))
                    ]
                if counts and min(counts) <= len(written) // _ADDED_SHARE:
                    found[place] = min(counts)
            reached.append(found)
        return bool(reached) and any(self._may_end(place) for place in reached[-1])

    def _places(self, word: Word) -> list[Place]:
        return [
            (at, spot)
            for at, segment in enumerate(self.segments)
            if segment.quotation in self.cited and not segment.flush
            for spot, stands in enumerate(segment.words)
            if stands.text == word.text
        ]

    def _may_begin(self, place: Place) -> bool:
        """Tell whether nothing that matters stands before the first word: in its segment, and in what opens it."""
        segment, head = self.segments[place[0]], self._words(place[0])[: place[1]]
        above = segment.opener
        if above is not None and self.segments[above].line == segment.line:
            return False  # what a colon announces in the middle of a line is said by whoever announces it
        while above is not None:
            if _has(self._words(above), _KEYS):
                return False
            above = self.segments[above].opener
        own_start = bool(head) and (head[0] in _OPENING or segment.words[place[1]].text in _OWN_START)
        opening = segment.words[place[1]].before == "," and own_start
        return _idle(head) or (opening and not _has(head, (*_KEYS, *_WHERE)))

    def _may_end(self, place: Place) -> bool:
        """Tell whether nothing that matters stands behind the last word, up to an exception in the next segment."""
        at, spot = place
        segment = self.segments[at]
        if segment.words[spot].text in _UNFINISHED and spot + 1 < len(segment.words):
            return False
        for after in range(at + 1, len(self.segments)):
            near = self.segments[after].line == segment.line or self.segments[after].flush
            if near and _begins(self._words(after), _EXCEPT):
                return False
        return self._may_cut(at, spot)

    def _may_cut(self, at: int, spot: int) -> bool:
        """Tell whether the rest of a segment may be left out behind a word."""
        tail = self._words(at)[spot + 1 :]
        if _idle(tail):
            return True
        comma = self.segments[at].words[spot + 1].before == ","
        adjunct = tail[0] in _ADJUNCT | _JOINING or tail[:2] in (["với", "mức"], ["từ", "ngày"])
        if _has(tail, (*_KEYS, *_WHERE, ("phải",))):
            return False
        apart = comma or tail[0] in _JOINING
        due = tail[:3] == ["trong", "thời", "hạn"] and _has(self._words(at)[:spot], _DUTY)
        return apart or (adjunct and (due or not _has(tail, _UNTIL)))

    def _may_follow(self, last: Place, place: Place, between: str, added: bool) -> bool:
        """Tell whether a word may be written behind another, with what was written between them."""
        (at, spot), (there, goal) = last, place
        if at == there:
            if goal <= spot:
                return False
            return self._may_skip(at, spot, goal, between, added)
        here, other = self.segments[at], self.segments[there]
        head = self._words(there)[:goal]
        if other.opener == at:
            return self._may_introduce(at, spot) and _idle(head)
        listed = here.opener == other.opener and (here.opener is not None or ";" in between or "." in between)
        return listed and bool(between) and _idle(head) and self._may_cut(at, spot)

    def _may_introduce(self, at: int, spot: int) -> bool:
        """Tell whether the end of an introduction may be left out before what it introduces."""
        tail = self._words(at)[spot + 1 :]
        short = len(tail) <= _LONG_LEAD and bool(tail) and tail[0] in ("các", "những", "như", "sau", "gồm", "bao")
        return _idle(tail) or (short and not _has(_weighty(tail), (*_KEYS, *_BETWEEN)) and not _numbered(tail))

    def _may_skip(self, at: int, spot: int, goal: int, between: str, added: bool) -> bool:
        """Tell whether the words between two places of one segment may be left out."""
        words = self.segments[at].words
        gap = self._words(at)[spot + 1 : goal]
        if not gap:
            return not added or words[goal].before == ","
        if _idle(gap) or _is_parallel(gap, words[goal]):
            return True
        comma_before, comma_after = words[spot + 1].before == ",", words[goal].before == ","
        start = gap[0] == "kể" and comma_after  # from when a time limit runs
        guards = _KEYS if start else (*_KEYS, *_BETWEEN, *_WHERE, *_UNTIL)
        if len(gap) > _LONG_GAP or _has(gap, guards) or _numbered(gap) or words[goal].text in _MODALS:
            return False
        opened = comma_before or gap[0] in _JOINING
        closed = comma_after or words[goal].text in _JOINING | {"hoặc"} or gap[-1] in _JOINING
        adjunct = gap[0] in _ADJUNCT and (comma_after or words[goal].text in _NEXT)
        return (opened and closed and (bool(between) or words[goal].text in _NEXT)) or adjunct

    def _words(self, at: int) -> list[str]:
        return [word.text for word in self.segments[at].words]


def _is_parallel(gap: Sequence[str], goal: Word) -> bool:
    """Tell whether the gap is the first of two like predicates: "được A và" before "được B"."""
    joined = goal.before == "," or gap[-1] == "và"
    return joined and gap[0] == goal.text in _TWICE and not _has(gap[1:], (*_KEYS, *_BETWEEN)) and not _numbered(gap)


def _sources(written: Sequence[Word], at: int) -> Iterator[int]:
    """Yield the written words that may be the last matched before this one: none but added words lie between."""
    for back in range(at - 1, -1, -1):
        yield back
        if written[back].text not in _ADDED:
            return


def _between(word: Word, added: Sequence[Word]) -> str:
    """Return the separators written before a word, "và" for a comma."""
    joined = "," if any(skipped.text == "và" for skipped in added) else ""
    return "".join([*(skipped.before for skipped in added), word.before, joined])


def _numbered(words: Sequence[str]) -> bool:
    return any(word[0].isdigit() or word == "%" for word in words)


def _begins(words: Sequence[str], phrases: Sequence[tuple[str, ...]]) -> bool:
    return any(tuple(words[: len(phrase)]) == phrase for phrase in phrases)


def _has(words: Sequence[str], phrases: Sequence[tuple[str, ...]]) -> bool:
    """Tell whether one of the phrases stands in the words."""
    return any(_begins(words[at:], phrases) for at in range(len(words)))


def _idle(words: Sequence[str]) -> bool:
    """Tell whether the words are nothing but phrases that may be left out anywhere."""
    return not _weighty(words)


def _weighty(words: Sequence[str]) -> list[str]:
    """Return the words without the phrases that may be left out anywhere."""
    kept: list[str] = []
    at = 0
    while at < len(words):
        phrase = next((phrase for phrase in _IDLE if tuple(words[at : at + len(phrase)]) == phrase), ())
        kept += [] if phrase else [words[at]]
        at += len(phrase) or 1
    return kept
