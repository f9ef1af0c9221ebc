"""Sources that disagree about the words of a provision, and provisions that disagree about a figure: all are told."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import PurePath
from urllib.parse import urlsplit

from corpus.expression import Origin
from corpus.governing import rivals
from corpus.provision import label_of
from corpus.reading import CorpusReader
from corpus.rows import Held
from corpus.text import fold, syllables
from corpus.work import Work, rank_of
from search.answer import AnswerWarning, Fact, FactKind, Statement, WarningCode
from search.differing import contradicts
from search.evidence import Terms
from search.hit import Hit
from search.sought import Sought

_KINDS = {Sought.TIME: FactKind.DEADLINE, Sought.MONEY: FactKind.AMOUNT}
_SAME_MATTER = 0.5  # share of the question that each of the two places carries
_BOUND = re.compile(r"không quá|tối đa", re.IGNORECASE)
_STEP = re.compile(r"trong (?:thời hạn|vòng)", re.IGNORECASE)  # a time for doing something
_AFTER = re.compile(r"[^.;\n]{0,20}kể từ (?:ngày|khi) nhận", re.IGNORECASE)
_UNITS: Mapping[str, float] = {
    **{"năm": 8_760, "tháng": 720, "tuần": 168, "ngày": 24, "giờ": 1},  # hours
    **{"đồng": 1, "đ": 1, "nghìn": 1e3, "triệu": 1e6, "tỷ": 1e9},  # đồng
}
_SIZE = re.compile(r"(?P<value>[0-9][0-9.]*(?:,[0-9]+)?) *(?P<unit>" + "|".join(_UNITS) + r")(?![^ ,.;/])")


def conflict_warnings(hits: Sequence[Hit], store: CorpusReader, on: date) -> Iterator[AnswerWarning]:
    """Yield a warning for the places quoted whose words other sources of the same work give otherwise.

    Places of one work that the same sources give otherwise are told of together.
    """
    told: dict[tuple[str, str, str], list[str]] = {}
    for hit in {(hit.held.expression_id, hit.provision.eid): hit for hit in hits}.values():
        texts = rivals(hit.held, store.texts(hit.held.work, hit.provision.eid), on)
        others = dict.fromkeys(_named(held) for held in texts if _differs(held, hit))
        if others:
            label = label_of(hit.provision.eid)
            told.setdefault((hit.held.work.name, _named(hit.held), ", ".join(others)), []).append(label)
    for (work, own, rest), labels in told.items():
        place = f"{'; '.join(labels)} {work}".strip()
        message = (
            f"Các nguồn trong kho ghi khác nhau về {place}: đoạn trích lấy từ {own}, còn"
            f" {rest} ghi khác. Hãy đối chiếu với bản chính thức trước khi áp dụng."
        )
        yield AnswerWarning(WarningCode.CONFLICT, message, tuple(f"{label} {work}".strip() for label in labels))


def figure_conflicts(statements: Sequence[Statement], terms: Terms) -> Iterator[AnswerWarning]:
    """Yield a warning where texts quoted side by side bound the time, or fix the sum, asked for otherwise.

    Each stands with its rank and day: which of them decides is for the reader, who sees both.
    """
    kind = _KINDS.get(terms.sought) if terms.sought else None
    told: dict[str, dict[str, tuple[Work, Fact]]] = {}  # by what is bounded, by work
    for statement in statements if kind else ():
        work = statement.quotations[0].held.work
        facts = [fact for fact in statement.facts if fact.kind is kind and _binds(fact)]
        carried = {fact: terms.coverage(_line_of(fact, statement)) for fact in facts}
        fact = max(facts, key=lambda one: carried[one], default=None)
        if fact is not None and carried[fact] >= _SAME_MATTER:
            told.setdefault(_bounded(fact, statement), {}).setdefault(work.slug, (work, fact))
    for rivals_told in told.values():
        if len({_measure(fact) for _, fact in rivals_told.values()}) < 2:  # noqa: PLR2004  # two that differ
            continue
        ordered = sorted(rivals_told.values(), key=lambda pair: (rank_of(pair[0]), pair[0].issued or date.max))
        said = "; ".join(f"{_dated(work)}: “{fact.text}”" for work, fact in ordered)
        message = (
            f"Các văn bản được trích quy định khác nhau: {said}. Văn bản cấp cao hơn đứng trước; cùng cấp, cùng cơ quan"
            " thì áp dụng văn bản ban hành sau. Hãy hỏi cơ quan có thẩm quyền trước khi áp dụng."
        )
        yield AnswerWarning(WarningCode.CONFLICT, message, tuple(work.name for work, _ in ordered))


def _bounded(fact: Fact, statement: Statement) -> str:
    """Return what a fact bounds: "" for how long a thing lasts or what it costs, else whose step it is.

    Three days for the Sở to pass a file on and two months for the police to check it are no contradiction.
    """
    quote = statement.quotations[fact.at].quote
    if not (_STEP.match(fact.text) or _AFTER.match(quote, fact.end)):
        return ""
    start = quote.rfind("\n", 0, fact.start) + 1
    line = range(start, start + len(_line_of(fact, statement)))
    offices = (one for one in statement.facts if one.kind is FactKind.AGENCY and one.at == fact.at)
    return next((fold(one.text) for one in offices if one.start in line), "?")


def _line_of(fact: Fact, statement: Statement) -> str:
    """Return the line that a fact stands in: one điểm bounds many steps, and only one of them is asked for."""
    quote = statement.quotations[fact.at].quote
    end = quote.find("\n", fact.end)
    return quote[quote.rfind("\n", 0, fact.start) + 1 : end if end >= 0 else len(quote)]


def _binds(fact: Fact) -> bool:
    return fact.kind is FactKind.AMOUNT or _BOUND.search(fact.text) is not None


def _measure(fact: Fact) -> float:
    """Return the size of a fact: hours of a time, đồng of a sum.

    >>> _measure(Fact(FactKind.DEADLINE, "không quá 05 (năm) ngày", 0, 0, 1))
    120.0
    >>> _measure(Fact(FactKind.AMOUNT, "1,5 triệu đồng", 0, 0, 1))
    1500000.0
    """
    found = _SIZE.search(re.sub(r"[(][^)]*[)]", " ", fact.text.lower()))
    if found is None:
        return 0.0
    value = float(found["value"].replace(".", "").replace(",", "."))
    return value * _UNITS[found["unit"]]


def _dated(work: Work) -> str:
    return f"{work.name} ({work.issued:%d/%m/%Y})" if work.issued else work.name


def _differs(held: Held, hit: Hit) -> bool:
    """Tell whether the other text has other words there; a place that it divides otherwise is compared as a whole."""
    other, own = held.unit.provision.find(hit.provision.eid), hit.provision
    if held.origin is Origin.EXCERPT:
        return other is not None and contradicts(other, own, whole=not hit.held.partial)
    if other is None:
        other, own = held.unit.provision, hit.held.unit.provision
    if hit.held.origin is Origin.EXCERPT:
        return contradicts(own, other, whole=not held.partial)
    return syllables(other.text) != syllables(own.text)


def _named(held: Held) -> str:
    """Return the name of a file; of an excerpt with the site it was taken from, since one file has many."""
    name = PurePath(held.source.path).name
    site = urlsplit(held.unit.url).hostname if held.origin is Origin.EXCERPT else ""
    return f"{name} ({site})" if site else name
