"""Amending acts of the shared data, measured: what is ordered, what is read, what applies to the texts held."""

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import pytest

from corpus.amendment import Instruction, apply, read_instructions
from corpus.amendment.model import WORD_CHANGES
from corpus.expression import Unit
from corpus.number import number_key
from corpus.provision import Level, unit_eid
from corpus.text import clean
from ingest.articles import ArticleText, tile_articles
from tests.amending import assert_nested
from tests.shared import require_shared

pytestmark = pytest.mark.shared

_MARK = r"^\s*(?:\d{1,3}[a-zđ]{0,2}[.)]\s*|[a-zđ]\d?\)\s*|[-+]\s*)?"
_PLACE = r"(?:[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Mm]ục|[Cc]hương|[Pp]hụ lục)"
_PAPER = r"(?:Thông tư|Nghị định|Quyết định|Luật|Pháp lệnh|Nghị quyết|Chỉ thị)"
# An order told by its first words alone, apart from the code under test: a verb, and a place, words or a paper.
_ORDER = re.compile(
    _MARK + r"(?:(?:Sửa đổi|Bổ sung|Sửa(?! chữa)|Thay(?! đổi)) [^\n]*"
    r"(?:như sau|(?:[Cc]ụm từ|từ ngữ|từ|dấu) [“\"]|thành [“\"])[^\n]*"
    rf"|(?:Bãi bỏ|Hủy bỏ|Huỷ bỏ|Bỏ) (?:(?:các |toàn bộ |một số |những )?(?:{_PLACE}|[Cc]ụm từ|từ|{_PAPER})\b)[^\n]*"
    r"|(?:Các |Tên )?(?:[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Cc]ụm từ) [^\n]*(?:được (?:sửa|bổ sung|thay)[^\n]{0,40}"
    r"(?:như sau|bằng|thành)|được bãi bỏ|sửa (?:lại )?(?:thành|như)).*)",
    re.MULTILINE,
)
_NAMES = re.compile(rf"(?:{_PLACE}|Mẫu số|{_PAPER})\s+(?:(?:liên tịch )?số\s+)?[\dIVXa-zđ]|(?:từ|dấu) [“\"]")


@dataclass
class _Corpus:
    """The articles by the key of their law, and those in which something is ordered."""

    laws: dict[str, list[dict[str, str]]] = field(default_factory=lambda: defaultdict(list))
    acts: list[tuple[str, Unit]] = field(default_factory=list)


def units_of(rows: list[dict[str, str]]) -> list[Unit]:
    articles = []
    for row in rows:
        named = re.match(r"Điều\s+\S+?[.:]?\s+(.*)", row["title"], re.DOTALL)
        heading = (named[1] if named else row["title"]).strip()
        articles.append(
            ArticleText(row["article_id"], heading, " ".join(clean(row["title"]).split()), clean(row["text"]))
        )
    return list(tile_articles(articles)[0])


@lru_cache(maxsize=1)
def corpus() -> _Corpus:
    found = _Corpus()
    path = require_shared("data", "retrieval", "zalo2021_phapdien", "corpus.jsonl.gz")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            found.laws[number_key(row["law_id"])].append(row)
            if _ORDER.search(row["text"]):
                found.acts.append((row["law_id"], units_of([row])[0]))
    return found


def own_orders(unit: Unit) -> Iterator[tuple[int, str]]:
    """Yield the lines that order something, outside quoted blocks and without lead-ins of lists."""
    quoted = [part for part in unit.provision.walk() if part.level is Level.QUOTE]
    base = unit.provision.start
    for match in _ORDER.finditer(unit.provision.text):
        line = match[0].strip()
        start = base + match.start() + len(match[0]) - len(match[0].lstrip())
        end = start + len(line)
        if not match.start() or any(part.start <= start < part.end for part in quoted) or not _NAMES.search(line):
            continue
        if line.endswith(":") and not any(end - 1 <= part.start <= end + 3 for part in quoted):
            continue
        yield start, line


def test_nine_of_ten_ordering_lines_are_read_without_a_doubt() -> None:
    counts: Counter[str] = Counter()
    for _, unit in corpus().acts:
        found = read_instructions(unit)
        for start, line in own_orders(unit):
            at = [one for one in found if start - 2 <= one.start <= start + len(line)]
            counts["read" if any(not one.doubts for one in at) else "doubted" if at else "missed"] += 1
    assert counts.total() > 500
    assert counts["read"] / counts.total() > 0.90
    assert counts["missed"] / counts.total() < 0.02


def test_blocks_are_slices_of_the_acts() -> None:
    for _, unit in corpus().acts:
        text, base = unit.provision.text, unit.provision.start
        for one in read_instructions(unit):
            assert text[one.block_start - base : one.block_end - base] == one.block
            assert text[one.start - base : one.end - base]


def _bases(instruction: Instruction, held: dict[str, dict[str, Unit]]) -> dict[str, Unit]:
    key = number_key(instruction.work.number or "")
    if key not in held:
        held[key] = {unit.provision.eid: unit for unit in units_of(corpus().laws.get(key, []))}
    return held[key]


def test_what_applies_keeps_the_text_whole_and_what_fails_says_why() -> None:
    held: dict[str, dict[str, Unit]] = {}
    done: Counter[str] = Counter()
    for _, unit in corpus().acts:
        for one in read_instructions(unit):
            base = _bases(one, held).get(unit_eid(one.eid)) if one.eid and one.work.number and not one.doubts else None
            if base is None:
                continue
            applied = apply(base, [one])
            done["done" if applied.done else "carried" if "mang lời mới" in _why(applied) else "failed"] += 1
            done["carried"] += "có thể đã được sửa" in _why(applied)
            if applied.unit:
                assert_nested(applied.unit.provision)
    assert done["done"] > 150
    assert done["carried"] > 90  # the codified text is later than the act: it says the new words already


def _why(applied: object) -> str:
    return " ".join(failure.reason for failure in getattr(applied, "failed", ()))


def test_the_amended_penal_code_says_the_words_that_its_amendment_put_in() -> None:
    (unit,) = [unit for law, unit in corpus().acts if law == "12/2017/QH14" and unit.provision.num == "2"]
    orders = [one for one in read_instructions(unit) if one.op in WORD_CHANGES and one.new and not one.doubts]
    held: dict[str, dict[str, Unit]] = {}
    said = 0
    for one in orders:
        base = _bases(one, held).get(unit_eid(one.eid))
        part = base.provision.find(one.eid) if base else None
        said += part is not None and one.new.lower() in part.text.lower()
    assert len(orders) > 90
    assert said / len(orders) > 0.9
