"""Filters: by kind of support, and which filter bars a hit."""

from collections.abc import Iterator
from datetime import date

import pytest

from corpus.case import Support
from corpus.starter_texts import starter
from corpus.store import CorpusStore
from search.answer import Answer
from search.hit import Hit
from search.limits import barred, barred_by, concerns
from search.query import Filters, PersonClass
from search.service import SearchService
from tests.laws import expression, source
from tests.search.small_corpus import BEFORE, DECREE, FORCE, IDENTIFY, OLD, SECRET, SUPPORT, TODAY
from tests.search.texts import quick_folder

QUESTION = "nạn nhân được hỗ trợ, tập huấn, xác định"


@pytest.fixture(scope="module")
def service() -> Iterator[SearchService]:
    with quick_folder() as folder, CorpusStore(folder / "corpus.db") as store:
        store.add(source("luat.html"), [expression(OLD, SECRET, SUPPORT)])
        store.add(source("nd62.html"), [expression(DECREE, IDENTIFY)])
        handbook, expressions, _ = starter()
        store.add(handbook, expressions)
        made = SearchService(store, FORCE, folder / "index")
        made.index()
        yield made
        made.close()


@pytest.fixture(scope="module")
def hits(service: SearchService) -> tuple[Hit, ...]:
    return service.find(QUESTION, on=TODAY).hits


@pytest.mark.parametrize("support", list(Support))
def test_a_kind_of_support_leaves_only_what_names_it(
    service: SearchService, hits: tuple[Hit, ...], support: Support
) -> None:
    found = service.find(QUESTION, on=TODAY, filters=Filters(support=support)).hits
    assert all(concerns(hit.held.unit.provision, support) for hit in found)
    wanted = {hit.unit for hit in hits if concerns(hit.held.unit.provision, support)}
    assert wanted <= {hit.unit for hit in found}


def test_each_filter_tells_how_many_hits_it_bars_by_itself(hits: tuple[Hit, ...]) -> None:
    told = barred(Filters(type="Nghị định", source_class="law"), hits)
    assert list(told) == ["type", "source_class"]
    assert told["type"] == sum(hit.held.work.type != "Nghị định" for hit in hits) > 0
    assert told["source_class"] == sum(hit.held.work.source_class != "law" for hit in hits) > 0


def test_names_in_filters_compare_without_marks_and_one_issuer_of_several_is_enough(hits: tuple[Hit, ...]) -> None:
    law = next(hit for hit in hits if hit.held.work.type == "Luật")
    assert barred_by(Filters(type="luat", issuer="quoc hoi"), law) == ()
    assert barred_by(Filters(issuer="Bộ Công an", place="Huế"), law) == ("issuer", "place")


def _asked(service: SearchService, question: str, on: date, *, classless: bool) -> Answer:
    return service.ask(question, on=on, classless=classless)


def test_who_says_that_no_class_is_meant_is_asked_about_none(service: SearchService) -> None:
    question = "Người nước ngoài bị mua bán được hỗ trợ gì?"
    assert _asked(service, question, BEFORE, classless=False).query.person_class is PersonClass.FOREIGNER
    assert _asked(service, question, BEFORE, classless=True).query.person_class is None
