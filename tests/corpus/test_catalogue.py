import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from urllib.parse import urlsplit

import pytest

from corpus.catalogue import (
    INVERSES,
    Catalogue,
    Instrument,
    RelationKind,
    StatusChange,
    Verification,
    load_catalogue,
    status_on,
    work_of,
)
from corpus.number import number_key
from corpus.work import SourceClass, Status
from tests.shared import require_shared

CATALOGUE = load_catalogue()
FIELDS = {"number", "title", "issuer", "issued", "effective", "expired", "status"}
DAY = re.compile(r"\d{4}-\d\d-\d\d")
SUREST = [Verification.MEMORY, Verification.WEAK, Verification.PARTLY, Verification.SOURCE, Verification.CODIFIED]
# Rows of the shared table that have no number of their own, under the names they bear here.
NAMES = {
    "(TB 29/2011/TB-LPQT)": "29/2011/TB-LPQT",
    "(VN-Thái Lan)": "Hiệp định Việt Nam - Thái Lan 2008",
    "(VN-Lào)": "Hiệp định Việt Nam - Lào 2010",
    "(VN-Campuchia)": "Hiệp định Việt Nam - Campuchia 2005",
    "(Palermo)": "Nghị định thư Palermo",
    "(ACTIP)": "Công ước ACTIP",
    "(dự thảo NĐ 2020)": "Dự thảo Nghị định 2020",
    "(dự thảo Luật PCMBN sửa đổi, 2023-2024)": "Dự thảo Luật PCMBN 2023-2024",
}
# Where the table leaves a field open or uncertain and the catalogue still gives a day, and why.
SETTLED = {
    ("09/2013/NĐ-CP", "effective"): "Điều 28 of the decree gives one of the two days of the table",
    ("33/QĐ-TTg", "expired"): "the period of its title, 2026-2030",
    ("1137/QĐ-TTg", "expired"): "the year of its title, 2025",
    ("722/BCĐ-NC", "expired"): "the day of action it prepared, 30/7/2023",
    ("193/QĐ-TTg", "expired"): "the period of its title, 2021-2025",
}


def held(number: str) -> Instrument:
    found = CATALOGUE.by_number(number)
    assert found is not None, number
    return found


def test_the_catalogue_holds_every_instrument_of_the_field_once() -> None:
    keys = Counter(number_key(instrument.number) for instrument in CATALOGUE.instruments)
    assert len(CATALOGUE.instruments) >= 69
    assert not [key for key, times in keys.items() if times > 1]


@pytest.mark.shared
def test_every_number_of_the_shared_table_is_in_the_catalogue() -> None:
    with require_shared("data", "domain", "instruments.tsv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    numbers = [row["number"].split(" (")[0] for row in rows if not row["number"].startswith("(")]
    missing = [number for row in numbers for number in row.split(", ") if CATALOGUE.by_number(number) is None]
    assert missing == []


def table() -> Iterator[tuple[Instrument, dict[str, str]]]:
    """Yield each instrument of the shared table with its row."""
    with require_shared("data", "domain", "instruments.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            written = NAMES.get(row["number"]) or row["number"].split(" (")[0]
            for number in [written] if row["number"] in NAMES else written.split(", "):
                yield held(number), row


def said(row: dict[str, str], field: str) -> str:
    return row["signed" if field == "issued" else field]


def day_of(field: str, words: str) -> date | None:
    """Return the day that a cell gives without doubt; an end is the first day without force, so a last day moves on."""
    if re.search(r"memory|conflict|\?|ratified", words):
        return None
    if field == "expired" and (found := re.fullmatch(r"(\d{4})(-12-31)?", words)):
        return date(int(found[1]) + 1, 1, 1)
    found = DAY.match(words)
    return date.fromisoformat(found[0]) if found else None


def surest(words: str) -> Verification:
    """Return the best mark that the words of the table allow."""
    if words.startswith("weak"):
        return Verification.WEAK
    if words.startswith("from memory"):
        return Verification.MEMORY
    if words.startswith("PD"):
        return Verification.CODIFIED
    partial = re.match(r"src \((?!content\)|text)", words)
    return Verification.PARTLY if partial else Verification.SOURCE


@pytest.mark.shared
@pytest.mark.parametrize("field", ["issued", "effective", "expired"])
def test_the_days_are_those_of_the_shared_table(field: str) -> None:
    for instrument, row in table():
        day, words = getattr(instrument, field), said(row, field)
        expected = day_of(field, words)
        if expected is not None:
            assert day == expected, (instrument.number, field, words)
        elif day is not None and (instrument.number, field) not in SETTLED:
            assert field in instrument.unverified_fields, (instrument.number, field, words)


@pytest.mark.shared
def test_what_was_settled_beyond_the_table_is_open_there() -> None:
    rows = {instrument.number: row for instrument, row in table()}
    for number, field in SETTLED:
        assert day_of(field, said(rows[number], field)) is None
        assert getattr(held(number), field) is not None


@pytest.mark.shared
def test_no_instrument_is_surer_than_the_shared_table_unless_its_text_was_read_in_the_codified_law() -> None:
    for instrument, row in table():
        allowed = SUREST.index(surest(row["verified"]))
        assert instrument.verified is Verification.CODIFIED or SUREST.index(instrument.verified) <= allowed, (
            instrument.number
        )


@pytest.mark.shared
def test_every_address_that_the_shared_table_names_is_among_the_sources() -> None:
    with require_shared("data", "domain", "sources.tsv").open(encoding="utf-8") as lines:
        addresses = {row["key"]: row["url"] for row in csv.DictReader(lines, delimiter="\t")}
    for instrument, row in table():
        known = {bare(source) for source in instrument.sources}
        for key in re.findall(r"\bS\d+", row["sources"]):
            address = addresses[key]
            if key != "S64" and address.startswith("http"):  # S64 mirrors the codified law, which is named instead
                assert bare(address) in known, (instrument.number, key)


def bare(address: str) -> str:
    return address.partition("?rel=")[0].replace(":443/", "/")


def official(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    return host.endswith((".gov.vn", "vbpl.vn", "quochoi.vn"))


@pytest.mark.parametrize("instrument", CATALOGUE.instruments, ids=lambda instrument: instrument.number)
def test_official_addresses_come_first(instrument: Instrument) -> None:
    told = [official(source) for source in instrument.sources]
    assert told == sorted(told, reverse=True)


def test_a_text_read_in_the_codified_law_names_its_page_of_the_national_database() -> None:
    pages = [found for found in CATALOGUE.instruments if any("vbpl.vn" in source for source in found.sources)]
    assert len(pages) >= 23
    assert {"66/2011/QH12", "09/2013/NĐ-CP", "62/2012/NĐ-CP"} <= {found.number for found in pages}


def values(node: object) -> Iterator[object]:
    if isinstance(node, dict):
        for value in node.values():
            yield from values(value)
    elif isinstance(node, list):
        for value in node:
            yield from values(value)
    else:
        yield node


def test_no_value_in_the_file_is_null_or_blank() -> None:
    raw = json.loads(files("corpus").joinpath("starter/catalogue.json").read_text(encoding="utf-8"))
    assert not [value for value in values(raw) if value is None or (isinstance(value, str) and not value.strip())]


@pytest.mark.parametrize("instrument", CATALOGUE.instruments, ids=lambda instrument: instrument.number)
def test_an_instrument_is_consistent(instrument: Instrument) -> None:
    days = [day for day in (instrument.issued, instrument.effective, instrument.expired) if day is not None]
    assert days == sorted(days)
    changes = [change.day for change in instrument.changes]
    assert changes == sorted(changes)
    assert all(change.reason.endswith(".") for change in instrument.changes)
    assert set(instrument.unverified_fields) <= FIELDS
    assert {other.field for other in instrument.other_values} <= FIELDS
    assert all(source.startswith(("http://", "https://")) for source in instrument.sources)
    assert status_on(instrument, CATALOGUE.as_of) is instrument.status


@pytest.mark.parametrize("instrument", CATALOGUE.instruments, ids=lambda instrument: instrument.number)
def test_what_rests_on_memory_or_one_weak_source_is_never_plainly_in_force(instrument: Instrument) -> None:
    if instrument.verified in (Verification.MEMORY, Verification.WEAK):
        assert instrument.unverified_fields
        assert instrument.status is not Status.IN_FORCE or "status" in instrument.unverified_fields


@pytest.mark.parametrize(
    ("written", "number"),
    [
        pytest.param("53/2024/qh15", "53/2024/QH15", id="lower case"),
        pytest.param("nghi dinh so 162/2025/ND-CP", "162/2025/NĐ-CP", id="without marks, with the type"),
        pytest.param("9/2013/NĐ-CP", "09/2013/NĐ-CP", id="without the leading zero"),
        pytest.param("66 / 2011/QH12", "66/2011/QH12", id="with spaces"),
        pytest.param("nghị định thư palermo", "Nghị định thư Palermo", id="a treaty by its name"),
    ],
)
def test_an_instrument_is_found_however_its_number_is_typed(written: str, number: str) -> None:
    assert held(written).number == number


@pytest.mark.parametrize("number", ["144/2018/NĐ-CP", "999/2025/QĐ-TTg", "53/2024", "", "luật"])
def test_an_unknown_number_is_not_guessed(number: str) -> None:
    assert CATALOGUE.by_number(number) is None


def test_the_two_decrees_144_are_kept_apart() -> None:
    assert held("144/2017/NĐ-CP").title != held("144/2021/NĐ-CP").title


@pytest.mark.parametrize(
    ("number", "day", "status"),
    [
        ("66/2011/QH12", date(2011, 12, 31), Status.NOT_YET_IN_FORCE),
        ("66/2011/QH12", date(2012, 1, 1), Status.IN_FORCE),
        ("66/2011/QH12", date(2025, 6, 30), Status.IN_FORCE),
        ("66/2011/QH12", date(2025, 7, 1), Status.EXPIRED),
        ("53/2024/QH15", date(2025, 6, 30), Status.NOT_YET_IN_FORCE),
        ("53/2024/QH15", date(2025, 7, 1), Status.IN_FORCE),
        ("09/2013/NĐ-CP", date(2013, 4, 14), Status.NOT_YET_IN_FORCE),
        ("09/2013/NĐ-CP", date(2024, 1, 1), Status.IN_FORCE),
        ("09/2013/NĐ-CP", date(2025, 7, 1), Status.UNCERTAIN),
        ("62/2012/NĐ-CP", date(2026, 11, 22), Status.UNCERTAIN),
        ("35/2013/TT-BLĐTBXH", date(2026, 11, 22), Status.UNCERTAIN),
        ("78/2013/TT-BQP", date(2026, 11, 22), Status.UNCERTAIN),
        ("01/2014/TTLT-BCA-BQP-BLĐTBXH-BNG", date(2026, 11, 22), Status.UNCERTAIN),
        ("84/2019/TT-BTC", date(2019, 11, 1), Status.NOT_YET_IN_FORCE),
        ("84/2019/TT-BTC", date(2020, 1, 15), Status.UNCERTAIN),
        ("84/2019/TT-BTC", date(2024, 5, 27), Status.IN_FORCE),
        ("84/2019/TT-BTC", date(2025, 12, 1), Status.UNCERTAIN),
        ("134/2013/TTLT-BTC-BLĐTBXH", date(2019, 12, 31), Status.IN_FORCE),
        ("134/2013/TTLT-BTC-BLĐTBXH", date(2022, 6, 1), Status.UNCERTAIN),
        ("136/2013/NĐ-CP", date(2021, 7, 1), Status.EXPIRED),
        ("103/2017/NĐ-CP", date(2021, 6, 30), Status.IN_FORCE),
        ("103/2017/NĐ-CP", date(2021, 7, 1), Status.PARTLY_EXPIRED),
        ("193/QĐ-TTg", date(2025, 12, 31), Status.IN_FORCE),
        ("193/QĐ-TTg", date(2026, 1, 1), Status.EXPIRED),
        ("12/KH-UBND", date(2025, 1, 1), Status.EXPIRED),
        ("120/2026/TT-BTC", date(2026, 11, 22), Status.UNCERTAIN),
        ("Dự thảo Nghị định 2020", date(2026, 11, 22), Status.NEVER_ISSUED),
        ("Hiệp định Việt Nam - Lào 2010", date(2015, 1, 1), Status.UNCERTAIN),
    ],
)
def test_force_is_told_for_the_day_asked(number: str, day: date, status: Status) -> None:
    assert status_on(held(number), day) is status


def test_the_latest_change_reached_decides() -> None:
    changes = (
        StatusChange(date(2020, 1, 1), Status.SUSPENDED, "Ngưng."),
        StatusChange(date(2021, 1, 1), Status.IN_FORCE, "Hết ngưng."),
    )
    instrument = Instrument(
        number="01/2019/NĐ-CP",
        type="Nghị định",
        title="",
        issuer="",
        verified=Verification.SOURCE,
        source_class=SourceClass.LAW,
        status=Status.IN_FORCE,
        effective=date(2019, 1, 1),
        changes=changes,
    )
    days = [date(2018, 12, 31), date(2019, 6, 1), date(2020, 6, 1), date(2021, 6, 1)]
    assert [status_on(instrument, day).value for day in days] == [
        "not_yet_in_force",
        "in_force",
        "suspended",
        "in_force",
    ]


def test_both_dates_of_the_2011_law_are_kept_with_their_sources() -> None:
    law = held("66/2011/QH12")
    assert law.effective == date(2012, 1, 1)
    assert [(other.field, other.value) for other in law.other_values] == [("effective", "2012-12-01")]
    assert "Bộ pháp điển" in law.other_values[0].source


def test_every_relation_is_seen_from_both_ends() -> None:
    for instrument in CATALOGUE.instruments:
        for relation in instrument.relations:
            other = CATALOGUE.by_number(relation.number)
            if other is not None:
                ties = {(tie.kind, tie.number) for tie in other.relations}
                assert (INVERSES[relation.kind], instrument.number) in ties, (instrument.number, relation)


def test_the_place_of_the_hidden_amendment_is_known() -> None:
    amended = [tie for tie in held("53/2024/QH15").relations if tie.kind is RelationKind.AMENDED_BY]
    assert [(tie.number, tie.place, tie.touches) for tie in amended] == [
        ("86/2025/QH15", "Điều 2 khoản 3", "Điều 27, Điều 28")
    ]


def test_a_replacement_nobody_has_read_is_marked_so() -> None:
    replaced = [tie for tie in held("09/2013/NĐ-CP").relations if tie.kind is RelationKind.REPLACED_BY]
    assert [(tie.number, tie.verified) for tie in replaced] == [("162/2025/NĐ-CP", False)]


def test_plans_are_not_law() -> None:
    plans = [found for found in CATALOGUE.instruments if found.type in ("Kế hoạch", "Quy chế phối hợp")]
    assert plans
    assert {plan.source_class for plan in plans} == {SourceClass.PLAN}


def test_an_instrument_becomes_a_work_of_the_store() -> None:
    work = work_of(held("162/2025/NĐ-CP"))
    assert (work.name, work.issued, work.effective) == (
        "Nghị định 162/2025/NĐ-CP",
        date(2025, 6, 29),
        date(2025, 7, 1),
    )


def test_loading_gives_the_same_catalogue_each_time() -> None:
    assert isinstance(CATALOGUE, Catalogue)
    assert load_catalogue() == CATALOGUE
