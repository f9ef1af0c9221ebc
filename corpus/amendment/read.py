"""Reading what an amending unit orders, one instruction for each place and each change of words.

Reads: a unit whose quoted blocks are children of level QUOTE.
Gives: instructions in reading order. It corrects nothing and guesses nothing: what is not certain is a doubt.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.amendment.blocks import Piece, head_of, heading_of, share
from corpus.amendment.changes import NO_PLACE, Change, read_changes, wanted
from corpus.amendment.model import WORD_CHANGES, Instruction, Operation
from corpus.amendment.phrases import Phrase, hide_phrases
from corpus.amendment.places import Target, names_work
from corpus.amendment.statements import Block, Branch, Statement, branch_of
from corpus.amendment.targets import PORTION, read_targets
from corpus.amendment.verbs import Command, commands_of, shared_command
from corpus.amendment.word_changes import Words
from corpus.citation import CitedWork, find_citations
from corpus.errors import TooManyCitationsError
from corpus.expression import Unit
from corpus.provision import Level, Provision

UNKNOWN_WORK = "không rõ văn bản được sửa"
TOO_MANY = "nhiều nơi hơn mọi câu sửa đổi có thật: không đọc"
UNCLOSED = "khối trích mở mà không đóng"
RENUMBERS = "đổi số thứ tự: chưa tự làm được"
NAME_OF_PART = "chỉ sửa tên gọi của phần không phải là Điều"
NO_WORDS = "không thấy lời mới của nơi này"
_AMENDING = re.compile(r"sửa đổi|bổ sung|bãi bỏ|thay thế", re.IGNORECASE)
_BECOMES = re.compile(r"(?:thành|như sau)\s*:?\s*$")
_FORM = re.compile(r"(?:annex|form)(?:_|$)")


@dataclass(frozen=True, slots=True)
class _Context:
    """What an outer part says for the parts in it."""

    target: Target
    op: Operation | None = None  # "Bãi bỏ các điều, khoản sau đây:"
    words: tuple[Words, ...] = ()  # "Thay cụm từ “…” bằng “…” tại các nơi sau đây:"


def read_instructions(unit: Unit | Provision, *, title: str = "") -> list[Instruction]:
    """Return the instructions of one unit of an amending act, in reading order.

    ``title`` is the act's own: it names the target where the act amends one work.
    """
    provision = unit.provision if isinstance(unit, Unit) else unit
    if provision.level not in (Level.ARTICLE, Level.ITEM, Level.BODY):
        return []
    return list(_branch(branch_of(provision), _Context(Target(work_of_title(title))), top=True))


def work_of_title(title: str) -> CitedWork:
    """Return the one work that the title of an amending act names; an empty one where it names none or several."""
    try:
        works = {citation.work for citation in find_citations(title) if names_work(citation.work)}
    except TooManyCitationsError:
        return CitedWork()
    return works.pop() if len(works) == 1 and _AMENDING.search(title) else CitedWork()


def _branch(branch: Branch, context: _Context, *, top: bool = False) -> Iterator[Instruction]:
    only = top and len(branch.steps) == 1
    inner = context
    led = False  # the line before ends in a colon: what it names holds for this one
    for step in branch.steps:
        if isinstance(step, Branch):
            led = False
            yield from _branch(step, inner)
        elif step.heading and not (step.blocks or only):
            context = inner = _learn(step, context)
        else:
            found, inner = _read(step, inner if led else context)
            yield from found
            led = step.leads and not found
            if not found and not step.leads and names_work(inner.target.work):
                context = inner  # "… một số điều của Luật A như sau:" above lines without numbers


def _learn(step: Statement, context: _Context) -> _Context:
    """Return what the heading of an amending article says for all of it: the work."""
    line, _ = hide_phrases(step.text)
    commands = commands_of(line)
    if not commands:
        return context
    try:
        targets = read_targets(line, find_citations(line))
    except TooManyCitationsError:  # each line below says for itself what it amends
        return context
    works = {target.work for target in targets if names_work(target.work)}
    if len(works) != 1:
        return context
    places = [(target.article, target.clause) for target in targets if not target.is_work]
    article, clause = places[0] if len(places) == len(targets) == len(commands) == 1 else (None, None)
    return replace(context, target=Target(works.pop(), article, clause))


def _read(step: Statement, context: _Context) -> tuple[list[Instruction], _Context]:
    """Return the instructions of one line, and the context for the parts below it."""
    line, phrases = hide_phrases(step.text)
    commands = commands_of(line)
    if not commands and context.op:
        commands = shared_command(line, context.op, wording=context.op in WORD_CHANGES)
    if not commands:
        return [], context
    try:
        changes = read_changes(line, commands, phrases, context.target, context.words, quoting=bool(step.blocks))
    except TooManyCitationsError:
        unread = Change(commands[0].op, replace(context.target, doubts=(*context.target.doubts, TOO_MANY)))
        return _instructions(step, [unread], []), context
    inner = _inner(line, commands, changes, context)
    if step.leads and not step.blocks and line.endswith(":"):
        told = [change for change in changes if PORTION in change.target.doubts and change.op == "repeal"]
        return _instructions(step, told, []), inner
    ordered = wanted(changes)
    if not ordered:
        return [], inner
    return _instructions(step, ordered, _blocks(step, line, phrases, ordered)), context


def _inner(line: str, commands: Sequence[Command], changes: Sequence[Change], context: _Context) -> _Context:
    """Return what a lead-in says for its list: the work, the place, the verb, the words."""
    targets = [change.target for change in changes]
    works = {target.work for target in targets if names_work(target.work)}
    work = works.pop() if len(works) == 1 else CitedWork() if works else context.target.work
    places = {(target.article, target.clause) for target in targets if target.article and not target.doubts}
    article, clause = places.pop() if len(places) == 1 else (None, None)
    if not places and article is None and not targets:
        article, clause = context.target.article, context.target.clause
    listed = line.endswith(":") and commands[-1].op in (*WORD_CHANGES, "repeal")
    words = tuple(dict.fromkeys(change.words for change in changes if change.words))
    return _Context(
        Target(work, article, clause),
        commands[-1].op if listed else None,
        words if listed and not any(target.eid for target in targets) else (),
    )


def _blocks(step: Statement, line: str, phrases: Sequence[Phrase], changes: Sequence[Change]) -> list[Block]:
    """Return the blocks below a line, else the words quoted in it after "thành" or "như sau:"."""
    if step.blocks:
        return list(step.blocks)
    if any(change.words for change in changes):
        return []
    return [
        Block(phrase.words, step.start + phrase.start + 1)
        for phrase in phrases
        if _BECOMES.search(line, 0, phrase.start)
    ]


def _instructions(step: Statement, changes: Sequence[Change], blocks: Sequence[Block]) -> list[Instruction]:
    changes = [replace(change, target=_numbered(change, blocks)) for change in changes]
    quoting = [at for at, change in enumerate(changes) if change.op in ("replace", "replace_lead_in", "insert")]
    pieces = dict(zip(quoting, share(blocks, [changes[at].target for at in quoting]), strict=True))
    made = []
    for at, change in enumerate(changes):
        piece = pieces.get(at, Piece())
        if change.op == "rename":
            piece = _name(change.target, blocks)
        made.append(_instruction(step, change, piece))
    return made


def _numbered(change: Change, blocks: Sequence[Block]) -> Target:
    """Give "Bổ sung một khoản vào Điều 5" the number that its one block begins with."""
    target = change.target
    head = head_of(blocks[0].text) if change.op == "insert" and target.into and len(blocks) == 1 else None
    if head is None:
        return target
    level, num = head
    if level is Level.CLAUSE and target.level is Level.ARTICLE:
        return replace(target, clause=num)
    if level is Level.POINT and target.level in (Level.ARTICLE, Level.CLAUSE):
        return replace(target, point=num)
    return target


def _name(target: Target, blocks: Sequence[Block]) -> Piece:
    if target.level is not Level.ARTICLE:
        return Piece(doubt=NAME_OF_PART)
    return heading_of(blocks[0]) if blocks else Piece(doubt=NO_WORDS)


def _instruction(step: Statement, change: Change, piece: Piece) -> Instruction:
    target, words = change.target, change.words
    doubts = [*target.doubts, *(words.doubts if words else ())]
    if not names_work(target.work):
        doubts.append(UNKNOWN_WORK)
    if change.op == "renumber":
        doubts.append(RENUMBERS)
    if target.is_work and not names_work(target.work):
        doubts.append(NO_PLACE)
    if piece.doubt and not _FORM.match(target.eid) and not (target.is_work and change.op == "replace"):
        doubts.append(UNCLOSED if step.unclosed else piece.doubt)
    return Instruction(
        op=change.op,
        work=target.work,
        eid=target.eid,
        after=target.after,
        old=words.old if words else "",
        new=words.new if words else "",
        side=words.side if words else "",
        block=piece.text,
        block_start=piece.start,
        block_end=piece.start + len(piece.text),
        source=step.source,
        start=step.start,
        end=step.start + len(step.text),
        doubts=tuple(dict.fromkeys(doubts)),
    )
