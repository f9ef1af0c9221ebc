"""How a model's summary is shown: in JSON, on the page, in the terminal; and that nothing changes without one."""

from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from typing import cast

import pytest
from pydantic import TypeAdapter
from rich.console import Console
from starlette.testclient import TestClient

from corpus.force import ForceTable
from corpus.store import CorpusStore
from search.answer import Answer
from search.service import SearchFace
from search.summary import Summary, Written
from tests.fakes import RecordingLoad, WordSearch
from tests.web.shelf import TODAY
from web.answer_schemas import AnswerJson
from web.app import Outside, create_app
from web.render import show_answer
from web.settings import WebSettings
from web.shapes import View, answer_json

QUESTION = "nạn nhân được chỗ ở tạm"
TITLE = "Tóm tắt bằng mô hình (đã đối chiếu với trích dẫn)"
SUMMARY = Summary((Written("Nạn nhân được chỗ ở.", (1,)),), 2, "qwen", sent_to="mo-hinh.example")


class SummarisedSearch(WordSearch):
    """Answers as ``WordSearch``, with a summary beside the answer."""

    summary = SUMMARY

    def ask(self, question: str, **options: object) -> Answer:
        """Return the answer with the summary."""
        return replace(super().ask(question, **options), summary=self.summary)  # type: ignore[arg-type]  # as above


@pytest.fixture
def summarised(
    store: CorpusStore, force: ForceTable, settings: WebSettings, load: RecordingLoad
) -> Iterator[TestClient]:
    face = cast("SearchFace", SummarisedSearch(store, force))
    app = create_app(face, store, force, settings, load, outside=Outside(today=lambda: TODAY))
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as opened:
        yield opened


def test_the_json_carries_the_sentences_with_the_numbers_of_their_citations(summarised: TestClient) -> None:
    answer = summarised.post("/api/v1/ask", json={"question": QUESTION}).json()
    TypeAdapter(AnswerJson).validate_python(answer)
    assert answer["summary"] == {
        "sentences": [{"text": "Nạn nhân được chỗ ở.", "citations": [1]}],
        "dropped": 2,
        "model": "qwen",
        "note": None,
        "sent_to": "mo-hinh.example",
    }


def test_without_a_model_no_byte_changes(client: TestClient, summarised: TestClient) -> None:
    plain = client.post("/api/v1/ask", json={"question": QUESTION}).json()
    told = summarised.post("/api/v1/ask", json={"question": QUESTION}).json()
    assert "summary" not in plain
    assert told.pop("summary")
    assert told == plain
    assert TITLE not in client.get("/", params={"q": QUESTION}).text


def test_the_page_shows_the_summary_above_the_words_of_the_law(summarised: TestClient) -> None:
    page = summarised.get("/", params={"q": QUESTION}).text
    assert page.index(TITLE) < page.index("Nạn nhân được chỗ ở.") < page.index('class="statement"')
    assert 'href="#trich-1"' in page[page.index(TITLE) : page.index('class="statement"')]
    assert "Đã bỏ 2 câu của mô hình" in page
    assert "đã được gửi tới mo-hinh.example" in page
    assert "Mô hình: qwen" in page


def test_what_a_model_is_called_or_writes_is_never_markup(
    summarised: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    attack = "<script>alert(1)</script>"
    monkeypatch.setattr(SummarisedSearch, "summary", Summary((Written(attack, (1,)),), 0, attack, note=attack))
    page = summarised.get("/", params={"q": QUESTION}).text
    assert attack not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 3


def test_a_note_is_shown_where_there_is_no_sentence(summarised: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SummarisedSearch, "summary", Summary((), 0, "qwen", note="Chưa có tóm tắt: mô hình đang bận."))
    page = summarised.get("/", params={"q": QUESTION}).text
    assert "Chưa có tóm tắt: mô hình đang bận." in page
    assert 'class="statement"' in page


def test_the_form_says_before_anything_is_sent_that_it_leaves_the_machine(
    store: CorpusStore, force: ForceTable, settings: WebSettings, load: RecordingLoad, client: TestClient
) -> None:
    away = replace(settings, model_host="mo-hinh.example")
    app = create_app(WordSearch(store, force), store, force, away, load, outside=Outside(today=lambda: TODAY))
    with TestClient(app, base_url="http://127.0.0.1") as opened:
        assert "được gửi tới máy khác: mo-hinh.example" in opened.get("/").text
        assert "được gửi tới máy khác: mo-hinh.example" in opened.get("/", params={"q": QUESTION}).text
    assert "được gửi tới máy khác" not in client.get("/").text


def test_the_terminal_shows_the_summary_before_the_quotations(store: CorpusStore, force: ForceTable) -> None:
    answer = SummarisedSearch(store, force).ask(QUESTION, on=TODAY)
    out = StringIO()
    show_answer(Console(file=out, width=300), answer_json(answer, View(force, TODAY, dated=False)))
    said = out.getvalue()
    assert said.index(TITLE) < said.index("• Nạn nhân được chỗ ở. [1]") < said.index("mo-hinh.example")
    assert said.index("mo-hinh.example") < said.rindex("[1] ")
