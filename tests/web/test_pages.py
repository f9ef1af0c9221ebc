"""Pages: what a person reads, without JavaScript."""

import re
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from web.answer_view import marked
from web.slips import Room, Slip, Slips

QUESTION = "Nạn nhân trở về được chỗ ở tạm"
PAGES = ("/", f"/?q={QUESTION}", "/kho", "/vb/66-2011-qh12", "/vb/66-2011-qh12/dieu-32/khoan-1", "/vb/none")


def test_a_question_travels_by_post_and_never_stands_in_an_address(client: TestClient) -> None:
    sent = client.post("/", data={"q": QUESTION, "ngay": "22/11/2026"}, follow_redirects=False)
    assert sent.status_code == 303
    assert re.fullmatch(r"/hoi/[\w-]{20,}", sent.headers["location"])
    first, again = client.get(sent.headers["location"]), client.get(sent.headers["location"])
    assert first.status_code == again.status_code == 200
    assert QUESTION in first.text


def test_an_answer_shows_warnings_first_then_statements_with_numbered_citations(client: TestClient) -> None:
    shown = client.post("/", data={"q": QUESTION}).text
    warning, statement, passage = (shown.index(part) for part in ("Lưu ý.", 'class="statement"', 'id="trich-1"'))
    assert warning < statement < passage
    assert 'href="#trich-1"' in shown
    assert 'href="/vb/66-2011-qh12/dieu-32/khoan-1"' in shown
    assert "Đã hiểu là:" in shown
    assert "<mark>" in shown


def test_one_click_searches_the_question_as_it_was_typed_and_one_goes_back(client: TestClient) -> None:
    page = client.post("/", data={"q": QUESTION}, follow_redirects=False).headers["location"]
    understood = client.get(page).text
    assert f"“{QUESTION} (đã đọc)”" in understood
    assert f'href="{page}?nguyen_van=1">Tìm đúng như đã gõ</a>' in understood
    literal = client.get(f"{page}?nguyen_van=1").text
    assert "Đã hiểu là" not in literal
    assert "Đang tìm đúng như đã gõ." in literal
    assert f'href="{page}">Tìm theo cách Căn Cứ hiểu</a>' in literal


def test_a_shared_address_says_whether_the_question_is_searched_as_it_was_typed(client: TestClient) -> None:
    understood = client.get("/", params={"q": QUESTION}).text
    (address,) = re.findall(r'href="(/\?[^"]*)">Tìm đúng như đã gõ', understood)
    assert address.endswith("nguyen_van=1")
    literal = client.get(address.replace("&amp;", "&")).text
    assert "Đang tìm đúng như đã gõ." in literal
    (shared,) = re.findall(r'href="(/\?[^"]*)">Địa chỉ chia sẻ', literal)
    assert shared == address
    (back,) = re.findall(r'href="(/\?[^"]*)">Tìm theo cách Căn Cứ hiểu', literal)
    assert "nguyen_van" not in back


def test_a_refusal_shows_its_reason_and_the_nearest_passages(client: TestClient) -> None:
    shown = client.post("/", data={"q": "nạn nhân xyz tvk qpr mnl hjk bcd"}).text
    assert "Chưa trả lời được" in shown
    assert "Kho chưa có căn cứ để trả lời." in shown
    assert "Quy định gần nhất trong kho" in shown


def test_a_question_that_is_a_citation_goes_straight_to_the_provision(client: TestClient) -> None:
    sent = client.post("/", data={"q": "khoản 1 Điều 32 Luật 66/2011/QH12"}, follow_redirects=False)
    assert sent.headers["location"] == "/vb/66-2011-qh12/dieu-32/khoan-1"
    dated = client.post("/", data={"q": "66/2011/QH12", "ngay": "1/7/2025"}, follow_redirects=False)
    assert dated.headers["location"] == "/vb/66-2011-qh12?ngay=2025-07-01"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param({"q": " "}, "Hãy gõ câu hỏi", id="empty"),
        pytest.param({"q": "a" * 2_001}, "dài quá 2000 ký tự", id="long"),
        pytest.param({"q": QUESTION, "ngay": "31/02/2026"}, "Không có ngày này trong lịch", id="no such day"),
        pytest.param({"q": QUESTION, "lop": "king"}, "không có trong danh sách", id="class"),
    ],
)
def test_a_wrong_form_keeps_what_was_typed_and_says_what_is_wrong(
    client: TestClient, typed: dict[str, str], said: str
) -> None:
    shown = client.post("/", data=typed)
    assert shown.status_code == 422
    assert said in shown.text
    assert 'aria-invalid="true"' in shown.text
    assert f'value="{typed["q"]}"' in shown.text


def test_a_question_no_longer_held_says_so(client: TestClient) -> None:
    shown = client.get("/hoi/khong-co")
    assert shown.status_code == 404
    assert "không còn được giữ" in shown.text


def test_questions_are_forgotten_after_an_hour() -> None:
    now = [0.0]
    slips: Slips[Slip] = Slips(lambda: now[0])
    name = slips.keep(Slip(QUESTION))
    now[0] = 3_599.0
    assert slips.get(name) == Slip(QUESTION)
    now[0] = 3_601.0
    assert slips.get(name) is None


def test_only_the_latest_questions_are_held() -> None:
    slips: Slips[Slip] = Slips(lambda: 0.0)
    names = [slips.keep(Slip(str(number))) for number in range(Room().most + 1)]
    assert slips.get(names[0]) is None
    assert slips.get(names[1]) == Slip("1")


def test_a_provision_stands_in_its_article_with_banner_crumbs_and_neighbours(client: TestClient) -> None:
    shown = client.get("/vb/66-2011-qh12/dieu-32/khoan-1").text
    assert "Hết hiệu lực" in shown
    assert 'id="dieu-32_khoan-1_diem-dd"' in shown
    assert re.search(r'class="block clause chosen" id="dieu-32_khoan-1" aria-current="true"', shown)
    assert "Chương V. HỖ TRỢ NẠN NHÂN" in shown
    assert 'rel="next" href="/vb/66-2011-qh12/dieu-8a"' in shown
    assert "luat.html" in shown
    assert "khoản 1 Điều 32 Luật Phòng, chống mua bán người số 66/2011/QH12 ngày 29/03/2011 của Quốc hội" in shown


def test_the_contents_beside_an_article_mark_it_and_open_its_chapter(client: TestClient) -> None:
    shown = client.get("/vb/66-2011-qh12/dieu-32").text
    contents = shown[shown.index('<nav class="contents') : shown.index("<article")]
    assert re.search(r'<li class="here"><a href="/vb/66-2011-qh12/dieu-32" aria-current="page">Điều\s32\.', contents)
    assert re.search(r"<details open><summary>Chương\sV\. HỖ TRỢ NẠN NHÂN", contents)


def test_links_lead_to_what_is_held_and_say_what_is_not(client: TestClient) -> None:
    shown = client.get("/vb/66-2011-qh12/dieu-32").text
    assert re.search(r'liên quan</span> <a href="/vb/66-2011-qh12/dieu-8a"', shown)
    assert re.search(r'được hướng dẫn bởi</span> <a href="/vb/911-2030-nd-cp/dieu-1"', shown)
    assert re.search(r"dẫn</span> <span[^>]*>Điều\s1 999/2031/QH99</span> <span[^>]*>\(kho chưa có\)", shown)


@pytest.mark.parametrize(
    ("written", "stays"),
    [
        ("/vb/66/2011/QH12/dieu-32", "/vb/66-2011-qh12/dieu-32"),
        ("/vb/66-2011-QH12", "/vb/66-2011-qh12"),
        ("/vb/66-2011-qh12/dieu-32/khoan-1/diem-đ", "/vb/66-2011-qh12/dieu-32/khoan-1/diem-dd"),
        ("/vb/66-2011-qh12/?ngay=2020-01-01", "/vb/66-2011-qh12?ngay=2020-01-01"),
        ("/vb/66-2011-qh12?ngay=01/07/2025", "/vb/66-2011-qh12?ngay=2025-07-01"),
    ],
)
def test_other_writings_of_an_address_lead_to_the_one_that_stays(client: TestClient, written: str, stays: str) -> None:
    sent = client.get(written, follow_redirects=False)
    assert (sent.status_code, sent.headers["location"]) == (308, stays)
    assert client.get(stays, follow_redirects=False).status_code == 200


def test_places_cited_in_the_text_can_be_followed(client: TestClient) -> None:
    own = client.get("/vb/66-2011-qh12/dieu-8a").text
    assert '<a class="cited" href="/vb/66-2011-qh12/dieu-32/khoan-2">khoản 2 Điều 32 của Luật này</a>' in own
    other = client.get("/vb/911-2030-nd-cp/dieu-1").text
    assert '<a class="cited" href="/vb/66-2011-qh12/dieu-32">Điều 32 Luật 66/2011/QH12</a>' in other
    here = client.get("/vb/66-2011-qh12/dieu-32").text
    assert '<a class="cited" href="/vb/66-2011-qh12/dieu-32/khoan-1/diem-a">điểm a khoản 1 Điều này</a>' in here


def test_a_handbook_is_never_shown_as_law(client: TestClient) -> None:
    shown = client.get("/vb/so-tay-thu/muc-1").text
    assert "không phải văn bản quy phạm pháp luật" in shown
    assert "hiệu lực tại ngày" not in shown
    assert "Sổ tay thử, không phải luật" not in client.get("/kho").text
    assert "sổ tay, hướng dẫn, không phải luật" in client.get("/kho").text


def test_an_unknown_article_offers_the_nearest(client: TestClient) -> None:
    shown = client.get("/vb/66-2011-qh12/dieu-31", headers={"Accept": "text/html"})
    assert shown.status_code == 404
    assert 'href="/vb/66-2011-qh12/dieu-32"' in shown.text


def test_a_work_that_only_the_catalogue_knows_is_told_apart_from_one_that_nobody_knows(client: TestClient) -> None:
    known = client.get("/vb/53-2024-qh15/dieu-37", headers={"Accept": "text/html"})
    assert known.status_code == 404
    assert "Theo danh mục của Căn Cứ" in known.text
    assert 'href="/vb/66-2011-qh12"' in known.text
    unknown = client.get("/vb/1-2099-qh99", headers={"Accept": "text/html"})
    assert "Theo danh mục" not in unknown.text


def test_two_works_of_one_number_are_both_offered(client: TestClient) -> None:
    shown = client.get("/vb/15-kh-ubnd", headers={"Accept": "text/html"})
    assert shown.status_code == 409
    assert 'href="/vb/15-kh-ubnd-2026-02-03"' in shown.text
    assert 'href="/vb/15-kh-ubnd-2025-02-04"' in shown.text


def test_the_day_of_a_page_decides_its_banner(client: TestClient) -> None:
    assert "Còn hiệu lực" in client.get("/vb/66-2011-qh12/dieu-32?ngay=2025-06-30").text
    assert "Chưa có hiệu lực" in client.get("/vb/66-2011-qh12/dieu-32?ngay=2011-12-31").text


def test_works_are_listed_newest_first_and_filtered_without_marks(client: TestClient) -> None:
    everything = client.get("/kho").text
    assert everything.index("15-kh-ubnd-2026-02-03") < everything.index("66-2011-qh12")
    found = client.get("/kho?ten=mua ban nguoi").text
    assert "1 văn bản" in found
    assert "66-2011-qh12" in found
    assert client.get("/kho?trang=99").status_code == 200


class _Outline(HTMLParser):
    """Collects ids, labels and the order of headings."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.labelled: list[str] = []
        self.targets: list[str] = []
        self.headings: list[int] = []
        self.outside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.ids += [found["id"]] if "id" in found else []
        self.labelled += [found["for"]] if tag == "label" else []
        self.targets += found.get("aria-labelledby", "").split()
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        address = found.get("src") or (found.get("href", "") if tag == "link" else "")
        self.outside += [address] if address and not address.startswith("/static/") else []
        assert "style" not in found
        assert not any(name.startswith("on") for name in found)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_one_first_heading_landmarks_and_labels(client: TestClient, path: str) -> None:
    shown = client.get(path, headers={"Accept": "text/html"}).text
    outline = _Outline()
    outline.feed(shown)
    assert '<html lang="vi">' in shown
    assert outline.headings.count(1) == 1
    assert len(outline.ids) == len(set(outline.ids))
    assert set(outline.labelled) | set(outline.targets) <= set(outline.ids)
    assert outline.outside == []
    assert all(part in shown for part in ("<main", "<header", "<footer", 'class="skip"'))


def test_static_files_are_ours_and_named_by_their_content(client: TestClient) -> None:
    for address in re.findall(r"/static/[^\"]+", client.get("/").text):
        assert client.get(address).status_code == 200
        assert re.search(r"\?v=[0-9a-f]{12}$", address)


def test_a_long_passage_keeps_what_is_around_its_marks() -> None:
    text = "từ " * 1_000
    pieces = marked(text, [(1_500, 1_560)])
    assert pieces[0].text == "… "
    assert pieces[-1].text == " …"
    assert "".join(piece.text for piece in pieces if piece.match) == text[1_500:1_560]
    assert sum(len(piece.text) for piece in pieces) < 800


def test_a_page_notes_the_offices_that_are_gone_on_the_day(client: TestClient) -> None:
    path = "/vb/so-tay-thu/muc-1"
    note = "Văn bản nêu cơ quan, địa bàn đã thay đổi: Phòng Lao động - Thương binh và Xã hội chậm nhất từ"
    assert note in client.get(f"{path}?ngay=2026-11-22").text
    assert "đã thay đổi" not in client.get(f"{path}?ngay=2025-06-30").text
    api = path.replace("/vb/", "/api/v1/provisions/")
    assert note in client.get(f"{api}?on=2026-11-22").json()["notes"][0]
    assert client.get(f"{api}?on=2025-06-30").json()["notes"] == []
