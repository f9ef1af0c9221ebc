"""What is passed over quickly loses nothing: all that is read begins with an anchor, and plain parts read alike."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.citation.anchors import anchor_pattern, is_hopeless
from corpus.citation.places import read_any_part, read_part
from corpus.citation.reader import Reader
from corpus.citation.scan import read_phrase
from corpus.law_names import KNOWN_LAWS
from corpus.text import clean
from tests.corpus.real_texts import real_text
from tests.corpus.test_citation_real import labels
from tests.shared import require_shared

_WORD = re.compile(r"(?<![^\W_])[^\W_]")
_AROUND = 200
WORDS = (
    "Điều khoản điểm Luật Bộ luật Pháp lệnh Nghị định Thông tư Hiệp định Hiến pháp số hiệu của và đến từ các này nói "
    "trên trên đây đó ( ) , ; : “ ” & - 1 2 15 5a a đ I XII thứ nhất 12/2024/NĐ-CP 1/CP 7-CT/TW 100/QH12 5/BTC&BCA-X "
    "năm 2024 ngày 01/02/2020 tháng Chính phủ Bộ Công an UBND tỉnh Phòng, chống Trẻ em Sở hữu Luật sư sư thừa kế Nam "
    "sửa đổi bổ sung Mẫu Phụ lục Phần Chương Mục BLHS k. đ. Đ k 16.1.LQ.150 (i) và (ii) triệu % về ASEAN ký được"
).split()


def lost(text: str) -> list[str]:
    """Return what begins a citation and is no anchor, and the parts that the quick way reads otherwise."""
    pattern, found = anchor_pattern(KNOWN_LAWS), []
    for word in _WORD.finditer(Reader(text, KNOWN_LAWS).folded):
        reader = Reader(text, KNOWN_LAWS)
        start = word.start()
        if read_part(reader, start) != read_any_part(reader, start, ""):
            found.append(f"part at {text[start : start + 40]}")
        citations, _ = read_phrase(Reader(text, KNOWN_LAWS), start)
        anchor = pattern.match(reader.folded, start)
        if citations and (anchor is None or is_hopeless(reader, anchor)):
            found.append(f"no anchor at {text[start : start + 40]}")
    return found


@settings(deadline=None)  # the first text compiles the patterns
@given(st.lists(st.sampled_from([*WORDS, "\n"]), max_size=14))
def test_any_mixture_of_the_words_of_citations_loses_nothing(words: list[str]) -> None:
    assert lost(" ".join(words)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Phần thứ nhất của Bộ luật này",
        "Pháp lệnh thừa kế ngày 30-8-1990",
        "Mẫu số01 và Phụ lục 2/PLI",
        "luật sở hữu trí tuệ, Luật Luật sư, Luật Nam Phi năm 2024",
        "Nghị định của Chính phủ số 5/2020/NĐ-CP; Quyết định của UBND tỉnh Lào Cai số 7/2020/QĐ-UBND",
        "Thông tư liên tịch 5/2012/TTLT-BTC&BCA, công văn số 4830/KTTH, 7-CT/TW",
        "điểm a và điểm b1 khoản 2, 3 và 5a Điều 5 đến Điều 8, điểm  đ khoản\n1. Điều",
    ],
)
def test_what_the_quick_way_once_could_lose_is_kept(text: str) -> None:
    assert lost(text) == []


@pytest.mark.shared
def test_the_labelled_citations_lose_nothing() -> None:
    path = require_shared("data", "domain", "citations_dev.jsonl")
    rows = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    for row in labels():
        first = max(0, row["offset"] - _AROUND)
        rows.append(real_text(row["file"], row["part"])[first : row["offset"] + len(row["text"]) + _AROUND])
    assert [found for text in rows for found in lost(clean(text))] == []
