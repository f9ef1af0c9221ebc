"""Quotations and the citations they stand beside."""

import pytest

from corpus.quotations import (
    assign_quotations,
    find_quotations,
    nearest_difference,
    nearest_stretch,
    quoted_in,
)

TEXT = "Theo [A], “một hai ba bốn năm”. Còn “sáu bảy tám chín mười” ([B]) thì khác. Xa lắm."


def test_a_quotation_belongs_to_what_introduces_it_or_to_what_follows_at_once() -> None:
    first, second = TEXT.index("[A]"), TEXT.index("[B]")
    spans = [(first, first + 3), (second, second + 3)]
    assigned = assign_quotations(TEXT, spans)
    assert [quoted.words for quoted in assigned[spans[0]]] == ["một hai ba bốn năm"]
    assert [quoted.words for quoted in assigned[spans[1]]] == ["sáu bảy tám chín mười"]


def test_a_citation_inside_a_quotation_does_not_own_it() -> None:
    text = "“một hai [A] ba bốn năm”"
    assert assign_quotations(text, [(9, 12)]) == {}


def test_a_quotation_of_another_sentence_belongs_to_nobody() -> None:
    assert assign_quotations("[A] quy định thế. Bà nói: “một hai ba bốn năm”", [(0, 3)]) == {}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("“một hai ba bốn”", 1),
        ('"một hai ba bốn"', 1),
        ("«một hai ba bốn»", 1),
        ("“một hai ba”", 0),
        ("“chưa đóng ngoặc một hai ba bốn", 0),
    ],
)
def test_quotations_of_four_syllables_or_more_are_found(text: str, count: int) -> None:
    assert len(find_quotations(text)) == count


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Uỷ ban nhân dân", True),  # tone placement
        ("ủy   ban,\nnhân dân", True),  # spaces and commas
        ("ban nhân", True),
        ("an nhân dân", False),  # not inside a word
        ("ủy ban […] tỉnh", True),
        ("tỉnh ... ủy ban", False),
    ],
)
def test_words_are_compared_whole_and_in_order(words: str, said: bool) -> None:
    assert quoted_in(words, "Ủy ban nhân dân cấp tỉnh") is said


LAW = "Điều 32. Hỗ trợ\n1. Nạn nhân được:\na) Chỗ ở tạm và bữa ăn hằng ngày;\nd) Khám, chữa bệnh khi đau ốm;\n"


def told(words: str, *texts: str) -> str:
    """Return a difference with [-what the law says-] and {+what the quotation adds+}."""
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(marks[run.change].format(run.text) for run in nearest_difference(words, texts or (LAW,)))


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        pytest.param("bữa ăn hằng tuần", "bữa ăn hằng [-ngày-]{+tuần+}", id="last word"),
        pytest.param("Một nơi ở tạm và bữa ăn", "[-a) Chỗ-]{+Một nơi+} ở tạm và bữa ăn", id="first words"),
        pytest.param("chỗ ở, tạm VÀ bữa ăn", "chỗ ở, tạm VÀ bữa ăn", id="case and punctuation"),
        pytest.param("chỗ ở tạm … chữa bệnh khi ốm", "chỗ ở tạm … chữa bệnh khi[- đau-] ốm", id="omission"),
        pytest.param("hoàn toàn khác hẳn", "{+hoàn toàn khác hẳn+}", id="nothing alike"),
    ],
)
def test_a_quotation_is_laid_beside_the_nearest_words(words: str, shown: str) -> None:
    assert told(words).replace("\n", " ") == shown


def test_of_several_places_the_nearest_is_shown() -> None:
    assert told("bữa ăn hằng tuần", "Điều 1. Khác.", LAW) == "bữa ăn hằng [-ngày-]{+tuần+}"


def test_a_stretch_is_found_in_a_long_text() -> None:
    text = "Nạn nhân được hỗ trợ theo quy định. " * 20_000 + LAW
    assert nearest_stretch("chỗ ở tạm hay bữa ăn hằng ngày", text) == "Chỗ ở tạm và bữa ăn hằng ngày"
