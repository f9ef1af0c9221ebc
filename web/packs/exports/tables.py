"""A training pack as CSV that no spreadsheet takes for formulas, and as JSON for programs."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from web.checking.words import marked_words
from web.csv_table import MOST_OF_CELL, csv_table
from web.packs.exports.blocks import Block, Key, Law, Note, Outline, Section, Sides, Task
from web.packs.exports.json_shapes import BlockJson, KeyJson, LawJson, PackJson, SectionJson, TaskJson
from web.preferences import tr
from web.shapes import runs_json

VERSION = 1  # of the JSON; docs/http.md says what stands in it
_CELL = re.compile(rf".{{1,{MOST_OF_CELL}}}(?=\s|\Z)|.{{1,{MOST_OF_CELL}}}", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    item: str
    title: str
    kind: str
    said: str = ""  # our words, or a person's
    choices: str = ""
    key: str = ""
    law: Law | None = None


def csv_of(outline: Outline) -> bytes:
    """Return one row for each quotation, note and question."""
    rows = (row for section in outline.sections for block in section.blocks for row in _rows(section, block))
    return csv_table(_heads(outline), (cells for row in rows for cells in _cells(row, outline)))


def _heads(outline: Outline) -> list[str]:
    heads = [tr("Mục"), tr("Tên mục"), tr("Loại"), tr("Lời"), tr("Lựa chọn")]
    keys = [tr("Đáp án")] if outline.keyed else []
    laws = [tr("Viện dẫn"), tr("Viện dẫn đầy đủ"), tr("Nguyên văn"), tr("Tình trạng"), tr("Lời văn xem tại ngày")]
    return [*heads, *keys, *laws, tr("Lưu ý"), tr("Địa chỉ")]


def _cells(row: _Row, outline: Outline) -> Iterator[list[str]]:
    """Give the cells of a row; words too long for a cell go on in the next row."""
    law = row.law
    keys = [row.key] if outline.keyed else []
    head = [row.item, row.title, row.kind, row.said, row.choices, *keys]
    if law is None:
        yield [*head, *[""] * 7]
        return
    place = [law.short, law.full]
    tail = [law.standing, law.on.isoformat(), " ".join(law.cautions), law.address]
    for words in _CELL.findall(law.words):
        yield [*head, *place, words.strip("\n"), *tail]


def _rows(section: Section, block: Block) -> Iterator[_Row]:
    item, title = str(section.number), section.title
    match block:
        case Law():
            yield _Row(item=item, title=title, kind=section.kind, law=block)
        case Note(label, words):
            yield _Row(item=item, title=title, kind=label or section.kind, said=words)
        case Sides():
            difference = f"{tr('Khác biệt ([-bỏ-], [+thêm+]):')} {marked_words(block.runs)}"
            yield _Row(item=item, title=title, kind=tr("Trước"), law=block.old)
            yield _Row(
                item=item, title=title, kind=tr("Sau"), said="\n".join([difference, *block.notes]), law=block.new
            )
        case Task():
            yield from _asked(section, block)


def _asked(section: Section, task: Task) -> Iterator[_Row]:
    item, title = str(section.number), section.title
    said = "\n".join(filter(None, (f"{task.name}. {task.prompt}", task.stem, task.valid)))
    choices = "\n".join(f"{choice.mark}. {choice.words}" for choice in (*task.left, *task.choices))
    key = "; ".join(task.key.answers) or tr("theo lời văn dưới đây") if task.key else ""
    yield _Row(item=item, title=title, kind=task.kind, said=said, choices=choices, key=key)
    for law in task.key.grounds if task.key else ():
        yield _Row(item=item, title=title, kind=task.kind, said=task.name, key=tr("căn cứ của đáp án"), law=law)


def json_of(outline: Outline) -> bytes:
    """Return the outline as JSON; docs/http.md describes it."""
    shape: PackJson = {
        "format": "cancu-pack",
        "version": VERSION,
        "title": outline.title,
        "about": outline.about,
        "made": outline.made.isoformat(),
        "valid": outline.valid,
        "for": "trainer" if outline.keyed else "learner",
        "language": outline.language,
        "address": outline.address,
        "sections": [_section_json(section) for section in outline.sections],
        "sources": [_law_json(law) for law in outline.sources],
    }
    return (json.dumps(shape, ensure_ascii=False, indent=2) + "\n").encode()


def _section_json(section: Section) -> SectionJson:
    return {
        "number": section.number,
        "kind": section.code,
        "kind_words": section.kind,
        "title": section.title,
        "blocks": [_block_json(block) for block in section.blocks],
    }


def _block_json(block: Block) -> BlockJson:
    match block:
        case Law():
            return {"block": "law", "law": _law_json(block)}
        case Note(label, words):
            return {"block": "note", "label": label, "words": words}
        case Sides():
            return {
                "block": "comparison",
                "old": _law_json(block.old),
                "new": _law_json(block.new),
                "runs": runs_json(block.runs),
                "notes": list(block.notes),
            }
        case Task():
            return _task_json(block)


def _task_json(task: Task) -> TaskJson:
    shape: TaskJson = {
        "block": "task",
        "name": task.name,
        "kind_words": task.kind,
        "prompt": task.prompt,
        "stem": task.stem,
        "valid": task.valid,
        "left": [choice.words for choice in task.left],
        "options": [choice.words for choice in task.choices],
    }
    return {**shape, "key": _key_json(task.key)} if task.key else shape


def _key_json(key: Key) -> KeyJson:
    return {"right": list(key.right), "answers": list(key.answers), "grounds": [_law_json(law) for law in key.grounds]}


def _law_json(law: Law) -> LawJson:
    return {
        "number": law.number,
        "citation": law.short,
        "full_citation": law.full,
        "quote": law.words,
        "start": law.start,
        "end": law.start + len(law.words),
        "status": law.status,
        "status_words": law.standing,
        "whence": law.whence,
        "ended": law.ended.isoformat() if law.ended else None,
        "valid_as_of": law.on.isoformat(),
        "cautions": list(law.cautions),
        "permalink": law.path,
        "address": law.address,
    }
