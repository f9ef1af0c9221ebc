"""Evidence: a share between nothing and all, in which rare words weigh more than common ones."""

from hypothesis import given
from hypothesis import strategies as st

from search.evidence import beyond_names, terms_of, terms_of_question
from search.syllables import bundled_syllables

MODEL = bundled_syllables()
VIETNAMESE = st.text(alphabet="nạhâtrợcpđiều 32/.?", max_size=40)


@given(VIETNAMESE, VIETNAMESE)
def test_coverage_and_strength_are_shares(question: str, text: str) -> None:
    terms = terms_of(question, MODEL)
    assert 0.0 <= terms.coverage(text) <= 1.0
    assert 0.0 <= terms.strength([text]) <= 1.0


@given(VIETNAMESE)
def test_a_text_covers_itself_or_asks_nothing(question: str) -> None:
    terms = terms_of(question, MODEL)
    assert terms.coverage(question) in (0.0, 1.0) or abs(terms.coverage(question) - 1) < 1e-9
    assert bool(terms.singles) is (terms.coverage(question) > 0)


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    terms = terms_of("quy định phiên dịch", MODEL)
    assert terms.coverage("phiên dịch") > terms.coverage("quy định")


def test_words_that_only_ask_carry_nothing() -> None:
    assert terms_of("thì là gì và như thế nào ạ?", MODEL).singles == {}


def test_words_in_their_order_are_stronger_than_scattered_ones() -> None:
    terms = terms_of("trợ cấp khó khăn", MODEL)
    assert terms.strength(["trợ cấp khó khăn"]) > terms.strength(["khăn khó cấp trợ"])


def test_both_schools_of_tone_placement_cover_each_other() -> None:
    assert terms_of("hoà giải", MODEL).coverage("hòa giải") == 1.0


def test_the_words_of_the_law_cover_what_was_asked_in_other_words() -> None:
    terms = terms_of_question("chôn cất nạn nhân", [("chôn cất", "mai táng")], MODEL)
    assert terms.coverage("mai táng nạn nhân") == 1.0
    assert terms.coverage("nạn nhân") < 1.0


def test_of_a_foreign_question_only_the_words_of_the_law_count() -> None:
    terms = terms_of_question("which help for the victim", [("victim", "nạn nhân")], MODEL, foreign=True)
    assert set(terms.singles) == {"nạn", "nhân"}
    assert terms.coverage("nạn nhân") == 1.0


def test_what_is_asked_for_is_part_of_the_evidence() -> None:
    terms = terms_of_question("gửi hồ sơ trong mấy ngày", [], MODEL)
    assert terms.coverage("gửi hồ sơ trong 03 ngày") > terms.coverage("gửi hồ sơ trong ngày")
    assert terms.strength(["gửi hồ sơ trong 03 ngày"]) > terms.strength(["gửi hồ sơ trong ngày"])


def test_words_that_only_name_a_place_can_be_left_out() -> None:
    terms = beyond_names(terms_of_question("Điều 37 quy định gì về học nghề", [], MODEL), ["Điều 37"])
    assert set(terms.singles) == {"học", "nghề"}
