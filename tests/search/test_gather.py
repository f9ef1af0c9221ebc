"""What else a search leads to, and how standing weighs a chance."""

from collections.abc import Iterator
from datetime import date

import pytest

from corpus.catalogue import load_catalogue
from corpus.expression import Origin
from corpus.force import ForceTable
from corpus.link import Link, LinkKind
from corpus.starter_texts import starter
from corpus.store import CorpusStore
from corpus.work import SourceClass, Status
from search.hit import Hit, Why
from search.query import Filters
from search.service import SearchService
from search.standing import standing, weighed_chance
from tests.laws import article, clause, expression, law, source
from tests.search.texts import quick_folder

BEFORE = date(2025, 6, 30)
TODAY = date(2026, 11, 22)
OLD = law("66/2011/QH12", "Luật Phòng, chống mua bán người", effective=date(2012, 1, 1))
LATER = law("20/2021/NĐ-CP", "Chính sách trợ giúp xã hội", type="Nghị định", effective=date(2021, 7, 1))
BANNED = article(
    "3", "Các hành vi bị nghiêm cấm", clause("9", "Kỳ thị, phân biệt đối xử với nạn nhân bị mua bán trở về.")
)
SUPPORT = article("32", "Chế độ hỗ trợ", clause("1", "Nạn nhân được hỗ trợ nhu cầu thiết yếu, y tế, học nghề."))
CLOSING = article("38", "Hiệu lực thi hành", clause("2", "Nghị định số 136/2013/NĐ-CP hết hiệu lực."))
SCOPE = article("1", "Phạm vi", clause("1", "Người đang hưởng theo Nghị định số 136/2013/NĐ-CP được chuyển sang."))


@pytest.fixture(scope="module")
def service() -> Iterator[SearchService]:
    with quick_folder() as home, CorpusStore(home / "corpus.db") as store:
        store.add(source("luat.html"), [expression(OLD, BANNED, SUPPORT, origin=Origin.CODIFIED, complete=False)])
        cites = [Link(LATER.number, eid, "136/2013/NĐ-CP", "", LinkKind.CITES) for eid in ("art_1", "art_38")]
        later = expression(LATER, SCOPE, CLOSING, origin=Origin.CODIFIED, complete=False)
        store.add(source("nd.html"), [later], cites)
        handbook, expressions, _ = starter()
        store.add(handbook, expressions)
        made = SearchService(store, ForceTable(load_catalogue()), home / "index")
        made.index()
        yield made
        made.close()


def found(service: SearchService, question: str, on: date = BEFORE, filters: Filters = Filters()) -> list[Hit]:  # noqa: B008  # frozen
    return list(service.find(question, on=on, filters=filters).hits)


STIGMA = "Hàng xóm kỳ thị người bị bán trở về có vi phạm luật không?"


def test_the_law_that_a_leading_entry_rests_on_stands_behind_it(service: SearchService) -> None:
    hits = found(service, STIGMA)
    place = next(at for at, hit in enumerate(hits) if hit.held.work.source_class is SourceClass.GUIDANCE)
    assert hits[place + 1].unit == ("66-2011-qh12", "art_3")
    assert [hit.unit for hit in hits].count(("66-2011-qh12", "art_3")) == 1
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))


def test_scores_never_rise_down_the_list(service: SearchService) -> None:
    scores = [hit.score for hit in found(service, STIGMA)]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("filters", [Filters(source_class="guidance"), Filters(type="Nghị định")])
def test_who_limits_the_search_gets_nothing_beside_it(service: SearchService, filters: Filters) -> None:
    assert not [hit for hit in found(service, STIGMA, filters=filters) if hit.held.work.slug == "66-2011-qh12"]


def test_who_names_a_place_and_says_no_more_gets_little_else(service: SearchService) -> None:
    first, *others = found(service, "Điều 32 Luật 66/2011/QH12")
    assert (first.unit, first.why) == (("66-2011-qh12", "art_32"), (Why.CITATION,))
    assert all(hit.score < 0.2 for hit in others)
    assert not [hit for hit in others if Why.LINK in hit.why]


def test_a_text_that_is_not_held_brings_the_closing_article_that_ends_it(service: SearchService) -> None:
    hits = found(service, "Nghị định 136/2013/NĐ-CP còn hiệu lực không?", on=TODAY)
    led = [hit.unit for hit in hits if Why.LINK in hit.why]
    assert led[0] == ("20-2021-nd-cp", "art_38")
    assert ("20-2021-nd-cp", "art_1") not in led


def test_a_closing_article_that_has_not_begun_is_not_brought(service: SearchService) -> None:
    hits = found(service, "Nghị định 136/2013/NĐ-CP còn hiệu lực không?", on=date(2019, 5, 1))
    assert not [hit for hit in hits if Why.LINK in hit.why]


def test_the_first_scores_do_not_depend_on_how_many_are_asked_for(service: SearchService) -> None:
    few = service.find("nạn nhân được hỗ trợ y tế", on=BEFORE, k=3)
    many = service.find("nạn nhân được hỗ trợ y tế", on=BEFORE, k=3, depth=200)
    assert [hit.score for hit in few.hits] == [hit.score for hit in many.hits]


def test_standing_weighs_the_odds() -> None:
    law_in_force, replaced = standing(OLD, Status.IN_FORCE, TODAY), standing(OLD, Status.EXPIRED, TODAY)
    assert (law_in_force, 0 < replaced < 1) == (1.0, True)
    assert weighed_chance(0.5, 0.25) == pytest.approx(0.2)
    assert (weighed_chance(0.0, 0.5), weighed_chance(1.0, 0.5)) == (0.0, 1.0)
