"""Comments in a copy of a DOCX: where they stand, and that nothing else changes."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import docx
import pytest
from lxml import etree

from corpus.citation import find_citations
from ingest.docx_comments import Remark, Remarks, commented
from ingest.errors import DamagedSourceError
from ingest.pipeline import commented_copy, text_of
from tests import factories
from tests.factories import WORD
from tests.shared import require_shared

DAY = date(2026, 11, 22)
W = f"{{{WORD}}}"


def body(*paragraphs: str) -> bytes:
    """Return a DOCX of paragraphs given as XML."""
    inner = "".join(f"<w:p>{paragraph}</w:p>" for paragraph in paragraphs)
    return factories.docx(document=f'<w:document xmlns:w="{WORD}"><w:body>{inner}</w:body></w:document>')


def run(words: str, look: str = "") -> str:
    """Return a run as XML."""
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{words}</w:t></w:r>'


def remark(data: bytes, text: str, *phrases: str, words: str = "lời nhận xét") -> bytes:
    """Return a copy with a remark on each phrase."""
    found = tuple(Remark(text.index(phrase), text.index(phrase) + len(phrase), words) for phrase in phrases)
    return commented(data, Remarks(text, DAY, found))


def marked(data: bytes) -> list[str]:
    """Return the words inside each comment's marks."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    open_now: dict[str, list[str]] = {}
    found = []
    for element in root.iter():
        number = str(element.get(f"{W}id"))
        if element.tag == f"{W}commentRangeStart":
            open_now[number] = []
        elif element.tag == f"{W}commentRangeEnd":
            found.append("".join(open_now.pop(number)))
        elif element.tag == f"{W}t":
            for words in open_now.values():
                words.append(element.text or "")
    assert not open_now
    return found


def said(data: bytes) -> list[str]:
    """Return the comments as a reader of DOCX sees them."""
    return [comment.text for comment in docx.Document(io.BytesIO(data)).comments]


def looks(data: bytes) -> Sequence[tuple[str, bool | None]]:
    """Return the words of the first paragraph, with what is bold."""
    paragraph = docx.Document(io.BytesIO(data)).paragraphs[0]
    return [(part.text, part.bold) for part in paragraph.runs if part.text]


def test_a_run_is_cut_at_the_phrase_and_keeps_its_look() -> None:
    data = body(run("Theo Điều 5 Luật này.", "<w:b/>"))
    copy = remark(data, "Theo Điều 5 Luật này.", "Điều 5")
    assert marked(copy) == ["Điều 5"]
    assert said(copy) == ["lời nhận xét"]
    assert looks(copy) == [("Theo ", True), ("Điều 5", True), (" Luật này.", True)]


def test_a_phrase_over_several_runs_is_marked_whole() -> None:
    data = body(run("Theo khoản ") + run("1", "<w:i/>") + "<w:r><w:tab/></w:r>" + run("Điều 5 nay"))
    assert marked(remark(data, "Theo khoản 1 Điều 5 nay", "khoản 1 Điều 5")) == ["khoản 1Điều 5"]


def test_two_phrases_in_one_run_and_one_inside_the_other() -> None:
    text = "Điều 5 và khoản 2 Điều 6."
    copy = remark(body(run(text)), text, "Điều 5", "khoản 2 Điều 6", "Điều 6")
    assert sorted(marked(copy)) == ["khoản 2 Điều 6", "Điều 5", "Điều 6"]


def test_marks_that_were_cleaned_away_do_not_move_the_place() -> None:
    data = body(run("Theo\u00a0Ðie\u0302\u0300u\u200b 5 nay"))
    assert marked(remark(data, "Theo Điều 5 nay", "Điều 5")) == ["Ðie\u0302\u0300u\u200b 5"]


def test_deleted_and_hidden_words_are_passed_over() -> None:
    hidden = run("ẩn ", "<w:vanish/>") + '<w:del w:id="1" w:author="x"><w:r><w:delText>cũ</w:delText></w:r></w:del>'
    assert marked(remark(body(hidden + run("Theo Điều 5 nay")), "Theo Điều 5 nay", "Điều 5")) == ["Điều 5"]


def test_a_number_that_word_prints_is_no_hindrance() -> None:
    assert marked(remark(body(run("Theo Điều 5 nay")), "12. Theo Điều 5 nay", "Điều 5")) == ["Điều 5"]


def test_what_cannot_be_found_is_said_at_the_place_before_it() -> None:
    text = "Thân bài dài đủ để nhận ra.\n[1] Xem Điều 9 Luật này."
    copy = remark(body(run("Thân bài dài đủ để nhận ra.")), text, "Điều 9")
    assert said(copy) == ["Về “Điều 9” (trong chú thích, hộp chữ hoặc bảng gần đây):\nlời nhận xét"]


def test_all_other_parts_stay_byte_for_byte() -> None:
    data = body(run("Theo Điều 5 nay"))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("word/media/ảnh.png", b"\x89PNG...")
        new.writestr("customXml/item1.xml", "<a/>")
    copy = zipfile.ZipFile(io.BytesIO(remark(out.getvalue(), "Theo Điều 5 nay", "Điều 5")))
    before = zipfile.ZipFile(out)
    changed = {"word/document.xml", "[Content_Types].xml"}
    assert all(copy.read(name) == before.read(name) for name in before.namelist() if name not in changed)
    assert set(copy.namelist()) - set(before.namelist()) == {"word/comments.xml", "word/_rels/document.xml.rels"}


def test_comments_of_the_file_are_kept() -> None:
    first = remark(body(run("Theo Điều 5 nay")), "Theo Điều 5 nay", "Điều 5", words="của người viết")
    again = remark(first, "Theo Điều 5 nay", "Theo", words="dòng một\ndòng hai")
    assert said(again) == ["của người viết", "dòng một\ndòng hai"]
    assert sorted(marked(again)) == ["Theo", "Điều 5"]


def test_a_broken_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(DamagedSourceError, match="DOCX"):
        commented(b"PK\x03\x04 khong phai", Remarks("", DAY, ()))


@pytest.mark.shared
@pytest.mark.parametrize("name", ["nghi_dinh_21_2021_ND_CP.docx", "nghi_quyet_02_2022_NQ_HDTP.docx"])
def test_every_citation_of_a_real_file_is_marked_at_its_words(name: str) -> None:
    path = require_shared("data", "files", name)
    text = text_of(path)
    spans = sorted({(citation.start, citation.end) for citation in find_citations(text)})
    copy = commented_copy(path, Remarks(text, DAY, tuple(Remark(*span, "thử") for span in spans)))
    squeezed = sorted("".join(text[start:end].split()) for start, end in spans)
    assert sorted("".join(words.split()) for words in marked(copy)) == squeezed
    old, new = docx.Document(str(path)), docx.Document(io.BytesIO(copy))
    assert [paragraph.text for paragraph in new.paragraphs] == [paragraph.text for paragraph in old.paragraphs]
