import json
from pathlib import Path

import pytest

from corpus.expression import Expression, Origin, tiling_gaps
from ingest.articles_reader import read_articles
from ingest.errors import DamagedSourceError, EmptySourceError, UnknownKindError
from tests.factories import JsonArticle, write_jsonl
from tests.shared import require_shared


def read(path: Path, *, shard: int = 0, shards: int = 1) -> tuple[list[Expression], list[str]]:
    found = list(read_articles(path, shard=shard, shards=shards))
    texts = [one for one in found if isinstance(one, Expression)]
    return texts, [one for one in found if isinstance(one, str)]


@pytest.mark.parametrize("name", ["luat.jsonl", "luat.jsonl.gz"])
def test_each_instrument_is_one_partial_text_under_its_number_as_given(tmp_path: Path, name: str) -> None:
    path = write_jsonl(
        tmp_path / name,
        JsonArticle(law_id="71/2031/QH16", article_id="8a", title="Điều 8a. Thêm", text="1. Một.\n2. Hai."),
        JsonArticle(law_id="Luật Việc thử 2031", article_id="1"),
    )
    (first, second), doubts = read(path)
    assert doubts == []
    assert (first.work.number, first.origin, first.complete) == ("71/2031/QH16", Origin.ARTICLES, False)
    assert (second.work.number, second.work.type, second.work.title) == (
        "Luật Việc thử 2031",
        "Luật",
        "Luật Việc thử 2031",
    )
    (unit,) = first.units
    assert unit.provision.text == "Điều 8a. Thêm\n1. Một.\n2. Hai.\n"
    assert unit.provision.heading == "Thêm"
    assert [part.eid for part in unit.provision.children] == ["art_8a__cl_1", "art_8a__cl_2"]
    assert tiling_gaps(first) == []


def test_optional_fields_name_the_work_and_the_place(tmp_path: Path) -> None:
    extra: dict[str, object] = {
        "law_title": "Nghị định số 12/2031/NĐ-CP Quy định việc thử",
        "chapter": "QUY ĐỊNH CHUNG",
        "url": "http://x/#Dieu_1",
        "issued": "01/08/2031",
        "effective": "2031-09-15",
        "issuer": "Chính phủ",
    }
    ((text,), _) = read(write_jsonl(tmp_path / "a.jsonl", JsonArticle(law_id="12/2031/NĐ-CP", extra=extra)))
    work = text.work
    assert (work.type, work.title, work.issuer) == ("Nghị định", "Quy định việc thử", "Chính phủ")
    assert (str(work.issued), str(work.effective)) == ("2031-08-01", "2031-09-15")
    assert text.units[0].context[0].text == "QUY ĐỊNH CHUNG"
    assert text.units[0].url == "http://x/#Dieu_1"


def test_lines_of_one_instrument_may_stand_apart(tmp_path: Path) -> None:
    lines = [JsonArticle(law_id=law, article_id=num, title=f"Điều {num}. X") for num in "12" for law in ("A", "B")]
    texts, _ = read(write_jsonl(tmp_path / "a.jsonl", *lines))
    assert [(text.work.number, len(text.units)) for text in texts] == [("A", 2), ("B", 2)]


def test_shards_give_together_what_one_reader_gives(tmp_path: Path) -> None:
    lines = [JsonArticle(law_id=f"{law}/2031/TT-X", article_id=str(num)) for law in range(5) for num in range(law + 1)]
    path = write_jsonl(tmp_path / "a.jsonl", *lines, "hỏng")
    whole, doubts = read(path)
    parts = [read(path, shard=shard, shards=3) for shard in range(3)]
    assert [text for texts, _ in parts for text in texts] == whole
    assert [doubt for _, told in parts for doubt in told] == doubts


def test_a_bad_line_is_told_with_its_number_and_the_rest_goes_on(tmp_path: Path) -> None:
    bad = ['{"text": 5, "law_id": "x", "article_id": "1"}', "[1]", '{"text": "không địa chỉ"}', "{"]
    texts, doubts = read(write_jsonl(tmp_path / "a.jsonl", JsonArticle(), *bad, "", JsonArticle(article_id="2")))
    assert [unit.provision.num for unit in texts[0].units] == ["1", "2"]
    assert doubts == [
        "Dòng 2: thiếu trường text; đã bỏ qua dòng này.",
        "Dòng 3: không phải một đối tượng JSON; đã bỏ qua dòng này.",
        "Dòng 4: thiếu law_id hoặc article_id; đã bỏ qua dòng này.",
        "Dòng 5: không phải JSON hợp lệ; đã bỏ qua dòng này.",
    ]


def test_many_bad_lines_are_counted_not_listed(tmp_path: Path) -> None:
    _, doubts = read(write_jsonl(tmp_path / "a.jsonl", JsonArticle(), *["x"] * 50))
    assert len(doubts) == 21
    assert doubts[-1] == "Còn 30 dòng khác không đọc được."


def test_a_file_without_any_article_is_refused_with_its_first_fault(tmp_path: Path) -> None:
    with pytest.raises(UnknownKindError, match="dòng 1: không phải JSON hợp lệ"):
        read(write_jsonl(tmp_path / "a.jsonl", "{", "{"))
    with pytest.raises(EmptySourceError):
        read(write_jsonl(tmp_path / "b.jsonl", " "))


def test_a_gzip_stream_that_breaks_off_is_damaged(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "a.jsonl.gz", *[JsonArticle(article_id=str(num)) for num in range(2000)])
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(DamagedSourceError, match="luồng nén đứt"):
        read(path)


def test_a_number_given_twice_keeps_both_texts_and_tells(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "a.jsonl", JsonArticle(), JsonArticle(text="Khác."), JsonArticle())
    ((text,), _) = read(path)
    assert [unit.provision.eid for unit in text.units] == ["art_1", "body_2__art_1"]
    assert text.doubts == (
        "Điều 1 có 2 nội dung khác nhau trong cùng một nguồn; giữ cả hai.",
        "Điều 1 lặp lại nguyên văn trong cùng một nguồn; giữ một bản.",
    )


def test_two_writings_of_one_number_stay_two_works(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "a.jsonl", JsonArticle(law_id="01/2016/NQ-A"), JsonArticle(law_id="01/2016/NQ.A"))
    texts, _ = read(path)
    assert [text.work.number for text in texts] == ["01/2016/NQ-A", "01/2016/NQ.A"]
    assert len({text.work.slug for text in texts}) == 2


@pytest.mark.parametrize(
    ("title", "text", "shown"),
    [
        pytest.param("Điều 1. Pha\u0323m vi", "Lo\u031b\u0300i.", "Điều 1. Phạm vi\nLời.\n", id="NFD"),
        pytest.param("", "Lời.", "Điều 1\nLời.\n", id="no title"),
        pytest.param("Phạm vi", "Lời.", "Điều 1. Phạm vi\nLời.\n", id="title without Điều"),
        pytest.param("Điều 1. X", "Nửa \ud83d chữ", "Điều 1. X\nNửa \ufffd chữ\n", id="half a character"),
        pytest.param("Điều 1. X", "", "Điều 1. X\n", id="no words"),
    ],
)
def test_the_text_is_clean_and_begins_with_the_title(tmp_path: Path, title: str, text: str, shown: str) -> None:
    row = {"law_id": "A", "article_id": "1", "title": title, "text": text}
    ((found,), _) = read(write_jsonl(tmp_path / "a.jsonl", json.dumps(row)))
    assert found.text == shown


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "articles", "instruments"),
    [("alqac2022", 1377, 4), ("vlsp2023_lter", 2256, 18), ("alqac2024", 2249, 17), ("trafficking", 2169, 27)],
)
def test_every_article_of_a_real_set_is_found_under_its_id(name: str, articles: int, instruments: int) -> None:
    path = require_shared("data", "retrieval", name, "corpus.jsonl.gz")
    texts, doubts = read(path)
    ids = {f"{text.work.number}@{unit.provision.num}" for text in texts for unit in text.units}
    assert (len(ids), len(texts), doubts) == (articles, instruments, [])
