"""A whole amending act, cut into units as ingest cuts it, then read unit by unit."""

from corpus.amendment import read_instructions
from corpus.expression import Unit
from corpus.provision import Level
from corpus.text import clean
from ingest.read import Line
from ingest.structure import parse
from tests.amending import LAW

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


def test_an_act_about_several_laws_hides_the_orders_for_one_of_them() -> None:
    act = units(ACT.replace("khoản 3", "khoản\u00a03"))
    articles = [unit.provision.num for unit in act if unit.provision.level is Level.ARTICLE]
    assert articles == ["1", "2", "3"]  # no Điều 3a of the act
    orders = [one for unit in act for one in read_instructions(unit) if one.work.number == LAW]
    assert [(one.op, one.eid, one.source) for one in orders] == [
        ("replace", "art_3", "art_2__cl_3__point_a"),
        ("insert", "art_3a", "art_2__cl_3__point_b"),
        ("replace_words", "art_1", "art_2__cl_3__point_c"),
        ("repeal", "art_4", "art_2__cl_3__point_d"),
    ]
