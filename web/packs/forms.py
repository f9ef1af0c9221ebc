"""The forms of the pages of collections, as they come in; lengths are looked at where they are kept."""

from pydantic import BaseModel, ConfigDict

from web.card import CardForm


class _Form(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class OfferForm(_Form):
    """The button that puts a thing into a collection; with ``vao`` or ``ten`` it says into which one."""

    loai: str = ""
    cho: str = ""
    voi: str = ""
    vao: str = ""  # id of a collection; "moi" for a new one
    ten: str = ""  # title of a new one
    ghi_chu: str = ""


class TitleForm(_Form):
    """Title and description of a collection."""

    ten: str = ""
    gioi_thieu: str = ""


class CitationForm(_Form):
    """A typed citation and a day."""

    loi_dan: str = ""
    ngay: str = ""


class NoteForm(_Form):
    """A heading and words of the trainer."""

    de_muc: str = ""
    noi_dung: str = ""


class MoveForm(_Form):
    """Which way an item goes: up, down, or to a place counted from 1."""

    huong: str = ""
    cho: str = ""


class ItemForm(_Form):
    """What a trainer may write in an item; which fields count depends on its kind."""

    thay: str = ""  # stamp of what was shown
    ghi_chu: str = ""
    de_muc: str = ""
    noi_dung: str = ""
    cau: list[str] = []  # wordings of prompts, in the order shown
    giu: list[str] = []  # numbers of those that stay, from 0
    thu_tu: list[str] = []  # the place that each gets, from 1
    viec: str = ""  # "luu", or "len-3", "xuong-3" to move a question


class DayForm(_Form):
    """A day."""

    ngay: str = ""
    thay: str = ""


class SourceQuery(_Form):
    """Where questions come from, as an address may tell it: nothing in it was typed."""

    tu: str = ""  # id of a passage of the collection
    cho: str = ""  # a permalink


class QuizForm(SourceQuery):
    """Where questions come from, and which of them are taken."""

    loi_dan: str = ""
    ngay: str = ""
    viec: str = ""  # "tim" looks for the provision and leads to its questions
    chon: list[str] = []  # names of questions
    vao: str = ""  # id of a quiz that takes them; empty for a new one
    de_muc: str = ""


class PairsForm(_Form):
    """Two laws, and which of their pairs of articles are taken: "art_32 art_37"."""

    cu: str = ""
    moi: str = ""
    chon: list[str] = []
    viec: str = ""  # "tim" looks for the laws and leads to their pairs


class SidesForm(_Form):
    """Two citations to lay side by side, each on its day."""

    cu: str = ""
    ngay_cu: str = ""
    moi: str = ""
    ngay_moi: str = ""


class StoryForm(CardForm):
    """A case in codes, and the story that a trainer tells of it."""

    de_muc: str = ""
    tinh_huong: str = ""
    cau_hoi: str = ""  # one a line
    viec: str = ""  # "mau" writes a starting story, "tao" makes the exercise
