"""Questions made of a provision: the same provision gives the same ones, and every answer is its own words.

A choice blanks a value out of a sentence; its wrong options are values that stand nowhere in the article, and that no
other provision near it makes right. True or false judges the sentence as it stands, or with a value changed. A choice
of the list asks which point belongs to it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from random import Random

from corpus.provision import Level, Provision, label_of
from corpus.text import fold, syllables
from web.packs.nouns import Cited, QuestionKind, QuizQuestion
from web.packs.quiz_values import (
    Value,
    ValueKind,
    amounts_in,
    names_office,
    others,
    places_of,
    same_value,
    stands_in,
    values_in,
)

GAP = "……"
TRUE_FALSE = ("Đúng", "Sai")
_OPTIONS = 4
_FEWEST = 3  # options of a choice: with two it is a coin
_SHORTEST, _LONGEST = 40, 480  # characters of a sentence that can be asked
_MOST_CONTEXT = 260  # characters of what a point completes
_AROUND = 60  # characters beside a value that say what it is about
_SAME_MATTER = 0.6  # share of the syllables around a value that make another provision speak of the same matter
_ALIKE = 0.5  # share of syllables of the shorter of two points above which they may say the same
_LONG_POINT = 220
_FEWEST_POINTS = 3
_MOST = 40  # questions of one provision
_SENTENCE = re.compile(r"[^.;\n]*(?:[.;](?![\s\n]|$)[^.;\n]*)*(?:[.;]|\n|$)")
_MARK = re.compile(r"^\s*(?:\d+[a-zđ]?\.|[a-zđ]{1,2}\)|[-–+])\s*")  # before the words of a khoản, a điểm, a dash
_BEFORE_BOUND = re.compile(
    r"\b(?:dưới|trên|từ|đủ|quá|đa|thiểu|nhất|hơn|trong|hạn|hạn là|vòng|trước|sau|đến|tới|mỗi|tròn|gian|gian là)\s*$",
    re.IGNORECASE,
)
_AFTER_BOUND = re.compile(r"\s*(?:trở lên|trở xuống|trở về|kể từ|tính từ|liên tục)", re.IGNORECASE)
_ROW_BEFORE = re.compile(r"(?:\bgồm\b[^.]*|,|;|\bvà|\bhoặc|\bhay|\bcùng|\bvới)\s*$", re.IGNORECASE)
_ROW_AFTER = re.compile(r"\s*(?:,|;(?=\s)|\bvà\b|\bhoặc\b|\bhay\b)", re.IGNORECASE)
_FINED = re.compile(r"\bphạt (?:tù|tiền)\s*$", re.IGNORECASE)
_SKIPPED = (Level.QUOTE, Level.HEAD, Level.FOOT, Level.FORM, Level.ANNEX)


@dataclass(frozen=True, slots=True)
class Ask:
    """What questions are made of: a unit on a day, the place in it that is asked about, and what lies around.

    ``citing`` gives the citation of a stretch of a provision; ``nearest`` the texts of provisions that may speak of
    the same matter as a sentence; ``work`` are the texts of the same work, unit by unit; ``holds`` tells whether a
    place of the unit holds on the day.
    """

    unit: Provision
    provision: Provision
    name: str  # of the work: "Luật 53/2024/QH15"
    on: date
    citing: Callable[[Provision, tuple[int, int]], Cited]
    nearest: Callable[[str], Sequence[str]]
    work: Sequence[Provision]
    holds: Callable[[Provision], bool]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch ``[start, end)`` of a provision that can be asked about; ``context`` is what it completes."""

    provision: Provision
    start: int
    end: int
    context: str

    @property
    def words(self) -> str:
        """Return the stretch."""
        return self.provision.text[self.start : self.end]

    def with_(self, value: Value, instead: str) -> str:
        """Return the sentence behind its context, with something else where a value stands."""
        changed = self.words[: value.start] + instead + self.words[value.end :]
        return f"{self.context}\n{changed}" if self.context else changed


def questions(ask: Ask) -> list[QuizQuestion]:
    """Return the questions that a provision gives, in reading order, those of values before those of lists."""
    beside = [value for unit in ask.work for value in amounts_in(unit.text)]
    found: list[QuizQuestion] = []
    for sentence in sentences(ask):
        made = (list(_of_value(sentence, value, beside, ask)) for value in values_in(sentence.words, ask.on))
        found += next(filter(None, made), [])
    return told_apart([*found, *_of_lists(ask)])[:_MOST]


def told_apart(found: Iterable[QuizQuestion]) -> list[QuizQuestion]:
    """Return questions without those that answer one before, are answered by it, or ask nearly the same."""
    kept: list[QuizQuestion] = []
    for one in found:
        if not any(_same_matter(one, other) or _answers(one, other) or _answers(other, one) for other in kept):
            kept.append(one)
    return kept


def _answers(one: QuizQuestion, other: QuizQuestion) -> bool:
    """Tell whether what the first shows has the words that the second is answered by."""
    shown = fold("\n".join([one.prompt, one.stem, *one.options, *one.left]))
    return any(fold(cited.quote).strip(" ;.,:") in shown for cited in other.cited)


def _same_matter(one: QuizQuestion, other: QuizQuestion) -> bool:
    """Tell whether two questions with one ground each rest on sentences nearly alike."""
    if len(one.cited) != 1 or len(other.cited) != 1 or QuestionKind.MATCHING in (one.kind, other.kind):
        return False
    first, second = (set(syllables(question.cited[0].quote)) for question in (one, other))
    return len(first & second) >= _SAME_MATTER * min(len(first), len(second))


def sentences(ask: Ask) -> Iterator[Sentence]:
    """Yield the sentences of a provision that can be asked about, in reading order."""
    for part in ask.provision.walk():
        if part.level in _SKIPPED or not ask.holds(part):
            continue
        own = part.lead_in
        begin = own.find("\n") + 1 if part.level in (Level.ARTICLE, Level.ITEM) and part.heading else 0
        for start, end in _whole_sentences(own, begin, part):
            if _SHORTEST <= end - start <= _LONGEST:
                yield Sentence(part, start, end, _context(part, ask.unit))


def _whole_sentences(own: str, begin: int, part: Provision) -> Iterator[tuple[int, int]]:
    """Yield where whole sentences stand: nothing of them before, nothing after, no list that they only open.

    A lettered point that ends with ";" is whole, for its list goes on with other points.
    """
    opens = True
    for match in _SENTENCE.finditer(own, begin):
        words = match[0].rstrip()
        if not words.strip():
            continue
        mark = _MARK.match(match[0])
        start = match.start() + (mark.end() if mark else len(match[0]) - len(match[0].lstrip()))
        last = not own[match.end() :].strip() and not part.children
        closes = words.endswith(".") or (
            last and (words[-1] not in ":;" or (part.level is Level.POINT and words[-1] == ";"))
        )
        starts = own[start : start + 1].isupper() or part.level is Level.POINT
        if opens and closes and starts:
            yield start, match.start() + len(words)
        opens = words.endswith(".")


def _context(part: Provision, unit: Provision) -> str:
    """Return the lead-in that a point completes; empty where it is long, or only a heading."""
    above = [one for one in unit.walk() if one.level is Level.CLAUSE and part.eid.startswith(f"{one.eid}__")]
    lead = _MARK.sub("", above[-1].lead_in.strip()) if above else ""
    return lead if len(lead) <= _MOST_CONTEXT else ""


def _of_value(sentence: Sentence, value: Value, beside: Sequence[Value], ask: Ask) -> Iterator[QuizQuestion]:
    """Yield a choice or a statement to judge, about a value; nothing where the rest of the words give it away."""
    draw = _draw(sentence, value)
    stem = sentence.with_(value, GAP)
    where = f"{label_of(sentence.provision.eid)} {ask.name}"
    if _gives_away(value, f"{stem}\n{where}", ask.on) or _in_row(sentence.words, value):
        return
    wrong = _wrong(sentence, value, beside, draw, ask)
    if len(wrong) + 1 < _FEWEST:
        return
    cited = ask.citing(sentence.provision, (sentence.start, sentence.end))
    if is_bound(value, sentence.words) or draw.random() < 0.5:  # noqa: PLR2004  # a coin: both would tell each other
        yield _choice(value, wrong, stem, f"Theo {where}, điền vào chỗ trống đúng như lời văn:", cited, draw)
        return
    true = draw.random() < 0.5  # noqa: PLR2004  # a coin
    yield QuizQuestion(
        kind=QuestionKind.TRUE_FALSE,
        prompt=f"Theo {where}, câu sau đúng hay sai?",
        stem=sentence.with_(value, value.text if true else wrong[0]),
        options=TRUE_FALSE,
        right=(0 if true else 1,),
        cited=(cited,),
    )


def is_bound(value: Value, words: str) -> bool:
    """Tell whether a value is, or may be, the end of a span: what is said of those under 18 holds of those under 16.

    A statement with another bound may follow from the law, so nobody can be asked whether it is wrong.

    >>> words = "Người dưới 18 tuổi"
    >>> is_bound(values_in(words, date(2026, 1, 1))[0], words)
    True
    """
    if value.kind is ValueKind.OFFICE:
        return False
    before, after = words[: value.start], words[value.end :]
    if value.kind is ValueKind.RANGE:
        return not _FINED.search(before)
    return value.unit == "tuổi" or bool(_BEFORE_BOUND.search(before) or _AFTER_BOUND.match(after))


def _in_row(words: str, value: Value) -> bool:
    """Tell whether an office stands in a row of several, of which it would be one right answer among others."""
    before, after = words[: value.start], words[value.end :]
    return value.kind is ValueKind.OFFICE and bool(_ROW_BEFORE.search(before) or _ROW_AFTER.match(after))


def _choice(value: Value, wrong: Sequence[str], stem: str, prompt: str, cited: Cited, draw: Random) -> QuizQuestion:
    options = [value.text, *wrong]
    if value.kind is ValueKind.OFFICE:
        draw.shuffle(options)
    else:
        options.sort(key=lambda text: [int(number.replace(".", "")) for number in re.findall(r"[\d.]+", text)])
    return QuizQuestion(
        kind=QuestionKind.CHOICE,
        prompt=prompt,
        stem=stem,
        options=tuple(options),
        right=(options.index(value.text),),
        cited=(cited,),
    )


def _gives_away(value: Value, text: str, on: date) -> bool:
    """Tell whether what is shown says the answer elsewhere, in whatever unit."""
    if value.office and names_office(value.office, text):
        return True
    return stands_in(value.text, text) or any(same_value(value, one) for one in values_in(text, on))


def _wrong(sentence: Sentence, value: Value, beside: Sequence[Value], draw: Random, ask: Ask) -> list[str]:
    """Return values that are surely wrong: not in the article, not the same amount, right by no other provision."""
    inside = values_in(ask.unit.text, ask.on)
    rivals = [*(unit.text for unit in ask.work), *ask.nearest(sentence.with_(value, value.text))]
    around = _around(sentence.words, value.start, value.end)
    kept: list[str] = []
    for other in others(value, beside, draw, ask.on):
        if len(kept) == _OPTIONS - 1:
            break
        read = next(iter(values_in(other, ask.on)), None)
        if stands_in(other, ask.unit.text) or other in kept or (read and any(same_value(read, one) for one in inside)):
            continue
        if not any(_also_right(other, around, text) for text in rivals):
            kept.append(other)
    return kept


def _around(text: str, start: int, end: int) -> frozenset[str]:
    return frozenset(syllables(text[max(0, start - _AROUND) : start]) + syllables(text[end : end + _AROUND]))


def _also_right(other: str, around: frozenset[str], text: str) -> bool:
    """Tell whether a text says another value of what seems to be the same matter."""
    return any(
        len(around & _around(text, start, end)) >= _SAME_MATTER * max(1, len(around))
        for start, end in places_of(other, text)
    )


def _of_lists(ask: Ask) -> Iterator[QuizQuestion]:
    """Yield for each list of points a choice: which of these belongs to it."""
    for clause in ask.provision.walk():
        points = [point for point in list_of(clause) if ask.holds(point)]
        if len(points) < _FEWEST_POINTS:
            continue
        lead = _lead(clause)
        draw = Random(sha256(f"{clause.eid}|{clause.text}".encode()).digest())  # noqa: S311  # no secret
        drawn = ((right, _other_points(clause, lead, right, draw, ask)) for right in draw.sample(points, len(points)))
        asked = ((right, wrong) for right, wrong in drawn if fold(bare(right)) not in fold(lead))
        right, wrong = next(((right, wrong) for right, wrong in asked if len(wrong) + 1 >= _FEWEST), (None, []))
        if right is None or not lead:
            continue
        options = [bare(right), *wrong]
        draw.shuffle(options)
        start = right.text.find(bare(right))
        yield QuizQuestion(
            kind=QuestionKind.CHOICE,
            prompt=f"Theo {label_of(clause.eid)} {ask.name}, nội dung nào sau đây nằm trong danh sách này?",
            stem=f"{lead} {GAP}",
            options=tuple(options),
            right=(options.index(bare(right)),),
            cited=(ask.citing(right, (start, start + len(bare(right)))),),
        )


def list_of(provision: Provision) -> list[Provision]:
    """Return the points of a list, those short enough to be an option."""
    points = [child for child in provision.children if child.level is Level.POINT and not child.children]
    return [point for point in points if bare(point) and len(bare(point)) <= _LONG_POINT]


def bare(point: Provision) -> str:
    """Return the words of a point without its letter and what ends it."""
    return _MARK.sub("", point.text.strip()).rstrip(" ;.,:")


def _lead(clause: Provision) -> str:
    lead = clause.lead_in.strip()
    if clause.level is Level.ARTICLE:
        lead = lead.partition("\n")[2].strip()
    lead = _MARK.sub("", lead)
    return lead if _FEWEST_POINTS < len(lead) <= _LONGEST else ""


def _other_points(clause: Provision, lead: str, right: Provision, draw: Random, ask: Ask) -> list[str]:
    """Return points of other lists of the work that begin as the right one does and say nothing of what this list says.

    One that begins otherwise is of another kind, and seen to be wrong without knowing the law.
    """
    lists = [
        other
        for unit in ask.work
        for other in unit.walk()
        if other.eid != clause.eid and list_of(other) and not _alike(_lead(other), lead)
    ]
    found = [point for other in lists for point in list_of(other)]
    draw.shuffle(found)
    whole = fold(ask.unit.text)
    kept: list[str] = []
    for point in found:
        words = bare(point)
        own = any(_alike(words, bare(one)) for one in clause.children) or any(_alike(words, one) for one in kept)
        kind = syllables(words)[:1] == syllables(bare(right))[:1]
        if kind and not own and fold(words) not in whole and len(words) >= _SHORTEST // 2:
            kept.append(words)
        if len(kept) == _OPTIONS - 1:
            break
    return kept


def _alike(one: str, other: str) -> bool:
    """Tell whether two stretches share so many words that they may say the same."""
    first, second = set(syllables(one)), set(syllables(other))
    return bool(first and second) and len(first & second) >= _ALIKE * min(len(first), len(second))


def _draw(sentence: Sentence, value: Value) -> Random:
    """Return a draw that the words alone decide."""
    seed = f"{sentence.provision.eid}|{sentence.words}|{value.start}"
    return Random(sha256(seed.encode()).digest())  # noqa: S311  # no secret


def named(question: QuizQuestion) -> str:
    """Return the name of a question among those of its provision: what it asks, whatever its wording."""
    told = f"{question.kind}|{question.stem}|{'|'.join(question.options)}|{'|'.join(question.left)}"
    return sha256(told.encode()).hexdigest()[:12]
