"""Small real classes that stand in for heavy ones."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from corpus.case import Case
from corpus.citation import find_citations
from corpus.errors import UnknownWorkError
from corpus.force import ForceTable
from corpus.personal import find_personal
from corpus.provision import Level
from corpus.reading import CorpusReader
from corpus.resolve import resolve
from corpus.rows import Held
from corpus.text import clean, syllable_spans, syllables
from search.answer import Answer, AnswerWarning, Quotation, Refusal, RefusalCode, Statement, WarningCode
from search.hit import Fragment, Hit, Why
from search.limits import barred_by, require_known
from search.query import Filters, PersonClass, Query
from search.service import Found, IdentifiedLaterError, Shown
from web.addresses import locate, parse_address
from web.jobs import Loaded, Tell

_NO_FILTERS = Filters()


class WordSearch:
    """Finds the units that share syllables with the question; answers with the best one, whole."""

    def __init__(self, store: CorpusReader, force: ForceTable) -> None:
        self._store = store
        self._force = force

    def find(
        self, text: str, *, on: date, k: int = 10, filters: Filters = _NO_FILTERS, as_typed: bool = False
    ) -> Found:
        """Return units by the number of syllables they share, ties in the order of the store."""
        require_known(filters)
        typed = clean(text).strip()
        query = Query(text=typed, on=on, understood=_understood(typed, as_typed), filters=filters, k=k)
        wanted = set(syllables(query.text))
        scored = []
        for held in self._store.expression_units(self._store.expressions()):
            shared = wanted & set(syllables(held.unit.provision.text))
            if shared and held.unit.provision.level is not Level.HEAD:
                scored.append((len(shared) / len(wanted), held))
        scored.sort(key=lambda pair: -pair[0])
        hits = [self._hit(rank, score, held, wanted, on) for rank, (score, held) in enumerate(scored, start=1)]
        return Found(query, tuple([hit for hit in hits if not barred_by(filters, hit)][:k]))

    def _hit(self, rank: int, score: float, held: Held, wanted: set[str], on: date) -> Hit:
        provision = held.unit.provision
        snippet, reached = [], 0
        for syllable, start, end in syllable_spans(provision.text[:300]):
            if syllable in wanted:
                snippet += [Fragment(provision.text[reached:start], match=False)] if start > reached else []
                snippet.append(Fragment(provision.text[start:end], match=True))
                reached = end
        snippet.append(Fragment(provision.text[reached:300], match=False))
        return Hit(rank, score, held, provision, self._force.on(held, on).status, tuple(snippet), (Why.WORDS,))

    def ask(  # noqa: PLR0913  # as SearchFace
        self,
        question: str,
        *,
        on: date,
        identified_on: date | None = None,
        person_class: PersonClass | None = None,
        filters: Filters = _NO_FILTERS,
        as_typed: bool = False,
        dated: bool = True,  # noqa: ARG002  # the fake reads no day
        classless: bool = False,
    ) -> Answer:
        """Quote the best hit when half of the question's syllables stand in it; refuse otherwise."""
        if identified_on is not None and identified_on > on:
            raise IdentifiedLaterError(identified_on, on)
        found = self.find(question, on=on, filters=filters)
        query = Query(
            text=found.query.text,
            personal=find_personal(found.query.text),
            on=on,
            understood=_understood(found.query.text, as_typed),
            case=Case(identified_on=identified_on, person_class=None if classless else person_class),
        )
        if not found.hits or found.hits[0].score < 0.5:
            refusal = Refusal(RefusalCode.NO_SUPPORT, "Kho chưa có căn cứ để trả lời.", ("Hỏi về chế độ nào?",))
            return Answer(query, on, (), refusal, (), found.hits)
        best = found.hits[0]
        place = best.provision.children[0] if best.provision.children else best.provision
        quotation = Quotation(best.held, place, 0, len(place.text), place.text, best.status)
        warning = AnswerWarning(WarningCode.EXPIRED_SOURCE, "Căn cứ đã hết hiệu lực.", ("Điều 32 Luật 66/2011/QH12",))
        return Answer(query, on, (Statement(place.text, (quotation,)),), None, (warning,), found.hits)

    def show(self, address: str, *, on: date) -> Shown:
        """Return the provision of the first citation in the text, or of a permalink."""
        if address.startswith("/vb/"):
            wanted = parse_address(address.removeprefix("/vb/"))
            located = locate(self._store.work(wanted.work), wanted.eid, self._store, on)
            return Shown(located.held, located.provision, self._force.on(located.held, on).status, on)
        for citation in find_citations(address):
            found = resolve(citation, self._store, on)
            if found.held and found.provision:
                return Shown(found.held, found.provision, self._force.on(found.held, on).status, on)
        raise UnknownWorkError(address)


def _understood(typed: str, as_typed: bool) -> str:  # as it came in
    return typed if as_typed else f"{typed} (đã đọc)"


class RecordingLoad:
    """Pretends to load files; remembers them, tells its progress, and fails when told to."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.seen: list[tuple[Path, bytes]] = []
        self._fault = fault

    def __call__(self, paths: Sequence[Path], tell: Tell) -> Loaded:
        """Read each file and count it."""
        for number, path in enumerate(paths, start=1):
            tell("Đọc tệp", number, len(paths))
            self.seen.append((path, path.read_bytes() if path.is_file() else b""))
        if self._fault:
            raise self._fault
        return Loaded({"sources": [], "totals": {"sources": len(paths)}}, None)
