"""How units are cut into passages."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.provision import Level, Provision
from search.passage import CutSettings, cut, indexed_text, own_words
from tests.search.texts import article, clause, held, law, part, point, words


def test_a_short_article_is_one_passage() -> None:
    unit = article("32", "Chế độ hỗ trợ", clause("1", "1. Nhu cầu thiết yếu.\n"), clause("2", "2. Y tế."))
    [passage] = cut(held(unit, unit_id=7))
    assert (passage.text, passage.article, passage.eid) == (unit.text, "32", "art_32")
    assert passage.id == 7 << 16


def test_breadcrumbs_lead_from_the_work_to_the_article() -> None:
    [passage] = cut(held(article("32", "Chế độ hỗ trợ", "Nạn nhân được giúp.")))
    assert passage.breadcrumbs == (
        "Luật 12/2030/QH99 Luật Giúp đỡ người gặp nạn",
        "Chương II HỖ TRỢ",
        "Điều 32. Chế độ hỗ trợ",
    )
    assert indexed_text(passage).count("Chế độ hỗ trợ") == 1
    assert own_words(passage) == "Nạn nhân được giúp."


def test_a_heading_broken_over_two_lines_is_one_breadcrumb() -> None:
    unit = replace(article("7", "Thủ tục\nhỗ trợ", "Lời."), heading="Thủ tục hỗ trợ")
    [passage] = cut(held(unit))
    assert passage.breadcrumbs[-1] == "Điều 7. Thủ tục hỗ trợ"
    assert own_words(passage) == unit.text


def test_a_title_that_names_the_number_is_not_named_twice() -> None:
    work = law(title="Luật số 12/2030/QH99 Giúp đỡ người gặp nạn")
    [passage] = cut(held(article("1", "Phạm vi", "Lời."), work=work))
    assert passage.breadcrumbs[0] == "Luật số 12/2030/QH99 Giúp đỡ người gặp nạn"


def test_a_long_article_is_cut_between_clauses() -> None:
    clauses = [clause(str(number), f"{number}. {words(60)}.\n") for number in range(1, 6)]
    passages = cut(held(article("9", "Dài", *clauses)))
    assert [passage.text[:2] for passage in passages] == ["Đi", "3.", "5."]
    assert [passage.id & 0xFFFF for passage in passages] == [0, 1, 2]


def test_a_point_cut_from_its_clause_keeps_the_lead_in_for_the_index() -> None:
    letters = [point(letter, f"{letter}) {words(90)};\n") for letter in "abcdđ"]
    unit = article("9", "Hồ sơ", clause("1", "1. Hồ sơ gồm các giấy tờ sau đây:\n", *letters))
    passages = cut(held(unit))
    assert len(passages) > 1
    assert [passage.lead for passage in passages] == ["", *["1. Hồ sơ gồm các giấy tờ sau đây:"] * (len(passages) - 1)]
    assert "Hồ sơ gồm" not in passages[1].text
    assert "Hồ sơ gồm" in indexed_text(passages[1])


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    sentences = [f"{words(60, word)}." for word in ("một", "hai", "ba", "bốn", "năm", "sáu")]
    passages = cut(held(article("9", "Dài", " ".join(sentences))))
    assert len(passages) > 1
    assert all(passage.text.strip().endswith(".") for passage in passages)


def test_a_huge_sentence_is_cut_between_words() -> None:
    passages = cut(held(article("9", "Bảng", words(1000))))
    assert max(len(passage.text.split()) for passage in passages) <= CutSettings().max_words + 30
    assert "".join(passage.text for passage in passages).split() == f"Điều 9. Bảng\n{words(1000)}".split()


def test_rows_cut_from_a_table_carry_its_head_row() -> None:
    rows = "".join(f"{number} | {words(40)} | {number}00.000 đồng\n" for number in range(1, 20))
    passages = cut(held(article("9", "Mức chi", f"STT | Nội dung | Mức chi\n{rows}")))
    assert len(passages) > 2
    assert {passage.lead for passage in passages[1:]} == {"STT | Nội dung | Mức chi"}


def test_words_quoted_from_another_work_are_passages_of_their_own_and_say_so() -> None:
    quote = part(Level.QUOTE, "", "“Điều 3. Người gặp nạn được đi lại miễn phí.”\n")
    unit = article("1", "Sửa đổi", clause("1", "1. Sửa Điều 3 như sau:\n", quote), clause("2", "2. Bỏ Điều 4."))
    passages = cut(held(unit))
    assert [passage.quoted for passage in passages] == [False, True, False]
    assert passages[1].text == quote.text
    assert passages[1].lead == "1. Sửa Điều 3 như sau:"


@pytest.mark.parametrize("level", [Level.HEAD, Level.FOOT, Level.CHAPTER, Level.PART])
def test_what_nobody_cites_gives_no_passage(level: Level) -> None:
    assert cut(held(part(level, "", "CỘNG HÒA"))) == []


def test_an_article_inside_an_annex_is_not_an_article_of_the_work() -> None:
    unit = replace(article("3", "Mẫu", "Lời."), eid="annex_I__art_3")
    assert cut(held(unit))[0].article is None


_text = st.text(alphabet="ab. \n|;", max_size=400)
_point = st.builds(point, st.sampled_from("abc"), _text)
_quote = st.builds(lambda text: part(Level.QUOTE, "", text), _text)
_clause = st.lists(st.one_of(_text, _point, _quote), max_size=4).map(lambda pieces: clause("1", *pieces))
_article = st.lists(st.one_of(_text, _clause), max_size=5).map(lambda pieces: article("1", "Tên", *pieces))


@settings(max_examples=150, deadline=None)
@given(_article, st.integers(5, 60))
def test_passages_lie_end_to_end_and_cover_the_unit(unit: Provision, most: int) -> None:
    passages = cut(held(unit), CutSettings(max_words=most, min_words=most // 3))
    assert "".join(passage.text for passage in passages) == unit.text
    assert [passage.end for passage in passages[:-1]] == [passage.start for passage in passages[1:]]
    assert all(passage.text == unit.text[passage.start : passage.end] for passage in passages)


@settings(max_examples=100, deadline=None)
@given(_article, st.integers(10, 60))
def test_no_passage_is_much_longer_than_the_settings_say(unit: Provision, most: int) -> None:
    passages = cut(held(unit), CutSettings(max_words=most, min_words=most // 3))
    assert all(len(passage.text.split()) <= most + most // 6 for passage in passages)
