"""The graphs: which stage feeds which, for finding, for asking, and for indexing. Reads like a table of contents."""

from collections.abc import Mapping, Sequence
from typing import Any

from haystack import Pipeline
from haystack.core.errors import PipelineRuntimeError

from corpus.errors import CancuError
from corpus.force import ForceTable
from corpus.reading import CorpusReader
from search.components import (
    Batch,
    Compose,
    Encode,
    Gather,
    Ground,
    KeepWords,
    LookUp,
    Rank,
    Recall,
    SplitWords,
    Summarise,
    Understand,
    Upsert,
    Weigh,
)
from search.compose import Composer
from search.encoder import Encoder
from search.index.forward import ForwardWriter
from search.index.generation import IndexSettings
from search.index.protocol import Index
from search.passage import Passage
from search.recall import Library
from search.summarise import Summariser
from search.understand import bundled_understanding


def find_pipeline(store: CorpusReader, force: ForceTable, library: Library) -> Pipeline:
    """Return the graph from a request to hits."""
    pipeline = Pipeline()
    understanding = bundled_understanding()
    pipeline.add_component("understand", Understand(understanding))
    pipeline.add_component("look_up", LookUp(store))
    pipeline.add_component("recall", Recall(library))
    pipeline.add_component("rank", Rank(library, understanding))
    pipeline.add_component("gather", Gather(store, force))
    pipeline.connect("understand.query", "look_up.query")
    pipeline.connect("understand.query", "recall.query")
    pipeline.connect("understand.words", "recall.words")
    pipeline.connect("understand.query", "rank.query")
    pipeline.connect("understand.words", "rank.words")
    pipeline.connect("recall.recalled", "rank.recalled")
    pipeline.connect("understand.query", "gather.query")
    pipeline.connect("understand.terms", "gather.terms")
    pipeline.connect("look_up.named", "gather.named")
    pipeline.connect("rank.ranking", "gather.ranking")
    return pipeline


def ask_pipeline(store: CorpusReader, force: ForceTable, library: Library, composer: Composer) -> Pipeline:
    """Return the graph from a request to a grounded answer: finding, then composing, then the gate."""
    pipeline = find_pipeline(store, force, library)
    pipeline.add_component("compose", Compose(composer))
    pipeline.add_component("ground", Ground())
    pipeline.connect("understand.query", "compose.query")
    pipeline.connect("understand.terms", "compose.terms")
    pipeline.connect("look_up.named", "compose.named")
    pipeline.connect("gather.gathered", "compose.gathered")
    pipeline.connect("compose.answer", "ground.answer")
    return pipeline


def add_summary(pipeline: Pipeline, summariser: Summariser) -> Pipeline:
    """Return the graph of ``ask_pipeline`` with an optional model behind the gate."""
    pipeline.add_component("summarise", Summarise(summariser))
    pipeline.connect("ground.answer", "summarise.answer")
    return pipeline


def index_pipeline(encoder: Encoder, settings: IndexSettings) -> Pipeline:
    """Return the graph that puts a batch of passages into an index: words and meaning, side by side."""
    pipeline = Pipeline()
    pipeline.add_component("split", SplitWords())
    pipeline.add_component("weigh", Weigh(settings.lexical))
    pipeline.add_component("keep", KeepWords())
    pipeline.add_component("encode", Encode(encoder))
    pipeline.add_component("upsert", Upsert())
    pipeline.connect("split.split", "weigh.split")
    pipeline.connect("split.split", "keep.split")
    pipeline.connect("weigh.weighed", "upsert.weighed")
    pipeline.connect("encode.vectors", "upsert.vectors")
    return pipeline


def write_batch(graph: Pipeline, index: Index, forward: ForwardWriter, passages: Sequence[Passage]) -> None:
    """Send one batch through the graph of ``index_pipeline``."""
    batch = {"batch": Batch(index, forward, tuple(passages))}
    run_graph(graph, {"split": batch, "keep": batch, "encode": batch, "upsert": batch})


def as_mermaid(pipeline: Pipeline) -> str:
    """Return the graph as Mermaid text: stages as boxes, sockets on the arrows. Needs no network."""
    lines = ["graph TD"]
    lines += [f'    {name}["{name}: {type(stage).__name__}"]' for name, stage in pipeline.walk()]
    lines += [f"    {source} -- {label} --> {target}" for source, label, target in _arrows(pipeline)]
    return "\n".join(lines)


def as_json(pipeline: Pipeline) -> dict[str, object]:
    """Return the graph as data: each stage with its class and sockets, and the connections."""
    stages = {
        name: {
            "type": f"{type(stage).__module__}.{type(stage).__name__}",
            "inputs": {socket: str(kind.type) for socket, kind in stage.__haystack_input__._sockets_dict.items()},  # type: ignore[attr-defined]  # Haystack gives components these
            "outputs": {socket: str(kind.type) for socket, kind in stage.__haystack_output__._sockets_dict.items()},  # type: ignore[attr-defined]  # as above
        }
        for name, stage in pipeline.walk()
    }
    arrows = [{"from": source, "socket": label, "to": target} for source, label, target in _arrows(pipeline)]
    return {"stages": stages, "connections": arrows}


def _arrows(pipeline: Pipeline) -> list[tuple[str, str, str]]:
    return sorted(
        (source, str(data["from_socket"].name), target) for source, target, data in pipeline.graph.edges(data=True)
    )


def run_graph(graph: Pipeline, inputs: Mapping[str, Mapping[str, Any]], *, keep: set[str] | None = None) -> Any:  # noqa: ANN401  # what the stages give
    """Run a graph; an error of this product comes out as itself, not in Haystack's wrapping."""
    try:
        return graph.run({stage: dict(given) for stage, given in inputs.items()}, include_outputs_from=keep)
    except PipelineRuntimeError as error:
        if isinstance(error.__cause__, CancuError):
            raise error.__cause__ from None
        raise
