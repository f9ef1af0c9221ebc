"""Case exercises: a story, tasks with a key of cited provisions, and what the key does not say; tables of two laws."""

from datetime import date
from pathlib import Path

import pytest

from ingest.pipeline import ingest
from tests.laws import article, clause, expression, law, point, source
from tests.shared import require_shared
from tests.web.packs.conftest import Door
from web.packs.nouns import CaseExercise, Comparison
from web.packs.shelf import stamp_of

NEW_LAW = law("53/2024/QH15", "Luật Phòng, chống mua bán người", issued=date(2024, 11, 28), effective=date(2025, 7, 1))
NEW_PARTS = (
    article(
        "27",
        "Nhận tin của người tự đến",
        clause("1", "Công an cấp xã phải đưa người tự đến sang Ủy ban nhân dân cấp xã trong 02 ngày làm việc."),
    ),
    article(
        "37",
        "Đối tượng và chế độ hỗ trợ",
        clause(
            "1",
            "Nạn nhân là công dân Việt Nam, người không quốc tịch thì được các khoản sau:",
            point("a", "Chỗ ở tạm thời;"),
            point("b", "Hỗ trợ y tế;"),
        ),
    ),
    article("63", "Quy định chuyển tiếp", clause("1", "Người được xác định trước ngày 01/7/2025 theo luật trước đó.")),
)
CASE = {"lop": "victim", "tuoi": "17", "duong": "reported", "suc_khoe": ["injured"], "nguyen_vong": ["medical"]}


@pytest.fixture
def taught(door: Door) -> Door:
    door.store.add(source("luật mới"), [expression(NEW_LAW, *NEW_PARTS)])
    return door


def made(door: Door, pack: str, **fields: object) -> CaseExercise:
    """Make an exercise and return it."""
    sent = door.post(f"/bo-tai-lieu/{pack}/bai-tap", viec="tao", **{**CASE, "tinh_huong": "Em T. đến.", **fields})
    assert sent.status_code == 303, sent.text
    content = door.pack(pack).items[-1].content
    assert isinstance(content, CaseExercise)
    return content


def test_a_starting_story_is_told_from_the_codes_and_names_nobody(taught: Door) -> None:
    pack = taught.new()
    shown = taught.post(f"/bo-tai-lieu/{pack}/bai-tap", viec="mau", noi="lang-son", **CASE)
    assert shown.status_code == 200
    told = "Ngày 26/11/2026, một người 17 tuổi, tự đến khai báo ở trong nước tại tỉnh Lạng Sơn."
    assert told in shown.text
    assert "Người này bị thương. Người này muốn được hỗ trợ: y tế." in shown.text
    assert 'value="victim" selected' in shown.text
    assert taught.pack(pack).items == ()


def test_every_answer_of_an_exercise_is_a_slice_of_a_provision_and_the_rest_is_said_to_be_left_out(
    taught: Door,
) -> None:
    pack = taught.new()
    exercise = made(taught, pack, de_muc="Tình huống 1")
    assert (exercise.title, exercise.story, exercise.facts.age) == ("Tình huống 1", "Em T. đến.", 17)
    assert exercise.tasks
    for task in exercise.tasks:
        assert task.key
        for cited in task.key:
            unit = taught.store.unit(taught.store.work(cited.slug), cited.eid, cited.on)
            inner = unit.unit.provision.find(cited.eid)
            assert inner is not None
            assert inner.text[cited.start : cited.end] == cited.quote
            assert cited.on == exercise.on == date(2026, 11, 26)
    assert exercise.left_out
    assert any("kho chưa có lời văn" in one for one in exercise.left_out)
    shown = taught.page(f"/bo-tai-lieu/{pack}")
    assert "Đáp án chưa nói đến" in shown
    assert "Em T. đến." in shown


@pytest.mark.shared
def test_a_question_of_yes_or_no_has_yes_or_no_in_its_key(door: Door, tmp_path: Path) -> None:
    ingest([require_shared("data", "trafficking", "page_excerpts.jsonl")], door.store, tmp_path / "sources")
    exercise = made(door, door.new())
    judged = [task for task in exercise.tasks if task.prompt.startswith("Người này có được hỗ trợ")]
    assert [task.answer for task in judged] == ["Có"]
    assert all(not task.answer for task in exercise.tasks if task not in judged)


def test_who_must_do_what_is_asked_only_where_the_words_say_it_and_no_prompt_names_its_ground(taught: Door) -> None:
    exercise = made(taught, taught.new())
    for task in exercise.tasks:
        assert not [cited for cited in task.key if cited.label in task.prompt or cited.number in task.prompt]
        if "ai phải làm gì" in task.prompt:
            assert all("Ủy ban" in cited.quote or "Sở" in cited.quote or "Công an" in cited.quote for cited in task.key)
    told = "Về “Nhận tin của người tự đến”: trong tình huống này ai phải làm gì, trong thời hạn nào? Nêu căn cứ."
    (duty,) = [task for task in exercise.tasks if task.prompt == told]
    assert "Công an cấp xã phải đưa" in duty.key[0].quote
    assert any("không nói ai phải làm gì" in one for one in exercise.left_out)


def test_the_same_case_on_the_same_day_gives_the_same_key(taught: Door) -> None:
    pack = taught.new()
    assert made(taught, pack) == made(taught, pack)


def test_the_trainers_own_question_is_answered_by_citations_or_left_out(taught: Door) -> None:
    pack = taught.new()
    asked = "phải trả lời bằng văn bản trong thời hạn mấy ngày làm việc\n\nxyz tvk qpr mnl hjk"
    exercise = made(taught, pack, cau_hoi=asked)
    (own,) = [task for task in exercise.tasks if task.prompt.startswith("phải trả lời")]
    assert "03 ngày làm việc" in own.key[0].quote
    assert exercise.left_out[-1] == "Câu “xyz tvk qpr mnl hjk”: Kho chưa có căn cứ để trả lời."


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"tinh_huong": " "}, "Hãy viết tình huống"),
        ({"tuoi": "mười"}, "Tuổi phải là một số"),
        ({"lop": "king"}, "không có trong danh sách"),
        ({"ngay": "31/02/2026"}, "Không có ngày này"),
        ({"ngay_xac_dinh": "01/01/2027"}, "không thể sau ngày"),
        ({"cau_hoi": "\n".join(f"Câu {number}?" for number in range(11))}, "Nhiều nhất 10 câu hỏi thêm"),
    ],
)
def test_a_wrong_form_keeps_the_story_and_says_what_is_wrong(
    taught: Door, fields: dict[str, object], said: str
) -> None:
    pack = taught.new()
    told = {**CASE, "tinh_huong": "Em T. đến.", "de_muc": "Ca 1", **fields}
    refused = taught.post(f"/bo-tai-lieu/{pack}/bai-tap", viec="tao", **told)
    assert refused.status_code == 422
    assert said in refused.text
    assert 'value="Ca 1"' in refused.text
    assert taught.pack(pack).items == ()


def test_where_nothing_can_be_cited_no_exercise_is_made(door: Door) -> None:
    pack = door.new()
    refused = door.post(f"/bo-tai-lieu/{pack}/bai-tap", viec="tao", tinh_huong="Em T. đến.", **CASE)
    assert refused.status_code == 422
    assert "Kho chưa có lời văn nào để làm đáp án" in refused.text


def test_a_story_with_a_name_is_warned_of_and_not_refused(taught: Door) -> None:
    pack = taught.new()
    made(taught, pack, tinh_huong="Chị Nguyễn Thị Hoa, 0912345678, đến khai báo.")
    assert "có vẻ chứa tên người, số điện thoại" in taught.page(f"/bo-tai-lieu/{pack}")
    told = {**CASE, "tinh_huong": "Chị Nguyễn Thị Hoa đến."}
    refused = taught.post(f"/bo-tai-lieu/{pack}/bai-tap", viec="tao", **{**told, "tuoi": "x"})
    assert "có vẻ chứa tên người" in refused.text


def test_a_story_and_its_tasks_are_edited_and_the_key_stays(taught: Door) -> None:
    pack = taught.new()
    exercise = made(taught, pack, de_muc="Ca 1")
    item = taught.only(pack)
    sent = taught.post(
        f"/bo-tai-lieu/{pack}/muc/{item.id}",
        thay=stamp_of(item),
        de_muc="Ca 2",
        noi_dung="Em K. đến.",
        cau=["Làm gì trước?"],
        giu=["0"],
    )
    assert sent.status_code == 303, sent.text
    after = taught.only(pack).content
    assert isinstance(after, CaseExercise)
    assert (after.title, after.story) == ("Ca 2", "Em K. đến.")
    assert [(task.prompt, task.key) for task in after.tasks] == [("Làm gì trước?", exercise.tasks[0].key)]


def test_pairs_of_an_old_and_a_new_law_become_comparisons_each_side_on_its_day(taught: Door) -> None:
    pack = taught.new()
    shown = taught.page(f"/bo-tai-lieu/{pack}/luat-cu-moi?cu=66/2011/QH12")
    assert "Luật 66/2011/QH12 → Luật 53/2024/QH15" in shown
    assert 'value="art_32 art_37"' in shown
    nothing = taught.post(f"/bo-tai-lieu/{pack}/luat-cu-moi", cu="66/2011/QH12")
    assert nothing.status_code == 422
    assert "Hãy chọn ít nhất một cặp điều." in nothing.text
    sent = taught.post(f"/bo-tai-lieu/{pack}/luat-cu-moi", cu="66/2011/QH12", chon=["art_32 art_37"])
    assert sent.status_code == 303, sent.text
    content = taught.only(pack).content
    assert isinstance(content, Comparison)
    assert (content.old.citation, content.old.on) == ("Điều 32 Luật 66/2011/QH12", date(2025, 6, 30))
    assert (content.new.citation, content.new.on) == ("Điều 37 Luật 53/2024/QH15", date(2026, 11, 26))
    assert "".join(run.text for run in content.runs if run.change != "removed") == content.new.quote


def test_typed_laws_lead_to_an_address_that_names_them(taught: Door) -> None:
    address = f"/bo-tai-lieu/{taught.new()}/luat-cu-moi"
    sent = taught.post(address, viec="tim", cu=" 66/2011/qh12 ")
    assert (sent.status_code, sent.headers["location"]) == (303, f"{address}?cu=66-2011-qh12")
    assert 'value="art_32 art_37"' in taught.page(sent.headers["location"])
    both = taught.post(address, viec="tim", cu="66/2011/QH12", moi="53/2024/QH15")
    assert both.headers["location"] == f"{address}?cu=66-2011-qh12&moi=53-2024-qh15"


@pytest.mark.parametrize(
    ("number", "said"), [("1/2099/QH99", "1/2099/QH99"), ("12/2020/QH14", "Chưa biết văn bản nào thay thế")]
)
def test_a_law_without_a_successor_says_so(taught: Door, number: str, said: str) -> None:
    pack = taught.new()
    shown = taught.client.get(f"/bo-tai-lieu/{pack}/luat-cu-moi", params={"cu": number})
    assert shown.status_code == 422
    assert said in shown.text


def test_the_passages_of_a_collection_suggest_their_pairs_of_laws(taught: Door) -> None:
    pack = taught.new()
    taught.cite(pack, "khoản 1 Điều 32 Luật 66/2011/QH12")
    shown = taught.page(f"/bo-tai-lieu/{pack}/luat-cu-moi")
    assert f'href="/bo-tai-lieu/{pack}/luat-cu-moi?cu=66/2011/QH12"' in shown
