"""What items are called, and what kind they are, in words."""

from corpus.work import SourceClass
from web.packs.nouns import (
    Answered,
    CaseExercise,
    Cited,
    Comparison,
    Content,
    Note,
    Passage,
    Quiz,
    Unreadable,
)
from web.preferences import tr

KIND_NAMES = {
    Passage: "Quy định",
    Answered: "Câu trả lời",
    Note: "Ghi chú",
    CaseExercise: "Bài tập tình huống",
    Quiz: "Câu hỏi kiểm tra",
    Comparison: "So sánh",
    Unreadable: "Mục không đọc được",
}

_NOT_PROVISIONS = {
    SourceClass.GUIDANCE: "Sổ tay, hướng dẫn",
    SourceClass.CASE_LAW: "Án lệ",
    SourceClass.NEWS: "Tin bài",
}


def kind_name(content: Content | Unreadable) -> str:
    """Return what kind of item it is; a passage of what is no law is no provision."""
    if isinstance(content, Passage) and content.cited.source_class in _NOT_PROVISIONS:
        return _NOT_PROVISIONS[content.cited.source_class]
    return KIND_NAMES[type(content)]


def whence_words(cited: Cited) -> str:
    """Return that and whence words were copied which nobody official published; empty for official words."""
    if cited.unofficial is None:
        return ""
    host = cited.unofficial.host or tr("một trang web")
    if cited.unofficial.excerpt:
        return tr("trích đoạn không chính thức từ %(host)s, chưa đối chiếu bản ban hành", host=host)
    return tr("bản chép không chính thức từ %(host)s, chưa đối chiếu bản ban hành", host=host)


def title_of_item(content: Content | Unreadable) -> str:
    """Return what an item is called."""
    match content:
        case Passage(cited):
            return cited.citation
        case Answered():
            return content.question
        case Note():
            return content.heading
        case CaseExercise() | Quiz():
            return content.title
        case Comparison():
            return f"{content.old.citation} → {content.new.citation}"
        case _:
            return ""
