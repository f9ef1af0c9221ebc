"""What people write, send and keep comes out of pages and files as text, whatever it is."""

import csv
import json
import unicodedata
from collections.abc import Iterator
from io import BytesIO, StringIO

import pytest
from docx import Document
from starlette.testclient import TestClient

from corpus.catalogue import load_catalogue
from corpus.force import ForceTable
from corpus.store import CorpusStore
from corpus.text import clean
from tests.attack.pages import foreign, plain, words
from tests.attack.payload_shelf import CARRIER, fill
from tests.attack.payloads import PAYLOADS
from tests.fakes import RecordingLoad, WordSearch
from tests.web.conftest import TOKEN
from tests.web.shelf import TODAY
from web.app import Outside, create_app
from web.notebook import Notebook
from web.settings import WebSettings

ALL = tuple(range(len(PAYLOADS)))
_ITEMS = 100  # notes of one collection that is exported
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CorpusStore]:
    with fill(tmp_path_factory.mktemp("payloads") / "corpus.db") as opened:
        yield opened


@pytest.fixture(scope="module")
def client(store: CorpusStore, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("door")
    force = ForceTable(load_catalogue())
    settings = WebSettings(
        requests_per_minute=0, admin_token=TOKEN, upload_folder=folder / "uploads", log_requests=False
    )
    with Notebook(folder / "notebook.db") as notebook:
        outside = Outside(today=lambda: TODAY, notebook=notebook)
        app = create_app(WordSearch(store, force), store, force, settings, RecordingLoad(), outside=outside)
        with TestClient(app, base_url="http://127.0.0.1", headers={"Accept": "text/html"}) as opened:
            opened.post("/quan-tri", data={"ma": TOKEN})
            yield opened


def kept(payload: str) -> str:
    """Return a text as it may be kept: in one form of Unicode, without signs that cannot be seen."""
    composed = clean(plain(payload))
    return plain("".join(letter for letter in composed if unicodedata.category(letter) not in ("Cf", "Cc", "Cn", "Co")))


def seen(html: str) -> str:
    """Return the words of a page, which must hold nothing that is not ours."""
    assert foreign(html) == []
    return kept(words(html))


@pytest.mark.parametrize("index", ALL)
def test_a_collection_and_its_notes_come_out_as_text(client: TestClient, index: int) -> None:
    payload = PAYLOADS[index]
    made = client.post("/bo-tai-lieu", data={"ten": f"Bộ {payload}", "gioi_thieu": payload})
    root = str(made.url.path)
    assert root != "/bo-tai-lieu"
    client.post(f"{root}/ghi-chu", data={"de_muc": f"Mục {payload}", "noi_dung": payload})
    offer = {"loai": "passage", "cho": f"/vb/{CARRIER.slug}/dieu-{index + 1}", "ghi_chu": payload}
    client.post("/bo-tai-lieu/them", data={**offer, "vao": root.rpartition("/")[2]})
    wanted = kept(payload)
    for path in (root, f"{root}/sua", f"{root}/xoa", f"{root}/kiem", f"{root}/cau-hoi", f"{root}/bai-tap"):
        assert wanted in seen(client.get(path).text), path
    assert wanted in seen(client.get("/bo-tai-lieu").text)
    assert seen(client.post("/bo-tai-lieu/them", data=offer).text)
    client.post(f"{root}/xoa")


@pytest.mark.parametrize("index", ALL)
def test_what_is_typed_wrong_comes_out_as_text(client: TestClient, index: int) -> None:
    payload = PAYLOADS[index]
    offer = {"loai": payload, "cho": payload, "voi": payload, "vao": payload, "ten": payload}
    for path, fields in (
        ("/bo-tai-lieu/them", offer),
        ("/gop-y", {"hoi": payload, "y": payload, "ve": payload}),
        ("/quan-tri", {"ma": payload, "ve": payload}),
        ("/phieu", {"lop": payload, "duong": payload, "noi": payload, "ngay": payload}),
        ("/kho/nghi-ngo", {"nghi_ngo": payload, "ten": payload, "ghi_chu": payload, "ve": payload}),
        ("/kho/cach-ly/nap-lai", {"nguon": payload}),
    ):
        answered = client.post(path, data=fields)
        assert answered.status_code < 500, path
        assert answered.headers["content-type"].startswith("text/html"), path
        assert foreign(answered.text) == [], path


@pytest.mark.parametrize("index", ALL)
def test_a_paper_to_be_looked_through_comes_out_as_text(client: TestClient, index: int) -> None:
    paper = f"Gọi đường dây nóng 18001567. {PAYLOADS[index]} Theo Luật 66/2011/QH12."
    assert kept(PAYLOADS[index]) in seen(client.post("/ra-soat", data={"van_ban": paper}).text)


@pytest.mark.parametrize("index", ALL)
def test_the_name_of_a_file_comes_out_as_text(client: TestClient, index: int) -> None:
    name = f"{PAYLOADS[index]}.txt"
    sent = client.post("/kho/nap", files={"tep": (name, b"Dieu 1. Thu", "text/plain")})
    assert sent.status_code < 500
    assert foreign(sent.text) == []
    checked = client.post("/kiem-tra", files={"tep": (name, "Theo Điều 1.".encode(), "text/plain")})
    assert checked.status_code < 500
    assert foreign(checked.text) == []


def test_the_list_of_loads_shows_all_names_as_text(client: TestClient) -> None:
    assert foreign(client.get("/kho/nap").text) == []
    assert foreign(client.get("/kho/nap?trang=2").text) == []


@pytest.fixture(scope="module", params=range(0, len(PAYLOADS), _ITEMS))
def pack(client: TestClient, request: pytest.FixtureRequest) -> tuple[str, list[str]]:
    """Return the address of a collection of notes, and their payloads."""
    some = list(PAYLOADS[request.param : request.param + _ITEMS])
    root = str(client.post("/bo-tai-lieu", data={"ten": "=1+1 <b>Bộ</b> {{7*7}}"}).url.path)
    for payload in some:
        made = client.post(f"{root}/ghi-chu", data={"de_muc": f"x {payload}", "noi_dung": f"y {payload}"})
        assert made.status_code == 200
    for number in range(request.param + 1, request.param + _ITEMS, 3):  # of the articles whose words are payloads
        offer = {"loai": "passage", "cho": f"/vb/{CARRIER.slug}/dieu-{number}", "vao": root.rpartition("/")[2]}
        client.post("/bo-tai-lieu/them", data=offer)
    return root, some


def test_a_pack_in_html_holds_nothing_but_words(client: TestClient, pack: tuple[str, list[str]]) -> None:
    root, some = pack
    html = client.get(f"{root}/xuat/html").text.replace('"http://127.0.0.1/', '"/')  # whole addresses, for paper
    assert [one for one in foreign(html) if not one.startswith("<style>")] == []
    assert html.count("<style") == 1
    said = kept(words(html))
    assert [payload for payload in some if kept(payload) not in said] == []


def test_no_cell_of_a_pack_in_csv_is_a_formula(client: TestClient, pack: tuple[str, list[str]]) -> None:
    root, _ = pack
    text = client.get(f"{root}/xuat/csv").content.decode("utf-8-sig")
    cells = [cell for row in csv.reader(StringIO(text)) for cell in row]
    assert len(cells) > _ITEMS
    assert [cell for cell in cells if cell.startswith(_STARTS_A_FORMULA)] == []


def test_a_pack_in_json_is_json(client: TestClient, pack: tuple[str, list[str]]) -> None:
    root, some = pack
    said = kept(json.dumps(json.loads(client.get(f"{root}/xuat/json").content), ensure_ascii=False))
    assert "7*7" in said
    assert kept(some[0]).replace('"', '\\"') in said


def test_a_pack_in_word_holds_the_very_words(client: TestClient, pack: tuple[str, list[str]]) -> None:
    root, some = pack
    opened = Document(BytesIO(client.get(f"{root}/xuat/docx").content))
    said = kept("\n".join(paragraph.text for paragraph in opened.paragraphs))
    assert [payload for payload in some if kept(payload) not in said] == []


@pytest.mark.parametrize("form", ["pptx", "pdf", "md"])
def test_a_pack_of_payloads_can_be_written_in_every_form(
    client: TestClient, pack: tuple[str, list[str]], form: str
) -> None:
    root, _ = pack
    written = client.get(f"{root}/xuat/{form}")
    assert written.status_code == 200
    assert len(written.content) > 1_000
