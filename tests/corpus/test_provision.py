"""How places are named: eIds, labels, permalinks, order. A wrong name here is a wrong citation everywhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.provision import (
    POINT_LETTERS,
    Level,
    Place,
    Provision,
    child_eid,
    eid_of,
    eid_of_path,
    label_of,
    natural_key,
    path_of,
    place_of,
    unit_eid,
)

PLACES = [
    pytest.param("art_37", Place("37"), "Điều 37", "dieu-37", id="Điều"),
    pytest.param("art_5a", Place("5a"), "Điều 5a", "dieu-5a", id="Điều 5a"),
    pytest.param("art_5đ", Place("5đ"), "Điều 5đ", "dieu-5dd", id="Điều 5đ is not Điều 5d"),
    pytest.param("art_37__cl_1", Place("37", "1"), "khoản 1 Điều 37", "dieu-37/khoan-1", id="khoản"),
    pytest.param(
        "art_37__cl_1__point_d",
        Place("37", "1", "d"),
        "điểm d khoản 1 Điều 37",
        "dieu-37/khoan-1/diem-d",
        id="điểm d",
    ),
    pytest.param(
        "art_37__cl_1__point_đ",
        Place("37", "1", "đ"),
        "điểm đ khoản 1 Điều 37",
        "dieu-37/khoan-1/diem-dd",
        id="điểm đ",
    ),
    pytest.param(
        "art_37__cl_1__point_dd",
        Place("37", "1", "dd"),
        "điểm dd khoản 1 Điều 37",
        "dieu-37/khoan-1/diem-d~d",
        id="điểm dd is neither",
    ),
    pytest.param("art_8__point_a", Place("8", None, "a"), "điểm a Điều 8", "dieu-8/diem-a", id="điểm without khoản"),
    pytest.param("item_II.2.1", Place(item="II.2.1"), "mục II.2.1", "muc-II.2.1", id="paper without Điều"),
    pytest.param("annex_I", Place(part="annex_I"), "Phụ lục I", "phu-luc-I", id="annex"),
    pytest.param("annex", Place(part="annex"), "Phụ lục", "phu-luc", id="the only annex"),
    pytest.param(
        "annex__art_1", Place("1", part="annex"), "Điều 1 Phụ lục", "phu-luc/dieu-1", id="its Điều 1 is not the law's"
    ),
    pytest.param(
        "annex_I__art_3__cl_2",
        Place("3", "2", part="annex_I"),
        "khoản 2 Điều 3 Phụ lục I",
        "phu-luc-I/dieu-3/khoan-2",
        id="in an annex",
    ),
    pytest.param("form_01/TB", Place(part="form_01/TB"), "Mẫu số 01/TB", "mau-01~TB", id="a slash in a number"),
    pytest.param(
        "body_2__art_1",
        Place("1", part="body_2"),
        "Điều 1 phần ban hành kèm theo (2)",
        "body-2/dieu-1",
        id="second body of a file",
    ),
]


@pytest.mark.parametrize(("eid", "place", "label", "path"), PLACES)
def test_every_name_of_a_place_leads_back_to_it(eid: str, place: Place, label: str, path: str) -> None:
    assert place_of(eid) == place
    assert eid_of(place) == eid
    assert label_of(eid) == label
    assert path_of(eid) == path
    assert eid_of_path(path) == eid


NUMBERS = st.from_regex(r"[1-9][0-9]{0,2}[a-zđ]?", fullmatch=True)
POINTS = st.sampled_from([*POINT_LETTERS, "a1", "aa", "dd", "đđ", "d1", "đ1"])


@given(NUMBERS, NUMBERS, POINTS)
def test_a_permalink_names_one_place_only(article: str, clause: str, point: str) -> None:
    eid = eid_of(Place(article, clause, point))
    assert eid_of_path(path_of(eid)) == eid
    assert place_of(eid) == Place(article, clause, point)


@given(st.text(max_size=30))
def test_any_address_typed_by_a_stranger_is_read_without_error(path: str) -> None:
    place_of(eid_of_path(path))
    label_of(eid_of_path(path))


@pytest.mark.parametrize(
    ("eid", "unit"),
    [
        ("art_37__cl_1__point_a", "art_37"),
        ("body_2__art_1__cl_2", "body_2__art_1"),
        ("annex_I", "annex_I"),
        ("item_II.2__cl_1", "item_II.2"),
        ("art_1__quote_1__art_9", "art_1"),
        ("art_3__par_2", "art_3"),
    ],
)
def test_a_place_lies_in_one_unit(eid: str, unit: str) -> None:
    assert unit_eid(eid) == unit


def test_words_quoted_from_another_law_are_no_place_of_this_one() -> None:
    assert place_of("art_1__cl_2__quote_1") == Place("1", "2")


@pytest.mark.parametrize(
    ("level", "num", "eid"),
    [
        (Level.CLAUSE, "1a", "art_5__cl_1a"),
        (Level.POINT, "đ", "art_5__point_đ"),
        (Level.DASH, "2", "art_5__dash_2"),
        (Level.ANNEX, "", "art_5__annex"),
    ],
)
def test_a_child_is_named_below_its_parent(level: Level, num: str, eid: str) -> None:
    assert child_eid("art_5", level, num) == eid


@pytest.mark.parametrize(
    "ordered",
    [
        ["9", "10", "10a", "10b", "11", "100"],
        ["a", "b", "c", "d", "đ", "e", "g"],
        ["I", "II", "II.1", "II.2", "II.10", "III"],
        ["5", "5a", "5b", "6"],
    ],
)
def test_numbers_sort_as_people_count(ordered: list[str]) -> None:
    assert sorted(sorted(ordered), key=natural_key) == ordered


def test_the_lead_in_is_what_stands_before_the_first_child() -> None:
    point = Provision("art_1__point_a", Level.POINT, "a", "", "a) một;", 24, 31)
    article = Provision("art_1", Level.ARTICLE, "1", "", "Điều 1. Gồm:\na) một;\nHết.", 11, 36, children=(point,))
    assert article.lead_in == "Điều 1. Gồm:\n"
    assert point.lead_in == "a) một;"
    assert [part.eid for part in article.walk()] == ["art_1", "art_1__point_a"]
    assert article.find("art_1__point_a") is point
    assert article.find("art_1__point_b") is None
