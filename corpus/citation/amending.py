"""What an amending sentence does to the places it names: "Sửa đổi, bổ sung …", "Bổ sung … vào sau …", "Bãi bỏ …"."""

import re

from corpus.citation.labels import Level
from corpus.citation.model import Operation
from corpus.citation.places import read_parts, spots
from corpus.citation.reader import Reader
from corpus.provision import Place

LOOK_BACK = 160  # characters before a place in which its verb is looked for
_VERBS = (
    "Sửa đổi, bổ sung|Sửa đổi và bổ sung|Sửa đổi|Bổ sung và sửa đổi|Bổ sung thêm|Bổ sung|Bãi bỏ|Hủy bỏ|Huỷ bỏ"
    "|Thay thế|Thay|Bỏ"
)
_VERB = re.compile(
    r"(?:^|[\n.;:“\"]\s{0,3}|(?:^|\s)(?:\d{1,3}[a-zđ]?\.|[IVX]{1,4}\s?[-./]|[a-zđ]\d?\))\s{1,2})"
    rf"(?P<verb>{_VERBS})"
    r"(?P<rest>(?: đoạn (?:đầu|cuối|thứ \w{2,4}|\d)| tên| tiêu đề| nội dung| một số nội dung)?(?: của)?"
    r"(?P<words> (?:các )?(?:cụm )?từ [“\"][^“”\"\n]{1,100}[”\"](?:[^.;\n]{0,60}?) tại)?(?: các)?)\s{1,2}$"
)
_SPACES = (" ", "\n")
_LAST_LETTERS = frozenset(
    " \ngimỏếynềacutư0123456789"
)  # of all that the pattern may end with, before one or two spaces
_OPERATIONS: dict[str, Operation] = {"Bổ sung": "insert", "Bổ sung thêm": "insert", "Bãi bỏ": "repeal"}
_REMOVING = ("Bỏ", "Bãi bỏ", "Hủy bỏ", "Huỷ bỏ")
_PASSIVE = re.compile(r"\s{1,2}duoc sua doi(?:,? (?:va )?bo sung)?(?: lai)? nhu sau")
_AFTER = re.compile(r"\s{1,2}(?:vao\s{1,2})?(?:(?:ngay|lien)\s{1,2})?(?:sau|truoc)\s{1,2}")


def operation_before(reader: Reader, start: int) -> Operation | None:
    """Return what the verb just before ``start`` does; None for a sentence that does not amend."""
    before = reader.text[max(0, start - LOOK_BACK) : start]
    if before[-1:] not in _SPACES or before[-2:-1] not in _LAST_LETTERS:
        return None
    reader.spend(2)
    found = _VERB.search(before)
    if found is None:
        return None
    verb = found["verb"]
    if found["words"]:
        return "delete_words" if verb in _REMOVING else "replace_words"
    if verb in _REMOVING:
        return "repeal"
    return _OPERATIONS.get(verb, "replace")


def operation_after(reader: Reader, end: int) -> Operation | None:
    """Return "replace" where "được sửa đổi, bổ sung như sau" follows the place, which is then the target."""
    return "replace" if _PASSIVE.match(reader.folded, end) else None


def read_after(reader: Reader, end: int) -> tuple[Place | None, int]:
    """Read "vào sau khoản 6 Điều 5" at ``end``; return the place and where it ends."""
    after = _AFTER.match(reader.folded, end)
    parts = read_parts(reader, after.end()) if after else []
    if not parts:
        return None, end
    labels = spots(reader, parts)[0].labels
    place = Place(labels.get(Level.ARTICLE), labels.get(Level.CLAUSE), labels.get(Level.POINT))
    return place, parts[-1].end
