"""Grounded answers over a law of our own, for the tests of what a model may make of them."""

from datetime import date

from corpus.provision import Provision
from corpus.rows import Held
from corpus.work import Status
from search.answer import Answer, Quotation, Statement
from search.grounding import ground
from search.query import Query
from tests.laws import Part, article, clause, held, law, point

DAY = date(2026, 11, 22)
QUESTION = "Chị Nguyễn Thị Hoa, điện thoại 0912345678, được hỗ trợ những gì?"
BENEFITS = article(
    "32",
    "Chế độ",
    clause(
        "1",
        "Nạn nhân trở về được hưởng các chế độ sau đây:",
        point("a", "Hỗ trợ nhu cầu thiết yếu về ăn, ở và chi phí đi lại;"),
        point("b", "Khám bệnh, chữa bệnh ban đầu theo quy định của pháp luật;"),
        point("c", "Học nghề, trợ cấp khó khăn ban đầu 1.500.000 đồng."),
    ),
    clause("2", "Thời gian lưu trú tại cơ sở trợ giúp xã hội không quá 03 tháng."),
    clause("3", "Không được thu tiền của nạn nhân, trừ trường hợp nạn nhân tự nguyện đóng góp."),
)
DUTIES = article(
    "33",
    "Trách nhiệm",
    clause(
        "1",
        "Trong thời hạn 03 ngày làm việc kể từ ngày nhận đơn, Công an cấp xã phải chuyển hồ sơ tới Công an cấp tỉnh;"
        " Sở Y tế tiếp nhận nạn nhân trong thời hạn 05 ngày.",
    ),
    clause("2", "Người dưới 18 tuổi đi cùng nạn nhân được bố trí chỗ ở theo Nghị định 162/2025/NĐ-CP."),
)


def whole(unit: Held, *eids: str) -> Statement:
    """Return a statement that quotes places of a unit: lead-ins alone where they have parts."""
    quotations = []
    for eid in eids:
        place = unit.unit.provision.find(eid)
        assert isinstance(place, Provision)
        words = place.lead_in.strip() if place.children else place.text.strip()
        begin = place.text.index(words)
        quotations.append(Quotation(unit, place, begin, begin + len(words), words, Status.IN_FORCE))
    return Statement("\n".join(quotation.quote for quotation in quotations), tuple(quotations))


def answer_of(*statements: Statement, question: str = QUESTION) -> Answer:
    """Return a grounded answer."""
    made = Answer(Query(text=question, on=DAY, understood=question), DAY, statements, None, (), ())
    found = ground(made)
    assert found.dropped == 0
    return found.answer


def unit_of(part: Part) -> Held:
    """Return an article as a store holds it."""
    return held(law("53/2031/QH16", "Luật Thử"), part)


def usual_answer() -> Answer:
    """Return six quotations of benefits, [1] to [6], and two of duties, [7] and [8]."""
    benefits, duties = unit_of(BENEFITS), unit_of(DUTIES)
    points = [f"art_32__cl_1__point_{letter}" for letter in "abc"]
    return answer_of(
        whole(benefits, "art_32__cl_1", *points),
        whole(benefits, "art_32__cl_2"),
        whole(benefits, "art_32__cl_3"),
        whole(duties, "art_33__cl_1"),
        whole(duties, "art_33__cl_2"),
    )
