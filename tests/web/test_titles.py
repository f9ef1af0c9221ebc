"""How works are named: by their official title, and with no tie told as sure that nobody confirmed."""

from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from corpus.catalogue import load_catalogue
from corpus.force import ForceTable
from corpus.store import CorpusStore
from corpus.work import Work
from tests.fakes import RecordingLoad, WordSearch
from tests.laws import article, expression, source
from tests.web.shelf import TODAY
from web.app import Outside, create_app
from web.counterparts import Counterpart, Counterparts
from web.settings import WebSettings
from web.words import full_name, title_of

OLD = Work(
    number="09/2013/NĐ-CP",
    type="Nghị định",
    title="Hướng dẫn Luật Phòng, chống mua bán người",
    issuer="Chính phủ",
    issued=date(2013, 1, 11),
)
NEW = Work(number="162/2025/NĐ-CP", type="Nghị định", title="Quy định thử", issued=date(2025, 6, 29))


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("titles")
    with CorpusStore(folder / "corpus.db") as store:
        for work in (OLD, NEW):
            store.add(source(work.number), [expression(work, article("1", "Tên", words="Lời."))])
        force = ForceTable(load_catalogue(), records=store)
        settings = WebSettings(requests_per_minute=0)
        outside = Outside(today=lambda: TODAY)
        app = create_app(WordSearch(store, force), store, force, settings, RecordingLoad(), outside=outside)
        with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as opened:
            yield opened


def test_a_work_bears_its_official_title_where_its_source_prints_another_name() -> None:
    title = "Quy định chi tiết thi hành một số điều của Luật phòng, chống mua bán người"
    assert title_of(OLD) == title
    assert full_name(OLD) == f"Nghị định số 09/2013/NĐ-CP ngày 11/01/2013 của Chính phủ “{title}”"


def test_a_longer_title_than_the_catalogue_has_stays() -> None:
    whole = "Hướng dẫn thi hành một số điều của Nghị định số 09/2013/NĐ-CP ngày 11 tháng 01 năm 2013 của Chính phủ"
    assert title_of(Work(number="35/2013/TT-BLĐTBXH", type="Thông tư", title=whole)) == whole


def test_a_replacement_that_nobody_confirmed_says_so(door: TestClient) -> None:
    page = unescape(door.get("/vb/162-2025-nd-cp").text)
    ties = page[page.index('id="quan-he"') :]
    assert "09/2013/NĐ-CP (chưa có nguồn nào xác nhận)" in ties
    assert "53/2024/QH15 (chưa có nguồn nào xác nhận)" not in ties


def test_nobody_is_sent_to_an_article_that_is_only_faintly_alike() -> None:
    rows = tuple(Counterpart(words, "", "", "19%", state, "") for words, state in (("a", "gợi ý yếu"), ("b", "gợi ý")))
    assert [row.words for row in Counterparts("luat-moi", "", rows, "", "").to_turn_to] == ["b"]
