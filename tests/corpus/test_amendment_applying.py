import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.amendment import Applied, Instruction, apply
from corpus.expression import Unit
from corpus.provision import Provision
from tests.amending import act, assert_nested, held, order

FIVE = (
    "Điều 5. Hỗ trợ ban đầu",
    "1. Người trở về được hỗ trợ:",
    "a) Ăn;",
    "b) Ở;",
    "d) Đi lại.",
    "Mức do cơ quan quản lý quy định.",
    "2. Bộ trưởng quy định mẫu đơn.",
    "6. Trẻ em được ưu tiên.",
)
TEXT = "\n".join((*FIVE, ""))


def done(applied: Applied) -> Provision:
    """Return the new article; everything was done and offsets are true."""
    assert applied.failed == ()
    assert applied.unit is not None
    assert_nested(applied.unit.provision)
    return applied.unit.provision


def eids(part: Provision) -> list[str]:
    return [one.eid.removeprefix("art_5__") for one in part.walk()]


def test_a_replaced_clause_keeps_all_around_it_verbatim() -> None:
    new = done(apply(held(*FIVE, start=70), [order("replace", "art_5__cl_2", "2. Bộ trưởng và:\na) A;\nb) B.")]))
    assert new.text == TEXT.replace("2. Bộ trưởng quy định mẫu đơn.", "2. Bộ trưởng và:\na) A;\nb) B.")
    assert (new.start, eids(new)[-4:]) == (70, ["cl_2", "cl_2__point_a", "cl_2__point_b", "cl_6"])


def test_a_replaced_point_keeps_the_closing_sentence_of_its_clause() -> None:
    new = done(apply(held(*FIVE), [order("replace", "art_5__cl_1__point_b", "b) Ở và điện;")]))
    assert new.text == TEXT.replace("b) Ở;", "b) Ở và điện;")


def test_a_replaced_article_takes_its_heading_from_the_block() -> None:
    new = done(apply(held(*FIVE), [order("replace", "art_5", "Điều 5. Hỗ trợ đầu tiên\n1. Một.\n2. Hai.")]))
    assert (new.heading, new.text) == ("Hỗ trợ đầu tiên", "Điều 5. Hỗ trợ đầu tiên\n1. Một.\n2. Hai.\n")
    assert eids(new) == ["art_5", "cl_1", "cl_2"]


def test_other_words_above_the_points() -> None:
    new = done(apply(held(*FIVE), [order("replace_lead_in", "art_5__cl_1", "1. Người đó được:")]))
    assert new.text == TEXT.replace("1. Người trở về được hỗ trợ:", "1. Người đó được:")
    assert eids(new) == eids(held(*FIVE).provision)


@pytest.mark.parametrize(
    ("eid", "block", "before", "after"),
    [
        pytest.param("art_5__cl_2a", "2a. Hai a.", "mẫu đơn.\n", "\n6.", id="2a between 2 and 6"),
        pytest.param("art_5__cl_6a", "6a. Sáu a.", "ưu tiên.\n", "\n", id="6a at the end"),
        pytest.param(
            "art_5__cl_1__point_đ", "đ) Học;", "d) Đi lại.\n", "\nMức do", id="đ after d, above the closing words"
        ),
        pytest.param("art_5__cl_1__point_c", "c) Mặc;", "b) Ở;\n", "\nd)", id="c before d"),
        pytest.param("art_5__cl_1__point_a1", "a1) Uống;", "a) Ăn;\n", "\nb)", id="a1 after a"),
    ],
)
def test_inserted_parts_stand_in_the_order_of_numbers(eid: str, block: str, before: str, after: str) -> None:
    new = done(apply(held(*FIVE), [order("insert", eid, block)]))
    assert f"{before}{block}{after}" in new.text
    assert new.text.replace(f"{block}\n", "", 1) == TEXT
    assert new.find(eid) is not None


def test_an_article_that_ends_without_a_line_break_stays_so() -> None:
    base = held(*FIVE)
    shorter = Unit(replace(base.provision, text=TEXT[:-1], end=len(TEXT) - 1, children=_cut(base.provision.children)))
    new = done(apply(shorter, [order("insert", "art_5__cl_7", "7. Bảy.")]))
    assert new.text == f"{TEXT}7. Bảy."


def _cut(children: tuple[Provision, ...]) -> tuple[Provision, ...]:
    last = children[-1]
    return (*children[:-1], replace(last, text=last.text[:-1], end=last.end - 1))


def test_a_new_article_needs_no_base() -> None:
    new = done(apply(None, [order("insert", "art_25a", "Điều 25a. Tên\n1. Một.\n2. Hai.")]))
    assert (new.eid, new.num, new.heading) == ("art_25a", "25a", "Tên")
    assert [part.eid for part in new.children] == ["art_25a__cl_1", "art_25a__cl_2"]


def test_a_repealed_part_leaves_no_words_of_ours() -> None:
    applied = apply(held(*FIVE), [order("repeal", "art_5__cl_1__point_b"), order("repeal", "art_5__cl_2")])
    new = done(applied)
    assert new.text == TEXT.replace("b) Ở;\n", "").replace("2. Bộ trưởng quy định mẫu đơn.\n", "")
    assert applied.repealed == ("art_5__cl_1__point_b", "art_5__cl_2")
    assert new.find("art_5__cl_2") is None


def test_a_repealed_article_is_no_unit() -> None:
    applied = apply(held(*FIVE), [order("repeal", "art_5")])
    assert (applied.unit, applied.failed, applied.repealed) == (None, (), ("art_5",))


def test_a_new_name_changes_the_heading_alone() -> None:
    new = done(apply(held(*FIVE), [order("rename", "art_5", "Hỗ trợ khẩn cấp")]))
    assert (new.heading, new.text) == ("Hỗ trợ khẩn cấp", TEXT.replace("Hỗ trợ ban đầu", "Hỗ trợ khẩn cấp"))


def test_words_change_in_the_named_clause_only_and_are_counted() -> None:
    base = held("Điều 5. Tên", "1. Trạm A và trạm A.", "2. Trạm A.")
    applied = apply(base, [order("replace_words", "art_5__cl_1", old="trạm A", new="cơ sở B")])
    assert done(applied).text == "Điều 5. Tên\n1. Cơ sở B và cơ sở B.\n2. Trạm A.\n"
    assert applied.done[0].places == 2


def test_words_in_the_heading_change_the_heading() -> None:
    base = held("Điều 5. Trạm A", "1. Trạm A là nơi đón.", "2. Hai.")
    assert done(apply(base, [order("replace_words", "art_5", old="Trạm A", new="Cơ sở B")])).heading == "Cơ sở B"


@pytest.mark.parametrize(
    ("old", "new", "text", "expected"),
    [
        pytest.param("cấp xã", "cấp phường", "ở cấp xã, cấp xãhội", "ở cấp phường, cấp xãhội", id="whole words only"),
        pytest.param("hòa giải", "thỏa thuận", "việc hoà giải", "việc thỏa thuận", id="the other tone placement"),
        pytest.param("Bộ trưởng", "Bộ", "bộ trưởng và Bộ trưởng", "bộ trưởng và Bộ", id="a name keeps its capital"),
        pytest.param("cơ quan", "đơn vị", "Có cơ quan. Cơ quan đó", "Có đơn vị. Đơn vị đó", id="first of a sentence"),
        pytest.param("m2", "mét", "10 m2 và m2a", "10 mét và m2a", id="digits join too"),
    ],
)
def test_words_are_replaced_whole(old: str, new: str, text: str, expected: str) -> None:
    base = held("Điều 5. Tên", f"1. Nơi {text}.", "2. Hai.")
    assert done(apply(base, [order("replace_words", "art_5__cl_1", old=old, new=new)])).text.split("\n")[1] == (
        f"1. Nơi {expected}."
    )


@pytest.mark.parametrize(
    ("old", "expected"),
    [
        pytest.param("hoặc trạm", "1. Đến nhà, xã.", id="in the middle"),
        pytest.param(", xã", "1. Đến nhà hoặc trạm.", id="with its comma"),
        pytest.param("nhà hoặc", "1. Đến trạm, xã.", id="with the space before"),
    ],
)
def test_words_taken_out_leave_no_double_space(old: str, expected: str) -> None:
    base = held("Điều 5. Tên", "1. Đến nhà hoặc trạm, xã.", "2. Hai.")
    new = done(apply(base, [order("delete_words", "art_5__cl_1", old=old)]))
    assert new.text.split("\n")[1] == expected


@pytest.mark.parametrize(
    ("side", "new", "expected"),
    [
        pytest.param("after", ", thôn", "1. Ở xã, thôn này.", id="after, with a comma"),
        pytest.param("after", "mới", "1. Ở xã mới này.", id="after"),
        pytest.param("before", "mọi", "1. Ở mọi xã này.", id="before"),
    ],
)
def test_words_are_put_in_beside_others(side: str, new: str, expected: str) -> None:
    base = held("Điều 5. Tên", "1. Ở xã này.", "2. Hai.")
    applied = apply(base, [order("insert_words", "art_5__cl_1", old="xã", new=new, side=side)])
    assert done(applied).text.split("\n")[1] == expected


@pytest.mark.parametrize(
    ("instruction", "reason"),
    [
        pytest.param(
            order("replace", "art_5__cl_9", "9. Chín."), "Không có khoản 9 Điều 5 trong lời", id="no such khoản"
        ),
        pytest.param(order("repeal", "art_5__cl_1__point_c"), "Không có điểm c khoản 1 Điều 5", id="no such điểm"),
        pytest.param(order("replace", "art_6__cl_1", "1. Một."), "nhắm vào khoản 1 Điều 6", id="another article"),
        pytest.param(
            order("insert", "art_5__cl_2", "2. Khác."), "đã có khoản 2 Điều 5 với lời khác", id="there already"
        ),
        pytest.param(
            order("insert", "art_5__cl_9", "9. Chín.", after="art_5__cl_8"), "Không có khoản 8", id="nothing to follow"
        ),
        pytest.param(order("insert", "art_5__cl_2__point_a", "a) A."), "không chia", id="a khoản without điểm"),
        pytest.param(order("repeal", ""), "cả văn bản", id="a whole law"),
        pytest.param(order("replace", "form_07"), "không phải là Điều", id="a form"),
        pytest.param(order("repeal", "chp_III__sec_2"), "không phải là Điều", id="a section"),
        pytest.param(order("renumber", "art_5__cl_2"), "đổi số thứ tự", id="renumbering"),
        pytest.param(
            order("replace_words", "art_5__cl_1", old="trạm", new="x"), "Không thấy cụm từ “trạm”", id="no words"
        ),
        pytest.param(
            order("replace_words", "art_5__cl_2", old="trạm", new="mẫu đơn"), "có thể đã được sửa", id="changed before"
        ),
        pytest.param(
            order("replace_words", "art_5__cl_2", old="mẫu", new="quy định mẫu"), "đã mang lời mới", id="old inside new"
        ),
        pytest.param(
            order("delete_words", "art_5__cl_2", old="Bộ trưởng"), "đứng đầu câu", id="a sentence would lose its head"
        ),
        pytest.param(
            order("delete_words", "art_5__cl_1", old="ban hành"), "Không thấy cụm từ", id="nothing to take out"
        ),
        pytest.param(
            order("insert_words", "art_5__cl_1", old="", new="Khi", side="start"), "đổi chữ hoa", id="a new first word"
        ),
        pytest.param(
            order("replace_words", "art_5", old="Ăn;\nb) Ở", new="Ăn ở"), "vắt qua", id="words across two điểm"
        ),
        pytest.param(
            order("replace", "art_5__cl_2", "2. Hai.", doubts=("không rõ",)), "còn điểm ngờ: không rõ", id="a doubt"
        ),
        pytest.param(order("rename", "art_5__cl_1", "Tên"), "tên của", id="the name of a khoản"),
    ],
)
def test_what_cannot_be_applied_is_told_and_nothing_changes(instruction: Instruction, reason: str) -> None:
    base = held(*FIVE)
    applied = apply(base, [instruction])
    assert (applied.unit, applied.done) == (base, ())
    assert reason in applied.failed[0].reason
    assert applied.failed[0].reason.endswith(".")


def test_an_excerpt_is_told_apart_from_a_missing_place() -> None:
    base = held("Điều 5. Tên", "1. Một.", "2. Hai…")
    assert "đoạn trích" in apply(base, [order("repeal", "art_5__cl_3")]).failed[0].reason
    assert "đoạn trích" in apply(base, [order("replace_words", "art_5", old="Một", new="Hai")]).failed[0].reason


def test_a_place_printed_twice_is_not_guessed() -> None:
    base = held("Điều 5. Tên", "a) A;", "b) B;", "b) B khác;", "c) C.")
    assert "in hai lần" in apply(base, [order("repeal", "art_5__point_b")]).failed[0].reason


def test_without_a_base_only_a_new_article_can_be_made() -> None:
    assert "Không có lời đang giữ của Điều 5" in apply(None, [order("repeal", "art_5__cl_1")]).failed[0].reason


def test_one_failure_does_not_stop_the_rest() -> None:
    applied = apply(held(*FIVE), [order("repeal", "art_5__cl_9"), order("repeal", "art_5__cl_2")])
    assert (len(applied.failed), [one.instruction.eid for one in applied.done]) == (1, ["art_5__cl_2"])


def test_the_same_text_again_is_done_without_a_change() -> None:
    base = held(*FIVE)
    applied = apply(base, [order("insert", "art_5__cl_6", "6. Trẻ em được ưu tiên.")])
    assert (applied.unit, len(applied.done)) == (base, 1)


def test_an_act_is_read_and_applied_from_end_to_end() -> None:
    instructions = act(
        "1. Sửa đổi, bổ sung một số khoản của Điều 5 như sau:",
        "a) Sửa đổi khoản 2 như sau:",
        "“2. Bộ trưởng quy định.”;",
        "b) Bổ sung khoản 2a vào sau khoản 2 như sau:",
        "“2a. Mẫu đơn có trên mạng.”;",
        "c) Thay thế cụm từ “Trẻ em” bằng cụm từ “Người dưới 18 tuổi” tại khoản 6;",
        "d) Bãi bỏ điểm d khoản 1.",
    )
    assert [one.doubts for one in instructions] == [()] * 4
    new = done(apply(held(*FIVE, start=9), instructions))
    assert new.text == (
        "Điều 5. Hỗ trợ ban đầu\n1. Người trở về được hỗ trợ:\na) Ăn;\nb) Ở;\nMức do cơ quan quản lý quy định.\n"
        "2. Bộ trưởng quy định.\n2a. Mẫu đơn có trên mạng.\n6. Người dưới 18 tuổi được ưu tiên.\n"
    )


_PLACES = st.sampled_from(["cl_1", "cl_2", "cl_6", "cl_1__point_a", "cl_1__point_b", "cl_1__point_d"])
_NEW = st.sampled_from(["cl_2a", "cl_3", "cl_7", "cl_1__point_c", "cl_1__point_đ", "cl_1__point_e"])


@st.composite
def _orders(draw: st.DrawFn) -> Instruction:
    op = draw(st.sampled_from(["replace", "repeal", "insert", "replace_words", "delete_words"]))
    place = draw(_NEW if op == "insert" else _PLACES)
    num = re.split("_", place)[-1]
    mark = f"{num}) " if "point" in place else f"{num}. "
    old = draw(st.sampled_from(["trở về", "Ăn", "mẫu đơn", "được", "quy định"]))
    return order(op, f"art_5__{place}", f"{mark}Lời mới:\n- một;\n- hai.", old=old, new="thay thế")


@given(st.lists(_orders(), max_size=8), st.integers(0, 3))
def test_whatever_is_applied_the_article_stays_whole(instructions: list[Instruction], start: int) -> None:
    applied = apply(held(*FIVE, start=start), instructions)
    assert len(applied.done) + len(applied.failed) == len(instructions)
    assert applied.unit is not None
    assert applied.unit.provision.start == start
    assert_nested(applied.unit.provision)
    found = [part.eid for part in applied.unit.provision.walk()]
    assert len(found) == len(set(found))


@given(_PLACES)
def test_taking_a_part_out_and_putting_it_in_again_gives_the_same_text(place: str) -> None:
    base = held(*FIVE)
    part = base.provision.find(f"art_5__{place}")
    assert part is not None
    without = apply(base, [order("repeal", part.eid)])
    again = apply(without.unit, [order("insert", part.eid, part.text.rstrip())])
    assert again.unit == base


@pytest.mark.parametrize(
    "instruction",
    [
        pytest.param(order("insert_words", "art_5__cl_1", old="trạm", new="mới", side="after"), id="beside which"),
        pytest.param(order("delete_words", "art_5__cl_1", old="và"), id="one small word"),
        pytest.param(order("replace_words", "art_5__cl_1", old=",", new="hoặc"), id="a comma"),
    ],
)
def test_where_only_one_of_several_places_can_be_meant_nothing_is_guessed(instruction: Instruction) -> None:
    base = held("Điều 5. Tên", "1. Đến trạm và nhà, đến trạm và xã, rồi về.", "2. Hai.")
    assert "xuất hiện 2 lần" in apply(base, [instruction]).failed[0].reason
