"""What a site states about a text beside the text: number, type, dates, status, related texts."""

import itertools
import re
from collections.abc import Sequence

from ingest.extract.rows import CELL

Facts = tuple[tuple[str, str], ...]

_LABELS = {
    "số ký hiệu": "number",
    "số hiệu": "number",
    "loại văn bản": "type",
    "ngày ban hành": "issued",
    "ngày có hiệu lực": "effective",
    "ngày hiệu lực": "effective",
    "ngày hết hiệu lực": "expired",
    "cơ quan ban hành/ chức danh / người ký": "issuer",
    "cơ quan ban hành": "issuer",
    "nơi ban hành": "issuer",
    "tình trạng": "status",
    "tình trạng hiệu lực": "status",
    "hiệu lực": "status",
    "người ký": "signer",
    "phạm vi": "scope",
    "lý do hết hiệu lực": "expired_why",
}
_UNKNOWN = frozenset(("đã biết", "đang cập nhật", "dữ liệu đang cập nhật", "khongso", "không số", ""))
_HISTORY = re.compile(r"(?P<day>\d{1,2}/\d{1,2}/\d{4}) \| (?P<event>[^|]+) \| (?P<source>[^|]*)")
_NAME = re.compile(r"(?:Lịch sử hiệu lực: )?([^\d:|]{2,40} \d[\w.]*[-/][\w/-]+)")  # "Luật 66/2011/QH12"
_RELATION_LABEL = re.compile(r"văn bản .{3,80}", re.IGNORECASE)
_TOOLS = re.compile(r"^\[|^(?:Lược đồ|Thuộc tính|Bản in|Tải về|Nội dung đang|Ngày )\b|^Ngày ")


def page_facts(properties: Sequence[str], relations: Sequence[str]) -> tuple[Facts, bool]:
    """Return the facts of a page and whether it is made of them: properties, history, relations.

    Keys: ``number type title issuer issued effective expired status signer name``, and, as often as they occur,
    ``history`` ("day | event | source") and ``relation`` ("kind | text").
    """
    facts: dict[str, str] = {}
    history = []
    for line in properties:
        name = _NAME.fullmatch(line)
        found = _HISTORY.match(line)
        if name:
            facts.setdefault("name", name[1])
        elif found:
            history.append(("history", CELL.join(part.strip() for part in found.groups())))
        elif (
            CELL not in line and ":" not in line and "»" not in line and "title" not in facts and "number" not in facts
        ):
            facts["title"] = line
        else:
            for key, value in _pairs(line):
                facts.setdefault(key, value)
    return (*facts.items(), *history, *_relations(relations)), bool(properties or relations)


def _pairs(line: str) -> list[tuple[str, str]]:
    """Return the labels of a line with their values: "Số hiệu: | 5/KH | Loại văn bản: | Kế hoạch"."""
    cells = [cell.strip() for cell in line.split(CELL)]
    if len(cells) == 1:
        label, _, value = line.partition(":")
        cells = [label, value.strip()]
    pairs = []
    for label, value in itertools.pairwise(cells):
        key = _LABELS.get(label.rstrip(": ").lower())
        if key and value.lower() not in _UNKNOWN:
            pairs.append((key, value))
    return pairs


def _relations(lines: Sequence[str]) -> list[tuple[str, str]]:
    found = []
    kind = ""
    for line in lines:
        if _TOOLS.match(line):
            continue
        if _RELATION_LABEL.fullmatch(line) and not re.search(r"\d", line):
            kind = line
        elif kind:
            found.append(("relation", f"{kind}{CELL}{line}"))
    return found
