import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.amendment import Instruction, read_instructions, work_of_title
from tests.amending import LAW, act, article


def brief(found: list[Instruction]) -> list[tuple[str, str]]:
    return [(one.op, one.eid) for one in found]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            ["1. Sửa đổi, bổ sung khoản 2 Điều 5 như sau:", "“2. Hai mới.”."], [("replace", "art_5__cl_2")], id="khoản"
        ),
        pytest.param(
            ["1. Sửa đổi, bổ sung Điều 5 như sau:", "“Điều 5. Tên mới", "1. Một:", "a) A;", "2. Hai.”."],
            [("replace", "art_5")],
            id="a whole Điều",
        ),
        pytest.param(
            ["1. Sửa đổi, bổ sung điểm đ khoản 2 Điều 5 như sau: “đ) Việc đ;”."],
            [("replace", "art_5__cl_2__point_đ")],
            id="điểm đ, in the line",
        ),
        pytest.param(
            ["1. Sửa đổi, bổ sung điểm a và điểm b khoản 3 Điều 5 như sau:", "“a) A mới;", "b) B mới.”."],
            [("replace", "art_5__cl_3__point_a"), ("replace", "art_5__cl_3__point_b")],
            id="two places, one block",
        ),
        pytest.param(
            ["1. Sửa đổi khoản 1, khoản 3 Điều 5 như sau:", "“1. Một mới.”", "“3. Ba mới.”"],
            [("replace", "art_5__cl_1"), ("replace", "art_5__cl_3")],
            id="two places, two blocks",
        ),
        pytest.param(
            ["1. Điểm c khoản 2 Điều 5 được sửa đổi, bổ sung như sau:", "“c) C mới;”;"],
            [("replace", "art_5__cl_2__point_c")],
            id="in the passive",
        ),
        pytest.param(
            ["1. Sửa đổi, bổ sung đoạn đầu khoản 5 Điều 8 như sau:", "“5. Người đứng đầu có quyền:”."],
            [("replace_lead_in", "art_8__cl_5")],
            id="only the words above the điểm",
        ),
        pytest.param(
            ["1. Sửa đổi tên Điều 5 như sau:", "“Điều 5. Tên mới”."], [("rename", "art_5")], id="the heading of an Điều"
        ),
        pytest.param(
            ["1. Bổ sung khoản 6a vào sau khoản 6 Điều 7 như sau:", "“6a. Sáu a.”."],
            [("insert", "art_7__cl_6a")],
            id="khoản 6a",
        ),
        pytest.param(
            ["1. Bổ sung Điều 25a vào sau Điều 25 như sau:", "“Điều 25a. Tên", "Lời.”."],
            [("insert", "art_25a")],
            id="25a",
        ),
        pytest.param(
            ["1. Bổ sung điểm đ1 vào sau điểm đ khoản 2 Điều 5 như sau:", "“đ1) Việc mới;”."],
            [("insert", "art_5__cl_2__point_đ1")],
            id="điểm đ1",
        ),
        pytest.param(
            ["1. Bổ sung điểm g vào khoản 2 Điều 5 như sau:", "“g) Việc mới.”."],
            [("insert", "art_5__cl_2__point_g")],
            id="into a khoản",
        ),
        pytest.param(
            ["1. Bổ sung một khoản vào Điều 5 như sau:", "“4. Bốn.”."],
            [("insert", "art_5__cl_4")],
            id="number in the block",
        ),
        pytest.param(
            ["1. Bổ sung khoản 3, khoản 4 vào Điều 5 như sau:", "“3. Ba.", "4. Bốn.”."],
            [("insert", "art_5__cl_3"), ("insert", "art_5__cl_4")],
            id="two khoản",
        ),
        pytest.param(
            [
                "1. Sửa đổi khoản 1, khoản 2; bổ sung khoản 2a vào sau khoản 2 Điều 5 như sau:",
                "“1. Một mới.",
                "2. Hai mới.",
                "2a. Hai a.”.",
            ],
            [("replace", "art_5__cl_1"), ("replace", "art_5__cl_2"), ("insert", "art_5__cl_2a")],
            id="two verbs, one block",
        ),
        pytest.param(["1. Bãi bỏ khoản 3 Điều 9."], [("repeal", "art_9__cl_3")], id="repeal"),
        pytest.param(
            ["1. Bãi bỏ Điều 10, các điểm a và b khoản 2 Điều 11."],
            [("repeal", "art_10"), ("repeal", "art_11__cl_2__point_a"), ("repeal", "art_11__cl_2__point_b")],
            id="repeal of a list",
        ),
        pytest.param(
            ["1. Bãi bỏ các điều, khoản sau đây:", "a) Khoản 3 Điều 9;", "b) Điều 10."],
            [("repeal", "art_9__cl_3"), ("repeal", "art_10")],
            id="the verb above the list",
        ),
        pytest.param(["1. Khoản 3 Điều 9 được bãi bỏ."], [("repeal", "art_9__cl_3")], id="repeal in the passive"),
        pytest.param(
            ["1. Khoản 3 Điều 5 trở thành khoản 4 Điều 5."],
            [("renumber", "art_5__cl_3"), ("renumber", "art_5__cl_4")],
            id="renumbering",
        ),
        pytest.param(
            ["1. Thay thế Mẫu số 07 bằng Mẫu số 08 kèm theo Nghị định này."], [("replace", "form_07")], id="form"
        ),
        pytest.param(["1. Bãi bỏ Mục 2 Chương III."], [("repeal", "chp_III__sec_2")], id="a section"),
        pytest.param(["1. Bãi bỏ Phụ lục II."], [("repeal", "annex_II")], id="an annex"),
    ],
)
def test_each_kind_of_order_names_its_place(lines: list[str], expected: list[tuple[str, str]]) -> None:
    found = act(*lines, "2. Điều khoản khác giữ nguyên.")
    assert brief(found) == expected
    assert {one.work.number for one in found} == {LAW}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param(
            "1. Thay thế cụm từ “cũ kỹ” bằng cụm từ “mới” tại khoản 1 Điều 3, Điều 7.",
            [("replace_words", "art_3__cl_1", "cũ kỹ", "mới"), ("replace_words", "art_7", "cũ kỹ", "mới")],
            id="one pair, two places",
        ),
        pytest.param(
            "1. Thay cụm từ “a b” tại Điều 3 bằng cụm từ “c d”.",
            [("replace_words", "art_3", "a b", "c d")],
            id="place first",
        ),
        pytest.param(
            "1. Thay thế từ “trại” bằng từ “trạm” tại Điều 3; cụm từ “a b” bằng cụm từ “c d” tại Điều 4.",
            [("replace_words", "art_3", "trại", "trạm"), ("replace_words", "art_4", "a b", "c d")],
            id="two pairs, each with its place",
        ),
        pytest.param(
            "1. Thay các cụm từ “a b”, “c d” bằng cụm từ “e” tại Điều 3.",
            [("replace_words", "art_3", "a b", "e"), ("replace_words", "art_3", "c d", "e")],
            id="two old, one new",
        ),
        pytest.param(
            "1. Thay các cụm từ “a b”, “c d” lần lượt bằng các cụm từ “e f”, “g h” tại Điều 3.",
            [("replace_words", "art_3", "a b", "e f"), ("replace_words", "art_3", "c d", "g h")],
            id="two old, two new",
        ),
        pytest.param(
            "1. Bỏ cụm từ “hoặc khoản 9 Điều 99” tại khoản 2 Điều 3.",
            [("delete_words", "art_3__cl_2", "hoặc khoản 9 Điều 99", "")],
            id="a place inside the words is no place",
        ),
        pytest.param(
            "1. Bãi bỏ cụm từ “a b” tại điểm a và cụm từ “c d” tại điểm b khoản 1 Điều 3.",
            [("delete_words", "art_3__cl_1__point_a", "a b", ""), ("delete_words", "art_3__cl_1__point_b", "c d", "")],
            id="khoản and Điều given once, at the end",
        ),
        pytest.param(
            "1. Bổ sung cụm từ “, thôn” vào sau cụm từ “xã, phường” tại Điều 3.",
            [("insert_words", "art_3", "xã, phường", ", thôn")],
            id="words put in",
        ),
        pytest.param(
            "1. Cụm từ “a b” tại Điều 3 được thay thế bằng cụm từ “c d”.",
            [("replace_words", "art_3", "a b", "c d")],
            id="in the passive",
        ),
    ],
)
def test_changes_of_words_pair_old_and_new_with_their_places(
    line: str, expected: list[tuple[str, str, str, str]]
) -> None:
    found = act(line)
    assert [(one.op, one.eid, one.old, one.new) for one in found] == expected
    assert all(not one.doubts for one in found)


def test_words_that_change_at_all_places_of_a_list() -> None:
    found = act(
        "1. Thay cụm từ “a b” bằng cụm từ “c d” tại các điều, khoản sau đây:", "a) Khoản 1 Điều 3;", "b) Điều 4."
    )
    assert [(one.eid, one.old, one.new) for one in found] == [("art_3__cl_1", "a b", "c d"), ("art_4", "a b", "c d")]


def test_an_insertion_says_what_it_follows() -> None:
    (found,) = act("1. Bổ sung khoản 6a vào sau khoản 6 Điều 7 như sau:", "“6a. Sáu a.”.")
    assert (found.after, found.place.clause) == ("art_7__cl_6", "6a")


def test_a_block_is_a_verbatim_slice_of_the_act() -> None:
    text = (
        "Điều 1. Sửa đổi Luật số 12/2020/QH14\n1. Sửa đổi khoản 2 Điều 5 như sau:\n“2. Hai “mới”:\na) A.”.\n2. Hết.\n"
    )
    (found,) = read_instructions(article(text, start=1_000))
    assert found.block == "2. Hai “mới”:\na) A."
    assert text[found.block_start - 1_000 : found.block_end - 1_000] == found.block
    assert text[found.start - 1_000 : found.end - 1_000] == "Sửa đổi khoản 2 Điều 5 như sau:"
    assert found.source == "art_1__cl_1"


def test_straight_marks_and_no_break_spaces_are_read_as_ingest_cleans_them() -> None:
    (found,) = act("1. Sửa đổi khoản 2 Điều 5 như sau:", '"2. Hai mới."', "2. Hết.")
    assert (found.eid, found.block) == ("art_5__cl_2", "2. Hai mới.")


def test_one_act_amends_several_laws_each_named_above_its_places() -> None:
    found = act(
        "1. Sửa đổi, bổ sung một số điều của Luật Việc thử số 12/2020/QH14 như sau:",
        "a) Bãi bỏ Điều 81;",
        "b) Bổ sung khoản 4a vào sau khoản 4 Điều 9 như sau:",
        "“4a. Bốn a.”.",
        "2. Sửa đổi, bổ sung một số điều của Luật Việc khác số 30/2021/QH15 đã được sửa đổi, bổ sung một số điều theo"
        " Luật số 77/2022/QH15 như sau:",
        "a) Bãi bỏ Điều 60.",
        heading="Sửa đổi, bổ sung một số điều của các luật có liên quan",
    )
    assert [(one.work.number, one.eid) for one in found] == [
        ("12/2020/QH14", "art_81"),
        ("12/2020/QH14", "art_9__cl_4a"),
        ("30/2021/QH15", "art_60"),
    ]


def test_one_sentence_repeals_places_of_several_laws() -> None:
    found = act(
        "1. Bãi bỏ điểm m khoản 1 Điều 35 của Luật số 83/2015/QH13; điểm a khoản 3 Điều 23 của Luật số 08/2017/QH14 đã"
        " được sửa đổi, bổ sung một số điều theo Luật số 35/2018/QH14; các điều 3 và 20 của Luật số 36/2018/QH14.",
        heading="Điều khoản thi hành",
    )
    assert [(one.work.number, one.eid) for one in found] == [
        ("83/2015/QH13", "art_35__cl_1__point_m"),
        ("08/2017/QH14", "art_23__cl_3__point_a"),
        ("36/2018/QH14", "art_3"),
        ("36/2018/QH14", "art_20"),
    ]


def test_the_lead_in_of_a_clause_names_the_article() -> None:
    found = act(
        "1. Sửa đổi, bổ sung Điều 32 như sau:",
        "a) Sửa đổi, bổ sung tên điều, khoản 1; bổ sung các khoản 1a, 1b vào sau khoản 1 như sau:",
        "“Điều 32. Tên mới",
        "1. Một mới.",
        "1a. Một a.",
        "1b. Một b.”;",
        "b) Bãi bỏ khoản 2.",
    )
    assert [(one.op, one.eid, one.block) for one in found] == [
        ("rename", "art_32", "Tên mới"),
        ("replace", "art_32__cl_1", "1. Một mới."),
        ("insert", "art_32__cl_1a", "1a. Một a."),
        ("insert", "art_32__cl_1b", "1b. Một b."),
        ("repeal", "art_32__cl_2", ""),
    ]


def test_a_heading_alone_may_order_what_is_quoted_below_it() -> None:
    (found,) = act(
        "“Điều 34. Thẩm quyền",
        "1. Một:",
        "a) A;",
        "2. Hai.”.",
        heading="Sửa đổi, bổ sung Điều 34 Nghị định số 5/2018/NĐ-CP (đã được sửa đổi tại Nghị định số 7/2021/NĐ-CP)",
    )
    assert (found.op, found.work.number, found.eid, found.doubts) == ("replace", "05/2018/NĐ-CP", "art_34", ())
    assert found.block.endswith("2. Hai.")


def test_words_change_in_the_place_that_the_line_above_names() -> None:
    found = act(
        "1. Sửa đổi, bổ sung khoản 3 Điều 10 của Luật số 14/2008/QH12 như sau:",
        "Thay thế cụm từ “a b” bằng cụm từ “c d”.",
        "2. Bãi bỏ, sửa đổi, bổ sung một số điều của Luật số 17/2012/QH13 như sau:",
        "a) Bãi bỏ Điều 37.",
        heading="Sửa đổi hai luật",
    )
    assert [(one.op, one.work.number, one.eid, one.doubts) for one in found] == [
        ("replace_words", "14/2008/QH12", "art_10__cl_3", ()),
        ("repeal", "17/2012/QH13", "art_37", ()),
    ]


def test_the_title_of_an_act_names_the_law_it_amends() -> None:
    title = "Luật sửa đổi, bổ sung một số điều của Nghị định số 9/2013/NĐ-CP"
    found = act("1. Bãi bỏ Điều 8.", heading="Bãi bỏ", title=title)
    assert [one.work.number for one in found] == ["09/2013/NĐ-CP"]
    assert work_of_title("Quy định chi tiết Luật số 53/2024/QH15").number is None


def test_a_quoted_article_is_no_article_of_the_act_and_its_orders_are_quoted() -> None:
    found = act(
        "1. Sửa đổi khoản 3 Điều 2 của Luật số 86/2025/QH15 như sau:",
        "“3. Sửa đổi Điều 27 như sau:",
        "“Điều 27. Tên",
        "1. Một.”.”.",
        "2. Bãi bỏ Điều 4 của Luật số 86/2025/QH15.",
        heading="Sửa đổi một luật sửa đổi",
    )
    assert [(one.op, one.work.number, one.eid) for one in found] == [
        ("replace", "86/2025/QH15", "art_2__cl_3"),
        ("repeal", "86/2025/QH15", "art_4"),
    ]


@pytest.mark.parametrize(
    ("lines", "doubt"),
    [
        pytest.param(
            ["1. Sửa đổi khoản 2 Điều 5 như sau:", "“2. Hai mới", "và còn nữa"],
            "mở mà không đóng",
            id="no closing mark",
        ),
        pytest.param(["1. Sửa đổi khoản 2 Điều 5 như sau:", "“3. Ba.”."], "không mang số", id="another number"),
        pytest.param(["1. Sửa đổi Điều 5 như sau:", "“Lời mới.”."], "không mang số", id="no number"),
        pytest.param(
            ["1. Sửa đổi khoản 2 Điều 5 như sau:", "“2. Hai.", "3. Ba.”."], "không nêu", id="one khoản too many"
        ),
        pytest.param(
            ["1. Sửa đổi khoản 1, khoản 2 Điều 5 như sau:", "“1. Một.”."],
            "không thấy khối trích",
            id="one block too few",
        ),
        pytest.param(["1. Sửa đổi Điều 5 như sau:", "“Điều 5. Tên", "1. Một.", "2. …”."], "bỏ lửng", id="ellipsis"),
        pytest.param(["1. Bãi bỏ đoạn 2 khoản 1 Điều 5."], "một đoạn", id="a paragraph"),
        pytest.param(["1. Bãi bỏ quy định về lệ phí tại Điều 5 Luật số 12/2020/QH14."], "một đoạn", id="a matter"),
        pytest.param(["1. Bỏ từ “các” trước cụm từ “quy định” tại Điều 5."], "đứng cạnh", id="beside other words"),
        pytest.param(["1. Khoản 3 Điều 5 trở thành khoản 4."], "số thứ tự", id="renumbering"),
        pytest.param(["1. Bãi bỏ khoản 3."], "không ghi Điều", id="no Điều"),
        pytest.param(
            [
                "1. Bãi bỏ Thông tư số 3/2006/TT-BTC về việc hướng dẫn Nghị định số 89/1999/NĐ-CP và Nghị định số"
                " 109/2005/NĐ-CP."
            ],
            "tên của văn bản khác",
            id="named in a title, or repealed",
        ),
    ],
)
def test_what_is_not_certain_is_a_doubt(lines: list[str], doubt: str) -> None:
    found = act(*lines, "2. Hết.")
    assert any(doubt in told for one in found for told in one.doubts)


def test_without_any_law_named_the_target_is_a_doubt() -> None:
    (found,) = act("1. Bãi bỏ khoản 3 Điều 9.", heading="Điều khoản thi hành")
    assert found.doubts == ("không rõ văn bản được sửa",)


@pytest.mark.parametrize(
    "line",
    [
        "1. Sửa đổi hợp đồng để cân bằng lợi ích theo Điều 5 của Luật này.",
        "1. Bổ sung hồ sơ theo quy định tại Điều 5 Nghị định số 9/2013/NĐ-CP.",
        "1. Thay đổi địa điểm quy định tại khoản 3 Điều 6 Luật số 12/2020/QH14.",
        "1. Bỏ mặc, không chăm sóc thành viên gia đình là người già.",
        "1. Khoản tiền quy định tại Điều 5 được bổ sung vào ngân sách.",
        "1. Điều 5 của Luật này được áp dụng khi hợp đồng được sửa đổi, bổ sung.",
        "1. Người được hỗ trợ “bổ sung khoản 2” là người có giấy xác nhận.",
    ],
)
def test_words_that_only_sound_like_an_order_are_none(line: str) -> None:
    assert act(line, heading="Việc thử") == []


@given(
    st.lists(
        st.sampled_from(
            [
                "1. Sửa đổi khoản 2 Điều 5 như sau:",
                "2. Bãi bỏ Điều 8",
                "a) Bổ sung điểm g vào khoản 2 như sau: “g) G.”",
                "“2. Hai.”.",
                "“Điều 9. Tên",
                "đóng.”",
                "b) Thay cụm từ “x” bằng “y” tại",
                "Cụm từ “a” tại Điều 3 được thay bằng “b”",
                "…",
                "; bổ sung khoản",
                "vào sau khoản 1",
            ]
        ),
        max_size=12,
    )
)
def test_any_act_is_read_and_every_slice_is_true(lines: list[str]) -> None:
    text = "\n".join(["Điều 1. Sửa đổi Luật số 12/2020/QH14", *lines])
    for found in read_instructions(article(text, start=40)):
        assert text[found.start - 40 : found.end - 40]
        if found.op != "rename":
            assert text[found.block_start - 40 : found.block_end - 40] == found.block or not found.block


def test_a_line_of_more_places_than_any_act_writes_is_told_as_a_doubt() -> None:
    (found,) = read_instructions(article("Điều 1. Sửa đổi\n1. Thay thế " + "Điều 1 " * 10_000))
    assert any("nhiều nơi hơn" in doubt for doubt in found.doubts)
