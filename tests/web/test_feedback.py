"""Feedback: taken without personal data and free text, paced, given to administrators as judgements."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from corpus.force import ForceTable
from corpus.home import Home
from corpus.store import CorpusStore
from tests.fakes import RecordingLoad, WordSearch
from tests.web.conftest import TOKEN
from tests.web.shelf import TODAY
from tests.web.terminal import Cancu
from web.app import Outside, create_app
from web.feedback import Feedback, FeedbackBook, Spot, Verdict, judgements
from web.notebook import Notebook
from web.settings import WebSettings
from web.slips import Slip

QUESTION = "Nạn nhân trở về được chỗ ở tạm"
ADMIN = {"Authorization": f"Bearer {TOKEN}"}
PLACE = "/vb/66-2011-qh12/dieu-32/khoan-1"


@pytest.fixture
def notebook(tmp_path: Path) -> Iterator[Notebook]:
    with Notebook(tmp_path / "notebook.db") as opened:
        yield opened


@pytest.fixture
def client(store: CorpusStore, force: ForceTable, settings: WebSettings, notebook: Notebook) -> Iterator[TestClient]:
    outside = Outside(today=lambda: TODAY, clock=lambda: 0.0, notebook=notebook)
    app = create_app(WordSearch(store, force), store, force, settings, RecordingLoad(), outside=outside)
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as opened:
        yield opened


def ask(client: TestClient, question: str = QUESTION) -> str:
    """Return the name under which a question is held."""
    sent = client.post("/", data={"q": question}, follow_redirects=False)
    return sent.headers["location"].removeprefix("/hoi/")


def kept(notebook: Notebook) -> list[Feedback]:
    return FeedbackBook(notebook).said()


def test_a_judgement_of_a_citation_is_kept_and_leads_back_to_it(client: TestClient, notebook: Notebook) -> None:
    name = ask(client)
    back = f"/hoi/{name}?loai=Lu%E1%BA%ADt"
    sent = client.post(
        "/gop-y",
        data={"hoi": name, "y": "wrong_article", "cho": PLACE, "ve": back, "thu": "1"},
        follow_redirects=False,
    )
    assert (sent.status_code, sent.headers["location"]) == (303, f"{back}&gop_y=1#gop-y-1")
    (said,) = kept(notebook)
    assert (said.question, said.on, said.verdict) == (QUESTION, TODAY, Verdict.WRONG_ARTICLE)
    assert said.spot == Spot("66/2011/QH12", "66-2011-qh12", "art_32__cl_1")
    assert said.article == "66/2011/QH12@32"
    assert "Cảm ơn, đã ghi góp ý." in client.get(sent.headers["location"]).text


def test_every_button_of_an_answer_works_as_it_stands_on_the_page(client: TestClient, notebook: Notebook) -> None:
    page = client.get(f"/hoi/{ask(client)}").text
    forms = re.findall(r'<form class="feedback.*?</form>', page, re.DOTALL)
    sent = 0
    for form in forms:
        fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
        for verdict in re.findall(r'name="y" value="(\w+)"', form):
            assert client.post("/gop-y", data={**fields, "y": verdict}, follow_redirects=False).status_code == 303
            sent += 1
    assert sent == len(kept(notebook)) >= 7
    assert {said.verdict for said in kept(notebook)} == set(Verdict)


def test_what_tells_a_person_is_masked_before_anything_is_kept(client: TestClient, notebook: Notebook) -> None:
    told = "Chị Nguyễn Thị Hoa, 0912345678, nạn nhân trở về được chỗ ở tạm nào"
    client.post("/gop-y", data={"hoi": ask(client, told), "y": "right"})
    (said,) = kept(notebook)
    assert "Hoa" not in said.question
    assert "0912345678" not in said.question
    stored = notebook.path.read_bytes() + notebook.path.with_name("notebook.db-wal").read_bytes()
    assert b"0912345678" not in stored


@pytest.mark.parametrize(
    ("named", "spot"),
    [
        pytest.param("điểm đ khoản 1 Điều 32 Luật 66/2011/QH12", ("66/2011/QH12", "art_32__cl_1__point_đ"), id="held"),
        pytest.param("khoản 1 Điều 37 Luật 53/2024/QH15", ("53/2024/QH15", "art_37__cl_1"), id="not held, but cited"),
    ],
)
def test_of_the_place_that_a_person_names_only_the_citation_is_kept(
    client: TestClient, notebook: Notebook, named: str, spot: tuple[str, str]
) -> None:
    client.post("/gop-y", data={"hoi": ask(client), "y": "missing", "dung": f"em nghĩ là {named} đó chị Hoa"})
    (said,) = kept(notebook)
    assert (said.spot.number, said.spot.eid) == spot
    assert b"em ngh" not in notebook.path.read_bytes()


@pytest.mark.parametrize(
    "named",
    [
        "chị Hoa biết",
        "Điều 5",
        "Điều 5 và Điều 7 Luật 66/2011/QH12",
        "điểm a Điều 7 Quyết định 12/QĐ-NGUYENTHIHOA",  # looks like a number, and names a person
    ],
)
def test_what_is_no_citation_of_one_place_is_refused_and_not_repeated(
    client: TestClient, notebook: Notebook, named: str
) -> None:
    sent = client.post("/gop-y", data={"hoi": ask(client), "y": "missing", "dung": named})
    assert sent.status_code == 422
    assert "Chưa nhận ra điều nào." in sent.json()["detail"]
    assert named not in sent.text
    assert kept(notebook) == []
    assert b"HOA" not in notebook.path.read_bytes() + notebook.path.with_name("notebook.db-wal").read_bytes()


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        pytest.param({"y": "wonderful"}, 422, id="no such verdict"),
        pytest.param({"y": "right", "hoi": "khong-co"}, 404, id="question forgotten"),
        pytest.param({"y": "right", "cho": "/vb/1-2099-qh99/dieu-1"}, 404, id="no such place"),
    ],
)
def test_what_cannot_be_is_refused(client: TestClient, notebook: Notebook, fields: dict[str, str], status: int) -> None:
    assert client.post("/gop-y", data={"hoi": ask(client), **fields}).status_code == status
    assert kept(notebook) == []


def test_feedback_leads_to_our_own_pages_only(client: TestClient) -> None:
    sent = client.post(
        "/gop-y", data={"hoi": ask(client), "y": "right", "ve": "//evil.example"}, follow_redirects=False
    )
    assert sent.headers["location"].startswith("/?gop_y=")


def test_more_than_thirty_judgements_a_minute_are_refused(client: TestClient, notebook: Notebook) -> None:
    name = ask(client)
    codes = [client.post("/gop-y", data={"hoi": name, "y": "right"}).status_code for _ in range(32)]
    assert codes == [200] * 30 + [429] * 2
    assert len(kept(notebook)) == 30


def test_a_script_is_told_in_json_and_stays_where_it_is(client: TestClient) -> None:
    sent = client.post("/gop-y", data={"hoi": ask(client), "y": "right"}, headers={"Accept": "application/json"})
    assert sent.json() == {"said": "Cảm ơn, đã ghi góp ý.", "kept": True}


def test_administrators_read_what_was_said(client: TestClient) -> None:
    client.post("/gop-y", data={"hoi": ask(client), "y": "not_in_force", "cho": PLACE})
    assert client.get("/api/v1/feedback").status_code == 401
    (item,) = client.get("/api/v1/feedback", headers=ADMIN).json()["items"]
    assert (item["label"], item["article"], item["verdict"]) == ("khoản 1 Điều 32", "66/2011/QH12@32", "not_in_force")
    assert client.get("/api/v1/feedback", params={"after": item["id"]}, headers=ADMIN).json() == {"items": []}


def test_without_a_notebook_no_page_asks_for_feedback(
    store: CorpusStore, force: ForceTable, settings: WebSettings
) -> None:
    app = create_app(WordSearch(store, force), store, force, settings, RecordingLoad(), outside=Outside())
    with TestClient(app, base_url="http://127.0.0.1") as bare:
        assert "/gop-y" not in bare.get("/", params={"q": QUESTION}).text


def _said(verdict: Verdict, eid: str, question: str = QUESTION) -> Feedback:
    return Feedback(0, question, TODAY, "", verdict, Spot("66/2011/QH12", "66-2011-qh12", eid), TODAY)


def test_what_was_said_last_of_an_article_counts_and_what_is_no_article_is_left_out() -> None:
    told = [
        _said(Verdict.RIGHT, "art_32__cl_1"),
        _said(Verdict.WRONG_ARTICLE, "art_32"),
        _said(Verdict.MISSING, "art_8a"),
        _said(Verdict.RIGHT, "annex_I"),
        Feedback(0, "khác", TODAY, "", Verdict.MISSING, Spot(), TODAY),
    ]
    found = judgements(told)
    assert list(found.grades.values()) == [{"66/2011/QH12@32": 0, "66/2011/QH12@8a": 1}]
    assert len(found.questions) == 1


def test_exported_judgements_run_through_eval(cancu: Cancu, home: Path, tmp_path: Path) -> None:
    own = Path(shutil.copytree(home, tmp_path / "kho"))
    with Notebook(Home(own).notebook) as notebook:
        book = FeedbackBook(notebook)
        slip = Slip("Nạn nhân được hỗ trợ nhu cầu thiết yếu nào?")
        for verdict, eid in ((Verdict.RIGHT, "art_5__cl_1"), (Verdict.WRONG_ARTICLE, "art_6")):
            book.keep(slip, date(2020, 1, 1), verdict, Spot("912/2019/NĐ-CP", "912-2019-nd-cp", eid), day=TODAY)
    files = {name: tmp_path / name for name in ("q.jsonl", "d.tsv", "out.trec")}
    judged = ("--qrels", str(files["d.tsv"]), "--json")
    said = cancu("feedback", "export", "--queries", str(files["q.jsonl"]), *judged, at=own)
    assert said.json() == {"said": 2, "queries": 1, "judgements": 2, "left_out": 0}
    measured = cancu("eval", str(files["q.jsonl"]), "--run", str(files["out.trec"]), *judged, at=own).json()
    assert measured["queries"] == 1
    assert measured["measures"]["R@10"] == 1.0


@pytest.mark.parametrize("place", ["//[", "/vb/", "/vb/khong-co/dieu-1", "/vb/66-2011-qh12/dieu-99", "javascript:1"])
def test_what_is_no_place_is_refused_and_nothing_kept(client: TestClient, notebook: Notebook, place: str) -> None:
    refused = client.post("/gop-y", data={"hoi": ask(client), "y": "right", "cho": place})
    assert 400 <= refused.status_code < 500
    assert kept(notebook) == []
