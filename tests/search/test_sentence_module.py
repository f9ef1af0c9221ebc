"""The bundled encoder in sentence-transformers: the same folder, the same vectors."""

import unicodedata
from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

from search.encoder import default_encoder_folder, load_encoder
from search.features import read_vocabulary

pytestmark = pytest.mark.model
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def model() -> SentenceTransformer:
    return SentenceTransformer(str(default_encoder_folder()), trust_remote_code=True, device="cpu")


def unmarked(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def texts() -> list[str]:
    """Return two hundred texts: of one syllable to thousands, without marks, with unknown words, without any."""
    chance = np.random.default_rng(0)
    known = list(read_vocabulary(default_encoder_folder()).syllables)
    lengths = (1, 2, 7, 30, 150, 4000)
    made = [" ".join(chance.choice(known, lengths[number % len(lengths)])) for number in range(120)]
    strange = [f"{text} qwzx 42 Straße {text.upper()}" for text in made[:40]]
    return [*made, *strange, *(unmarked(text) for text in made[:34]), "", " ", "…", "xyz 42", "Điều 5", "a\nb"]


def test_the_folder_gives_the_same_vectors_in_both(model: SentenceTransformer) -> None:
    ours, theirs = load_encoder().encode(texts()), model.encode(texts())
    assert len(ours) == 200
    empty = ~ours.any(axis=1)
    assert np.array_equal(empty, ~theirs.any(axis=1))
    assert 3 <= empty.sum() < 20
    assert np.einsum("ij,ij->i", ours, theirs)[~empty].min() >= 0.999
    assert np.linalg.norm(theirs[~empty], axis=1) == pytest.approx(1, abs=1e-5)


def test_it_goes_back_into_a_folder_of_the_same_content(model: SentenceTransformer, tmp_path: Path) -> None:
    model.save(str(tmp_path))
    assert load_encoder(str(tmp_path)).name == load_encoder().name


def test_what_it_learns_there_is_kept(model: SentenceTransformer, tmp_path: Path) -> None:
    changed = SentenceTransformer(str(default_encoder_folder()), trust_remote_code=True, device="cpu")
    for table in changed.parameters():
        table.data.neg_()
    changed.save(str(tmp_path))
    assert load_encoder(str(tmp_path)).encode(["nạn nhân"]) == pytest.approx(-model.encode(["nạn nhân"]), abs=1e-5)


def test_no_other_module_imports_it() -> None:
    importing = [
        path.name
        for room in ("corpus", "ingest", "search", "web")
        for path in (ROOT / room).rglob("*.py")
        if "import sentence_module" in (code := path.read_text(encoding="utf-8"))
        or "from search.sentence_module" in code
    ]
    assert importing == []
