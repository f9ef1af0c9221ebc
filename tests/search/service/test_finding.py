"""Search from door to door: what is found, in which order, within which filters."""

from datetime import date

import pytest

from search.hit import Why
from search.limits import UnknownFilterError
from search.query import Filters
from search.service import SearchService
from tests.search.small_corpus import BEFORE, OLD, OTHER, TODAY


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("nạn nhân được hỗ trợ học nghề và trợ cấp khó khăn ban đầu", "art_32"),
        ("co duoc tiet lo dia chi cua nan nhan cho bao chi khong", "art_31"),
        ("dựng mốc bê tông tại thửa đất", "art_9"),
    ],
)
def test_a_question_finds_the_provision_that_answers_it(service: SearchService, text: str, unit: str) -> None:
    hits = service.find(text, on=BEFORE, filters=Filters(source_class="law")).hits
    assert hits[0].held.unit.provision.eid == unit
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert Why.WORDS in hits[0].why


def test_what_a_question_names_comes_first(service: SearchService) -> None:
    found = service.find("dựng mốc bê tông, Điều 31 Luật 66/2011/QH12", on=BEFORE)
    assert found.hits[0].held.unit.provision.eid == "art_31"
    assert Why.CITATION in found.hits[0].why
    assert found.hits[1].held.work == OTHER


def test_each_unit_comes_once(service: SearchService) -> None:
    hits = service.find("Điều 32 Luật 66/2011/QH12 hỗ trợ nạn nhân học nghề", on=BEFORE, k=50).hits
    units = [(hit.held.work.slug, hit.held.unit.provision.eid) for hit in hits]
    assert len(units) == len(set(units))


def test_no_more_hits_come_than_were_asked_for(service: SearchService) -> None:
    assert len(service.find("nạn nhân", on=TODAY, k=2).hits) == 2


@pytest.mark.parametrize(
    ("filters", "works"),
    [
        (Filters(type="Nghị định"), {"62/2012/NĐ-CP"}),
        (Filters(source_class="plan"), {"15/KH-UBND"}),
        (Filters(status="expired"), {"66/2011/QH12"}),
        (Filters(place="Thử"), {"15/KH-UBND"}),
        (Filters(type="Pháp lệnh"), set()),
    ],
)
def test_filters_limit_what_is_found(service: SearchService, filters: Filters, works: set[str]) -> None:
    hits = service.find("nạn nhân được hỗ trợ, tập huấn, xác định", on=TODAY, filters=filters).hits
    assert {hit.held.work.number for hit in hits} == works


@pytest.mark.parametrize("filters", [Filters(status="con_hieu_luc"), Filters(source_class="luat")])
def test_a_filter_that_nothing_can_pass_is_told_in_a_sentence(service: SearchService, filters: Filters) -> None:
    with pytest.raises(UnknownFilterError, match="Hãy chọn một trong"):
        service.find("nạn nhân", on=TODAY, filters=filters)


def test_the_status_filter_believes_the_catalogue_before_the_source(service: SearchService) -> None:
    on = date(2012, 6, 1)  # the source prints 1 December 2012
    hits = service.find("tiết lộ địa chỉ của nạn nhân", on=on, filters=Filters(status="in_force")).hits
    assert hits[0].held.work == OLD


def test_every_snippet_is_a_verbatim_slice(service: SearchService) -> None:
    for hit in service.find("nạn nhân được hỗ trợ ăn ở, khám bệnh, học nghề", on=TODAY, k=30).hits:
        assert "".join(fragment.text for fragment in hit.snippet) in hit.provision.text
