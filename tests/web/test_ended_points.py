"""A điểm that an act struck out of a khoản that goes on: the reader, its copies, its timeline, the checker."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from corpus.catalogue import load_catalogue
from corpus.expression import Origin
from corpus.force import ForceTable
from corpus.store import CorpusStore
from tests.fakes import RecordingLoad, WordSearch
from tests.laws import article, clause, expression, law, point, source
from tests.web.shelf import TODAY
from web.app import Outside, create_app
from web.settings import WebSettings

KEPT, STRUCK = "người cao tuổi ở làng;", "người thử việc ở xa;"
CLAUSE = clause("7", "Người khó khăn gồm:", point("e", KEPT), point("g", STRUCK), point("h", "người đi biển."))
PAGE = "/vb/11-2017-qh14/dieu-7"  # of which 53/2024/QH15 strikes out điểm g khoản 7, from 01/07/2025


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    work = law("11/2017/QH14", "Luật Trợ giúp pháp lý", issued=date(2017, 6, 20), effective=date(2018, 1, 1))
    folder: Path = tmp_path_factory.mktemp("struck")
    with CorpusStore(folder / "corpus.db") as store:
        store.add(source("luật"), [expression(work, article("7", "Người được giúp", CLAUSE), origin=Origin.CODIFIED)])
        force = ForceTable(load_catalogue(), records=store)
        settings = WebSettings(requests_per_minute=0)
        outside = Outside(today=lambda: TODAY)
        app = create_app(WordSearch(store, force), store, force, settings, RecordingLoad(), outside=outside)
        with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as opened:
            yield opened


def shown(door: TestClient, address: str) -> str:
    return unescape(door.get(address).text).replace("\xa0", " ")


def test_the_banner_names_the_point_that_ended_not_the_whole_article(door: TestClient) -> None:
    page = shown(door, PAGE)
    assert "Điểm g khoản 7 Điều 7 hết hiệu lực từ ngày 01/07/2025 theo 53/2024/QH15" in page
    assert "Hết hiệu lực toàn bộ" not in page[: page.index('class="step-title"')]


def test_the_reader_says_that_the_wording_after_the_amendment_is_not_held(door: TestClient) -> None:
    note = "Kho chưa có lời văn sau khi sửa đổi"
    assert note in shown(door, PAGE)
    assert note not in shown(door, f"{PAGE}?ngay=2025-06-30")


def test_the_timeline_tells_the_day_on_which_the_point_ended(door: TestClient) -> None:
    page = shown(door, PAGE)
    first = page[page.rindex("<li", 0, page.index('class="step-title"')) :]
    step = " ".join(re.sub(r"<[^>]+>", "", first[: first.index("</li>")]).split())
    assert "Hết hiệu lực (điểm g khoản 7 Điều 7) theo 53/2024/QH15" in step
    assert "01/07/2025" in step


def test_what_is_copied_leaves_the_ended_point_out_and_marks_it(door: TestClient) -> None:
    def copied(address: str) -> str:
        offered: list[str] = re.findall(r"data-copy[^>]*>([^<]+)<", shown(door, address))
        return next(words for words in offered if KEPT in words)

    assert "[…]" in copied(f"{PAGE}/khoan-7")
    assert STRUCK not in copied(f"{PAGE}/khoan-7")
    assert STRUCK in copied(f"{PAGE}/khoan-7?ngay=2025-06-30")


def test_the_checker_heads_no_ended_words_as_those_of_the_day(door: TestClient) -> None:
    def checked(place: str) -> str:
        text = f"Theo {place} Luật Trợ giúp pháp lý số 11/2017/QH14 thì người thử việc được giúp."
        return unescape(door.post("/kiem-tra", files={"van_ban": (None, text), "ngay": (None, "")}).text)

    assert "Lời văn kho giữ: hết hiệu lực tại ngày" in checked("điểm g khoản 7 Điều 7")
    assert "Lời văn kho giữ: hết hiệu lực" not in checked("điểm e khoản 7 Điều 7")
