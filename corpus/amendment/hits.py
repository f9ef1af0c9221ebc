"""Where words stand in a provision, and what stands there after a change of words."""

import re
from collections.abc import Sequence

from corpus.amendment.model import Instruction
from corpus.amendment.splice import Edit
from corpus.provision import Provision
from corpus.text import canonical, syllables

_PLAIN = 2  # syllables; a single "một" or "các" taken out is meant in one of its places
_PUNCTUATION = ",.;:)"
_SENTENCE_START = re.compile(r"(?:^(?:\S{1,5}[.)])?|[.?!])\s*\Z", re.MULTILINE)


class CannotChangeError(Exception):
    """The words cannot be changed safely; the message is a sentence that says why."""


def word_edits(part: Provision, instruction: Instruction) -> list[Edit]:
    """Return the edits that change the words in a part. Raises CannotChangeError where a change is not safe.

    Whole words only, in the case they are written in; at the start of a sentence a capital stands for a small letter.
    """
    spans = find_words(part.text, instruction.old)
    _refuse_what_is_unclear(part, instruction, spans)
    make = {"delete_words": _deleted, "insert_words": _inserted}.get(instruction.op, _replaced)
    edits = [make(part.text, start, end, instruction) for start, end in spans]
    return [Edit(part.start + edit.start, part.start + edit.end, edit.words) for edit in edits]


def _refuse_what_is_unclear(part: Provision, instruction: Instruction, spans: Sequence[tuple[int, int]]) -> None:
    old, new = instruction.old, instruction.new
    if instruction.side in ("start", "end"):
        raise CannotChangeError("Chèn từ vào đầu hoặc cuối nơi này phải đổi chữ hoa hoặc dấu câu, chưa tự làm được.")
    if not spans and instruction.op == "replace_words" and find_words(part.text, new):
        raise CannotChangeError(f"Không thấy cụm từ “{old}”, mà đã thấy “{new}”: nơi này có thể đã được sửa.")
    if not spans:
        raise CannotChangeError(f"Không thấy cụm từ “{old}” tại nơi được sửa.")
    if any(_within_new(part.text, span, instruction) for span in spans):
        raise CannotChangeError(f"Nơi được sửa đã mang lời mới “{new}”.")
    all_meant = len(syllables(old)) >= (1 if instruction.op == "replace_words" else _PLAIN)
    if len(spans) > 1 and (instruction.op == "insert_words" or not all_meant):
        raise CannotChangeError(f"“{old}” xuất hiện {len(spans)} lần tại nơi được sửa, không rõ lệnh nhắm vào lần nào.")


def find_words(text: str, words: str) -> list[tuple[int, int]]:
    """Return where the words stand whole; only the first letter may be a capital in the text and small in ``words``.

    >>> find_words("Bộ trưởng Bộ A và bộ trưởng", "bộ trưởng"), find_words("bộ máy, cán bộ", "bộ má")
    ([(0, 9), (18, 27)], [])
    """
    if not words.strip():
        return []
    haystack, needle = canonical(text), canonical(words)
    found = []
    at = haystack.find(needle)
    while at >= 0:
        end = at + len(needle)
        whole = not (_joins(text, at - 1, words[0]) or _joins(text, end, words[-1]))
        if whole and _same_case(text[at:end], words, starts=_starts_sentence(text, at)):
            found.append((at, end))
            at = haystack.find(needle, end)
        else:
            at = haystack.find(needle, at + 1)
    return found


def _starts_sentence(text: str, at: int) -> bool:
    return _SENTENCE_START.search(text, max(0, at - 8), at) is not None


def _joins(text: str, at: int, beside: str) -> bool:
    return 0 <= at < len(text) and text[at].isalnum() and beside.isalnum()


def _same_case(found: str, words: str, *, starts: bool) -> bool:
    same = [a.isupper() == b.isupper() for a, b in zip(found, words, strict=True)]
    return all(same) or (starts and found[0].isupper() and all(same[1:]))


def _within_new(text: str, span: tuple[int, int], instruction: Instruction) -> bool:
    """Tell whether the old words stand there as a part of the new ones: the place was changed before."""
    new = instruction.new if instruction.op == "replace_words" else _joined(instruction)
    if instruction.op == "delete_words" or instruction.old not in new:
        return False
    return any(start <= span[0] and span[1] <= end for start, end in find_words(text, new))


def _joined(instruction: Instruction) -> str:
    """Return the anchor with the inserted words beside it."""
    old, new = instruction.old, instruction.new
    if instruction.side == "before":
        return f"{new} {old}"
    return f"{old}{'' if new[:1] in _PUNCTUATION else ' '}{new}"


def _replaced(text: str, start: int, end: int, instruction: Instruction) -> Edit:
    old, new = instruction.old, instruction.new
    if text[start].isupper() and not old[0].isupper():
        new = new[:1].upper() + new[1:]
    return Edit(start, end, new)


def _inserted(text: str, start: int, end: int, instruction: Instruction) -> Edit:
    if instruction.side == "before" and (instruction.new[:1] in _PUNCTUATION or text[start].isupper()):
        raise CannotChangeError("Chèn từ vào trước cụm từ này phải đổi chữ hoa hoặc dấu câu, chưa tự làm được.")
    anchor, joined = text[start:end], _joined(instruction)
    words = joined.replace(instruction.old, anchor, 1) if instruction.side == "after" else joined
    return Edit(start, end, words)


def _deleted(text: str, start: int, end: int, instruction: Instruction) -> Edit:
    """Take the words out with one space beside them."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if _starts_sentence(text, start) and instruction.old[0].isalnum():
        raise CannotChangeError(f"Cụm từ “{instruction.old}” đứng đầu câu: bỏ đi phải đổi chữ hoa, chưa tự làm được.")
    left = text[: start - 1 if before == " " else start][-1:]
    if after in _PUNCTUATION and after and (left in _PUNCTUATION or left == "("):
        raise CannotChangeError(f"Bỏ cụm từ “{instruction.old}” để lại hai dấu câu liền nhau, chưa tự làm được.")
    if before == " " and (after in (" ", "\n", "") or after in _PUNCTUATION):
        return Edit(start - 1, end, "")
    return Edit(start, end + 1 if after == " " and before in ("(", "“") else end, "")
