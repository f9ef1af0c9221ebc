"""The referral card at the three doors, and that nothing but codes comes into it."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from pydantic import TypeAdapter
from starlette.testclient import TestClient

from corpus.case import Case, Health, PersonClass, Route, Support
from corpus.force import ForceTable
from corpus.store import CorpusStore
from tests.fakes import RecordingLoad, WordSearch
from tests.laws import article, clause, expression, law, source
from tests.web.shelf import ATTACK, TODAY
from tests.web.terminal import Cancu
from web.app import Outside, create_app
from web.card import card_address
from web.card_schemas import CardJson
from web.settings import WebSettings

NAME, PAPER, PHONE = "Nguyễn Thị Bích", "001186012345", "0912345678"
PERSON = f"{NAME} {PAPER} {PHONE}"[:40]
FIELDS = ("lop", "duong", "tuoi", "ngay_xac_dinh", "suc_khoe", "nguyen_vong", "noi", "ngay")
CHOSEN = {
    "lop": "victim",
    "duong": "reported",
    "tuoi": "17",
    "suc_khoe": ["injured"],
    "nguyen_vong": ["hardship", "travel"],
    "noi": "lang-son",
    "ngay": "22/11/2026",
}
ADDRESS = (
    "/phieu/xem?lop=victim&duong=reported&tuoi=17&suc_khoe=injured&nguyen_vong=travel&nguyen_vong=hardship"
    "&noi=lang-son&ngay=2026-11-22"
)


@pytest.fixture
def law_client(tmp_path: Path, force: ForceTable) -> Iterator[TestClient]:
    """A door over the old law in our own words: Điều 24 has khoản 1 and 2, and no fourth."""
    old = law("66/2011/QH12", "Luật thử", issued=date(2011, 3, 29), effective=date(2012, 1, 1))
    reception = article("24", "Tiếp nhận", clause("1", "Xã báo phòng."), clause("2", "Phòng tiếp nhận."))
    with CorpusStore(tmp_path / "corpus.db") as store:
        store.add(source("cũ"), [expression(old, reception, article("33", "Nhu cầu", words="Chỗ ở tạm.\n"))])
        app = create_app(
            WordSearch(store, force),
            store,
            force,
            WebSettings(),
            RecordingLoad(),
            outside=Outside(today=lambda: TODAY),
        )
        with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as opened:
            yield opened


def asked(client: TestClient, **codes: object) -> CardJson:
    """Return the card of the API, which has the shape it says."""
    answered = client.get("/api/v1/card", params=codes)  # type: ignore[arg-type]  # codes and lists of them
    assert answered.status_code == 200, answered.text
    return TypeAdapter(CardJson).validate_python(answered.json(), extra="forbid")


def assert_names_nobody(text: str) -> None:
    assert not re.search("|".join((NAME, "Bích", PAPER, PHONE, "0912")), text)


# ---------------------------------------------------------------- the doors agree


def test_the_api_gives_steps_with_who_by_when_and_on_what_ground(client: TestClient) -> None:
    made = asked(client, **{"class": "victim", "route": "reported", "place": "Lạng Sơn", "on": "2026-11-22"})
    assert made["ruling"] == "new"
    assert made["case"]["place"] == "tỉnh Lạng Sơn"
    assert all(step["who"] and step["grounds"] for step in made["steps"])
    assert [step["deadline"] for step in made["steps"] if step["id"] == "xac-minh-ban-dau"] == [
        "hỗ trợ ngay; xác minh chậm nhất 03 ngày"
    ]
    assert next(contact["number"] for contact in made["contacts"] if not contact["gone"]) == "111"


def test_each_quotation_of_a_card_stands_at_its_permalink(law_client: TestClient) -> None:
    made = asked(law_client, **{"class": "victim", "on": "2025-06-01", "route": "reported", "wish": ["travel"]})
    found = [ground for step in made["steps"] for ground in step["grounds"] if ground["permalink"]]
    assert {ground["label"].partition(" Luật")[0] for ground in found} == {
        "khoản 1 Điều 24",
        "khoản 2 Điều 24",
        "Điều 33",
    }
    for ground in found:
        address = str(ground["permalink"]).replace("/vb/", "/api/v1/provisions/").replace("ngay=", "on=")
        assert law_client.get(address).json()["text"][ground["start"] : ground["end"]] == ground["quote"]


def test_the_terminal_gives_the_same_card_as_the_api(cancu: Cancu) -> None:
    made = cancu(
        *("card", "--class", "victim", "--route", "reported", "--age", "17", "--health", "injured"),
        *("--wish", "hardship", "--place", "lang son", "--on", "2026-11-22", "--json"),
    ).json()
    assert TypeAdapter(CardJson).validate_python(made, extra="forbid")["steps"][0]["id"] == "cap-cuu"
    shown = cancu("card", "--class", "victim", "--identified-on", "2025-06-20", "--on", "2026-11-22")
    assert shown.status == 0
    assert "Luật 66/2011/QH12" in shown.out
    assert "[chưa kiểm chứng]" in shown.out
    assert "18001567 Số cũ: (số cũ, không gọi)" in shown.out


def test_a_support_is_told_with_a_stop_between_its_state_and_its_condition(cancu: Cancu) -> None:
    shown = cancu("card", "--class", "victim", "--identified-on", "2025-06-20", "--on", "2026-11-22").out
    supports = [line for line in shown.splitlines() if line.startswith("• ")]
    assert len(supports) == len(Support)
    assert [line for line in supports if not re.match(r"• [^:;]+: [^;]+(?:; |$)", line)] == []
    assert any("; tùy trường hợp" in line for line in supports)


def test_a_step_names_the_page_that_says_what_its_ground_does_not(client: TestClient) -> None:
    made = asked(client, **{"class": "victim", "wish": ["hardship"], "on": "2026-11-22"})
    pages = {step["id"]: step["source"] for step in made["steps"]}
    assert str(pages["don-mau-07"]).endswith("ma_thu_tuc=112584")
    assert pages["tiep-kin"] is None
    assert "ma_thu_tuc=112584" in client.get("/phieu/xem?lop=victim&nguyen_vong=hardship&ngay=2026-11-22").text


def test_the_terminal_refuses_a_name_for_a_place_without_repeating_it(cancu: Cancu) -> None:
    refused = cancu("card", "--place", PERSON)
    assert refused.status == 1
    assert "không có trong bảng tỉnh" in refused.err
    assert_names_nobody(refused.out + refused.err)


# ---------------------------------------------------------------- the page


def test_the_form_leads_to_the_address_of_the_card_and_back(client: TestClient) -> None:
    sent = client.post("/phieu", data=CHOSEN, follow_redirects=False)
    assert (sent.status_code, sent.headers["location"]) == (303, ADDRESS)
    shown = client.get(ADDRESS)
    assert shown.status_code == 200
    assert "Sở Y tế tỉnh Lạng Sơn" in shown.text
    assert "Mẫu số 07 của Nghị định số 162/2025/NĐ-CP" in shown.text
    again = client.get(f"/phieu?{urlsplit(ADDRESS).query}").text
    assert '<option value="victim" selected>' in again
    assert '<option value="lang-son" lang="vi" selected>' in again
    assert 'value="travel" checked' in again


def test_a_card_is_printed_with_its_address_its_day_and_the_warning(client: TestClient) -> None:
    shown = client.get(ADDRESS).text
    (foot,) = re.findall(r'<p class="print-only card-foot">(.*?)</p>', shown)
    assert "/phieu/xem?lop=victim&amp;" in foot
    assert "22/11/2026" in foot
    assert "không ghi tên, số giấy tờ, số điện thoại của người được hỗ trợ" in foot


def test_what_was_not_verified_or_must_be_looked_at_again_is_marked_in_words(law_client: TestClient) -> None:
    assert "chưa kiểm chứng</span>" in law_client.get("/phieu/xem?duong=rescued&ngay=2026-11-22").text
    stale = law_client.get("/phieu/xem?lop=pending_domestic&duong=reported&ngay=2025-06-01").text
    assert "cần xem lại</span>" in stale
    assert "không có khoản 4" in stale
    whole = law_client.get("/phieu/xem?duong=self_returned&ngay=2012-06-01").text
    assert "Phòng tiếp nhận." in whole


def test_an_address_has_one_form(client: TestClient) -> None:
    longer = f"{ADDRESS}&ten={NAME}"
    turned = "/phieu/xem?ngay=22/11/2026&noi=Lạng Sơn&lop=victim"
    assert client.get(longer, follow_redirects=False).headers["location"] == ADDRESS
    assert client.get(turned, follow_redirects=False).headers["location"] == (
        "/phieu/xem?lop=victim&noi=lang-son&ngay=2026-11-22"
    )


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("tuoi", "mười bảy", "Tuổi phải là một số"),
        ("ngay", "hôm nay", "Ngày phải có dạng"),
        ("lop", "khác", "không có trong danh sách"),
        ("noi", "Hải Đảo", "không có trong bảng tỉnh"),
        ("ngay_xac_dinh", "01/01/2030", "không thể sau ngày của phiếu"),
        ("ngay", "01/01/2000", "từ 01/01/2012"),
    ],
)
def test_the_page_says_what_is_wrong_and_keeps_what_is_right(
    client: TestClient, field: str, value: str, said: str
) -> None:
    refused = client.post("/phieu", data={"duong": "rescued", field: value}, follow_redirects=False)
    assert refused.status_code == 422
    assert said in refused.text
    assert '<option value="rescued" selected>' in refused.text


def test_the_form_asks_for_no_text(client: TestClient) -> None:
    page = client.get("/phieu").text
    form = page[page.index('action="/phieu"') : page.index("</main>")]
    assert "<textarea" not in form
    assert set(re.findall(r'<(?:select|input)[^>]* name="(\w+)"', form)) == set(FIELDS)
    typed = re.findall(r'<input[^>]* name="(\w+)"[^>]*type="text"', form)
    assert set(typed) == {"tuoi", "ngay_xac_dinh", "ngay"}


# ---------------------------------------------------------------- nobody's name


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("written", [NAME, PAPER, PHONE, PERSON])
def test_a_name_a_paper_or_a_telephone_number_in_a_field_never_reaches_a_card(
    client: TestClient, field: str, written: str
) -> None:
    sent = client.post("/phieu", data={**CHOSEN, field: written}, follow_redirects=False)
    opened = client.get("/phieu/xem", params={**CHOSEN, field: written}, follow_redirects=False)
    filled = client.get("/phieu", params={field: written})
    assert (sent.status_code, opened.status_code) == (422, 422)
    for answered in (sent, opened, filled):
        assert_names_nobody(answered.text)
        assert "location" not in answered.headers


@pytest.mark.parametrize("field", ["ten", "ho_ten", "cccd", "ghi_chu", "name", "note"])
def test_a_field_that_the_form_does_not_have_is_dropped(client: TestClient, field: str) -> None:
    sent = client.post("/phieu", data={**CHOSEN, field: PERSON}, follow_redirects=False)
    assert sent.headers["location"] == ADDRESS
    assert_names_nobody(client.get(sent.headers["location"]).text)


@pytest.mark.parametrize("name", ["class", "route", "age", "identified_on", "health", "wish", "place", "on", "ten"])
def test_the_api_refuses_what_is_no_code_without_repeating_it(client: TestClient, name: str) -> None:
    refused = client.get("/api/v1/card", params={name: PERSON})
    assert refused.status_code == 422
    assert_names_nobody(refused.text)


def test_script_in_a_field_is_never_shown(client: TestClient) -> None:
    for field in FIELDS:
        assert "alert(" not in client.post("/phieu", data={field: ATTACK[:40]}).text


def test_an_address_holds_only_codes_numbers_and_days() -> None:
    case = Case(
        person_class=PersonClass.FOREIGNER,
        route=Route.RESCUED,
        age=9,
        identified_on=date(2026, 1, 2),
        place="ha-noi",
        health=(Health.ILL,),
        wishes=(Support.PROTECTION,),
    )
    values = parse_qs(urlsplit(card_address(case, date(2026, 11, 22))).query)
    assert all(re.fullmatch(r"[a-z_-]+|\d{1,3}|\d{4}-\d\d-\d\d", one) for many in values.values() for one in many)
    assert len(values) == len(FIELDS)


def test_a_law_held_whole_bears_no_mark_of_a_missing_text(law_client: TestClient) -> None:
    (ground,) = asked(law_client, **{"class": "victim", "on": "2025-06-01"})["reason_grounds"]
    assert (ground["permalink"], ground["quote"]) == ("/vb/66-2011-qh12?ngay=2025-06-01", None)
