"""The stages of search in Haystack's shape: thin shells around our own functions, our own types on the sockets."""

from haystack import component

from corpus.force import ForceTable
from corpus.reading import CorpusReader
from corpus.resolve import Resolution, resolve
from search.answer import Answer
from search.compose import Composer
from search.evidence import Terms, terms_of
from search.gather import Gathering
from search.grounding import ground
from search.hit import Hit
from search.index.build import IndexReport, Progress, build_index
from search.query import Query, Request
from search.recall import Candidate, Library
from search.understand import Understanding


@component
class Understand:
    """Read the question: marks, abbreviations, citations, person, topics."""

    def __init__(self, understanding: Understanding) -> None:
        self.understanding = understanding

    @component.output_types(query=Query, words=str, terms=Terms)
    def run(self, request: Request) -> dict[str, object]:
        """Return the query, the words to search, and what each of them weighs."""
        query = self.understanding.read(request)
        words = query.understood if request.as_typed else self.understanding.search_text(query)
        return {"query": query, "words": words, "terms": terms_of(words, self.understanding.syllables)}


@component
class LookUp:
    """Find the provisions that the question names: the exact lane."""

    def __init__(self, store: CorpusReader) -> None:
        self.store = store

    @component.output_types(named=list[Resolution])
    def run(self, query: Query) -> dict[str, list[Resolution]]:
        """Return what each citation of the question names, or why it names nothing."""
        return {"named": [resolve(citation, self.store, query.on) for citation in query.citations]}


@component
class Recall:
    """Bring the passages nearest in words and in meaning, fused, folded to the provisions they lie in."""

    def __init__(self, library: Library) -> None:
        self.library = library

    @component.output_types(candidates=list[Candidate])
    def run(self, query: Query, words: str) -> dict[str, list[Candidate]]:
        """Return candidates, best first."""
        return {"candidates": self.library.recall(query, words)}


@component
class Gather:
    """Turn candidates into hits: the text that governs on the day, the best place in it, a snippet."""

    def __init__(self, store: CorpusReader, force: ForceTable) -> None:
        self.store = store
        self.force = force

    @component.output_types(hits=list[Hit])
    def run(
        self, query: Query, terms: Terms, named: list[Resolution], candidates: list[Candidate]
    ) -> dict[str, list[Hit]]:
        """Return at most ``query.k`` hits; provisions asked for by name stand first."""
        return {"hits": Gathering(query, terms, self.store, self.force).hits(named, candidates)}


@component
class Compose:
    """Choose what supports an answer and quote it."""

    def __init__(self, composer: Composer) -> None:
        self.composer = composer

    @component.output_types(answer=Answer)
    def run(self, query: Query, hits: list[Hit], named: list[Resolution], terms: Terms) -> dict[str, Answer]:
        """Return an answer or a refusal."""
        return {"answer": self.composer.compose(query, hits, named, terms)}


@component
class Ground:
    """Let through only what stands in the store word for word."""

    @component.output_types(answer=Answer, dropped=int)
    def run(self, answer: Answer) -> dict[str, object]:
        """Return the grounded answer, and how many statements were dropped."""
        grounded = ground(answer)
        return {"answer": grounded.answer, "dropped": grounded.dropped}


@component
class BuildIndex:
    """Bring the passages and their vectors in step with the corpus, in a new generation."""

    def __init__(self, store: CorpusReader, library: Library) -> None:
        self.store = store
        self.library = library

    @component.output_types(report=IndexReport)
    def run(self, rebuild: bool, tell: Progress) -> dict[str, IndexReport]:
        """Return what was done."""
        report = build_index(
            self.store, self.library.folder, encoder=self.library.encoder(), rebuild=rebuild, progress=tell
        )
        return {"report": report}
