"""A collection looked at again: what stands, what changed, what is gone; and items given the words of the day."""

from datetime import date

import pytest
from pydantic import TypeAdapter

from corpus.work import Status
from tests.laws import article, clause, expression, law, source
from tests.web.packs.conftest import CHANGED, FILES, LAW, Door
from web.packs.nouns import Answered, Cited, Comparison, Item, Passage, Quiz
from web.packs.quiz import named
from web.packs.quizzing import questions_about
from web.packs.rechecking import Outcome, alike, carried, recheck, successors
from web.packs.schemas import CitedJson, PackChecksJson, PackJson, PacksJson
from web.packs.shapes import cited_json
from web.packs.shelf import stamp_of

PLACE = "khoản 1 Điều 5 Luật 12/2020/QH14"
AFTER = date(2026, 12, 5)


def cited_of(item: Item) -> Cited:
    """Return the citation of a passage."""
    assert isinstance(item.content, Passage)
    return item.content.cited


def test_what_stands_is_said_to_stand(door: Door) -> None:
    pack = door.new()
    item = door.cite(pack, PLACE)
    assert recheck(cited_of(item), door.ground, door.days[0]).outcome is Outcome.SAME
    assert "Không mục nào cần xem lại" in door.page(f"/bo-tai-lieu/{pack}/kiem")
    assert "cần xem lại" not in door.page(f"/bo-tai-lieu/{pack}")


def test_words_that_changed_are_flagged_with_the_day_and_the_difference(door: Door) -> None:
    pack = door.new()
    item = door.cite(pack, PLACE)
    door.turn_to(AFTER)
    check = recheck(cited_of(item), door.ground, AFTER)
    assert check.outcome is Outcome.WORDS_CHANGED
    assert check.said == ("Lời văn đã khác từ ngày 01/12/2026.",)
    assert [run.text for run in check.runs if run.change != "same"] == ["03", "05"]
    shown = door.page(f"/bo-tai-lieu/{pack}/kiem")
    assert "1 mục cần xem lại." in shown
    assert "lời văn đã đổi" in door.page(f"/bo-tai-lieu/{pack}")
    assert "cần xem lại: 1" in door.page("/bo-tai-lieu")
    past = door.page(f"/bo-tai-lieu/{pack}/kiem?ngay=30/11/2026")
    assert "Không mục nào cần xem lại" in past


def test_a_law_that_ended_is_flagged_with_its_day_and_what_carries_it_on(door: Door) -> None:
    pack = door.new()
    item = door.cite(pack, "khoản 1 Điều 32 Luật 66/2011/QH12", "01/06/2025")
    check = recheck(cited_of(item), door.ground, door.days[0])
    assert check.outcome is Outcome.FORCE_CHANGED
    assert check.said[0].startswith("Hết hiệu lực từ ngày 01/07/2025; lúc lấy (01/06/2025) là “còn hiệu lực”.")
    assert check.now is not None
    assert check.now.status is Status.EXPIRED
    new = law("53/2024/QH15", "Luật Phòng, chống mua bán người", effective=date(2025, 7, 1))
    heir = article("37", "Chế độ hỗ trợ", clause("1", "Người trở về được chỗ ở tạm thời trong 20 ngày từ ngày đến."))
    door.store.add(source("luật mới"), [expression(new, heir)])
    (found,) = successors(check, door.ground, door.days[0])
    assert found.words.startswith("Điều 37 Luật 53/2024/QH15")
    assert found.address == "/vb/53-2024-qh15/dieu-37?ngay=2026-11-26"
    assert found.address in door.page(f"/bo-tai-lieu/{pack}/kiem")


def test_a_law_that_had_ended_when_it_was_taken_is_never_called_whole(door: Door) -> None:
    pack = door.new()
    item = door.cite(pack, "khoản 1 Điều 32 Luật 66/2011/QH12")
    assert (cited_of(item).status, cited_of(item).ended) == (Status.EXPIRED, date(2025, 7, 1))
    check = recheck(cited_of(item), door.ground, AFTER)
    assert check.outcome is Outcome.ENDED
    assert check.said[0].startswith("Hết hiệu lực từ ngày 01/07/2025, lúc lấy (26/11/2026) đã vậy.")
    page = door.page(f"/bo-tai-lieu/{pack}")
    assert "không có hiệu lực" in page
    assert "từ ngày 01/07/2025 (xem tại ngày 26/11/2026)" in page


def test_a_place_that_a_later_text_lacks_and_a_work_no_longer_held_are_told_apart(door: Door) -> None:
    pack = door.new()
    item = door.cite(pack, "Điều 7 Luật 12/2020/QH14")
    door.store.add(source("nữa"), [expression(LAW, FILES, valid_from=date(2027, 1, 1))])
    later = recheck(cited_of(item), door.ground, date(2027, 2, 1))
    assert later.outcome is Outcome.PLACE_GONE
    assert "không có Điều 7 vào ngày 01/02/2027" in later.said[0]
    for name in ("cũ", "mới", "nữa"):
        door.store.remove(source(name).sha256)
    assert recheck(cited_of(item), door.ground, door.days[0]).outcome is Outcome.NOT_HELD
    refused = door.post(f"/bo-tai-lieu/{pack}/muc/{item.id}/cap-nhat", thay=stamp_of(item))
    assert refused.status_code == 422
    assert "Kho không còn giữ" in refused.text


def test_updating_a_passage_takes_the_words_of_the_day_and_notes_the_change(door: Door) -> None:
    pack = door.new()
    item = door.cite(pack, PLACE)
    door.turn_to(AFTER)
    sent = door.post(f"/bo-tai-lieu/{pack}/muc/{item.id}/cap-nhat", ngay="05/12/2026", thay=stamp_of(item))
    assert sent.status_code == 303, sent.text
    after = door.only(pack)
    assert "05 ngày làm việc" in cited_of(after).quote
    assert cited_of(after).on == AFTER
    assert after.updates == (
        "Lấy theo luật của ngày 05/12/2026. khoản 1 Điều 5 Luật 12/2020/QH14: Lời văn đã khác từ ngày 01/12/2026.",
    )
    assert recheck(cited_of(after), door.ground, AFTER).outcome is Outcome.SAME
    assert "Các lần cập nhật" in door.page(f"/bo-tai-lieu/{pack}")


def test_updating_a_quiz_drops_the_questions_that_are_right_no_more_and_says_which(door: Door) -> None:
    pack = door.new()
    item = door.cite(pack, "Điều 5 Luật 12/2020/QH14")
    offered = questions_about(cited_of(item), door.ground)
    door.post(f"/bo-tai-lieu/{pack}/cau-hoi", tu=item.id, chon=[named(one) for one in offered])
    quiz = door.pack(pack).items[-1]
    assert isinstance(quiz.content, Quiz)
    door.turn_to(AFTER)
    sent = door.post(f"/bo-tai-lieu/{pack}/muc/{quiz.id}/cap-nhat", thay=stamp_of(quiz))
    assert sent.status_code == 303, sent.text
    after = door.pack(pack).items[-1]
    assert isinstance(after.content, Quiz)
    assert 0 < len(after.content.questions) < len(quiz.content.questions)
    assert all("03 ngày" not in cited.quote for one in after.content.questions for cited in one.cited)
    assert "Đã bỏ câu 1." in after.updates[-1]
    assert all(cited.on == AFTER for one in after.content.questions for cited in one.cited)


def test_updating_a_comparison_renews_its_new_side_only(door: Door) -> None:
    pack = door.new()
    door.post(f"/bo-tai-lieu/{pack}/so-sanh", cu=PLACE, ngay_cu="01/02/2024", moi=PLACE, ngay_moi="26/11/2026")
    item = door.only(pack)
    sent = door.post(f"/bo-tai-lieu/{pack}/muc/{item.id}/cap-nhat", ngay="05/12/2026", thay=stamp_of(item))
    assert sent.status_code == 303, sent.text
    after = door.only(pack).content
    assert isinstance(after, Comparison)
    assert (after.old.on, after.new.on) == (date(2024, 2, 1), AFTER)
    assert [run.text for run in after.runs if run.change != "same"] == ["03", "05"]


def test_updating_an_answer_asks_its_question_again(door: Door) -> None:
    pack = door.new()
    name = door.post("/", q="phải trả lời bằng văn bản trong thời hạn mấy ngày làm việc").headers["location"]
    door.post("/bo-tai-lieu/them", loai="answer", cho=name.removeprefix("/hoi/"), vao=pack)
    item = door.only(pack)
    door.turn_to(AFTER)
    sent = door.post(f"/bo-tai-lieu/{pack}/muc/{item.id}/cap-nhat", thay=stamp_of(item))
    assert sent.status_code == 303, sent.text
    after = door.only(pack).content
    assert isinstance(after, Answered)
    assert after.on == AFTER


def test_a_note_has_nothing_to_update(door: Door) -> None:
    pack = door.new()
    door.post(f"/bo-tai-lieu/{pack}/ghi-chu", de_muc="Phần 1")
    item = door.only(pack)
    refused = door.post(f"/bo-tai-lieu/{pack}/muc/{item.id}/cap-nhat", thay=stamp_of(item))
    assert refused.status_code == 422
    assert "không có lời văn của luật" in refused.text


@pytest.mark.parametrize(
    ("old", "new", "kept", "found"),
    [
        pytest.param("Một. Hai ba. Bốn.", "Không. Một. Hai ba. Bốn.", "Hai ba.", "Hai ba.", id="moved"),
        pytest.param("a) ăn ở; b) mặc.", "a) ăn uống ở; b) mặc.", "ăn ở;", "ăn uống ở;", id="put into"),
        pytest.param("a) ăn ở; b) mặc.", "a) đi học; b) mặc.", "ăn ở;", None, id="gone"),
    ],
)
def test_a_stretch_is_followed_into_new_words(old: str, new: str, kept: str, found: str | None) -> None:
    at = old.find(kept)
    span = carried(old, new, (at, at + len(kept)))
    assert (new[slice(*span)] if span else None) == found


def test_places_of_which_the_same_is_said_are_told_together(door: Door) -> None:
    pack = door.new()
    items = [door.cite(pack, f"{place} Luật 66/2011/QH12", "01/06/2025") for place in ("Điều 32", "khoản 1 Điều 32")]
    checks = [recheck(cited_of(item), door.ground, door.days[0]) for item in items]
    assert [len(group) for group in alike(checks)] == [2]


def test_the_api_lists_gives_and_checks_collections_in_the_shape_it_says(door: Door) -> None:
    pack = door.new("Tập huấn")
    item = door.cite(pack, PLACE)
    listed = TypeAdapter(PacksJson).validate_python(door.client.get("/api/v1/collections").json(), extra="forbid")
    assert [(one["id"], one["title"], one["items"]) for one in listed["collections"]] == [(pack, "Tập huấn", 1)]
    answered = door.client.get(f"/api/v1/collections/{pack}").json()
    given = TypeAdapter(PackJson).validate_python(answered, extra="forbid")
    assert given["items"][0]["kind"] == "passage"
    assert given["items"][0]["cited"] == [cited_json(cited_of(item))]
    answered = door.client.get(f"/api/v1/collections/{pack}/check", params={"on": CHANGED.isoformat()}).json()
    checked = TypeAdapter(PackChecksJson).validate_python(answered, extra="forbid")
    assert (checked["stale"], checked["checks"][0]["outcome"]) == (1, "words_changed")
    assert set(cited_json(cited_of(item))) == set(CitedJson.__annotations__)
    missing = door.client.get("/api/v1/collections/khong-co")
    assert (missing.status_code, missing.json()["code"]) == (404, "collection_not_found")
