"""Making the next text of a unit from the instructions of an amending act.

What is not touched stays letter for letter. What is repealed leaves no words of ours in its place: its eId is gone,
and ``Applied.repealed`` says so. What cannot be done safely is not done, and ``Applied.failed`` says why.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from corpus.amendment.blocks import heading_of
from corpus.amendment.compose import article_of, part_of
from corpus.amendment.hits import CannotChangeError, find_words, word_edits
from corpus.amendment.model import WORD_CHANGES, Applied, Done, Failure, Instruction, Operation
from corpus.amendment.places import is_inapplicable
from corpus.amendment.splice import Edit, changed, crosses, reworded, with_child
from corpus.amendment.statements import Block
from corpus.expression import Unit
from corpus.provision import Level, Provision, label_of, natural_key, place_of, unit_eid
from corpus.text import syllables

_CUT_SHORT = ("…", "...", "[…]", "[...]")


def apply(base: Unit | None, instructions: Sequence[Instruction]) -> Applied:
    """Return the next text of a unit, the instructions done, and those not done with the reason of each.

    ``base`` is None for an article that is not there yet. Instructions are taken in order, each on the text that the
    one before it left. The unit keeps its start: whoever lays units end to end moves it.
    """
    current = base.provision if base else None
    done: list[Done] = []
    failed: list[Failure] = []
    repealed: list[str] = []
    for instruction in instructions:
        before = current
        try:
            current = _step(current, instruction)
        except CannotChangeError as refusal:
            failed.append(Failure(instruction, str(refusal)))
            continue
        done.append(Done(instruction, _count(before, instruction)))
        if instruction.op == "repeal":
            repealed.append(instruction.eid)
    unit = None if current is None else replace(base, provision=current) if base else Unit(current)
    return Applied(unit, tuple(done), tuple(failed), tuple(repealed))


def _count(before: Provision | None, instruction: Instruction) -> int:
    """Return how many places of the text an instruction changed."""
    part = before.find(instruction.eid) if before and instruction.eid else before
    return len(find_words(part.text, instruction.old)) if part and instruction.op in WORD_CHANGES else 1


def _step(current: Provision | None, instruction: Instruction) -> Provision | None:
    _refuse_what_is_no_text(instruction)
    if current is None:
        return _new_article(instruction)
    if instruction.eid and unit_eid(instruction.eid) != current.eid:
        raise CannotChangeError(f"Lệnh nhắm vào {label_of(instruction.eid)}, không phải {label_of(current.eid)}.")
    if instruction.op in _WHOLE:
        return _WHOLE[instruction.op](current, instruction)
    part = _the_part(current, instruction.eid)
    return changed(current, part.eid, lambda old: _IN_PLACE[instruction.op](old, instruction))


def _refuse_what_is_no_text(instruction: Instruction) -> None:
    if instruction.doubts:
        raise CannotChangeError(f"Lệnh sửa còn điểm ngờ: {'; '.join(instruction.doubts)}.")
    if instruction.op == "renumber":
        raise CannotChangeError("Lệnh đổi số thứ tự chưa tự làm được.")
    if instruction.op not in WORD_CHANGES and not instruction.eid:
        raise CannotChangeError("Lệnh nhắm vào cả văn bản: đó là việc của hiệu lực, không phải của lời văn.")
    if instruction.eid and is_inapplicable(instruction.eid):
        raise CannotChangeError(f"Nơi được sửa ({label_of(instruction.eid)}) không phải là Điều, khoản hay điểm.")


def _new_article(instruction: Instruction) -> Provision:
    if instruction.op != "insert" or unit_eid(instruction.eid) != instruction.eid:
        raise CannotChangeError(f"Không có lời đang giữ của {label_of(unit_eid(instruction.eid)) or 'nơi được sửa'}.")
    num = place_of(instruction.eid).article or ""
    return article_of(instruction.block, eid=instruction.eid, num=num, start=0)


def _the_part(unit: Provision, eid: str) -> Provision:
    """Return the one part with an eId."""
    part = unit.find(eid)
    if part is None:
        cut = unit.text.rstrip().endswith(_CUT_SHORT)
        held = "; bản đang giữ chỉ là một đoạn trích" if cut else ""
        raise CannotChangeError(f"Không có {label_of(eid)} trong lời đang giữ{held}.")
    if unit.find(f"{eid}-2"):
        raise CannotChangeError(f"{label_of(eid)} được in hai lần trong lời đang giữ.")
    return part


def _made(old: Provision, instruction: Instruction) -> Provision:
    """Return the new part in the place of the old one; white space after it stays."""
    tail = old.text[len(old.text.rstrip()) :]
    if old.level is Level.ARTICLE:
        made = article_of(instruction.block, eid=old.eid, num=old.num, start=old.start)
        return made if tail else _without_break(made)
    parent = old.eid.rpartition("__")[0]
    return part_of(instruction.block.rstrip() + tail, parent=parent, level=old.level, num=old.num, start=old.start)


def _with_lead_in(old: Provision, instruction: Instruction) -> Provision:
    """Return the part with other words above its điểm."""
    if not old.children or old.children[0].level is not Level.POINT or old.level is not Level.CLAUSE:
        raise CannotChangeError(f"{label_of(old.eid)} không có đoạn mở đầu đứng trên các điểm.")
    lead = old.lead_in
    return reworded(old, [Edit(old.start, old.start + len(lead.rstrip()), instruction.block.rstrip())])


def _without_break(article: Provision) -> Provision:
    """Let an article end as the one that it replaces did: without a line break."""
    return reworded(article, [Edit(article.end - 1, article.end, "")])


def _with_insertion(unit: Provision, instruction: Instruction) -> Provision:
    eid = instruction.eid
    held = unit.find(eid)
    if held is not None:
        if syllables(held.text) == syllables(instruction.block):
            return unit
        raise CannotChangeError(f"Lời đang giữ đã có {label_of(eid)} với lời khác.")
    if instruction.after and place_of(instruction.after).clause:
        _the_part(unit, instruction.after)
    place = place_of(eid)
    parent = eid.rpartition("__")[0]
    level, num = (Level.POINT, place.point) if place.point else (Level.CLAUSE, place.clause)
    _the_part(unit, parent)
    whole = changed(unit, parent, lambda part: _grown(part, level, num or "", instruction))
    if whole is None:
        raise CannotChangeError(f"Không chèn được {label_of(eid)}.")
    return whole


def _grown(parent: Provision, level: Level, num: str, instruction: Instruction) -> Provision:
    """Return the parent with a new khoản or điểm in the order of numbers."""
    same = [at for at, child in enumerate(parent.children) if child.level is level]
    if not same:
        raise CannotChangeError(
            f"{label_of(parent.eid)} không chia thành phần cùng loại với {label_of(instruction.eid)}."
        )
    before = [at for at in same if natural_key(parent.children[at].num) < natural_key(num)]
    at = before[-1] + 1 if before else same[0]
    child = part_of(instruction.block, parent=parent.eid, level=level, num=num, start=0)
    return with_child(parent, child, at)


def _renamed(unit: Provision, instruction: Instruction) -> Provision:
    line = unit.text.partition("\n")[0]
    at = line.rfind(unit.heading) if unit.heading else -1
    if at < 0 or instruction.eid != unit.eid:
        raise CannotChangeError(f"Không thấy tên của {label_of(instruction.eid)} ở dòng đầu.")
    edit = Edit(unit.start + at, unit.start + at + len(unit.heading), instruction.block)
    return replace(reworded(unit, [edit]), heading=instruction.block)


def _with_words(unit: Provision, instruction: Instruction) -> Provision | None:
    part = _the_part(unit, instruction.eid) if instruction.eid else unit
    if part.text.rstrip().endswith(_CUT_SHORT):
        raise CannotChangeError("Lời đang giữ chỉ là một đoạn trích, không chắc thấy hết các chỗ phải sửa.")
    edits = word_edits(part, instruction)
    if any(crosses(part, edit) for edit in edits):
        raise CannotChangeError(f"Cụm từ “{instruction.old}” nằm vắt qua hai khoản hoặc hai điểm.")
    made = changed(unit, part.eid, lambda found: reworded(found, edits))
    if made and unit.heading and edits[0].start < unit.start + len(unit.text.partition("\n")[0]):
        return replace(made, heading=heading_of(Block(made.text, made.start)).text)
    return made


_WHOLE: Mapping[Operation, Callable[[Provision, Instruction], Provision | None]] = {
    "insert": _with_insertion,
    "rename": _renamed,
    **dict.fromkeys(WORD_CHANGES, _with_words),
}
_IN_PLACE: Mapping[Operation, Callable[[Provision, Instruction], Provision | None]] = {
    "replace": _made,
    "replace_lead_in": _with_lead_in,
    "repeal": lambda _, __: None,
}
