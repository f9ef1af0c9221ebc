"""The form of a question: how it was typed, and the slip it makes."""

from dataclasses import dataclass, field, replace

from corpus.text import clean
from search.query import Filters, PersonClass
from web.asked import AskFields, LinkFields
from web.preferences import tr
from web.schemas import MAX_QUERY
from web.slips import Slip
from web.typed_days import BadDayError, typed_day


@dataclass(frozen=True, slots=True)
class AskForm:
    """The form as it was typed, to be shown again."""

    q: str = ""
    day: str = ""
    identified_on: str = ""
    person_class: str = ""
    filters: Filters = field(default_factory=Filters)
    error: str = ""


def form_of(fields: AskFields | LinkFields, day: str = "") -> AskForm:
    """Return a form as it came, with a day where it names none."""
    return AskForm(fields.q, fields.ngay or day, fields.ngay_xac_dinh, fields.lop, fields.filters())


def read_form(form: AskForm) -> Slip | AskForm:
    """Return the question of a form, or the form with what is wrong."""
    question = clean(form.q).strip()
    if not question:
        return replace(form, error=tr("Hãy gõ câu hỏi, từ khóa hoặc số hiệu văn bản."))
    if len(question) > MAX_QUERY:
        return replace(form, error=tr("Câu hỏi dài quá %(most)s ký tự; hãy rút ngắn.", most=MAX_QUERY))
    if form.person_class not in ("", *PersonClass):
        return replace(form, error=tr("Nhóm người được hỏi về không có trong danh sách."))
    try:
        on, identified_on = typed_day(form.day), typed_day(form.identified_on)
    except BadDayError as error:
        return replace(form, error=tr(str(error)))
    person_class = PersonClass(form.person_class) if form.person_class else None
    return Slip(question, on, identified_on, person_class)
