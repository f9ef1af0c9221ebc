import unicodedata

import pytest

from corpus.work import SourceClass
from ingest.errors import EmptySourceError, UnknownKindError
from ingest.extract.text import MOJIBAKE_DOUBT, extract_text
from ingest.read import Extract, Line
from ingest.text_reader import read_paper

SAMPLE = "Điều 1. Nguyên tắc\n1. Kịp thời.\n2. Giữ bí mật."


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", pytest.param("utf-32", id="utf-32 with a mark")],
)
def test_unicode_encodings_come_back_whole(encoding: str) -> None:
    assert [line.text for line in extract_text(SAMPLE.encode(encoding)).lines] == SAMPLE.split("\n")


def test_decomposed_letters_are_composed() -> None:
    lines = extract_text(unicodedata.normalize("NFD", SAMPLE).encode()).lines
    assert [line.text for line in lines] == SAMPLE.split("\n")


def test_windows_1258_is_read_with_a_doubt() -> None:
    found = extract_text("Cộng ho\u0300a, đi\u0323a ph\u01b0\u01a1ng".encode("cp1258", errors="ignore"))
    assert "phương" in found.lines[0].text
    assert "Windows-1258" in found.doubts[0]


@pytest.mark.parametrize("data", [b"", b"  \n\t", b"\0\0\0\0", "\ufeff \n".encode()])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(EmptySourceError):
        extract_text(data)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UnknownKindError, match="không phải là chữ"):
        extract_text(bytes(range(256)) * 20)


def test_markdown_marks_are_taken_off() -> None:
    lines = extract_text("# Kế hoạch\n\n**Mục đích**\n\n---\n- việc".encode()).lines
    assert [(line.text, line.bold) for line in lines if line.text] == [
        ("Kế hoạch", True),
        ("Mục đích", True),
        ("- việc", False),
    ]


def test_utf8_read_as_latin_is_a_doubt() -> None:
    broken = "Hỗ trợ người được tiếp nhận và quyền của họ".encode().decode("latin-1")
    assert MOJIBAKE_DOUBT in extract_text(broken.encode()).doubts


def test_columns_set_with_spaces_become_cells() -> None:
    (line,) = extract_text("SỞ MẪU                 Độc lập - Tự do".encode()).lines
    assert line.text == "SỞ MẪU | Độc lập - Tự do"


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("NghÞ ®Þnh quy ®Þnh viÖc hç trî n¹n nh©n bÞ mua b¸n; c¬ quan, tæ chøc cã tr¸ch nhiÖm", id="TCVN3"),
        pytest.param(
            "Nghò ñònh quy ñònh vieäc hoã trôï naïn nhaân bò mua baùn; cô quan, toå chöùc coù traùch nhieäm", id="VNI"
        ),
    ],
)
def test_encodings_before_unicode_are_told_and_not_stored(words: str) -> None:
    with pytest.raises(UnknownKindError, match="bảng mã cũ"):
        read_paper(Extract((Line(words),), (("format", "text"),)), path="a.txt")


NEWS = """Xã hội
Huyện Mẫu tập huấn cho cộng tác viên về hỗ trợ người trở về
03:57 PM 05/06/2094
(BMT)-Sáng nay, Phòng Mẫu phối hợp với Hội Mẫu mở lớp tập huấn cho 40 cộng tác viên.
Phát biểu tại lớp, đại diện Phòng cho biết sẽ mở thêm hai lớp nữa trong quý sau.
PV
Ý kiến độc giả
0
Xã bên khánh thành cầu mới
Cây cầu dài 40 mét vừa được thông xe.
2095-07-15 18:42:27"""


def test_a_news_item_loses_its_menu_and_the_headlines_below_it() -> None:
    (item,) = read_paper(extract_text(NEWS.encode()), path="tin.txt").expressions
    assert item.work.source_class is SourceClass.NEWS
    assert item.work.title == "Huyện Mẫu tập huấn cho cộng tác viên về hỗ trợ người trở về"
    assert str(item.work.issued) == "2094-06-05"
    assert "cầu" not in item.text
    assert item.text.endswith("PV")
    assert [str(unit.provision.level) for unit in item.units] == ["body"]


LEDE = "Người trở về được trợ cấp 4 triệu đồng\n{lede}\nTheo Điều 7 Luật 77/2097/QH99, mức trợ cấp là 4 triệu đồng."


@pytest.mark.parametrize(
    ("lede", "kind"),
    [
        ("Ngày 10/10/2094, theo báo Mẫu, người trở về được trợ cấp 4 triệu đồng.", SourceClass.NEWS),
        ("Sáng 10/10, theo TTXVN, người trở về được trợ cấp 4 triệu đồng.", SourceClass.NEWS),
        ("Ngày 10/10/2094, theo báo cáo của Sở Mẫu, người trở về được trợ cấp 4 triệu đồng.", SourceClass.GUIDANCE),
        ("Người trở về được trợ cấp 4 triệu đồng, theo báo Mẫu.", SourceClass.GUIDANCE),
    ],
)
def test_a_day_and_a_paper_named_in_the_lede_make_a_news_item(lede: str, kind: SourceClass) -> None:
    (item,) = read_paper(extract_text(LEDE.format(lede=lede).encode()), path="tin.txt").expressions
    assert item.work.source_class is kind


def test_two_news_items_without_number_do_not_share_an_address() -> None:
    other = NEWS.replace("Huyện Mẫu tập huấn", "Huyện Khác tập huấn")
    works = [read_paper(extract_text(text.encode()), path="t").expressions[0].work for text in (NEWS, other)]
    assert works[0].slug != works[1].slug


def test_a_plan_that_mentions_training_is_no_news() -> None:
    plan = "KẾ HOẠCH\nTập huấn năm 2094\nI. MỤC ĐÍCH\n1. Phối hợp với Sở Mẫu.\n2. Hội nghị.\nII. TỔ CHỨC\n1. Tập huấn."
    (paper,) = read_paper(extract_text(plan.encode()), path="kh.txt").expressions
    assert paper.work.source_class is SourceClass.PLAN
