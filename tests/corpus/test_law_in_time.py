"""The cases of law in time that must hold, by name: each once went wrong somewhere, and harmed someone."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue, load_catalogue
from corpus.consolidate import consolidate
from corpus.errors import UnknownProvisionError
from corpus.event import Event, EventKind, Witness
from corpus.expression import Expression, Origin
from corpus.force import ForceTable
from corpus.provision import Level
from corpus.record_store import UnknownEventError
from corpus.store import CorpusStore
from corpus.wordings import wordings
from corpus.work import SourceClass, Status, Work
from ingest.pipeline import ingest
from tests.laws import Part, article, clause, expression, held, law, point, source
from tests.shared import require_shared

LAW_OF_2024 = Work(
    number="53/2024/QH15", type="Luật", title="Luật Phòng, chống mua bán người", issued=date(2024, 11, 28)
)
LAW_OF_2011 = Work(
    number="66/2011/QH12", type="Luật", title="Luật Phòng, chống mua bán người", issued=date(2011, 3, 29)
)
ART = article("1", "Tên", words="Lời.")


def known_from(store: CorpusStore, *, catalogue: bool = True) -> ForceTable:
    return ForceTable(load_catalogue() if catalogue else Catalogue(date(2026, 11, 22), ()), records=store)


def add(store: CorpusStore, *texts: Expression) -> None:
    for text in texts:
        store.add(source(f"{text.work.slug} {text.work.title} {text.as_of}"), [text])
    consolidate(store, known_from(store), store.examine())


# 53/2024/QH15 Điều 27 was amended by 86/2025/QH15 before it took effect


def test_article_27_of_the_law_of_2024_was_amended_before_its_first_day(store: CorpusStore) -> None:
    before = article("27", "Xác minh", clause("1", "Cơ quan cấp huyện nhận tin;", point("a", "giao cấp huyện.")))
    act = Work(
        number="86/2025/QH15",
        type="Luật",
        title="Luật sửa đổi, bổ sung một số điều của Bộ luật Hình sự",
        issued=date(2025, 6, 25),
    )
    new = Part(Level.QUOTE, "", "“Điều 27. Xác minh\n1. Cơ quan cấp tỉnh nhận tin;\na) giao cấp xã.”.")
    third = clause(
        "3",
        "Sửa đổi, bổ sung một số điều của Luật Phòng, chống mua bán người số 53/2024/QH15 như sau:",
        point_with("a", "Sửa đổi, bổ sung Điều 27 như sau:", new),
    )
    orders = article("2", "Sửa đổi, bổ sung một số điều của các luật có liên quan", third)
    add(store, expression(LAW_OF_2024, before), expression(act, orders))
    day = date(2025, 7, 1)
    governing = store.unit(LAW_OF_2024, "art_27", day)
    assert "cấp tỉnh" in governing.unit.provision.text
    assert "cấp huyện" not in governing.unit.provision.text
    assert governing.acts == ("86/2025/QH15",)
    assert known_from(store).on(governing, day).status is Status.IN_FORCE
    passed, current = wordings(store.texts(LAW_OF_2024, "art_27"), "art_27", day)
    assert passed.never_held  # no day ever had the words of the day of passing
    assert not current.never_held
    with pytest.raises(UnknownProvisionError):  # the quoted block is no Điều of the amending law
        store.unit(act, "art_27", day)


def point_with(num: str, words: str, *parts: Part) -> Part:
    return Part(Level.POINT, num, words, parts)


# Detailing texts after what they detail has been replaced


def detailing(issued: date, title: str, **facts: object) -> Work:
    return law("7/2010/NĐ-CP", title, type="Nghị định", issued=issued, effective=issued, **facts)


@pytest.mark.parametrize(
    ("ended", "status", "rule"),
    [
        pytest.param(date(2020, 1, 1), Status.EXPIRED, "Điều 154 Luật 80/2015/QH13", id="rule of 2015"),
        pytest.param(date(2025, 3, 31), Status.EXPIRED, "Điều 154 Luật 80/2015/QH13", id="last day of that rule"),
        pytest.param(date(2025, 4, 1), Status.UNCERTAIN, "khoản 2 Điều 57 Luật 64/2025/QH15", id="rule of 2025"),
        pytest.param(date(2015, 1, 1), Status.UNCERTAIN, "chưa kiểm chứng", id="before both"),
    ],
)
def test_which_rule_decides_on_detailing_texts(store: CorpusStore, ended: date, status: Status, rule: str) -> None:
    child = detailing(date(2010, 5, 1), "Quy định chi tiết thi hành Luật số 5/2009/QH12")
    closing = article("9", "Hiệu lực", clause("1", f"Luật này có hiệu lực từ ngày {ended:%d/%m/%Y}."))
    ending = clause("2", "Luật số 5/2009/QH12 hết hiệu lực kể từ ngày Luật này có hiệu lực.")
    newer = law("8/2014/QH13", "Luật Mới", issued=date(2014, 1, 1), effective=None)
    text = article("9", "Hiệu lực", clause("1", f"Luật này có hiệu lực từ ngày {ended:%d/%m/%Y}."), ending)
    assert closing.num == text.num
    add(store, expression(child, ART, origin=Origin.CODIFIED), expression(newer, text))
    force = known_from(store, catalogue=False)
    assert force.of_work(child, ended - timedelta(days=1), codified=True).status is Status.IN_FORCE
    after = force.of_work(child, ended, codified=True)
    assert (after.status, after.told_by) == (status, Witness.RULE)
    assert rule in after.note


def test_the_decrees_of_the_old_law_may_go_on_after_july_2025() -> None:
    decree = Work(number="62/2012/NĐ-CP", type="Nghị định", title="", issued=date(2012, 8, 13))
    assert ForceTable(load_catalogue()).of_work(decree, date(2025, 7, 1), codified=True).status is Status.UNCERTAIN


# Plans, drafts


def test_a_plan_lapses_with_its_period_and_nobody_repeals_it() -> None:
    plan = law(
        "77/KH-UBND", "Kế hoạch năm 2024", source_class=SourceClass.PLAN, issued=date(2024, 1, 5), effective=None
    )
    force = ForceTable(Catalogue(date(2026, 1, 1), ()))
    lapsed = force.of_work(plan, date(2025, 1, 1), codified=False)
    assert (lapsed.status, lapsed.told_by) == (Status.EXPIRED, Witness.RULE)
    assert force.of_work(plan, date(2024, 12, 31), codified=False).status is Status.UNCERTAIN


@pytest.mark.parametrize("title", ["Dự thảo Luật Phòng, chống mua bán người", "DỰ THẢO NGHỊ ĐỊNH về hỗ trợ"])
def test_a_draft_was_never_law(title: str) -> None:
    draft = law("Không số", title, issued=date(2024, 1, 1))
    for day in (date(2023, 1, 1), date(2026, 11, 26)):
        assert ForceTable(load_catalogue()).of_work(draft, day, codified=True).status is Status.NEVER_ISSUED


# The codified page of 66/2011/QH12: withdrawn in January 2026, and wrong about the first day


@pytest.fixture
def field(store: CorpusStore, tmp_path: Path) -> CorpusStore:
    folder = require_shared("data", "trafficking", "raw_phapdien")
    dumps = sorted(folder.glob("demuc_39.8_*.html"))
    assert len(dumps) == 4  # 2023-12, 2025-02, 2025-03 and the empty one of 2026-01
    ingest(dumps, store, tmp_path / "sources")
    store.examine()
    return store


@pytest.mark.shared
def test_the_law_of_2011_can_be_read_and_is_known_to_have_ended_after_its_page_was_withdrawn(
    field: CorpusStore,
) -> None:
    work = field.work("66/2011/QH12")
    unit = field.unit(work, "art_32", date(2026, 2, 1))
    force = known_from(field)
    assert unit.as_of == date(2025, 3, 1)
    assert force.on(unit, date(2025, 6, 30)).status is Status.IN_FORCE
    assert force.on(unit, date(2025, 7, 1)).status is Status.EXPIRED
    assert force.on(unit, date(2026, 2, 1)).status is Status.EXPIRED
    withdrawn = [one for one in field.sources() if one.error]
    assert [one.path.endswith("2026-01.html") for one in withdrawn] == [True]


@pytest.mark.shared
def test_the_laws_own_article_beats_the_wrong_day_that_its_page_prints(field: CorpusStore) -> None:
    work = field.work("66/2011/QH12")
    assert work.effective == date(2012, 12, 1)  # as the codified page prints it
    force = known_from(field, catalogue=False).of_work(work, date(2012, 1, 1), codified=True)
    assert (force.status, force.since, force.told_by) == (Status.IN_FORCE, date(2012, 1, 1), Witness.TEXT)
    assert "01/12/2012" in force.note  # the other value is not hidden
    days = [(event.day, event.said_by) for event in known_from(field).timeline(work) if event.kind == "effective"]
    assert (date(2012, 12, 1), Witness.SOURCE) in days
    assert (date(2012, 1, 1), Witness.TEXT) in days


@pytest.mark.shared
def test_the_wording_of_a_day_is_that_of_the_dump_taken_last_before_it(field: CorpusStore) -> None:
    work = field.work("66/2011/QH12")
    taken = {day: field.unit(work, "art_32", day).as_of for day in (date(2024, 1, 1), date(2025, 2, 15))}
    assert taken == {date(2024, 1, 1): date(2023, 12, 1), date(2025, 2, 15): date(2025, 2, 1)}


# The eight dates, each told by a person


@pytest.mark.parametrize(
    ("kind", "place", "before", "after"),
    [
        (EventKind.EFFECTIVE, "", Status.NOT_YET_IN_FORCE, Status.IN_FORCE),
        (EventKind.EXPIRED, "", Status.UNCERTAIN, Status.EXPIRED),
        (EventKind.SUSPENDED, "", Status.UNCERTAIN, Status.SUSPENDED),
        (EventKind.PARTLY_EXPIRED, "", Status.UNCERTAIN, Status.PARTLY_EXPIRED),
        (EventKind.PARTLY_EXPIRED, "art_1", Status.UNCERTAIN, Status.EXPIRED),
        (EventKind.PARTLY_SUSPENDED, "art_1", Status.UNCERTAIN, Status.SUSPENDED),
        (EventKind.PARTLY_EXPIRED, "art_2", Status.UNCERTAIN, Status.UNCERTAIN),
        (EventKind.CORRECTED, "", Status.UNCERTAIN, Status.UNCERTAIN),
        (EventKind.ISSUED, "", Status.UNCERTAIN, Status.UNCERTAIN),
    ],
)
def test_a_turn_counts_from_its_day(
    store: CorpusStore, kind: EventKind, place: str, before: Status, after: Status
) -> None:
    work, day = law(effective=date(2000, 1, 1)), date(2022, 3, 1)
    said = Event(number=work.number, kind=kind, day=day, said_by=Witness.PERSON, eid=place, reason="Công báo số 5.")
    store.say(work, said, "Lan")
    force, unit = known_from(store, catalogue=False), held(work, ART)
    assert [force.on(unit, day + timedelta(days=by)).status for by in (-1, 0, 1)] == [before, after, after]
    if after is not Status.UNCERTAIN:
        assert "Công báo số 5. (ghi nhận: Lan)" in force.on(unit, day).note


def test_a_suspension_ends_with_its_resumption(store: CorpusStore) -> None:
    work = law()
    for kind, day in ((EventKind.SUSPENDED, date(2022, 1, 1)), (EventKind.RESUMED, date(2022, 6, 1))):
        store.say(work, Event(number=work.number, kind=kind, day=day, said_by=Witness.PERSON, reason="Đọc."), "Lan")
    force = known_from(store, catalogue=False)
    assert force.of_work(work, date(2022, 5, 31), codified=False).status is Status.SUSPENDED
    assert force.of_work(work, date(2022, 6, 1), codified=False).status is Status.IN_FORCE


@pytest.mark.parametrize("kind", [EventKind.EFFECTIVE, EventKind.RESUMED, EventKind.PARTLY_EXPIRED])
def test_what_a_person_says_of_a_beginning_does_not_undo_a_later_end(store: CorpusStore, kind: EventKind) -> None:
    old = Work(number="66/2011/QH12", type="Luật", title="", issued=date(2011, 3, 29))
    told = Event(number=old.number, kind=kind, day=date(2012, 1, 1), said_by=Witness.PERSON, reason="Đọc Điều 57.")
    store.say(old, told, "Lan")
    force = known_from(store)
    assert force.of_work(old, date(2025, 6, 30), codified=True).status is not Status.EXPIRED
    assert force.of_work(old, date(2025, 7, 1), codified=True).status is Status.EXPIRED


def test_a_person_is_believed_before_the_catalogue_and_may_take_it_back(store: CorpusStore) -> None:
    decree = Work(number="62/2012/NĐ-CP", type="Nghị định", title="", issued=date(2012, 8, 13))
    ended = Event(
        number=decree.number, kind=EventKind.EXPIRED, day=date(2025, 7, 1), said_by=Witness.PERSON, reason="Đọc."
    )
    row = store.say(decree, ended, "Lan")
    force = known_from(store)
    told = force.of_work(decree, date(2026, 1, 1), codified=True)
    assert (told.status, told.told_by) == (Status.EXPIRED, Witness.PERSON)
    store.unsay(row)
    assert force.of_work(decree, date(2026, 1, 1), codified=True).status is Status.UNCERTAIN
    for gone in (row, 2**63, -(10**30)):
        with pytest.raises(UnknownEventError):
            store.unsay(gone)


def test_what_a_text_says_against_the_catalogue_is_doubt_not_law(store: CorpusStore) -> None:
    forged = law("9/2026/QH15", "Luật Giả định", issued=date(2026, 1, 1), effective=None)
    words = clause("2", "Luật số 53/2024/QH15 hết hiệu lực kể từ ngày Luật này có hiệu lực.")
    begins = clause("1", "Luật này có hiệu lực từ ngày 01/3/2026.")
    add(store, expression(forged, article("9", "Hiệu lực", begins, words)))
    force = known_from(store).of_work(LAW_OF_2024, date(2026, 3, 1), codified=False)
    assert force.status is Status.UNCERTAIN
    assert "9/2026/QH15" in force.note


def test_what_a_text_newer_than_the_catalogue_says_is_believed(store: CorpusStore) -> None:
    newer = law("9/2028/QH16", "Luật Mới", issued=date(2028, 1, 1), effective=None)
    words = clause("2", "Luật số 53/2024/QH15 hết hiệu lực kể từ ngày Luật này có hiệu lực.")
    begins = clause("1", "Luật này có hiệu lực từ ngày 01/3/2029.")
    add(store, expression(newer, article("9", "Hiệu lực", begins, words)))
    force = known_from(store)
    assert force.of_work(LAW_OF_2024, date(2029, 2, 28), codified=False).status is Status.IN_FORCE
    assert force.of_work(LAW_OF_2024, date(2029, 3, 1), codified=False).status is Status.EXPIRED


# Uncertainty is told as such


def test_nothing_is_claimed_of_a_text_that_nobody_vouches_for() -> None:
    force = ForceTable(Catalogue(date(2026, 1, 1), ())).of_work(law(), date(2026, 1, 1), codified=False)
    assert (force.status, force.told_by) == (Status.UNCERTAIN, Witness.NOBODY)


def test_a_text_settles_what_the_catalogue_does_not_know(store: CorpusStore) -> None:
    decree = Work(number="62/2012/NĐ-CP", type="Nghị định", title="", issued=date(2012, 8, 13))
    newer = law("8/2025/NĐ-CP", "Quy định mới", type="Nghị định", issued=date(2025, 6, 29), effective=None)
    begins = clause("1", "Nghị định này có hiệu lực từ ngày 01/7/2025.")
    ends = clause("2", "Nghị định số 62/2012/NĐ-CP hết hiệu lực kể từ ngày Nghị định này có hiệu lực.")
    add(store, expression(newer, article("30", "Hiệu lực", begins, ends)))
    told = known_from(store).of_work(decree, date(2025, 7, 1), codified=True)
    assert (told.status, told.told_by) == (Status.EXPIRED, Witness.TEXT)
    assert "8/2025/NĐ-CP" in told.note


# One number, two works; and events that prove less than they seem to


def test_the_end_of_a_resolution_is_not_that_of_the_law_of_its_number(store: CorpusStore) -> None:
    same = {"number": "55/2010/QH12", "title": "Tên", "effective": date(2011, 7, 1), "issued": date(2010, 6, 17)}
    food, resolution = Work(type="Luật", **same), Work(type="Nghị quyết", **same)  # type: ignore[arg-type]  # by name
    newer = law("9/2020/QH14", "Nghị quyết mới", type="Nghị quyết", issued=date(2020, 1, 1), effective=None)
    begins = clause("1", "Nghị quyết này có hiệu lực từ ngày 01/3/2020.")
    ends = clause("2", "Nghị quyết số 55/2010/QH12 hết hiệu lực kể từ ngày Nghị quyết này có hiệu lực.")
    own = article("9", "Hiệu lực", clause("1", "Nghị quyết này có hiệu lực từ ngày 01/8/2012."))
    add(
        store,
        expression(food, ART, origin=Origin.CODIFIED),
        expression(resolution, own, origin=Origin.CODIFIED),
        expression(newer, article("9", "Hiệu lực", begins, ends)),
    )
    force, day = known_from(store, catalogue=False), date(2021, 1, 1)
    assert force.of_work(food, day, codified=True).status is Status.IN_FORCE
    assert force.of_work(food, date(2012, 1, 1), codified=True).status is Status.IN_FORCE
    assert force.of_work(resolution, date(2012, 1, 1), codified=True).status is Status.NOT_YET_IN_FORCE


def test_a_suspension_that_is_over_proves_no_more_than_was_known_before(store: CorpusStore) -> None:
    act = law("20/2022/QH15", "Nghị quyết", issued=date(2022, 1, 1), effective=None)
    begins = clause("1", "Luật này có hiệu lực từ ngày 01/3/2022.")
    words = clause("2", "Ngưng hiệu lực thi hành Luật số 12/2020/QH14 từ ngày 01/4/2022 đến hết ngày 30/4/2022.")
    add(store, expression(law(), ART), expression(act, article("9", "Hiệu lực", begins, words)))
    force = known_from(store, catalogue=False)
    told = [force.of_work(law(), day, codified=False).status for day in (date(2022, 4, 30), date(2022, 5, 1))]
    assert told == [Status.SUSPENDED, Status.UNCERTAIN]


def test_a_correction_hides_no_end(store: CorpusStore) -> None:
    newer = law("9/2022/QH15", "Luật Mới", issued=date(2022, 1, 1), effective=None)
    begins = clause("1", "Luật này có hiệu lực từ ngày 01/3/2028.")
    ends = clause("2", "Luật số 53/2024/QH15 hết hiệu lực kể từ ngày Luật này có hiệu lực.")
    paper = law("5/2029/QH15", "Đính chính Luật số 53/2024/QH15", issued=date(2029, 1, 1), effective=None)
    add(store, expression(newer, article("9", "Hiệu lực", begins, ends)), expression(paper, ART))
    assert known_from(store).of_work(LAW_OF_2024, date(2030, 1, 1), codified=False).status is Status.EXPIRED


def test_a_place_that_begins_later_says_so_in_its_first_day(store: CorpusStore) -> None:
    first = clause("1", "Luật này có hiệu lực từ ngày 01/01/2021.")
    later = clause("2", "Điều 1 Luật này có hiệu lực từ ngày 01/01/2023.")
    add(store, expression(law(), ART, article("9", "Hiệu lực", first, later), origin=Origin.CODIFIED))
    force = known_from(store, catalogue=False)
    assert force.on(store.unit(law(), "art_1", date(2024, 1, 1)), date(2024, 1, 1)).since == date(2023, 1, 1)
    assert force.on(store.unit(law(), "art_9", date(2024, 1, 1)), date(2024, 1, 1)).since == date(2021, 1, 1)
