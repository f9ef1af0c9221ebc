"""Amending acts held in the store make the next wording of what they amend."""

from datetime import date

from corpus.catalogue import Catalogue, load_catalogue
from corpus.consolidate import consolidate
from corpus.event import Event, EventKind, Witness
from corpus.expression import Expression, Origin
from corpus.force import ForceTable
from corpus.provision import Level
from corpus.records import Outcome
from corpus.store import CorpusStore
from corpus.wording_notes import wording_notes
from corpus.wordings import wording_until, wordings
from corpus.work import SourceClass, Status, Work
from tests.laws import Part, article, clause, expression, law, point, source

BASE = law("10/2030/QH19", "Luật Thử nghiệm", issued=date(2030, 5, 1), effective=date(2031, 1, 1))
FIFTH = article("5", "Mức hỗ trợ", clause("1", "Một tháng.", point("a", "Tiền ăn;")), clause("2", "Hai tháng."))
SIXTH = article("6", "Cơ quan", words="Phòng việc thử cấp huyện chủ trì.")
ACT = law(
    "20/2031/QH19",
    "Luật sửa đổi, bổ sung một số điều của Luật Thử nghiệm số 10/2030/QH19",
    issued=date(2031, 6, 1),
    effective=date(2032, 1, 1),
)


def quote(words: str) -> Part:
    return Part(Level.QUOTE, "", words)


WHOLE = "“Điều 6. Cơ quan\nXã chủ trì.”."
SECOND = clause("1", "Sửa đổi, bổ sung khoản 2 Điều 5 như sau:", quote("“2. Ba tháng.”."))
WORDS = clause("2", "Thay thế cụm từ “cấp huyện” bằng cụm từ “cấp xã” tại Điều 6.")
REPEAL = clause("3", "Bãi bỏ khoản 1 Điều 5.")
ORDERS = article("1", "Sửa đổi, bổ sung một số điều của Luật số 10/2030/QH19", SECOND, WORDS)


def add(store: CorpusStore, *texts: Expression) -> None:
    for text in texts:
        store.add(source(f"{text.work.number} {text.as_of} {text.origin}"), [text])
    force = ForceTable(Catalogue(date(2030, 1, 1), ()), records=store)
    consolidate(store, force, store.examine())


def says(store: CorpusStore, eid: str, day: date, work: Work = BASE) -> str:
    found = store.unit(work, eid, day).unit.provision.find(eid)
    assert found is not None
    return found.text


BASE_TEXT = expression(BASE, FIFTH, SIXTH)


def test_the_next_wording_holds_from_the_first_day_of_the_act(store: CorpusStore) -> None:
    add(store, BASE_TEXT, expression(ACT, ORDERS))
    assert "Hai tháng" in says(store, "art_5__cl_2", date(2031, 12, 31))
    assert "Ba tháng" in says(store, "art_5__cl_2", date(2032, 1, 1))
    assert "cấp huyện" in says(store, "art_6", date(2031, 12, 31))
    assert "cấp xã" in says(store, "art_6", date(2032, 1, 1))
    assert "Tiền ăn" in says(store, "art_5__cl_1__point_a", date(2032, 1, 1))


def test_a_wording_names_the_acts_that_made_it(store: CorpusStore) -> None:
    add(store, BASE_TEXT, expression(ACT, ORDERS))
    held = store.unit(BASE, "art_5", date(2032, 1, 1))
    assert (held.origin, held.acts, held.valid_from) == (Origin.AMENDED, ("20/2031/QH19",), date(2032, 1, 1))


def test_a_name_alone_is_the_one_that_the_title_numbers(store: CorpusStore) -> None:
    named = article("1", "Sửa đổi, bổ sung một số điều của Luật Thử nghiệm", SECOND)
    add(store, BASE_TEXT, expression(ACT, named))
    assert "Ba tháng" in says(store, "art_5__cl_2", date(2032, 1, 1))


def test_it_does_not_matter_which_text_comes_first(store: CorpusStore) -> None:
    add(store, expression(ACT, ORDERS))
    add(store, BASE_TEXT)
    assert "Ba tháng" in says(store, "art_5__cl_2", date(2032, 1, 1))


def test_the_wording_goes_with_the_act_that_made_it(store: CorpusStore) -> None:
    add(store, BASE_TEXT, expression(ACT, ORDERS))
    act = next(held for held in store.sources() if held.path.startswith(ACT.number))
    store.remove(act.sha256)
    consolidate(store, ForceTable(load_catalogue(), records=store), store.examine())
    assert "Hai tháng" in says(store, "art_5__cl_2", date(2032, 1, 1))
    assert not store.problems()


def test_an_act_may_change_a_law_before_its_first_day(store: CorpusStore) -> None:
    early = law(ACT.number, ACT.title, issued=date(2030, 9, 1), effective=BASE.effective)
    add(store, BASE_TEXT, expression(early, ORDERS))
    assert "Ba tháng" in says(store, "art_5__cl_2", date(2031, 1, 1))
    first, second = wordings(store.texts(BASE, "art_5"), "art_5__cl_2")
    assert first.never_held
    assert not second.never_held
    assert (second.since, second.held.acts) == (BASE.effective, ("20/2031/QH19",))


def test_words_of_the_whole_law_change_wherever_they_stand(store: CorpusStore) -> None:
    wide = clause("1", "Thay thế cụm từ “cấp huyện” bằng cụm từ “cấp xã” trong Luật số 10/2030/QH19.")
    seventh = article("7", "Nơi nộp", words="Nộp tại cấp huyện.")
    add(store, expression(BASE, FIFTH, SIXTH, seventh), expression(ACT, article("1", "Sửa đổi", wide)))
    day = date(2032, 1, 1)
    assert "cấp xã" in says(store, "art_6", day)
    assert "cấp xã" in says(store, "art_7", day)
    assert store.unit(BASE, "art_5", day).acts == ()
    assert outcomes(store)[""] == ("applied", "")


def test_acts_follow_one_another(store: CorpusStore) -> None:
    third = law(
        "30/2032/QH19", "Luật sửa đổi Luật số 10/2030/QH19", issued=date(2032, 6, 1), effective=date(2033, 1, 1)
    )
    order = article("1", "Sửa đổi Luật số 10/2030/QH19", clause("1", "Thay thế từ “Ba” bằng từ “Sáu” tại Điều 5."))
    add(store, BASE_TEXT, expression(ACT, ORDERS), expression(third, order))
    assert "Ba tháng" in says(store, "art_5__cl_2", date(2032, 12, 31))
    assert "Sáu tháng" in says(store, "art_5__cl_2", date(2033, 1, 1))
    assert store.unit(BASE, "art_5", date(2033, 1, 1)).acts == ("20/2031/QH19", "30/2032/QH19")


def test_what_is_struck_out_is_gone_and_the_reader_learns_by_what(store: CorpusStore) -> None:
    add(store, BASE_TEXT, expression(ACT, article("1", "Sửa đổi Luật số 10/2030/QH19", REPEAL)))
    assert store.unit(BASE, "art_5", date(2032, 1, 1)).unit.provision.find("art_5__cl_1") is None
    force = ForceTable(Catalogue(date(2030, 1, 1), ()), records=store)
    state = force.on(store.unit(BASE, "art_5", date(2031, 6, 1)), date(2032, 1, 1), "art_5__cl_1")
    assert state.status is Status.EXPIRED
    assert "20/2031/QH19" in state.note


def outcomes(store: CorpusStore) -> dict[str, tuple[str, str]]:
    return {one.eid: (one.outcome, one.reason) for one in store.amendments_of(BASE.number)}


def test_what_cannot_be_applied_is_told(store: CorpusStore) -> None:
    missing = clause("1", "Sửa đổi, bổ sung khoản 9 Điều 5 như sau:", quote("“9. Lời mới.”."))
    add(store, BASE_TEXT, expression(ACT, article("1", "Sửa đổi Luật số 10/2030/QH19", missing, WORDS)))
    told = outcomes(store)
    assert told["art_5__cl_9"][0] == "failed"
    assert "khoản 9 Điều 5" in told["art_5__cl_9"][1]
    assert told["art_6"] == ("applied", "")


def test_an_act_whose_base_is_not_held_waits(store: CorpusStore) -> None:
    add(store, expression(ACT, ORDERS))
    assert {outcome for outcome, _ in outcomes(store).values()} == {"no_base"}


def test_a_later_snapshot_already_has_the_change(store: CorpusStore) -> None:
    codified = expression(BASE, FIFTH, SIXTH, origin=Origin.CODIFIED, as_of=date(2033, 1, 1), complete=False)
    add(store, codified, expression(ACT, ORDERS))
    assert {outcome for outcome, _ in outcomes(store).values()} == {"included"}
    assert store.unit(BASE, "art_5", date(2034, 1, 1)).origin is Origin.CODIFIED


def test_a_lower_text_changes_no_law(store: CorpusStore) -> None:
    decree = law(
        "7/2031/NĐ-CP",
        ACT.title,
        type="Nghị định",
        issuer="Chính phủ",
        issued=date(2031, 6, 1),
        effective=date(2032, 1, 1),
    )
    add(store, BASE_TEXT, expression(decree, ORDERS))
    assert "Hai tháng" in says(store, "art_5__cl_2", date(2032, 1, 1))
    assert outcomes(store)["art_5__cl_2"][0] == "failed"


def test_a_plan_changes_no_law(store: CorpusStore) -> None:
    plan = law(ACT.number, ACT.title, source_class=SourceClass.PLAN, effective=date(2032, 1, 1))
    add(store, BASE_TEXT, expression(plan, ORDERS))
    assert "Hai tháng" in says(store, "art_5__cl_2", date(2032, 1, 1))


def test_the_same_texts_make_the_same_wording_once(store: CorpusStore) -> None:
    add(store, BASE_TEXT, expression(ACT, ORDERS))
    before = store.expressions()
    consolidate(store, ForceTable(Catalogue(date(2030, 1, 1), ()), records=store), [BASE.number])
    assert store.expressions() == before


def test_the_reader_learns_that_a_wording_was_made_here_and_what_it_lacks(store: CorpusStore) -> None:
    missing = clause("1", "Sửa đổi, bổ sung khoản 9 Điều 5 như sau:", quote("“9. Lời mới.”."))
    again = clause("2", "Sửa đổi, bổ sung khoản 2 Điều 5 như sau:", quote("“2. Ba tháng.”."))
    add(store, BASE_TEXT, expression(ACT, article("1", "Sửa đổi Luật số 10/2030/QH19", missing, again)))
    before, after = (store.unit(BASE, "art_5", day) for day in (date(2031, 12, 31), date(2032, 1, 1)))
    assert wording_notes(store, before, "art_5", date(2031, 12, 31)) == []
    made, undone = wording_notes(store, after, "art_5__cl_2", date(2032, 1, 1))
    assert "20/2031/QH19" in made
    assert "khoản 9 Điều 5 theo khoản 1 Điều 1 20/2031/QH19" in undone
    assert not after.partial


def test_a_wording_ends_where_the_next_begins(store: CorpusStore) -> None:
    add(store, BASE_TEXT, expression(ACT, ORDERS))
    texts = store.texts(BASE, "art_5")
    before, after = (store.unit(BASE, "art_5", day) for day in (date(2031, 6, 1), date(2032, 6, 1)))
    assert wording_until(texts, before, "art_5__cl_2") == date(2032, 1, 1)
    assert wording_until(texts, after, "art_5__cl_2") is None
    assert wording_until(texts, before, "art_5__cl_1") is None  # the same words in both


def test_a_number_of_a_lower_text_under_the_head_of_a_law_changes_no_law(store: CorpusStore) -> None:
    forged = law("7/2031/TT-BTP", ACT.title, issued=date(2031, 6, 1), effective=date(2032, 1, 1))
    add(store, BASE_TEXT, expression(forged, ORDERS))
    assert "Hai tháng" in says(store, "art_5__cl_2", date(2032, 1, 1))
    assert outcomes(store)["art_5__cl_2"][0] == "failed"


def test_a_law_that_has_ended_is_changed_no_more(store: CorpusStore) -> None:
    ended = law(BASE.number, BASE.title, issued=BASE.issued, effective=BASE.effective, expired=date(2031, 12, 1))
    add(store, expression(ended, FIFTH, SIXTH), expression(ACT, ORDERS))
    assert "Hai tháng" in says(store, "art_5__cl_2", date(2032, 1, 1), ended)
    assert "đã hết hiệu lực" in outcomes(store)["art_5__cl_2"][1]


def test_a_snapshot_that_lags_behind_its_day_is_not_said_to_have_the_change(store: CorpusStore) -> None:
    more = clause("1", "Bổ sung khoản 2a vào sau khoản 2 Điều 5 như sau:", quote("“2a. Ba tháng rưỡi.”."))
    codified = expression(BASE, FIFTH, SIXTH, origin=Origin.CODIFIED, as_of=date(2033, 1, 1), complete=False)
    add(store, codified, expression(ACT, article("1", "Sửa đổi Luật số 10/2030/QH19", more)))
    assert outcomes(store)["art_5__cl_2a"][0] == "failed"
    (note,) = wording_notes(store, store.unit(BASE, "art_5", date(2034, 1, 1)), "art_5", date(2034, 1, 1))
    assert "khoản 2a Điều 5" in note


def test_the_words_of_a_later_day_are_said_to_be_later(store: CorpusStore) -> None:
    later = expression(BASE, FIFTH, origin=Origin.CONSOLIDATED, valid_from=date(2033, 8, 15), acts=("20/2031/QH19",))
    add(store, later)
    held = store.unit(BASE, "art_5", date(2032, 1, 1))
    (note,) = wording_notes(store, held, "art_5", date(2032, 1, 1))
    assert "từ ngày 15/08/2033; kho chưa có lời văn của ngày 01/01/2032" in note
    assert wording_notes(store, held, "art_5", date(2033, 8, 15)) == []


def test_a_draft_orders_nothing_and_ends_nothing(store: CorpusStore) -> None:
    drafted = law(ACT.number, ACT.title, type="Dự thảo luật", issued=ACT.issued, effective=ACT.effective)
    unnumbered = law("Không số", ACT.title, issued=ACT.issued, effective=ACT.effective, slug="khong-so")
    closing = article("2", "Hiệu lực", words="Luật số 10/2030/QH19 hết hiệu lực từ ngày 01 tháng 01 năm 2032.")
    add(store, BASE_TEXT, expression(drafted, ORDERS, closing), expression(unnumbered, closing))
    assert outcomes(store) == {}
    assert [event for event in store.events_of(BASE) if event.act] == []


def test_words_changed_by_an_act_that_nobody_vouches_for_are_not_given_as_law(store: CorpusStore) -> None:
    codified = expression(BASE, FIFTH, SIXTH, origin=Origin.CODIFIED, as_of=date(2031, 2, 1), complete=False)
    add(store, codified, expression(ACT, ORDERS))
    force, day = ForceTable(Catalogue(date(2030, 1, 1), ()), records=store), date(2032, 1, 1)
    made = store.unit(BASE, "art_5", day)
    assert force.on(made, day).status is Status.UNCERTAIN
    assert "20/2031/QH19" in force.on(made, day).note
    said = Event(number=ACT.number, kind=EventKind.EFFECTIVE, day=day, said_by=Witness.PERSON, reason="Công báo.")
    store.say(ACT, said, "Lan")
    assert force.on(made, day).status is Status.IN_FORCE


def test_a_lower_text_changes_no_words_of_a_whole_law(store: CorpusStore) -> None:
    decree = law(
        "7/2031/NĐ-CP",
        "Nghị định sửa đổi Luật số 10/2030/QH19",
        type="Nghị định",
        issued=date(2031, 6, 1),
        effective=date(2032, 1, 1),
    )
    wide = article(
        "1", "Sửa đổi", clause("1", "Thay thế cụm từ “cấp huyện” bằng cụm từ “cấp xã” trong Luật số 10/2030/QH19.")
    )
    add(store, BASE_TEXT, expression(decree, wide))
    assert "cấp huyện" in says(store, "art_6", date(2032, 1, 1))


# Whose word counts, and from when


def test_an_order_in_an_article_that_begins_later_counts_later(store: CorpusStore) -> None:
    orders = article("1", "Sửa đổi Luật số 10/2030/QH19", WORDS, SECOND)
    first = clause("1", "Luật này có hiệu lực từ ngày 01/01/2032.")
    later = clause("2", "Khoản 1 Điều 1 Luật này có hiệu lực từ ngày 01/7/2032.")
    second = article("1", "Sửa đổi Luật số 10/2030/QH19", SECOND, WORDS)
    add(store, BASE_TEXT, expression(ACT, second, article("2", "Hiệu lực", first, later)))
    assert orders.num == second.num
    assert "cấp xã" in says(store, "art_6", date(2032, 1, 1))
    assert "Hai tháng" in says(store, "art_5__cl_2", date(2032, 6, 30))
    assert "Ba tháng" in says(store, "art_5__cl_2", date(2032, 7, 1))


def test_each_unit_names_only_the_acts_that_made_it(store: CorpusStore) -> None:
    third = law(
        "30/2032/QH19", "Luật sửa đổi Luật số 10/2030/QH19", issued=date(2032, 6, 1), effective=date(2033, 1, 1)
    )
    order = article(
        "1", "Sửa đổi Luật số 10/2030/QH19", clause("1", "Thay thế từ “chủ trì” bằng từ “thực hiện” tại Điều 6.")
    )
    only = article("1", "Sửa đổi, bổ sung một số điều của Luật số 10/2030/QH19", SECOND)
    add(store, BASE_TEXT, expression(ACT, only), expression(third, order))
    day = date(2033, 1, 1)
    assert store.unit(BASE, "art_5", day).acts == ("20/2031/QH19",)
    assert store.unit(BASE, "art_6", day).acts == ("30/2032/QH19",)


def test_a_lower_text_strikes_nothing_out_of_a_law(store: CorpusStore) -> None:
    decree = law(
        "7/2031/NĐ-CP",
        "Nghị định sửa đổi",
        type="Nghị định",
        issued=date(2031, 6, 1),
        effective=date(2032, 1, 1),
    )
    add(store, BASE_TEXT, expression(decree, article("1", "Sửa đổi Luật số 10/2030/QH19", REPEAL)))
    assert store.events_of(BASE) == [] or all(event.act != decree.number for event in store.events_of(BASE))
    assert "Một tháng" in says(store, "art_5__cl_1", date(2032, 1, 1))


def test_an_act_whose_day_nobody_knows_is_told_and_waits(store: CorpusStore) -> None:
    undated = law(ACT.number, ACT.title, issued=None, effective=None)
    add(store, BASE_TEXT, expression(undated, ORDERS))
    assert {told[0] for told in outcomes(store).values()} == {"failed"}
    (note,) = wording_notes(store, store.unit(BASE, "art_5", date(2031, 2, 1)), "art_5", date(2031, 2, 1))
    assert "20/2031/QH19" in note
    begins = article("9", "Hiệu lực", clause("1", "Luật này có hiệu lực từ ngày 01/01/2032."))
    add(store, expression(undated, begins, as_of=date(2031, 7, 1)))  # the rest of the act comes in
    assert "Ba tháng" in says(store, "art_5__cl_2", date(2032, 1, 1))


def test_what_a_broken_run_left_waiting_is_made_by_the_next(store: CorpusStore) -> None:
    for text in (BASE_TEXT, expression(ACT, ORDERS)):
        store.add(source(text.work.slug), [text])
    assert store.examine() == [BASE.number]  # and here the process dies
    assert store.examine() == [BASE.number]
    consolidate(store, ForceTable(Catalogue(date(2030, 1, 1), ()), records=store), store.examine())
    assert store.examine() == []
    assert "Ba tháng" in says(store, "art_5__cl_2", date(2032, 1, 1))


def test_another_copy_of_an_act_is_heard_when_the_first_goes(store: CorpusStore) -> None:
    add(store, BASE_TEXT, expression(ACT, ORDERS, origin=Origin.OFFICIAL), expression(ACT, ORDERS, origin=Origin.WEB))
    official = next(one for one in store.sources() if one.path.endswith("official") and one.path.startswith(ACT.number))
    store.remove(official.sha256)
    add(store)
    assert "Ba tháng" in says(store, "art_5__cl_2", date(2032, 1, 1))
    assert {told[0] for told in outcomes(store).values()} == {"applied"}


def test_one_act_heard_again_forgets_nothing_that_others_told(store: CorpusStore) -> None:
    other = law("40/2031/QH19", "Luật khác", issued=date(2031, 6, 1), effective=None)
    ends = clause("2", "Luật số 5/2009/QH12 hết hiệu lực kể từ ngày Luật này có hiệu lực.")
    begins = clause("1", "Luật này có hiệu lực từ ngày 01/01/2032.")
    add(store, BASE_TEXT, expression(ACT, ORDERS), expression(other, article("9", "Hiệu lực", begins, ends)))
    ended = law("5/2009/QH12")
    before = store.events_of(ended)
    act = next(one for one in store.sources() if one.path.startswith(ACT.number))
    store.remove(act.sha256)
    add(store)
    assert [event.day for event in before] == [event.day for event in store.events_of(ended)] == [date(2032, 1, 1)]


EXCERPT = expression(BASE, FIFTH, origin=Origin.EXCERPT, complete=False)


def test_an_article_given_anew_stands_beside_the_excerpts_of_a_law(store: CorpusStore) -> None:
    anew = article("1", "Sửa đổi Luật số 10/2030/QH19", clause("1", "Sửa đổi, bổ sung Điều 6 như sau:", quote(WHOLE)))
    add(store, EXCERPT, expression(ACT, anew))
    assert "Xã chủ trì" in says(store, "art_6", date(2032, 1, 1))


def test_an_excerpt_is_not_amended_since_nobody_knows_what_it_has_taken_in(store: CorpusStore) -> None:
    add(store, EXCERPT, expression(ACT, article("1", "Sửa đổi Luật số 10/2030/QH19", SECOND)))
    assert "Hai tháng" in says(store, "art_5__cl_2", date(2032, 1, 1))
    (told,) = store.amendments_of(BASE.number)
    assert (told.outcome, told.reason.partition(",")[0]) == (Outcome.INCLUDED, "Kho chỉ có trích đoạn của chỗ này")
