"""The recipe of the bundled encoder, on a handful of articles of our own."""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from search.training.batches import Asked, Mix, Sampler
from search.training.material import Material, choose_vocabulary, read_material

TITLES = ("Hỗ trợ nạn nhân", "Tiếp nhận nạn nhân", "Xác minh nạn nhân", "Kinh phí hỗ trợ", "Trách nhiệm của gia đình")


@pytest.fixture
def material(tmp_path: Path) -> Material:
    whole, field = tmp_path / "zalo2021_phapdien", tmp_path / "trafficking"
    rows = [
        {
            "_id": f"{law}/2030/NĐ-CP@{number}",
            "law_title": f"Nghị định số {law}/2030/NĐ-CP Về hỗ trợ nạn nhân",
            "chapter": "QUY ĐỊNH CHUNG",
            "title": f"Điều {number}. {title}",
            "text": f"{title} do cơ quan có thẩm quyền thực hiện trong thời hạn luật định. " * (5 * number),
        }
        for law in (1, 2)
        for number, title in enumerate(TITLES, start=1)
    ]
    _write_corpus(whole, rows)
    _write_corpus(field, rows[:2])
    (whole / "cross_references.tsv").write_text(
        "from_id\tto_id\n1/2030/NĐ-CP@1\t2/2030/NĐ-CP@4\n1/2030/NĐ-CP@1\t1/2030/NĐ-CP@2\n", encoding="utf-8"
    )
    for split in ("train", "dev"):
        (whole / split).mkdir()
        question = {"_id": "q", "text": "Ai hỗ trợ nạn nhân?"}
        (whole / split / "queries.jsonl").write_text(json.dumps(question) + "\n", encoding="utf-8")
        (whole / split / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq\t1/2030/NĐ-CP@1\t1\n", encoding="utf-8")
    return read_material(whole, field)


def _write_corpus(folder: Path, rows: list[dict[str, str]]) -> None:
    folder.mkdir()
    with gzip.open(folder / "corpus.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


def _sampler(material: Material, seed: int) -> Sampler:
    entries = choose_vocabulary(material, len(material.syllables) + 30)
    question = material.train[0]
    asked = [Asked(question.id, question.words, 0, material.articles[0].passage(0), (5, 6))]
    return Sampler(material, entries, asked, mix=Mix(), size=8, seed=seed)


def test_only_links_between_instruments_are_learned(material: Material) -> None:
    assert material.links == ((0, 8),)


def test_the_pieces_of_a_long_article_make_up_its_text(material: Material) -> None:
    long = material.articles[4]
    assert long.pieces() > 1
    assert np.array_equal(np.concatenate([long.piece(number) for number in range(long.pieces())]), long.text)


def test_the_vocabulary_keeps_every_syllable_and_the_commonest_pairs(material: Material) -> None:
    entries = choose_vocabulary(material, len(material.syllables) + 30)
    size = len(material.syllables)
    support = [material.syllables.index(word) for word in ("hỗ", "trợ")]
    assert entries.size == size + 30
    assert support[0] * size + support[1] in entries.pairs.tolist()


def test_a_step_of_a_seed_is_always_the_same_batch(material: Material) -> None:
    first, again, other = (_sampler(material, seed).batch(3) for seed in (1, 1, 2))
    assert np.array_equal(first.passages.rows, again.passages.rows)
    assert np.array_equal(first.articles, again.articles)
    assert not np.array_equal(first.articles, other.articles)


def test_every_question_of_a_batch_has_its_passage_and_rivals_come_after(material: Material) -> None:
    batch = _sampler(material, 1).batch(0)
    questions, passages = len(batch.questions.starts) - 1, len(batch.passages.starts) - 1
    assert passages == len(batch.articles) > questions
    assert set(batch.articles[questions:].tolist()) <= {5, 6}
