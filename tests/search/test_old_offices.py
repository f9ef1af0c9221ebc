"""Names that offices and provinces bear on other days: warned of, and searched for beside those asked for."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from corpus.catalogue import load_catalogue
from corpus.force import ForceTable
from corpus.store import CorpusStore
from corpus.work import SourceClass
from search.answer import Answer, AnswerWarning, WarningCode
from search.evidence import terms_of_question, with_other_names
from search.lexical import beside, weigh_question
from search.old_offices import office_note, offices_gone, under_other_names
from search.query import Request
from search.service import SearchService
from search.syllables import bundled_syllables
from search.understand import bundled_understanding
from tests.laws import article, expression, item, law, source

TODAY = date(2026, 11, 22)
REFORM = date(2025, 7, 1)
EVE = REFORM - timedelta(days=1)
READER = bundled_understanding()


def plan(place: str, number: str) -> object:
    """Return a plan of a province: all of them say the same."""
    said = f"Ủy ban nhân dân tỉnh {place} giao Sở Lao động - Thương binh và Xã hội hỗ trợ nạn nhân bị mua bán trở về."
    work = law(
        number,
        type="Kế hoạch",
        title=f"Hỗ trợ nạn nhân bị mua bán trên địa bàn tỉnh {place}",
        issuer=f"UBND tỉnh {place}",
        issued=date(2024, 2, 1),
        effective=date(2024, 2, 1),
        source_class=SourceClass.PLAN,
    )
    return expression(work, item("1", "Phân công", words=said))


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    home = tmp_path_factory.mktemp("home")
    places = ["Lạng Sơn", "Hà Giang", "Nghệ An", "Sơn La", "Tuyên Quang", "Lai Châu", "Đồng Nai"]
    rule = article("9", "Kiểm tra", words="Sở Lao động - Thương binh và Xã hội kiểm tra cơ sở hỗ trợ nạn nhân hằng năm.")
    district = article("10", "Tiếp nhận", words="Ủy ban nhân dân cấp huyện tiếp nhận nạn nhân bị mua bán trở về.")
    with CorpusStore(home / "corpus.db") as store:
        store.put(source(), [expression(law("15/2015/NĐ-CP", type="Nghị định", title="Cơ sở"), rule, district)])
        for at, place in enumerate(places):
            store.put(source(f"{at}"), [plan(place, f"{at + 1}/KH-UBND")])
        service = SearchService(store, ForceTable(load_catalogue()), home / "index")
        service.index()
        yield service
        service.close()


def told(answer: Answer) -> list[AnswerWarning]:
    return [warning for warning in answer.warnings if warning.code is WarningCode.OLD_AGENCY]
