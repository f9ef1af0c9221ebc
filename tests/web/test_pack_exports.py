"""Training packs as files: what stands in all of them, and what must not."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pydantic import TypeAdapter

from corpus.text import clean
from corpus.work import Status
from tests.web.gathered import (
    DASH,
    DAY,
    GONE,
    KEY_ONLY,
    LONG,
    NEW,
    OLD,
    answered,
    cited,
    collection,
    contents,
    exercise,
    quiz,
)
from tests.web.read_back import everything, folded, markdown_html, page_words, read_back, table
from tests.web.shelf import ATTACK
from web.packs.errors import PackTooLongError
from web.packs.exports import Exported, Form, export
from web.packs.exports.json_shapes import PackJson
from web.packs.nouns import Collection, Note, Passage, Stated, Task, cited_in

BASE = "http://may-chu:8000"
MADE = date(2026, 11, 26)


def file(form: Form, pack: Collection | None = None, *, key: bool = True) -> Exported:
    """Return a collection as a file; the one with everything in it where none is told."""
    return export(pack or collection(), form, key=key, base=BASE, today=MADE)


@pytest.mark.parametrize("form", Form)
def test_every_quotation_stands_letter_for_letter_in_the_trainers_file(form: Form) -> None:
    words = read_back(form, file(form).content)
    quotes = [folded(one.quote) for content in contents() for one in cited_in(content)]
    if form is Form.PDF:
        quotes = [quote.replace("☐", "❏") for quote in quotes]  # the one sign that neither of its fonts has
    assert len(quotes) == 13
    assert [quote for quote in quotes if quote not in words] == []


@pytest.mark.parametrize("form", Form)
def test_the_learners_file_holds_no_answer_anywhere(form: Form) -> None:
    learners, trainers = (everything(form, file(form, key=key).content) for key in (False, True))
    told = [*KEY_ONLY, GONE.quote, "Chưa trích được căn cứ về học nghề", "theo lời văn dưới đây", "1 – B"]
    told += [f"Điều {number} Luật 953/2030/QH19" for number in (40, 41, 42, 43, 44)]
    told += [f"dieu-{number}" for number in (40, 41, 42, 43, 44)]
    assert [words for words in told if words in learners] == []
    assert all(folded(words) in trainers for words in KEY_ONLY)


@pytest.mark.parametrize("form", Form)
def test_the_learners_questions_say_how_their_law_stands(form: Form) -> None:
    asked = quiz()
    gone = replace(asked.questions[0].cited[0], status=Status.EXPIRED, ended=date(2025, 7, 1))
    pack = collection(replace(asked, questions=(replace(asked.questions[0], cited=(gone,)), *asked.questions[1:])))
    words = read_back(form, file(form, pack, key=False).content)
    assert "Căn cứ của đáp án: × hết hiệu lực từ ngày 01/07/2025 (xem tại ngày 22/11/2026)." in words
    assert words.count("Căn cứ của đáp án: √ còn hiệu lực tại ngày 22/11/2026.") >= 2


@pytest.mark.parametrize("form", Form)
def test_a_passage_of_the_handbook_is_called_no_provision(form: Form) -> None:
    words = read_back(form, file(form, collection(Passage(DASH))).content)
    assert "Quy định" not in words
    if form is not Form.JSON:
        assert "Sổ tay, hướng dẫn" in words


@pytest.mark.parametrize("base", ["http://127.0.0.1:8000", "http://localhost:8000", "http://[::1]:8000"])
@pytest.mark.parametrize("form", Form)
def test_no_file_sends_anybody_to_an_address_of_this_machine_alone(form: Form, base: str) -> None:
    made = export(collection(Passage(NEW)), form, key=True, base=base, today=MADE).content
    said = everything(form, made)
    assert not re.search(r"127\.0\.0\.1|localhost|\[::1\]", said)
    assert NEW.permalink in read_back(form, made)


@pytest.mark.parametrize("form", Form)
def test_notes_on_questions_are_for_the_trainer(form: Form) -> None:
    pack = collection(Passage(NEW), quiz(), note="Gợi ý: chọn C, nhớ giải thích.")
    noted = Collection(
        id=pack.id,
        title=pack.title,
        made=pack.made,
        changed=pack.changed,
        items=(pack.items[0], type(pack.items[1])("muc-2", quiz(), "Đáp án C vì luật mới.", ("Đổi từ 02 sang 03.",))),
    )
    learners = everything(form, file(form, noted, key=False).content)
    assert "Gợi ý: chọn C" in learners
    assert "Đáp án C vì luật mới" not in learners
    assert "Đổi từ 02 sang 03" not in learners
    assert "Đáp án C vì luật mới" in everything(form, file(form, noted).content)


@pytest.mark.parametrize("form", Form)
def test_each_item_says_whence_how_it_stands_and_until_when(form: Form) -> None:
    words = read_back(form, file(form).content)
    for one, sign, state in (
        (OLD, "√", "còn hiệu lực tại ngày 30/06/2025"),
        (LONG, "◊", "hết hiệu lực một phần tại ngày 22/11/2026"),
        (GONE, "×", "hết hiệu lực từ ngày 01/07/2025 (xem tại ngày 22/11/2026)"),
        (DASH, "(i)", "sổ tay, hướng dẫn, không phải văn bản quy phạm pháp luật tại ngày 22/11/2026"),
    ):
        assert f"{sign} {state}" in words
        assert folded(f"{one.label} {one.full_name}") in words
    assert "có giá trị đến" not in words.lower()
    assert NEW.cautions[0] in words


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("key", [True, False])
def test_the_same_collection_gives_the_same_bytes(form: Form, key: bool) -> None:
    assert file(form, key=key) == file(form, key=key)


@pytest.mark.parametrize("form", Form)
def test_words_of_people_come_out_as_words(form: Form) -> None:
    nasty = f"{ATTACK} \x00\x0b\x1b\ud800 \u202e]]> &amp; {{{{7*7}}}} [x](javascript:alert(1)) *b* `c` | # =1+1"
    pack = collection(Note(nasty, nasty), Passage(cited("art_1", "Điều 1", nasty)), title=nasty, note=nasty)
    words = read_back(form, file(form, pack).content)
    assert words.count(folded(clean(nasty))) >= 3
    assert "\x00" not in words
    assert "\u202e" not in everything(form, file(form, collection(Note(nasty, nasty), title=nasty)).content)


@pytest.mark.parametrize("form", Form)
def test_long_titles_and_endless_words_break_nothing(form: Form) -> None:
    endless = "x" * 900 + " " + "ữ" * 900
    title = "Tập huấn rất dài " * 11
    pack = collection(
        Note(title, endless), Passage(cited("art_1", "Điều 1", endless)), Note("", "\n\n"), quiz(), title=title
    )
    kept = read_back(form, file(form, pack).content).replace(" ", "")
    assert folded(title).replace(" ", "") in kept
    assert "ữ" * 100 in kept


@pytest.mark.parametrize("form", Form)
def test_an_empty_collection_is_a_file_too(form: Form) -> None:
    pack = Collection(id="x", title="Bộ trống", made="2026-11-20T08:00:00Z", changed="2026-11-20T08:00:00Z")
    assert "Bộ trống" in read_back(form, file(form, pack).content) or form is Form.CSV


def test_a_file_is_named_by_title_day_and_version_in_plain_letters() -> None:
    taken = file(Form.PDF, collection(title='Đợt 1: "Hỗ trợ"; ../../etc\r\nX: y'), key=False)
    assert taken.name == "dot-1-ho-tro-etc-x-y-2026-11-26-hoc-vien.pdf"
    assert taken.headers["Content-Disposition"] == (
        f"attachment; filename=\"{taken.name}\"; filename*=UTF-8''{taken.name}"
    )
    assert file(Form.CSV, collection(title="???")).name == "bo-tai-lieu-2026-11-26-giang-vien.csv"


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("letter", ["\ufffe", "\uffff"])
def test_what_no_xml_can_hold_is_left_out_of_typed_words(form: Form, letter: str) -> None:
    typed = f"Nhắc{letter} lại"
    pack = replace(
        collection(
            Note(typed, typed),
            replace(exercise(), title=typed, story=typed, tasks=(Task(typed, (NEW,)),), left_out=(typed,)),
            replace(quiz(), title=typed, questions=(replace(quiz().questions[0], prompt=typed),)),
            replace(answered(), question=typed, warnings=(typed,), statements=(Stated(typed, (0,)),)),
            title=typed,
            note=typed,
        ),
        about=typed,
    )
    words = everything(form, file(form, pack).content)
    assert letter not in words
    assert words.count("Nhắc lại") >= 9


@pytest.mark.parametrize("title", ["Hồ sơ chị Nguyễn Thị Hoa 0912345678", "Ca của Nguyễn Thị Hoa", "CCCD 001234567890"])
def test_no_file_is_named_after_a_person(title: str) -> None:
    assert file(Form.CSV, collection(title=title)).name == "bo-tai-lieu-2026-11-26-giang-vien.csv"


def test_more_than_a_file_can_show_is_refused_in_a_sentence() -> None:
    with pytest.raises(PackTooLongError, match=r"dài hơn 150\.000 ký tự; hãy chia"):
        file(Form.JSON, collection(Passage(cited("art_1", "Điều 1", "a" * 150_001))))


@pytest.mark.parametrize(
    "pack",
    [
        collection(*[Note("Đề mục", "a" * 19_900)] * 8),
        collection(*[Note("a" * 300, "b")] * 200, note="c" * 500),
        collection(replace(exercise(), story="a" * 150_001)),
        collection(*[replace(quiz(), title="a" * 300)] * 200, note="b" * 600),
    ],
)
def test_own_words_count_like_quotations(pack: Collection) -> None:
    with pytest.raises(PackTooLongError, match=r"dài hơn 150\.000 ký tự"):
        file(Form.PPTX, pack)


@pytest.mark.parametrize("form", Form)
def test_a_note_of_ten_thousand_lines_is_refused_before_anything_is_written(form: Form) -> None:
    with pytest.raises(PackTooLongError, match=r"dài hơn 5\.000 dòng; hãy chia"):
        file(form, collection(Note("", "a\n" * 9_990)))


# CSV


def test_no_cell_begins_a_formula() -> None:
    for start in ("=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "＝1"):
        pack = collection(Note(start, start), Passage(cited("art_1", "Điều 1", f"{start} lời luật")), title=start)
        cells = [cell for row in table(file(Form.CSV, pack).content) for cell in row.values()]
        assert sum(cell.startswith("'") for cell in cells) >= 2  # heading and words, each made harmless
        assert not [cell for cell in cells if cell.lstrip("\u00a0 ")[:1] in tuple("=+-@\t\r＝")]


def test_a_spreadsheet_finds_the_letters_and_the_columns() -> None:
    content = file(Form.CSV).content
    assert content.startswith(b"\xef\xbb\xbf")
    rows = table(content)
    assert "Đáp án" in rows[0]
    assert "Đáp án" not in table(file(Form.CSV, key=False).content)[0]
    assert {row["Mục"] for row in rows} == set("12345678")
    law = next(row for row in rows if row["Viện dẫn"] == "khoản 1 Điều 32 Luật 66/2011/QH12")
    assert (law["Lời văn xem tại ngày"], law["Tình trạng"]) == ("2025-06-30", "√ còn hiệu lực tại ngày 30/06/2025")
    assert law["Địa chỉ"] == f"{BASE}/vb/66-2011-qh12/dieu-32/khoan-1?ngay=2025-06-30"


def test_words_longer_than_a_cell_go_on_in_the_next_row() -> None:
    words = "".join(f"{number}. Danh mục giấy tờ số {number}.\n" for number in range(3_000))
    rows = table(file(Form.CSV, collection(Passage(cited("annex_I", "Phụ lục I", words)))).content)
    cells = [row["Nguyên văn"] for row in rows if row["Nguyên văn"]]
    assert len(cells) > 1
    assert max(map(len, cells)) < 32_767
    assert folded("\n".join(cells)) == folded(words)


# JSON


@pytest.mark.parametrize("key", [True, False])
def test_the_json_has_its_shape_and_nothing_else(key: bool) -> None:
    pack = TypeAdapter(PackJson).validate_json(file(Form.JSON, key=key).content, extra="forbid")
    assert (pack["format"], pack["version"], pack["for"]) == ("cancu-pack", 1, "trainer" if key else "learner")
    blocks: list[Any] = [block for section in pack["sections"] for block in section["blocks"]]  # of four shapes
    keys = [block["key"] for block in blocks if "key" in block]
    assert [one["right"] for one in keys] == ([[], [], [2], [1], [1, 0]] if key else [])
    for law in pack["sources"]:
        assert law["end"] - law["start"] == len(law["quote"])
        assert law["address"] == BASE + law["permalink"]


# Markdown and HTML


def test_markdown_makes_no_markup_and_no_link_of_words() -> None:
    nasty = (
        "<b>x</b> [a](http://evil.example) www.evil.example http://evil.example <http://evil.example> a@evil.example"
    )
    more = "1. một\n- hai\n# ba\n> bốn\n| năm |\n---\n===\n    sáu\n```\nbảy &copy; \\* ~~t~~ ![i](x)"
    pack = collection(Note(nasty, f"{nasty}\n{more}"), title=nasty)
    written = file(Form.MARKDOWN, pack).content
    page = markdown_html(written)
    assert folded(f"{nasty} {more}") in folded(page_words(page))
    assert page.count("<a ") == 1
    assert not re.search(r"(?<!\\):(?=//evil)|www\.evil", written.decode())  # what others make links of
    assert not [tag for tag in ("<b>", "<img", "<code", "<hr", "<pre", "<table", "<li>") if tag in page]


def test_the_page_stands_alone_and_says_its_language() -> None:
    page = file(Form.HTML).content.decode()
    assert page.startswith('<!doctype html>\n<html lang="vi">')
    assert "<script" not in page
    assert "default-src 'none'; style-src 'sha256-" in page
    assert " src=" not in page.replace("&lt;img src=x", "")
    assert page.count("<blockquote") == 13
    assert f'<strong class="standing">√ còn hiệu lực tại ngày {DAY:%d/%m/%Y}</strong>' in page
