"""Questions made of provisions: values, wrong options that are surely wrong, lists, columns, and the same each time."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from urllib.parse import urlencode

import pytest

from corpus.catalogue import load_catalogue
from corpus.event import Event, EventKind, Witness
from corpus.force import ForceTable
from corpus.provision import Level, Provision
from corpus.rows import Held
from corpus.store import CorpusStore
from corpus.text import fold
from ingest.pipeline import ingest
from tests.laws import article, clause, held, law, point
from tests.shared import require_shared
from tests.web.packs.conftest import FILES, FIRST, LAW, MONEY, Door
from web.packs.citing import cite
from web.packs.editing import MAX_PROMPT
from web.packs.matching import letters_of
from web.packs.nouns import Cited, Passage, QuestionKind, Quiz, QuizQuestion
from web.packs.quiz import GAP, TRUE_FALSE, Ask, is_bound, named, questions, told_apart
from web.packs.quiz_values import ValueKind, others, same_value, stands_in, values_in
from web.packs.quizzing import questions_about
from web.packs.shelf import stamp_of
from web.shapes import View

DAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("trong 03 ngày làm việc", ["03 ngày làm việc"], id="working days"),
        pytest.param("trong thời hạn 05 (năm) ngày", ["05 (năm) ngày"], id="spelled out"),
        pytest.param("trong thời hạn 05 (sáu) ngày", [], id="spelled wrongly: nobody knows which is meant"),
        pytest.param("từ ngày 01 tháng 7 năm 2025", [], id="a date"),
        pytest.param("theo Điều 12 năm nay, khoản 3 tháng này", [], id="numbers of places"),
        pytest.param("phạt tù từ 05 năm đến 10 năm", ["từ 05 năm đến 10 năm"], id="a range is one value"),
        pytest.param("phạt từ 20.000.000 đồng", ["20.000.000 đồng"], id="a sum"),
        pytest.param("tỷ lệ 61% trở lên", ["61%"], id="a share"),
        pytest.param("Bộ Công an chủ trì", ["Bộ Công an"], id="a ministry"),
        pytest.param("Phòng Lao động - Thương binh và Xã hội chủ trì", [], id="an office that is gone"),
        pytest.param("công an báo cáo", [], id="every police"),
        pytest.param("Giám đốc Bộ Công an", [], id="a head that the others could not have"),
        pytest.param("Ủy ban nhân dân tỉnh, thành phố", [], id="one of a row"),
        pytest.param("số 12/2020/QH14, 3.5 ngày", [], id="numbers of papers and fractions"),
    ],
)
def test_values_are_told_from_dates_places_and_numbers(text: str, values: list[str]) -> None:
    assert [value.text for value in values_in(text, DAY)] == values


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("03 ngày làm việc", "05 ngày làm việc"),
        ("05 (năm) ngày", "07 (bảy) ngày"),
        ("18 tuổi", "16 tuổi"),
        ("20.000.000 đồng", "24.000.000 đồng"),
        ("61%", "60%"),
        ("từ 05 năm đến 10 năm", "từ 07 năm đến 12 năm"),
    ],
)
def test_other_values_are_written_as_the_value_is(text: str, near: str) -> None:
    (value,) = values_in(text, DAY)
    found = list(others(value, (), Random(1), DAY))
    assert near in found
    assert text not in found
    assert len(found) == len(set(found))


def test_other_offices_are_of_the_same_family_and_none_that_did_the_same_work() -> None:
    (value,) = values_in("Sở Y tế", DAY)
    found = list(others(value, (), Random(1), DAY))
    assert found
    assert all(name.startswith("Sở ") for name in found)
    assert "Sở Lao động - Thương binh và Xã hội" not in found


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("24 giờ", "01 ngày", True),
        ("60 ngày", "02 tháng", True),
        ("03 ngày", "3 ngày", True),
        ("03 ngày", "03 giờ", False),
        ("12 tháng", "01 năm", True),
    ],
)
def test_amounts_of_time_are_the_same_in_any_unit(one: str, other: str, *, same: bool) -> None:
    (first,), (second,) = values_in(one, DAY), values_in(other, DAY)
    assert same_value(first, second) is same


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


_CITED = Cited(
    number="12/2020/QH14",
    slug="12-2020-qh14",
    eid="",
    label="Điều 5",
    name="Luật 12/2020/QH14",
    full_name="Luật",
    on=DAY,
    quote="x",
    start=0,
    end=1,
    status="in_force",  # type: ignore[arg-type]  # not looked at here
    source_class="law",  # type: ignore[arg-type]  # as above
    permalink="/vb/12-2020-qh14",
)
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


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("Người dưới 18 tuổi đi cùng được hưởng chế độ hỗ trợ.", True),
        ("Người từ đủ 12 tuổi trở lên được hỏi ý kiến trước.", True),
        ("Thời gian hỗ trợ không quá 60 ngày cho mỗi người.", True),
        ("Phải trả lời trong thời hạn 03 ngày làm việc.", True),
        ("Người được tiếp nhận ở lại từ 03 tháng đến 06 tháng.", True),
        ("Bị phạt tù từ 05 năm đến 10 năm.", False),
        ("Mức trợ cấp là 20.000.000 đồng cho một người.", False),
        ("Sở Y tế ra quyết định hỗ trợ.", False),
    ],
)
def test_only_values_that_bound_nothing_are_judged_true_or_false(words: str, *, bound: bool) -> None:
    (value,) = values_in(words, DAY)
    assert is_bound(value, words) is bound


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


def test_questions_are_picked_kept_edited_and_put_in_order(door: Door) -> None:
    pack = door.new()
    item = door.cite(pack, "Điều 5 Luật 12/2020/QH14")
    page = door.page(f"/bo-tai-lieu/{pack}/cau-hoi?tu={item.id}")
    assert isinstance(item.content, Passage)
    offered = questions_about(item.content.cited, door.ground)
    assert all(f'value="{named(one)}"' in page for one in offered)
    nothing = door.post(f"/bo-tai-lieu/{pack}/cau-hoi", tu=item.id)
    assert nothing.status_code == 422
    assert "Hãy chọn ít nhất một câu hỏi." in nothing.text
    chosen = [named(one) for one in offered[:3]]
    made = door.post(f"/bo-tai-lieu/{pack}/cau-hoi", tu=item.id, chon=chosen, de_muc="Ôn tập")
    assert made.status_code == 303, made.text
    quiz = door.pack(pack).items[-1]
    assert isinstance(quiz.content, Quiz)
    assert (quiz.content.title, quiz.content.questions) == ("Ôn tập", tuple(offered[:3]))
    address = f"/bo-tai-lieu/{pack}/muc/{quiz.id}"
    assert "đoạn trích và đáp án thì không" in door.page(address)
    sent = door.post(
        address,
        thay=stamp_of(quiz),
        de_muc="Ôn tập cuối buổi",
        cau=["Mấy ngày?", offered[1].prompt, offered[2].prompt],
        giu=["0", "2"],
        thu_tu=["3", "2", "1"],
    )
    assert sent.status_code == 303, sent.text
    after = door.pack(pack).items[-1].content
    assert isinstance(after, Quiz)
    assert [one.prompt for one in after.questions] == [offered[2].prompt, "Mấy ngày?"]
    assert after.questions[1] == replace(offered[0], prompt="Mấy ngày?")


def test_buttons_move_a_question_and_save_what_was_typed(door: Door) -> None:
    pack = door.new()
    offered = [named(one) for one in questions_about(_first_cited(door, pack), door.ground)][:2]
    tu = door.pack(pack).items[0].id
    door.post(f"/bo-tai-lieu/{pack}/cau-hoi", tu=tu, chon=offered)
    quiz = door.pack(pack).items[-1]
    sent = door.post(
        f"/bo-tai-lieu/{pack}/muc/{quiz.id}",
        thay=stamp_of(quiz),
        de_muc="Ôn tập",
        cau=["Một?", "Hai?"],
        giu=["0", "1"],
        thu_tu=["1", "2"],
        viec="xuong-1",
    )
    assert sent.status_code == 200
    content = door.pack(pack).items[-1].content
    assert isinstance(content, Quiz)
    assert [one.prompt for one in content.questions] == ["Hai?", "Một?"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"de_muc": "", "cau": ["a", "b"], "giu": ["0"]}, "Hãy viết đề mục."),
        ({"de_muc": "x", "cau": ["a" * (MAX_PROMPT + 1), "b"], "giu": ["0"]}, "Câu hỏi dài quá"),
        ({"de_muc": "x", "cau": ["a", "b"], "giu": ["9"]}, "Hãy giữ ít nhất một câu"),
    ],
)
def test_a_quiz_edited_wrongly_keeps_what_was_typed(door: Door, fields: dict[str, object], said: str) -> None:
    pack = door.new()
    offered = [named(one) for one in questions_about(_first_cited(door, pack), door.ground)][:2]
    door.post(f"/bo-tai-lieu/{pack}/cau-hoi", tu=door.pack(pack).items[0].id, chon=offered)
    quiz = door.pack(pack).items[-1]
    refused = door.post(f"/bo-tai-lieu/{pack}/muc/{quiz.id}", thay=stamp_of(quiz), **fields)
    assert refused.status_code == 422
    assert said in refused.text
    assert ">b</textarea>" in refused.text
    assert door.pack(pack).items[-1] == quiz


def test_questions_go_into_a_quiz_that_is_there_each_once(door: Door) -> None:
    pack = door.new()
    offered = [named(one) for one in questions_about(_first_cited(door, pack), door.ground)]
    tu = door.pack(pack).items[0].id
    door.post(f"/bo-tai-lieu/{pack}/cau-hoi", tu=tu, chon=offered[:1])
    quiz = door.pack(pack).items[-1]
    door.post(f"/bo-tai-lieu/{pack}/cau-hoi", tu=tu, chon=offered[:3], vao=quiz.id)
    assert len(door.pack(pack).items) == 2
    content = door.pack(pack).items[-1].content
    assert isinstance(content, Quiz)
    assert [named(one) for one in content.questions] == offered[:3]


def test_a_typed_citation_leads_to_an_address_that_names_only_the_place(door: Door) -> None:
    pack = door.new()
    sent = door.post(f"/bo-tai-lieu/{pack}/cau-hoi", viec="tim", loi_dan="k1 đ5 luật 12/2020/QH14", ngay="01/12/2026")
    assert sent.status_code == 303, sent.text
    permalink = "/vb/12-2020-qh14/dieu-5/khoan-1?ngay=2026-12-01"
    assert sent.headers["location"] == f"/bo-tai-lieu/{pack}/cau-hoi?{urlencode({'cho': permalink})}"
    page = door.page(sent.headers["location"])
    assert "05 ngày làm việc" in page
    chosen = re.findall(r'name="chon" value="([^"]*)"', page)[:1]
    made = door.post(f"/bo-tai-lieu/{pack}/cau-hoi", cho=permalink, chon=chosen)
    assert made.status_code == 303, made.text
    assert isinstance(door.only(pack).content, Quiz)


def test_what_is_typed_and_not_found_stands_in_its_field_and_in_no_address(door: Door) -> None:
    pack = door.new()
    for path, field in (("cau-hoi", "loi_dan"), ("luat-cu-moi", "cu")):
        form = re.search(
            rf'<form method="(\w+)"[^>]*>(?:(?!</form>).)*name="{field}"',
            door.page(f"/bo-tai-lieu/{pack}/{path}"),
            re.S,
        )
        assert form
        assert form[1] == "post"
        sent = door.post(f"/bo-tai-lieu/{pack}/{path}", viec="tim", **{field: "chị Nguyễn Thị Hoa"})
        assert (sent.status_code, "location" in sent.headers) == (422, False)
        assert 'value="chị Nguyễn Thị Hoa"' in sent.text
    assert 'name="loi_dan" value=""' in door.page(f"/bo-tai-lieu/{pack}/cau-hoi?loi_dan=Hoa")


def test_a_handbook_gives_no_questions(door: Door) -> None:
    pack = door.new()
    door.post("/bo-tai-lieu/them", loai="passage", cho="/vb/so-tay-thu/muc-1", vao=pack)
    item = door.only(pack)
    shown = door.client.get(f"/bo-tai-lieu/{pack}/cau-hoi?tu={item.id}")
    assert shown.status_code == 422
    assert "không phải văn bản pháp luật" in shown.text


def _first_cited(door: Door, pack: str) -> Cited:
    content = door.cite(pack, "Điều 5 Luật 12/2020/QH14").content
    assert isinstance(content, Passage)
    return content.cited


def test_a_question_cites_the_store_and_its_status(door: Door) -> None:
    pack = door.new()
    cited = _first_cited(door, pack)
    view = View(ForceTable(load_catalogue(), records=door.store), cited.on, dated=True)
    for one in questions_about(cited, door.ground):
        for each in one.cited:
            unit = door.store.unit(door.store.work(each.slug), each.eid, each.on)
            inner = unit.unit.provision.find(each.eid)
            assert inner is not None
            assert each == cite(unit, inner, door.store, view, (each.start, each.end))


def test_points_that_hold_no_more_are_in_no_question() -> None:
    (before,) = letters_of(asked(FIRST_HELD))
    assert "điểm c" in before.left
    gone = ["art_5__cl_2__point_c"]
    (after,) = letters_of(asked(FIRST_HELD, gone=gone))
    assert after.left == ("điểm a", "điểm b", "điểm d")
    for one in questions(asked(FIRST_HELD, [FILES_HELD], gone=["art_5__cl_1", *gone])):
        assert "Tiền tàu xe" not in "".join(one.options)
        assert not one.stem.startswith("Trong thời hạn")


def test_no_question_is_made_of_law_that_does_not_hold_on_its_day(door: Door) -> None:
    pack = door.new()
    item = door.cite(pack, "Điều 32 Luật 66/2011/QH12")
    shown = door.client.get(f"/bo-tai-lieu/{pack}/cau-hoi?tu={item.id}")
    assert shown.status_code == 422
    assert "không có hiệu lực tại ngày 26/11/2026 (hết hiệu lực)" in shown.text
    held_then = door.cite(pack, "Điều 32 Luật 66/2011/QH12", "01/06/2025")
    assert isinstance(held_then.content, Passage)
    assert questions_about(held_then.content.cited, door.ground)


def test_a_point_that_ended_is_told_of_where_it_is_quoted_and_is_asked_about_nowhere(door: Door) -> None:
    place = "art_5__cl_2__point_c"
    ends = Event(number=LAW.number, kind=EventKind.EXPIRED, day=date(2026, 1, 1), said_by=Witness.PERSON, eid=place)
    door.store.say(LAW, ends, "Ban biên tập")
    item = door.cite(door.new(), "khoản 2 Điều 5 Luật 12/2020/QH14")
    assert isinstance(item.content, Passage)
    cited = item.content.cited
    assert "Điểm c khoản 2 Điều 5 hết hiệu lực từ ngày 01/01/2026: đừng dùng như luật hiện hành." in cited.cautions
    found = questions_about(cited, door.ground)
    assert found
    assert not [one for one in found for each in one.cited if each.eid == place]


def test_the_standing_of_the_law_stands_beside_each_question(door: Door) -> None:
    pack = door.new()
    offered = [named(one) for one in questions_about(_first_cited(door, pack), door.ground)]
    door.post(f"/bo-tai-lieu/{pack}/cau-hoi", tu=door.pack(pack).items[0].id, chon=offered[:2])
    page = door.page(f"/bo-tai-lieu/{pack}")
    assert page.count('class="question-standing"') == 2
    for question in page.split('<p class="prompt">')[1:]:
        before_key = question.partition('<details class="key">')[0]
        assert "tại ngày 26/11/2026" in before_key
