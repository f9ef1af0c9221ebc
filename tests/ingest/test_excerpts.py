"""JSON Lines of excerpts of pages."""

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from corpus.expression import Expression, Origin, tiling_gaps
from corpus.provision import Level
from corpus.work import SourceClass
from ingest.errors import EmptySourceError, UnknownKindError
from ingest.excerpts_reader import read_excerpts
from ingest.kind import Kind, kind_of
from ingest.pipeline import text_of

ARTICLES = (
    "Chương II\nHỖ TRỢ\nĐiều 7. Chế độ\n1. Người thử được:\na) chỗ ở;\nb) đi lại.\n2. Người đang chờ được thử ở ngoài"
    " tỉnh được chỗ ở.\nNgười đang chờ được thử ở trong tỉnh được cả hai."
)


def row(instrument: object = "71/2031/QH16", text: object = ARTICLES, **fields: object) -> dict[str, object]:
    return {"instrument": instrument, "title": "Luật Việc thử (20/03/2031)", "text": text, **fields}


def write(folder: Path, *rows: object) -> Path:
    path = folder / "trich.jsonl"
    lines = (one if isinstance(one, str) else json.dumps(one) for one in rows)  # in escapes: half a letter can stand
    path.write_text("".join(f"{line}\n" for line in lines))
    return path


def read(folder: Path, *rows: object) -> tuple[list[Expression], list[str]]:
    found = list(read_excerpts(write(folder, *rows)))
    return [one for one in found if isinstance(one, Expression)], [one for one in found if isinstance(one, str)]


def levels(text: Expression) -> list[Level]:
    return [unit.provision.level for unit in text.units]


def test_a_row_is_a_partial_text_divided_where_its_words_are(tmp_path: Path) -> None:
    ((text,), doubts) = read(tmp_path, row(url="https://vi.example/luat", note="partial", part="Điều 7 khoản 1-2"))
    assert doubts == []
    assert (text.origin, text.complete, text.valid_from) == (Origin.EXCERPT, False, None)
    assert tiling_gaps(text) == []
    eids = [part.eid for unit in text.articles() for part in unit.provision.walk()]
    assert eids == [
        "art_7",
        "art_7__cl_1",
        "art_7__cl_1__point_a",
        "art_7__cl_1__point_b",
        "art_7__cl_2",
        "art_7__cl_2__par_1",
        "art_7__cl_2__par_2",
    ]
    assert {unit.url for unit in text.units} == {"https://vi.example/luat"}
    assert text.doubts[0] == (
        "Chỉ là trích đoạn (Điều 7 khoản 1-2), lấy từ https://vi.example/luat; không phải toàn văn."
        " Nguồn ghi chú: “partial”."
    )
    assert "Điều 7 chỉ có khoản 1-2, không phải cả điều." in text.doubts


def test_articles_that_the_part_names_and_the_words_lack_are_told(tmp_path: Path) -> None:
    ((text,), _) = read(tmp_path, row(part="Điều 7-9; Điều 5-9999999"))
    assert "Nguồn ghi là Điều 7-9 nhưng không có lời của Điều 8, 9." in text.doubts
    assert all(len(doubt) < 10_000 for doubt in text.doubts)


def test_what_the_catalogue_knows_of_a_work_goes_before_what_the_row_says(tmp_path: Path) -> None:
    ((text,), _) = read(tmp_path, row("53/2024/QH15", title="Luật thử (27/11/2024, hiệu lực 02/07/2025)"))
    work = text.work
    assert (work.title, work.issuer) == ("Luật Phòng, chống mua bán người", "Quốc hội")
    assert (work.issued, work.effective) == (date(2024, 11, 28), date(2025, 7, 1))
    assert "Ngày ban hành: nguồn ghi 27/11/2024, danh mục văn bản ghi 28/11/2024." in text.doubts
    assert "Ngày có hiệu lực: nguồn ghi 02/07/2025, danh mục văn bản ghi 01/07/2025." in text.doubts


def test_a_work_that_the_catalogue_lacks_is_as_the_row_says(tmp_path: Path) -> None:
    ((text,), _) = read(tmp_path, row(title="Luật Việc thử (20/03/2031, hiệu lực 01/07/2031)"))
    work = text.work
    assert (work.type, work.title, work.issuer) == ("Luật", "Luật Việc thử", "Quốc hội")
    assert (work.issued, work.effective, work.source_class) == (date(2031, 3, 20), date(2031, 7, 1), SourceClass.LAW)
    assert "Danh mục văn bản chưa có văn bản này; tên, loại và ngày lấy theo nguồn." in text.doubts


def test_the_place_in_brackets_is_that_of_a_local_paper(tmp_path: Path) -> None:
    plan = "UBND tỉnh Bạc Liêu ban hành kế hoạch:\nI. MỤC TIÊU\n1. Mở lớp.\nII. KINH PHÍ\nDo tỉnh cấp."
    ((text,), _) = read(tmp_path, row("98/KH-UBND (Bạc Liêu)", plan, title="Kế hoạch thử (05/02/2031)"))
    work = text.work
    assert (work.number, work.type, work.place, work.issuer) == (
        "98/KH-UBND",
        "Kế hoạch",
        "Bạc Liêu",
        "UBND tỉnh Bạc Liêu",
    )
    assert (work.slug, work.source_class) == ("98-kh-ubnd-2031-02-05", SourceClass.PLAN)
    assert levels(text) == [Level.HEAD, Level.ITEM, Level.ITEM, Level.ITEM]


def test_what_else_stands_in_brackets_is_no_place(tmp_path: Path) -> None:
    ((text,), _) = read(tmp_path, row("71/2031/QH16 (bản 2)"))
    assert (text.work.number, text.work.place) == ("71/2031/QH16", "")
    assert "Bên cạnh số hiệu, nguồn ghi “bản 2”." in text.doubts


@pytest.mark.parametrize(
    "words",
    [
        "Thời hạn giải quyết: 09 ngày làm việc. Cơ quan thực hiện: Sở Thử.",
        "Theo Điều 5 của Luật này, người thử được hỗ trợ.",
        "Căn cứ Luật Thử;\nI. MỤC TIÊU\n1. Mục tiêu\n- Một việc.",
    ],
)
def test_no_article_is_made_up(tmp_path: Path, words: str) -> None:
    ((text,), _) = read(tmp_path, row(text=words, part="opening"))
    assert set(levels(text)) <= {Level.HEAD, Level.BODY}
    assert text.text == words
    assert text.units[-1].provision.heading == "phần mở đầu"


def test_rows_of_one_work_stand_side_by_side(tmp_path: Path) -> None:
    texts, _ = read(tmp_path, row(text="Lời một."), row(text="Lời hai."), row("9/2031/NĐ-CP", "Lời ba."))
    places = [(text.work.number, [unit.provision.eid for unit in text.units]) for text in texts]
    assert places == [("71/2031/QH16", ["body"]), ("71/2031/QH16", ["body-2"]), ("09/2031/NĐ-CP", ["body"])]


def test_an_article_in_two_rows_keeps_the_address_of_the_first(tmp_path: Path) -> None:
    texts, _ = read(tmp_path, row(text="Điều 2. Từ ngữ\n1. Một."), row(text="Điều 2. Từ ngữ\n5. Năm.\n6. Sáu."))
    assert [unit.provision.eid for text in texts for unit in text.units] == ["art_2", "art_2-2"]


def test_the_same_words_twice_are_kept_once(tmp_path: Path) -> None:
    texts, doubts = read(tmp_path, row(), row())
    assert len(texts) == 1
    assert doubts == ["Dòng 2 lặp lại nguyên văn dòng 1; giữ một bản."]


def test_a_row_without_a_day_is_of_the_day_that_its_file_gives(tmp_path: Path) -> None:
    plain = row("98/KH-UBND", "Lời một.", title="Kế hoạch thử")
    texts, _ = read(tmp_path, plain, row("98/KH-UBND", "Lời hai.", title="Kế hoạch thử (05/02/2031)"))
    assert {text.work.slug for text in texts} == {"98-kh-ubnd-2031-02-05"}
    ((alone,), _) = read(tmp_path, plain)
    assert alone.work.slug == "98-kh-ubnd"
    assert "Số không có năm mà nguồn không ghi ngày ban hành." in alone.doubts


def test_a_number_of_the_catalogue_without_its_day_is_not_taken_for_it(tmp_path: Path) -> None:
    ((text,), _) = read(tmp_path, row("33/QĐ-TTg", "Lời.", title="Quyết định thử (01/01/2031)"))
    assert (text.work.issued, text.work.title) == (date(2031, 1, 1), "Quyết định thử")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        pytest.param("<p>Điều 1. Thử</p><p>1. Một &amp; hai.</p>", "Điều 1. Thử\n1. Một & hai.", id="HTML"),
        pytest.param("Điều 1. Thử\r\n1. Một.\r\n", "Điều 1. Thử\n1. Một.", id="CRLF"),
        pytest.param("Điều 1. Pha\u0323m vi\n1. Một.", "Điều 1. Phạm vi\n1. Một.", id="NFD"),
        pytest.param("Điều 1. Thử\n1. Nửa \ud83d.", "Điều 1. Thử\n1. Nửa \ufffd.", id="half a character"),
    ],
)
def test_words_are_clean(tmp_path: Path, words: str, shown: str) -> None:
    ((text,), _) = read(tmp_path, row(text=words))
    assert text.text == shown
    assert [unit.provision.eid for unit in text.units] == ["art_1"]


def test_bad_lines_are_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    bad = (row(None), row(5), row(" "), row("x" * 300), row(text=5), row(text="<p></p>"), "[1]", "{")
    texts, doubts = read(tmp_path, *bad, row())
    assert len(texts) == 1
    assert doubts == [
        "Dòng 1: thiếu trường instrument; đã bỏ qua dòng này.",
        "Dòng 2: thiếu trường instrument; đã bỏ qua dòng này.",
        "Dòng 3: thiếu trường instrument; đã bỏ qua dòng này.",
        "Dòng 4: trường instrument không phải số hay tên của một văn bản; đã bỏ qua dòng này.",
        "Dòng 5: thiếu trường text; đã bỏ qua dòng này.",
        "Dòng 6: trích đoạn không có chữ nào; đã bỏ qua dòng này.",
        "Dòng 7: không phải một đối tượng JSON; đã bỏ qua dòng này.",
        "Dòng 8: không phải JSON hợp lệ; đã bỏ qua dòng này.",
    ]


def test_fields_of_the_wrong_type_are_as_if_they_were_not_there(tmp_path: Path) -> None:
    ((text,), _) = read(tmp_path, row(title=7, part=["Điều 7"], url={"a": 1}, note=None))
    assert (text.work.title, text.units[0].url) == ("", "")
    assert text.doubts[0] == "Chỉ là trích đoạn; không phải toàn văn."


def test_a_file_without_any_excerpt_is_refused_with_its_first_fault(tmp_path: Path) -> None:
    with pytest.raises(UnknownKindError, match="dòng 1: thiếu trường instrument"):
        read(tmp_path, row(None), row(None))
    with pytest.raises(EmptySourceError):
        read(tmp_path, " ")


def test_the_kind_is_told_by_content_plain_zipped_or_longer_than_what_is_looked_at(tmp_path: Path) -> None:
    path = write(tmp_path, "rác", row())
    assert kind_of(path, "a.txt") is Kind.EXCERPTS
    path.write_bytes(gzip.compress(path.read_bytes()))
    assert kind_of(path, "a.gz") is Kind.EXCERPTS
    long = write(tmp_path, row(text="1. " + "Lời văn dài của một khoản về việc thử.\n" * 160_000))
    assert long.stat().st_size > 10_000_000
    assert kind_of(long, "a.jsonl") is Kind.EXCERPTS
    assert text_of(long).startswith("1. Lời văn dài")
