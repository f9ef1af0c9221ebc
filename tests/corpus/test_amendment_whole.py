from datetime import date

from corpus.amendment import amend, read_act
from corpus.expression import Expression, Origin, Unit, tiling_gaps
from corpus.provision import Level
from corpus.text import clean
from ingest.read import Line
from ingest.structure import parse
from tests.amending import LAW, assert_nested, order
from tests.laws import law

BASE = """LUẬT
VIỆC THỬ
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi
Luật này quy định việc thử ở trạm.
Điều 2. Nơi thử
1. Trạm A.
2. Trạm B.
Chương II
TỔ CHỨC
Điều 3. Trách nhiệm
1. Cấp tỉnh:
a) Xác minh;
b) Tiếp nhận.
2. Cấp xã.
Điều 4. Hiệu lực
Từ ngày mai."""

ACT = """LUẬT
SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA BỘ LUẬT KHÁC
Điều 1. Sửa đổi, bổ sung một số điều của Luật Việc khác số 30/2021/QH15
1. Bãi bỏ Điều 2.
Điều 2. Sửa đổi, bổ sung một số điều của các luật có liên quan
1. Bãi bỏ khoản 1 Điều 9 của Luật Việc nọ số 41/2019/QH14.
2. Thay thế cụm từ “cấp huyện” bằng cụm từ “cấp xã” tại Điều 3 của Luật Việc nọ số 41/2019/QH14.
3. Sửa đổi, bổ sung một số điều của Luật Việc thử số 12/2020/QH14 như sau:
a) Sửa đổi, bổ sung Điều 3 như sau:
“Điều 3. Trách nhiệm xác minh
1. Cơ quan “y tế” cấp tỉnh:
a) Xác minh;
b) Hỗ trợ.
2. Công an cấp tỉnh.”;
b) Bổ sung Điều 3a vào sau Điều 3 như sau:
“Điều 3a. Phối hợp
Các cơ quan phối hợp.”;
c) Thay thế từ “trạm” bằng cụm từ “cơ sở” tại Điều 1;
d) Bãi bỏ Điều 4.
Điều 3. Hiệu lực
Luật này có hiệu lực từ ngày ban hành."""


def units(text: str) -> tuple[Unit, ...]:
    return parse([Line(clean(line)) for line in text.split("\n")]).units


def assert_tiled(text: str, laid: tuple[Unit, ...]) -> None:
    expression = Expression(work=law(), text=text, units=laid, origin=Origin.OFFICIAL, valid_from=date(2025, 7, 1))
    assert tiling_gaps(expression) == []
    for unit in laid:
        assert text[unit.provision.start : unit.provision.end] == unit.provision.text
        assert_nested(unit.provision)


def test_a_law_hidden_in_an_act_about_others_gives_the_next_text_of_its_own() -> None:
    act = units(ACT.replace("khoản 3", "khoản\u00a03"))
    articles = [unit.provision.num for unit in act if unit.provision.level is Level.ARTICLE]
    assert articles == ["1", "2", "3"]  # no Điều 3a of the act
    orders = [one for one in read_act(act) if one.work.number == LAW]
    assert [(one.op, one.eid, one.source) for one in orders] == [
        ("replace", "art_3", "art_2__cl_3__point_a"),
        ("insert", "art_3a", "art_2__cl_3__point_b"),
        ("replace_words", "art_1", "art_2__cl_3__point_c"),
        ("repeal", "art_4", "art_2__cl_3__point_d"),
    ]
    amended = amend(units(BASE), orders)
    assert amended.failed == ()
    assert_tiled(amended.text, amended.units)
    assert [unit.provision.eid for unit in amended.units] == [
        *("head", "chp_I", "art_1", "art_2", "chp_II", "art_3", "art_3a"),
    ]
    assert amended.changed == ("art_3", "art_3a", "art_1")
    assert amended.repealed == ("art_4",)
    assert "thử ở cơ sở." in amended.text
    assert (
        "1. Cơ quan “y tế” cấp tỉnh:\na) Xác minh;\nb) Hỗ trợ.\n2. Công an cấp tỉnh.\nĐiều 3a. Phối hợp" in amended.text
    )
    new = next(unit for unit in amended.units if unit.provision.eid == "art_3a")
    assert new.context[-1].text == "TỔ CHỨC"


def test_what_is_not_named_stays_letter_for_letter() -> None:
    base = units(BASE)
    amended = amend(base, [order("replace", "art_2__cl_1", "1. Trạm mới tên rất dài.")])
    assert [one.provision.text for one in amended.units if one.provision.eid != "art_2"] == [
        one.provision.text for one in base if one.provision.eid != "art_2"
    ]
    assert_tiled(amended.text, amended.units)


def test_words_of_the_whole_law_change_wherever_they_stand() -> None:
    amended = amend(units(BASE), [order("replace_words", "", old="Cấp", new="Ủy ban")])
    assert (amended.changed, amended.done[0].places) == (("art_3",), 2)
    missing = amend(units(BASE), [order("replace_words", "", old="cấp huyện", new="cấp xã")])
    assert (missing.changed, len(missing.failed)) == ((), 1)


def test_an_article_that_is_not_held_is_told() -> None:
    amended = amend(units(BASE), [order("repeal", "art_9__cl_1"), order("repeal", "art_4")])
    assert [failure.reason for failure in amended.failed] == ["Không có lời đang giữ của Điều 9."]
    assert amended.text == BASE.partition("Điều 4")[0]
