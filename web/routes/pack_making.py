"""What trainers make in a collection: case exercises, quiz questions, tables of old and new law."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query
from starlette.responses import RedirectResponse, Response

from corpus.case import ROUTE_NAMES, SUPPORT_NAMES, Case
from corpus.errors import CancuError
from corpus.offices import Standing
from corpus.provinces import provinces
from web.card import HEALTH_NAMES, read_case
from web.ground import Ground, Here
from web.packs.citing import cite_address
from web.packs.editing import MAX_HEADING, MAX_TEXT, one_line
from web.packs.errors import CollectionLimitError, UnknownCollectionError
from web.packs.exercising import exercise, starting_story
from web.packs.forms import QuizForm, SourceQuery, StoryForm
from web.packs.gathering import cited_as_typed
from web.packs.nouns import CaseExercise, Cited, Collection, Passage, Quiz, QuizQuestion
from web.packs.pages import led_to, pack_page
from web.packs.quiz import named
from web.packs.quizzing import questions_about, quiz_title
from web.packs.shelf import Shelf, shortest, stamp_of
from web.packs.views import personal_kinds
from web.preferences import tr
from web.typed_days import typed_day
from web.words import vietnamese_day

router = APIRouter(prefix="/bo-tai-lieu/{collection_id}", include_in_schema=False)
MAX_QUESTIONS = 100  # of a quiz


@router.get("/bai-tap")
def exercise_form(collection_id: str, here: Here) -> Response:
    """Show the form of a case exercise."""
    return _story_page(here, collection_id, StoryForm(ngay=vietnamese_day(here.today())))


@router.post("/bai-tap")
def make_exercise(collection_id: str, here: Here, form: Annotated[StoryForm, Form()]) -> Response:
    """Write a starting story into the form, or make the exercise."""
    try:
        case, on = read_case(form), typed_day(form.ngay) or here.today()
        if form.viec != "tao":
            story = starting_story(replace(case, place=_province(case)), on)
            return _story_page(here, collection_id, form.model_copy(update={"tinh_huong": story}))
        added = Shelf(here.notes()).add(collection_id, _exercise(form, case, on, here))
    except UnknownCollectionError:
        raise
    except CancuError as error:
        return _story_page(here, collection_id, form, str(error))
    return led_to(collection_id, "tao", added)


@router.get("/cau-hoi")
def quiz_form(collection_id: str, here: Here, asked: Annotated[SourceQuery, Query()]) -> Response:
    """Show the questions that a provision gives, to pick from."""
    pack = Shelf(here.notes()).collection(collection_id)
    form = QuizForm(tu=asked.tu, cho=asked.cho)
    if not (form.tu or form.cho):
        return _quiz_page(pack, form, None)
    try:
        cited = _source(form, pack, here)
        return _quiz_page(pack, form, cited, questions_about(cited, here))
    except CancuError as error:
        return _quiz_page(pack, form, None, error=str(error))


@router.post("/cau-hoi")
def make_quiz(collection_id: str, here: Here, form: Annotated[QuizForm, Form()]) -> Response:
    """Put the questions that were picked into a quiz: the provision gives the same ones again.

    Asked to look for the provision, lead to an address that names it, without a word of what was typed.
    """
    shelf = Shelf(here.notes())
    pack = shelf.collection(collection_id)
    cited, found = None, []
    try:
        cited = _source(form, pack, here)
        if form.viec == "tim":
            told = {"tu": form.tu} if form.tu else {"cho": cited.permalink}
            return RedirectResponse(f"/bo-tai-lieu/{pack.id}/cau-hoi?{urlencode(told)}", status_code=303)
        found = questions_about(cited, here)
        picked = tuple(one for one in found if named(one) in form.chon)
        if not picked:
            raise CollectionLimitError(tr("Hãy chọn ít nhất một câu hỏi."))
        return led_to(collection_id, "tao", _kept(shelf, pack, Quiz(_title(form, cited), picked), form.vao))
    except CancuError as error:
        return _quiz_page(pack, form, cited, found, str(error))


def _kept(shelf: Shelf, pack: Collection, quiz: Quiz, into: str) -> str:
    """Add questions to a quiz of the collection, or as a new one; return the id of the item."""
    item = next((one for one in pack.items if one.id == into and isinstance(one.content, Quiz)), None)
    if item is None:
        return shelf.add(pack.id, quiz)
    before = item.content
    assert isinstance(before, Quiz)  # noqa: S101  # chosen so above
    have = {named(one) for one in before.questions}
    all_of_them = (*before.questions, *(one for one in quiz.questions if named(one) not in have))
    if len(all_of_them) > MAX_QUESTIONS:
        raise CollectionLimitError(tr("Nhiều nhất %(most)s câu trong một mục; hãy tạo mục khác.", most=MAX_QUESTIONS))
    shelf.rewrite(
        pack.id, into, stamp_of(item), lambda one: replace(one, content=replace(before, questions=all_of_them))
    )
    return into


def _source(form: QuizForm, pack: Collection, here: Ground) -> Cited:
    """Return the provision that questions are made of."""
    item = next((one for one in pack.items if one.id == form.tu), None)
    if item is not None and isinstance(item.content, Passage):
        return item.content.cited
    if form.cho:
        return cite_address(form.cho, here.store, here.view(None))
    return cited_as_typed(form.loi_dan, typed_day(form.ngay), here)


def _title(form: QuizForm, cited: Cited) -> str:
    return one_line(form.de_muc, MAX_HEADING, tr("Đề mục")) or quiz_title(cited)


def _exercise(form: StoryForm, case: Case, on: date, here: Ground) -> CaseExercise:
    title = one_line(form.de_muc, MAX_HEADING, tr("Đề mục")) or "Bài tập tình huống"
    story = shortest(form.tinh_huong, MAX_TEXT, tr("Tình huống"))
    if not story:
        raise CollectionLimitError(tr("Hãy viết tình huống, hoặc nhấn “Viết tình huống mẫu”."))
    asked = [" ".join(line.split()) for line in form.cau_hoi.splitlines() if line.strip()]
    return exercise(case, on, here, title=title, story=story, asked=asked)


def _province(case: Case) -> str:
    return next((one.full_name for one in provinces() if one.id == case.place), "")


def _story_page(here: Ground, collection_id: str, form: StoryForm, error: str = "") -> Response:
    today = here.today()
    known = provinces()
    return pack_page(
        "pack_exercise.html",
        status=422 if error else 200,
        pack=Shelf(here.notes()).collection(collection_id),
        form=form,
        error=error,
        personal=personal_kinds((form.de_muc, form.tinh_huong, form.cau_hoi)),
        route_names=ROUTE_NAMES,
        support_names=SUPPORT_NAMES,
        health_names=HEALTH_NAMES,
        provinces=[one for one in known if one.on(today) is Standing.EXISTS],
    )


def _quiz_page(
    pack: Collection, form: QuizForm, source: Cited | None, found: Sequence[QuizQuestion] = (), error: str = ""
) -> Response:
    return pack_page(
        "pack_quiz.html",
        status=422 if error else 200,
        pack=pack,
        form=form,
        source=source,
        found=[(named(one), one) for one in found],
        passages=[item for item in pack.items if isinstance(item.content, Passage)],
        quizzes=[item for item in pack.items if isinstance(item.content, Quiz)],
        error=error,
        title=quiz_title(source) if source else "",
    )
