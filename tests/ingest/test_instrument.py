"""JSON of one instrument with its articles."""

import json
from datetime import date
from pathlib import Path

import pytest

from corpus.expression import Expression, Origin, tiling_gaps
from ingest.errors import IngestError, UnknownKindError
from ingest.instrument_reader import read_instrument
from ingest.kind import Kind, kind_of
from ingest.pipeline import text_of

LAW = {
    "law_id": "71/2031/QH16",
    "title": "Luật số 71/2031/QH16 Việc thử",
    "issued": "20/03/2031",
    "effective": "01/07/2031",
    "issuer": "Quốc hội",
    "source": "Tuyển tập",
}


def article(
    num: object = "1", title: str = "Phạm vi", text: object = "Luật này quy định việc thử."
) -> dict[str, object]:
    return {"article_id": num, "title": f"Điều {num}. {title}", "chapter": "QUY ĐỊNH CHUNG", "text": text, "url": ""}


def write(folder: Path, *articles: object, **fields: object) -> Path:
    path = folder / "luat.json"
    path.write_text(json.dumps({**LAW, "articles": list(articles), **fields}, ensure_ascii=False, indent=1))
    return path


def read(folder: Path, *articles: object, **fields: object) -> Expression:
    (text,) = read_instrument(write(folder, *articles, **fields)).expressions
    return text


def test_one_file_is_one_whole_text_of_the_work_with_its_khoan_and_diem(tmp_path: Path) -> None:
    text = read(tmp_path, article(text="1. Một:\na) A;\nb) B.\n2. Hai."), article("2", "Áp dụng"))
    assert (text.work.number, text.work.type, text.work.title) == ("71/2031/QH16", "Luật", "Việc thử")
    assert (text.work.issuer, text.work.issued, text.work.effective) == (
        "Quốc hội",
        date(2031, 3, 20),
        date(2031, 7, 1),
    )
    assert (text.origin, text.complete, text.as_of, text.doubts) == (Origin.ARTICLES, True, None, ())
    eids = [part.eid for unit in text.units for part in unit.provision.walk()]
    assert eids == ["art_1", "art_1__cl_1", "art_1__cl_1__point_a", "art_1__cl_1__point_b", "art_1__cl_2", "art_2"]
    assert text.units[0].context[0].text == "QUY ĐỊNH CHUNG"
    assert tiling_gaps(text) == []


def test_missing_numbers_are_named_and_the_text_is_not_whole(tmp_path: Path) -> None:
    text = read(tmp_path, article("1"), article("3"), article("5"), missing_article_numbers=[2, "6"])
    assert not text.complete
    assert text.doubts == ("Nguồn thiếu Điều 2, 4, 6.",)


def test_a_list_of_missing_numbers_that_is_wrong_in_itself_is_not_believed(tmp_path: Path) -> None:
    text = read(tmp_path, article("1"), article("2"), missing_article_numbers=[2, None, True, {}])
    assert (text.complete, text.doubts) == (True, ())


def test_a_copy_of_the_codified_law_says_so_and_of_which_year_it_is(tmp_path: Path) -> None:
    text = read(tmp_path, article(), source="Bộ pháp điển (bản chụp)", dumps=["2023", "2025a", "lạ", 7])
    assert text.as_of == date(2025, 1, 1)
    assert "Bản chép từ Bộ pháp điển (bản chụp)" in text.doubts[0]


def test_a_first_day_that_the_text_itself_gives_otherwise_is_told_and_kept(tmp_path: Path) -> None:
    closing = article("2", "Hiệu lực thi hành", "Luật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2032.")
    text = read(tmp_path, article(), closing)
    assert text.work.effective == date(2031, 7, 1)
    assert text.doubts == ("Ngày có hiệu lực: nguồn ghi 01/07/2031, chính văn bản ghi 01/01/2032.",)


def test_a_first_day_that_the_catalogue_gives_otherwise_is_told(tmp_path: Path) -> None:
    text = read(tmp_path, article(), law_id="66/2011/QH12", issued="29/03/2011", effective="01/12/2012")
    assert text.doubts == ("Ngày có hiệu lực: nguồn ghi 01/12/2012, danh mục văn bản ghi 01/01/2012.",)


def test_a_day_of_another_text_in_the_name_is_no_day_of_this_one(tmp_path: Path) -> None:
    name = "Hướng dẫn Luật thử ngày 11/01/2030 của Quốc hội về việc thử"
    text = read(tmp_path, article(), title=f"Luật số 71/2031/QH16 {name}")
    assert (text.work.title, text.work.issued) == (name, date(2031, 3, 20))


def test_what_is_no_article_is_told_by_its_place_and_the_text_is_not_whole(tmp_path: Path) -> None:
    bad = ({"title": "Điều 2. Mất số", "text": "Lời."}, {"article_id": "3", "text": 5}, "Điều 4", article("5"))
    text = read(tmp_path, article("1"), *bad)
    assert not text.complete
    assert [unit.provision.num for unit in text.units] == ["1", "5"]
    assert text.doubts == (
        "Nguồn thiếu Điều 2, 3, 4.",
        "Mục 2 trong articles: thiếu law_id hoặc article_id; đã bỏ qua mục này.",
        "Mục 3 trong articles: thiếu trường text; đã bỏ qua mục này.",
        "Mục 4 trong articles: không phải một đối tượng JSON; đã bỏ qua mục này.",
    )


def test_a_number_given_twice_keeps_both_texts_and_is_not_whole(tmp_path: Path) -> None:
    text = read(tmp_path, article("1"), article("2"), article("2", text="Lời khác."))
    assert [unit.provision.eid for unit in text.units] == ["art_1", "art_2", "body_2__art_2"]
    assert not text.complete
    assert text.doubts == ("Điều 2 có 2 nội dung khác nhau trong cùng một nguồn; giữ cả hai.",)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("<p>1. Một &amp; hai.</p>\n<p>2. Ba.<script>x()</script></p>", "1. Một & hai.\n2. Ba.", id="HTML"),
        pytest.param("1. Dưới 5 < 6.\r\n2. Hai.\r\n", "1. Dưới 5 < 6.\n2. Hai.\n", id="CRLF"),
        pytest.param("1. Pha\u0323m vi.\n2. Hai.", "1. Phạm vi.\n2. Hai.", id="NFD"),
        pytest.param("1. Nửa \ud83d.\n2. Hai.", "1. Nửa \ufffd.\n2. Hai.", id="half a character"),
    ],
)
def test_words_are_clean(tmp_path: Path, text: str, shown: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({**LAW, "articles": [article(text=text)]}))  # in escapes, so half a character can stand
    (found,) = read_instrument(path).expressions
    assert found.text == f"Điều 1. Phạm vi\n{shown}\n"
    assert [part.num for part in found.units[0].provision.children] == ["1", "2"]
    assert any("thẻ HTML" in doubt for doubt in found.doubts) is ("<p>" in text)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ({**LAW, "articles": []}, "không có điều nào"),
        ({**LAW, "articles": {"1": "Lời"}}, "không có điều nào"),
        (LAW, "không có điều nào"),
        ({**LAW, "law_id": 71, "articles": [article()]}, "thiếu law_id"),
        ({**LAW, "law_id": "71\n/2031", "articles": [article()]}, "thiếu law_id"),
        ({**LAW, "articles": [{"text": "Lời"}]}, "mục 1: thiếu law_id hoặc article_id"),
        ([LAW], "không phải một đối tượng JSON"),
    ],
)
def test_a_file_that_is_no_instrument_is_refused_in_a_sentence(tmp_path: Path, content: object, reason: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(content))
    with pytest.raises(UnknownKindError, match=reason):
        read_instrument(path)


def test_a_file_cut_off_or_nested_without_end_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, article())
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(UnknownKindError, match="không phải JSON hợp lệ"):
        read_instrument(path)
    path.write_text('{"law_id": "71/2031/QH16", "articles": [{"a": ' + "[" * 200_000)
    with pytest.raises(IngestError, match="không phải JSON hợp lệ"):
        text_of(path)


def test_the_kind_is_told_by_content_whatever_the_order_of_fields(tmp_path: Path) -> None:
    path = write(tmp_path, article(text="Lời. " * 40_000))
    assert kind_of(path, "a.json") is Kind.INSTRUMENT
    path.write_text(json.dumps({"articles": [article(text="Lời. " * 40_000)], **LAW}))
    assert kind_of(path, "a.txt") is Kind.INSTRUMENT
    assert text_of(path).startswith("Điều 1. Phạm vi\nLời.")


def test_an_article_of_ten_megabytes_is_read(tmp_path: Path) -> None:
    words = "1. " + "Lời văn dài của một khoản về việc thử.\n" * 200_000
    path = write(tmp_path, article(text=words))
    assert path.stat().st_size > 10_000_000
    (text,) = read_instrument(path).expressions
    assert [part.eid for part in text.units[0].provision.children] == ["art_1__cl_1"]
