"""The bundled encoder at run time; what was trained and what runs must give the same vectors."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from search.encoder import (
    Encoder,
    EncoderError,
    MissingEncoderError,
    MissingModelsExtraError,
    StaticEncoder,
    default_encoder_folder,
    load_encoder,
)
from search.features import Vocabulary, bags_of_texts, vocabulary
from search.static_format import quantise, unpacked, write_model
from search.training.fit import forward

WORDS = ("nạn", "nhân", "bị", "mua", "bán", "hỗ", "trợ")


def tiny_vocabulary() -> Vocabulary:
    size = len(WORDS)
    return vocabulary(WORDS, np.array([0 * size + 1, 3 * size + 4, 5 * size + 6], dtype=np.uint32))


def tiny_table() -> NDArray[np.float32]:
    return np.random.default_rng(7).normal(size=(tiny_vocabulary().size, 8)).astype(np.float32)


@pytest.fixture
def tiny_folder(tmp_path: Path) -> Path:
    write_model(tmp_path, "tiny", tiny_vocabulary(), tiny_table(), {})
    return tmp_path


@pytest.fixture(scope="module")
def bundled() -> Encoder:
    return load_encoder()


def test_a_text_gives_its_syllables_and_its_pairs_of_neighbours() -> None:
    bags = bags_of_texts(["Nạn nhân bị mua, bán"], tiny_vocabulary())
    assert bags.rows.tolist() == [0, 1, 2, 3, 4, 7, 8]


def test_a_feature_seen_twice_weighs_one_plus_a_logarithm() -> None:
    bags = bags_of_texts(["mua mua"], tiny_vocabulary())
    assert bags.rows.tolist() == [3]
    assert bags.weights.tolist() == pytest.approx([1 + np.log(2)])


def test_no_pair_crosses_an_unknown_syllable_or_the_border_of_two_texts() -> None:
    bags = bags_of_texts(["mua rồi bán", "mua", "bán"], tiny_vocabulary())
    assert bags.rows.tolist() == [3, 4, 3, 4]
    assert bags.starts.tolist() == [0, 2, 3, 4]


def test_rows_are_unit_vectors_of_single_precision(tiny_folder: Path) -> None:
    vectors = StaticEncoder.load(tiny_folder).encode(["nạn nhân", "mua bán"])
    assert vectors.dtype == np.float32
    assert vectors.shape == (2, 8)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1])


@pytest.mark.parametrize("text", ["", "…", "xyz 42"])
def test_a_text_without_a_known_syllable_gives_zeros(tiny_folder: Path, text: str) -> None:
    vectors = StaticEncoder.load(tiny_folder).encode(["mua", text, "bán"])
    assert not vectors[1].any()
    assert vectors[0].any()
    assert vectors[2].any()


def test_no_texts_give_no_rows(tiny_folder: Path) -> None:
    assert StaticEncoder.load(tiny_folder).encode([]).shape == (0, 8)


def test_a_vector_does_not_depend_on_the_other_texts_of_the_call(bundled: Encoder) -> None:
    texts = [f"Điều {number}. Hỗ trợ nạn nhân trong thời hạn {number} ngày" for number in range(600)]
    together = bundled.encode(texts)
    assert np.array_equal(together[311], bundled.encode([texts[311]])[0])


def test_tone_placement_and_capitals_do_not_change_a_vector(bundled: Encoder) -> None:
    old, new = bundled.encode(["Ủy ban nhân dân hòa giải", "UỶ BAN NHÂN DÂN HOÀ GIẢI"])
    assert np.array_equal(old, new)


def test_half_bytes_come_back_as_they_went_in(tiny_folder: Path) -> None:
    numbers, scales = quantise(tiny_table())
    assert np.abs(numbers).max() <= 7
    assert np.array_equal(unpacked(tiny_folder), numbers * scales[:, None].astype(np.float32))


def test_the_name_tells_the_content(tmp_path: Path) -> None:
    first = write_model(tmp_path / "a", "tiny", tiny_vocabulary(), tiny_table(), {})
    again = write_model(tmp_path / "b", "tiny", tiny_vocabulary(), tiny_table(), {})
    other = write_model(tmp_path / "c", "tiny", tiny_vocabulary(), -tiny_table(), {})
    assert first == again != other
    assert StaticEncoder.load(tmp_path / "a").name == f"tiny@{first}"


@pytest.mark.model
def test_training_and_run_time_give_the_same_vectors(tiny_folder: Path) -> None:
    texts = ["Nạn nhân bị mua bán", "hỗ trợ nạn nhân, hỗ trợ", "bán mua", "nhân"]
    learned = forward(torch.from_numpy(unpacked(tiny_folder)), bags_of_texts(texts, tiny_vocabulary())).numpy()
    assert StaticEncoder.load(tiny_folder).encode(texts) == pytest.approx(learned, abs=1e-6)


@pytest.mark.model
def test_the_bundled_model_is_small_and_named_after_its_content() -> None:
    folder = default_encoder_folder()
    assert sum(file.stat().st_size for file in folder.iterdir()) <= 15_000_000
    encoder = load_encoder()
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    assert encoder.dim == config["dim"]
    assert encoder.name == f"static-vi-law@{config['revision']}"


@pytest.mark.model
def test_a_question_lies_nearer_to_its_answer_than_to_other_law(bundled: Encoder) -> None:
    question, answer, *others = bundled.encode(
        [
            "Người bị bán ra nước ngoài khi về nước được giúp đỡ những gì?",
            "Chế độ hỗ trợ nạn nhân bị mua bán từ nước ngoài trở về: nhu cầu thiết yếu, chi phí đi lại, y tế, tâm lý",
            "Thuế suất thuế giá trị gia tăng đối với hàng hóa xuất khẩu",
            "Điều kiện cấp giấy phép lái xe hạng A1",
            "Thời hạn nộp báo cáo tài chính của doanh nghiệp bảo hiểm",
        ]
    )
    assert all(question @ answer > question @ other + 0.1 for other in others)


def test_a_folder_without_a_model_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(MissingEncoderError, match="thiếu tệp hoặc tệp bị hỏng"):
        StaticEncoder.load(tmp_path)


def test_a_model_of_another_format_is_refused_with_a_sentence(tiny_folder: Path) -> None:
    config = json.loads((tiny_folder / "config.json").read_text(encoding="utf-8"))
    (tiny_folder / "config.json").write_text(json.dumps(config | {"format": "other"}), encoding="utf-8")
    with pytest.raises(MissingEncoderError, match="định dạng không phải của phiên bản phần mềm này"):
        load_encoder(str(tiny_folder))


def test_a_damaged_table_is_refused_with_a_sentence(tiny_folder: Path) -> None:
    (tiny_folder / "table.npy").write_bytes(b"not a table")
    with pytest.raises(EncoderError, match="tệp bị hỏng"):
        load_encoder(str(tiny_folder))


def test_another_model_without_the_optional_packages_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)  # as where it is not installed
    with pytest.raises(MissingModelsExtraError, match=r"pip install \"cancu\[models\]\""):
        load_encoder("some/model")
