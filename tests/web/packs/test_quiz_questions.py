"""Questions made of provisions: wrong options that are surely wrong, lists, columns, and the same each time."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.provision import Level, Provision
from corpus.rows import Held
from corpus.store import CorpusStore
from corpus.text import fold
from ingest.pipeline import ingest
from tests.laws import article, clause, held, law, point
from tests.shared import require_shared
from tests.web import gathered
from tests.web.packs.conftest import FILES, FIRST, LAW, MONEY
from tests.web.packs.conftest import TODAY as DAY
from web.packs.matching import letters_of
from web.packs.nouns import Cited, QuestionKind, QuizQuestion
from web.packs.quiz import GAP, TRUE_FALSE, Ask, named, questions, told_apart
from web.packs.quiz_values import ValueKind, same_value, stands_in, values_in


def asked(
    part: Held, beside: Sequence[Held] = (), nearest: Sequence[str] = (), eid: str = "", gone: Sequence[str] = ()
) -> Ask:
    """Return what questions about a unit are made of."""
    unit = part.unit.provision
    provision = unit.find(eid) or unit

    def citing(inner: Provision, span: tuple[int, int]) -> Cited:
        start, end = span
        return replace(_CITED, eid=inner.eid, quote=inner.text[start:end], start=start, end=end)

    work = [unit, *(one.unit.provision for one in beside)]
    return Ask(
        unit, provision, "Luật 12/2020/QH14", DAY, citing, lambda _: nearest, work, lambda place: place.eid not in gone
    )


_CITED = gathered.cited("", "Điều 5", "x", number="12/2020/QH14", slug="12-2020-qh14", name="Luật 12/2020/QH14", on=DAY)
FIRST_HELD, FILES_HELD, MONEY_HELD = held(LAW, FIRST), held(LAW, FILES), held(LAW, MONEY)


def of_kind(found: Sequence[QuizQuestion], kind: QuestionKind) -> list[QuizQuestion]:
    """Return the questions of a kind."""
    return [one for one in found if one.kind is kind]


def test_a_deadline_is_asked_for_with_other_deadlines_in_order() -> None:
    choice = of_kind(questions(asked(FIRST_HELD, [FILES_HELD])), QuestionKind.CHOICE)[0]
    assert choice.stem.startswith(f"Trong thời hạn {GAP} kể từ ngày nhận được đơn")
    assert choice.options[choice.right[0]] == "03 ngày làm việc"
    assert len(choice.options) == 4
    assert list(choice.options) == sorted(choice.options)
    assert choice.cited[0].quote in FIRST_HELD.unit.provision.text
    assert choice.prompt == "Theo khoản 1 Điều 5 Luật 12/2020/QH14, điền vào chỗ trống đúng như lời văn:"


def test_true_or_false_changes_a_fact_or_leaves_it_and_the_key_has_the_real_words() -> None:
    for one in of_kind(questions(asked(FIRST_HELD, [FILES_HELD])), QuestionKind.TRUE_FALSE):
        assert one.options == TRUE_FALSE
        said = one.stem.rpartition("\n")[2]
        assert (said in one.cited[0].quote) is (one.right == (0,))
        assert one.cited[0].quote in FIRST_HELD.unit.provision.text


def test_a_narrower_bound_is_never_called_wrong() -> None:
    words = "Người dưới 18 tuổi đi cùng người được bảo vệ được hưởng chế độ hỗ trợ như người được bảo vệ."
    found = questions(asked(held(law(), article("1", "Chế độ", clause("1", words)))))
    assert [one.kind for one in found] == [QuestionKind.CHOICE]


@pytest.mark.parametrize(
    "words",
    [
        "Cơ quan chịu trách nhiệm hỗ trợ nhu cầu thiết yếu gồm: Sở Y tế; cơ sở trợ giúp xã hội; cơ sở hỗ trợ nạn nhân.",
        "Cơ quan chịu trách nhiệm hỗ trợ nhu cầu thiết yếu gồm: Sở Y tế, cơ sở trợ giúp xã hội.",
        "Công an cấp tỉnh lập danh sách; phối hợp với Sở Y tế, cơ sở trợ giúp xã hội hỗ trợ y tế cho nạn nhân.",
        "Cơ quan chịu trách nhiệm thực hiện việc hỗ trợ nhu cầu thiết yếu quy định tại Điều này gồm: Sở Y tế;",
    ],
)
def test_no_question_is_cut_out_of_a_list_or_the_middle_of_a_sentence(words: str) -> None:
    assert questions(asked(held(law(), article("1", "Trách nhiệm", clause("1", words))))) == []


KITS = article(
    "8",
    "Việc của kho",
    clause(
        "1",
        "Thủ kho làm những việc sau:",
        point("a", "Khám nghiệm niêm phong của từng thùng hàng;"),
        point("b", "Khám xét xe chở hàng trước khi xuất bến;"),
        point("c", "Danh mục thiết bị phải thay thế trong quý."),
    ),
)


def test_a_list_asks_which_point_belongs_to_it_among_points_of_its_kind() -> None:
    kits = held(LAW, KITS)
    (choice,) = [
        one
        for one in of_kind(questions(asked(FIRST_HELD, [FILES_HELD, kits])), QuestionKind.CHOICE)
        if one.stem.startswith("Người được hỗ trợ nhận")
    ]
    right = choice.options[choice.right[0]]
    assert choice.cited[0].quote == right
    assert [option.split()[0] for option in choice.options] == ["Khám"] * 3
    wrong = [option for option in choice.options if option != right]
    assert all(option in kits.unit.provision.text for option in wrong)


def test_a_list_with_no_points_of_its_kind_elsewhere_is_not_asked_about() -> None:
    found = questions(asked(FIRST_HELD, [FILES_HELD]))
    assert not [one for one in found if one.stem.startswith("Người được hỗ trợ nhận")]


def test_no_two_questions_are_of_one_sentence_or_answer_each_other() -> None:
    first = "Người dưới 18 tuổi đi cùng người được bảo vệ ở trong nước được hưởng chế độ hỗ trợ quy định tại khoản 1."
    again = "Người dưới 18 tuổi đi cùng người được bảo vệ ở ngoài nước được hưởng chế độ hỗ trợ quy định tại khoản 1."
    part = held(law(), article("1", "Chế độ", clause("1", first), clause("2", again)))
    (one,) = questions(asked(part))
    assert one.cited[0].quote in first
    both = told_apart([*questions(asked(FIRST_HELD, [FILES_HELD, held(LAW, KITS)])), *letters_of(asked(FIRST_HELD))])
    assert len([one for one in both if "art_5__cl_2" in one.cited[0].eid]) == 1


def test_an_option_that_another_provision_makes_right_is_dropped() -> None:
    before = of_kind(questions(asked(FIRST_HELD)), QuestionKind.CHOICE)[0]
    wrong = before.options[0 if before.right != (0,) else 1]
    rival = f"Trong thời hạn {wrong} kể từ ngày nhận được đơn của người đề nghị thì phải trả lời."
    after = of_kind(questions(asked(FIRST_HELD, nearest=[rival])), QuestionKind.CHOICE)[0]
    assert wrong not in after.options
    elsewhere = f"Thuyền viên được nghỉ {wrong} sau mỗi chuyến đi biển dài."
    assert of_kind(questions(asked(FIRST_HELD, nearest=[elsewhere])), QuestionKind.CHOICE)[0] == before


def test_a_sentence_that_says_its_answer_twice_is_not_asked_about() -> None:
    words = "Phải trả lời trong 03 ngày làm việc, quá 03 ngày làm việc thì cấp trên trả lời thay cho cấp dưới."
    assert questions(asked(held(law(), article("1", "Trả lời", clause("1", words))))) == []
    day_and_hours = "Phải trả lời trong 24 giờ, tức là trong 01 ngày, kể từ khi nhận được đơn đề nghị hợp lệ."
    assert questions(asked(held(law(), article("1", "Trả lời", clause("1", day_and_hours))))) == []


def test_a_heading_that_says_the_answer_keeps_it_from_being_asked() -> None:
    words = "Việc trả lời bằng văn bản phải xong trong thời hạn 03 ngày làm việc kể từ ngày nhận được đơn."
    part = held(law(), article("1", "Thời hạn", clause("1", words)))
    told = replace(asked(part), name="Luật về thời hạn 03 ngày làm việc")
    assert questions(asked(part))
    assert questions(told) == []


def test_letters_and_points_are_matched_never_in_their_printed_order() -> None:
    (one,) = letters_of(asked(FIRST_HELD))
    assert one.left == ("điểm a", "điểm b", "điểm c", "điểm d")
    assert one.right != tuple(range(4))
    for left, right, cited in zip(one.left, one.right, one.cited, strict=True):
        assert cited.quote == one.options[right]
        assert cited.eid.endswith(left[-1])


def test_points_that_say_the_same_are_not_matched() -> None:
    same = clause("1", "Gồm:", point("a", "Chỗ ở;"), point("b", "Chỗ ở."), point("c", "Bữa ăn."))
    assert letters_of(asked(held(law(), article("1", "Hỗ trợ", same)))) == []


def test_points_that_hold_no_more_are_in_no_question() -> None:
    (before,) = letters_of(asked(FIRST_HELD))
    assert "điểm c" in before.left
    gone = ["art_5__cl_2__point_c"]
    (after,) = letters_of(asked(FIRST_HELD, gone=gone))
    assert after.left == ("điểm a", "điểm b", "điểm d")
    for one in questions(asked(FIRST_HELD, [FILES_HELD], gone=["art_5__cl_1", *gone])):
        assert "Tiền tàu xe" not in "".join(one.options)
        assert not one.stem.startswith("Trong thời hạn")


def test_the_same_provision_gives_the_same_questions() -> None:
    first, second = (questions(asked(FIRST_HELD, [FILES_HELD, MONEY_HELD])) for _ in range(2))
    assert first == second
    assert len({named(one) for one in first}) == len(first)


def proves(one: QuizQuestion, ask: Ask, day: date) -> None:
    """Hold a question to all that it promises."""
    for cited in one.cited:
        inner = ask.unit.find(cited.eid)
        assert inner is not None
        assert inner.text[cited.start : cited.end] == cited.quote
    shown = f"{one.prompt}\n{one.stem}"
    if one.kind is QuestionKind.CHOICE:
        right = one.options[one.right[0]]
        assert right in one.cited[0].quote
        assert one.stem.count(GAP) == 1
        assert not stands_in(right, shown)
        wrong = [option for at, option in enumerate(one.options) if at != one.right[0]]
        assert len(wrong) == len(set(wrong)) >= 2
        for option in wrong:
            assert fold(option) != fold(right)
            assert not stands_in(option, ask.unit.text)
            read = values_in(option, day)
            own = values_in(right, day)
            if read and own and ValueKind.OFFICE not in (read[0].kind, own[0].kind):
                assert not same_value(read[0], own[0])
    elif one.kind is QuestionKind.TRUE_FALSE:
        assert (one.stem.rpartition("\n")[2] in one.cited[0].quote) is (one.right == (0,))
    else:
        assert sorted(one.right) == list(range(len(one.left))) == list(range(len(one.options)))
        for left, place, cited in zip(one.left, one.right, one.cited, strict=True):
            assert cited.quote == one.options[place]
            assert left not in one.options[place]


def test_every_question_of_our_own_laws_proves_itself() -> None:
    for part in (FIRST_HELD, FILES_HELD, MONEY_HELD):
        ask = asked(part, [FIRST_HELD, FILES_HELD, MONEY_HELD])
        found = [*questions(ask), *letters_of(ask)]
        assert found
        for one in found:
            proves(one, ask, DAY)


def _works(store: CorpusStore) -> Iterator[list[Held]]:
    """Yield the articles of each work."""
    for work in store.works():
        units = [one for one in store.units(work, DAY) if one.unit.provision.level is Level.ARTICLE]
        if units:
            yield units


@pytest.mark.shared
def test_every_question_of_real_laws_proves_itself(tmp_path: Path) -> None:
    folder = require_shared("data", "trafficking", "raw_phapdien")
    provisions = made = 0
    with CorpusStore(tmp_path / "corpus.db") as store:
        ingest(sorted(folder.glob("*.html")), store, tmp_path / "sources")
        for units in _works(store):
            for at, part in enumerate(units[:40]):
                ask = asked(part, units[max(0, at - 10) : at + 10])
                found = [*questions(ask), *letters_of(ask)]
                provisions, made = provisions + 1, made + len(found)
                for one in found:
                    proves(one, ask, DAY)
    assert provisions > 300
    assert made > 700  # one a sentence, none that answers another
