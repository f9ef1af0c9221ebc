"""The typed face of search: find, ask, show; one for a process, shared by its threads."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from corpus.citation import find_citations
from corpus.errors import (
    AmbiguousNumberError,
    CancuError,
    CorpusError,
    UnheldProvisionError,
    UnknownProvisionError,
    UnknownWorkError,
)
from corpus.force import ForceTable
from corpus.lacking import held_instead, is_lacking, missing_error
from corpus.provision import EID_PREFIX, Provision, eid_of_path, path_of
from corpus.reading import CorpusReader
from corpus.resolve import Missing, Resolution, resolve
from corpus.rows import Held
from corpus.text import clean
from corpus.work import Status, Work
from search.answer import Answer
from search.compose import Composer
from search.endpoint import Endpoint, ModelSettings
from search.errors import BadSettingError
from search.hit import Hit, Ranked
from search.index.build import IndexReport, Progress, build_index
from search.index.generation import IndexSettings
from search.index.protocol import Remote
from search.limits import require_known
from search.query import Filters, PersonClass, Query, Request
from search.recall import Library
from search.refusals import in_full, label_of_citation
from search.soundness import index_problems, passage_count
from search.summarise import Summariser
from search.support import AnswerSettings

if TYPE_CHECKING:
    from haystack import Pipeline

# How the tail of a permalink begins: corpus.provision.path_of.
_PATHS = tuple(path_of(prefix) for prefix in EID_PREFIX.values())
Tell = Callable[[float, float, str], None]  # done, total, what


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchSettings:
    """The knobs of search, with the values measured to be best (docs/experiments.md)."""

    candidates: int = 200  # passages that each lane brings
    encoder: str | None = None  # name or folder of a sentence-transformers model; None: the bundled one
    qdrant_url: str = ""  # a Qdrant server or cluster that keeps the points; empty: embedded in this process
    qdrant_api_key: str = field(default="", repr=False)
    answer: AnswerSettings = field(default_factory=AnswerSettings)
    model: ModelSettings | None = None  # a language model that shortens answers; None: none is asked

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "SearchSettings":
        """Read ``CANCU_ENCODER``, ``QDRANT_URL``, ``QDRANT_API_KEY`` and the settings of a model."""
        url = env.get("QDRANT_URL", "")
        if url and not url.startswith(("http://", "https://")):
            raise BadSettingError("QDRANT_URL", "phải bắt đầu bằng http:// hoặc https://")
        return cls(
            encoder=env.get("CANCU_ENCODER") or None,
            qdrant_url=url,
            qdrant_api_key=env.get("QDRANT_API_KEY", ""),
            model=ModelSettings.from_env(env),
        )

    def remote(self) -> Remote | None:
        """Return the server that keeps the points, or None for the embedded index."""
        if not self.qdrant_url:
            return None
        from search.index.server import QdrantServer  # noqa: PLC0415  # its client takes two seconds to import

        return QdrantServer(self.qdrant_url, self.qdrant_api_key or None)


@dataclass(frozen=True, slots=True)
class Found:
    """The hits of a question."""

    query: Query
    hits: tuple[Hit, ...]
    ranked: tuple[Ranked, ...] = ()  # the ranking that the hits head; deeper where asked for


@dataclass(frozen=True, slots=True)
class Shown:
    """One provision on a day, with the unit it lies in."""

    held: Held
    provision: Provision
    status: Status
    on: date


class NoCitationError(CorpusError):
    """What was asked for is no citation."""

    def __init__(self, text: str) -> None:
        super().__init__(f"Không nhận ra lời dẫn nào trong “{text}”. Ví dụ: điểm a khoản 1 Điều 37 Luật 53/2024/QH15.")


class IdentifiedLaterError(CancuError):
    """The day a person was identified as a victim is later than the day asked about."""

    def __init__(self, identified_on: date, on: date) -> None:
        super().__init__(
            f"Ngày được xác định là nạn nhân ({identified_on:%d/%m/%Y}) không thể sau ngày được hỏi ({on:%d/%m/%Y})."
        )


class SearchFace(Protocol):
    """What doors may ask of search."""

    def find(self, text: str, *, on: date, k: int = 10, filters: Filters = ..., as_typed: bool = False) -> Found:
        """Return the provisions nearest to the question, best first."""

    def ask(  # noqa: PLR0913  # all but one are keywords
        self,
        question: str,
        *,
        on: date,
        identified_on: date | None = None,
        person_class: PersonClass | None = None,
        filters: Filters = ...,
        as_typed: bool = False,
        dated: bool = True,
        classless: bool = False,
    ) -> Answer:
        """Return an answer with its grounds, or a refusal with its reason.

        ``dated`` tells that somebody chose the day ``on``; otherwise a day that the question names is asked about.
        ``classless`` tells that the question is about no class of person, whatever its words say.
        """

    def show(self, address: str, *, on: date) -> Shown:
        """Return the provision that any written form of a citation names, or a permalink's tail."""


class SearchService:
    """Search over one corpus and its index. Light to make: models and index are loaded when first needed."""

    def __init__(
        self, store: CorpusReader, force: ForceTable, folder: Path, settings: SearchSettings | None = None
    ) -> None:
        self._store = store
        self._force = force
        self._settings = settings or SearchSettings()
        self._library = Library(
            folder,
            candidates=self._settings.candidates,
            encoder=self._settings.encoder,
            remote=self._settings.remote(),
        )

    @cached_property
    def _find_graph(self) -> "Pipeline":
        from search.pipeline import find_pipeline  # noqa: PLC0415  # Haystack takes half a second to import

        return find_pipeline(self._store, self._force, self._library)

    @cached_property
    def _ask_graph(self) -> "Pipeline":
        from search.pipeline import add_summary, ask_pipeline  # noqa: PLC0415  # as above

        composer = Composer(self._store, self._force, self._settings.answer)
        graph = ask_pipeline(self._store, self._force, self._library, composer)
        model = self._settings.model
        return add_summary(graph, Summariser(Endpoint(model))) if model else graph

    def warm_up(self) -> None:
        """Load what the first question would otherwise wait for. Raises IndexMissingError, IndexBusyError."""
        self._library.open()
        self._library.encoder()
        self._library.ranker()
        _ = self._ask_graph

    def hold(self) -> None:
        """Own the index from now on. Raises IndexMissingError, IndexBusyError, IndexDamagedError."""
        self._library.open()

    def close(self) -> None:
        """Let go of the index."""
        self._library.close()

    def graphs(self) -> "dict[str, Pipeline]":
        """Return the pipelines that run, by name; none of them needs an index to be looked at."""
        from search.pipeline import index_pipeline  # noqa: PLC0415  # Haystack takes half a second to import

        indexing = index_pipeline(self._library.encoder(), IndexSettings())
        return {"find": self._find_graph, "ask": self._ask_graph, "index": indexing}

    def find(  # all but one are keywords
        self,
        text: str,
        *,
        on: date,
        k: int = 10,
        filters: Filters = Filters(),  # noqa: B008  # frozen
        depth: int = 0,
        as_typed: bool = False,
    ) -> Found:
        """Return the provisions nearest to the question, best first, and the ranking to at least ``depth`` units.

        ``as_typed`` searches the very words: nothing mended, restored or added.
        """
        request = Request(text=text, on=on, k=k, filters=filters, depth=depth, as_typed=as_typed)
        out = self._run(self._find_graph, {"understand": {"request": request}}, keep={"understand"})
        return Found(out["understand"]["query"], out["gather"]["gathered"].hits, out["gather"]["gathered"].ranked)

    def ask(  # noqa: PLR0913  # all but one are keywords
        self,
        question: str,
        *,
        on: date,
        identified_on: date | None = None,
        person_class: PersonClass | None = None,
        filters: Filters = Filters(),  # noqa: B008  # frozen
        as_typed: bool = False,
        dated: bool = True,
        classless: bool = False,
    ) -> Answer:
        """Return an answer with its grounds, or a refusal with its reason.

        ``dated``: somebody chose the day; ``classless``: about no class of person, whatever the words say.
        """
        request = Request(
            text=question,
            on=on,
            identified_on=identified_on,
            person_class=person_class,
            filters=filters,
            as_typed=as_typed,
            dated=dated,
            classless=classless,
        )
        if identified_on is not None and identified_on > on:
            raise IdentifiedLaterError(identified_on, on)
        last = "summarise" if self._settings.model else "ground"
        answer: Answer = self._run(self._ask_graph, {"understand": {"request": request}})[last]["answer"]
        return answer

    def _run(self, graph: "Pipeline", inputs: dict[str, dict[str, Request]], *, keep: set[str] | None = None) -> Any:  # noqa: ANN401  # what the stages give
        """Run a graph over a corpus whose index is there; its absence is told before Haystack has begun."""
        from search.pipeline import run_graph  # noqa: PLC0415  # as above

        for stage in inputs.values():
            require_known(stage["request"].filters)
        self._library.open()
        with self._store.one_state():
            return run_graph(graph, inputs, keep=keep)

    def show(self, address: str, *, on: date) -> Shown:
        """Return the provision that any written form of a citation names, or a permalink's tail.

        Raises NoCitationError, UnknownWorkError, UnknownProvisionError, AmbiguousNumberError.
        """
        slug, _, path = address.removeprefix("/vb/").partition("?")[0].partition("/")
        if path.startswith(_PATHS):
            return self._shown(self._store.work(slug), eid_of_path(path), on)
        if address.startswith("/vb/") and not path:
            return self._first(self._store.work(slug), on)
        citations = find_citations(clean(address))
        if not citations:
            raise NoCitationError(address)
        return self._resolved(resolve(citations[0], self._store, on), address, on)

    def _resolved(self, found: Resolution, address: str, on: date) -> Shown:
        if found.missing is Missing.UNNAMED:
            raise NoCitationError(address)
        if found.work is None:
            if found.missing is Missing.AMBIGUOUS:
                raise AmbiguousNumberError(found.number, tuple(map(in_full, found.candidates)))
            raise UnknownWorkError(found.number)
        if found.held is None or found.provision is None:
            label = label_of_citation(found)
            if label and is_lacking(found, self._store, self._force):
                raise UnheldProvisionError(found.work.name, label, held_instead(found.work, label, self._store))
            if label:
                raise UnknownProvisionError(found.work.name, label)
            return self._first(found.work, on)
        return Shown(found.held, found.provision, self._force.on(found.held, on, found.provision.eid).status, on)

    def _first(self, work: Work, on: date) -> Shown:
        units = self._store.units(work, on)
        if not units:
            raise UnknownProvisionError(work.name, f"lời văn nào của ngày {on:%d/%m/%Y}")
        return Shown(units[0], units[0].unit.provision, self._force.on(units[0], on).status, on)

    def _shown(self, work: Work, eid: str, on: date) -> Shown:
        try:
            held = self._store.unit(work, eid, on)
        except UnknownProvisionError as error:
            raise missing_error(work, eid, None, self._store, self._force) from error
        provision = held.unit.provision.find(eid)
        if provision is None:
            raise missing_error(work, eid, held, self._store, self._force)
        return Shown(held, provision, self._force.on(held, on, eid).status, on)

    def index(self, *, rebuild: bool = False, tell: Tell | None = None) -> IndexReport:
        """Bring the index in step with the corpus and make it current at once."""
        from search.pipeline import index_pipeline, write_batch  # noqa: PLC0415  # as above

        encoder, settings = self._library.encoder(), IndexSettings()
        return build_index(
            self._store,
            self._library.folder,
            encoder=encoder,
            settings=settings,
            rebuild=rebuild,
            progress=_with_rate(tell or (lambda _done, _total, _what: None)),
            remote=self._library.remote,
            write=partial(write_batch, index_pipeline(encoder, settings)),
        )

    def passage_count(self) -> int:
        """Return how many passages the current generation holds; 0 where there is none that can be read."""
        return passage_count(self._library)

    def index_problems(self) -> list[str]:
        """Return how the current generation differs from the corpus, a sentence each."""
        return index_problems(self._store, self._library)


def _with_rate(tell: Tell) -> Progress:
    """Return what tells how far an index is, with the passages a second so far."""
    started = time.monotonic()

    def told(done: int, total: int, passages: int) -> None:
        rate = f"{passages / max(time.monotonic() - started, 0.001):,.0f} đoạn/giây".replace(",", ".")
        tell(done, total, f"{rate}, đang ghi ra đĩa" if done == total else rate)

    return told
