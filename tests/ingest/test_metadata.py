from datetime import date

import pytest

from corpus.expression import Origin
from corpus.work import SourceClass, Work, is_draft
from ingest.read import Extract, Line
from ingest.text_reader import read_paper


def describe(text: str, **facts: str) -> tuple[Work, tuple[str, ...]]:
    """Return the work of a paper and its doubts."""
    lines = tuple(Line(line) for line in text.split("\n"))
    (expression,) = read_paper(Extract(lines, (("format", "docx"), *facts.items())), path="tep.docx").expressions
    return expression.work, expression.doubts


DECREE = """CHÍNH PHỦ ------- Số: 5/2098/NĐ-CP | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Hà Nội, ngày 02 tháng 3 năm 2098
NGHỊ ĐỊNH
VỀ HỖ TRỢ NGƯỜI TRỞ VỀ TẠI TỈNH MẪU
Căn cứ Luật số 77/2097/QH99 ngày 01 tháng 01 năm 2097;
Chính phủ ban hành Nghị định về hỗ trợ người trở về tại tỉnh Mẫu.
Điều 1. Phạm vi
Nghị định số 9/2090/NĐ-CP có hiệu lực từ ngày 01 tháng 01 năm 2091.
Điều 2. Hiệu lực thi hành
{force}
Nơi nhận: - A. | TM. CHÍNH PHỦ"""


def test_the_head_and_the_closing_articles_describe_the_work() -> None:
    work, doubts = describe(DECREE.format(force="Nghị định này có hiệu lực thi hành kể từ ngày 15 tháng 4 năm 2098."))
    assert work == Work(
        number="05/2098/NĐ-CP",
        type="Nghị định",
        title="Về hỗ trợ người trở về tại tỉnh Mẫu",
        issuer="Chính phủ",
        issued=date(2098, 3, 2),
        effective=date(2098, 4, 15),
    )
    assert doubts == ()


@pytest.mark.parametrize(
    ("force", "day"),
    [
        pytest.param("Nghị định này có hiệu lực kể từ ngày ký.", date(2098, 3, 2), id="from the day it is signed"),
        pytest.param(
            "Nghị định này có hiệu lực thi hành sau 45 ngày, kể từ ngày ký ban hành.", date(2098, 4, 16), id="45 days"
        ),
        pytest.param("Nghị định này có hiệu lực từ ngày 1/7/2098.", date(2098, 7, 1), id="short date"),
        pytest.param(
            "Nghị định này được thông qua và có hiệu lực từ ngày 01 tháng 7 năm 2098.",
            date(2098, 7, 1),
            id="passed and",
        ),
        pytest.param(
            "Nghị định này có hiệu lực sau 15 ngày kể từ ngày đăng Công báo.", None, id="from the gazette: unknown"
        ),
        pytest.param("Các cơ quan chịu trách nhiệm thi hành.", None, id="not said"),
    ],
)
def test_days_of_entry_into_force(force: str, day: date | None) -> None:
    assert describe(DECREE.format(force=force))[0].effective == day


def test_a_day_that_cannot_be_counted_is_a_doubt() -> None:
    _, doubts = describe(DECREE.format(force="Nghị định này có hiệu lực sau 15 ngày kể từ ngày đăng Công báo."))
    assert any("chưa tính được ngày có hiệu lực" in doubt for doubt in doubts)


def test_two_days_are_a_doubt_and_the_first_is_taken() -> None:
    two = (
        "Nghị định này có hiệu lực từ ngày 01 tháng 4 năm 2098.\n"
        "Điều 5 Nghị định này có hiệu lực từ ngày 01 tháng 7 năm 2098."
    )
    work, doubts = describe(DECREE.format(force=two))
    assert work.effective == date(2098, 4, 1)
    assert any("nhiều ngày có hiệu lực" in doubt for doubt in doubts)


def test_what_the_page_says_otherwise_is_a_doubt_and_the_text_prevails() -> None:
    force = "Nghị định này có hiệu lực từ ngày 01 tháng 4 năm 2098."
    work, doubts = describe(
        DECREE.format(force=force), number="06/2098/NĐ-CP", issued="03/03/2098", effective="02/04/2098"
    )
    assert (work.number, work.issued, work.effective) == ("05/2098/NĐ-CP", date(2098, 3, 2), date(2098, 4, 1))
    assert [doubt.partition(":")[0] for doubt in doubts] == ["số ký hiệu", "ngày ban hành", "ngày có hiệu lực"]


def test_what_the_text_lacks_comes_from_the_page() -> None:
    work, _ = describe("LUẬT\nHỖ TRỢ\nĐiều 1. A\nx", number="77/2098/QH99", issued="02/03/2098", type="Luật")
    assert (work.number, work.issued, work.title) == ("77/2098/QH99", date(2098, 3, 2), "Luật Hỗ trợ")


def test_a_number_in_a_sentence_is_another_papers() -> None:
    work, doubts = describe("BẢNG KÊ\n(Ban hành kèm theo Quyết định số 16/2093/QĐ-BM)\nHọ và tên: ....")
    assert work.number == "Không số"
    assert "không thấy số ký hiệu" in doubts


@pytest.mark.parametrize(
    ("head", "number", "type_", "source_class", "place"),
    [
        pytest.param(
            "ỦY BAN NHÂN DÂN TỈNH MẪU |\nSố: 12/KH-UBND | Mẫu, ngày 5 tháng 6 năm 2098\nKẾ HOẠCH\nHỗ trợ\nI. A\nII. B",
            "12/KH-UBND",
            "Kế hoạch",
            SourceClass.PLAN,
            "Mẫu",
            id="a provincial plan",
        ),
        pytest.param(
            "THỦ TƯỚNG CHÍNH PHỦ |\nSố: 33/QĐ-TTg | Hà Nội, ngày 5 tháng 6 năm 2098\nQUYẾT ĐỊNH\nDuyệt\nĐiều 1. A",
            "33/QĐ-TTg",
            "Quyết định",
            SourceClass.PLAN,
            "",
            id="an individual decision",
        ),
        pytest.param(
            "ỦY BAN NHÂN DÂN TỈNH MẪU |\nSố: 12/2098/QĐ-UBND | Mẫu, ngày 5 tháng 6 năm 2098\nQUYẾT ĐỊNH\nVề A",
            "12/2098/QĐ-UBND",
            "Quyết định",
            SourceClass.LAW,
            "Mẫu",
            id="a normative decision",
        ),
        pytest.param(
            "Án lệ số 99/2098/AL về việc hỗ trợ\nĐược Hội đồng Thẩm phán thông qua ngày 05 tháng 6 năm 2098\nNỘI DUNG",
            "99/2098/AL",
            "Án lệ",
            SourceClass.CASE_LAW,
            "",
            id="an án lệ",
        ),
    ],
)
def test_kinds_of_papers(head: str, number: str, type_: str, source_class: SourceClass, place: str) -> None:
    work, _ = describe(head)
    assert (work.number, work.type, work.source_class, work.place) == (number, type_, source_class, place)
    assert work.issued == date(2098, 6, 5)


def test_words_without_number_or_type_ground_nothing() -> None:
    work, doubts = describe("Vài dòng ghi chép.\nKhông rõ nguồn.")
    assert work.source_class is SourceClass.GUIDANCE
    assert work.title == "tep"
    assert {"không thấy số ký hiệu", "không thấy loại văn bản"} <= set(doubts)


def test_a_law_without_articles_is_a_doubt() -> None:
    _, doubts = describe("QUỐC HỘI | CỘNG HÒA\nLuật số: 77/2098/QH99\nLUẬT\nHỖ TRỢ\n1. Một.\n2. Hai.\n3. Ba.")
    assert any("không có Điều nào" in doubt for doubt in doubts)


def test_a_consolidated_text_is_a_text_of_the_law_it_consolidates() -> None:
    lines = [
        "VĂN BẢN HỢP NHẤT - VĂN PHÒNG QUỐC HỘI",
        "LUẬT",
        "HỖ TRỢ NGƯỜI TRỞ VỀ",
        "Luật Hỗ trợ người trở về số 77/2090/QH98 ngày 16 tháng 6 năm 2090, có hiệu lực kể từ ngày 01 tháng 01 năm"
        " 2091, được sửa đổi, bổ sung bởi:",
        "1. Luật số 5/2095/QH99 ngày 25 tháng 11 năm 2095, có hiệu lực kể từ ngày 01 tháng 7 năm 2096;",
        "Điều 1. A",
        "x",
        "VĂN PHÒNG QUỐC HỘI",
        "Số: 30/VBHN-VPQH",
        "Hà Nội, ngày 02 tháng 8 năm 2096",
    ]
    (found,) = read_paper(Extract(tuple(map(Line, lines)), (("format", "pdf"),)), path="a.pdf").expressions
    assert (found.work.number, found.work.title) == ("77/2090/QH98", "Luật Hỗ trợ người trở về")
    assert (found.origin, found.valid_from, found.as_of) == (Origin.CONSOLIDATED, date(2096, 7, 1), date(2096, 8, 2))
    assert (found.work.issued, found.work.effective) == (date(2090, 6, 16), date(2091, 1, 1))


def test_a_head_that_says_draft_makes_a_draft() -> None:
    text = DECREE.format(force="Nghị định này có hiệu lực thi hành kể từ ngày 15 tháng 4 năm 2098.")
    assert describe(text)[0].type == "Nghị định"
    assert describe(f"DỰ THẢO 2\n{text}")[0].type == "Dự thảo nghị định"


REAL = DECREE.format(force="Nghị định này có hiệu lực thi hành kể từ ngày 15 tháng 4 năm 2098.")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("NGHỊ ĐỊNH\n", "NGHỊ ĐỊNH (DỰ THẢO)\n"),
        ("NGHỊ ĐỊNH\n", "NGHỊ ĐỊNH (Dự thảo lần 3)\n"),
        ("NGHỊ ĐỊNH\n", "NGHỊ ĐỊNH - DỰ THẢO\n"),
        ("NGHỊ ĐỊNH\n", "DỰ THẢO NGHỊ ĐỊNH\n"),
        ("NGHỊ ĐỊNH\n", "Dự thảo Nghị định\n"),
        ("NGHỊ ĐỊNH\n", "NGHỊ ĐỊNH\n(Dự thảo)\n"),
        ("NGHỊ ĐỊNH\n", "Dự thảo lần 2\nNGHỊ ĐỊNH\n"),
        ("NGHỊ ĐỊNH\n", "Bản dự thảo 15/7/2098\nNGHỊ ĐỊNH\n"),
        ("TẠI TỈNH MẪU\n", "TẠI TỈNH MẪU (DỰ THẢO)\n"),
        ("TẠI TỈNH MẪU\n", "TẠI TỈNH MẪU\n(Dự thảo xin ý kiến)\n"),
        ("CHÍNH PHỦ ", "DỰ THẢO | CHÍNH PHỦ "),
    ],
)
def test_a_draft_is_one_wherever_its_head_says_so(old: str, new: str) -> None:
    work, _ = describe(REAL.replace(old, new, 1))
    assert (work.type, is_draft(work)) == ("Dự thảo nghị định", True)
    assert work.title.startswith("Về hỗ trợ người trở về")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Điều 1. Phạm vi", "Theo kết quả lấy ý kiến về dự thảo;\nĐiều 1. Lấy ý kiến dự thảo\nDự thảo\n(Dự thảo)"),
        ("VỀ HỖ TRỢ NGƯỜI TRỞ VỀ", "VỀ LẤY Ý KIẾN ĐỐI VỚI DỰ THẢO VĂN BẢN"),
        ("TẠI TỈNH MẪU\n", "TẠI TỈNH MẪU VÀ GÓP Ý DỰ THẢO\n"),
        ("TẠI TỈNH MẪU\n", "TẠI TỈNH MẪU (DỰ THẢO LUẬT GIÁ)\n"),
        ("Căn cứ Luật", "Căn cứ dự thảo Luật"),
    ],
)
def test_a_paper_that_speaks_of_drafts_is_none(old: str, new: str) -> None:
    work, _ = describe(REAL.replace(old, new, 1))
    assert (work.type, is_draft(work)) == ("Nghị định", False)


@pytest.mark.parametrize("type_", ["NGHỊ QUYẾT", "QUYẾT ĐỊNH", "LUẬT", "THÔNG TƯ LIÊN TỊCH", "KẾ HOẠCH"])
def test_a_draft_of_any_kind_is_one(type_: str) -> None:
    work, _ = describe(REAL.replace("NGHỊ ĐỊNH\n", f"{type_} (DỰ THẢO)\n", 1))
    assert is_draft(work)
