"""Any model of the sentence-transformers family, on a tiny one made here; nothing is downloaded."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from huggingface_hub import constants
from safetensors.torch import load_file, save_file

from search.encoder import Encoder, MissingEncoderError, load_encoder
from search.sentence_encoder import BadVectorsError
from tests.search.tiny_model import LONGEST, save_tiny_model

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    prompts = {"query": "hỏi : ", "passage": "đoạn : "}
    return save_tiny_model(tmp_path_factory.mktemp("models") / "nhỏ", prompts=prompts)


@pytest.fixture(scope="module")
def encoder(folder: Path) -> Encoder:
    return load_encoder(str(folder))


@pytest.fixture
def copy(folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(folder, tmp_path / folder.name))


def test_rows_are_unit_vectors_of_single_precision_and_zeros_for_nothing(encoder: Encoder) -> None:
    for rows in (encoder.encode(["nạn nhân", "", " \n", "thuế"]), encoder.encode_passages(["mua", "", "\t", "bán"])):
        assert rows.dtype == np.float32
        assert rows.shape == (4, encoder.dim)
        assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 0, 0, 1])
    assert encoder.encode([]).shape == (0, encoder.dim)


def test_questions_and_passages_are_read_with_the_prompts_that_the_model_names(
    encoder: Encoder, tmp_path: Path
) -> None:
    plain = load_encoder(str(save_tiny_model(tmp_path / "không lời nhắc")))
    assert plain.encode(["nạn nhân"]) == pytest.approx(plain.encode_passages(["nạn nhân"]), abs=1e-6)
    assert encoder.encode(["nạn nhân"]) == pytest.approx(plain.encode(["hỏi : nạn nhân"]), abs=1e-6)
    assert encoder.encode_passages(["nạn nhân"]) == pytest.approx(plain.encode(["đoạn : nạn nhân"]), abs=1e-6)


def test_a_text_longer_than_the_model_reads_is_cut(encoder: Encoder) -> None:
    long, longer = encoder.encode(["nạn nhân " * LONGEST, "nạn nhân " * 2 * LONGEST + "thuế"])
    assert long == pytest.approx(longer, abs=1e-6)


def test_the_name_changes_with_the_content_of_the_folder_alone(encoder: Encoder, copy: Path, tmp_path: Path) -> None:
    (copy / "README.md").write_text("Lời giới thiệu khác.", encoding="utf-8")
    assert load_encoder(str(copy)).name == encoder.name
    trained = save_tiny_model(tmp_path / "khác" / copy.name, seed=1, prompts={"query": "hỏi : ", "passage": "đoạn : "})
    assert load_encoder(str(trained)).name != encoder.name
    assert encoder.name.startswith(f"{copy.name}@")
    config = copy / "config_sentence_transformers.json"
    changed = json.loads(config.read_text(encoding="utf-8")) | {"prompts": {"query": "mua : "}}
    config.write_text(json.dumps(changed), encoding="utf-8")
    assert load_encoder(str(copy)).name != encoder.name


def test_a_downloaded_model_is_opened_without_asking_the_network(
    encoder: Encoder, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    revision = "0123456789abcdef0123456789abcdef01234567"
    kept = tmp_path / "hub" / "models--some--model"
    shutil.copytree(copy, kept / "snapshots" / revision)
    (kept / "refs").mkdir()
    (kept / "refs" / "main").write_text(revision, encoding="ascii")
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "hub"))
    opened = load_encoder("some/model")
    assert opened.name == "some/model@0123456789ab"
    assert np.array_equal(opened.encode(["nạn nhân"]), encoder.encode(["nạn nhân"]))


def test_a_model_that_is_neither_here_nor_reachable_is_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(MissingEncoderError, match=r"không kết nối được kho mô hình công khai. Hãy nối mạng"):
        load_encoder("BAAI/bge-m3")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingEncoderError, match="không có thư mục này"):
        load_encoder(str(tmp_path / "không"))


@pytest.mark.parametrize("name", ["modules.json", "model.safetensors", "config.json", "tokenizer.json"])
@pytest.mark.parametrize("content", [b"", b"{", b"[]"])
def test_a_damaged_model_is_told_in_a_sentence(copy: Path, name: str, content: bytes) -> None:
    (copy / name).write_bytes(content)
    with pytest.raises(MissingEncoderError, match=r"tệp của mô hình thiếu hoặc hỏng\.$"):
        load_encoder(str(copy))


@pytest.mark.parametrize("name", ["model.safetensors", "config.json"])
def test_a_model_with_a_file_missing_is_told_in_a_sentence(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(MissingEncoderError, match=r"tệp của mô hình thiếu hoặc hỏng\.$"):
        load_encoder(str(copy))


def test_vectors_that_are_no_numbers_are_refused(copy: Path) -> None:
    weights = load_file(copy / "model.safetensors")
    save_file({name: weight * float("nan") for name, weight in weights.items()}, copy / "model.safetensors")
    with pytest.raises(BadVectorsError, match="cho ra véc-tơ không dùng được"):
        load_encoder(str(copy)).encode(["nạn nhân"])


def test_code_that_comes_with_a_model_is_not_run(copy: Path) -> None:
    (copy / "mine.py").write_text("raise SystemExit", encoding="utf-8")
    modules = [{"idx": 0, "name": "0", "path": "", "type": "mine.Model"}]
    (copy / "modules.json").write_text(json.dumps(modules), encoding="utf-8")
    with pytest.raises(MissingEncoderError, match="đòi chạy mã chương trình kèm theo nó"):
        load_encoder(str(copy))
