"""Offices and territories in time: the table, what it says of a day, and where a text names them."""

import gzip
import json
from collections import Counter
from datetime import date, timedelta

import pytest

from corpus.catalogue import load_catalogue
from corpus.citation import find_citations
from corpus.handbook import Mark
from corpus.number import find_numbers
from corpus.office_names import find_offices
from corpus.offices import (
    ACT_NAMES,
    Act,
    BrokenOfficesError,
    Office,
    OfficeKind,
    Standing,
    Widen,
    ended,
    load_offices,
    read_offices,
)
from corpus.text import clean, fold
from tests.shared import require_shared

TODAY = date(2026, 11, 22)
REFORM = date(2025, 7, 1)
EVE = REFORM - timedelta(days=1)
TABLE = load_offices()
OFFICES = list(TABLE.offices.values())
TERRITORIES = [office for office in OFFICES if office.kind is OfficeKind.TERRITORY]


def named(text: str) -> list[tuple[str, str]]:
    """Return the ids of the offices that a text names, each with its words."""
    return [(span.office.id, text[span.start : span.end]) for span in find_offices(text)]


def ids(text: str) -> list[str]:
    return [office for office, _ in named(text)]


def note(office: str, on: date, act: Act | None = None) -> str:
    return TABLE.note(TABLE.offices[office], on, act)


# ---------------------------------------------------------------- the table


@pytest.mark.parametrize(("day", "count"), [(date(2024, 12, 31), 63), (EVE, 63), (REFORM, 34), (TODAY, 34)])
def test_63_provinces_became_34(day: date, count: int) -> None:
    assert sum(office.on(day) is Standing.EXISTS for office in TERRITORIES) == count


def test_every_province_that_is_gone_belongs_to_one_that_is_there() -> None:
    for office in TERRITORIES:
        if office.until:
            (successor,) = office.successors_on(TODAY)
            assert TABLE.offices[successor.office].on(TODAY) is Standing.EXISTS


def test_every_office_that_is_gone_has_a_successor_that_is_there() -> None:
    gone = [office for office in OFFICES if office.until]
    assert all(office.successors_on(TODAY) for office in gone)
    acting = {one.office for office in gone for one in office.successors_on(TODAY)}
    assert {TABLE.offices[office].on(TODAY) for office in acting} == {Standing.EXISTS}


def test_what_is_verified_names_its_ground_or_its_source() -> None:
    facts = [office.basis for office in OFFICES if office.until]
    facts += [one.basis for office in OFFICES if office.kind is not OfficeKind.TERRITORY for one in office.successors]
    assert all(basis.ground or basis.sources for basis in facts if basis.mark is not Mark.MEMORY)
    assert all(source.startswith("https://") for basis in facts for source in basis.sources)


def test_only_the_mergers_that_a_source_names_are_verified() -> None:
    verified = {office.name for office in TERRITORIES if office.until and office.basis.mark is Mark.VERIFIED}
    assert verified == {"Hà Giang", "Nam Định", "Hà Nam", "Hải Dương", "Quảng Bình"}


def test_a_verified_ground_is_an_instrument_of_the_catalogue() -> None:
    known = {instrument.number for instrument in load_catalogue().instruments}
    grounds = {
        basis.ground
        for office in OFFICES
        for basis in (office.basis, *(one.basis for one in office.successors))
        if basis.mark is Mark.VERIFIED and "/" in basis.ground and "ngày" not in basis.ground
    }
    numbers = {number.text: number for ground in grounds for number in find_numbers(ground)}
    assert set(numbers) <= known | {"827/QĐ-BYT"}
    assert all(find_citations(ground) for ground in grounds)


def test_every_act_has_its_name() -> None:
    assert set(ACT_NAMES) == set(Act)


def test_a_broken_table_is_told_in_one_sentence() -> None:
    with pytest.raises(BrokenOfficesError, match="Bảng cơ quan và địa bàn đi kèm bị hỏng"):
        read_offices("[words]")
    orphan = '[words]\n[not]\nforms=[]\n[[office]]\nid="a"\nname="A"\nkind="ministry"\nuntil=2025-03-01\n'
    tail = '[[office.successor]]\noffice="b"\n[[territory]]\nid="x"\nname="X"\n'
    with pytest.raises(BrokenOfficesError, match=r"\(b\)"):
        read_offices(orphan + tail)


# ---------------------------------------------------------------- what became of an office by a day


@pytest.mark.parametrize(
    ("office", "day", "standing"),
    [
        ("so-ldtbxh", date(2025, 2, 28), Standing.EXISTS),
        ("so-ldtbxh", date(2025, 3, 1), Standing.UNCERTAIN),
        ("so-ldtbxh", EVE, Standing.UNCERTAIN),
        ("so-ldtbxh", REFORM, Standing.ENDED),
        ("phong-ldtbxh", EVE, Standing.EXISTS),
        ("phong-ldtbxh", REFORM, Standing.ENDED),
        ("cap-huyen", EVE, Standing.EXISTS),
        ("cap-huyen", REFORM, Standing.ENDED),
        ("ha-giang", EVE, Standing.EXISTS),
        ("ha-giang", REFORM, Standing.ENDED),
        ("so-y-te", date(2015, 1, 1), Standing.EXISTS),
        ("so-y-te", TODAY, Standing.EXISTS),
        ("toa-an-khu-vuc", EVE, Standing.NOT_YET),
        ("toa-an-khu-vuc", REFORM, Standing.EXISTS),
        ("thua-thien-hue", date(2024, 12, 31), Standing.EXISTS),
        ("hue", date(2024, 12, 31), Standing.NOT_YET),
        ("hue", date(2025, 1, 1), Standing.EXISTS),
    ],
)
def test_an_office_is_there_until_its_day(office: str, day: date, standing: Standing) -> None:
    assert TABLE.offices[office].on(day) is standing


@pytest.mark.parametrize(
    ("office", "act", "successors"),
    [
        ("so-ldtbxh", Act.SUPPORT, ["so-y-te"]),
        ("so-ldtbxh", Act.JOBS, ["so-noi-vu"]),
        ("so-ldtbxh", None, ["so-y-te", "so-noi-vu", "cong-an-tinh"]),
        ("phong-ldtbxh", Act.RECEPTION, ["ubnd-xa"]),
        ("phong-ldtbxh", Act.SUPPORT, ["so-y-te"]),
        ("cong-an-huyen", Act.IDENTIFICATION, ["cong-an-tinh", "cong-an-xa"]),
        ("bo-ldtbxh", Act.SUPPORT, ["bo-y-te"]),
        ("ha-giang", None, ["tuyen-quang"]),
    ],
)
def test_each_act_of_an_office_has_its_own_successor(office: str, act: Act | None, successors: list[str]) -> None:
    assert [one.office for one in TABLE.offices[office].successors_on(TODAY, act)] == successors


def test_nobody_acts_for_an_office_that_is_there() -> None:
    assert TABLE.offices["so-ldtbxh"].successors_on(date(2024, 1, 1)) == ()
    assert note("so-ldtbxh", date(2024, 1, 1)) == ""
    assert note("so-y-te", TODAY) == ""


def test_a_note_says_since_when_by_what_who_acts_now_and_how_sure_that_is() -> None:
    assert note("so-ldtbxh", TODAY, Act.SUPPORT) == (
        "Sở Lao động - Thương binh và Xã hội có thể đã thôi hoạt động từ ngày 01/03/2025; chậm nhất từ ngày 01/07/2025"
        " không còn làm việc hỗ trợ nạn nhân (khoản 3 Điều 2 Luật số 86/2025/QH15);"
        " nay: Sở Y tế (hỗ trợ nạn nhân, trợ giúp xã hội: khoản 3 Điều 2 Luật số 86/2025/QH15)."
    )
    assert "Sở Nội vụ (lao động, việc làm: ghi theo trí nhớ, chưa kiểm chứng)" in note("so-ldtbxh", TODAY)
    assert note("yen-bai", TODAY) == (
        "Tỉnh Yên Bái không còn từ ngày 01/07/2025"
        " (Nghị quyết của Quốc hội ngày 12/6/2025; ghi theo trí nhớ, chưa kiểm chứng); nay thuộc tỉnh Lào Cai."
    )
    assert note("ha-giang", TODAY).endswith("12/6/2025); nay thuộc tỉnh Tuyên Quang.")
    assert "đổi tên từ ngày 01/07/2025 (Luật số 53/2024/QH15); nay gọi là Cơ sở trợ giúp" in note("co-so-btxh", TODAY)


def test_no_ground_is_said_to_abolish_what_it_only_gives_to_others() -> None:
    """Khoản 3 Điều 2 of 86/2025/QH15 rewrites two Điều of 53/2024/QH15; it abolishes nobody."""
    resting = [one for one in OFFICES if "86/2025/QH15" in one.basis.ground]
    assert {one.id for one in resting} >= {"so-ldtbxh", "phong-ldtbxh", "cong-an-huyen"}
    assert all("chậm nhất từ ngày 01/07/2025 không còn làm việc" in note(one.id, TODAY) for one in resting)
    assert "Cấp huyện không còn từ ngày 01/07/2025 (chính quyền địa phương hai cấp)" in note("cap-huyen", TODAY)


def test_the_ministry_may_have_gone_before_the_day_on_which_it_surely_had() -> None:
    assert note("bo-ldtbxh", TODAY, Act.SUPPORT).startswith(
        "Bộ Lao động - Thương binh và Xã hội có thể đã thôi hoạt động từ ngày 01/03/2025; chậm nhất từ ngày 01/07/2025"
    )


def test_between_the_ministries_reform_and_the_law_the_note_is_in_doubt() -> None:
    said = note("so-ldtbxh", date(2025, 4, 15), Act.SUPPORT)
    assert "có thể đã thôi hoạt động từ ngày 01/03/2025 (chưa kiểm chứng)" in said
    assert "Sở Y tế (hỗ trợ nạn nhân, trợ giúp xã hội: ghi theo trí nhớ, chưa kiểm chứng)" in said


def test_an_act_without_successor_is_said_to_have_none_known() -> None:
    assert note("so-ldtbxh", TODAY, Act.TELECOM).endswith("chưa rõ cơ quan nào làm thay.")


def test_the_district_level_is_named_only_where_no_office_of_it_is() -> None:
    level, office = TABLE.offices["cap-huyen"], TABLE.offices["ubnd-huyen"]
    assert ended([level, office, office], TODAY) == [office]
    assert ended([level], TODAY) == [level]
    assert ended([level, office], EVE) == []


@pytest.mark.parametrize(
    ("office", "names"),
    [
        ("so-ldtbxh", ["Sở Y tế"]),
        ("so-y-te", ["Sở Lao động - Thương binh và Xã hội", "Chi cục Phòng, chống tệ nạn xã hội"]),
        ("ha-giang", ["Tuyên Quang"]),
        ("ninh-binh", ["Hà Nam", "Nam Định"]),
        ("phong-ldtbxh", ["Sở Y tế"]),
        ("ubnd-xa", []),
        ("cong-an-tinh", []),
    ],
)
def test_search_looks_under_the_names_of_other_days(office: str, names: list[str]) -> None:
    assert TABLE.names_beside(TABLE.offices[office], TODAY) == names
    assert TABLE.names_beside(TABLE.offices[office], date(2025, 2, 28)) == []


def test_a_succession_widens_both_ways_unless_it_says_otherwise() -> None:
    widening = {one.widen for office in TERRITORIES for one in office.successors}
    assert widening == {Widen.BOTH}


# ---------------------------------------------------------------- names in a text


@pytest.mark.parametrize(
    "written",
    [
        "Sở LĐTBXH",
        "Sở LĐ-TB&XH",
        "Sở LĐ - TB&XH",
        "Sở LĐ-TBXH",
        "Sở Lao động - Thương binh và Xã hội",
        "Sở Lao động – Thương binh và Xã hội",
        "Sở Lao động, Thương binh và Xã hội",
        "sở lao động thương binh và xã hội",
        "SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI",
        "So Lao dong - Thuong binh va Xa hoi",
        "Sở Lao động -\nThương binh và Xã hội",
        "Sở Lao động - TB&XH",
        "Sở Lao động",
        "LĐ-TB&XH tỉnh",
        "SLĐTBXH",
    ],
)
def test_an_office_is_known_however_it_is_written(written: str) -> None:
    assert named(f"Chị ấy đến {written} để hỏi.") == [("so-ldtbxh", written)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Phòng LĐ-TB&XH huyện Hải Hà", ["phong-ldtbxh"]),
        ("Phòng Lao động trình, chủ tịch huyện ký", ["phong-ldtbxh", "ubnd-huyen"]),
        ("Uỷ ban nhân dân cấp huyện, UBND quận", ["ubnd-huyen", "ubnd-huyen"]),
        ("Công an huyện Mường Khương", ["cong-an-huyen"]),
        ("ở huyện Mường Khương, Quận 1", ["cap-huyen", "cap-huyen"]),
        ("cấp huyện và cấp xã", ["cap-huyen", "cap-xa"]),
        ("Cục Phòng, chống tệ nạn xã hội; Chi cục PCTNXH", ["cuc-pctnxh", "chi-cuc-pctnxh"]),
        ("ngành Lao động - Thương binh và Xã hội", ["nganh-ldtbxh"]),
        ("Ban Chỉ đạo 138 cấp huyện, BCĐ 138/CP", ["bcd-138-huyen", "bcd-138"]),
        ("trụ sở Công an huyện", ["cong-an-huyen"]),
        ("cơ sở bảo trợ xã hội", ["co-so-btxh"]),
        ("UBND TỈNH HÀ GIANG", ["ubnd-tinh", "ha-giang"]),
        ("các tỉnh Hà Giang, Nam Định và Hải Dương", ["ha-giang", "nam-dinh", "hai-duong"]),
        ("TP.HCM, TP. Hồ Chí Minh, TPHCM", ["ho-chi-minh"] * 3),
        ("tỉnh Bà Rịa - Vũng Tàu (BR-VT)", ["ba-ria-vung-tau"] * 2),
        ("Ở Hà Giang có nhà tạm lánh", ["ha-giang"]),
        ("o tinh ha giang", ["ha-giang"]),
        ("Sở Y tế Hà Nam", ["so-y-te", "ha-nam"]),
        ("Thừa Thiên - Huế", ["thua-thien-hue"]),
        ("trên địa bàn Hà Giang", ["ha-giang"]),
        ("UBND các quận, huyện; các huyện, thị xã", ["ubnd-huyen", "cap-huyen"]),
    ],
)
def test_offices_and_territories_are_found(text: str, found: list[str]) -> None:
    assert ids(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "cơ sở y tế, cán bộ y tế, co so y te",
        "số lao động, so lao dong, toàn bộ lao động, cơ sở lao động",
        "văn phòng lao động",
        "Thông tư 35/2013/TT-BLĐTBXH, 2548/QCPH-LĐTBXH-CA-QP-NG",
        "Nguyễn Thị Hà Giang và chị Hà Nam",
        "đường Hà Giang, phố Nam Định, phường Hòa Bình, cầu Long An, sông Hậu Giang",
        "vì hòa bình, sống trong hòa bình, Thái Bình Dương, Hà Nam Ninh",
        "Giải thưởng Hồ Chí Minh, tư tưởng Hồ Chí Minh",
        "cả huyện này, cơ quan Công an, co quan Cong an",
        "bị bán sang Lào, ở Vân Nam",
        "Hà Giang Nguyễn",
        "",
    ],
)
def test_what_only_looks_like_an_office_is_none(text: str) -> None:
    gone = [span.office.id for span in find_offices(text) if span.office.until]
    assert gone == []


def test_who_only_issued_a_text_is_told_apart() -> None:
    text = "Thông tư ngày 30 tháng 12 năm 2013 của Bộ trưởng Bộ LĐTBXH; gửi về Bộ LĐTBXH."
    assert [span.issuing for span in find_offices(text)] == [True, False]


def _forms(office: Office) -> list[str]:
    return [form for form in (*office.forms, office.name) if "{" not in form and "*" not in form]


@pytest.mark.parametrize("office", OFFICES, ids=lambda office: office.id)
def test_every_form_of_the_table_is_found_as_that_office(office: Office) -> None:
    before = "tỉnh " if office.kind is OfficeKind.TERRITORY else ""
    for form in (*_forms(office), *office.short):
        assert ids(f"gửi {before}{form}.") == [office.id], form
    for form in _forms(office):
        assert ids(f"gui {fold(before)}{fold(form)}.") == [office.id] or form[:2].isupper(), form


@pytest.mark.parametrize(
    "text",
    [
        "Sở Lao động - Thương binh và Xã hội " * 27_000,
        "lao động thương binh " * 47_000,
        "cơ " * 340_000,
        "huyện A B C D E F " * 55_000,
        "Hà " * 340_000,
    ],
    ids=["names", "beginnings of names", "one word", "districts", "half a name"],
)
def test_a_megabyte_of_hostile_text_is_read_to_its_end(text: str) -> None:
    spans = [(span.start, span.end) for span in find_offices(text)]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)


# ---------------------------------------------------------------- real texts


@pytest.mark.shared
def test_on_the_law_of_the_field_no_office_that_is_gone_is_missed() -> None:
    """Counted by a plain search for words: what the pattern sees and the table does not is a miss."""
    corpus = require_shared("data", "retrieval", "trafficking", "corpus.jsonl.gz")
    seen = found = 0
    kinds: Counter[str] = Counter()
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            text = clean(json.loads(line)["text"])
            seen += text.count("Thương binh và Xã hội") + text.count("cấp huyện")
            spans = [span for span in find_offices(text) if span.office.until]
            kinds.update(span.office.id for span in spans)
            words = [text[span.start : span.end] for span in spans]
            found += sum(word.count("Thương binh và Xã hội") + word.count("cấp huyện") for word in words)
    assert seen > 300
    assert found >= 0.98 * seen
    assert {"so-ldtbxh", "phong-ldtbxh", "bo-ldtbxh", "ubnd-huyen", "cong-an-huyen", "cap-huyen"} <= set(kinds)


def test_the_commune_in_a_social_allowance_is_none() -> None:
    assert ids("người đang hưởng trợ cấp xã hội hằng tháng") == []
    assert ids("nguoi dang huong tro cap xa hoi") == []
    assert ids("cơ quan cấp xã hướng dẫn trợ cấp xã hội") == ["cap-xa"]
