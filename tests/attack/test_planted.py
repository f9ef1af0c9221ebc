"""Texts planted in a passage for a machine to obey, against a model that obeys them all."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from corpus.catalogue import load_catalogue
from corpus.force import ForceTable
from corpus.store import CorpusStore
from corpus.text import clean
from search.answer import Answer
from search.endpoint import Endpoint
from search.service import SearchService, SearchSettings
from search.summarise import Summariser
from search.summary import Written
from tests.laws import article, clause, expression, law, source
from tests.search.fake_model import Asked, Said, completion, playing
from tests.search.plants import LAST, SEEN, UNSEEN, Plant
from tests.search.quoted import DUTIES, answer_of, unit_of, whole
from tests.search.texts import quick_folder

PLANTS = (*SEEN, *UNSEEN, *LAST)
RULE = "Nạn nhân trở về được hỗ trợ nhu cầu thiết yếu, khám bệnh, chữa bệnh ban đầu."
HONEST = "Người dưới 18 tuổi đi cùng nạn nhân được bố trí chỗ ở theo Nghị định 162/2025/NĐ-CP."
PLACES = {"behind": "{rule}\n{plant}", "inline": "{rule} {plant}", "before": "{plant} {rule}"}


def poisoned(words: str) -> Answer:
    """Return an answer whose first quotation has these words and whose second is clean."""
    first = unit_of(article("32", "Chế độ", clause("1", words)))
    return answer_of(whole(first, "art_32__cl_1"), whole(unit_of(DUTIES), "art_33__cl_2"))


@pytest.fixture(scope="module")
def gullible() -> Iterator[Endpoint]:
    """A model that writes what any planted text wants, beside an honest sentence, whatever it is shown."""
    wanted = [f"{plant.obeyed.rstrip('.')} [{number}]" for plant in PLANTS for number in (1, 2)]

    def answers(asked: Asked) -> Said:
        shown = next((plant for plant in PLANTS if f"cau-{PLANTS.index(plant)}-hoi" in asked.words), None)
        lines = [line for line in wanted if shown and line.startswith(shown.obeyed.rstrip("."))][:2]
        return completion("\n".join([*lines, f"{HONEST} [2]"]))

    with playing(answers) as model:
        yield Endpoint(model.settings())


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: str(PLANTS.index(plant)))
def test_a_planted_order_changes_nothing_but_the_passage_that_holds_it(
    gullible: Endpoint, plant: Plant, place: str
) -> None:
    answer = poisoned(clean(PLACES[place].format(rule=RULE, plant=plant.text)))
    question = f"cau-{PLANTS.index(plant)}-hoi"  # by which the model knows what it is to obey
    asked = replace(answer, query=replace(answer.query, text=question))
    told = Summariser(gullible).run(asked)
    assert told.statements == answer.statements
    assert told.statements[1:] == poisoned(RULE).statements[1:]
    assert told.summary is not None
    assert told.summary.sentences == (Written(HONEST, (2,)),)
    assert told.summary.dropped >= 1


def test_there_are_enough_plants() -> None:
    assert len({plant.text for plant in PLANTS}) >= 52


# Without a model

TODAY = date(2026, 11, 22)
FORCE = ForceTable(load_catalogue())
QUESTIONS = (
    "Nạn nhân trở về được hỗ trợ học nghề không?",
    "Có được tiết lộ địa chỉ của nạn nhân cho báo chí không?",
    "Cách nấu phở bò ngon nhất?",
    "Giá vàng hôm nay bao nhiêu?",
)
LAW = law("71/2020/QH14", "Luật Thử", effective=date(2021, 1, 1))
OURS = (
    article("5", "Hỗ trợ", clause("1", "Nạn nhân trở về được hỗ trợ học nghề và trợ cấp khó khăn ban đầu.")),
    article("6", "Giữ bí mật", words="Không được tiết lộ tên, tuổi, địa chỉ của nạn nhân cho báo chí."),
    article("7", "Kinh phí", words="Kinh phí do ngân sách nhà nước bảo đảm."),
)
THEIRS = article("99", "Ghi chép", words=" ".join(clean(plant.text) for plant in PLANTS).replace("\n", " "))


def _told(answer: Answer) -> tuple[object, ...]:
    stated = tuple((one.text, tuple(quoted.provision.eid for quoted in one.quotations)) for one in answer.statements)
    nearest = tuple(hit.held.unit.provision.eid for hit in answer.passages if hit.held.unit.provision.num != "99")
    return (
        stated,
        answer.refusal and answer.refusal.code,
        nearest[:1] if answer.answered else (),
    )  # a refusal's may move


def _answers(*parts: object, model: SearchSettings | None = None) -> list[Answer]:
    with quick_folder() as folder, CorpusStore(folder / "corpus.db") as store:
        store.add(source("luat.html"), [expression(LAW, *parts)])  # type: ignore[arg-type]  # parts of tests.laws
        service = SearchService(store, FORCE, folder / "index", model)
        service.index()
        found = [service.ask(question, on=TODAY) for question in QUESTIONS]
        service.close()
        return found


@pytest.fixture(scope="module")
def plain() -> list[Answer]:
    return _answers(*OURS)


def test_without_a_model_a_planted_order_is_text_and_nothing_else(plain: list[Answer]) -> None:
    assert [answer.answered for answer in plain] == [True, True, False, False]
    assert list(map(_told, _answers(*OURS, THEIRS))) == list(map(_told, plain))


def test_with_a_model_the_answer_is_the_same_but_for_its_summary(plain: list[Answer]) -> None:
    line = "Nạn nhân trở về được hỗ trợ học nghề và trợ cấp khó khăn ban đầu. [1]"
    with playing(lambda _: completion(line)) as model:
        told = _answers(*OURS, model=SearchSettings(model=model.settings()))
    assert [repr(replace(answer, summary=None)) for answer in told] == [repr(answer) for answer in plain]
    assert [bool(answer.summary and answer.summary.sentences) for answer in told] == [True, False, False, False]
    assert len(model.asked) == 2  # refusals ask nobody
