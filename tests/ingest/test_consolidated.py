import gzip
import json
import re
from datetime import date

import pytest

from corpus.amendment import Instruction, Operation, apply
from corpus.citation import CitedWork
from corpus.expression import Unit
from corpus.text import syllables
from ingest.consolidated import Consolidation, read_consolidation
from ingest.consolidated_notes import read_acts
from ingest.extract.pdf import extract_pdf
from ingest.read import Line
from ingest.structure import parse
from tests.corpus.test_amendment_real import units_of
from tests.shared import require_shared

LAW = """VĂN BẢN HỢP NHẤT - VĂN PHÒNG QUỐC HỘI
LUẬT
HỖ TRỢ NGƯỜI TRỞ VỀ
Luật Hỗ trợ người trở về số 77/2090/QH98 ngày 16 tháng 6 năm 2090, có hiệu lực kể từ ngày 01 tháng 01 năm 2091, \
được sửa đổi, bổ sung bởi:
1. Luật số 5/2095/QH99 ngày 25 tháng 11 năm 2095 của Quốc hội, có hiệu lực kể từ ngày 01 tháng 7 năm 2096;
2. Luật số 8/2098/QH99 ngày 24 tháng 6 năm 2098 của Quốc hội, có hiệu lực kể từ ngày 15 tháng 8 năm 2098.
Chương I
QUY ĐỊNH CHUNG[1]
Điều 1. Tiếp nhận[2]
1. Một.
2.[3] Hai:
a) A;
b)[4] B;
c)5 C.
Điều 2. Cơ sở
1.[6] Cơ sở mới.
2. Trạm.
VĂN PHÒNG QUỐC HỘI
Số: 30/VBHN-VPQH
Hà Nội, ngày 02 tháng 8 năm 2099
[1] Tên Chương này được sửa đổi theo quy định tại khoản 1 Điều 1 của Luật số 5/2095/QH99, có hiệu lực kể từ ngày \
01 tháng 7 năm 2096.
[2] Điều này được bổ sung theo quy định tại khoản 2 Điều 1 của Luật số 5/2095/QH99, có hiệu lực kể từ ngày \
01 tháng 7 năm 2096. Điều này được sửa đổi, bổ sung lần thứ hai theo quy định tại Điều 3 của Luật số 8/2098/QH99, \
có hiệu lực kể từ ngày 15 tháng 8 năm 2098.
[3] Khoản này được sửa đổi, bổ sung theo quy định tại điểm a khoản 4 Điều 1 của Luật số 5/2095/QH99, có hiệu lực kể \
từ ngày 01 tháng 7 năm 2096.
[4] Điểm này được bãi bỏ theo quy định tại khoản 9 Điều 1 của Luật số 8/2098/QH99, có hiệu lực kể từ ngày 15 tháng 8 \
năm 2098.
[5] Điểm này được bổ sung theo quy định tại khoản 10 Điều 1 của Luật số 8/2098/QH99, có hiệu lực kể từ ngày 15 tháng \
8 năm 2098.
[6] Cụm từ “cơ sở cũ” được thay thế bằng cụm từ “cơ sở mới” theo quy định tại Điều 4 của Luật số 8/2098/QH99, có \
hiệu lực kể từ ngày 15 tháng 8 năm 2098.
[7] Điều 9 của Luật số 8/2098/QH99 quy định như sau: “Điều 9. Luật này có hiệu lực.”"""


def consolidated(text: str = LAW) -> Consolidation:
    found = read_consolidation(parse([Line(line) for line in text.split("\n")]).units)
    assert found is not None
    return found


def test_a_consolidated_text_names_its_amending_acts_with_their_days() -> None:
    found = consolidated()
    assert found.acts == ("05/2095/QH99", "08/2098/QH99")
    assert [(act.issued, act.effective) for act in found.amendments] == [
        (date(2095, 11, 25), date(2096, 7, 1)),
        (date(2098, 6, 24), date(2098, 8, 15)),
    ]
    assert found.valid_from == date(2098, 8, 15)


def test_its_notes_tell_what_changed_where_by_which_place_of_which_act() -> None:
    found = consolidated()
    assert [(one.mark, one.eid, one.kind, one.act, one.act_eid) for one in found.changes] == [
        ("1", "chp_I", "renamed", "05/2095/QH99", "art_1__cl_1"),
        ("2", "art_1", "inserted", "05/2095/QH99", "art_1__cl_2"),
        ("2", "art_1", "replaced", "08/2098/QH99", "art_3"),
        ("3", "art_1__cl_2", "replaced", "05/2095/QH99", "art_1__cl_4__point_a"),
        ("4", "art_1__cl_2__point_b", "repealed", "08/2098/QH99", "art_1__cl_9"),
        ("5", "art_1__cl_2__point_c", "inserted", "08/2098/QH99", "art_1__cl_10"),
        ("6", "art_2__cl_1", "words", "08/2098/QH99", "art_4"),
    ]
    assert {one.effective for one in found.changes} == {date(2096, 7, 1), date(2098, 8, 15)}


def test_a_note_whose_mark_is_lost_is_told() -> None:
    found = consolidated(LAW.replace("c)5 C.", "c) C."))
    assert any("[5]" in doubt for doubt in found.doubts)
    assert next(one for one in found.changes if one.mark == "5").eid == ""


def test_an_act_that_only_a_note_names_is_told() -> None:
    lines = [line for line in LAW.split("\n") if not line.startswith("2. Luật số 8/2098")]
    assert any("08/2098/QH99" in doubt for doubt in consolidated("\n".join(lines)).doubts)


def test_an_introduction_without_acts_names_none() -> None:
    assert read_acts("1. Người trở về được hỗ trợ.\n2. Luật số 5/2095/QH99 được áp dụng.") == ()


@pytest.mark.shared
def test_every_note_of_a_real_consolidated_law_finds_its_place() -> None:
    path = require_shared("data", "files", "2023_1257_1258_30_VBHN_VPQH.pdf")
    structure = parse(extract_pdf(path.read_bytes()).lines)
    found = read_consolidation(structure.units)
    assert found is not None
    assert found.acts == ("51/2019/QH14", "23/2023/QH15")
    assert len(found.changes) == 55  # 52 notes that tell of a change, three of two
    eids = {part.eid for unit in structure.units for part in unit.provision.walk()}
    assert all(one.eid in eids and one.act in found.acts and one.effective for one in found.changes)


@pytest.mark.shared
def test_the_law_as_passed_becomes_its_consolidated_text() -> None:
    """Apply what the notes tell to the first text of the law: the articles of the consolidated text come out."""
    path = require_shared("data", "files", "2023_1257_1258_30_VBHN_VPQH.pdf")
    structure = parse(extract_pdf(path.read_bytes()).lines)
    found = read_consolidation(structure.units)
    assert found is not None
    new = {unit.provision.eid: unit for unit in structure.units}
    old = first_text("47/2014/QH13")
    orders: dict[str, dict[str, Instruction]] = {}
    for change in found.changes:
        article = change.eid.partition("__")[0]
        if change.kind in ("replaced", "inserted") and article in new:
            part = new[article].provision.find(change.eid)
            assert part is not None
            op: Operation = "insert" if change.kind == "inserted" else "replace"
            one = Instruction(op=op, work=CitedWork(found.work.number), eid=change.eid, block=part.text.rstrip())
            orders.setdefault(article, {}).setdefault(change.eid, one)
    assert len(orders) == 24
    for article, instructions in orders.items():
        applied = apply(old.get(article), list(instructions.values()))
        assert applied.failed == ()
        assert applied.unit is not None
        assert words(applied.unit) == words(new[article])


def words(unit: Unit) -> list[str]:
    """Return the syllables of a unit without the marks of notes."""
    return syllables(re.sub(r"\[\d+\]|(?<=\))46", "", unit.provision.text))


def first_text(number: str) -> dict[str, Unit]:
    """Return the articles of a law as the retrieval corpus has them."""
    path = require_shared("data", "retrieval", "zalo2021_phapdien", "corpus.jsonl.gz")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if number in line]
    return {unit.provision.eid: unit for unit in units_of([row for row in rows if row["law_id"] == number])}
