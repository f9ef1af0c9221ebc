"""What a text says of force: its own, in its closing Điều, and that of the texts it ends, suspends or corrects."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from corpus.citation import Citation, find_citations
from corpus.days import DAY, THIS, day_of_match, day_told, force_days
from corpus.errors import TooManyCitationsError
from corpus.event import Event, EventKind, Witness
from corpus.expression import Unit
from corpus.law_names import KNOWN_LAWS, LawNames
from corpus.number import number_key, type_of_number, year_of_number
from corpus.provision import Level, Provision, eid_of
from corpus.resolve import number_of
from corpus.work import TYPE_RANKS, SourceClass, Work, is_draft, rank_of

# Cheap signs, for choosing among hundreds of thousands of units which to read.
SIGNS = ("hiệu lực", "thay thế", "bãi bỏ", "Bãi bỏ", "Thay thế", "ính chính")
_LONGEST = 40_000  # characters of a unit that may be a closing one; tables of rates are longer
_SENTENCE = re.compile(r"[^.;\n]+(?:[.](?=\d)[^.;\n]*)*")
_ENDS = re.compile(r"hết hiệu lực(?: thi hành)?(?P<when>(?: kể)? từ[^.;\n]{0,120})?", re.IGNORECASE)
_REPLACES = re.compile(rf"{THIS} (?:thay thế|bãi bỏ)(?: cho)? (?!cụm từ|từ [“\"])", re.IGNORECASE)
_REPEALS = re.compile(r"(?:^|[\s).])(?:Bãi bỏ|Thay thế|Hủy bỏ|Huỷ bỏ) (?!cụm từ|từ [“\"]|Mẫu|Biểu|Phụ lục)")
_SUSPENDS = re.compile(rf"ngưng hiệu lực[^.;\n]{{0,400}}?từ (?:hết )?{DAY}", re.IGNORECASE)
_UNTIL = re.compile(rf"đến (?P<whole>hết )?{DAY}", re.IGNORECASE)
_BEGINS = re.compile(r"có hiệu lực(?: thi hành)?(?P<when>(?: kể)?,? (?:từ|sau)[^.;\n]{0,90})", re.IGNORECASE)
_WITH_THIS = re.compile(rf"ngày {THIS} (?:bắt đầu )?có hiệu lực", re.IGNORECASE)
_BUT = re.compile(r"(?:,\s*|\s)(?:trừ|ngoại trừ)\s", re.IGNORECASE)
_LISTED = re.compile(r"(?:[,;]|\bvà|\bcùng)\s+(?:các\s+)?$")
_AMENDS = re.compile(r"sửa đổi|bổ sung|kèm theo")
_MARKER = r"(?:\d{1,2}[a-zđ]?(?:\.\d{1,2})*\.|[a-zđ]\d?\)|-|\+)?"
_ONLY = re.compile(rf"\s*{_MARKER}\s*(?:các |những |toàn bộ |nội dung )*(?:các )?\s*")
_DETAILS = re.compile(r"quy định chi tiết|hướng dẫn", re.IGNORECASE)
_RESOLUTION = "Nghị quyết"
_SHOWN = 300  # characters of a sentence that are kept as the reason
_tell = partial(Event, said_by=Witness.TEXT)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a unit, without what it excepts, and the place it stands in."""

    text: str
    eid: str
    listed: bool = False  # stands in a list whose lead-in says that all of it ends
    when: str = ""  # the day that the lead-in gives


def read_events(work: Work, units: Iterable[Unit]) -> list[Event]:
    """Return the events that a text tells: from when it and its places hold, and what becomes of other texts.

    Only law ends law, and only of its own or a lower rank: what a plan says of a decree changes nothing.
    Quoted blocks of an amending text speak for another text and are not read.
    """
    units = [unit for unit in units if _may_close(unit.provision)]
    closing = (unit.provision for unit in units if "hiệu lực" in unit.provision.text)
    own, _ = force_days(map(_own_words, closing), work.issued)
    begins = own[0] if own else work.effective
    events = [_tell(number=work.number, kind=EventKind.EFFECTIVE, day=own[0])] if own else []
    for unit in units:
        for sentence in _sentences(unit.provision):
            with suppress(TooManyCitationsError):  # no law writes such a sentence; what it says stays uncertain
                events += _places_begin(work, sentence, own)
                if work.source_class is SourceClass.LAW and work.number[:1].isdigit() and not is_draft(work):
                    events += _others(work, sentence, begins)
    if work.title.startswith("Đính chính") and work.issued:
        events += [
            _tell(number=number, kind=EventKind.CORRECTED, day=work.issued, act=work.number, reason=_short(work.title))
            for number in _numbers(_cited_by_title(work))
        ]
    return list(dict.fromkeys(events))


def parents_of_title(work: Work, names: LawNames = KNOWN_LAWS) -> list[str]:
    """Return the numbers of the texts that a title says the work details, bare names by the day of its issue."""
    if work.issued is None or not _DETAILS.search(work.title):
        return []
    found = (number_of(citation, work.issued, names) for citation in _cited_by_title(work, names))
    return [number for number in dict.fromkeys(found) if number and number_key(number) != number_key(work.number)]


def _cited_by_title(work: Work, names: LawNames = KNOWN_LAWS) -> list[Citation]:
    """Return the citations of a title; none of one that no paper bears, with more of them than any text has."""
    try:
        return find_citations(work.title, names=names)
    except TooManyCitationsError:
        return []


def _may_close(provision: Provision) -> bool:
    citable = provision.level in (Level.ARTICLE, Level.ITEM, Level.BODY)
    return citable and len(provision.text) <= _LONGEST and any(sign in provision.text for sign in SIGNS)


def _own_words(provision: Provision) -> str:
    """Return the words of a provision without its quoted blocks."""
    quotes = [part for part in provision.walk() if part.level is Level.QUOTE]
    words, reached = [], provision.start
    for quote in quotes:
        if quote.start >= reached:
            words.append(provision.text[reached - provision.start : quote.start - provision.start])
            reached = quote.end
    return "".join([*words, provision.text[reached - provision.start :]])


def _sentences(provision: Provision, when: str = "", listed: bool = False) -> Iterator[_Sentence]:
    """Yield the sentences of a provision and of its parts; a lead-in that ends in a colon speaks for its list."""
    lead = provision.lead_in
    opening = lead.rstrip().endswith(":")
    ends = (_ENDS.search(lead) or _REPEALS.search(lead)) if opening else None
    opens = ends is not None
    if not opens:
        for match in _SENTENCE.finditer(lead):
            if listed or any(sign in match[0] for sign in SIGNS):
                yield _Sentence(_but(match[0]), provision.eid, listed, when)
    said = ends.groupdict().get("when") or "" if ends and opens else when
    for child in provision.children:
        if child.level is not Level.QUOTE:
            yield from _sentences(child, said, listed or opens)


def _but(sentence: str) -> str:
    """Return a sentence without its exception."""
    found = _BUT.search(sentence)
    return sentence[: found.start()] if found else sentence


def _places_begin(work: Work, sentence: _Sentence, own: Sequence[date]) -> list[Event]:
    """Return the days from which single places of the text hold, where they are not its own day."""
    found = _BEGINS.search(sentence.text)
    day = day_told(found["when"], work.issued) if found else None
    if found is None or day is None or day in own[:1]:
        return []
    places = [
        eid_of(cited.place)
        for cited in find_citations(sentence.text[: found.start()])
        if cited.article and not cited.work.number and not cited.work.name
    ]
    reason = _short(sentence.text)
    return [
        _tell(number=work.number, kind=EventKind.EFFECTIVE, day=day, eid=eid, act_eid=sentence.eid, reason=reason)
        for eid in places
    ]


def _others(work: Work, sentence: _Sentence, begins: date | None) -> Iterator[Event]:
    """Yield what becomes of other texts by one sentence."""
    text = sentence.text
    ends, suspends = _ENDS.search(text), _SUSPENDS.search(text)
    if suspends:
        yield from _suspended(work, sentence, suspends)
    if sentence.listed:
        words, when = text, sentence.when
    elif ends:
        words, when = text[: ends.start()], ends["when"] or ""
    elif replaces := _REPLACES.search(text) or _REPEALS.search(text):
        words, when = text[replaces.end() :], ""
    else:
        return
    day = begins if not when or _WITH_THIS.search(when) else day_told(when, work.issued)
    for cited, whole in _targets(words) if day else ():
        if day and (number := _ended(work, cited)):
            yield _ending(work, number, cited, day, sentence, whole)


def _targets(words: str) -> Iterator[tuple[Citation, bool]]:
    """Yield what a sentence ends, each with whether it ends as a whole.

    A title may name other texts ("Nghị định A sửa đổi Nghị định B"): those are not ended. What stands before a
    name may narrow it ("các quy định về … tại Nghị định A"): then a part of it ends, and nobody says which.
    """
    reached, in_title, whole = 0, False, True
    for cited in find_citations(words):
        before = words[reached : cited.start]
        if cited.start >= reached:
            first = reached == 0
            whole = whole and bool(_ONLY.fullmatch(before) if first else "kèm theo" not in before)
            in_title = in_title or not (first or (_LISTED.search(before) and not _AMENDS.search(before)))
        if not in_title:
            yield cited, whole
        reached = max(reached, cited.end)


def _ending(work: Work, number: str, cited: Citation, day: date, sentence: _Sentence, whole: bool) -> Event:
    eid = eid_of(cited.place)
    partly = not whole or bool(eid or cited.chapter or cited.section or cited.annex or cited.form)
    kind = EventKind.PARTLY_EXPIRED if partly else EventKind.EXPIRED
    return _tell(
        number=number,
        kind=kind,
        day=day,
        eid=eid,
        act=work.number,
        act_eid=sentence.eid,
        reason=_short(sentence.text),
    )


def _suspended(work: Work, sentence: _Sentence, match: re.Match[str]) -> Iterator[Event]:
    since, until = day_of_match(match), _UNTIL.search(sentence.text, match.end())
    for cited in find_citations(sentence.text[: match.end()]):
        number = _ended(work, cited)
        if not number or since is None:
            continue
        eid = eid_of(cited.place)
        kind = EventKind.PARTLY_SUSPENDED if eid else EventKind.SUSPENDED
        told = partial(
            _tell, number=number, eid=eid, act=work.number, act_eid=sentence.eid, reason=_short(sentence.text)
        )
        yield told(kind=kind, day=since)
        last = day_of_match(until) if until else None
        if last and until:
            yield told(kind=EventKind.RESUMED, day=last + timedelta(days=1) if until["whole"] else last)


def _ended(work: Work, cited: Citation) -> str:
    """Return the number of a text that this one may end; empty where it may not."""
    number = cited.work.number or ""
    return number if may_end(work, number, cited.work.type or "") else ""


def may_end(work: Work, number: str, type_: str) -> bool:
    """Tell whether a text may end another one, or a place in it, that it names by its number and type.

    A number without a year is that of many. Resolutions of the assembly are numbered like its laws, so their number
    alone would end a law. A text ends nothing of a higher rank.
    """
    if year_of_number(number) is None or number_key(number) == number_key(work.number):
        return False
    of_number = type_of_number(number)
    if of_number is None and type_ == _RESOLUTION:
        return False
    return rank_of(work) <= TYPE_RANKS.get(type_ or of_number or "Luật", 2)


def _numbers(citations: Iterable[Citation]) -> list[str]:
    return list(dict.fromkeys(cited.work.number for cited in citations if cited.work.number))


def _short(words: str) -> str:
    joined = " ".join(words.split())
    return joined if len(joined) <= _SHOWN else f"{joined[:_SHOWN].rsplit(' ', 1)[0]} …"
