"""Files of collections over HTTP and at the terminal."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from starlette.testclient import TestClient

from corpus.force import ForceTable
from corpus.store import CorpusStore
from tests.fakes import RecordingLoad, WordSearch
from tests.web.gathered import KEY_ONLY, contents
from tests.web.read_back import folded, page_words
from tests.web.shelf import TODAY
from tests.web.terminal import Cancu
from web.app import Outside, create_app
from web.notebook import Notebook
from web.packs.exports import Form
from web.packs.nouns import Unreadable
from web.packs.shelf import Shelf
from web.routes import pack_exports
from web.settings import LOOPBACK_HOSTS, WebSettings
from web.turns import BusyError, Turns


def fill(shelf: Shelf) -> str:
    """Put one item of each kind into a new collection; return its id."""
    made = shelf.create("Tập huấn: hỗ trợ nạn nhân")
    for content in contents():
        if not isinstance(content, Unreadable):
            shelf.add(made, content)
    return made


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    with Notebook(tmp_path / "notebook.db") as notebook:
        yield Shelf(notebook)


@pytest.fixture
def client(store: CorpusStore, force: ForceTable, tmp_path: Path, shelf: Shelf) -> Iterator[TestClient]:
    with Notebook(tmp_path / "notebook.db") as notebook:
        outside = Outside(today=lambda: TODAY, notebook=notebook)
        settings = WebSettings(requests_per_minute=0, hosts=(*LOOPBACK_HOSTS, "may-chu"))
        app = create_app(WordSearch(store, force), store, force, settings, RecordingLoad(), outside=outside)
        with TestClient(app, base_url="http://127.0.0.1") as opened:
            yield opened


@pytest.mark.parametrize("form", Form)
def test_a_collection_is_given_as_a_file_to_keep(client: TestClient, shelf: Shelf, form: Form) -> None:
    address = f"/bo-tai-lieu/{fill(shelf)}/xuat/{form.value}"
    taken = client.get(address, params={"dap_an": "1"})
    name = f"tap-huan-ho-tro-nan-nhan-2026-11-22-giang-vien.{form.value}"
    assert taken.status_code == 200
    assert taken.headers["content-disposition"] == f"attachment; filename=\"{name}\"; filename*=UTF-8''{name}"
    assert taken.headers["cache-control"] == "no-store"
    assert taken.headers["x-content-type-options"] == "nosniff"
    assert "hoc-vien" in client.get(address).headers["content-disposition"]


def test_two_files_are_made_at_once_and_the_rest_come_again(
    client: TestClient, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns = Turns("Đang xuất nhiều tệp cùng lúc.", waiting=0)
    monkeypatch.setattr(pack_exports, "_turns", turns)
    address = f"/bo-tai-lieu/{fill(shelf)}/xuat/json"
    with turns.turn(), turns.turn():
        refused = client.get(address)
    assert (refused.status_code, "Đang xuất nhiều tệp cùng lúc" in refused.text) == (503, True)
    assert client.get(address).status_code == 200


def test_who_waits_for_a_turn_is_refused_after_a_while() -> None:
    turns = Turns("Đang xuất nhiều tệp.", waiting=1, patience=0.01)
    with turns.turn(), turns.turn(), pytest.raises(BusyError), turns.turn():
        pass
    with turns.turn(), turns.turn():
        pass


def test_the_learners_version_is_given_unless_the_answers_are_asked_for(client: TestClient, shelf: Shelf) -> None:
    address = f"/bo-tai-lieu/{fill(shelf)}/xuat/json"
    with_key = [
        client.get(address, params=query).text.count(KEY_ONLY[0]) for query in ({}, {"dap_an": "0"}, {"dap_an": "1"})
    ]
    assert with_key == [0, 0, 2]


def test_links_in_a_file_lead_to_the_host_it_was_taken_from(client: TestClient, shelf: Shelf) -> None:
    made = fill(shelf)
    pack = json.loads(client.get(f"/bo-tai-lieu/{made}/xuat/json", headers={"host": "may-chu:8000"}).text)
    assert pack["address"] == f"http://may-chu:8000/bo-tai-lieu/{made}"
    assert pack["sources"][0]["address"].startswith("http://may-chu:8000/vb/")
    here = json.loads(client.get(f"/bo-tai-lieu/{made}/xuat/json").text)
    assert here["address"] == f"/bo-tai-lieu/{made}"


@pytest.mark.parametrize(
    ("path", "status"),
    [("{id}/xuat/doc", 422), ("{id}/xuat/docx?dap_an=2", 422), ("khong-co/xuat/docx", 404), ("{id}/xuat/", 404)],
)
def test_what_cannot_be_given_is_refused_in_a_sentence(
    client: TestClient, shelf: Shelf, path: str, status: int
) -> None:
    refused = client.get(f"/bo-tai-lieu/{path.format(id=fill(shelf))}", headers={"accept": "text/html"})
    assert refused.status_code == status
    assert "attachment" not in refused.headers.get("content-disposition", "")


def test_in_english_our_words_are_english_and_the_law_is_not(client: TestClient, shelf: Shelf) -> None:
    client.cookies.set("ngon_ngu", "en")
    page = client.get(f"/bo-tai-lieu/{fill(shelf)}/xuat/html", params={"dap_an": "1"}).text
    words = page_words(page)
    assert '<html lang="en">' in page
    for said in ("Trainer's version, with the key", "√ in force as at 22/11/2026", "Contents", "Sources quoted"):
        assert said in words
    assert "Nạn nhân được hưởng các hỗ trợ sau đây" in words
    read = pypdf.PdfReader(io.BytesIO(client.get(page_address(page, "pdf")).content))
    assert "Learner's version, without the key" in folded(read.pages[0].extract_text())


def page_address(page: str, form: str) -> str:
    """Return where another form of the collection of a page is."""
    start = page.index("/bo-tai-lieu/")
    return f"{page[start : page.index(' ', start)]}/xuat/{form}"


def test_the_page_of_a_collection_leads_to_every_form(client: TestClient, shelf: Shelf) -> None:
    made = fill(shelf)
    page = client.get(f"/bo-tai-lieu/{made}").text
    for form in Form:
        assert f'href="/bo-tai-lieu/{made}/xuat/{form.value}"' in page
        assert f'href="/bo-tai-lieu/{made}/xuat/{form.value}?dap_an=1"' in page


def test_the_terminal_writes_the_same_files(cancu: Cancu, home: Path, tmp_path: Path) -> None:
    with Notebook(home / "notebook.db") as notebook:
        made = fill(Shelf(notebook))
    out = tmp_path / "bộ của tôi.PDF"
    said = cancu("packs", "export", made, str(out), "--address", "https://cancu.example")
    assert (said.status, said.out) == (0, "")
    assert "Đã ghi" in said.err
    assert "https://cancu.example/bo-tai-lieu/" in pypdf.PdfReader(out).pages[0].extract_text()
    assert cancu("packs", "export", made, str(out)).status == 1
    assert cancu("packs", "export", made, str(out), "--force", "--key").status == 0
    assert cancu("packs", "export", made, str(tmp_path / "a.exe")).status == 2
    assert cancu("packs", "export", made, str(tmp_path / "a.pdf"), "--address", "javascript:x").status == 2
    assert cancu("packs", "export", "không có", str(tmp_path / "a.pdf")).status == 1
