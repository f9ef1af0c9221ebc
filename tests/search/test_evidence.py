"""Evidence: a share between nothing and all, in which rare words weigh more than common ones."""

from hypothesis import given
from hypothesis import strategies as st

from search.evidence import terms_of
from search.restore import bundled_syllables

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
