"""The topics of the field, and which works belong to them: on the word of the handbook, or of a title.

A work belongs to a topic where an entry of the handbook on that topic rests on it, or where its own title names the
topic in words that mean nothing else. Nothing is guessed from the text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.case import SUPPORT_NAMES, Support
from corpus.collation import collation_key, initial
from corpus.handbook import Entry, Topic, load_handbook
from corpus.number import number_key
from corpus.text import fold
from corpus.work import Work

_THEMES = {
    Topic.ENTITLEMENTS: "quyền được hỗ trợ",
    Topic.AMOUNTS: "mức chi, mức tiền",
    Topic.CONFIDENTIALITY: "giữ bí mật thông tin",
    Topic.CONDUCT: "ứng xử với nạn nhân",
    Topic.RECEPTION: "tiếp nhận",
    Topic.IDENTIFICATION: "xác định nạn nhân",
    Topic.CHILDREN: "trẻ em, người dưới 18 tuổi",
    Topic.SHELTER: "cơ sở hỗ trợ, nơi tạm lánh",
    Topic.PROCEDURE: "hồ sơ, thủ tục",
    Topic.DEADLINE: "thời hạn",
    Topic.AGENCY: "cơ quan có trách nhiệm",
    Topic.HOTLINE: "đường dây nóng",
    Topic.TRANSITION: "chuyển tiếp luật cũ, luật mới",
    Topic.PLANS: "kế hoạch, chương trình",
    Topic.COMMUNICATION: "truyền thông, tuyên truyền",
    Topic.CRIME: "tội phạm, xử lý vi phạm",
    Topic.VOCABULARY: "từ ngữ",
}
TOPIC_NAMES: Mapping[Topic, str] = {
    topic: _THEMES[topic] if topic in _THEMES else SUPPORT_NAMES[Support(topic.value)] for topic in Topic
}
# Folded words of a title that name a topic and nothing else.
_TITLE_WORDS: Mapping[Topic, tuple[str, ...]] = {
    Topic.MEDICAL: ("kham benh, chua benh", "kham, chua benh", "bao hiem y te"),
    Topic.INTERPRETATION: ("phien dich",),
    Topic.LEGAL_ADVICE: ("tu van phap luat",),
    Topic.LEGAL_AID: ("tro giup phap ly",),
    Topic.SCHOOLING: ("mien, giam hoc phi", "hoc phi"),
    Topic.VOCATIONAL: ("hoc nghe", "day nghe", "giao duc nghe nghiep", "viec lam"),
    Topic.LOAN: ("tin dung doi voi", "quy quoc gia ve viec lam"),
    Topic.PROTECTION: ("bao ve nhan chung", "bao ve nguoi to giac"),
    Topic.IDENTIFICATION: ("xac dinh nan nhan",),
    Topic.RECEPTION: ("tiep nhan nan nhan", "tiep nhan, xac minh", "tiep nhan va tra lai"),
    Topic.CHILDREN: ("tre em", "nguoi chua thanh nien"),
    Topic.SHELTER: ("co so tro giup xa hoi", "co so ho tro nan nhan", "co so bao tro xa hoi"),
    Topic.CRIME: ("mua ban nguoi", "bo luat hinh su", "to tung hinh su"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A topic in the alphabetical list."""

    topic: Topic
    name: str
    letter: str
    works: int
    entries: int


@cache
def _entries() -> tuple[tuple[int, Entry], ...]:
    return tuple(enumerate(load_handbook(), start=1))


@cache
def _by_number() -> Mapping[str, frozenset[Topic]]:
    """Return the topics of the handbook entries that rest on an instrument, by the key of its number."""
    found: dict[str, set[Topic]] = {}
    for _, entry in _entries():
        for statement in entry.statements:
            for ground in statement.grounds:
                found.setdefault(number_key(ground.number), set()).update(entry.topics)
    return {key: frozenset(topics) for key, topics in found.items()}


def topics_of(work: Work) -> frozenset[Topic]:
    """Return the topics that a work belongs to."""
    title = fold(work.title)
    named = {topic for topic, words in _TITLE_WORDS.items() if any(word in title for word in words)}
    return _by_number().get(number_key(work.number), frozenset()) | named


def why_on_topic(work: Work, topic: Topic) -> int:
    """Return how many entries of the handbook on a topic rest on a work; 0 where only its title names the topic."""
    key = number_key(work.number)
    return sum(
        any(number_key(ground.number) == key for statement in entry.statements for ground in statement.grounds)
        for _, entry in _entries()
        if topic in entry.topics
    )


@cache
def entries_of(topic: Topic) -> tuple[tuple[int, Entry], ...]:
    """Return the entries of the handbook on a topic, each with its number, in alphabetical order."""
    found = [(number, entry) for number, entry in _entries() if topic in entry.topics]
    return tuple(sorted(found, key=lambda pair: collation_key(pair[1].title)))


def alphabet(counts: Mapping[str, int], names: Mapping[Topic, str]) -> list[tuple[str, Sequence[Shown]]]:
    """Return all topics under their letters, in the order of the alphabet; ``counts`` are of works held."""
    shown = [
        Shown(topic, name, initial(name), counts.get(topic.value, 0), len(entries_of(topic)))
        for topic, name in names.items()
    ]
    shown.sort(key=lambda one: collation_key(one.name))
    letters = dict.fromkeys(one.letter for one in shown)
    return [(letter, [one for one in shown if one.letter == letter]) for letter in letters]
