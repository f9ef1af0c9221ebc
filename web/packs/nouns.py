"""What a collection holds: cited words of the law, and what trainers make with them. All of it frozen.

Every word of the law stands in a ``Cited``, with the day it was taken on; whatever else is text here was written by a
trainer, or is a fixed phrase of ours.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from corpus.case import Health, PersonClass, Route, Support
from corpus.difference import WordRun
from corpus.work import SourceClass, Status


@dataclass(frozen=True, slots=True)
class Unofficial:
    """Whence words were copied that nobody official published; the host may be unknown."""

    host: str  # "hethongphapluat.com"
    excerpt: bool  # not the whole text


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """Words of a provision: the text that the store held on the day, cut ``[start, end)``, is ``quote``."""

    number: str  # "53/2024/QH15"
    slug: str
    eid: str
    label: str  # "khoản 2 Điều 5"
    name: str  # "Luật 53/2024/QH15"
    full_name: str  # with day, issuer and title
    on: date  # the words and the status are valid as of this day
    quote: str
    start: int
    end: int
    status: Status
    source_class: SourceClass
    permalink: str  # path of the page of that day
    whole: bool = False  # the quote is all of the provision but the spaces around it
    cautions: tuple[str, ...] = ()  # sentences to know before relying on the words: a partial text, a plan …
    ended: date | None = None  # the first day on which it held no more, where it does not hold
    unofficial: Unofficial | None = None  # None: the words come from the paper or an official publication

    def __post_init__(self) -> None:
        if not self.quote or self.end - self.start != len(self.quote):
            raise ValueError("a quote is as long as its place")

    @property
    def citation(self) -> str:
        """Return place and work, as people cite."""
        return f"{self.label} {self.name}".strip()


@dataclass(frozen=True, slots=True)
class Passage:
    """One provision, gathered as it is."""

    cited: Cited


@dataclass(frozen=True, slots=True)
class Stated:
    """One statement of an answer; ``at`` counts the citations of the answer from 0."""

    text: str
    at: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An answer as it was given on its day."""

    question: str  # what tells a person is masked
    on: date
    person_class: PersonClass | None
    identified_on: date | None
    statements: tuple[Stated, ...]
    cited: tuple[Cited, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A heading and words of the trainer's own; either may be empty."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Task:
    """What is asked about a story; its answer is the words of the provisions in ``key``, after a yes or no of ours."""

    prompt: str
    key: tuple[Cited, ...]
    answer: str = ""  # "Có" or "Không", where that is asked


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryFacts:
    """What a story is about, in the codes of a case; nothing in it tells who somebody is."""

    person_class: PersonClass | None = None
    age: int | None = None  # years
    route: Route | None = None
    place: str = ""
    health: tuple[Health, ...] = ()
    wishes: tuple[Support, ...] = ()
    identified_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseExercise:
    """A story and its tasks with their keys, by the law of a day."""

    title: str
    story: str
    on: date
    facts: StoryFacts
    tasks: tuple[Task, ...]
    left_out: tuple[str, ...] = ()  # sentences: what the key does not say, since nothing could be cited for it


class QuestionKind(StrEnum):
    """How a question is asked."""

    CHOICE = "choice"
    TRUE_FALSE = "true_false"
    MATCHING = "matching"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizQuestion:
    """A question whose answer is a cited provision.

    ``prompt`` is the trainer's to word. ``stem`` is not: for a choice, the words of the law with a gap ``……``; for
    true or false, the sentence to judge; for matching, empty.
    A choice has one number in ``right``: that of the option that fills the gap. For true or false the options are
    "Đúng" and "Sai". For matching, ``left[i]`` belongs to ``options[right[i]]``, and ``cited[i]`` proves it.
    """

    kind: QuestionKind
    prompt: str
    stem: str
    options: tuple[str, ...]
    right: tuple[int, ...]
    cited: tuple[Cited, ...]
    left: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        sides = len(self.left) if self.kind is QuestionKind.MATCHING else 1
        if len(self.right) != sides or any(not 0 <= at < len(self.options) for at in self.right) or not self.cited:
            raise ValueError("a question needs a right option and its citation")


@dataclass(frozen=True, slots=True)
class Quiz:
    """Questions in the trainer's order."""

    title: str
    questions: tuple[QuizQuestion, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Old words beside new ones; the runs that were not removed are the new words, letter for letter."""

    old: Cited
    new: Cited
    runs: tuple[WordRun, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What is stored but cannot be read as any of these; kept as it is until somebody removes it."""

    kind: str
    body: str
    why: str  # a sentence


Content = Passage | Answered | Note | CaseExercise | Quiz | Comparison
KINDS: dict[str, type[Content]] = {
    "passage": Passage,
    "answer": Answered,
    "note": Note,
    "exercise": CaseExercise,
    "quiz": Quiz,
    "comparison": Comparison,
}


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a collection; the note is the trainer's."""

    id: str
    content: Content | Unreadable
    note: str = ""
    updates: tuple[str, ...] = ()  # sentences: when its words were renewed, and what changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A collection with its items in their order; ``made`` and ``changed`` are ISO 8601 moments in UTC."""

    id: str
    title: str
    about: str = ""
    made: str
    changed: str
    items: tuple[Item, ...] = field(default=())


def cited_in(content: Content | Unreadable) -> Iterator[Cited]:
    """Yield every citation of an item, in reading order."""
    match content:
        case Passage(cited):
            yield cited
        case Answered():
            yield from content.cited
        case CaseExercise():
            for task in content.tasks:
                yield from task.key
        case Quiz():
            for question in content.questions:
                yield from question.cited
        case Comparison():
            yield from (content.old, content.new)
        case _:
            return
