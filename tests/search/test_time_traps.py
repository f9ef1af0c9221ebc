"""Trap questions: the day before, the day of and the day after each turn of force, asked of a real index.

The truth of each trap is written down here, not asked of the code: a place holds on the days it says. No answer may
rest on a place that does not hold on the day without a warning that names it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from corpus.catalogue import Catalogue
from corpus.consolidate import consolidate
from corpus.event import Event, EventKind, Witness
from corpus.expression import Expression, Origin
from corpus.force import ForceTable
from corpus.provision import Level, label_of, unit_eid
from corpus.store import CorpusStore
from corpus.text import fold
from corpus.work import SourceClass, Work
from search.answer import Answer, WarningCode
from search.service import SearchService, SearchSettings
from search.support import AnswerSettings
from tests.laws import Part, article, clause, expression, law, source
from tests.search.texts import quick_folder

ENDS = (WarningCode.EXPIRED_SOURCE, WarningCode.UNCERTAIN_STATUS)
CODIFIED: dict[str, Any] = {"origin": Origin.CODIFIED, "complete": False}


def old(number: str, title: str, **facts: Any) -> Work:  # noqa: ANN401  # fields of Work
    return law(number, title, issued=date(2019, 6, 1), effective=date(2020, 1, 1), **facts)


def newer(number: str, begins: date, *clauses: str, title: str = "") -> Expression:
    """Return a law whose last article says from when it holds and what it ends."""
    first = f"Luật này có hiệu lực thi hành từ ngày {begins:%d/%m/%Y}."
    numbered = [clause(str(at), words) for at, words in enumerate((first, *clauses), start=1)]
    work = law(number, title or f"Luật số {number}", issued=begins - timedelta(days=90), effective=None)
    return expression(work, article("90", "Hiệu lực thi hành", *numbered), **CODIFIED)


@dataclass(frozen=True)
class Trap:
    """A place, a question it answers, and the day on which it begins or ceases to hold."""

    id: str
    number: str
    eid: str
    questions: tuple[str, str]
    turn: date
    holds_before: bool
    holds_from: bool

    def holds(self, day: date) -> bool:
        return self.holds_from if day >= self.turn else self.holds_before


KENNEL = article(
    "4", "Trại nuôi chó nghiệp vụ", words="Chủ trại nuôi chó nghiệp vụ phải tiêm vắc xin dại hai lần mỗi năm."
)
LIGHTS = article("4", "Đèn hải đăng", words="Người gác đèn hải đăng ghi sổ nhật ký tầm nhìn xa bốn giờ một lần.")
SALT = article("4", "Ruộng muối", words="Diêm dân ruộng muối được vay vốn cải tạo bờ chạt không lãi suất.")
BEES = article("4", "Đàn ong mật", words="Người nuôi ong mật khai báo di chuyển đàn trước mùa hoa nhãn mười ngày.")
SILK = article(
    "4", "Làng tơ tằm", clause("1", "Hộ ươm tơ tằm nộp mẫu kén hằng vụ."), clause("2", "Hộ dệt lụa dán nhãn khổ vải.")
)
KITES = article("4", "Lễ hội diều sáo", words="Ban tổ chức lễ hội diều sáo kiểm tra dây buộc trước khi thả.")
ROPES = article("5", "Cáp treo du lịch", words="Đơn vị cáp treo du lịch kiểm định tời kéo sáu tháng một lần.")
CAVES = article("4", "Hang động núi lửa", words="Hướng dẫn viên hang động núi lửa mang theo hai đèn dự phòng.")
BOATS = article("4", "Thuyền thúng", clause("1", "Chủ thuyền thúng trả phí neo đậu 10.000 đồng mỗi ngày."))
DRUMS = article("4", "Trống đồng", words="Nghệ nhân đúc trống đồng nộp bản vẽ hoa văn cho bảo tàng tỉnh.")
FERRY = article("4", "Phà ngang sông", words="Bến phà ngang sông treo áo phao trẻ em ở mạn trái.")
TEA = article("4", "Chè shan tuyết", words="Hợp tác xã chè shan tuyết đánh số từng cây cổ thụ.")

TEXTS: tuple[Expression, ...] = (
    expression(old("1/2019/QH14", "Luật Chó nghiệp vụ"), KENNEL, **CODIFIED),
    newer("2/2023/QH15", date(2024, 1, 1), "Luật số 1/2019/QH14 hết hiệu lực kể từ ngày Luật này có hiệu lực."),
    expression(
        law("3/2026/QH15", "Luật Hải đăng", issued=date(2026, 5, 1), effective=date(2027, 1, 1)), LIGHTS, **CODIFIED
    ),
    expression(old("4/2019/QH14", "Luật Nghề muối"), SALT, **CODIFIED),
    newer(
        "5/2023/QH15",
        date(2023, 5, 1),
        "Ngưng hiệu lực thi hành Luật số 4/2019/QH14 từ ngày 01/6/2023 đến hết ngày 31/12/2023.",
    ),
    expression(old("6/2019/QH14", "Luật Nuôi ong"), BEES, **CODIFIED),
    expression(old("7/2019/QH14", "Luật Tơ lụa"), SILK, **CODIFIED),
    newer("8/2022/QH15", date(2022, 7, 1), "Bãi bỏ khoản 2 Điều 4 Luật số 7/2019/QH14."),
    expression(old("9/2019/QH14", "Luật Lễ hội"), KITES, ROPES, **CODIFIED),
    newer("10/2022/QH15", date(2022, 9, 1), "Bãi bỏ Điều 4 Luật số 9/2019/QH14."),
    expression(
        old("11/2019/QH14", "Luật Hang động"),
        CAVES,
        article(
            "91",
            "Hiệu lực",
            clause("1", "Luật này có hiệu lực từ ngày 01/01/2020."),
            clause("2", "Quy định tại Điều 4 Luật này có hiệu lực từ ngày 01/01/2022."),
        ),
        **CODIFIED,
    ),
    expression(old("12/2019/QH14", "Luật Thuyền thúng"), BOATS),
    expression(
        law("13/2024/QH15", "Luật sửa đổi Luật số 12/2019/QH14", issued=date(2024, 3, 1), effective=date(2024, 8, 1)),
        article(
            "1",
            "Sửa đổi Luật số 12/2019/QH14",
            clause(
                "1",
                "Sửa đổi, bổ sung khoản 1 Điều 4 như sau:",
                Part(Level.QUOTE, "", "“1. Chủ thuyền thúng trả phí neo đậu 25.000 đồng mỗi ngày.”."),
            ),
        ),
    ),
    expression(
        old("14/2019/NĐ-CP", "Quy định chi tiết thi hành Luật số 1/2019/QH14", type="Nghị định"), DRUMS, **CODIFIED
    ),
    expression(
        law(
            "15/KH-UBND",
            "Kế hoạch bến phà năm 2022",
            source_class=SourceClass.PLAN,
            issued=date(2022, 1, 10),
            effective=None,
        ),
        FERRY,
    ),
    expression(
        law("Không số", "Dự thảo Luật Chè", issued=date(2024, 1, 1), effective=date(2024, 2, 1), slug="du-thao-che"),
        TEA,
        **CODIFIED,
    ),
)
TRAPS = (
    Trap(
        "replaced",
        "1/2019/QH14",
        "art_4",
        ("Trại nuôi chó nghiệp vụ tiêm vắc xin dại mấy lần?", "chó nghiệp vụ tiêm vắc xin"),
        date(2024, 1, 1),
        True,
        False,
    ),
    Trap(
        "not yet begun",
        "3/2026/QH15",
        "art_4",
        ("Người gác đèn hải đăng ghi sổ thế nào?", "gác đèn hải đăng ghi nhật ký tầm nhìn"),
        date(2027, 1, 1),
        False,
        True,
    ),
    Trap(
        "suspended",
        "4/2019/QH14",
        "art_4",
        ("Diêm dân ruộng muối được vay vốn gì?", "ruộng muối vay vốn bờ chạt"),
        date(2023, 6, 1),
        True,
        False,
    ),
    Trap(
        "resumed",
        "4/2019/QH14",
        "art_4",
        ("Diêm dân ruộng muối được vay vốn gì?", "ruộng muối vay vốn bờ chạt"),
        date(2024, 1, 1),
        False,
        True,
    ),
    Trap(
        "suspended by a person",
        "6/2019/QH14",
        "art_4",
        ("Người nuôi ong mật khai báo khi nào?", "nuôi ong mật di chuyển đàn mùa hoa nhãn"),
        date(2022, 2, 2),
        True,
        False,
    ),
    Trap(
        "khoản struck out",
        "7/2019/QH14",
        "art_4__cl_2",
        ("Hộ dệt lụa dán nhãn gì?", "hộ dệt lụa dán nhãn khổ vải gì"),
        date(2022, 7, 1),
        True,
        False,
    ),
    Trap(
        "khoản beside it",
        "7/2019/QH14",
        "art_4__cl_1",
        ("Hộ ươm tơ tằm nộp gì?", "hộ ươm tơ tằm phải nộp mẫu kén hằng vụ"),
        date(2022, 7, 1),
        True,
        True,
    ),
    Trap(
        "Điều struck out",
        "9/2019/QH14",
        "art_4",
        ("Lễ hội diều sáo phải kiểm tra gì?", "lễ hội diều sáo kiểm tra dây buộc"),
        date(2022, 9, 1),
        True,
        False,
    ),
    Trap(
        "Điều beside it",
        "9/2019/QH14",
        "art_5",
        ("Cáp treo du lịch kiểm định bao lâu một lần?", "cáp treo du lịch kiểm định tời kéo"),
        date(2022, 9, 1),
        True,
        True,
    ),
    Trap(
        "begins later than its law",
        "11/2019/QH14",
        "art_4",
        ("Hướng dẫn viên hang động núi lửa mang gì?", "hang động núi lửa đèn dự phòng"),
        date(2022, 1, 1),
        False,
        True,
    ),
    Trap(
        "detailing text",
        "14/2019/NĐ-CP",
        "art_4",
        ("Nghệ nhân đúc trống đồng nộp gì?", "nghệ nhân đúc trống đồng nộp bản vẽ hoa văn cho ai"),
        date(2024, 1, 1),
        True,
        False,
    ),
    Trap(
        "plan",
        "15/KH-UBND",
        "art_4",
        ("Bến phà ngang sông treo áo phao ở đâu?", "bến phà ngang sông áo phao trẻ em"),
        date(2023, 1, 1),
        True,
        False,
    ),
    Trap(
        "draft",
        "Không số",
        "art_4",
        ("Hợp tác xã chè shan tuyết đánh số cây nào?", "chè shan tuyết cây cổ thụ đánh số"),
        date(2024, 2, 1),
        False,
        False,
    ),
)
CASES = [
    (trap, question, trap.turn + timedelta(days=by))
    for trap, by in product(TRAPS, (-1, 0, 1))
    for question in (trap.questions[0], fold(trap.questions[1]))
]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    with CorpusStore(tmp_path_factory.mktemp("kho") / "corpus.db") as store, quick_folder() as folder:
        for text in TEXTS:
            store.add(source(text.work.slug), [text])
        bees = store.work("6/2019/QH14")
        said = Event(
            number=bees.number, kind=EventKind.SUSPENDED, day=date(2022, 2, 2), said_by=Witness.PERSON, reason="Đọc."
        )
        store.say(bees, said, "Lan")
        force = ForceTable(Catalogue(date(2026, 11, 22), ()), records=store)
        consolidate(store, force, store.examine())
        settings = SearchSettings(answer=AnswerSettings(likely=0.0, some=0.0))  # the traps are of no field
        made = SearchService(store, force, folder, settings)
        made.index()
        yield made
        made.close()


def unwarned(answer: Answer, trap: Trap) -> list[str]:
    """Return the places quoted that do not hold on the day and that no warning names."""
    named = {label for warning in answer.warnings if warning.code in ENDS for label in warning.labels}
    quoted = [one for statement in answer.statements for one in statement.quotations]
    own = [one for one in quoted if one.held.work.number == trap.number and _touches(one.provision.eid, trap.eid)]
    labels = [f"{label_of(one.provision.eid)} {one.held.work.name}" for one in own]
    around = [f"{label_of(unit_eid(trap.eid))} {one.held.work.name}" for one in own]
    return [label for label, unit in zip(labels, around, strict=True) if not {label, unit} & named]


def _touches(eid: str, trap: str) -> bool:
    return eid == trap or eid.startswith(f"{trap}__")


def test_there_are_more_than_sixty_traps() -> None:
    assert len(CASES) > 60  # what was promised


@pytest.mark.parametrize(
    ("trap", "question", "day"), CASES, ids=[f"{trap.id}-{day}-{question[:12]}" for trap, question, day in CASES]
)
def test_nothing_that_does_not_hold_is_quoted_without_a_warning(
    service: SearchService, trap: Trap, question: str, day: date
) -> None:
    answer = service.ask(question, on=day)
    if not trap.holds(day):
        assert unwarned(answer, trap) == []


def test_the_traps_are_answered_while_they_hold(service: SearchService) -> None:
    asked = [(trap, question, day) for trap, question, day in CASES if trap.holds(day)]
    sure = 0
    for trap, question, day in asked:
        answer = service.ask(question, on=day)
        quoted = {one.held.work.number for statement in answer.statements for one in statement.quotations}
        sure += trap.number in quoted and not any(warning.code in ENDS for warning in answer.warnings)
    assert sure >= 0.8 * len(asked), (sure, len(asked))


@pytest.mark.parametrize(
    ("day", "fee"),
    [(date(2024, 7, 31), "10.000"), (date(2024, 8, 1), "25.000"), (date(2024, 8, 2), "25.000")],
)
def test_the_wording_quoted_is_that_of_the_day(service: SearchService, day: date, fee: str) -> None:
    answer = service.ask("Chủ thuyền thúng trả phí neo đậu bao nhiêu?", on=day)
    quotes = [one.quote for statement in answer.statements for one in statement.quotations]
    fees = {amount for quote in quotes for amount in ("10.000", "25.000") if amount in quote}
    assert fees <= {fee}, quotes
    shown = service.show("khoản 1 Điều 4 Luật số 12/2019/QH14", on=day)
    assert fee in shown.provision.text
