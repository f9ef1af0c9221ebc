"""The pages of collections, without JavaScript: gather, order, note, take out, put back, rename, copy, delete."""

import re
from dataclasses import replace
from html import unescape

import pytest

from tests.web.gathered import exercise
from tests.web.packs.conftest import CHANGED, Door
from tests.web.shelf import ATTACK
from web.packs.nouns import Answered, Comparison, Note, Passage
from web.packs.shelf import MAX_ITEMS, stamp_of

PLACE = "khoản 1 Điều 5 Luật 12/2020/QH14"
LINK = "/vb/12-2020-qh14/dieu-5/khoan-1"


def forms(page: str) -> dict[str, str]:
    """Return the hidden fields of a page."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found}


def test_a_collection_is_made_and_listed(door: Door) -> None:
    assert "Chưa có bộ nào" in door.page("/bo-tai-lieu")
    made = door.post("/bo-tai-lieu", ten="Tập huấn tháng 12", gioi_thieu="Cho cán bộ xã")
    assert re.fullmatch(r"/bo-tai-lieu/[\w-]{12}", made.headers["location"])
    assert "Bộ này chưa có mục nào" in door.page(made.headers["location"])
    listed = door.page("/bo-tai-lieu")
    assert "Tập huấn tháng 12" in listed
    assert "0 mục" in listed


def test_a_collection_without_a_name_is_asked_for_one_and_keeps_what_was_typed(door: Door) -> None:
    refused = door.post("/bo-tai-lieu", ten=" ", gioi_thieu="Cho cán bộ xã")
    assert refused.status_code == 422
    assert "Hãy đặt tên cho bộ tài liệu." in refused.text
    assert "Cho cán bộ xã</textarea>" in refused.text
    assert 'aria-invalid="true"' in refused.text


def test_a_typed_citation_brings_the_words_of_its_day_and_their_permalink(door: Door) -> None:
    pack = door.new()
    item = door.cite(pack, PLACE)
    assert isinstance(item.content, Passage)
    cited = item.content.cited
    held = door.store.unit(door.store.work("12/2020/QH14"), cited.eid, cited.on)
    provision = held.unit.provision.find(cited.eid)
    assert provision is not None
    assert cited.quote == provision.text[cited.start : cited.end] == provision.text.strip()
    assert cited.permalink == f"{LINK}?ngay=2026-11-26"
    assert cited.whole
    shown = door.page(f"/bo-tai-lieu/{pack}")
    assert cited.quote in unescape(shown)
    assert f'href="{cited.permalink}"' in shown
    assert "tại ngày 26/11/2026" in shown
    later = door.cite(pack, PLACE, CHANGED.strftime("%d/%m/%Y")).content
    assert isinstance(later, Passage)
    assert "05 ngày làm việc" in later.cited.quote


@pytest.mark.parametrize(
    ("typed", "day", "said"),
    [
        ("", "", "Hãy gõ lời dẫn"),
        ("xin chào", "", "Kho chưa có văn bản xin chào"),
        ("/vb/12-2020-qh14/dieu-99", "", "không có Điều 99"),
        (PLACE, "31/02/2026", "Không có ngày này"),
        ("/vb/12-2020-qh14", "", "Chỉ thêm được từng điều"),
        ("a" * 700, "", "Lời dẫn dài quá"),
    ],
)
def test_a_citation_that_brings_nothing_is_kept_in_its_field_with_the_reason(
    door: Door, typed: str, day: str, said: str
) -> None:
    pack = door.new()
    refused = door.post(f"/bo-tai-lieu/{pack}/trich", loi_dan=typed, ngay=day)
    assert refused.status_code == 422
    assert said in unescape(refused.text)
    assert f'name="loi_dan" value="{typed}"' in refused.text
    assert door.pack(pack).items == ()


def test_the_button_of_a_provision_asks_which_collection_and_leads_back(door: Door) -> None:
    pack = door.new()
    asked = door.post("/bo-tai-lieu/them", loai="passage", cho=LINK)
    assert asked.status_code == 200
    assert "Thêm vào bộ nào?" in asked.text
    assert f'value="{pack}"' in asked.text
    added = door.post("/bo-tai-lieu/them", **forms(asked.text), vao=pack, ghi_chu="Nhấn mạnh số ngày")
    assert added.status_code == 303
    shown = door.page(added.headers["location"].partition("#")[0])
    assert "Đã thêm vào bộ tài liệu." in shown
    assert f'<a href="{LINK}">Trở lại trang trước</a>' in shown
    assert "Nhấn mạnh số ngày" in shown


def test_a_thing_may_go_into_a_new_collection_at_once(door: Door) -> None:
    added = door.post("/bo-tai-lieu/them", loai="passage", cho=LINK, vao="moi", ten="Bộ mới")
    assert added.status_code == 303
    assert [one.title for one in door.shelf.collections()] == ["Bộ mới"]
    refused = door.post("/bo-tai-lieu/them", loai="passage", cho=LINK, vao="moi", ten="")
    assert refused.status_code == 422
    assert "Hãy đặt tên" in refused.text
    long = door.post("/bo-tai-lieu/them", loai="passage", cho=LINK, vao="moi", ten="Bộ dở dang", ghi_chu="a" * 5_000)
    assert (long.status_code, "Ghi chú dài quá" in long.text) == (422, True)
    assert [one.title for one in door.shelf.collections()] == ["Bộ mới"]


def test_an_answer_is_gathered_with_its_citations_and_a_masked_question(door: Door) -> None:
    pack = door.new()
    typed = "Chị Nguyễn Thị Hoa 0912345678 được trả lời bằng văn bản trong thời hạn mấy ngày làm việc kể từ ngày nhận"
    name = door.post("/", q=typed).headers["location"].removeprefix("/hoi/")
    added = door.post("/bo-tai-lieu/them", loai="answer", cho=name, vao=pack)
    assert added.status_code == 303, added.text
    content = door.only(pack).content
    assert isinstance(content, Answered)
    assert "Hoa" not in content.question
    assert "0912345678" not in content.question
    assert content.statements
    assert {at for statement in content.statements for at in statement.at} == set(range(len(content.cited)))
    for cited in content.cited:
        held = door.store.unit(door.store.work(cited.slug), cited.eid, cited.on)
        provision = held.unit.provision.find(cited.eid)
        assert provision is not None
        assert provision.text[cited.start : cited.end] == cited.quote


def test_an_answer_no_longer_held_and_one_that_was_refused_bring_nothing(door: Door) -> None:
    pack = door.new()
    gone = door.post("/bo-tai-lieu/them", loai="answer", cho="khong-co", vao=pack)
    assert gone.status_code == 422
    assert "không còn được giữ" in gone.text
    name = door.post("/", q="xyz tvk qpr mnl hjk bcd").headers["location"].removeprefix("/hoi/")
    refused = door.post("/bo-tai-lieu/them", loai="answer", cho=name, vao=pack)
    assert "chưa có câu trả lời có căn cứ" in refused.text
    assert door.pack(pack).items == ()


def test_a_comparison_keeps_both_sides_on_their_days_and_the_runs_between_them(door: Door) -> None:
    pack = door.new()
    added = door.post(
        "/bo-tai-lieu/them", loai="comparison", cho=f"{LINK}?ngay=2026-11-26", voi=f"{LINK}?ngay=2026-12-01", vao=pack
    )
    assert added.status_code == 303, added.text
    content = door.only(pack).content
    assert isinstance(content, Comparison)
    assert ("03 ngày" in content.old.quote, "05 ngày" in content.new.quote) == (True, True)
    kept = "".join(run.text for run in content.runs if run.change != "removed")
    assert kept == content.new.quote
    shown = door.page(f"/bo-tai-lieu/{pack}")
    assert re.search(r"<del>.*?03.*?</del><ins>.*?05.*?</ins>", shown)


@pytest.mark.parametrize(
    "fields",
    [
        {"loai": "king", "cho": LINK},
        {"loai": "passage", "cho": "https://evil.example/vb/x"},
        {"loai": "passage", "cho": "//evil.example/vb/x"},
        {"loai": "passage", "cho": "/vb/12-2020-qh14/dieu-99"},
        {"loai": "passage", "cho": f"{LINK}?ngay=2026-13-01"},
        {"loai": "comparison", "cho": LINK, "voi": LINK},
        {"loai": "passage", "cho": "/vb/" + "a" * 700},
        {"loai": "passage", "cho": "//["},
        {"loai": "passage", "cho": "//℀/vb/x"},
        {"loai": "comparison", "cho": "//[", "voi": LINK},
        {"loai": "comparison", "cho": LINK, "voi": "//["},
        {"loai": "passage", "cho": LINK + "?" + "&".join("abcdefghijkl")},
    ],
)
def test_what_is_no_offer_is_refused_and_leads_nowhere_else(door: Door, fields: dict[str, str]) -> None:
    pack = door.new()
    refused = door.post("/bo-tai-lieu/them", **fields, vao=pack)
    assert refused.status_code in (404, 422)
    assert "Chưa thêm được." in refused.text
    assert 'href="https://evil' not in refused.text
    assert 'href="//evil' not in refused.text
    assert door.pack(pack).items == ()


@pytest.mark.parametrize("letter", ["ế", "<", "'"])
def test_the_page_of_the_longest_collection_stays_small_and_leads_to_all_of_it(door: Door, letter: str) -> None:
    pack = door.new()
    for _ in range(MAX_ITEMS):
        door.shelf.add(pack, Note("Đề mục " * 20, letter * 2_800))
    page = door.page(f"/bo-tai-lieu/{pack}")
    assert len(page.encode()) < 1_000_000
    assert unescape(page).count(letter * 2_800) > 20
    assert page.count("mở mục để xem cả") > 60
    assert page.count('id="muc-') == MAX_ITEMS


def test_the_list_reads_no_more_than_a_little_of_long_collections(door: Door) -> None:
    long, notes = door.new("Dài"), door.new("Ghi chú")
    for _ in range(3):
        door.shelf.add(long, replace(exercise(), story="a" * 150_000))
    for _ in range(20):
        door.shelf.add(notes, Note("", "a" * 20_000))
    page = door.page("/bo-tai-lieu")
    assert f'href="/bo-tai-lieu/{long}/kiem"' in page
    assert f'href="/bo-tai-lieu/{notes}/kiem"' not in page


def test_items_move_with_buttons_and_to_a_place(door: Door) -> None:
    pack = door.new()
    for name in "abc":
        door.post(f"/bo-tai-lieu/{pack}/ghi-chu", de_muc=name)
    first = door.pack(pack).items[0]

    def order() -> str:
        return "".join(item.content.heading for item in door.pack(pack).items if isinstance(item.content, Note))

    moved = door.post(f"/bo-tai-lieu/{pack}/muc/{first.id}/chuyen", huong="xuong")
    assert moved.headers["location"] == f"/bo-tai-lieu/{pack}#muc-{first.id}"
    assert order() == "bac"
    door.post(f"/bo-tai-lieu/{pack}/muc/{first.id}/chuyen", huong="len")
    assert order() == "abc"
    door.post(f"/bo-tai-lieu/{pack}/muc/{first.id}/chuyen", cho="3")
    assert order() == "bca"
    shown = door.page(f"/bo-tai-lieu/{pack}")
    assert shown.count('value="len" disabled') == shown.count('value="xuong" disabled') == 1


def test_an_item_taken_out_is_offered_back(door: Door) -> None:
    pack = door.new()
    item = door.cite(pack, PLACE)
    gone = door.post(f"/bo-tai-lieu/{pack}/muc/{item.id}/bo")
    shown = door.page(gone.headers["location"])
    assert "Đưa trở lại" in shown
    assert door.pack(pack).items == ()
    back = door.post(f"/bo-tai-lieu/{pack}/muc/{item.id}/tra-lai")
    assert back.status_code == 303
    assert door.only(pack) == item


def test_a_note_on_an_item_is_written_and_the_words_of_the_law_cannot_be(door: Door) -> None:
    pack = door.new()
    item = door.cite(pack, PLACE)
    page = door.page(f"/bo-tai-lieu/{pack}/muc/{item.id}")
    assert 'name="noi_dung"' not in page
    sent = door.post(
        f"/bo-tai-lieu/{pack}/muc/{item.id}", thay=forms(page)["thay"], ghi_chu="Nhớ hỏi lại.", noi_dung="Luật khác"
    )
    assert sent.status_code == 303
    after = door.only(pack)
    assert (after.note, after.content) == ("Nhớ hỏi lại.", item.content)
    assert "Nhớ hỏi lại." in door.page(f"/bo-tai-lieu/{pack}")


def test_two_who_edit_one_item_do_not_overwrite_each_other(door: Door) -> None:
    pack = door.new()
    item = door.cite(pack, PLACE)
    stamp = stamp_of(item)
    assert door.post(f"/bo-tai-lieu/{pack}/muc/{item.id}", thay=stamp, ghi_chu="Một").status_code == 303
    late = door.post(f"/bo-tai-lieu/{pack}/muc/{item.id}", thay=stamp, ghi_chu="Hai")
    assert late.status_code == 409
    assert "vừa được sửa ở nơi khác" in late.text
    assert "Hai</textarea>" in late.text
    assert door.only(pack).note == "Một"


def test_a_collection_is_renamed_copied_and_deleted_after_a_question(door: Door) -> None:
    pack = door.new("Cũ")
    door.cite(pack, PLACE)
    assert door.post(f"/bo-tai-lieu/{pack}/sua", ten="Mới", gioi_thieu="x").status_code == 303
    assert door.pack(pack).title == "Mới"
    copied = door.post(f"/bo-tai-lieu/{pack}/sao-chep").headers["location"]
    assert "Mới (bản sao)" in door.page(copied)
    assert "Xóa bộ tài liệu này?" in door.page(f"/bo-tai-lieu/{pack}/xoa")
    assert door.post(f"/bo-tai-lieu/{pack}/xoa").headers["location"] == "/bo-tai-lieu?bao=xoa"
    assert door.post(f"/bo-tai-lieu/{pack}/xoa").status_code == 303
    gone = door.client.get(f"/bo-tai-lieu/{pack}", headers={"Accept": "text/html"})
    assert gone.status_code == 404
    assert "có thể nó đã bị xóa" in gone.text
    assert [one.title for one in door.shelf.collections()] == ["Mới (bản sao)"]


def test_own_words_that_may_tell_of_a_person_are_warned_of_and_kept(door: Door) -> None:
    pack = door.new()
    door.post(f"/bo-tai-lieu/{pack}/ghi-chu", de_muc="Ca", noi_dung="Chị Nguyễn Thị Hoa, số 0912345678, kể lại.")
    shown = door.page(f"/bo-tai-lieu/{pack}")
    assert "có vẻ chứa tên người, số điện thoại" in shown
    assert "0912345678" in shown
    door.post(f"/bo-tai-lieu/{pack}/ghi-chu", de_muc="Khác", noi_dung="Một người đến khai báo.")
    assert door.page(f"/bo-tai-lieu/{pack}").count("có vẻ chứa") == 1


def test_script_in_titles_notes_stories_and_texts_comes_out_as_text(door: Door) -> None:
    pack = door.new(ATTACK[:150])
    item = door.cite(pack, PLACE)
    door.post(f"/bo-tai-lieu/{pack}/muc/{item.id}", thay=stamp_of(item), ghi_chu=ATTACK)
    door.post(f"/bo-tai-lieu/{pack}/ghi-chu", de_muc=ATTACK, noi_dung=ATTACK)
    note = door.pack(pack).items[-1]
    pages = [
        "/bo-tai-lieu",
        f"/bo-tai-lieu/{pack}",
        f"/bo-tai-lieu/{pack}/kiem",
        f"/bo-tai-lieu/{pack}/xoa",
        f"/bo-tai-lieu/{pack}/sua",
        f"/bo-tai-lieu/{pack}/bai-tap",
        f"/bo-tai-lieu/{pack}/luat-cu-moi",
        f"/bo-tai-lieu/{pack}/cau-hoi?tu={item.id}",
        f"/bo-tai-lieu/{pack}/muc/{note.id}",
        f"/bo-tai-lieu/{pack}?ve=javascript:alert(1)&bao=them",
    ]
    texts = [door.page(path) for path in pages]
    texts.append(door.post(f"/bo-tai-lieu/{pack}/trich", loi_dan=ATTACK, ngay=ATTACK).text)
    texts.append(door.post(f"/bo-tai-lieu/{pack}/bai-tap", viec="tao", tinh_huong=ATTACK, cau_hoi=ATTACK).text)
    texts.append(door.post("/bo-tai-lieu/them", loai="passage", cho=f"{LINK}{ATTACK}", ten=ATTACK).text)
    for shown in texts:
        assert "<script>alert" not in shown
        assert "<img" not in shown
        assert 'onfocus="' not in shown
        assert 'href="javascript:' not in shown


def test_without_a_notebook_the_pages_say_so(client: object) -> None:
    shown = client.get("/bo-tai-lieu", headers={"Accept": "text/html"})  # type: ignore[attr-defined]  # a TestClient
    assert shown.status_code == 503
    assert "không có nơi giữ bộ tài liệu" in shown.text
