"""Search from door to door on a small corpus with a real index: what is asked, what is answered, what is refused."""

import json
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus.catalogue import load_catalogue
from corpus.errors import AmbiguousNumberError, CancuError, UnknownProvisionError, UnknownWorkError
from corpus.expression import Heading, Origin
from corpus.force import ForceTable
from corpus.provision import Level, path_of
from corpus.starter_texts import starter
from corpus.store import CorpusStore
from corpus.work import SourceClass, Status, Work
from search.answer import RefusalCode, WarningCode
from search.hit import Why
from search.index.protocol import IndexMissingError
from search.limits import UnknownFilterError
from search.query import Filters
from search.service import NoCitationError, SearchService
from tests.laws import Part, article, clause, expression, item, law, point, source
from tests.search.texts import quick_folder
from web.shapes import View, answer_json, found_json

TODAY = date(2026, 11, 22)
BEFORE = date(2025, 6, 30)
FORCE = ForceTable(load_catalogue())
OLD = law(
    "66/2011/QH12",
    "Luật Phòng, chống mua bán người",
    issued=date(2011, 3, 29),
    effective=date(2012, 12, 1),  # as the codified law prints it; the catalogue knows better
)
DECREE = law("62/2012/NĐ-CP", "Căn cứ xác định nạn nhân", type="Nghị định", issued=None, effective=date(2012, 10, 10))
OTHER = law("71/2031/QH16", "Luật Đo đạc thử", issued=date(2015, 6, 1), effective=date(2016, 1, 1))
NEWS = Work(number="Không số", type="Tin bài", title="Lễ trao quà", slug="khong-so-tin", source_class=SourceClass.NEWS)
PLAN = Work(
    number="15/KH-UBND",
    type="Kế hoạch",
    title="Kế hoạch phòng, chống mua bán người năm 2026",
    issuer="Ủy ban nhân dân tỉnh Thử",
    issued=date(2026, 2, 3),
    source_class=SourceClass.PLAN,
    place="Thử",
)
SUPPORT = article(
    "32",
    "Đối tượng và chế độ hỗ trợ",
    clause(
        "1",
        "Nạn nhân trở về được hưởng các chế độ sau đây:",
        point("a", "Hỗ trợ nhu cầu thiết yếu về ăn ở và chi phí đi lại;"),
        point("d", "Khám bệnh, chữa bệnh ban đầu;"),
        point("đ", "Học nghề và trợ cấp khó khăn ban đầu."),
    ),
    clause("2", "Người chưa thành niên đi cùng được bố trí chỗ ở tạm thời tại cơ sở."),
    clause("3", "Phòng Lao động - Thương binh và Xã hội cấp huyện lập danh sách người được vay vốn ngân hàng."),
)
SECRET = article("31", "Giữ bí mật", words="Cơ quan không được tiết lộ tên, tuổi, địa chỉ của nạn nhân cho báo chí.")
IDENTIFY = article("4", "Căn cứ xác định", clause("1", "Lời khai của người được giải cứu là căn cứ xác định nạn nhân."))
SURVEY = article(
    "9", "Mốc đo đạc", words="Chủ đầu tư dựng mốc bê tông tại thửa đất và nộp sơ đồ tọa độ cho cơ quan đo đạc."
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CorpusStore]:
    with CorpusStore(tmp_path_factory.mktemp("kho") / "corpus.db") as opened:
        chapter = (Heading(Level.CHAPTER, "V", "HỖ TRỢ NẠN NHÂN"),)
        codified: dict[str, Any] = {"origin": Origin.CODIFIED, "complete": False}
        opened.add(source("39.8.html"), [expression(OLD, SECRET, SUPPORT, context=chapter, **codified)])
        opened.add(source("nd62.html"), [expression(DECREE, IDENTIFY, **codified)])
        opened.add(source("do-dac.html"), [expression(OTHER, SURVEY, **codified)])
        opened.add(
            source("ke-hoach.docx"),
            [
                expression(
                    PLAN, item("II.2.1", "Tập huấn", clause("1", "Mở lớp tập huấn kỹ năng phỏng vấn cho công an xã."))
                )
            ],
        )
        news = Part(Level.BODY, "", "Hội phụ nữ trao quà và sổ tiết kiệm cho chị em vùng biên giới hôm qua.")
        opened.add(source("tin.txt"), [expression(NEWS, news, origin=Origin.WEB)])
        handbook, expressions, _ = starter()
        opened.add(handbook, expressions)
        yield opened


@pytest.fixture(scope="module")
def service(store: CorpusStore) -> Iterator[SearchService]:
    with quick_folder() as folder:
        made = SearchService(store, FORCE, folder)
        made.index()
        yield made
        made.close()


@pytest.fixture
def home() -> Iterator[Path]:
    with quick_folder() as folder:
        yield folder


def codes(answer_warnings: object) -> set[WarningCode]:
    return {warning.code for warning in answer_warnings}  # type: ignore[attr-defined]  # a tuple of warnings


# Finding


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


# Answering


def test_an_answer_quotes_the_lead_in_with_the_point(service: SearchService) -> None:
    answer = service.ask("Nạn nhân trở về có được học nghề và trợ cấp khó khăn ban đầu không?", on=BEFORE)
    assert answer.answered
    quotes = answer.statements[0].quotations
    assert quotes[-1].provision.eid == "art_32__cl_1__point_đ"
    assert any("được hưởng các chế độ sau đây" in quotation.quote for quotation in quotes)


@pytest.mark.parametrize("on", [BEFORE, TODAY])
@pytest.mark.parametrize(
    "question",
    [
        "Nạn nhân trở về được hỗ trợ những gì?",
        "Điều 32 Luật 66/2011/QH12 quy định gì?",
        "Căn cứ xác định nạn nhân là gì?",
        "Tập huấn kỹ năng phỏng vấn cho công an xã",
        "Có được cho báo chí biết địa chỉ nạn nhân không?",
    ],
)
def test_every_quotation_of_an_answer_stands_in_the_store(
    service: SearchService, store: CorpusStore, question: str, on: date
) -> None:
    answer = service.ask(question, on=on)
    assert answer.answered
    for statement in answer.statements:
        for quotation in statement.quotations:
            stored = store.unit(quotation.held.work, quotation.provision.eid, on).unit.provision
            part = stored.find(quotation.provision.eid)
            assert part is not None
            assert part.text[quotation.start : quotation.end] == quotation.quote
            shown = service.show(f"/vb/{quotation.held.work.slug}/{path_of(quotation.provision.eid)}", on=on)
            assert shown.provision == part


def test_a_whole_article_asked_for_is_quoted_whole(service: SearchService) -> None:
    answer = service.ask("Điều 32 Luật 66/2011/QH12 quy định gì?", on=BEFORE)
    assert [quotation.provision.eid for quotation in answer.statements[0].quotations] == ["art_32"]
    assert "vay vốn" in answer.statements[0].text


def test_what_is_asked_within_a_named_article_is_quoted_alone(service: SearchService) -> None:
    answer = service.ask("Điều 32 Luật 66/2011/QH12 nói gì về vay vốn ngân hàng?", on=BEFORE)
    assert answer.statements[0].quotations[-1].provision.eid == "art_32__cl_3"


def test_a_clause_is_quoted_with_its_own_number(service: SearchService) -> None:
    answer = service.ask("khoản 2 Điều 32 Luật 66/2011/QH12", on=BEFORE)
    assert answer.statements[0].quotations[-1].quote.startswith("2. Người chưa thành niên")


def test_an_answer_from_an_expired_law_says_so_and_names_its_successor(service: SearchService) -> None:
    answer = service.ask("Điều 31 Luật 66/2011/QH12", on=TODAY)
    (warning,) = [warning for warning in answer.warnings if warning.code is WarningCode.EXPIRED_SOURCE]
    assert "01/07/2025" in warning.message
    assert "53/2024/QH15" in warning.message
    assert warning.labels == ("Điều 31 Luật 66/2011/QH12",)


@pytest.mark.parametrize("day", [date(2012, 1, 1), date(2012, 6, 1), BEFORE])
def test_the_same_law_is_no_expired_source_while_it_held(service: SearchService, day: date) -> None:
    answer = service.ask("Điều 31 Luật 66/2011/QH12", on=day)
    assert answer.answered
    assert WarningCode.EXPIRED_SOURCE not in codes(answer.warnings)
    assert answer.statements[0].quotations[0].status is Status.IN_FORCE


@pytest.mark.parametrize(
    "question",
    [
        "Nạn nhân trở về được hỗ trợ những gì?",
        "Người chưa thành niên đi cùng được bố trí chỗ ở tạm thời không?",
        "Có được tiết lộ tên tuổi địa chỉ của nạn nhân cho báo chí không?",
    ],
)
def test_nothing_of_the_old_law_is_said_today_without_the_warning(service: SearchService, question: str) -> None:
    answer = service.ask(question, on=TODAY)
    old = [
        quotation for statement in answer.statements for quotation in statement.quotations if quotation.held.work == OLD
    ]
    assert not old or WarningCode.EXPIRED_SOURCE in codes(answer.warnings)
    assert all(quotation.status is Status.EXPIRED for quotation in old)


def test_a_decree_of_a_replaced_law_is_uncertain_and_its_presumed_successor_named(service: SearchService) -> None:
    answer = service.ask("Điều 4 Nghị định 62/2012/NĐ-CP", on=TODAY)
    (warning,) = [warning for warning in answer.warnings if warning.code is WarningCode.UNCERTAIN_STATUS]
    assert "162/2025/NĐ-CP (chưa kiểm chứng)" in warning.message


def test_an_old_agency_is_pointed_out_after_the_reform_only(service: SearchService) -> None:
    question = "khoản 3 Điều 32 Luật 66/2011/QH12"
    assert WarningCode.OLD_AGENCY in codes(service.ask(question, on=TODAY).warnings)
    assert WarningCode.OLD_AGENCY not in codes(service.ask(question, on=BEFORE).warnings)


def test_guidance_plans_and_news_are_called_by_their_names(service: SearchService) -> None:
    plan = service.ask(
        "Mở lớp tập huấn kỹ năng phỏng vấn cho công an xã", on=TODAY, filters=Filters(source_class="plan")
    )
    news = service.ask(
        "Trao quà và sổ tiết kiệm cho chị em vùng biên giới", on=TODAY, filters=Filters(source_class="news")
    )
    guide = service.ask("Nạn nhân bị mua bán trở về được hỗ trợ những gì?", on=TODAY)
    assert WarningCode.PLAN_ONLY in codes(plan.warnings)
    assert WarningCode.NEWS_ONLY in codes(news.warnings)
    assert WarningCode.GUIDANCE_ONLY in codes(guide.warnings)


# Refusing


@pytest.mark.parametrize(
    ("question", "code", "said"),
    [
        ("Điều 5 Nghị định 999/2030/NĐ-CP quy định gì?", RefusalCode.NOT_IN_CORPUS, "999/2030/NĐ-CP"),
        ("Điều 37 Luật 53/2024/QH15 quy định gì?", RefusalCode.NOT_IN_CORPUS, "Luật 53/2024/QH15"),
        ("Điều 99 Luật 66/2011/QH12 quy định gì?", RefusalCode.NO_SUPPORT, "không có Điều 99"),
        ("điểm e khoản 1 Điều 32 Luật 66/2011/QH12", RefusalCode.NO_SUPPORT, "không có điểm e khoản 1 Điều 32"),
        ("Phụ lục II Luật 66/2011/QH12 có gì?", RefusalCode.NOT_IN_CORPUS, "một phần của Luật 66/2011/QH12"),
        ("Công thức nấu phở bò gia truyền Nam Định", RefusalCode.NO_SUPPORT, "111"),
        ("???", RefusalCode.NO_SUPPORT, ""),
    ],
)
def test_what_cannot_be_answered_is_refused_with_its_reason(
    service: SearchService, question: str, code: RefusalCode, said: str
) -> None:
    answer = service.ask(question, on=TODAY)
    assert not answer.answered
    assert answer.statements == ()
    assert answer.warnings == ()
    assert answer.refusal is not None
    assert answer.refusal.code is code
    assert said in answer.refusal.message


def test_filters_that_leave_nothing_are_refused_as_such(service: SearchService) -> None:
    answer = service.ask("Nạn nhân được hỗ trợ gì?", on=TODAY, filters=Filters(type="Pháp lệnh"))
    assert answer.refusal is not None
    assert answer.refusal.code is RefusalCode.NOT_IN_CORPUS


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "\x00\ud800",
        "?" * 5000,
        "Điều " * 2000,
        "1/2/3/4",
        "🙂🙂",
        "' OR 1=1 --",
        "{{7*7}}",
        "Điều 1 đến Điều 9999",
    ],
)
def test_no_question_breaks_the_search(service: SearchService, text: str) -> None:
    service.find(text, on=TODAY)
    json.dumps(answer_json(service.ask(text, on=TODAY), View(FORCE, TODAY, dated=False)), ensure_ascii=False).encode()


# Showing


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


# Standing still, and moving on


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
