"""A collection with every kind of item, in our own words, with the traps that files must survive."""

from datetime import date

from corpus.difference import difference
from corpus.work import SourceClass, Status
from tests.web.shelf import ATTACK
from web.packs.nouns import (
    Answered,
    CaseExercise,
    Cited,
    Collection,
    Comparison,
    Content,
    Item,
    Note,
    Passage,
    QuestionKind,
    Quiz,
    QuizQuestion,
    Stated,
    StoryFacts,
    Task,
    Unreadable,
)

DAY = date(2026, 11, 22)
OLD_DAY = date(2025, 6, 30)
OLD_WORDS = (
    "1. Nạn nhân trở về được hưởng các hỗ trợ sau đây:\na) Chỗ ở tạm và bữa ăn hằng ngày;\nđ) Học nghề, tìm việc.\n"
)
NEW_WORDS = (
    "1. Nạn nhân được hưởng các hỗ trợ sau đây:\na) Nhu cầu thiết yếu;\nb) Y tế;\nđ) Trợ giúp pháp lý; học nghề.\n"
)
LONG_WORDS = "".join(
    f"{number}. Cơ sở hỗ trợ thử số {number} ghi sổ, giao quần áo, khăn mặt và bàn chải; nghe nguyện vọng của người"
    f" được tiếp nhận. Trong {number} ngày đầu, cán bộ trực báo cho Ủy ban nhân dân cấp xã; nếu ốm thì đưa đi khám.\n"
    for number in range(1, 25)
)
DASHED = "- Người dưới 18 tuổi đi cùng: chỗ ở; bữa ăn; đồ dùng → theo phiếu ☐.\n"
GAP_SENTENCE = "Nạn nhân được trợ cấp một lần bằng …… tháng lương cơ sở."
KEY_WORDS = "Nạn nhân được trợ cấp một lần bằng 03 tháng lương cơ sở."
TRUE_WORDS = "Người đi cùng được khám bệnh trong thời gian lưu trú."
MATCH_WORDS = ("Bộ đội Biên phòng tiếp nhận tại cửa khẩu.", "Công an cấp xã lập biên bản trong 24 giờ.")
TASK_WORDS = "Sở Y tế ra quyết định hỗ trợ trong 03 ngày làm việc kể từ khi nhận đủ hồ sơ."
KEY_ONLY = (KEY_WORDS, TRUE_WORDS, *MATCH_WORDS, TASK_WORDS)  # no version for learners may hold these


def cited(eid: str, label: str, quote: str, **other: object) -> Cited:
    """Return a citation of a law of ours, or of another that ``other`` tells."""
    told: dict[str, object] = {
        "number": "953/2030/QH19",
        "slug": "953-2030-qh19",
        "eid": eid,
        "label": label,
        "name": "Luật 953/2030/QH19",
        "full_name": "Luật Thử nghiệm hỗ trợ nạn nhân số 953/2030/QH19 ngày 28/11/2024 của Quốc hội",
        "on": DAY,
        "quote": quote,
        "start": 0,
        "end": len(quote),
        "status": Status.IN_FORCE,
        "source_class": SourceClass.LAW,
        "permalink": f"/vb/953-2030-qh19/{eid.replace('art_', 'dieu-').replace('__cl_', '/khoan-')}?ngay={DAY}",
    }
    return Cited(**{**told, **other})  # type: ignore[arg-type]  # the fields of Cited, by name


OLD = cited(
    "art_32__cl_1",
    "khoản 1 Điều 32",
    OLD_WORDS,
    number="66/2011/QH12",
    name="Luật 66/2011/QH12",
    full_name="Luật Phòng, chống mua bán người số 66/2011/QH12 ngày 29/3/2011 của Quốc hội",
    on=OLD_DAY,
    permalink=f"/vb/66-2011-qh12/dieu-32/khoan-1?ngay={OLD_DAY}",
)
NEW = cited("art_37__cl_1", "khoản 1 Điều 37", NEW_WORDS, cautions=("Kho chỉ giữ một phần văn bản này.",))
LONG = cited("art_9", "Điều 9", LONG_WORDS, status=Status.PARTLY_EXPIRED)
DASH = cited(
    "item_1", "mục 1", DASHED, name="Sổ tay thử", full_name=f"Sổ tay thử {ATTACK}", source_class=SourceClass.GUIDANCE
)
GONE = cited(
    "art_5__cl_2", "khoản 2 Điều 5", "2. Phòng cấp huyện chi tiền.", status=Status.EXPIRED, ended=date(2025, 7, 1)
)


def quiz() -> Quiz:
    """Return one question of each kind."""
    choice = QuizQuestion(
        kind=QuestionKind.CHOICE,
        prompt="Chọn số điền vào chỗ trống.",
        stem=GAP_SENTENCE,
        options=("01", "02", "03", "06"),
        right=(2,),
        cited=(cited("art_40", "Điều 40", KEY_WORDS),),
    )
    judged = QuizQuestion(
        kind=QuestionKind.TRUE_FALSE,
        prompt="Câu sau đúng hay sai?",
        stem="Người đi cùng không được khám bệnh.",
        options=("Đúng", "Sai"),
        right=(1,),
        cited=(cited("art_41", "Điều 41", TRUE_WORDS),),
    )
    pairs = QuizQuestion(
        kind=QuestionKind.MATCHING,
        prompt="Ghép cơ quan với việc.",
        stem="",
        left=("Bộ đội Biên phòng", "Công an cấp xã"),
        options=("lập biên bản", "tiếp nhận ở cửa khẩu", "cấp thẻ bảo hiểm"),
        right=(1, 0),
        cited=(cited("art_42", "Điều 42", MATCH_WORDS[0]), cited("art_43", "Điều 43", MATCH_WORDS[1])),
    )
    return Quiz(title="Ôn tập cuối buổi", questions=(choice, judged, pairs))


def exercise() -> CaseExercise:
    """Return a story with two tasks, one of them with two grounds."""
    key = (cited("art_44__cl_1", "khoản 1 Điều 44", TASK_WORDS), GONE)
    return CaseExercise(
        title="Em M. trình báo ở cửa khẩu",
        story="Em M., 17 tuổi, tự về qua đường mòn và đến đồn biên phòng.\nEm muốn học nghề.",
        on=DAY,
        facts=StoryFacts(age=17),
        tasks=(Task("Ai ra quyết định, trong mấy ngày?", key), Task("Em M. được hỗ trợ gì?", (NEW,))),
        left_out=("Chưa trích được căn cứ về học nghề.",),
    )


def answered() -> Answered:
    """Return an answer with two statements and a warning."""
    return Answered(
        question="Nạn nhân được hỗ trợ những gì?",
        on=DAY,
        person_class=None,
        identified_on=None,
        statements=(Stated("Nạn nhân được hưởng các hỗ trợ sau:", (0,)), Stated("Sổ tay nói thêm:", (1, 0))),
        cited=(NEW, DASH),
        warnings=("Sổ tay không phải văn bản quy phạm pháp luật.",),
    )


def comparison() -> Comparison:
    """Return the old words beside the new ones."""
    return Comparison(OLD, NEW, difference(OLD_WORDS.strip(), NEW_WORDS.strip()), ("Lời văn khác nhau.",))


def contents() -> tuple[Content | Unreadable, ...]:
    """Return one content of each kind."""
    return (
        Note("Mục tiêu buổi học", "Học viên biết căn cứ.\nHọc viên tra được điều, khoản."),
        Passage(NEW),
        Passage(LONG),
        answered(),
        comparison(),
        exercise(),
        quiz(),
        Unreadable("quiz", "{", "Nội dung lưu của mục này không còn đúng dạng."),
    )


def collection(*items: Content | Unreadable, title: str = "Tập huấn: hỗ trợ nạn nhân", note: str = "") -> Collection:
    """Return a collection of these contents; of one of each kind where none are told."""
    return Collection(
        id="bo-thu-1",
        title=title,
        about="Dùng cho lớp tập huấn cán bộ cấp xã.",
        made="2026-11-20T08:00:00Z",
        changed="2026-11-21T08:00:00Z",
        items=tuple(
            Item(f"muc-{number}", content, note if number > 1 else note or "Nói chậm, hỏi lại lớp.")
            for number, content in enumerate(items or contents(), 1)
        ),
    )
