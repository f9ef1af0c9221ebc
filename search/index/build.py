"""From the corpus to a generation of the index: cut, weigh, encode, write, swap."""

import json
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from pathlib import Path
from secrets import token_hex

from corpus.reading import CorpusReader
from corpus.rows import Held
from corpus.work import Work
from search.encoder import Encoder
from search.index.edge import EdgeIndex
from search.index.forward import ForwardIndex, ForwardWriter
from search.index.generation import (
    IndexedWork,
    IndexManifest,
    IndexSettings,
    building,
    current_generation,
    forward_of,
    prune,
    publish,
    read_manifest,
    shard_of,
)
from search.index.protocol import Index, IndexDamagedError, Point, Remote
from search.index.seal import broken_file
from search.lexical import weigh, words_of
from search.passage import Passage, cut, indexed_text

_BATCH = 2048  # passages weighed, encoded and written at once
_REBUILD_FROM = 0.5  # share of works changed from which a new shard is cheaper than an old one repaired

Progress = Callable[[int, int, int], None]  # expressions done, expressions to do, passages cut so far
Write = Callable[[Index, ForwardWriter, Sequence[Passage]], None]  # a batch of passages into an index


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexReport:
    """What building an index did."""

    passages: int
    changed: int  # passages deleted and passages written
    seconds: float
    generation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    store: CorpusReader
    encoder: Encoder
    settings: IndexSettings
    progress: Progress
    remote: Remote | None
    write: Write


@dataclass(slots=True)
class _Filled:
    passages: int = 0
    expressions: dict[str, list[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Change:
    gone: frozenset[str]  # slugs of works whose passages must go
    expressions: tuple[int, ...]  # to be cut again, ascending


def build_index(  # noqa: PLR0913  # all but two are keywords
    store: CorpusReader,
    folder: Path,
    *,
    encoder: Encoder,
    settings: IndexSettings | None = None,
    rebuild: bool = False,
    progress: Progress = lambda _done, _all, _passages: None,
    remote: Remote | None = None,
    write: Write | None = None,
) -> IndexReport:
    """Bring the index in step with the corpus and make it current at once; readers of the old one keep it.

    Only works that changed are cut again, unless ``rebuild``, or the settings or the encoder are others.
    ``write`` puts a batch of passages into the index; the graph of search.pipeline does it in the product.
    With ``remote`` the points go there, into a new collection each time; a collection cannot be copied and repaired.
    Raises IndexBusyError when another process is building, IndexUnreachableError when the server does not answer.
    """
    started = time.monotonic()
    settings = settings or IndexSettings()
    write = write or partial(write_passages, encoder, settings)
    task = _Task(store=store, encoder=encoder, settings=settings, progress=progress, remote=remote, write=write)
    with building(folder) as place:
        prune(folder, remote=remote)
        old = None if rebuild else _usable(folder, task)
        change = _change_since(old, store) if old else None
        if old and change and not change.gone and not change.expressions:
            return _report(old, 0, started)
        if old and change and not remote and len(change.gone) < _REBUILD_FROM * len(old.works):
            manifest, changed = _repair(task, folder, place, old, change)
        else:
            manifest, changed = _build(task, place)
        return _report(publish(folder, place, manifest, remote=remote), changed, started)


def _report(manifest: IndexManifest, changed: int, started: float) -> IndexReport:
    seconds = time.monotonic() - started
    return IndexReport(passages=manifest.passages, changed=changed, seconds=seconds, generation=manifest.generation)


def _usable(folder: Path, task: _Task) -> IndexManifest | None:
    """Return the manifest of the current generation if its points still fit."""
    generation = current_generation(folder)
    if generation is None:
        return None
    try:
        found = read_manifest(folder, generation)
    except IndexDamagedError:
        return None
    fits = (found.settings, found.encoder) == (task.settings.digest(), task.encoder.name)
    return found if fits and _sound(folder / generation, found) and bool(found.remote) == bool(task.remote) else None


def _sound(place: Path, manifest: IndexManifest) -> bool:
    """Tell whether the local files of a generation are there as they were published."""
    folders = [forward_of(place)] if manifest.remote else [forward_of(place), shard_of(place)]
    return all(folder.is_dir() for folder in folders) and not broken_file(place, whole=True)


def _change_since(old: IndexManifest, store: CorpusReader) -> _Change:
    """Return which works differ from what the manifest says, and all expressions they now have."""
    held = store.expressions()
    home = {id_: slug for slug, work in old.works.items() for id_ in work.expressions}
    digests = {work.slug: work_digest(work) for work in store.works()}
    gone = {home[id_] for id_ in home.keys() - set(held)}
    gone |= {slug for slug, work in old.works.items() if slug and digests.get(slug) != work.digest}
    added = [id_ for id_ in held if id_ not in home]
    for id_ in added:
        home[id_] = next((unit.work.slug for unit in store.expression_units([id_])), "")
    gone |= {home[id_] for id_ in added}
    return _Change(frozenset(gone), tuple(id_ for id_ in held if home[id_] in gone))


def work_digest(work: Work) -> str:
    """Return a short name of what passages carry of their work."""
    facts = (work.number, work.type, work.title, work.issuer, work.place, work.source_class)
    return blake2b(json.dumps([*facts, str(work.effective), str(work.expired)]).encode(), digest_size=8).hexdigest()


def _build(task: _Task, place: Path) -> tuple[IndexManifest, int]:
    name = f"cancu_{token_hex(8)}" if task.remote else ""
    dim = task.encoder.dim
    index = task.remote.create(name, dim) if task.remote else EdgeIndex.create(shard_of(place), dim)
    try:
        with ForwardWriter(forward_of(place)) as forward:
            filled = _fill(task, index, forward, task.store.expressions())
        index.settle()
        return _manifest(task, index.count(), filled.expressions, remote=name), filled.passages
    finally:
        index.close()


def _repair(task: _Task, folder: Path, place: Path, old: IndexManifest, change: _Change) -> tuple[IndexManifest, int]:
    shutil.copytree(shard_of(folder / old.generation), shard_of(place))
    index = EdgeIndex.load(shard_of(place))
    try:
        index.delete(change.gone)
        deleted = old.passages - index.count()
        with ForwardWriter(forward_of(place)) as forward:
            forward.keep(ForwardIndex.load(forward_of(folder / old.generation)), change.gone)
            filled = _fill(task, index, forward, change.expressions)
        index.settle()
        kept = {slug: list(work.expressions) for slug, work in old.works.items() if slug not in change.gone}
        return _manifest(task, index.count(), kept | filled.expressions), deleted + filled.passages
    finally:
        index.close()


def _manifest(task: _Task, passages: int, expressions: dict[str, list[int]], *, remote: str = "") -> IndexManifest:
    digests = {work.slug: work_digest(work) for work in task.store.works()}
    return IndexManifest(
        generation="",
        settings=task.settings.digest(),
        encoder=task.encoder.name,
        dim=task.encoder.dim,
        passages=passages,
        works={slug: IndexedWork(digests.get(slug, ""), tuple(ids)) for slug, ids in sorted(expressions.items())},
        remote=remote,
    )


def _fill(task: _Task, index: Index, forward: ForwardWriter, expression_ids: Sequence[int]) -> _Filled:
    """Write the passages of the expressions; the same text of the same provision is written once."""
    filled = _Filled()
    waiting: list[Passage] = []
    for passages in _passages(task, expression_ids, filled):
        waiting += passages
        while len(waiting) >= _BATCH:
            task.write(index, forward, waiting[:_BATCH])
            del waiting[:_BATCH]
    if waiting:
        task.write(index, forward, waiting)
    return filled


def _passages(task: _Task, expression_ids: Sequence[int], filled: _Filled) -> Iterator[list[Passage]]:
    seen: set[bytes] = set()
    for done, expression_id in enumerate(expression_ids, start=1):
        slug = ""
        for held in task.store.expression_units([expression_id]):
            slug = held.work.slug
            if (name := _text_name(held)) not in seen:
                seen.add(name)
                passages = cut(held, task.settings.cut)
                filled.passages += len(passages)
                yield passages
        filled.expressions.setdefault(slug, []).append(expression_id)
        task.progress(done, len(expression_ids), filled.passages)


def _text_name(held: Held) -> bytes:
    provision = held.unit.provision
    return blake2b("\0".join((held.work.slug, provision.eid, provision.text)).encode(), digest_size=12).digest()


def write_passages(
    encoder: Encoder, settings: IndexSettings, index: Index, forward: ForwardWriter, passages: Sequence[Passage]
) -> None:
    """Weigh and encode passages and put them into the index and the forward index."""
    fields = words_of(passages)
    sparse = weigh(fields, settings.lexical)
    dense = encoder.encode_passages([indexed_text(passage) for passage in passages])
    index.upsert([Point(*parts) for parts in zip(passages, sparse, dense, strict=True)])
    forward.append(passages, fields)
