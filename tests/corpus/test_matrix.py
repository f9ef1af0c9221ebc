"""The matrix of entitlements: a cell says what the law in the store says, or that it must be looked at again."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from corpus.case import PersonClass, Support
from corpus.catalogue import load_catalogue
from corpus.event import Event, EventKind, Witness
from corpus.expression import Expression, Origin
from corpus.force import ForceTable
from corpus.handbook import Mark, Regime
from corpus.matrix import BrokenMatrixError, Matrix, NoteKind, State, cells_of, load_table, matrix, read_table
from corpus.matrix.places import digest_of
from corpus.matrix.table import shipped
from corpus.regime import NEW_LAW, REGIME_CHANGED
from corpus.store import CorpusStore
from corpus.text import clean
from corpus.work import Status
from tests.entitlements import TEXT, TODAY, cell, new_law, table, text_of_law
from tests.laws import source

VICTIM, MINOR, ABROAD = PersonClass.VICTIM, PersonClass.MINOR_ACCOMPANYING, PersonClass.PENDING_ABROAD
DOMESTIC, FOREIGNER = PersonClass.PENDING_DOMESTIC, PersonClass.FOREIGNER
LISTED = [support for support in Support if support is not Support.PROTECTION]
GIVEN = {
    VICTIM: "abcdđeghikk",
    MINOR: "abcdđegh",
    ABROAD: "abcd",
    DOMESTIC: "abcdđeg",
    FOREIGNER: "abcdđg",
}
ReadStore = Callable[..., Matrix]


@pytest.fixture
def read(store: CorpusStore) -> ReadStore:
    """Put texts of the law into the store and read the matrix."""

    def said(*texts: Expression, on: date = TODAY) -> Matrix:
        for number, text in enumerate(texts):
            store.add(source(f"luật {number}"), [text])
        return matrix(store, ForceTable(load_catalogue(), records=store), on, table=table())

    return said


def given(found: Matrix, person_class: PersonClass) -> str:
    """Return the letters of the supports that a class is given, in the order of ``Support``."""
    cells = [one for one in found.of(Regime.NEW, person_class) if one.support in LISTED]
    letters = (one.curated.item.ground.point for one in cells if one.state is State.PROVIDED and one.curated.item)
    return "".join(letters)


@pytest.mark.parametrize("person_class", PersonClass)
def test_each_class_is_given_what_its_own_clause_cites(read: ReadStore, person_class: PersonClass) -> None:
    found = read(text_of_law())
    assert sorted(given(found, person_class)) == sorted(GIVEN[person_class])
    rest = [one for one in found.of(Regime.NEW, person_class) if one.support in LISTED]
    assert {one.state for one in rest} <= {State.PROVIDED, State.NOT_PROVIDED}
    assert found.stale == []


def test_a_range_from_a_to_d_leaves_out_what_stands_between_d_and_e(read: ReadStore) -> None:
    found = read(text_of_law())
    assert cell(found, ABROAD, Support.LEGAL_ADVICE).state is State.PROVIDED
    left_out = cell(found, ABROAD, Support.LEGAL_AID)
    assert left_out.state is State.NOT_PROVIDED
    assert [quote.quote for quote in left_out.quotes][1] == "đ) Trợ giúp pháp lý;"


def test_each_paragraph_of_clause_three_is_quoted_by_itself(read: ReadStore) -> None:
    found = read(text_of_law())
    abroad, domestic = (cell(found, one, Support.MEDICAL).quotes[0] for one in (ABROAD, DOMESTIC))
    assert abroad.quote.startswith("Người đang trong quá trình xác định còn ở nước ngoài")
    assert domestic.quote.startswith("Người đang trong quá trình xác định ở trong nước")
    assert domestic.provision.eid == "art_37__cl_3__par_2"


def test_every_quotation_is_a_slice_of_its_provision(read: ReadStore) -> None:
    found = read(text_of_law())
    quotes = [quote for one in found.cells for quote in one.quotes]
    assert len(quotes) > 100
    assert all(quote.provision.text[quote.start : quote.end] == quote.quote for quote in quotes)
    assert {quote.status for quote in quotes} == {Status.IN_FORCE}


def test_a_paragraph_that_the_tree_does_not_know_is_found_by_its_line(read: ReadStore) -> None:
    """A short line makes the reader of articles take a khoản for a table, and give it no paragraphs."""
    found = read(text_of_law(TEXT.replace("4. Người", "Và hết.\n4. Người")))
    quote = cell(found, DOMESTIC, Support.MEDICAL).quotes[0]
    assert quote.provision.eid == "art_37__cl_3"
    assert quote.quote.startswith("Người đang trong quá trình xác định ở trong nước")
    assert cell(found, ABROAD, Support.MEDICAL).quotes[0].quote.startswith("Người đang trong quá trình")
    assert found.stale == []


@pytest.mark.parametrize(
    ("was", "becomes", "person_class", "support", "reason"),
    [
        pytest.param(
            "đến điểm h", "đến điểm g", MINOR, Support.SCHOOLING, "không dẫn điểm h", id="the range is shorter"
        ),
        pytest.param("đến điểm h", "đến điểm i", MINOR, Support.VOCATIONAL, "nay dẫn điểm i", id="the range is longer"),
        pytest.param(
            "đến điểm d khoản", "đến điểm đ khoản", ABROAD, Support.LEGAL_AID, "nay dẫn điểm đ", id="now with đ"
        ),
        pytest.param("e) Chi phí đi lại;\n", "", VICTIM, Support.TRAVEL, "không còn điểm e", id="the letter is struck"),
        pytest.param(
            "Phiên dịch", "Tiền điện", VICTIM, Support.INTERPRETATION, "không còn chữ", id="it says other things"
        ),
        pytest.param(
            "Người nước ngoài bị", "Người bị", FOREIGNER, Support.MEDICAL, "người nước ngoài", id="other persons"
        ),
        pytest.param(", tùy từng trường hợp,", "", FOREIGNER, Support.MEDICAL, "tùy từng", id="the condition is gone"),
    ],
)
def test_a_law_that_says_otherwise_makes_the_cell_stale(
    read: ReadStore, was: str, becomes: str, person_class: PersonClass, support: Support, reason: str
) -> None:
    assert was in TEXT
    found = read(text_of_law(TEXT.replace(was, becomes)))
    wrong = cell(found, person_class, support)
    assert wrong.state is State.STALE
    assert reason in wrong.reason
    assert wrong in found.stale
    assert cell(found, DOMESTIC, Support.ESSENTIAL_NEEDS).state is State.PROVIDED


def test_an_amendment_changes_the_matrix_from_its_day_on(read: ReadStore) -> None:
    day = date(2026, 3, 1)
    later = text_of_law(TEXT.replace("đến điểm h", "đến điểm g"), valid_from=day)
    before, after = (read(text_of_law(), later, on=on) for on in (day - timedelta(days=1), day))
    assert before.stale == []
    assert cell(before, MINOR, Support.SCHOOLING).state is State.PROVIDED
    assert [(one.person_class, one.support) for one in after.stale] == [(MINOR, Support.SCHOOLING)]


def test_a_law_whose_article_is_not_held_leaves_its_cells_open(read: ReadStore) -> None:
    found = read(text_of_law("Điều 5. Chuyện khác\nLuật này có nhiều chuyện.\n", "5", complete=False))
    open_cell = cell(found, VICTIM, Support.TRAVEL)
    assert open_cell.state is State.NOT_IN_STORE
    assert open_cell.curated.provided is True
    absence = open_cell.absences[0]
    assert absence.name == "Luật số 53/2024/QH15 (Luật Phòng, chống mua bán người)"
    assert ".gov.vn" in absence.pages[0]
    assert found.stale == []


def test_an_empty_store_knows_nothing_and_says_so(read: ReadStore) -> None:
    found = read()
    assert {one.state for one in found.cells} == {State.NOT_IN_STORE, State.UNKNOWN}
    assert found.transition.absence is not None


def test_an_excerpt_that_stops_early_is_no_proof_that_a_clause_is_gone(read: ReadStore) -> None:
    found = read(text_of_law(TEXT.partition("4. Người")[0], origin=Origin.EXCERPT, complete=False))
    assert cell(found, FOREIGNER, Support.MEDICAL).state is State.NOT_IN_STORE
    assert cell(found, MINOR, Support.MEDICAL).state is State.PROVIDED


def test_an_article_that_a_later_whole_text_lacks_is_gone(read: ReadStore) -> None:
    other = text_of_law("Điều 5. Chuyện khác\nLuật này có nhiều chuyện.\n", "5", valid_from=date(2026, 3, 1))
    found = read(text_of_law(), other)
    gone = cell(found, VICTIM, Support.TRAVEL)
    assert (gone.state, gone.reason) == (State.STALE, "Luật 53/2024/QH15 không còn Điều 37.")


def test_a_place_that_a_person_knows_to_have_ended_is_stale(read: ReadStore, store: CorpusStore) -> None:
    read(text_of_law())
    ended = Event(
        number=NEW_LAW,
        kind=EventKind.EXPIRED,
        day=date(2026, 1, 1),
        said_by=Witness.PERSON,
        eid="art_37__cl_4",
        reason="đã đọc",
    )
    store.say(new_law(), ended, "Lan")
    found = read()
    assert cell(found, FOREIGNER, Support.MEDICAL).state is State.STALE
    assert cell(found, VICTIM, Support.MEDICAL).state is State.PROVIDED


def test_other_words_than_those_read_make_the_cell_stale_and_tell_their_digest(
    store: CorpusStore, read: ReadStore
) -> None:
    read(text_of_law())
    found = matrix(store, ForceTable(load_catalogue(), records=store), TODAY)
    reason = cell(found, MINOR, Support.MEDICAL).reason
    words = cell(read(), MINOR, Support.MEDICAL).quotes[0].quote
    assert reason.startswith("Lời văn của khoản 2 Điều 37 Luật số 53/2024/QH15 khác lời đã đọc")
    assert digest_of(words) in reason


def test_a_digest_does_not_mind_case_spaces_and_punctuation() -> None:
    assert digest_of("a) Hỗ trợ  y tế;") == digest_of("A) hỗ trợ y tế.")
    assert digest_of("Hỗ trợ y tế") != digest_of("Hỗ trợ tâm lý")


def test_before_the_change_the_old_law_applies_and_the_new_one_is_shown_as_to_come(read: ReadStore) -> None:
    day = REGIME_CHANGED - timedelta(days=1)
    before, after = read(text_of_law(), on=day), read(on=REGIME_CHANGED)
    assert (before.applies, after.applies) == (Regime.OLD, Regime.NEW)
    quote = cell(before, VICTIM, Support.MEDICAL).quotes[0]
    assert quote.status is Status.NOT_YET_IN_FORCE


def test_the_cells_of_one_class_are_those_of_the_whole_matrix(store: CorpusStore) -> None:
    force = ForceTable(load_catalogue(), records=store)
    store.add(source("luật"), [text_of_law()])
    whole = matrix(store, force, TODAY)
    for person_class in PersonClass:
        for regime in (Regime.OLD, Regime.NEW):
            cells = cells_of(person_class, regime, store, force, TODAY)
            assert cells == list(whole.of(regime, person_class))
            assert [one.support for one in cells] == list(Support)


# The table that ships


def test_the_table_holds_no_words_of_the_law_but_single_terms() -> None:
    spots = [
        spot
        for one in load_table().cells
        for spot in (one.spot, one.item, *(note.spot for note in one.notes))
        if spot is not None
    ]
    assert max(len(term.split()) for spot in spots for term in (*spot.says, *spot.lacks)) <= 6
    assert shipped() == clean(shipped())


def test_what_is_not_known_says_why_and_what_is_known_names_its_place() -> None:
    for one in load_table().cells:
        if one.provided is None:
            assert one.mark is Mark.UNKNOWN
            assert one.remark.endswith(".")
        else:
            assert one.mark in (Mark.VERIFIED, Mark.PARTLY)
            assert one.spot is not None
            assert one.spot.says or one.spot.lacks


def test_no_sum_of_money_is_told_that_was_not_read_in_a_source() -> None:
    notes = {note for one in load_table().cells for note in one.notes}
    with_money = [note for note in notes if re.search(r"\d[\d.]*\s*(?:đồng|triệu|nghìn)", note.text)]
    assert with_money
    assert {(note.kind, note.mark) for note in with_money} == {(NoteKind.AMOUNT, Mark.VERIFIED)}


def test_every_note_belongs_to_a_cell() -> None:
    told = {note.text for one in load_table().cells for note in one.notes}
    written = set(re.findall(r'(?m)^text = "(.*)"$', shipped()))
    assert told == written


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        pytest.param(
            'supports = ["travel"]\npoint = "e"', 'supports = ["loan"]\npoint = "e"', "travel", id="no letter"
        ),
        pytest.param(
            'not_provided = ["vocational", "hardship", "loan"]', "not_provided = []", "vocational", id="a cell missing"
        ),
        pytest.param(
            'not_provided = ["interpretation"]', 'not_provided = ["interpretation", "loan"]', "loan", id="told twice"
        ),
        pytest.param('class = "victim"', 'class = "nobody"', "nobody", id="no such class"),
        pytest.param('number = "53/2024/QH15"', 'number = "999/2024/QH15"', "999", id="not in the catalogue"),
    ],
)
def test_a_broken_table_is_refused_in_a_sentence(was: str, becomes: str, said: str) -> None:
    assert was in shipped()
    with pytest.raises(BrokenMatrixError, match=r"^Ma trận quyền lợi đi kèm bị hỏng: ") as raised:
        read_table(shipped().replace(was, becomes, 1))
    assert said in str(raised.value)


def test_the_table_answers_for_every_class_under_both_laws() -> None:
    counts = Counter((one.regime, one.person_class) for one in load_table().cells)
    assert len(counts) == 2 * len(PersonClass)
    assert set(counts.values()) == {len(Support)}


@pytest.mark.parametrize(
    ("regime", "person"),
    [(Regime.OLD, MINOR), (Regime.OLD, DOMESTIC), (Regime.NEW, ABROAD)],
)
def test_where_the_law_gives_no_legal_aid_a_child_is_led_to_its_own_ground(regime: Regime, person: PersonClass) -> None:
    (found,) = [
        one
        for one in load_table().cells
        if (one.regime, one.person_class, one.support) == (regime, person, Support.LEGAL_AID)
    ]
    assert found.provided is False
    (note,) = found.notes
    assert note.kind is NoteKind.ELSEWHERE
    assert note.spot is not None
    assert (note.spot.ground.number, note.spot.ground.article, note.spot.ground.clause) == ("11/2017/QH14", "7", "3")


def test_schooling_of_an_adult_victim_has_a_condition_that_nobody_knows() -> None:
    (found,) = [
        one
        for one in load_table().cells
        if (one.regime, one.person_class, one.support) == (Regime.NEW, VICTIM, Support.SCHOOLING)
    ]
    (note,) = [one for one in found.notes if one.kind is NoteKind.CONDITION]
    assert note.text.startswith("từ đủ 18 tuổi: điều kiện chưa kiểm chứng được với văn bản gốc")
    assert note.mark is Mark.UNKNOWN


def test_matrix_handbook_and_card_mark_the_same_details_alike() -> None:
    told = {note.text: note.mark for one in load_table().cells for note in one.notes}
    doubted = [mark for text, mark in told.items() if re.search("bảo hiểm y tế năm đầu|cả khi không ở cơ sở", text)]
    assert doubted == [Mark.PARTLY, Mark.PARTLY]
