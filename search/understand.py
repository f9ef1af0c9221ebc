"""From what was typed to a query: numbers kept whole, abbreviations spelled out, marks restored, person and topics."""

from dataclasses import dataclass

from corpus.citation import find_citations
from corpus.text import clean, fold
from search.query import PersonClass, Query, Request
from search.restore import SyllableModel, bundled_syllables
from search.vocabulary import Vocabulary, load_vocabulary

# Folded words that tell the class of the person; the first row that matches decides, so the special stand first.
_CLASS_WORDS: tuple[tuple[PersonClass, tuple[str, ...]], ...] = (
    (
        PersonClass.MINOR_ACCOMPANYING,
        (
            "di cung nan nhan",
            "chua thanh nien di cung",
            "18 tuoi di cung",
            "tre di cung",
            "con nan nhan",
            "con di cung",
        ),
    ),
    (PersonClass.FOREIGNER, ("nguoi nuoc ngoai", "quoc tich nuoc ngoai", "foreign", "campuchia", "nguoi lao bi")),
)
_WAITING = ("qua trinh xac dinh", "cho xac minh", "chua xac dinh", "dang xac minh", "nghi la nan nhan")
_ABROAD = ("o nuoc ngoai", "dai su quan", "lanh su", "co quan dai dien")
_TOPIC_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("thiet_yeu", ("thiet yeu", "an o", "tien an", "quan ao", "cho o", "luu tru", "tam tru")),
    ("y_te", ("y te", "kham", "chua benh", "thuoc men", "bao hiem y te", "medical")),
    ("phien_dich", ("phien dich", "interpret")),
    ("phap_luat", ("tu van phap luat", "ho tro phap luat", "phap ly")),
    ("tro_giup_phap_ly", ("tro giup phap ly", "luat su", "legal aid")),
    ("di_lai", ("di lai", "tau xe", "tien xe", "ve que", "travel")),
    ("tam_ly", ("tam ly", "psycholog")),
    ("hoc_van_hoa", ("hoc van hoa", "hoc phi", "di hoc", "sach vo")),
    ("hoc_nghe", ("hoc nghe", "viec lam", "vocational")),
    ("tro_cap", ("tro cap", "kho khan ban dau")),
    ("vay_von", ("vay von", "vay tien", "ngan hang chinh sach", "loan")),
    ("bao_ve", ("bao ve an toan", "bao ve bi mat", "giu bi mat", "bi tra thu", "de doa", "doa danh")),
    ("xac_dinh", ("xac dinh nan nhan", "la nan nhan", "can cu xac dinh")),
    ("tiep_nhan", ("tiep nhan", "khai bao", "trinh bao", "giai cuu", "tro ve")),
    ("to_giac", ("to giac", "bao tin", "duong day nong", "tong dai")),
)


@dataclass(frozen=True, slots=True)
class Understanding:
    """Reads questions; holds what reading needs."""

    vocabulary: Vocabulary
    syllables: SyllableModel

    def read(self, request: Request) -> Query:
        """Return the query that a request stands for."""
        typed = clean(request.text).strip()
        understood = typed if request.as_typed else self._spell_and_restore(typed)
        folded = fold(understood)
        citations = tuple(find_citations(understood)) or tuple(find_citations(typed))
        return Query(
            text=typed,
            on=request.on,
            understood=understood,
            identified_on=request.identified_on,
            person_class=request.person_class or class_of(folded),
            topics=tuple(topic for topic, words in _TOPIC_WORDS if any(word in folded for word in words)),
            citations=citations,
            filters=request.filters,
            k=request.k,
        )

    def search_text(self, query: Query) -> str:
        """Return what is searched: the understood question and the law's words for what it says otherwise."""
        return " ".join([query.understood, *self.vocabulary.beside(query.understood)])

    def _spell_and_restore(self, typed: str) -> str:
        spelled = self.vocabulary.spell_out(typed)
        return self.syllables.restore(spelled)


def bundled_understanding() -> Understanding:
    """Return the reader with the table and the counts that ship with the product."""
    return Understanding(load_vocabulary(), bundled_syllables())


def class_of(folded: str) -> PersonClass | None:
    """Return the class of person that folded words name, or None where they do not tell."""
    for person_class, words in _CLASS_WORDS:
        if any(word in folded for word in words):
            return person_class
    if any(word in folded for word in _WAITING):
        abroad = any(word in folded for word in _ABROAD)
        return PersonClass.PENDING_ABROAD if abroad else PersonClass.PENDING_DOMESTIC
    return None
