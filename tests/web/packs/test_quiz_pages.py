"""Quizzes on their pages: questions picked, kept, edited, put in order, and none of law that does not hold."""

import re
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

import pytest

from corpus.catalogue import load_catalogue
from corpus.event import Event, EventKind, Witness
from corpus.force import ForceTable
from tests.web.packs.conftest import LAW, Door
from web.packs.citing import cite
from web.packs.editing import MAX_PROMPT
from web.packs.nouns import Cited, Passage, Quiz
from web.packs.quiz import named
from web.packs.quizzing import questions_about
from web.packs.shelf import stamp_of
from web.shapes import View


def _first_cited(door: Door, pack: str) -> Cited:
    content = door.cite(pack, "Điều 5 Luật 12/2020/QH14").content
    assert isinstance(content, Passage)
    return content.cited


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
