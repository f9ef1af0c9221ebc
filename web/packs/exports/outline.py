"""A collection as an outline: what stands in every form of it, in order and in words."""

from collections.abc import Iterable
from datetime import date
from ipaddress import ip_address
from itertools import chain
from urllib.parse import urlsplit

from corpus.work import STATUS_NAMES
from web.packs.exports.blocks import Block, Choice, Key, Law, Note, Outline, Section, Sides, Task
from web.packs.exports.letters import NOT_LAW_SIGN, PRINT_SIGNS, one_line, opened, own, verbatim
from web.packs.nouns import (
    Answered,
    CaseExercise,
    Cited,
    Collection,
    Comparison,
    Content,
    Item,
    Passage,
    QuestionKind,
    Quiz,
    QuizQuestion,
    Unreadable,
    cited_in,
)
from web.packs.nouns import Note as Written
from web.packs.nouns import Task as Asked
from web.packs.titles import kind_name, whence_words
from web.preferences import current, tr
from web.words import CLASS_OF_SOURCE_NAMES, NOT_LAW, vietnamese_day

_ASKED = (CaseExercise, Quiz)  # what has answers; notes on them may tell them
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def outline(collection: Collection, *, key: bool, base: str, today: date) -> Outline:
    """Return a collection in the order in which it is read; without ``key``, nothing of any answer is in it.

    ``base`` is the scheme and host that addresses begin with; a host that only this machine has is left out.
    Our own words are in the language of the request.
    """
    base = "" if _is_this_machine(base) else base.rstrip("/")
    writer = _Writer(base, key=key)
    sections = tuple(writer.section(number, item) for number, item in enumerate(collection.items, 1))
    return Outline(
        title=one_line(collection.title) or tr("Bộ tài liệu tập huấn"),
        about=own(collection.about),
        made=today,
        valid=_valid(collection),
        version=tr("Bản của giảng viên, có đáp án") if key else tr("Bản của học viên, không có đáp án"),
        address=f"{base}/bo-tai-lieu/{collection.id}",
        keyed=key,
        language=current().language,
        sections=sections,
        sources=tuple(writer.sources.values()),
    )


def _is_this_machine(base: str) -> bool:
    """Tell whether nobody else can reach an address: 127.0.0.1, localhost."""
    host = urlsplit(base).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


class _Writer:
    """Turns items into sections, and numbers the places that they quote in the order of reading."""

    def __init__(self, base: str, *, key: bool) -> None:
        self._base = base
        self._key = key
        self.sources: dict[tuple[str, int, int, str], Law] = {}

    def section(self, number: int, item: Item) -> Section:
        """Return an item as a section."""
        kind, code, title, blocks = self._parts(item.content)
        if self._key or not isinstance(item.content, _ASKED):
            blocks = [*blocks, *_notes(tr("Ghi chú"), [item.note]), *_notes(tr("Đã cập nhật"), item.updates)]
        return Section(number, opened(one_line(title)) or kind, kind, code, tuple(blocks))

    def _parts(self, content: Content | Unreadable) -> tuple[str, str, str, list[Block]]:
        """Return the name of the kind, its code, a title and the blocks of a content."""
        match content:
            case Passage(cited):
                kind = tr(kind_name(content))
                told: tuple[str, str, str, list[Block]] = kind, "passage", cited.citation, [self._law(cited)]
            case Answered():
                told = tr("Câu hỏi và trả lời"), "answer", content.question, self._answer(content)
            case Written(heading, text):
                told = tr("Ghi chú"), "note", heading, _notes("", [text])
            case CaseExercise():
                told = tr("Bài tập tình huống"), "exercise", content.title, self._exercise(content)
            case Quiz():
                told = tr("Câu hỏi ôn tập"), "quiz", content.title, self._quiz(content)
            case Comparison():
                told = tr("So sánh luật cũ, luật mới"), "comparison", _beside(content), [self._sides(content)]
            case Unreadable():
                told = tr("Mục không đọc được"), "unreadable", "", _notes(tr("Lưu ý"), [content.why])
        return told

    def _quiz(self, quiz: Quiz) -> list[Block]:
        return [self._question(number, asked) for number, asked in enumerate(quiz.questions, 1)]

    def _answer(self, answer: Answered) -> list[Block]:
        laws = [self._law(cited) for cited in answer.cited]
        said = [
            f"{statement.text.strip()} {''.join(f'[{laws[at].number}]' for at in statement.at)}".strip()
            for statement in answer.statements
        ]
        return [*_notes(tr("Lưu ý"), answer.warnings), *_notes(tr("Trả lời"), said), *laws]

    def _exercise(self, exercise: CaseExercise) -> list[Block]:
        tasks = [
            Task(
                name=tr("Câu %(n)s", n=number),
                kind=tr("tình huống"),
                prompt=own(task.prompt),
                stem="",
                valid=_standings(task.key),
                key=Key(_said(task), tuple(map(self._law, task.key))) if self._key else None,
            )
            for number, task in enumerate(exercise.tasks, 1)
        ]
        left_out = _notes(tr("Đáp án chưa nói"), exercise.left_out) if self._key else []
        return [*_notes(tr("Tình huống"), [exercise.story]), *tasks, *left_out]

    def _question(self, number: int, asked: QuizQuestion) -> Task:
        options = tuple(Choice(_mark(at), verbatim(words)) for at, words in enumerate(asked.options))
        left = tuple(Choice(str(at), verbatim(words)) for at, words in enumerate(asked.left, 1))
        return Task(
            name=tr("Câu %(n)s", n=number),
            kind=_kind_words(asked.kind),
            prompt=own(asked.prompt),
            stem=verbatim(asked.stem),
            valid=_standings(asked.cited),
            choices=options,
            left=left,
            key=self._quiz_key(asked, options, left) if self._key else None,
        )

    def _quiz_key(self, asked: QuizQuestion, options: tuple[Choice, ...], left: tuple[Choice, ...]) -> Key:
        right = [options[at] for at in asked.right]
        if left:
            answers = [f"{one.mark} – {other.mark}" for one, other in zip(left, right, strict=True)]
        else:
            answers = [f"{one.mark}. {one.words}" for one in right]
        return Key(tuple(answers), tuple(map(self._law, asked.cited)), asked.right)

    def _sides(self, found: Comparison) -> Sides:
        return Sides(self._law(found.old), self._law(found.new), found.runs, tuple(map(own, found.notes)))

    def _law(self, cited: Cited) -> Law:
        place = cited.permalink, cited.start, cited.end, cited.quote
        if place not in self.sources:
            self.sources[place] = _law(cited, len(self.sources) + 1, self._base)
        return self.sources[place]


def _law(cited: Cited, number: int, base: str) -> Law:
    is_law = cited.source_class not in NOT_LAW
    named = STATUS_NAMES[cited.status] if is_law else CLASS_OF_SOURCE_NAMES[cited.source_class]
    state = tr(named) if is_law else tr("%(kind)s, không phải văn bản quy phạm pháp luật", kind=tr(named))
    return Law(
        number=number,
        short=one_line(cited.citation),
        full=one_line(f"{cited.label} {cited.full_name}"),
        words=verbatim(cited.quote),
        address=f"{base}{cited.permalink}",
        path=cited.permalink,
        start=cited.start,
        on=cited.on,
        ended=cited.ended if is_law else None,
        status=cited.status,
        sign=PRINT_SIGNS[cited.status] if is_law else NOT_LAW_SIGN,
        state=state,
        whence=whence_words(cited),
        cautions=tuple(map(own, cited.cautions)),
    )


def _notes(label: str, texts: Iterable[str]) -> list[Block]:
    return [Note(label, own(text)) for text in texts if own(text)]


def _beside(found: Comparison) -> str:
    return tr("%(old)s và %(new)s", old=found.old.citation, new=found.new.citation)


def _mark(at: int) -> str:
    return _LETTERS[at] if at < len(_LETTERS) else str(at + 1)


def _kind_words(kind: QuestionKind) -> str:
    return {
        QuestionKind.CHOICE: tr("chọn một đáp án"),
        QuestionKind.TRUE_FALSE: tr("đúng hay sai"),
        QuestionKind.MATCHING: tr("ghép cặp"),
    }[kind]


def _said(task: Asked) -> tuple[str, ...]:
    return (task.answer,) if task.answer else ()


def _standings(grounds: Iterable[Cited]) -> str:
    """Return how the law behind an answer stands, without telling which law it is."""
    told = dict.fromkeys(_law(cited, 0, "").standing for cited in grounds)
    return tr("Căn cứ của đáp án: %(standings)s.", standings="; ".join(told))


def _valid(collection: Collection) -> str:
    """Return the days that the words of a collection were looked at for."""
    days = sorted({cited.on for cited in chain.from_iterable(cited_in(item.content) for item in collection.items)})
    if not days:
        return tr("Không trích văn bản nào.")
    first, last = vietnamese_day(days[0]), vietnamese_day(days[-1])
    if first == last:
        return tr("Lời văn và hiệu lực xem tại ngày %(day)s.", day=first)
    return tr(
        "Lời văn và hiệu lực của mỗi mục xem tại ngày ghi ở mục đó (từ %(first)s đến %(last)s).", first=first, last=last
    )
