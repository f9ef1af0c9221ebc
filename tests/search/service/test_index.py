"""Search from door to door: the same answer each time, before the index, beside it, and while it is swapped."""

import json
import threading
from pathlib import Path

import pytest

from corpus.store import CorpusStore
from search.index.protocol import IndexMissingError
from search.service import SearchService
from tests.laws import expression, source
from tests.search.small_corpus import BEFORE, FORCE, OLD, OTHER, SECRET, SUPPORT, SURVEY, TODAY
from web.shapes import View, answer_json, found_json


def test_the_same_question_gives_the_same_bytes(service: SearchService) -> None:
    view = View(FORCE, TODAY, dated=True)
    question = "Nạn nhân trở về được hỗ trợ học nghề, ăn ở, đi lại thế nào?"

    def once() -> str:
        answer = answer_json(service.ask(question, on=TODAY), view)
        found = found_json(service.find(question, on=TODAY, k=20), view)
        return json.dumps([answer, found], ensure_ascii=False)

    assert len({once() for _ in range(20)}) == 1


def test_an_index_made_again_gives_the_same_answers(service: SearchService) -> None:
    view = View(FORCE, TODAY, dated=False)

    def told() -> str:
        return json.dumps(answer_json(service.ask("Căn cứ xác định nạn nhân?", on=TODAY), view), ensure_ascii=False)

    before = told()
    service.index(rebuild=True)
    assert told() == before
    assert service.index_problems() == []


def test_before_the_first_index_the_way_out_is_told(store: CorpusStore, tmp_path: Path) -> None:
    empty = SearchService(store, FORCE, tmp_path / "chưa có")
    with pytest.raises(IndexMissingError, match="cancu index"):
        empty.find("nạn nhân", on=TODAY)
    assert empty.passage_count() == 0
    assert empty.index_problems()


def test_what_came_into_the_corpus_later_is_missed_by_the_old_index_only(home: Path) -> None:
    with CorpusStore(home / "corpus.db") as store:
        store.add(source("a"), [expression(OLD, SECRET)])
        service = SearchService(store, FORCE, home / "index")
        service.index()
        store.add(source("b"), [expression(OTHER, SURVEY)])
        assert service.index_problems() == ["Chỉ mục thiếu 1 bản văn của kho."]
        store.remove(source("a").sha256)
        assert len(service.index_problems()) == 2
        assert service.find("tiết lộ địa chỉ nạn nhân", on=BEFORE).hits == ()  # what is gone is not shown
        service.index()
        assert service.index_problems() == []
        assert service.find("dựng mốc bê tông", on=BEFORE).hits[0].held.work == OTHER
        service.close()


def test_questions_are_answered_while_the_index_is_swapped(home: Path) -> None:
    with CorpusStore(home / "corpus.db") as store:
        store.add(source("a"), [expression(OLD, SECRET, SUPPORT)])
        service = SearchService(store, FORCE, home / "index")
        service.index()
        service.warm_up()
        faults: list[BaseException] = []
        stop = threading.Event()

        def ask() -> None:
            try:
                while not stop.is_set():
                    assert service.find("học nghề", on=BEFORE).hits
            except BaseException as error:  # noqa: BLE001  # handed to the test's own thread
                faults.append(error)

        readers = [threading.Thread(target=ask) for _ in range(3)]
        for reader in readers:
            reader.start()
        for _ in range(3):
            service.index(rebuild=True)
        stop.set()
        for reader in readers:
            reader.join()
        service.close()
        assert faults == []
