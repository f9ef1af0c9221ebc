"""Works and their addresses. Two papers under one address would be one law to every reader."""

from datetime import date

import pytest

from corpus.work import Work, work_slug


@pytest.mark.parametrize(
    ("number", "type_", "issued", "slug"),
    [
        pytest.param("66/2011/QH12", "Luật", date(2011, 3, 29), "66-2011-qh12", id="a year in the number is enough"),
        pytest.param("162/2025/NĐ-CP", "Nghị định", None, "162-2025-nd-cp", id="without a day"),
        pytest.param("9/2013/ND-CP", "", None, "09-2013-nd-cp", id="one work for two writings"),
        pytest.param("09/2013/NĐ-CP", "", None, "09-2013-nd-cp", id="and the other"),
        pytest.param("33/QĐ-TTg", "Quyết định", date(2026, 1, 7), "33-qd-ttg-2026-01-07", id="no year: the day"),
        pytest.param("1959/QĐ-UBND", "Quyết định", date(2022, 7, 1), "1959-qd-ubnd-2022-07-01", id="1959 is a serial"),
        pytest.param("2025/QĐ-BYT", "Quyết định", date(2019, 5, 6), "2025-qd-byt-2019-05-06", id="2025 too"),
        pytest.param("13/CP", "Nghị định", date(1996, 3, 16), "13-cp-1996-03-16", id="an old number"),
        pytest.param("33/QĐ-TTg", "Quyết định", None, "33-qd-ttg", id="nothing else known"),
        pytest.param("Không số", "Tin bài", date(2024, 5, 1), "khong-so-tin-bai-2024-05-01", id="no number"),
        pytest.param("Không số", "", None, "khong-so", id="nothing known at all"),
        pytest.param("", "Kế hoạch", date(2024, 5, 1), "khong-so-ke-hoach-2024-05-01", id="an empty number"),
        pytest.param("Hiệp định Việt Nam - Lào 2010", "", None, "hiep-dinh-viet-nam-lao-2010", id="a name"),
    ],
)
def test_the_address_of_a_work(number: str, type_: str, issued: date | None, slug: str) -> None:
    assert work_slug(number, type_, issued) == slug


def test_the_same_serial_of_two_years_is_two_works() -> None:
    one = Work(number="15/KH-UBND", type="Kế hoạch", title="", issued=date(2025, 2, 4))
    other = Work(number="15/KH-UBND", type="Kế hoạch", title="", issued=date(2026, 2, 3))
    assert one.slug != other.slug


@pytest.mark.parametrize(
    ("number", "type_", "name"),
    [
        ("53/2024/QH15", "Luật", "Luật 53/2024/QH15"),
        ("53/2024/QH15", "", "53/2024/QH15"),
        ("Sổ tay Căn Cứ", "Sổ tay", "Sổ tay Căn Cứ"),
    ],
)
def test_a_work_is_named_as_people_cite_it(number: str, type_: str, name: str) -> None:
    assert Work(number=number, type=type_, title="").name == name


def test_the_uri_tells_the_type() -> None:
    assert Work(number="66/2011/QH12", type="Luật", title="").uri == "/vn/luat/66-2011-qh12"
    assert Work(number="66/2011/QH12", type="", title="").uri == "/vn/van-ban/66-2011-qh12"


def test_a_given_address_is_kept() -> None:
    assert Work(number="Không số", type="", title="", slug="khong-so-x").slug == "khong-so-x"
