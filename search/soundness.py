"""Whether the index is whole and in step with the corpus."""

from pathlib import Path

from corpus.reading import CorpusReader
from search.index.build import work_digest
from search.index.generation import IndexManifest, IndexSettings, current_generation, read_manifest
from search.index.protocol import IndexBusyError, IndexDamagedError, IndexMissingError, IndexOutdatedError
from search.recall import Library


def passage_count(library: Library) -> int:
    """Return how many passages the current generation holds; 0 where there is none that can be read."""
    try:
        return library.open().index.count()
    except IndexBusyError:
        return _written(library.folder).passages
    except (IndexMissingError, IndexDamagedError, IndexOutdatedError):
        return 0


def index_problems(store: CorpusReader, library: Library) -> list[str]:
    """Return how the current generation differs from the corpus, a sentence each.

    Where another process holds the index, what it was made from is compared, and its points are left alone.
    """
    held = set(store.expressions())
    try:
        manifest = _checked(library)
    except IndexMissingError as error:
        return [str(error)] if held else []
    except (IndexDamagedError, IndexOutdatedError) as error:
        return [str(error)]
    indexed = {expression for work in manifest.works.values() for expression in work.expressions}
    digests = {work.slug: work_digest(work) for work in store.works()}
    renamed = [slug for slug, work in manifest.works.items() if slug in digests and digests[slug] != work.digest]
    problems = []
    if held - indexed:
        problems.append(f"Chỉ mục thiếu {len(held - indexed)} bản văn của kho.")
    if indexed - held:
        problems.append(f"Chỉ mục còn {len(indexed - held)} bản văn không còn trong kho.")
    if renamed:
        problems.append(f"Chỉ mục ghi thông tin cũ của {len(renamed)} văn bản.")
    return problems


def _checked(library: Library) -> IndexManifest:
    """Return what the current generation was made from, after a look at its points."""
    try:
        opened = library.open()
    except IndexBusyError:
        return _written(library.folder)
    opened.require(library.encoder().name, IndexSettings())
    if name := opened.damage():
        raise IndexDamagedError(str(library.folder), f"tệp {name} không còn như lúc lập")
    if (count := opened.index.count()) != opened.manifest.passages:
        reason = f"có {count} đoạn, đáng lẽ {opened.manifest.passages}"
        raise IndexDamagedError(str(library.folder), reason)
    return opened.manifest


def _written(folder: Path) -> IndexManifest:
    """Return what a generation says of itself, while another process holds it."""
    generation = current_generation(folder)
    if generation is None:
        raise IndexMissingError(str(folder))
    return read_manifest(folder, generation)
