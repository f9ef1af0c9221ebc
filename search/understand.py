"""From what was typed to a query: numbers kept whole, abbreviations spelled out, marks restored, person and topics."""

import re
from dataclasses import dataclass, field, replace

from corpus.case import Case
from corpus.citation import find_citations
from corpus.number import find_numbers
from corpus.personal import find_personal, leave_out
from corpus.text import canonical, clean, fold
from search.case_reader import case_of
from search.day_named import day_named
from search.evidence import Terms, terms_of_question, with_other_names
from search.names import Names, load_names
from search.old_offices import other_names, under_other_names
from search.query import PersonClass, Query, Request
from search.restore import Restored, restore
from search.said import says
from search.syllables import SyllableModel, bundled_syllables
from search.vocabulary import Vocabulary, load_vocabulary

_CLASS_LAW_WORDS = {
    PersonClass.VICTIM: "nạn nhân là công dân Việt Nam",
    PersonClass.MINOR_ACCOMPANYING: "người chưa thành niên đi cùng",
    PersonClass.PENDING_ABROAD: "trong quá trình xác định",
    PersonClass.PENDING_DOMESTIC: "trong quá trình xác định",
    PersonClass.FOREIGNER: "người nước ngoài",
}
_TOPIC_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("thiet_yeu", ("thiết yếu", "ăn ở", "tiền ăn", "quần áo", "chỗ ở", "lưu trú", "tạm trú")),
    ("y_te", ("y tế", "khám", "chữa bệnh", "thuốc men", "bảo hiểm y tế", "medical")),
    ("phien_dich", ("phiên dịch", "interpreter", "interpretation")),
    ("phap_luat", ("tư vấn pháp luật", "hỗ trợ pháp luật", "pháp lý")),
    ("tro_giup_phap_ly", ("trợ giúp pháp lý", "luật sư", "legal aid")),
    ("di_lai", ("đi lại", "tàu xe", "tiền xe", "về quê", "travel")),
    ("tam_ly", ("tâm lý", "psychological", "psychology")),
    ("hoc_van_hoa", ("học văn hóa", "học phí", "đi học", "sách vở")),
    ("hoc_nghe", ("học nghề", "việc làm", "vocational")),
    ("tro_cap", ("trợ cấp", "khó khăn ban đầu")),
    ("vay_von", ("vay vốn", "vay tiền", "ngân hàng chính sách", "loan", "loans")),
    ("bao_ve", ("bảo vệ an toàn", "bảo vệ bí mật", "giữ bí mật", "bị trả thù", "đe dọa", "dọa đánh")),
    ("xac_dinh", ("xác định nạn nhân", "là nạn nhân", "căn cứ xác định")),
    ("tiep_nhan", ("tiếp nhận", "khai báo", "trình báo", "giải cứu", "trở về")),
    ("to_giac", ("tố giác", "báo tin", "đường dây nóng", "tổng đài")),
)


_I, _Y = "iìíỉĩịIÌÍỈĨỊ", "yỳýỷỹỵYỲÝỶỸỴ"
_I_OR_Y = str.maketrans(_I + _Y, _Y + _I)
_OPEN_I = re.compile(rf"(?<!\w)(?:[hklms]|t(?![iI](?!\w))|qu)[{_I}{_Y}](?!\w)", re.IGNORECASE)
_RATHER = 3  # times as often


@dataclass(frozen=True, slots=True)
class Understanding:
    """Reads questions; holds what reading needs."""

    vocabulary: Vocabulary
    syllables: SyllableModel
    names: Names = field(default_factory=load_names)

    def read(self, request: Request) -> Query:
        """Return the query that a request stands for."""
        typed = clean(request.text).strip()
        meant = Restored(typed) if request.as_typed else self._meant(typed)
        understood = meant.text
        citations = tuple(find_citations(understood)) or tuple(find_citations(typed))
        case = _case(request, understood)
        named = None if request.dated else day_named(understood, identified_on=case.identified_on)
        query = Query(
            text=typed,
            on=named or request.on,
            understood=understood,
            changes=meant.changes,
            personal=find_personal(typed),
            case=case,
            topics=tuple(topic for topic, words in _TOPIC_WORDS if says(understood, words)),
            citations=citations,
            filters=request.filters,
            k=request.k,
            depth=request.depth,
        )
        other = "" if request.as_typed else under_other_names(understood, query.on)
        return replace(query, widened=self._widened(query, other)) if other else query

    def _widened(self, query: Query, other: str) -> str:
        """Return what is searched for the question under other names."""
        return self.search_text(replace(query, understood=other, changes=()))

    def search_text(self, query: Query) -> str:
        """Return what is searched: the understood question and the law's words for what it says otherwise.

        An English question is searched by the law's words for it alone, where the table has any.
        """
        folded, asked = fold(query.understood), as_law_writes(self.syllables, _searched(query.understood))
        law = [words for words in dict.fromkeys(words for _, words in self._said(query)) if fold(words) not in folded]
        return " ".join(law if law and self.vocabulary.is_english(query.text) else [asked, *law])

    def terms(self, query: Query) -> Terms:
        """Return what the words of a question weigh, and how the law says them."""
        said = self._said(query)
        foreign = bool(said) and self.vocabulary.is_english(query.text)
        asked = as_law_writes(self.syllables, _searched(query.understood))
        terms = terms_of_question(asked, said, self.syllables, foreign=foreign)
        if foreign or not query.widened:
            return terms
        found = other_names(query.understood, query.on)
        return with_other_names(terms, [(query.understood[span.start : span.end], names) for span, names in found])

    def _said(self, query: Query) -> list[tuple[str, str]]:
        """Return the law's words for phrases of the question, and for the class of person it is about."""
        person = _CLASS_LAW_WORDS.get(query.person_class) if query.person_class else None
        return [
            *self.vocabulary.said(query.understood, query.changes),
            *([("", person)] if person else []),
        ]

    def _meant(self, typed: str) -> Restored:
        """Return what was typed with abbreviations spelled out and slips mended; numbers and English stay."""
        if self.vocabulary.is_english(typed):
            return Restored(typed)
        spelled = self.vocabulary.spell_out(typed)
        numbers = [(number.start, number.end) for number in find_numbers(spelled)]
        return restore(self.syllables, spelled, kept=numbers, names=self.names)


def _case(request: Request, understood: str) -> Case:
    """Return the case of a question; what the form says beats what the words say.

    A phrase of the case without its marks is known at sight, also where the marks were restored wrongly.
    """
    told, typed = case_of(understood), case_of(clean(request.text))  # what was restored wrongly is read as typed
    person_class = request.person_class or told.person_class or typed.person_class
    return Case(
        person_class=None if request.classless else person_class,
        age=told.age or typed.age,
        identified_on=request.identified_on or told.identified_on,
        route=told.route or typed.route,
        place=told.place,
        health=told.health or typed.health,
        wishes=told.wishes or typed.wishes,
    )


def as_law_writes(model: SyllableModel, text: str) -> str:
    """Return clean text with i or y in open syllables as law has it; the length does not change.

    >>> as_law_writes(bundled_syllables(), "Kĩ năng, qui định, sỹ quan, hi vọng")
    'Kỹ năng, quy định, sĩ quan, hy vọng'
    """
    out, reached = [], 0
    for match in _OPEN_I.finditer(text):
        word = canonical(match[0])
        other = canonical(match[0][:-1] + match[0][-1].translate(_I_OR_Y))
        if model.seen(model.id_of(other)) >= _RATHER * model.seen(model.id_of(word)) + 1:
            out += [text[reached : match.end() - 1], match[0][-1].translate(_I_OR_Y)]
            reached = match.end()
    return "".join([*out, text[reached:]])


def _searched(understood: str) -> str:
    """Return an understood question without what tells a person: that finds no law."""
    return leave_out(understood, find_personal(understood))


def bundled_understanding() -> Understanding:
    """Return the reader with the table and the counts that ship with the product."""
    return Understanding(load_vocabulary(), bundled_syllables())
