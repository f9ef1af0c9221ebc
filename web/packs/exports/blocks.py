"""What every form of a training pack is made of, already in words: one outline, so that all forms say the same."""

from dataclasses import dataclass
from datetime import date

from corpus.difference import WordRun
from corpus.work import Status
from web.preferences import tr
from web.words import vietnamese_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """A place of the law, quoted letter for letter, with its standing on the day."""

    number: int  # in the list of sources, from 1
    short: str  # "khoản 1 Điều 37 Luật 53/2024/QH15"
    full: str  # with the title, the day and the issuer
    words: str  # verbatim; never changed but for letters that no file can hold
    address: str  # whole, so that it works on paper; a path where only this machine has the host
    path: str  # the permalink, without a host
    start: int  # of the words in the text of the provision
    on: date  # the day that words and standing were looked at for
    ended: date | None  # the first day on which it held no more, where it does not hold
    status: Status
    sign: str
    state: str  # "còn hiệu lực"
    whence: str = ""  # that and whence the words were copied, where nobody official published them
    cautions: tuple[str, ...] = ()  # what to know before relying on it, each a sentence

    @property
    def standing(self) -> str:
        """Return the status, sign and words, on the day that it was looked at for, and whose copy the words are."""
        seen = {"state": self.state, "day": vietnamese_day(self.on)}
        if self.ended:
            words = tr("%(state)s từ ngày %(end)s (xem tại ngày %(day)s)", end=vietnamese_day(self.ended), **seen)
        else:
            words = tr("%(state)s tại ngày %(day)s", **seen)
        return "; ".join(filter(None, (f"{self.sign} {words}", self.whence)))


@dataclass(frozen=True, slots=True)
class Note:
    """Words of a person or of ours; never law."""

    label: str  # who says it: "Ghi chú", "Tình huống"
    words: str


@dataclass(frozen=True, slots=True)
class Sides:
    """Two places laid side by side, and what leads from the old words to the new ones."""

    old: Law
    new: Law
    runs: tuple[WordRun, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers offered, or one side of a pair to be matched; its words may be those of the law."""

    mark: str  # "A"
    words: str


@dataclass(frozen=True, slots=True)
class Key:
    """The right answer, and the law it rests on; only in the trainer's version."""

    answers: tuple[str, ...]  # empty where the words of the grounds are the answer
    grounds: tuple[Law, ...]
    right: tuple[int, ...] = ()  # the places of the right options, from 0, for programs


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A question or an exercise."""

    name: str  # "Câu 3"
    kind: str  # "chọn một đáp án"
    prompt: str
    stem: str  # words to judge or to fill; empty where there are none
    valid: str  # how the law behind the answer stands, and on which day, as a sentence
    choices: tuple[Choice, ...] = ()
    left: tuple[Choice, ...] = ()  # what the choices are to be matched with
    key: Key | None = None  # None: the learner's version


def leads_somewhere(address: str) -> bool:
    """Tell whether a file may make a link of an address: a path alone leads nowhere from a file."""
    return address.startswith(("http://", "https://"))


Block = Law | Note | Sides | Task


@dataclass(frozen=True, slots=True)
class Section:
    """One item of the collection."""

    number: int  # from 1
    title: str
    kind: str  # "Quy định", "Câu hỏi"
    code: str  # of the kind, for programs
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A collection in the order in which it is read."""

    title: str
    about: str
    made: date
    valid: str  # of which day its words are, as a sentence
    version: str  # "Bản của giảng viên, có đáp án"
    address: str  # of the collection's page
    keyed: bool  # the trainer's version
    language: str  # of our own words
    sections: tuple[Section, ...]
    sources: tuple[Law, ...]  # each place quoted once, in the order of reading
