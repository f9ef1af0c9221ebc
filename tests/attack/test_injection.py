"""Text that would be more than text, put wherever text can be put, comes out of every page as text."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from corpus.catalogue import load_catalogue
from corpus.force import ForceTable
from corpus.store import CorpusStore
from corpus.text import clean
from tests.attack.pages import foreign, plain, words
from tests.attack.payload_shelf import CARRIER, fill, work_of
from tests.attack.payloads import GROUPS, MARKUP, PAYLOADS
from tests.fakes import RecordingLoad, WordSearch
from tests.web.shelf import TODAY
from web.app import Outside, create_app
from web.notebook import Notebook
from web.settings import WebSettings

ALL = tuple(range(len(PAYLOADS)))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CorpusStore]:
    with fill(tmp_path_factory.mktemp("payloads") / "corpus.db") as opened:
        yield opened


@pytest.fixture(scope="module")
def client(store: CorpusStore, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("door")
    force = ForceTable(load_catalogue())
    with Notebook(folder / "notebook.db") as notebook:
        app = create_app(
            WordSearch(store, force),
            store,
            force,
            WebSettings(requests_per_minute=0, upload_folder=folder / "uploads", log_requests=False),
            RecordingLoad(),
            outside=Outside(today=lambda: TODAY, notebook=notebook),
        )
        with TestClient(app, base_url="http://127.0.0.1", headers={"Accept": "text/html"}) as opened:
            yield opened


def page_of(client: TestClient, path: str, **asked: str) -> str:
    """Return a page, which must be one and hold nothing that is not ours."""
    shown = client.get(path, params=asked or None)
    assert shown.headers["content-type"].startswith("text/html"), path
    assert foreign(shown.text) == [], path
    return shown.text


def test_there_are_payloads_of_every_kind() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 200
    assert min(len(group) for group in GROUPS.values()) >= 10


@pytest.mark.parametrize("payload", [text for text in MARKUP if text.startswith(("<s", "<i", "<a ", "<b", "<f", "<m"))])
def test_the_check_sees_a_payload_that_is_not_escaped(client: TestClient, payload: str) -> None:
    harmless = client.get("/tro-giup").text
    assert foreign(harmless) == []
    broken = harmless.replace("<h1>", f"<h1>{payload}", 1)
    assert foreign(broken) or plain(payload) not in words(broken)


@pytest.mark.parametrize("index", ALL)
def test_titles_texts_and_file_names_come_out_as_text(client: TestClient, index: int) -> None:
    payload, address = plain(PAYLOADS[index]), f"/vb/{work_of(index).slug}"
    work = words(page_of(client, address))
    assert payload in work  # as title
    assert plain(f"{PAYLOADS[index].replace('/', '')}.docx").rpartition("\\")[2] in work  # as file name
    provision = words(page_of(client, f"{address}/dieu-1/khoan-1"))
    assert provision.count(payload) >= 2  # as heading and in the text


@pytest.mark.parametrize("index", ALL)
def test_a_question_comes_out_as_text(client: TestClient, index: int) -> None:
    question = f"tiền ăn {PAYLOADS[index]}"
    answered = client.post("/", data={"q": question})
    assert foreign(answered.text) == []
    assert plain(clean(question)) in words(answered.text)
    assert foreign(client.get("/", params={"q": question, "ngay": question, "lop": question}).text) == []


@pytest.mark.parametrize("index", ALL)
def test_a_draft_comes_out_as_text(client: TestClient, index: int) -> None:
    draft = f"Theo Điều 1 Nghị định {CARRIER.number}: “{PAYLOADS[index]} được cấp tiền ăn hằng tuần”."
    checked = client.post("/kiem-tra", data={"van_ban": draft})
    assert foreign(checked.text) == []
    assert checked.status_code == 200


@pytest.mark.parametrize("index", ALL)
def test_what_stands_in_an_address_comes_out_as_text(client: TestClient, index: int) -> None:
    payload = PAYLOADS[index]
    page_of(client, "/kho", ten=payload, loai=payload, ngay="", trang="1")
    page_of(client, "/so-sanh", cu=payload, moi=payload, ngay_cu=payload)
    page_of(client, "/ma-tran", lop=payload, ngay=payload)
    page_of(client, "/phieu/xem", lop=payload, duong=payload, noi=payload)
    page_of(client, "/tuy-chon", ve=payload)
    quoted = "".join(f"%{byte:02x}" for byte in payload.encode())
    for before in ("/vb/", "/hoi/", "/tuong-ung/a/", "/kiem-tra/", "/"):
        shown = client.get(f"{before}{quoted}")
        assert foreign(shown.text) == [], before


def test_a_page_that_carries_all_of_them_shows_all_of_them(client: TestClient) -> None:
    shown = words(page_of(client, f"/vb/{CARRIER.slug}"))
    assert [payload for payload in PAYLOADS if plain(payload) not in shown] == []


def test_preferences_in_cookies_come_out_as_nothing(client: TestClient) -> None:
    for payload in PAYLOADS:
        if payload.isascii() and payload.isprintable():
            shown = client.get("/tro-giup", headers={"Cookie": f"ngon_ngu={payload}; giao_dien={payload}"})
            assert foreign(shown.text) == []
