"""The verbs of an amending line: what is ordered, and which stretch of the line each order takes."""

import re
from dataclasses import dataclass

from corpus.amendment.model import Operation
from corpus.amendment.word_changes import NOUN

_VERBS = (
    r"sửa đổi,? (?:và )?bổ sung|sửa đổi|sửa lại|sửa(?! chữa)|bổ sung thêm|bổ sung|bãi bỏ|hủy bỏ|huỷ bỏ|bỏ"
    r"|thay thế|thay(?! đổi)"
)
_PLACE_WORD = r"(?:điều|khoản|điểm|chương|mục|phần|phụ lục|mẫu|đoạn)"
_FIRST = re.compile(
    rf"(?P<verb>{_VERBS})(?:,? (?:và )?(?:bãi bỏ|thay thế|sửa đổi|bổ sung|hủy bỏ)){{0,3}}(?=\s)", re.IGNORECASE
)
_NEXT = re.compile(
    rf"(?:[;.,]\s+(?:và\s+|đồng thời\s+)?|\s+và\s+)(?P<verb>{_VERBS})(?=\s+(?:(?:các|một số|những|tên|tiêu đề|"
    rf"toàn bộ|thêm|một|hai|ba)\s+){{0,3}}(?:{_PLACE_WORD}(?!\w)|{NOUN}\s*[“\"«]|[“\"«]))",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    rf"(?<!đã )(?:được\s+(?P<verb>{_VERBS})|(?P<fixed>sửa(?: đổi)?(?: lại)?)(?=\s+(?:thành|như sau)))(?=\W)",
    re.IGNORECASE,
)
_PASSIVE_START = re.compile(
    rf"(?:(?:các|những|tên|tiêu đề|một số)\s+){{0,2}}(?:{_PLACE_WORD}\s+\S|{NOUN}\s*[“\"«])", re.IGNORECASE
)
_PASSIVE_GOAL = re.compile(r"[^“”;]{0,40}?(?:như sau|(?:thành|bằng)(?!\w)|vào (?:sau|trước))|bãi bỏ|hủy bỏ|huỷ bỏ|bỏ")
_NUMBERED_WORK = re.compile(r"\d/\d{4}/|số \d+/")
_WORDING = re.compile(rf"(?:\s*(?:một số|các|những|thêm|toàn bộ)){{0,3}}\s*{NOUN}\s*:?\s*[“\"«]", re.IGNORECASE)
_WORD_LIST = re.compile(
    r"(?:\s*(?:một số|các|những)){0,2}\s*(?:cụm từ|từ ngữ|từ)(?:,? (?:cụm từ|từ|dấu[^:]{0,40}?)){0,3}"
    r"\s*(?:tại|trong|vào|sau|như sau|ở|quy định|được|,|:|của)",
    re.IGNORECASE,
)
_RENAME = re.compile(r"\s*(?:lại\s+)?(?:tên|tiêu đề)(?:\s+gọi)?(?:\s+của)?\s+", re.IGNORECASE)
_BARE_NAME = re.compile(r"\s*(?:lại\s+)?(?:tên|tiêu đề)\s+điều\s*(?:[,;]|và\s|như sau|$)", re.IGNORECASE)
_RENUMBER = re.compile(
    r"(?<!\w)(?:trở thành|chuyển thành|đánh (?:lại )?số|được đổi thành|đổi thành)(?!\w)", re.IGNORECASE
)
_LISTED = re.compile(rf"(?:(?:các|tại)\s+){{0,2}}(?:{_PLACE_WORD}\s+\S|{NOUN}\s*[“\"«])", re.IGNORECASE)
_REMOVING = frozenset(("bãi bỏ", "hủy bỏ", "huỷ bỏ", "bỏ"))


@dataclass(frozen=True, slots=True)
class Command:
    """One verb of an amending line with its stretch, ``[start, end)``; ``body`` is where what it is done to begins."""

    op: Operation
    start: int
    end: int
    body: int
    wording: bool = False
    renames: bool = False
    own_name: bool = False  # "tên điều" without a number: the Điều that the part speaks of
    verb: str = ""

    def words(self, line: str) -> str:
        """Return the stretch of the line."""
        return line[self.start : self.end]


def commands_of(line: str) -> list[Command]:
    """Return the commands of a line whose quoted words are hidden; empty where it commands nothing.

    >>> [command.op for command in commands_of("Sửa đổi khoản 1; bổ sung khoản 1a vào sau khoản 1 Điều 5 như sau:")]
    ['replace', 'insert']
    """
    if _PASSIVE_START.match(line) and _RENUMBER.search(line):
        return [Command("renumber", 0, len(line), 0, verb="renumber")]
    first = _FIRST.match(line)
    if first is None:
        return _passive(line)
    starts = [(0, first["verb"].lower(), first.end())]
    for match in _NEXT.finditer(line, first.end()):
        own = line[starts[-1][0] : match.start()]
        in_title = match[0][0] not in ";." and _NUMBERED_WORK.search(own) is not None
        if not (in_title or own.lower().endswith("sửa đổi")):
            starts.append((match.start("verb"), match["verb"].lower(), match.end("verb")))
    ends = [start for start, _, _ in starts[1:]] + [len(line)]
    return [_command(line, verb, start, end, body) for (start, verb, body), end in zip(starts, ends, strict=True)]


def _command(line: str, verb: str, start: int, end: int, body: int) -> Command:
    wording = _WORDING.match(line, body, end) is not None
    listed = _WORD_LIST.match(line, body, end) is not None
    return Command(
        _operation(verb, wording=wording or listed),
        start,
        end,
        body,
        wording=wording or listed,
        renames=_RENAME.match(line, body, end) is not None,
        own_name=_BARE_NAME.match(line, body, end) is not None,
        verb=verb,
    )


def _operation(verb: str, *, wording: bool) -> Operation:
    if verb in _REMOVING:
        return "delete_words" if wording else "repeal"
    if verb.startswith("bổ sung"):
        return "insert_words" if wording else "insert"
    return "replace_words" if wording else "replace"


def _passive(line: str) -> list[Command]:
    """Read "Khoản 3 Điều 70 được sửa đổi, bổ sung như sau:", "Cụm từ “…” được thay bằng …"."""
    found = _PASSIVE.search(line) if _PASSIVE_START.match(line) else None
    if found is None or not _PASSIVE_GOAL.match(line, found.start("verb") if found["verb"] else found.start()):
        return []
    wording = _WORDING.match(line) is not None
    verb = (found["verb"] or found["fixed"]).lower()
    renames = _RENAME.match(line) is not None
    return [Command(_operation(verb, wording=wording), 0, len(line), 0, wording=wording, renames=renames, verb=verb)]


def shared_command(line: str, op: Operation, *, wording: bool) -> list[Command]:
    """Return the command of an item whose verb stands above the list: "a) Khoản 3 Điều 9;"."""
    if not _LISTED.match(line):
        return []
    return [Command(op, 0, len(line), 0, wording=wording)]
