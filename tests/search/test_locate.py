"""Where in a unit the answer lies. A snippet is always a slice of the law, word for word."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.provision import Level, Provision
from corpus.text import clean, syllables
from search.evidence import Terms, terms_of
from search.locate import best_place, snippet_of
from search.syllables import bundled_syllables
from tests.laws import article, clause, point, provision

UNIT = provision(
    article(
        "32",
        "Chế độ hỗ trợ",
        clause("1", "Nạn nhân được hưởng:", point("a", "tiền ăn, chỗ ở;"), point("b", "khám bệnh, chữa bệnh;")),
        clause("2", "Ủy ban nhân dân cấp xã xác nhận và chuyển hồ sơ."),
    )
)


def terms(text: str) -> Terms:
    return terms_of(text, bundled_syllables())


@pytest.mark.parametrize(
    ("question", "eid"),
    [
        ("khám bệnh, chữa bệnh", "art_32__cl_1__point_b"),
        ("Ủy ban nhân dân cấp xã xác nhận", "art_32__cl_2"),
        ("chế độ hỗ trợ: tiền ăn, khám bệnh, hồ sơ, xác nhận", "art_32"),
        ("đo đạc thửa đất", "art_32"),
        ("", "art_32"),
    ],
)
def test_the_smallest_place_that_answers_is_chosen(question: str, eid: str) -> None:
    assert best_place(UNIT, terms(question)).eid == eid


def plain(text: str) -> Provision:
    return Provision("art_1", Level.ARTICLE, "1", "", text, 0, len(text))


WORDS = st.lists(
    st.sampled_from(["nạn", "nhân", "trợ", "cấp", "x" * 90, "a.", "b;", "\n", "1.500.000", "🙂"]), max_size=300
)


@given(WORDS, st.text(alphabet="nạnhâtrợcp ", max_size=20))
def test_a_snippet_is_a_verbatim_slice(words: list[str], question: str) -> None:
    text = clean(" ".join(words))
    fragments = snippet_of(plain(text), terms(clean(question)))
    assert "".join(fragment.text for fragment in fragments) in text
    assert all(fragment.text for fragment in fragments)
    wanted = set(syllables(question))
    assert all(set(syllables(fragment.text)) <= wanted for fragment in fragments if fragment.match)


@given(WORDS)
def test_a_snippet_of_a_text_with_words_is_never_empty(words: list[str]) -> None:
    text = clean(" ".join(words))
    assert bool(snippet_of(plain(text), terms("nạn nhân"))) is bool(text)


def test_the_snippet_shows_where_the_question_is_answered() -> None:
    text = (
        "Lời nói chung không liên quan. " * 60
        + "Lời mở đầu, dài dòng và không liên quan gì. "
        + "Mức trợ cấp khó khăn ban đầu do Chính phủ quy định. "
        + "Kết. " * 60
    )
    shown = "".join(fragment.text for fragment in snippet_of(plain(text), terms("trợ cấp khó khăn ban đầu")))
    assert shown.startswith("Mức trợ cấp khó khăn ban đầu")


def test_neighbouring_matches_are_one_phrase() -> None:
    fragments = snippet_of(plain("Cấp trợ cấp khó khăn."), terms("trợ cấp khó khăn"))
    assert [fragment.text for fragment in fragments if fragment.match] == ["Cấp trợ cấp khó khăn"]


def test_words_typed_without_marks_match_when_nothing_else_does() -> None:
    unmarked = Terms({"benh": 1.0}, {})
    assert [fragment.text for fragment in snippet_of(plain("Khám bệnh."), unmarked) if fragment.match] == ["bệnh"]


def test_a_word_without_end_is_cut() -> None:
    shown = snippet_of(plain("a " + "x" * 5000), terms("xyz"))
    assert 0 < sum(len(fragment.text) for fragment in shown) <= 320


def test_a_long_annex_full_of_matches_is_quick() -> None:
    text = "nạn nhân " * 40_000
    began = time.process_time()
    snippet_of(plain(text), terms("nạn nhân"))
    assert time.process_time() - began < 3
