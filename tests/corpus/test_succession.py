"""What becomes of the articles of a replaced law, by likeness and by what people say."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue, load_catalogue
from corpus.event import Event, EventKind, Witness
from corpus.expression import Heading, Unit
from corpus.force import ForceTable
from corpus.judgements import JudgedAs, Judgement, NobodyJudgesError
from corpus.naming import work_named
from corpus.provision import Level
from corpus.store import CorpusStore
from corpus.succession import (
    Kind,
    SameWorkError,
    State,
    Successions,
    TooManyArticlesError,
    predecessors_of,
    succession,
    successor_of,
    works,
)
from corpus.succession.judged import judged
from tests.laws import Part, article, clause, expression, law, provision, source

TODAY = date(2026, 11, 22)
MEALS = "Cơ sở tiếp nhận bố trí bữa ăn, chỗ nghỉ và quần áo cho người được giúp đỡ trong thời gian lưu lại."
TRAVEL = "Người được giúp đỡ trở về quê quán được cấp vé tàu xe và tiền đi đường theo quãng đường thực tế."
SCHOOL = "Trẻ em được giúp đỡ đi học được miễn học phí và được cấp sách vở, đồ dùng trong năm học đầu tiên."
STAMP = "Con dấu của hội đồng làm bằng đồng, đường kính ba mươi sáu milimét, do thư ký hội đồng cất giữ."
GUARD = "Đồn biên phòng canh gác lối mòn, lập sổ ghi người qua lại và báo cáo hằng tuần về sở chỉ huy."


def units(*parts: Part, context: tuple[Heading, ...] = ()) -> list[Unit]:
    return [Unit(provision(part), context) for part in parts]


def kinds(old: list[Unit], new: list[Unit]) -> list[tuple[str, str, list[str]]]:
    found = succession(old, new)
    return [(line.old, line.kind, [pair.new for pair in line.pairs]) for line in found.lines]


def test_an_article_whose_words_stayed_is_found_under_its_new_number() -> None:
    old = units(article("1", "Ăn ở", words=MEALS), article("2", "Đi lại", words=TRAVEL))
    new = units(
        article("1", "Con dấu", words=STAMP), article("2", "Ăn, ở", words=MEALS), article("3", "Đi lại", words=TRAVEL)
    )
    assert kinds(old, new) == [("art_1", "same", ["art_2"]), ("art_2", "same", ["art_3"])]
    assert succession(old, new).without_origin == ("art_1",)


def test_the_words_alone_are_enough_where_headings_are_missing() -> None:
    old = units(article("1", "", words=MEALS), article("2", "", words=TRAVEL), article("3", "", words=SCHOOL))
    new = units(article("7", "", words=SCHOOL), article("8", "", words=TRAVEL), article("9", "", words=MEALS))
    assert [pairs for _, _, pairs in kinds(old, new)] == [["art_9"], ["art_8"], ["art_7"]]


def test_an_article_whose_khoan_went_to_two_articles_is_split() -> None:
    old = units(
        article("1", "Chế độ giúp đỡ", clause("1", MEALS), clause("2", TRAVEL)), article("2", "Con dấu", words=STAMP)
    )
    new = units(
        article("4", "Chế độ ăn ở", clause("1", MEALS), clause("2", "Mức chi do hội đồng quyết định hằng năm.")),
        article("5", "Tàu xe", clause("1", TRAVEL), clause("2", "Vé được mua trước ngày khởi hành ba ngày.")),
        article("6", "Con dấu", words=STAMP),
    )
    line = succession(old, new).by_old["art_1"]
    assert line.kind is Kind.SPLIT
    assert {pair.new for pair in line.pairs} == {"art_4", "art_5"}
    assert {pair.clauses for pair in line.pairs} <= {(), ("art_1__cl_1",), ("art_1__cl_2",)}


def test_a_new_article_that_nothing_leads_to_comes_from_the_one_it_is_likest_to() -> None:
    old = units(article("1", "Đăng ký và cấp giấy", words=f"{MEALS} {TRAVEL}"), article("2", "Con dấu", words=STAMP))
    new = units(
        article("1", "Đăng ký", words=MEALS),
        article("2", "Cấp giấy", words=TRAVEL),
        article("3", "Con dấu", words=STAMP),
    )
    assert kinds(old, new) == [("art_1", "split", ["art_1", "art_2"]), ("art_2", "same", ["art_3"])]
    assert succession(old, new).without_origin == ()


def test_articles_that_became_khoan_of_one_are_merged() -> None:
    old = units(
        article("1", "Ăn ở", words=MEALS), article("2", "Đi lại", words=TRAVEL), article("3", "Con dấu", words=STAMP)
    )
    new = units(
        article("1", "Chế độ giúp đỡ", clause("1", MEALS), clause("2", TRAVEL)), article("2", "Con dấu", words=STAMP)
    )
    assert kinds(old, new)[:2] == [("art_1", "merged", ["art_1"]), ("art_2", "merged", ["art_1"])]
    assert [pair.old for pair in succession(old, new).origins["art_1"]] == ["art_1", "art_2"]


def test_an_article_that_nothing_carries_on_has_no_successor() -> None:
    old = units(article("1", "Ăn ở", words=MEALS), article("2", "Con dấu", words=STAMP))
    new = units(article("1", "Ăn ở", words=MEALS), article("2", "Canh gác biên giới", words=GUARD))
    assert kinds(old, new) == [("art_1", "same", ["art_1"]), ("art_2", "none", [])]


def test_of_a_law_that_is_held_in_part_nothing_is_said_to_be_gone() -> None:
    old = units(article("1", "Ăn ở", words=MEALS), article("2", "Con dấu", words=STAMP))
    new = units(article("1", "Ăn ở", words=MEALS), article("37", "Canh gác biên giới", words=GUARD))
    assert kinds(old, new)[1] == ("art_2", "unknown", [])
    assert kinds(old, []) == [("art_1", "unknown", []), ("art_2", "unknown", [])]


def test_an_article_is_none_where_another_has_a_better_claim_to_the_likest_one() -> None:
    old = units(
        article("1", "Sổ của đồn", words=GUARD),
        article("2", "Sổ của hội đồng", words="Hội đồng lập sổ ghi người qua lại và báo cáo."),
    )
    new = units(article("1", "Sổ của đồn", words=GUARD), article("2", "Con dấu", words=STAMP))
    assert kinds(old, new) == [("art_1", "same", ["art_1"]), ("art_2", "none", [])]


def test_of_two_articles_that_say_the_same_the_one_in_its_place_is_chosen() -> None:
    twins = "Chính phủ quy định chi tiết điều này."
    old = units(
        article("1", "Ăn ở", words=MEALS), article("2", "Chi tiết", words=twins), article("3", "Đi lại", words=TRAVEL),
        article("4", "Học", words=SCHOOL), article("5", "Chi tiết", words=twins), article("6", "Con dấu", words=STAMP),
    )  # fmt: skip
    assert [(line.old, line.pairs[0].new) for line in succession(old, old).lines] == [
        (f"art_{number}", f"art_{number}") for number in range(1, 7)
    ]


def test_chapters_count_where_both_laws_have_them() -> None:
    chapter = (Heading(Level.CHAPTER, "I", "GIÚP ĐỠ NẠN NHÂN"),)
    both = succession(
        units(article("1", "Ăn ở", words=MEALS), context=chapter),
        units(article("1", "Ăn ở", words=MEALS), context=chapter),
    )
    one = succession(
        units(article("1", "Ăn ở", words=MEALS), context=chapter), units(article("1", "Ăn ở", words=MEALS))
    )
    assert [found.lines[0].pairs[0].likeness for found in (both, one)] != [None, None]
    assert [like.chapter for found in (both, one) if (like := found.lines[0].pairs[0].likeness)] == [
        pytest.approx(1),
        None,
    ]


def test_likeness_lies_between_0_and_1_and_is_1_for_the_same_words() -> None:
    old = units(
        article("1", "Ăn ở", words=MEALS), article("2", "Đi lại", words=TRAVEL), article("3", "Học", words=SCHOOL)
    )
    likes = [pair.likeness for line in succession(old, old).lines for pair in line.pairs]
    assert [like.value for like in likes if like] == [pytest.approx(1)] * 3


def test_the_same_laws_give_the_same_answer_and_empty_ones_give_none() -> None:
    old = units(article("1", "Ăn ở", words=MEALS), article("2", "Đi lại", words=TRAVEL))
    assert succession(old, old[::-1]) == succession(old, old[::-1])
    assert succession([], []).lines == ()
    assert succession(units(article("1", "")), units(article("1", ""))).lines[0].kind is Kind.NONE


def said(old: str, new: str, verdict: JudgedAs = JudgedAs.CONFIRMED, by: str = "Lan") -> Judgement:
    return Judgement("12-2020-qh14", old, "34-2025-qh15", new, verdict, by, TODAY)


OLD = units(article("1", "Ăn ở", words=MEALS), article("2", "Con dấu", words=STAMP))
NEW = units(article("1", "Ăn ở", words=MEALS), article("2", "Canh gác", words=GUARD))


def test_a_suggestion_that_a_person_confirmed_says_so() -> None:
    pair = judged(succession(OLD, NEW), [said("art_1", "art_1")]).by_old["art_1"].pairs[0]
    assert (pair.state, pair.judgement and pair.judgement.said_by) == (State.CONFIRMED, "Lan")
    assert pair.likeness is not None


def test_a_pair_that_only_a_person_names_is_added() -> None:
    line = judged(succession(OLD, NEW), [said("art_2", "art_2")]).by_old["art_2"]
    assert (line.kind, [(pair.new, pair.state, pair.likeness) for pair in line.pairs]) == (
        "same",
        [("art_2", State.CONFIRMED, None)],
    )


def test_a_rejected_suggestion_stays_in_sight_but_does_not_count() -> None:
    found = judged(succession(OLD, NEW), [said("art_1", "art_1", JudgedAs.REJECTED)])
    assert found.by_old["art_1"].kind is Kind.NONE
    assert [pair.state for pair in found.by_old["art_1"].pairs] == [State.REJECTED]
    assert "art_1" in found.without_origin


def test_a_khoan_may_be_confirmed_and_two_of_them_are_no_merger() -> None:
    found = judged(succession(OLD, NEW), [said("art_2__cl_1", "art_2__cl_1"), said("art_2__cl_2", "art_2__cl_3")])
    assert found.by_old["art_2"].kind is Kind.SAME
    assert [pair.old for pair in found.origins["art_2"]] == ["art_2__cl_1", "art_2__cl_2"]


def test_what_was_said_of_an_article_that_is_gone_is_left_out() -> None:
    found = succession(OLD, NEW)
    assert judged(found, [said("art_9", "art_1")]) == found


OLD_LAW = law("12/2020/QH14", "Luật Giúp đỡ", expired=date(2025, 7, 1))
NEW_LAW = law("34/2025/QH15", "Luật Giúp đỡ", issued=date(2025, 1, 2), effective=date(2025, 7, 1))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[CorpusStore]:
    with CorpusStore(tmp_path / "corpus.db") as opened:
        opened.add(
            source("cũ"), [expression(OLD_LAW, article("1", "Ăn ở", words=MEALS), article("2", "Con dấu", words=STAMP))]
        )
        opened.add(
            source("mới"),
            [expression(NEW_LAW, article("1", "Ăn ở", words=MEALS), article("2", "Canh gác", words=GUARD))],
        )
        yield opened


@pytest.fixture
def force(store: CorpusStore) -> ForceTable:
    return ForceTable(Catalogue(TODAY, ()), records=store)


def test_what_a_person_said_last_of_a_pair_counts(store: CorpusStore) -> None:
    store.judge(said("art_1", "art_1"))
    store.judge(said("art_1", "art_1", JudgedAs.REJECTED, by=" Minh "))
    assert store.judgements("12-2020-qh14", "34-2025-qh15") == [said("art_1", "art_1", JudgedAs.REJECTED, by="Minh")]
    assert store.judgements("34-2025-qh15", "12-2020-qh14") == []


def test_nothing_is_said_without_a_name(store: CorpusStore) -> None:
    with pytest.raises(NobodyJudgesError, match=r"^Hãy ghi rõ ai xác nhận hoặc bác bỏ"):
        store.judge(said("art_1", "art_1", by=" "))


def test_what_was_said_outlives_a_new_reading_of_the_texts(store: CorpusStore, force: ForceTable) -> None:
    store.judge(said("art_1", "art_1"))
    store.add(
        source("cũ"),
        [
            expression(
                OLD_LAW,
                article(
                    "1",
                    "Ăn ở",
                    words=f"{MEALS} Có thêm lời.",
                ),
            )
        ],
    )
    table = Successions(store, force).between(OLD_LAW, NEW_LAW, TODAY)
    assert table.found.by_old["art_1"].pairs[0].state is State.CONFIRMED


def test_what_was_said_follows_an_article_that_a_better_reading_numbers_anew(store: CorpusStore) -> None:
    store.judge(said("art_2", "art_2"))
    store.add(
        source("cũ"), [expression(OLD_LAW, article("1", "Ăn ở", words=MEALS), article("2a", "Con dấu", words=STAMP))]
    )
    assert [(one.old_eid, one.new_eid) for one in store.judgements("12-2020-qh14", "34-2025-qh15")] == [
        ("art_2a", "art_2")
    ]


def test_a_table_is_kept_until_one_of_its_texts_changes(store: CorpusStore, force: ForceTable) -> None:
    successions = Successions(store, force)
    first = successions.between(OLD_LAW, NEW_LAW, TODAY).found
    assert successions.between(OLD_LAW, NEW_LAW, TODAY).found is first
    store.add(source("mới"), [expression(NEW_LAW, article("5", "Ăn ở", words=MEALS))])
    assert successions.between(OLD_LAW, NEW_LAW, TODAY).found.by_old["art_1"].pairs[0].new == "art_5"


def test_only_so_many_tables_are_kept(store: CorpusStore, force: ForceTable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(works, "_KEPT", 1)
    successions = Successions(store, force)
    first = successions.between(OLD_LAW, NEW_LAW, TODAY).found
    successions.between(NEW_LAW, OLD_LAW, TODAY)
    assert successions.between(OLD_LAW, NEW_LAW, TODAY).found is not first


def test_a_large_pair_is_not_compared_while_a_reader_waits(
    store: CorpusStore, force: ForceTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    successions = Successions(store, force)
    monkeypatch.setattr(works, "_QUICK", 3)
    assert successions.at_once(OLD_LAW, NEW_LAW, TODAY) is None
    table = successions.between(OLD_LAW, NEW_LAW, TODAY)
    assert successions.at_once(OLD_LAW, NEW_LAW, TODAY) == table
    monkeypatch.setattr(works, "_LARGEST", 3)
    with pytest.raises(TooManyArticlesError, match=r"quá nhiều điều để so từng đôi một\.$"):
        successions.between(NEW_LAW, OLD_LAW, TODAY)


def test_a_law_does_not_succeed_itself(store: CorpusStore, force: ForceTable) -> None:
    with pytest.raises(SameWorkError, match=r"^Luật 12/2020/QH14 không thể tự thay thế mình"):
        Successions(store, force).between(OLD_LAW, OLD_LAW, TODAY)


def test_the_old_text_is_that_of_its_last_day(store: CorpusStore, force: ForceTable) -> None:
    later = expression(OLD_LAW, article("1", "Ăn ở", words=GUARD), valid_from=date(2025, 7, 1))
    store.add(source("cũ, sửa sau"), [later])
    held = Successions(store, force).between(OLD_LAW, NEW_LAW, TODAY).old_units[0]
    assert MEALS in held.unit.provision.text


def test_the_catalogue_names_the_successor_even_where_its_text_is_not_held(tmp_path: Path) -> None:
    trafficking = law("66/2011/QH12", "Luật Phòng, chống mua bán người", issued=date(2011, 3, 29))
    with CorpusStore(tmp_path / "corpus.db") as opened:
        opened.add(source("66"), [expression(trafficking, article("1", "Ăn ở", words=MEALS))])
        table = ForceTable(load_catalogue(), records=opened)
        found = successor_of(trafficking, opened, table, TODAY)
        assert found is not None
        assert (found.number, found.slug) == ("53/2024/QH15", "53-2024-qh15")
        assert predecessors_of(found, opened, table) == [opened.work("66/2011/QH12")]
        assert work_named("53/2024/QH15", opened, table) == found


def test_a_text_of_its_own_type_that_ends_a_work_is_its_successor(store: CorpusStore, force: ForceTable) -> None:
    assert successor_of(OLD_LAW, store, force, TODAY) is None
    ends = Event(
        number=OLD_LAW.number, kind=EventKind.EXPIRED, day=date(2025, 7, 1), said_by=Witness.PERSON,
        act=NEW_LAW.number, reason="Điều 2 của luật mới",
    )  # fmt: skip
    store.say(OLD_LAW, ends, "Lan")
    assert successor_of(OLD_LAW, store, force, TODAY) == NEW_LAW
    assert predecessors_of(NEW_LAW, store, force) == [OLD_LAW]
