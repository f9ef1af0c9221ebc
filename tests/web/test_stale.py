"""The update check at the doors: the page, the files, the API, the terminal."""

import csv
import html
import io
import re
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from pptx import Presentation
from pydantic import TypeAdapter
from starlette.testclient import TestClient

from tests import factories
from tests.web.shelf import ATTACK, TODAY
from tests.web.terminal import Cancu, StandardInput
from web.checking.draft import Draft, Form
from web.checking.taking import Taken
from web.ground import Ground
from web.stale.review import review
from web.stale.schemas import ReviewJson, StaleJson
from web.turns import Turns

LEAFLET = (
    "Gọi ngay 1800 1567 hoặc báo Công an xã.\n"
    "Căn cứ Luật số 66/2011/QH12 và Nghị định 09/2013/NĐ-CP.\n"
    "Nộp hồ sơ tại Phòng LĐ-TB&XH; Phòng LĐ-TB&XH trả lời.\n"
    "Sở Y tế (trước đây là Sở Lao động - Thương binh và Xã hội) là đầu mối."
)


def send(client: TestClient, text: str = LEAFLET, day: str = "") -> str:
    """Send a text to the page and return where the review is."""
    sent = client.post("/ra-soat", files={"van_ban": (None, text), "ngay": (None, day)}, follow_redirects=False)
    assert sent.status_code == 303, sent.text
    return str(sent.headers["location"])


def send_file(client: TestClient, name: str, content: bytes) -> str:
    """Send a file to the page and return where the review is."""
    parts: dict[str, Any] = {"van_ban": (None, ""), "tep": (name, content)}
    sent = client.post("/ra-soat", files=parts, follow_redirects=False)
    assert sent.status_code == 303, sent.text
    return str(sent.headers["location"])


def plain(shown: str) -> str:
    """Return the words of a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", shown)).split())


def word(*lines: str) -> bytes:
    """Return a file of Word with a paragraph for each line."""
    return factories.docx(*map(html.escape, lines))


def slides(*lines: str) -> bytes:
    """Return a file of slides with one slide, its notes and a table."""
    shown = Presentation()
    slide = shown.slides.add_slide(shown.slide_layouts[1])
    slide.placeholders[1].text = "\n".join(lines)
    table = slide.shapes.add_table(1, 2, 0, 0, 10, 10).table
    table.cell(0, 0).text, table.cell(0, 1).text = "Tiền ăn", "60 ngày"
    slide.notes_slide.notes_text_frame.text = "Nhắc: Luật 66/2011/QH12."
    out = io.BytesIO()
    shown.save(out)
    return out.getvalue()


# ---------------------------------------------------------------- the page


def test_a_leaflet_is_shown_whole_with_marks_and_what_holds_now_beside_it(client: TestClient) -> None:
    address = send(client)
    assert re.fullmatch(r"/ra-soat/[\w-]{20,}", address)
    shown = client.get(address)
    assert shown.headers["cache-control"] == "no-store"
    words = plain(shown.text)
    assert "3 điều không còn đúng , 1 điều cần đối chiếu, 1 điều bài tự nêu như chuyện cũ." in words
    assert "từ ngày 06/12/2017" in words
    assert "Nay: Gọi 111: tổng đài này đã thay số 18001567." in words
    draft = shown.text[shown.text.index('<div class="beside-text') : shown.text.index('<div class="beside-notes')]
    assert LEAFLET in html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"<sup.*?</sup>", "", draft)))


def test_every_mark_leads_to_its_fact_and_every_fact_back_to_its_places(client: TestClient) -> None:
    shown = client.get(send(client)).text
    marks, places = set(re.findall(r'id="(cho-\d+)"', shown)), set(re.findall(r'href="#(cho-\d+)"', shown))
    leads, facts = set(re.findall(r'href="#(muc-\d+)"', shown)), set(re.findall(r'id="(muc-\d+)"', shown))
    assert marks == places
    assert leads == facts
    assert (len(marks), len(facts)) == (6, 5)


def test_facts_are_grouped_by_kind_with_their_count_and_filtered_by_what_they_ask(client: TestClient) -> None:
    address = send(client)
    words = plain(client.get(address).text)
    for group in ("Số điện thoại 1", "Văn bản, chương trình 2", "Cơ quan 2"):
        assert group in words
    doubtful = client.get(f"{address}?loc=look").text
    assert re.findall(r'<article class="phrase stale-point (\w+)"', doubtful) == ["care"]
    assert '<span class="quiet-mark">1800 1567</span>' in doubtful


def test_a_source_is_linked_and_a_place_that_is_held_leads_to_it(client: TestClient) -> None:
    shown = client.get(send(client)).text
    assert re.search(r'href="https://tacnghiep\.thoidai\.com\.vn/[^"]+" rel="noreferrer">tacnghiep', shown)
    assert "khoản 3 Điều 2 Luật số 86/2025/QH15" in shown


def test_a_leaflet_that_holds_says_so_and_that_this_proves_little(client: TestClient) -> None:
    words = plain(client.get(send(client, "Gọi 111. Báo Công an xã, Sở Y tế.")).text)
    assert "Không thấy điều nào đã cũ" in words
    assert "Không có gì phải xem trong phần này." in words


def test_a_leaflet_is_read_for_the_day_that_is_chosen(client: TestClient) -> None:
    words = plain(client.get(send(client, day="01/01/2020")).text)
    assert "1 điều không còn đúng" in words
    assert "Phòng Lao động - Thương binh và Xã hội" not in words


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        pytest.param("tờ rơi.docx", word(*LEAFLET.split("\n")), "trong bản sao tệp của bạn", id="docx"),
        pytest.param("bài giảng.pptx", slides("Gọi 18001567"), "Trang chiếu 1", id="pptx"),
        pytest.param("a.txt", LEAFLET.encode(), "1800 1567", id="txt"),
        pytest.param("a.html", f"<html><body><p>{LEAFLET}</p></body></html>".encode(), "1800 1567", id="html"),
    ],
)
def test_files_are_read_of_each_kind(client: TestClient, name: str, content: bytes, said: str) -> None:
    shown = plain(client.get(send_file(client, name, content)).text)
    assert name in shown
    assert said in shown
    assert "18001567" in shown


def test_words_of_slides_tables_and_notes_are_read(client: TestClient) -> None:
    shown = plain(client.get(send_file(client, "a.pptx", slides("Báo Phòng LĐTBXH"))).text)
    for said in ("60 ngày", "Luật 66/2011/QH12", "Ghi chú của người trình bày:", "Không quá 120 ngày"):
        assert said in shown


def test_what_cannot_be_read_is_said_on_the_form(client: TestClient) -> None:
    empty = client.post("/ra-soat", files={"van_ban": (None, " ")})
    assert (empty.status_code, "Hãy dán đoạn văn" in empty.text) == (422, True)
    broken = client.post("/ra-soat", files={"tep": ("a.pptx", factories.docx("x").replace(b"word/", b"pptx/"))})
    assert broken.status_code == 422


def test_a_review_can_be_forgotten(client: TestClient) -> None:
    address = send(client)
    assert client.post(f"{address}/xoa", follow_redirects=False).headers["location"] == "/ra-soat"
    assert client.get(address).status_code == 404
    assert client.get(f"{address}/csv").status_code == 404


def test_script_in_a_leaflet_and_in_its_name_comes_out_as_text(client: TestClient) -> None:
    text = f"{ATTACK} Gọi 18001567 {ATTACK}"
    named = send_file(client, f"{ATTACK[:30]}.txt", text.encode())
    for address in (send(client, text), named):
        for shown in (client.get(address).text, client.get(f"{address}/html").text):
            assert "<script>alert" not in shown
            assert "<img" not in shown
            assert 'onfocus="' not in shown


def test_the_page_is_english_where_english_was_chosen(client: TestClient) -> None:
    client.cookies.set("ngon_ngu", "en")
    address = send(client)
    words = plain(client.get(address).text)
    assert "3 facts are no longer true , 1 to be compared" in words
    assert "Telephone numbers 1" in words
    for path in ("/ra-soat", address):
        assert untranslated(client.get(path).text) == []


@pytest.mark.parametrize(
    "path", ["/kiem-tra", "/ma-tran", "/ma-tran?lop=victim&luat=new", "/phieu", "/phieu/xem?lop=victim&ngay=2026-11-22"]
)
def test_pages_of_work_are_english_where_english_was_chosen(client: TestClient, path: str) -> None:
    client.cookies.set("ngon_ngu", "en")
    assert untranslated(client.get(path).text) == []


def test_a_checked_draft_is_english_where_english_was_chosen(client: TestClient) -> None:
    client.cookies.set("ngon_ngu", "en")
    text = (
        "Điều 32 Luật 66/2011/QH12: “Chỗ ở tạm và bữa ăn hằng tuần”; khoản 3 Điều này; Điều 1 Nghị định 777/2031/NĐ-CP."
    )
    sent = client.post("/kiem-tra", files={"van_ban": (None, text)}, follow_redirects=False)
    assert untranslated(client.get(sent.headers["location"]).text) == []


_VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵắằẳẵặấầẩẫậếềểễệốồổỗộớờởỡợứừửữự]")


def untranslated(shown: str) -> list[str]:
    """Return the words in the main part of a page that are Vietnamese outside an element of that language."""
    body = shown[shown.index("<main") : shown.index("</main>")]
    found: list[str] = []
    open_: list[bool] = []
    for tag, text in re.findall(r"(<[^>]+>)([^<]*)", body):
        name = re.match(r"</?(\w+)", tag)
        if tag.startswith("</"):
            open_.pop()
        elif name and name[1] not in ("input", "br", "meta", "path", "img", "rect") and not tag.endswith("/>"):
            said = re.search(r' lang="(\w+)"', tag)
            open_.append(said[1] == "vi" if said else bool(open_ and open_[-1]))
        labels = re.findall(r' (?:aria-label|title|placeholder)="([^"]*)"', tag)
        if not (open_ and open_[-1]):
            found += [one.strip() for one in (text, *labels) if _VIETNAMESE.search(one)]
    return found


def test_a_text_that_says_one_old_thing_without_end_is_sent_back_with_a_sentence(client: TestClient) -> None:
    endless = "Tỉnh Hà Tây. " * 3_000
    sent = client.post("/ra-soat", files={"van_ban": (None, endless)}, follow_redirects=False)
    assert sent.status_code == 422
    assert "Văn bản có hơn 2.000 chỗ có thể đã cũ; hãy chia nhỏ rồi rà từng phần." in plain(sent.text)
    told = client.post("/api/v1/stale", json={"text": endless})
    assert (told.status_code, told.json()["code"]) == (422, "too_many_mentions")


def test_what_is_said_of_each_place_counts_in_the_room_that_reviews_have(client: TestClient) -> None:
    ground: Ground = client.app.state.ground  # type: ignore[attr-defined]  # Starlette's own type has no state
    crowded = "Gọi 1800 1567. " * 500
    found = review(Draft(crowded), ground.store, ground.view(None), TODAY)
    assert Taken(Draft(crowded), (), None).size + found.size > 10 * len(crowded.encode())


def test_slides_with_more_shapes_than_anybody_shows_are_refused_in_a_sentence(client: TestClient) -> None:
    shown = Presentation(io.BytesIO(slides("Gọi 18001567")))
    shape: Any = shown.slides[0].shapes[0]
    for _ in range(20_000):
        shape.element.addnext(deepcopy(shape.element))
    out = io.BytesIO()
    shown.save(out)
    sent = client.post("/ra-soat", files={"tep": ("a.pptx", out.getvalue())}, follow_redirects=False)
    assert (sent.status_code, "có hơn 20000 hình và ô chữ" in plain(sent.text)) == (422, True)


def test_files_are_read_a_few_at_a_time_and_the_rest_are_told_to_come_again(client: TestClient) -> None:
    app: Any = client.app
    drafts = Turns("Đang đọc nhiều tệp.", at_once=1, waiting=0)
    app.state.ground = replace(app.state.ground, drafts=drafts)
    held = send(client)
    parts: dict[str, Any] = {"tep": ("a.txt", LEAFLET.encode())}
    with drafts.turn():
        sent = [client.post(page, files=parts, follow_redirects=False) for page in ("/ra-soat", "/kiem-tra")]
        sent += [client.post(f"/api/v1/{one}", files={"file": parts["tep"]}) for one in ("stale", "cite/check")]
        sent.append(client.get(f"{held}/docx"))
        assert client.post("/ra-soat", files={"van_ban": (None, LEAFLET)}, follow_redirects=False).status_code == 303
    assert {(one.status_code, one.json()["detail"]) for one in sent} == {(503, "Đang đọc nhiều tệp.")}
    assert client.get(send_file(client, *parts["tep"])).status_code == 200


# ---------------------------------------------------------------- the files


@pytest.mark.parametrize("form", list(Form))
def test_a_review_is_given_as_a_file_whose_name_says_nothing(client: TestClient, form: Form) -> None:
    given = client.get(f"{send(client)}/{form}")
    assert given.headers["content-disposition"] == f'attachment; filename="ra-soat-{TODAY.isoformat()}.{form}"'
    assert given.content


def test_word_gets_comments_at_the_places_of_the_persons_own_file(client: TestClient) -> None:
    own = word("Mở đầu.", *LEAFLET.split("\n"))
    copy = docx.Document(io.BytesIO(client.get(f"{send_file(client, 'a.docx', own)}/docx").content))
    assert [paragraph.text for paragraph in copy.paragraphs] == ["Mở đầu.", *LEAFLET.split("\n")]
    said = [comment.text for comment in copy.comments]
    assert len(said) == 6
    assert said[0].startswith("✕ Không còn đúng từ 06/12/2017: Đường dây nóng 18001567.\nNay: Gọi 111")
    assert said[2].startswith("? Cần đối chiếu từ 01/07/2025: Nghị định 09/2013/NĐ-CP.")


def test_the_table_has_a_row_for_each_place_and_no_formula(client: TestClient) -> None:
    raw = client.get(f"{send(client, '=1+1 gọi 18001567.' + chr(10) + '+Sở LĐ-TB&XH')}/csv").content
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert [row["Kết luận"] for row in rows] == ["không còn đúng", "không còn đúng"]
    assert rows[0]["Không còn đúng từ ngày"] == "2017-12-06"
    assert not [cell for row in rows for cell in row.values() if cell[:1] in "=+-@\t\r" and cell]


def test_the_page_to_print_stands_alone_and_holds_the_whole_text(client: TestClient) -> None:
    shown = client.get(f"{send_file(client, 'tờ rơi.txt', LEAFLET.encode())}/html").text
    assert not re.search(r"<script|<link|<[^>]*\s(?:src|style|on\w+)=", shown)
    words = plain(shown)
    for said in ("tờ rơi.txt", "Toàn bài, có đánh dấu", "báo Công an xã", "Nay: Gọi 111"):
        assert said in words


# ---------------------------------------------------------------- the API and the terminal


def test_the_api_gives_facts_with_places_of_the_text(client: TestClient) -> None:
    answered = client.post("/api/v1/stale", json={"text": LEAFLET})
    found = TypeAdapter(StaleJson).validate_python(answered.json(), extra="forbid")
    assert found["counts"] == {"correct": 3, "look": 1, "none": 1}
    for fact in found["facts"]:
        assert all(LEAFLET[one["start"] : one["end"]] == one["text"] for one in fact["mentions"])
    assert [fact["kind"] for fact in found["facts"]] == ["hotline", "law", "law", "office", "office"]
    dated = client.post("/api/v1/stale", json={"text": LEAFLET, "on": "2020-01-01"}).json()
    assert [fact["id"] for fact in dated["facts"]] == ["so-18001567"]


def test_the_api_takes_a_file_and_gives_the_same_files(client: TestClient) -> None:
    body = {"file": ("a.docx", word(*LEAFLET.split("\n")))}
    assert client.post("/api/v1/stale", files=body).json()["counts"]["correct"] == 3
    whole = client.post("/api/v1/stale?report=json", json={"text": LEAFLET}).json()
    assert TypeAdapter(ReviewJson).validate_python(whole, extra="forbid")["corpus"]["works"] == 5
    assert client.post("/api/v1/stale?report=pdf", json={"text": LEAFLET}).status_code == 422


def test_the_terminal_gives_the_same_facts_as_the_api(
    cancu: Cancu, client: TestClient, tmp_path: Path, standard_input: StandardInput
) -> None:
    path = tmp_path / "tờ rơi.txt"
    path.write_text(LEAFLET, encoding="utf-8")
    made = cancu("stale", str(path), "--on", "2026-11-22", "--json").json()
    asked = client.post("/api/v1/stale", json={"text": LEAFLET, "on": "2026-11-22"}).json()
    assert [fact["id"] for fact in made["facts"]] == [fact["id"] for fact in asked["facts"]]
    shown = cancu("stale", str(path), "--on", "2026-11-22")
    assert "✕ [không còn đúng từ 06/12/2017] Số điện thoại: Đường dây nóng 18001567." in shown.out
    assert "? [cần đối chiếu từ 01/07/2025]" in shown.out
    standard_input(b"G\xe1\xbb\x8di 111.")
    assert "Không thấy điều nào đã cũ" in cancu("stale", "-").out


def test_the_terminal_writes_a_report_and_writes_over_none(cancu: Cancu, tmp_path: Path) -> None:
    path, out = tmp_path / "a.pptx", tmp_path / "ra.docx"
    path.write_bytes(slides("Gọi 18001567"))
    assert cancu("stale", str(path), "--report", str(out)).status == 0
    assert len(list(docx.Document(str(out)).comments)) == 3
    again = cancu("stale", str(path), "--report", str(out))
    assert (again.status, "thêm --force" in again.err) == (1, True)
