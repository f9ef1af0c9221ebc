"""The stages of search in Haystack's shape: thin shells around our own functions, our own types on the sockets."""

from dataclasses import dataclass, replace

import numpy as np
from haystack import component

from corpus.case import Case
from corpus.force import ForceTable
from corpus.reading import CorpusReader
from corpus.resolve import resolve
from search.answer import Answer
from search.compose import Composer
from search.encoder import Encoder, Vectors
from search.evidence import Terms, terms_of
from search.field import bundled_field
from search.gather import Gathering, Resolutions
from search.grounding import ground
from search.hit import Gathered
from search.index.forward import ForwardWriter
from search.index.protocol import Index, Point
from search.lexical import LexicalSettings, SparseVector, Words, weigh, words_of
from search.passage import Passage, indexed_text
from search.query import Query, Request
from search.rank import Ranking, rank
from search.recall import Library, Recalled
from search.relevance import with_asked
from search.shared import Shared
from search.summarise import Summariser
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
        law = self.understanding.syllables
        terms = terms_of(words, law) if request.as_typed else self.understanding.terms(query)
        told = self.understanding.search_text(replace(query, case=Case()))  # a class chosen in a form is no word
        terms = with_asked(terms, query.understood, told, bundled_field(), law)
        return {"query": query, "words": words, "terms": terms}


@component
class LookUp:
    """Find the provisions that the question names: the exact lane."""

    def __init__(self, store: CorpusReader) -> None:
        self.store = store

    @component.output_types(named=Resolutions)
    def run(self, query: Query) -> dict[str, Resolutions]:
        """Return what each citation of the question names, or why it names nothing."""
        found = (resolve(citation, self.store, query.on) for citation in query.citations)
        return {"named": Resolutions(tuple(found))}


@component
class Recall:
    """Bring the passages nearest in words and in meaning."""

    def __init__(self, library: Library) -> None:
        self.library = library

    @component.output_types(recalled=Recalled)
    def run(self, query: Query, words: str) -> dict[str, Recalled]:
        """Return passages with the scores of both lanes."""
        return {"recalled": self.library.recall(query, words)}


@component
class Rank:
    """Fold passages to the provisions they lie in and weigh what speaks for each."""

    def __init__(self, library: Library, understanding: Understanding) -> None:
        self.library = library
        self.syllables = understanding.syllables

    @component.output_types(ranking=Ranking)
    def run(self, query: Query, words: str, recalled: Recalled) -> dict[str, Ranking]:
        """Return candidates, best first."""
        return {"ranking": rank(query, words, recalled, self.syllables, self.library.ranker())}


@component
class Gather:
    """Turn candidates into hits: the text that governs on the day, the best place in it, a snippet."""

    def __init__(self, store: CorpusReader, force: ForceTable) -> None:
        self.store = store
        self.force = force

    @component.output_types(gathered=Gathered)
    def run(self, query: Query, terms: Terms, named: Resolutions, ranking: Ranking) -> dict[str, Gathered]:
        """Return at most ``query.k`` hits and the ranking they head; provisions asked for by name stand first."""
        gathering = Gathering(query, terms, self.store, self.force)
        return {"gathered": gathering.run(named.all, ranking.candidates)}


@component
class Compose:
    """Choose what supports an answer and quote it."""

    def __init__(self, composer: Composer) -> None:
        self.composer = composer

    @component.output_types(answer=Answer)
    def run(self, query: Query, gathered: Gathered, named: Resolutions, terms: Terms) -> dict[str, Answer]:
        """Return an answer or a refusal."""
        return {"answer": self.composer.compose(query, gathered.hits, named.all, terms)}


@component
class Ground:
    """Let through only what stands in the store word for word."""

    @component.output_types(answer=Answer, dropped=int)
    def run(self, answer: Answer) -> dict[str, object]:
        """Return the grounded answer, and how many statements were dropped."""
        grounded = ground(answer)
        return {"answer": grounded.answer, "dropped": grounded.dropped}


@component
class Summarise:
    """Let a model shorten what is grounded; only where one is set."""

    def __init__(self, summariser: Summariser) -> None:
        self.summariser = summariser

    @component.output_types(answer=Answer)
    def run(self, answer: Answer) -> dict[str, Answer]:
        """Return the same answer with a summary beside it."""
        return {"answer": self.summariser.run(answer)}


@dataclass(frozen=True, slots=True)
class Batch(Shared):
    """Passages on their way into an index and its forward index."""

    index: Index
    forward: ForwardWriter
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Split(Shared):
    """The words of a batch, field by field."""

    fields: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Weighed(Shared):
    """The sparse vectors of a batch, in its order."""

    vectors: tuple[SparseVector, ...]


@component
class SplitWords:
    """Split passages into numbered syllables."""

    @component.output_types(split=Split)
    def run(self, batch: Batch) -> dict[str, Split]:
        """Return the words of each field."""
        return {"split": Split(words_of(batch.passages))}


@component
class Weigh:
    """Weigh the words of passages."""

    def __init__(self, settings: LexicalSettings) -> None:
        self.settings = settings

    @component.output_types(weighed=Weighed)
    def run(self, split: Split) -> dict[str, Weighed]:
        """Return a sparse vector for each passage."""
        return {"weighed": Weighed(tuple(weigh(split.fields, self.settings)))}


@component
class KeepWords:
    """Put the words of passages into the forward index."""

    @component.output_types(kept=int)
    def run(self, batch: Batch, split: Split) -> dict[str, int]:
        """Return how many passages were kept."""
        batch.forward.append(batch.passages, split.fields)
        return {"kept": len(batch.passages)}


@component
class Encode:
    """Encode the meaning of passages with what stands above them."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder

    @component.output_types(vectors=np.ndarray)
    def run(self, batch: Batch) -> dict[str, Vectors]:
        """Return unit rows, (passages, dim)."""
        return {"vectors": self.encoder.encode_passages([indexed_text(passage) for passage in batch.passages])}


@component
class Upsert:
    """Put passages with both vectors into their index."""

    @component.output_types(written=int)
    def run(self, batch: Batch, weighed: Weighed, vectors: np.ndarray) -> dict[str, int]:
        """Return how many were written."""
        points = zip(batch.passages, weighed.vectors, vectors, strict=True)
        batch.index.upsert([Point(*parts) for parts in points])
        return {"written": len(batch.passages)}
