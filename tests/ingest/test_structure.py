import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.parts import parts_and_doubts
from corpus.provision import Level, Provision
from ingest.read import Line
from ingest.structure import Structure, article_parts, parse


def tree(parts: tuple[Provision, ...]) -> list[object]:
    """Return the eIds below an article, without the article's own, nested."""
    return [
        [part.eid.rpartition("__")[2], *tree(part.children)] if part.children else part.eid.rpartition("__")[2]
        for part in parts
    ]


def parts(text: str) -> list[object]:
    return tree(article_parts(text, eid="art_1"))


def paper(text: str, *, bold: tuple[str, ...] = (), centred: tuple[str, ...] = ()) -> Structure:
    """Parse a text; lines that begin so are bold, or centred."""
    lines = [Line(line, None, line.startswith(bold), line.startswith(centred)) for line in text.split("\n")]
    return parse(lines)


def eids(structure: Structure) -> list[str]:
    return [unit.provision.eid for unit in structure.units]


def assert_exact(structure: Structure) -> None:
    """Every character lies in exactly one unit, and children nest inside their parents."""
    at = 0
    for unit in structure.units:
        provision = unit.provision
        assert provision.start == at
        at = provision.end
        for part in provision.walk():
            assert part.text == structure.text[part.start : part.end]
            inside = part.start
            for child in part.children:
                assert inside <= child.start < child.end <= part.end
                assert child.eid.startswith(f"{part.eid}__")
                inside = child.end
    assert at == len(structure.text)
    assert len(set(eids(structure))) == len(structure.units)


# Inside an article


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("1. Một.\n1a. Thêm.\n2. Hai.", ["cl_1", "cl_1a", "cl_2"], id="1a"),
        pytest.param("1- Một.\n2- Hai.", ["cl_1", "cl_2"], id="a hyphen instead of a dot"),
        pytest.param("1.Một.\n2..Hai.\n3 .Ba", ["cl_1", "cl_2"], id="lost and doubled marks"),
        pytest.param("1 Một người.\n2. Hai.", ["cl_1", "cl_2"], id="the first dot is lost"),
        pytest.param("1[4]. Một.\n2.[5] Hai.", ["cl_1", "cl_2"], id="references to footnotes"),
        pytest.param(
            "Gồm:\na) A;\nb) B;\nc) C;\nd) D;\nđ) Đ;\ne) E;\ng) G.", [f"point_{x}" for x in "abcdđeg"], id="đ"
        ),
        pytest.param("a) A;\na1) A1;\nb) B.", ["point_a", "point_a1", "point_b"], id="a1"),
        pytest.param("a. A;\nb. B.", ["point_a", "point_b"], id="points with dots"),
        pytest.param("x) X;\ny) Y;", [], id="no list begins with x"),
        pytest.param(
            "1. Gồm:\n- một;\n- hai:\n+ ba.\n2. Hai.", [["cl_1", "dash_1", ["dash_2", "dash_1"]], "cl_2"], id="dashes"
        ),
        pytest.param(
            "1. Một:\n1.1. A.\na) B.\nb) C.\n1.2. D.",
            [["cl_1", ["point_1.1", "point_a", "point_b"], "point_1.2"]],
            id="1.1",
        ),
        pytest.param("1. Bảng:\n1. | Gạo | 5\n2. | Muối | 1\n2. Hai.", ["cl_1", "cl_2"], id="numbers in tables"),
        pytest.param("1.200.000 đồng mỗi người.\n2.400.000 đồng mỗi hộ.", [], id="amounts are no khoản"),
        pytest.param(
            "1. Một:\na) A, gồm:\n1. nhỏ;\n2. nhỏ hơn.\nb) B.\n2. Hai.",
            [["cl_1", "point_a", "point_b"], "cl_2"],
            id="a list inside a point",
        ),
        pytest.param("Theo Điều 5, khoản 1.\nkhoản 2. của Luật này", [], id="references are no khoản"),
        pytest.param("", [], id="nothing"),
        pytest.param("Điều 1. Chỉ có tiêu đề", [], id="only a heading"),
    ],
)
def test_only_real_sequences_become_parts(text: str, expected: list[object]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        pytest.param("a) A;\nb) B;\nc) C;\nd) D;\ne) E.", "điểm e đứng sau điểm d", id="đ is missing"),
        pytest.param("a) A;\nb) B;\nc) C;\nd) D;\nđ) Đ;\ne) E;\nf) F.", "điểm f dùng chữ cái", id="f"),
        pytest.param("1. Một.\n3. Ba.", "khoản 3 đứng sau khoản 1", id="khoản 2 is missing"),
        pytest.param("2. Hai.\n3. Ba.", "khoản 2 không có khoản nào đứng trước", id="khoản 1 is missing"),
        pytest.param("a) A;\nb) B;\nb) Lại b;\nc) C.", "điểm b được in hai lần", id="printed twice"),
    ],
)
def test_what_is_odd_is_read_and_told_not_corrected(text: str, doubt: str) -> None:
    found, doubts = parts_and_doubts(text, eid="art_1")
    assert len(found) == text.count("\n") + 1
    assert any(told.startswith(doubt) for told in doubts)


def test_e_follows_g_in_laws_without_a_doubt() -> None:
    letters = "abcdđeghiklmnopqrstuvxy"
    found, doubts = parts_and_doubts("\n".join(f"{letter}) việc;" for letter in letters), eid="art_1")
    assert ([part.num for part in found], doubts) == (list(letters), [])


def test_lead_in_and_closing_sentence_stay_with_the_parent() -> None:
    text = "Điều 4. Hỗ trợ\n1. Được hưởng:\na) Ăn;\nb) Ở.\nMức cụ thể do cơ quan quản lý quy định.\n2. Hết."
    clause, last = article_parts(text, eid="art_4")
    assert clause.lead_in == "1. Được hưởng:\n"
    assert [point.text for point in clause.children] == ["a) Ăn;\n", "b) Ở.\n"]
    assert clause.text.endswith("Mức cụ thể do cơ quan quản lý quy định.\n")
    assert last.text == "2. Hết."


def test_a_second_paragraph_of_a_point_in_the_middle_stays_with_the_point() -> None:
    text = "a) Một.\nĐoạn hai của điểm a.\nb) Hai.\nĐoạn hai của điểm b."
    first, second = article_parts(text, eid="art_1")
    assert "Đoạn hai của điểm a." in first.text
    assert "Đoạn hai của điểm b." in second.text


def test_unnumbered_paragraphs_of_a_clause_can_be_cited() -> None:
    text = "1. Người ở nước ngoài được hỗ trợ về nước an toàn.\nNgười ở trong nước được hỗ trợ đi lại về nơi cư trú."
    (clause,) = article_parts(text, eid="art_3", start=100)
    assert [(part.num, part.start) for part in clause.children] == [("1", 103), ("2", 151)]


def test_offsets_count_from_the_start_of_the_article() -> None:
    text = "Điều 9. Tên\n1. Một.\n2. Hai."
    assert [part.start for part in article_parts(text, eid="art_9", start=1000)] == [1012, 1020]


@pytest.mark.parametrize(
    "quoted",
    [
        pytest.param(
            "1. Sửa đổi Điều 7 như sau:\n“Điều 7. Tên mới\n1. Một:\na) A;\nb) B.\n2. Hai.”.\n2. Bãi bỏ Điều 8.",
            id="block",
        ),
        pytest.param("1. Bổ sung khoản 6a như sau: “6a. Sáu a:\na) A;\nb) B.”\n2. Bãi bỏ Điều 8.", id="in the line"),
        pytest.param(
            '1. Sửa đổi Điều 7 như sau:\n"Điều 7. Tên\n1. Một.\n2. Hai."\n2. Bãi bỏ Điều 8.', id="straight marks"
        ),
        pytest.param(
            "1. Sửa đổi Điều 7 như sau:\n“Điều 7. Tên “mới”\n1. Một “hai” ba.”;\n2. Bãi bỏ.", id="marks inside"
        ),
        pytest.param("1. Sửa đổi Điều 7 Luật A\n“Điều 7. Tên\n1. Một.\n2. Hai.”.\n2. Bãi bỏ.", id="no colon before it"),
    ],
)
def test_a_quoted_block_belongs_to_its_target(quoted: str) -> None:
    assert parts(quoted) == [["cl_1", "quote_1"], "cl_2"]


def test_a_quotation_in_a_sentence_is_no_block() -> None:
    assert parts("1. “Người được hỗ trợ” là người có giấy xác nhận.\n2. “Cơ sở” là nơi tiếp nhận.") == ["cl_1", "cl_2"]


def test_a_lost_closing_mark_does_not_swallow_the_rest() -> None:
    assert parts("1. Sửa đổi như sau:\n“Điều 7. Tên\n2. Bãi bỏ Điều 8.\n3. Bãi bỏ Điều 9.") == ["cl_1", "cl_2", "cl_3"]


@given(
    st.lists(
        st.sampled_from(
            [
                "1. Một",
                "2. Hai:",
                "a) A;",
                "b) B.",
                "đ) Đ",
                "- gạch",
                "+ cộng",
                "“Điều 3. X",
                "đóng.”",
                "Lời văn.",
                "x | y",
                "",
                "1.1. số",
                "(i) nhỏ",
                "như sau:",
                "Điều 5. Tên",
                "1a. chèn",
                "aa) hai",
            ]
        ),
        max_size=30,
    )
)
def test_no_character_is_lost_and_nothing_raises(lines: list[str]) -> None:
    text = "\n".join(lines)
    structure = paper(f"Điều 1. Tên\n{text}")
    assert_exact(structure)
    assert structure.text.replace("\n", "") == f"Điều 1. Tên{''.join(lines)}"


@given(st.text(alphabet='1a.)đĐiều khoản“”"-+|\n ', max_size=200))
def test_any_text_at_all_is_tiled(text: str) -> None:
    assert_exact(parse([Line(line) for line in text.split("\n")]))


@pytest.mark.parametrize(
    "unit",
    [
        "1. ",
        "a) ",
        "“",
        ": “\n",
        '"\n',
        "như sau:\n“Điều 1. ",
        "Điều 1\n",
        "1.1.1.1.1",
        "- - - ",
        "[1]",
        " | ",
        "Mẫu số 1\n",
        "Nơi nhận:\n",
        "TM. ỦY BAN\nKẾ HOẠCH\n",
        "Chương I\n",
        "Điều 1\nĐiều 2\n",
    ],
)
def test_a_megabyte_of_marks_takes_no_time(unit: str) -> None:
    text = unit * (300_000 // len(unit))
    begun = time.process_time()
    article_parts(text, eid="art_1")
    parse([Line(line) for line in text.split("\n")])
    assert time.process_time() - begun < 10


# Whole papers

LAW = """QUỐC HỘI | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Luật số: 77/2098/QH99 | Hà Nội, ngày 02 tháng 3 năm 2098
LUẬT
HỖ TRỢ NGƯỜI TRỞ VỀ
Căn cứ Hiến pháp;
Quốc hội ban hành Luật Hỗ trợ người trở về.
Chương I
NHỮNG QUY ĐỊNH CHUNG
Điều 1. Phạm vi
Luật này quy định việc tiếp nhận theo
Điều 5 của Luật này.
Điều 2. Giải thích
Điều kiện tiếp nhận nêu tại Điều này.
Chương II
TIẾP NHẬN
Mục 1. TIẾP NHẬN BAN ĐẦU
Điều 3
Nơi tiếp nhận
1. Trạm.
2. Cơ sở.
Điều 3a. Thời gian
Trong 24 giờ.
Luật này được Quốc hội khóa XCIX thông qua ngày 02 tháng 3 năm 2098.
CHỦ TỊCH QUỐC HỘI"""


def test_a_law_is_tiled_with_what_stands_above_each_article() -> None:
    law = paper(LAW, centred=("CHỦ TỊCH",))
    assert_exact(law)
    assert eids(law) == ["head", "chp_I", "art_1", "art_2", "chp_II", "chp_II__sec_1", "art_3", "art_3a", "foot"]
    last = law.units[7]
    assert [(heading.num, heading.text) for heading in last.context] == [
        ("II", "TIẾP NHẬN"),
        ("1", "TIẾP NHẬN BAN ĐẦU"),
    ]
    assert law.units[6].provision.heading == "Nơi tiếp nhận"
    assert law.doubts == ()


def test_gaps_and_reversed_numbers_are_doubts() -> None:
    gap = paper("Điều 1. A\nx\nĐiều 3. B\ny")
    assert (eids(gap), gap.doubts) == (["art_1", "art_3"], ("Điều 3 đứng sau Điều 1",))
    back = paper("Điều 1. A\nx\nĐiều 2. B\ny\nĐiều 1b. C\nz")
    assert eids(back) == ["art_1", "art_2"]
    assert "để nguyên là lời văn" in back.doubts[0]


def test_a_table_of_contents_is_no_text() -> None:
    law = paper("MỤC LỤC\nĐiều 1. A\nĐiều 2. B\nĐiều 3. C\nLUẬT\nĐiều 1. A\nMột.\nĐiều 2. B\nHai.\nĐiều 3. C\nBa.")
    assert eids(law) == ["head", "art_1", "art_2", "art_3"]
    dotted = paper("Điều 1. A ........ 3\nĐiều 2. B ........ 5\nĐiều 1. A\nMột.\nĐiều 2. B\nHai.")
    assert eids(dotted) == ["head", "art_1", "art_2"]


DECISION = """QUYẾT ĐỊNH
Về việc ban hành Kế hoạch
Điều 1. Ban hành kèm theo Quyết định này Kế hoạch.
Điều 2. Chánh Văn phòng thi hành Quyết định này.
Nơi nhận: - Như Điều 2; - Lưu: VT. | TM. ỦY BAN NHÂN DÂN
KẾ HOẠCH
Hỗ trợ người trở về năm 2094
(Ban hành kèm theo Quyết định số 5/QĐ-UBND)
I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
- Kịp thời.
- Đúng người.
2. Yêu cầu
II. NHIỆM VỤ
1. Truyền thông
1.1. Ở xã
a) Họp tổ;
b) Phát thanh.
1.2. Ở trường
2. Tập huấn: Sở Mẫu chủ trì.
Nơi nhận: - UBND."""


def test_a_decision_with_a_plan_is_two_bodies() -> None:
    decision = paper(DECISION)
    assert_exact(decision)
    items = ["I", "I.1", "I.2", "II", "II.1", "II.1.1", "II.1.2", "II.2"]
    assert eids(decision) == [
        *("head", "art_1", "art_2", "foot", "body_2__head"),
        *(f"body_2__item_{num}" for num in items),
        "body_2__foot",
    ]
    first = next(unit for unit in decision.units if unit.provision.num == "II.1.1")
    assert [heading.num for heading in first.context] == ["II", "II.1"]
    assert tree(first.provision.children) == ["point_a", "point_b"]


def test_a_decision_with_a_regulation_has_two_articles_1() -> None:
    text = (
        "Điều 1. A\nx\nĐiều 2. B\ny\nTM. ỦY BAN\nQUY CHẾ\nPhối hợp\n(Kèm theo Quyết định số 9/QĐ-UBND)\n"
        "Điều 1. C\nz\nĐiều 2. D\nw"
    )
    found = eids(paper(text))
    assert found == ["art_1", "art_2", "foot", "body_2__head", "body_2__art_1", "body_2__art_2"]


def test_a_plan_without_articles_has_items() -> None:
    plan = paper("KẾ HOẠCH\nNăm 2094\nI. MỤC ĐÍCH\n1. Một\n2. Hai\nII. KINH PHÍ\nNgân sách.\nNơi nhận: - A.")
    assert eids(plan) == ["head", "item_I", "item_I.1", "item_I.2", "item_II", "foot"]
    assert plan.units[1].provision.heading == "MỤC ĐÍCH"


def test_annexes_and_forms_follow_the_foot() -> None:
    text = (
        "Điều 1. A\nx\nNơi nhận: - B.\nPhụ lục I\nDANH MỤC MẪU\n(Kèm theo Nghị định số 5/2094/NĐ-CP)\nMẫu số 01 | Đơn\n"
        "Mẫu số 01. Đơn đề nghị\nKính gửi: ...\nĐiều 1. Cam kết\nNơi nhận: ...\nMẫu số 02a\nBIÊN BẢN\nHôm nay\n"
        "PHỤ LỤC II\nBẢNG\n1. Một."
    )
    decree = paper(text, bold=("Phụ lục", "Mẫu số 01.", "Mẫu số 02a"))
    assert_exact(decree)
    assert eids(decree) == ["art_1", "foot", "annex_I", "annex_I__form_01", "annex_I__form_02a", "annex_II"]
    form = decree.units[3]
    assert (form.provision.heading, [heading.num for heading in form.context]) == ("Đơn đề nghị", ["I"])


def test_quoted_articles_of_an_amending_law_are_not_its_own() -> None:
    law = paper(
        "Điều 1. Sửa đổi Luật A\n1. Sửa đổi Điều 27 như sau:\n“Điều 27. Tên\n1. Một.\n2. Hai.”.\n"
        "2. Bổ sung Điều 27a như sau:\n“Điều 27a. Tên\nMột.”.\nĐiều 2. Hiệu lực\nTừ ngày mai."
    )
    assert_exact(law)
    assert eids(law) == ["art_1", "art_2"]
    assert [part.level for part in law.units[0].provision.walk()].count(Level.QUOTE) == 2


def test_an_amending_law_that_lost_its_quotation_marks_keeps_its_own_numbers() -> None:
    law = paper("Điều 1. Sửa đổi\n1. Sửa đổi Điều 27 như sau:\nĐiều 27. Tên\nMột.\nĐiều 2. Hiệu lực\nTừ mai.")
    assert eids(law) == ["art_1", "art_2"]


def test_case_words_in_a_line_do_not_begin_a_chapter() -> None:
    law = paper("Điều 1. A\nTheo\nChương II của Luật này, cơ sở được hỗ trợ.\nMục 3 và Mục 4 áp dụng.\nĐiều 2. B\nx")
    assert eids(law) == ["art_1", "art_2"]


def test_parts_are_named_by_word_and_addressed_by_number() -> None:
    law = paper("PHẦN THỨ NHẤT\nQUY ĐỊNH CHUNG\nChương I\nTÊN\nĐiều 1. A\nx\nPhần thứ hai\nTỘI PHẠM\nĐiều 2. B\ny")
    assert eids(law) == ["part_1", "part_1__chp_I", "art_1", "part_2", "art_2"]
    assert law.units[0].provision.num == "thứ nhất"


def test_pages_reach_the_smallest_part() -> None:
    lines = [Line("Điều 1. Tên", 1), Line("1. Một.", 1), Line("2. Hai:", 2), Line("a) A;", 2), Line("b) B.", 3)]
    (article,) = parse(lines).units
    assert [part.page for part in article.provision.walk()] == [1, 1, 2, 2, 3]


def test_an_empty_paper_has_no_units() -> None:
    assert parse([Line(""), Line("  ")]) == Structure("", ())
