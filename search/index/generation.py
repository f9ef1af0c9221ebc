"""Generations of the embedded index: each built aside, made current at once, kept while someone reads it.

``<folder>/CURRENT`` names the generation that readers open; ``<folder>/000007/`` holds its shard and its manifest,
and whoever reads it holds ``<folder>/000007.lock``. A folder with a number is whole; ``building`` is not.
Where the points lie on a server, the folder holds the manifest alone, which names the collection; many may read it.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field, replace
from hashlib import blake2b
from pathlib import Path

from filelock import FileLock, Timeout

from search.index.edge import EdgeIndex
from search.index.forward import ForwardIndex
from search.index.protocol import (
    Index,
    IndexBusyError,
    IndexDamagedError,
    IndexMissingError,
    IndexOutdatedError,
    Remote,
)
from search.index.seal import broken_file, seal, seal_of
from search.lexical import LexicalSettings
from search.passage import CutSettings

FORMAT = 2  # of manifests and points; a change makes every older generation be rebuilt
_CURRENT = "CURRENT"
_BUILDING = "building"
_SHARD = "shard"
_FORWARD = "forward"
_MANIFEST = "manifest.json"
_LONGEST_NAME = 12  # digits of a generation


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexSettings:
    """What decides the points of an index; another value means another index."""

    cut: CutSettings = field(default_factory=CutSettings)
    lexical: LexicalSettings = field(default_factory=LexicalSettings)

    def digest(self) -> str:
        """Return a short name of these settings."""
        return blake2b(json.dumps([FORMAT, asdict(self)], sort_keys=True).encode(), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class IndexedWork:
    """A work as it was when it was indexed."""

    digest: str  # of what its passages carry of it
    expressions: tuple[int, ...]  # ascending


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexManifest:
    """What a generation was made from."""

    generation: str
    settings: str  # IndexSettings.digest()
    encoder: str
    dim: int
    passages: int
    works: dict[str, IndexedWork]  # by slug; under "" the expressions without any unit
    remote: str = ""  # name of the collection, where the points are not in the folder


@dataclass(slots=True)
class OpenIndex:
    """A generation held by its reader; it stays as it is, whatever is built beside it, until ``close``."""

    index: Index
    forward: ForwardIndex
    manifest: IndexManifest
    folder: Path
    _lock: FileLock | None = None  # a shard has one owner; a server has many readers

    def require(self, encoder: str, settings: IndexSettings) -> None:
        """Raise IndexOutdatedError unless questions asked with these fit the passages."""
        if self.manifest.encoder != encoder:
            raise IndexOutdatedError(f"mô hình nhúng {self.manifest.encoder}, không phải {encoder}")
        if self.manifest.settings != settings.digest():
            raise IndexOutdatedError("cách cắt đoạn hoặc trọng số từ khác")

    def damage(self) -> str:
        """Return the file of the generation that is not as it was published; empty when all are. Reads all files."""
        return broken_file(self.folder / self.manifest.generation, whole=True)

    def stale(self) -> bool:
        """Return whether a newer generation is current."""
        return current_generation(self.folder) != self.manifest.generation

    def close(self) -> None:
        """Let the generation go."""
        self.index.close()
        if self._lock is not None:
            self._lock.release()


def current_generation(folder: Path) -> str | None:
    """Return the name of the current generation, or None where no index has been made or the name is no name."""
    try:
        name = (folder / _CURRENT).read_text(encoding="ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        return None
    return name if name.isdecimal() and len(name) <= _LONGEST_NAME else None


def open_index(folder: Path, *, remote: Remote | None = None) -> OpenIndex:
    """Open the current generation.

    Raises IndexMissingError, IndexBusyError (another process reads it), IndexDamagedError, IndexOutdatedError
    (its points lie elsewhere) or IndexUnreachableError.
    """
    generation = current_generation(folder)
    while generation is not None:
        opened = _open_remote(folder, generation, remote) if remote else _open_shard(folder, generation)
        if opened is not None:
            return opened
        if current_generation(folder) == generation:
            raise IndexDamagedError(str(folder), f"không có thư mục {generation}")
        generation = current_generation(folder)  # swapped in the meantime
    raise IndexMissingError(str(folder))


def _open_remote(folder: Path, generation: str, remote: Remote) -> OpenIndex | None:
    if not (folder / generation).is_dir():
        return None
    if name := broken_file(folder / generation, whole=False):
        raise IndexDamagedError(str(folder), f"tệp {name} của thế hệ {generation} hỏng, thiếu hoặc lạ")
    manifest = read_manifest(folder, generation)
    if not manifest.remote:
        raise IndexOutdatedError("tệp trong thư mục, chưa đưa lên máy chủ Qdrant,")
    return OpenIndex(remote.load(manifest.remote), _forward(folder / generation), manifest, folder)


def _open_shard(folder: Path, generation: str) -> OpenIndex | None:
    """Own the shard of a generation, or return None when the generation has gone."""
    lock = FileLock(folder / f"{generation}.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        if current_generation(folder) == generation:
            raise IndexBusyError(str(folder)) from error
        return None
    with ExitStack() as held:
        held.callback(lock.release)
        if not (folder / generation).is_dir():
            return None
        manifest = _manifest_of_shard(folder, generation)
        forward = _forward(folder / generation)
        opened = OpenIndex(EdgeIndex.load(folder / generation / _SHARD), forward, manifest, folder, lock)
        held.pop_all()  # the open index keeps the lock
        return opened


def _forward(place: Path) -> ForwardIndex:
    if not forward_of(place).is_dir():
        raise IndexOutdatedError("bản phần mềm cũ, chưa có tệp từ ngữ của đoạn,")
    return ForwardIndex.load(forward_of(place))


def _manifest_of_shard(folder: Path, generation: str) -> IndexManifest:
    if name := broken_file(folder / generation, whole=False):
        raise IndexDamagedError(str(folder), f"tệp {name} của thế hệ {generation} hỏng, thiếu hoặc lạ")
    manifest = read_manifest(folder, generation)
    if manifest.remote:
        raise IndexOutdatedError("điểm lưu trên máy chủ Qdrant,")
    return manifest


@contextmanager
def building(folder: Path) -> Iterator[Path]:
    """Own the building of generations, in an empty place beside the finished ones.

    What a crashed build left there is swept first. Raises IndexBusyError when another process is building.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / f"{_BUILDING}.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise IndexBusyError(str(folder)) from error
    place = folder / _BUILDING
    try:
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)
        lock.release()


def shard_of(place: Path) -> Path:
    """Return the folder of the shard inside a generation or a building place."""
    return place / _SHARD


def forward_of(place: Path) -> Path:
    """Return the folder of the forward index inside a generation or a building place."""
    return place / _FORWARD


def publish(folder: Path, place: Path, manifest: IndexManifest, *, remote: Remote | None = None) -> IndexManifest:
    """Make what was built current at once, under a new name; then prune. The shard must be closed."""
    names = [int(path.name) for path in folder.iterdir() if path.name.isdecimal()]
    current = int(current_generation(folder) or 0)
    named = replace(manifest, generation=f"{max([current, *names]) + 1:06d}")
    _write(place / _MANIFEST, json.dumps(asdict(named), ensure_ascii=False, separators=(",", ":")))
    _write(seal_of(place), seal(place))
    place.rename(folder / named.generation)
    _write(folder / f"{_CURRENT}.new", named.generation)
    (folder / f"{_CURRENT}.new").replace(folder / _CURRENT)
    _sync(folder)
    prune(folder, remote=remote)
    return named


def prune(folder: Path, *, remote: Remote | None = None) -> None:
    """Delete generations that are not current, except those that someone holds."""
    current = current_generation(folder)
    for path in sorted(folder.iterdir()):
        if not path.name.isdecimal() or path.name == current:
            continue
        lock = FileLock(folder / f"{path.name}.lock", timeout=0)
        try:
            lock.acquire()
        except Timeout:
            continue
        _drop_remote(folder, path.name, remote)
        shutil.rmtree(path, ignore_errors=True)
        Path(lock.lock_file).unlink(missing_ok=True)
        lock.release()


def _drop_remote(folder: Path, generation: str, remote: Remote | None) -> None:
    try:
        name = read_manifest(folder, generation).remote
    except IndexDamagedError:
        return
    if name and remote:
        remote.drop(name)


def read_manifest(folder: Path, generation: str) -> IndexManifest:
    """Return the manifest of a generation. Raises IndexDamagedError."""
    try:
        found = json.loads((folder / generation / _MANIFEST).read_text(encoding="utf-8"))
        works = {slug: IndexedWork(row["digest"], tuple(row["expressions"])) for slug, row in found["works"].items()}
        return IndexManifest(**{**found, "works": works})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexDamagedError(str(folder), f"tệp mô tả của thế hệ {generation} hỏng hoặc thiếu") from error


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Make renames in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
