"""Search from door to door: which place a written address opens."""

from datetime import date
from pathlib import Path

import pytest

from corpus.errors import AmbiguousNumberError, CancuError, UnknownProvisionError, UnknownWorkError
from corpus.store import CorpusStore
from corpus.work import SourceClass
from search.service import NoCitationError, SearchService
from tests.laws import expression, item, law, source
from tests.search.small_corpus import FORCE, TODAY


@pytest.mark.parametrize(
    ("address", "eid"),
    [
        ("điểm đ khoản 1 Điều 32 Luật 66/2011/QH12", "art_32__cl_1__point_đ"),
        ("diem d khoan 1 dieu 32 luat 66/2011/qh12", "art_32__cl_1__point_d"),
        ("/vb/66-2011-qh12/dieu-32/khoan-1/diem-dd", "art_32__cl_1__point_đ"),
        ("66-2011-qh12/dieu-32?ngay=2024-01-01", "art_32"),
        ("/vb/66-2011-qh12", "art_31"),
        ("/vb/15-kh-ubnd-2026-02-03/muc-II.2.1/khoan-1", "item_II.2.1__cl_1"),
        ("mục II.2.1 Kế hoạch 15/KH-UBND", "item_II.2.1"),
        ("/vb/khong-so-tin/body", "body"),
        ("Luật 66/2011/QH12", "art_31"),
    ],
)
def test_every_written_form_of_a_place_opens_it(service: SearchService, address: str, eid: str) -> None:
    assert service.show(address, on=TODAY).provision.eid == eid


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("xin chào", NoCitationError),
        ("", NoCitationError),
        ("Điều 5", NoCitationError),
        ("Điều 5 Luật 53/2024/QH15", UnknownWorkError),
        ("/vb/khong-co/dieu-1", UnknownWorkError),
        ("Điều 99 Luật 66/2011/QH12", UnknownProvisionError),
        ("Phụ lục II Luật 66/2011/QH12", UnknownProvisionError),
        ("/vb/66-2011-qh12/dieu-99", UnknownProvisionError),
        ("/vb/66-2011-qh12/chp-V", UnknownProvisionError),
        ("/vb/66-2011-qh12/dieu-32/khoan-9", UnknownProvisionError),
        ("/vb/66-2011-qh12/../../etc/passwd", CancuError),
    ],
)
def test_what_cannot_be_shown_is_an_error_in_words(
    service: SearchService, address: str, fault: type[Exception]
) -> None:
    with pytest.raises(fault):
        service.show(address, on=TODAY)


def test_two_papers_of_one_number_are_told_apart(home: Path) -> None:
    with CorpusStore(home / "corpus.db") as store:
        for year in (2025, 2026):
            work = law(
                "15/KH-UBND", "Kế hoạch", type="Kế hoạch", issued=date(year, 2, 3), source_class=SourceClass.PLAN
            )
            store.add(source(str(year)), [expression(work, item("I", f"Việc năm {year}"))])
        service = SearchService(store, FORCE, home / "index")
        with pytest.raises(AmbiguousNumberError, match="03/02/2025"):
            service.show("Kế hoạch 15/KH-UBND", on=TODAY)
        service.index()
        refusal = service.ask("Kế hoạch 15/KH-UBND có việc gì?", on=TODAY).refusal
        assert refusal is not None
        assert [option.count("03/02/") for option in refusal.ask_back] == [1, 1]
        service.close()
