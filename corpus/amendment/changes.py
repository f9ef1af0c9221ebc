"""What one amending line changes: each place with its operation, or with the words that change in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.amendment.model import Operation
from corpus.amendment.phrases import Phrase
from corpus.amendment.places import Target, complete, names_work
from corpus.amendment.targets import PORTION, read_targets
from corpus.amendment.verbs import Command
from corpus.amendment.word_changes import Words, read_words
from corpus.citation import Citation, CitedWork, find_citations

IN_BLOCK = "lệnh sửa từ ngữ nằm trong khối trích"
NO_PLACE = "không rõ nơi được sửa"
_SOME = re.compile(
    r"\s*(?:một số|các|những|\d{1,3})\s+(?:điều|khoản|điểm|nội dung|quy định|văn bản|mục)", re.IGNORECASE
)
_PLAIN_LEAD = re.compile(
    r"(?:\s|,|(?:các|những)\s+(?:thông tư|nghị định|quyết định|chỉ thị|luật|văn bản)(?:\s+sau(?:\s+đây)?)?\s*:"
    r"|(?:và|lại|thêm|toàn bộ|một số|các|những|tên|tiêu đề|của|quy định|nội dung|tại|một|hai|ba|bốn|0?\d|khoản"
    r"|điểm|điều|vào|cuối|đầu|như sau|đoạn (?:mở )?đầu|đoạn dẫn|câu dẫn|lời dẫn|sau đây|mới|nêu|bằng)(?!\w):?)*",
    re.IGNORECASE,
)
_NAMED_BEFORE = re.compile(r"(?:tên|tiêu đề)(?:\s+của)?(?:\s+các)?\s*$", re.IGNORECASE)
_ACCORDING = re.compile(r"(?<!\w)(?:theo|căn cứ|phù hợp|đối với|thực hiện|trái)(?!\w)", re.IGNORECASE)
_ATTACHED = re.compile(
    r"\s*(?:danh mục|phụ lục|biểu|bảng|mẫu|quy chế|quy chuẩn|quy định)(?!\w)|ban hành kèm", re.IGNORECASE
)
_INSTEAD = re.compile(r"\sbằng\s")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing ordered, before its new text is known."""

    op: Operation
    target: Target
    words: Words | None = None
    vague: bool = False  # "một số điều của Luật A": says what the parts below are about


def read_changes(
    line: str,
    commands: Sequence[Command],
    phrases: Sequence[Phrase],
    context: Target,
    shared: Sequence[Words],
    *,
    quoting: bool,
) -> list[Change]:
    """Return the changes of one line with whole places, in the order of the line.

    ``shared`` are words that change at all places of a list; ``quoting`` tells that blocks stand below the line.
    """
    changes: list[Change] = []
    for command in commands:
        made = (
            _wording(line, command, phrases, (context, shared), quoting=quoting)
            if command.wording
            else _direct(line, command, context.work, quoting=quoting)
        )
        changes += made
    whole = complete([change.target for change in changes], context)
    return [
        replace(change, target=_named(change, target, whole, context))
        for change, target in zip(changes, whole, strict=True)
    ]


def wanted(changes: Sequence[Change]) -> list[Change]:
    """Return the changes that are orders of their own."""
    return [change for change in changes if not change.vague]


def _named(change: Change, target: Target, whole: Sequence[Target], context: Target) -> Target:
    """Give "tên điều" its Điều: of the context, else the one that the line names."""
    if change.op != "rename" or not target.is_work:
        return target
    articles = {other.article for other in whole if other.article}
    article = context.article or (articles.pop() if len(articles) == 1 else None)
    doubts = target.doubts if article else (*target.doubts, NO_PLACE)
    return replace(target, article=article, doubts=doubts)


def _wording(
    line: str, command: Command, phrases: Sequence[Phrase], given: tuple[Target, Sequence[Words]], *, quoting: bool
) -> list[Change]:
    """Return the changes of words; ``given`` is what stands above the line: a place, and words of a list."""
    context, shared = given
    text = command.words(line)
    citations = find_citations(text)
    inside = [
        replace(phrase, start=phrase.start - command.start, end=phrase.end - command.start)
        for phrase in phrases
        if command.start <= phrase.start < command.end
    ]
    if not inside:
        targets = read_targets(text, citations)
        if shared:
            return [Change(words.op, _whole(target), words) for words in shared for target in targets]
        if quoting:
            places = targets or [Target(CitedWork())]
            return [Change(command.op, replace(target, doubts=(*target.doubts, IN_BLOCK))) for target in places]
        return [Change(command.op, target, vague=True) for target in targets]
    made = []
    for group in read_words(text, inside, citations, command.op):
        targets = read_targets(text, group.citations) or [context]
        made += [Change(words.op, _whole(target), words) for words in group.changes for target in targets]
    return made


def _whole(target: Target) -> Target:
    """Doubt a change of all that an order names only the beginning of."""
    return replace(target, doubts=(*target.doubts, PORTION)) if target.lead_in else target


def _direct(line: str, command: Command, context: CitedWork, *, quoting: bool) -> list[Change]:
    """Return the changes of whole places. What is done to something else than a place is told, or left out."""
    text = command.words(line)
    body = command.body - command.start
    citations = find_citations(text)
    if command.verb.startswith("thay"):  # "Thay thế Mẫu số 3 … bằng Mẫu số 6 của Nghị định này"
        citations = _before_instead(text, citations)
    targets = read_targets(text, citations)
    if not targets and not command.own_name:
        return []
    first = targets[0].start if targets else len(text)
    lead = text[body:first]
    plain = bool(first < body or _PLAIN_LEAD.fullmatch(lead))
    named = names_work(context) or any(names_work(target.work) for target in targets)
    if not (plain or quoting or (named and _is_told(command.op, lead, text))):
        return []
    vague = _SOME.match(lead) is not None and all(target.is_work for target in targets)
    changes = [Change("rename", Target(CitedWork()))] if command.own_name else []
    for target in targets:
        renamed = command.renames and _NAMED_BEFORE.search(text[: target.start]) is not None
        whole = target if plain or target.start != first else replace(target, doubts=(*target.doubts, PORTION))
        op: Operation = "rename" if renamed else command.op
        if target.lead_in and op == "replace":
            changes.append(Change("replace_lead_in", whole))
        else:
            changes.append(Change(op, _whole(whole), vague=vague))
    return changes


def _is_told(op: Operation, lead: str, text: str) -> bool:
    """Tell whether an order about something in a place ("Bãi bỏ quy định về … tại Điều 5") is one of an amendment."""
    if _ACCORDING.search(lead):
        return False
    return op == "repeal" or "như sau" in text or _ATTACHED.search(lead) is not None


def _before_instead(text: str, citations: Sequence[Citation]) -> list[Citation]:
    instead = _INSTEAD.search(text)
    return [one for one in citations if instead is None or one.start < instead.start()]
