"""Any model of the sentence-transformers family as an encoder, from a folder or by its public name.

The packages come with the extra ``models`` and are imported when such a model is named, not before.
"""

import importlib
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np

from search.encoder import EncoderError, MissingEncoderError, MissingModelsExtraError, Vectors

_BATCH = 32  # texts at once: a passage has some 250 tokens, and larger batches gain nothing on a CPU
_PATIENCE = 10.0  # seconds until the public place of models must have answered
_WHOLE = 1 << 20  # bytes up to which a file of a model is hashed whole
_SAMPLES, _SAMPLE = 16, 1 << 16  # of a larger file: so many pieces of so many bytes; training changes all of it
_PLACES = ("modules.json", "config.json")  # one of these lies in the cache of every model
_HOME = "sentence-transformers"  # where the library looks for a name without an owner
_BROKEN = "tệp của mô hình thiếu hoặc hỏng"
_FOREIGN_CODE = "mô hình đòi chạy mã chương trình kèm theo nó, phần mềm này không cho phép"
_UNKNOWN = "kho mô hình công khai không có tên này, hoặc không cho tải về"
_UNREACHED = (
    "máy này chưa có bản tải sẵn và không kết nối được kho mô hình công khai."
    " Hãy nối mạng rồi chạy lại, hoặc chép thư mục mô hình về máy và đặt tên thư mục đó"
)


class BadVectorsError(EncoderError):
    """A model gave something that is no direction."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Mô hình nhúng {name} cho ra véc-tơ không dùng được (không phải số hữu hạn).")


class SentenceTransformersEncoder:
    """A model with its own tokens, longest text and prompts; code that comes with a model is never run."""

    def __init__(self, name: str) -> None:
        self._model = _opened(name)
        self._name = f"{Path(name).resolve().name if Path(name).is_dir() else name}{_revision(name)}"
        self._dim = int(np.asarray(self._model.encode(["Điều 1"], show_progress_bar=False)).shape[1])

    @property
    def name(self) -> str:
        """The folder's name and the beginning of its content's hash, or the public name and its revision."""
        return self._name

    @property
    def dim(self) -> int:
        """How many numbers a vector has."""
        return self._dim

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row per question, asked with the prompt that the model has for questions."""
        return self._rows(self._model.encode_query, texts, ("query",))

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row per passage, with the prompt that the model has for passages."""
        return self._rows(self._model.encode_document, texts, ("document", "passage", "corpus"))

    def _rows(self, encode: Callable[..., Any], texts: Sequence[str], prompts: Sequence[str]) -> Vectors:
        """Return unit rows; zeros for an empty text, which many models would give a direction of its own.

        The prompt is the first of the names that the model has words for: the library takes an empty one before that.
        """
        prompt = next((name for name in prompts if self._model.prompts.get(name)), None)
        rows = np.zeros((len(texts), self._dim), dtype=np.float32)
        written = [place for place, text in enumerate(texts) if text.strip()]
        if written:
            some = [texts[place] for place in written]
            found = encode(some, prompt_name=prompt, batch_size=_BATCH, show_progress_bar=False)
            rows[written] = np.asarray(found, dtype=np.float32)
        if not np.isfinite(rows).all():
            raise BadVectorsError(self._name)
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        norms[norms == 0] = 1
        return np.asarray(rows / norms, dtype=np.float32)


def _opened(name: str) -> Any:  # noqa: ANN401  # a class of a package that may be absent
    """Return the model: from a folder, else from what was downloaded before, else from the public place."""
    try:
        library = importlib.import_module("sentence_transformers")
    except ImportError as error:
        raise MissingModelsExtraError(name) from error
    _hush()
    if not Path(name).is_dir() and _is_path(name):
        raise MissingEncoderError(name, "không có thư mục này")
    faults = (OSError, ValueError, RuntimeError, LookupError, TypeError, _safetensors_error())
    make = partial(library.SentenceTransformer, name, trust_remote_code=False)
    try:
        return make(local_files_only=True)
    except faults as error:
        if Path(name).is_dir() or not isinstance(error, OSError):
            raise MissingEncoderError(name, _reason(error)) from error
    _require_public(name)
    try:
        return make()
    except faults as error:
        raise MissingEncoderError(name, _reason(error)) from error


def _is_path(name: str) -> bool:
    """Return whether a name can only mean a folder; a public name is ``model`` or ``owner/model``."""
    return Path(name).is_absolute() or name.startswith((".", "~")) or name.count("/") > 1 or "\\" in name


def _hush() -> None:
    """Keep what the packages say while loading off stderr; what goes wrong is raised."""
    logs = importlib.import_module("transformers.utils.logging")
    logs.set_verbosity_error()
    logs.disable_progress_bar()
    importlib.import_module("huggingface_hub.utils.logging").set_verbosity_error()
    logging.getLogger("sentence_transformers").setLevel(logging.ERROR)


def _safetensors_error() -> type[Exception]:
    error: type[Exception] = importlib.import_module("safetensors").SafetensorError
    return error


def _reason(error: Exception) -> str:
    return _FOREIGN_CODE if "trust_remote_code" in str(error) else _BROKEN


def _require_public(name: str) -> None:
    """Ask for the model once and briefly: loading would try each of its files for half a minute."""
    hub, errors = (importlib.import_module(module) for module in ("huggingface_hub", "huggingface_hub.errors"))
    try:
        hub.HfApi().model_info(_public_name(name), timeout=_PATIENCE)
    except (errors.RepositoryNotFoundError, errors.HFValidationError) as error:
        raise MissingEncoderError(name, _UNKNOWN) from error
    except (OSError, errors.HTTPError) as error:
        raise MissingEncoderError(name, _UNREACHED) from error


def _public_name(name: str) -> str:
    return name if "/" in name else f"{_HOME}/{name}"


def _revision(name: str) -> str:
    """Return what tells one content under a name from another, as ``@…``."""
    folder = Path(name)
    if folder.is_dir():
        return f"@{_content(folder)}"
    hub = importlib.import_module("huggingface_hub")
    found = (hub.try_to_load_from_cache(_public_name(name), place) for place in _PLACES)
    return next((f"@{Path(path).parent.name[:12]}" for path in found if isinstance(path, str)), "")


def _content(folder: Path) -> str:
    """Return the beginning of a hash over the files of a model; of large ones over their size and samples."""
    content = blake2b(digest_size=6)
    for path in sorted(_files(folder)):
        size = path.stat().st_size
        content.update(f"{path.relative_to(folder).as_posix()}\0{size}\0".encode())
        with path.open("rb") as file:
            for start in range(0, size, size // _SAMPLES) if size > _WHOLE else [0]:
                file.seek(start)
                content.update(file.read(_SAMPLE if size > _WHOLE else size))
    return content.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files of a model, without its description and what tools keep beside it."""
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith((".", "__"))]
        yield from (Path(place, name) for name in names if not name.startswith(".") and not name.endswith(".md"))
