"""Real files against counts that a person checked by eye, and the tiling as a property of every one of them."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.expression import Expression, tiling_gaps
from corpus.provision import Level, Provision
from ingest.errors import NoTextError
from ingest.extract.docx import extract_docx
from ingest.extract.html import extract_html
from ingest.extract.pdf import extract_pdf
from ingest.extract.text import extract_text
from ingest.read import Line, Reading
from ingest.structure import article_parts, parse
from ingest.text_reader import read_paper
from tests.shared import SHARED, require_shared

GOLDEN = Path(__file__).parents[1] / "golden" / "files.tsv"
EXTRACTORS = {".pdf": extract_pdf, ".docx": extract_docx, ".html": extract_html, ".txt": extract_text}
pytestmark = pytest.mark.shared


def golden_rows() -> list[dict[str, str]]:
    with GOLDEN.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t"))


def read(path: Path) -> Reading:
    return read_paper(EXTRACTORS[path.suffix](path.read_bytes()), path=path.name)


def assert_exact(expression: Expression) -> None:
    """Every character lies in one unit; parts nest; eIds are unique; what was read can be put together again."""
    assert tiling_gaps(expression) == []
    assert "".join(unit.provision.text for unit in expression.units) == expression.text
    found: set[str] = set()
    for unit in expression.units:
        _assert_nested(unit.provision, expression.text)
        ids = [part.eid for part in unit.provision.walk()]
        assert len(ids) == len(set(ids))
        assert not found & set(ids)
        found.update(ids)


def _assert_nested(part: Provision, text: str) -> None:
    assert part.text == text[part.start : part.end]
    at = part.start
    for child in part.children:
        assert at <= child.start < child.end <= part.end
        at = child.end
        _assert_nested(child, text)


@pytest.mark.parametrize("row", golden_rows(), ids=lambda row: row["file"])
def test_real_files_give_what_was_counted_by_eye(row: dict[str, str]) -> None:
    (expression,) = read(require_shared("data", "files", row["file"])).expressions
    assert_exact(expression)
    main = [unit.provision for unit in expression.articles() if unit.provision.eid.startswith("art_")]
    levels = [part.level for article in main for part in article.walk()]
    units = [unit.provision.level for unit in expression.units]
    work = expression.work
    counted = {
        "articles": str(len(main)),
        "last": main[-1].num if main else "-",
        "clauses": str(levels.count(Level.CLAUSE)),
        "points": str(levels.count(Level.POINT)),
        "items": str(units.count(Level.ITEM)),
        "annexes": str(units.count(Level.ANNEX) + units.count(Level.FORM)),
        "type": work.type,
        "number": work.number,
        "issued": work.issued.isoformat() if work.issued else "",
        "effective": work.effective.isoformat() if work.effective else "",
        "valid_from": expression.valid_from.isoformat() if expression.valid_from else "",
        "class": str(work.source_class),
    }
    assert counted == {key: row[key] for key in counted}


@pytest.mark.parametrize("row", golden_rows(), ids=lambda row: row["file"])
def test_articles_run_without_a_gap(row: dict[str, str]) -> None:
    (expression,) = read(require_shared("data", "files", row["file"])).expressions
    numbers = [
        int(re.sub(r"\D", "", unit.provision.num))
        for unit in expression.articles()
        if unit.provision.eid.startswith("art_")
    ]
    assert sorted(set(numbers)) == list(range(1, len(set(numbers)) + 1))


def test_a_scan_of_the_gazette_is_refused() -> None:
    path = require_shared("data", "files", "vbpl_example_pdf_8111.pdf")
    with pytest.raises(NoTextError, match="bản quét"):
        read(path)


def test_pages_about_a_law_give_no_words_of_law() -> None:
    for name in ("h", "p", "r"):
        reading = read(require_shared("data", "files", f"vbpl_example_{name}_2315.html"))
        assert all(expression.text == "" for expression in reading.expressions)
        assert "21-LCT" in reading.text


def _names(*parts: str, suffix: str) -> list[str]:
    folder = SHARED.joinpath("data", *parts)
    return sorted(path.name for path in folder.glob(f"*{suffix}")) if folder.is_dir() else ["absent"]


@pytest.mark.parametrize("name", _names("news", suffix=".txt"))
def test_news_items_are_news_without_foreign_headlines(name: str) -> None:
    (expression,) = read(require_shared("data", "news", name)).expressions
    assert_exact(expression)
    assert str(expression.work.source_class) == "news"
    assert expression.work.title
    assert not re.search(r"VPBank|Quốc khánh|Skip to main|TAG:|Đang tải|Ý kiến độc giả", expression.text)


@pytest.mark.parametrize("name", _names("files", "legacy", "ground-truth", suffix=".txt"))
def test_transcripts_of_old_papers_are_tiled(name: str) -> None:
    for expression in read(require_shared("data", "files", "legacy", "ground-truth", name)).expressions:
        assert_exact(expression)


def _articles() -> Iterator[tuple[str, str]]:
    for path in sorted(require_shared("data", "trafficking").glob("*/*.json")):
        for article in json.loads(path.read_text(encoding="utf-8"))["articles"]:
            yield article["title"], article["text"]


def test_articles_of_the_field_are_divided_without_loss() -> None:
    for title, text in _articles():
        whole = f"{title}\n{text}"
        at = 0
        for part in article_parts(whole, eid="art_1"):
            assert at <= part.start < part.end
            at = part.end
            _assert_nested(part, whole)


def test_excerpts_of_pages_are_tiled() -> None:
    for line in require_shared("data", "trafficking", "page_excerpts.jsonl").read_text(encoding="utf-8").splitlines():
        structure = parse([Line(part) for part in json.loads(line)["text"].split("\n")])
        assert "".join(unit.provision.text for unit in structure.units) == structure.text
