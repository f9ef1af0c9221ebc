"""Quotations: the words between quotation marks, the citation they stand beside, and whether a text says them."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.difference import Change, Likeness, WordRun, difference
from corpus.text import syllable_spans, syllables

_MARKS = re.compile(r"“([^“”]{1,5000})”|\"([^\"\n]{1,5000})\"|«([^«»]{1,5000})»")
_OMISSION = re.compile(r"\[\s*(?:…|\.{3})\s*\]|\(\s*(?:…|\.{3})\s*\)|…|\.{3,}")
_MIN_SYLLABLES = 4  # shorter ones are terms and names, not quotations of a provision
_BEFORE = 240  # characters between a citation and the quotation it introduces
_LONGEST = 600  # characters of a citation; a longer list introduces no quotation
_AFTER = 40  # characters between a quotation and the citation in brackets after it
_COMPARED = 1_000  # syllables of either side that are looked at for a difference: the search is quadratic
_SHOWN = 6  # syllables of a difference that are shown
_SAME_PAIR = 8  # places of one pair of syllables in a quotation that vote for a stretch; more say nothing
_SLACK = 24  # syllables beside the likeliest stretch where it may begin or end
_MOST_TEXTS = 20  # places cited together that are looked through for the nearest stretch
_OPENING = re.compile(r"[\s(\[,;.–—-]*(?:theo|tại|trích|căn cứ|nguồn:?|xem)?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation found in a text, without its marks."""

    words: str
    start: int
    end: int


def find_quotations(text: str) -> list[Quoted]:
    """Return the quotations long enough to be words of a provision, in order."""
    found = []
    for match in _MARKS.finditer(text):
        words = next(group for group in match.groups() if group is not None)
        if len(syllables(words)) >= _MIN_SYLLABLES:
            found.append(Quoted(words, match.start(), match.end()))
    return found


def assign_quotations(text: str, spans: Sequence[tuple[int, int]]) -> dict[tuple[int, int], list[Quoted]]:
    """Give each quotation to the citation span it stands beside; one that stands alone goes to none.

    A citation that follows at once, as in “…” (khoản 1 Điều 5 …), beats one that came before.
    """
    assigned: dict[tuple[int, int], list[Quoted]] = {}
    ordered = sorted(spans)
    for quoted in find_quotations(text):
        low = bisect_left(ordered, (quoted.start - _BEFORE - _LONGEST, 0))
        near = ordered[low : bisect_right(ordered, (quoted.end + _AFTER, 0))]
        follows = [span for span in near if _follows(text, quoted, span)]
        before = [span for span in near if span[1] <= quoted.start and _introduces(text, quoted, span)]
        chosen = min(follows, default=None) or max(before, default=None)
        if chosen is not None:
            assigned.setdefault(chosen, []).append(quoted)
    return assigned


def _follows(text: str, quoted: Quoted, span: tuple[int, int]) -> bool:
    if not quoted.end <= span[0] <= quoted.end + _AFTER:
        return False
    between = text[quoted.end : span[0]]
    return "\n" not in between and _OPENING.fullmatch(between) is not None and not re.search(r"[.;]\s", between)


def _introduces(text: str, quoted: Quoted, span: tuple[int, int]) -> bool:
    between = text[span[1] : quoted.start]
    return len(between) <= _BEFORE and "\n\n" not in between and not re.search(r"[.!?]\s+\w", between)


def quoted_in(words: str, text: str) -> bool:
    """Tell whether ``text`` says the words in this order; an omission mark stands for any words.

    >>> quoted_in("được hỗ trợ … học nghề", "Người đó được hỗ trợ y tế, học nghề.")
    True
    """
    said = f" {' '.join(syllables(text))} "
    reached = 0
    for part in _OMISSION.split(words):
        wanted = " ".join(syllables(part))
        if not wanted:
            continue
        found = said.find(f" {wanted} ", reached)
        if found < 0:
            return False
        reached = found + len(wanted) + 1
    return True


def first_difference(words: str, text: str) -> str:
    """Return a sentence that shows where the words first leave the text."""
    quoted, said = syllables(_OMISSION.sub(" ", words))[:_COMPARED], syllables(text)[:_COMPARED]
    matcher = Likeness(said, quoted)
    for block, after in zip(matcher.get_matching_blocks(), matcher.get_matching_blocks()[1:], strict=False):
        said_end, quoted_end = block.a + block.size, block.b + block.size
        if block.size == 0 or quoted_end == len(quoted) or after.b + after.size == 0:
            continue
        held = " ".join(said[said_end : max(after.a, said_end + 1)][:_SHOWN])
        written = " ".join(quoted[quoted_end : max(after.b, quoted_end)][:_SHOWN])
        return f"kho ghi “{held}”, bài viết ghi “{written}”."
    return f"kho không có câu “{' '.join(quoted[:_SHOWN])} …” ở chỗ này."


def nearest_difference(words: str, texts: Sequence[str]) -> tuple[WordRun, ...]:
    """Return the runs that lead from the nearest stretch of the texts to the words quoted.

    What the law says and the quotation leaves out is removed, what the quotation has beside it is added. Case and
    punctuation make no difference, as in ``quoted_in``; the runs not removed, put together, are the words quoted.

    >>> runs = nearest_difference("bữa ăn hằng tuần", ["a) Chỗ ở, bữa ăn hằng ngày;"])
    >>> [(run.change.value, run.text) for run in runs]
    [('same', 'bữa ăn hằng '), ('removed', 'ngày'), ('added', 'tuần')]
    """
    pairs = set(pairwise(syllables(words)))
    nearest = max(texts[:_MOST_TEXTS], key=lambda text: len(pairs.intersection(pairwise(syllables(text)))), default="")
    return _forgiven(difference(nearest_stretch(words, nearest), words))


def nearest_stretch(words: str, text: str) -> str:
    """Return the stretch of the text most like the words quoted; the parts around an omission mark are sought apart.

    Empty where nothing is alike. The time is linear in the text.
    """
    spans = syllable_spans(text)
    reached = 0
    stretches = []
    for part in _OMISSION.split(words):
        wanted = syllables(part)[:_COMPARED]
        first, last = _nearest(wanted, [syllable for syllable, _, _ in spans], reached)
        if last > first:
            stretches.append(text[spans[first][1] : spans[last - 1][2]])
            reached = last
    return " … ".join(stretches)


def _nearest(wanted: Sequence[str], said: Sequence[str], reached: int) -> tuple[int, int]:
    """Return where in ``said``, from ``reached`` on, the wanted syllables stand, as far as they do."""
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, pair in enumerate(pairwise(wanted)):
        places[pair].append(place)
    votes: Counter[int] = Counter()
    for at in range(reached, len(said) - 1):
        for place in places.get((said[at], said[at + 1]), ())[:_SAME_PAIR]:
            votes[at - place] += 1
    if not votes:
        return reached, reached
    begin = max(votes, key=lambda start: (sum(votes[start + step] for step in range(-3, 4)), -start))
    low, high = max(reached, begin - _SLACK), min(len(said), begin + len(wanted) + _SLACK)
    blocks = Likeness(said[low:high], wanted).get_matching_blocks()[:-1]
    near = [block for block in blocks if abs(low + block.a - block.b - begin) <= _SLACK]
    if not near:
        return reached, reached
    first = max(reached, low + near[0].a - near[0].b)
    left_over = len(wanted) - near[-1].b - near[-1].size
    return first, min(len(said), low + near[-1].a + near[-1].size + left_over)


def _forgiven(runs: Sequence[WordRun]) -> tuple[WordRun, ...]:
    """Take what differs in case and punctuation alone for the same."""
    kept: list[WordRun] = []
    gone = ""
    for run in (*runs, WordRun(Change.SAME, "")):
        if run.change is Change.REMOVED:
            gone = run.text
            continue
        alike = run.change is Change.ADDED and syllables(gone) == syllables(run.text)
        if syllables(gone) and not alike:
            kept.append(WordRun(Change.REMOVED, gone))
        gone = ""
        change = Change.SAME if alike else run.change
        if kept and kept[-1].change is change:
            kept[-1] = WordRun(change, kept[-1].text + run.text)
        elif run.text:
            kept.append(WordRun(change, run.text))
    return tuple(kept)
