"""Force on a day: the question a lawyer asks first, and where a wrong answer does the most harm."""

from datetime import date
from typing import Any

import pytest

from corpus.catalogue import Catalogue, Instrument, Relation, RelationKind, StatusChange, Verification, load_catalogue
from corpus.expression import Origin
from corpus.force import ForceTable
from corpus.work import SourceClass, Status, Work
from tests.laws import article, held, law

TODAY = date(2026, 11, 22)
REAL = ForceTable(load_catalogue())
EMPTY = ForceTable(Catalogue(TODAY, ()))
ART = article("1", "Tên", words="Lời.")


def known(number: str, **facts: Any) -> Work:  # noqa: ANN401  # fields of Work
    return law(number, **{"type": "", "issued": None, "effective": None, **facts})


@pytest.mark.parametrize(
    ("number", "day", "status"),
    [
        ("66/2011/QH12", date(2011, 12, 31), Status.NOT_YET_IN_FORCE),
        ("66/2011/QH12", date(2012, 1, 1), Status.IN_FORCE),
        ("66/2011/QH12", date(2025, 6, 30), Status.IN_FORCE),
        ("66/2011/QH12", date(2025, 7, 1), Status.EXPIRED),
        ("53/2024/QH15", date(2025, 6, 30), Status.NOT_YET_IN_FORCE),
        ("53/2024/QH15", date(2025, 7, 1), Status.IN_FORCE),
        ("62/2012/NĐ-CP", date(2012, 10, 9), Status.NOT_YET_IN_FORCE),
        ("62/2012/NĐ-CP", date(2012, 10, 10), Status.IN_FORCE),
        ("62/2012/NĐ-CP", date(2025, 6, 30), Status.IN_FORCE),
        ("62/2012/NĐ-CP", date(2025, 7, 1), Status.UNCERTAIN),
        ("9/2013/nd-cp", date(2013, 4, 15), Status.IN_FORCE),
        ("103/2017/NĐ-CP", date(2021, 6, 30), Status.IN_FORCE),
        ("103/2017/NĐ-CP", date(2021, 7, 1), Status.PARTLY_EXPIRED),
        ("Dự thảo Nghị định 2020", TODAY, Status.NEVER_ISSUED),
        ("Dự thảo Luật PCMBN 2023-2024", date(2024, 1, 1), Status.NEVER_ISSUED),
    ],
)
def test_force_on_the_day_before_on_and_after(number: str, day: date, status: Status) -> None:
    assert REAL.of_work(known(number), day, codified=True).status is status


def test_the_catalogue_beats_the_day_that_a_source_prints() -> None:
    printed = known("66/2011/QH12", effective=date(2012, 12, 1))
    force = REAL.of_work(printed, date(2012, 6, 1), codified=True)
    assert force.status is Status.IN_FORCE
    assert force.since == date(2012, 1, 1)
    unit = held(printed, ART, origin=Origin.CODIFIED, valid_from=date(2012, 12, 1))
    assert REAL.on(unit, date(2012, 6, 1)).status is Status.IN_FORCE


@pytest.mark.parametrize(
    ("day", "codified", "status"),
    [
        pytest.param(date(2020, 12, 31), True, Status.NOT_YET_IN_FORCE, id="before its first day"),
        pytest.param(date(2021, 1, 1), True, Status.IN_FORCE, id="carried by the codified law"),
        pytest.param(date(2021, 1, 1), False, Status.UNCERTAIN, id="any other file proves nothing"),
        pytest.param(date(2024, 12, 31), True, Status.IN_FORCE, id="last day"),
        pytest.param(date(2025, 1, 1), True, Status.EXPIRED, id="expired by its source"),
        pytest.param(date(2025, 1, 1), False, Status.EXPIRED, id="expired in any file"),
    ],
)
def test_an_unknown_work_is_judged_by_its_own_dates(day: date, codified: bool, status: Status) -> None:
    work = law(expired=date(2025, 1, 1))
    assert EMPTY.of_work(work, day, codified=codified).status is status


def test_without_any_date_nothing_is_claimed() -> None:
    assert EMPTY.of_work(law(effective=None), TODAY, codified=True).status is Status.UNCERTAIN


@pytest.mark.parametrize("kind", [SourceClass.NEWS, SourceClass.GUIDANCE, SourceClass.CASE_LAW])
def test_what_is_no_law_is_never_in_force(kind: SourceClass) -> None:
    assert EMPTY.of_work(law(source_class=kind), TODAY, codified=False).status is Status.UNCERTAIN


def test_an_old_law_of_a_name_that_a_newer_one_bears_is_uncertain() -> None:
    old = known("10/2012/QH13", effective=date(2013, 5, 1))
    assert EMPTY.of_work(old, date(2020, 12, 31), codified=True).status is Status.IN_FORCE
    after = EMPTY.of_work(old, date(2021, 1, 1), codified=True)
    assert after.status is Status.UNCERTAIN
    assert "45/2019/QH14" in after.note


def test_an_old_law_whose_source_says_it_ended_has_ended_whatever_bears_its_name() -> None:
    old = known("10/2012/QH13", effective=date(2013, 5, 1), expired=date(2021, 1, 1))
    assert EMPTY.of_work(old, date(2021, 1, 1), codified=True).status is Status.EXPIRED


def test_a_later_wording_does_not_speak_for_an_earlier_day() -> None:
    changed = held(law(), ART, origin=Origin.CODIFIED, valid_from=date(2023, 7, 1))
    before = EMPTY.on(changed, date(2023, 6, 30))
    assert before.status is Status.UNCERTAIN
    assert "01/07/2023" in before.note
    assert EMPTY.on(changed, date(2023, 7, 1)).status is Status.IN_FORCE
    assert EMPTY.on(changed, date(2020, 1, 1)).status is Status.NOT_YET_IN_FORCE


# Plans


def plan(title: str, issued: date | None = date(2024, 1, 15), **facts: Any) -> Work:  # noqa: ANN401  # as above
    return law("77/KH-UBND", title, **{"issued": issued, "effective": None, "source_class": SourceClass.PLAN, **facts})


@pytest.mark.parametrize(
    ("title", "last_day"),
    [
        ("Kế hoạch phòng, chống mua bán người năm 2024", date(2024, 12, 31)),
        ("Chương trình giai đoạn 2021 - 2025", date(2025, 12, 31)),
        ("Chương trình giai đoạn từ năm 2021 đến năm 2025", date(2025, 12, 31)),
        ("Chương trình 2021–2025", date(2025, 12, 31)),
        ("Chương trình giai đoạn 2021-2025 và định hướng đến năm 2030", date(2025, 12, 31)),
        ("Chiến lược đến năm 2030, tầm nhìn đến năm 2045", date(2030, 12, 31)),
        ("Kế hoạch năm 2025 tiếp nối kết quả năm 2023", date(2025, 12, 31)),
    ],
)
def test_a_plan_lapses_with_the_period_in_its_title(title: str, last_day: date) -> None:
    after = date(last_day.year + 1, 1, 1)
    assert EMPTY.of_work(plan(title), last_day, codified=False).status is Status.UNCERTAIN
    lapsed = EMPTY.of_work(plan(title), after, codified=False)
    assert (lapsed.status, lapsed.until) == (Status.EXPIRED, after)


@pytest.mark.parametrize(
    "title",
    ["Kế hoạch thi hành Luật ban hành năm 2020", "Kế hoạch truyền thông", "Kế hoạch năm 9999", "Kế hoạch năm học"],
)
def test_a_plan_without_a_period_does_not_lapse(title: str) -> None:
    assert EMPTY.of_work(plan(title), TODAY, codified=False).status is Status.UNCERTAIN


def test_a_plan_is_not_in_force_before_it_was_signed() -> None:
    assert EMPTY.of_work(plan("Kế hoạch"), date(2024, 1, 14), codified=False).status is Status.NOT_YET_IN_FORCE


def test_a_plan_whose_source_says_it_ended_has_ended() -> None:
    ended = plan("Kế hoạch", expired=date(2024, 6, 1))
    assert EMPTY.of_work(ended, date(2024, 6, 1), codified=False).status is Status.EXPIRED


# Whose number it is


@pytest.mark.parametrize(
    ("work", "same"),
    [
        pytest.param(
            law("12/KH-UBND", issued=date(2024, 1, 23), place="Quảng Ninh", issuer=""), True, id="day and province"
        ),
        pytest.param(
            law("12/KH-UBND", issued=date(2024, 3, 1), place="Quảng Ninh", issuer=""), False, id="another day"
        ),
        pytest.param(law("12/KH-UBND", issued=date(2024, 1, 23), place="Huế"), False, id="another province"),
        pytest.param(
            law("12/KH-UBND", issued=date(2024, 1, 23), issuer="Ủy ban nhân dân tỉnh Quảng Ninh"), True, id="by issuer"
        ),
        pytest.param(law("12/KH-UBND", issued=None, place="Quảng Ninh"), False, id="nobody knows the day"),
        pytest.param(law("33/QĐ-TTg", issued=date(2026, 1, 7), issuer="Thủ tướng Chính phủ"), True, id="33 of 2026"),
        pytest.param(law("33/QĐ-TTg", issued=date(2025, 1, 7)), False, id="33 of 2025"),
        pytest.param(law("15/2020/NQ-HĐND", issued=date(2020, 7, 10), place="Hà Giang"), True, id="year, province"),
        pytest.param(law("15/2020/NQ-HĐND", issued=date(2020, 7, 9), place="Cà Mau"), False, id="year, another one"),
        pytest.param(law("66/2011/QH12", issued=None), True, id="a number with its year is enough"),
        pytest.param(law("53/2024/QH15", issued=date(2014, 1, 1)), False, id="a day that cannot be"),
        pytest.param(law("Nghị định thư Palermo", issued=None), True, id="a name"),
    ],
)
def test_the_catalogue_speaks_only_of_the_paper_it_knows(work: Work, same: bool) -> None:
    assert (REAL.instrument(work) is not None) is same


# Successors and amendments


def test_a_replaced_law_names_its_successor() -> None:
    assert REAL.successor(known("66/2011/QH12"), TODAY) == "53/2024/QH15"


def test_a_successor_nobody_verified_is_only_presumed() -> None:
    decree = known("62/2012/NĐ-CP")
    assert REAL.successor(decree, TODAY) == ""
    assert REAL.presumed_successor(decree) == "162/2025/NĐ-CP"


def test_a_law_outside_the_catalogue_is_succeeded_by_the_next_of_its_name() -> None:
    assert EMPTY.successor(known("10/2012/QH13"), TODAY) == "45/2019/QH14"
    assert EMPTY.successor(known("10/2012/QH13"), date(2018, 1, 1)) == ""
    assert EMPTY.successor(known("162/2025/NĐ-CP"), TODAY) == ""


def instrument(number: str, *relations: Relation, **facts: object) -> Instrument:
    base = {"type": "Luật", "title": "", "issuer": "", "verified": Verification.SOURCE, "status": Status.IN_FORCE}
    return Instrument(number=number, relations=relations, **{**base, "source_class": SourceClass.LAW, **facts})  # type: ignore[arg-type]  # fields by name


def test_amendments_count_from_their_own_first_day() -> None:
    table = ForceTable(
        Catalogue(
            TODAY,
            (
                instrument(
                    "1/2020/QH14",
                    Relation(RelationKind.AMENDED_BY, "2/2022/QH15"),
                    Relation(RelationKind.AMENDED_BY, "3/2024/QH15"),
                ),
                instrument("2/2022/QH15", effective=date(2023, 7, 1)),
            ),
        )
    )
    work = known("1/2020/QH14")
    assert table.amending(work, date(2023, 6, 30)) == ()
    assert table.amending(work, date(2023, 7, 1)) == ("2/2022/QH15",)
    assert table.amending(work, date(2024, 1, 1)) == ("2/2022/QH15", "3/2024/QH15")  # unknown: by its year
    assert table.amended(work, date(2023, 7, 1))
    assert not table.amended(known("2/2022/QH15"), TODAY)


def test_the_reason_given_is_that_of_the_latest_change() -> None:
    changes = (
        StatusChange(date(2024, 1, 1), Status.SUSPENDED, "Lý do sau."),
        StatusChange(date(2022, 1, 1), Status.UNCERTAIN, "Lý do trước."),
    )
    table = ForceTable(Catalogue(TODAY, (instrument("1/2020/QH14", effective=date(2021, 1, 1), changes=changes),)))
    force = table.of_work(known("1/2020/QH14"), TODAY, codified=False)
    assert (force.status, force.note) == (Status.SUSPENDED, "Lý do sau.")
