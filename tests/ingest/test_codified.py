import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus.expression import Heading, tiling_gaps
from corpus.link import Link, LinkKind
from corpus.number import number_key
from corpus.provision import Level
from corpus.text import clean
from ingest.codified import read_codified, scan_codified
from ingest.codified_identity import CodifiedMap
from ingest.codified_note import parse_note
from ingest.errors import UnknownKindError, WithdrawnError
from ingest.extract.codified import extract_codified, render, split_label
from ingest.read import Reading
from tests.factories import PageArticle, codified_page
from tests.shared import require_shared

FULL_NOTE = (
    "Điều 1 Luật số 71/2031/QH16 Thử việc ngày 20/03/2031 của Quốc hội, có hiệu lực thi hành kể từ ngày 01/07/2031 "
)
SHORT_NOTE = "Điều {num} Luật số 71/2031/QH16, có hiệu lực thi hành kể từ ngày 01/07/2031"
_CHAPTER = "<p class='pChuong'><a name='1'></a>Chương I</p><p class='pChuong'>NHỮNG QUY ĐỊNH CHUNG</p>"


def read(*articles: PageArticle, known: CodifiedMap | None = None) -> Reading:
    return read_codified(codified_page(*articles), as_of=date(2032, 1, 1), known=known or CodifiedMap())


def test_the_fullest_note_of_a_page_names_the_instrument_of_all_its_articles() -> None:
    reading = read(
        PageArticle(label="99.1.LQ.2", note=SHORT_NOTE.format(num=2), anchor="2"),
        PageArticle(label="99.1.LQ.1", note=FULL_NOTE),
    )
    (expression,) = reading.expressions
    work = expression.work
    assert (work.type, work.number, work.title, work.issuer) == ("Luật", "71/2031/QH16", "Thử việc", "Quốc hội")
    assert (work.issued, work.effective) == (date(2031, 3, 20), date(2031, 7, 1))
    assert [unit.provision.num for unit in expression.units] == ["1", "2"]
    assert not expression.complete
    assert expression.as_of == date(2032, 1, 1)


def test_a_note_of_another_page_fills_up_what_this_page_does_not_say() -> None:
    known = scan_codified(codified_page(PageArticle(note=FULL_NOTE)))
    reading = read(PageArticle(label="99.1.LQ.2", note=SHORT_NOTE.format(num=2)), known=known)
    assert reading.expressions[0].work.title == "Thử việc"


def test_the_text_of_an_article_is_title_and_paragraphs_and_tiles_the_expression() -> None:
    body = "<p>1. Người thử được:</p>\n<p>a) Nghỉ;</p><p>b) Về.</p>"
    (expression,) = read(
        PageArticle(body=body), PageArticle(label="99.1.LQ.2", note=SHORT_NOTE.format(num=2))
    ).expressions
    first = expression.units[0].provision
    assert first.text == "Điều 1. Phạm vi\n1. Người thử được:\na) Nghỉ;\nb) Về.\n"
    assert first.heading == "Phạm vi"
    assert [part.eid for part in first.walk()] == [
        "art_1",
        "art_1__cl_1",
        "art_1__cl_1__point_a",
        "art_1__cl_1__point_b",
    ]
    assert tiling_gaps(expression) == []
    assert "".join(unit.provision.text for unit in expression.units) == expression.text


def test_an_amended_article_holds_from_the_day_of_its_last_change() -> None:
    changed = SHORT_NOTE.format(num=2) + (
        ", có nội dung được sửa đổi, có nội dung được bổ sung bởi Điều 1, Điều 2 Luật số 8/2033/QH16 "
        "có hiệu lực thi hành kể từ ngày 01/01/2034; khoản 3 Điều 4 Luật số 9/2035/QH17 có hiệu lực thi hành kể từ "
        "ngày 15/02/2036"
    )
    reading = read(PageArticle(note=FULL_NOTE), PageArticle(label="99.1.LQ.2", note=changed, anchor="2"))
    assert [expression.valid_from for expression in reading.expressions] == [None, date(2036, 2, 15)]
    assert reading.links == (
        Link("08/2033/QH16", "art_1", "71/2031/QH16", "art_2", LinkKind.AMENDS),
        Link("08/2033/QH16", "art_2", "71/2031/QH16", "art_2", LinkKind.AMENDS),
        Link("09/2035/QH17", "art_4__cl_3", "71/2031/QH16", "art_2", LinkKind.AMENDS),
    )


def test_articles_of_one_page_belong_to_many_instruments() -> None:
    decree = (
        "Điều 5a Nghị định số 12/2031/NĐ-CP Chi tiết ngày 01/08/2031 của Chính phủ, "
        "có hiệu lực thi hành kể từ ngày 01/09/2031"
    )
    reading = read(
        PageArticle(before=_CHAPTER, note=FULL_NOTE),
        PageArticle(label="99.1.NĐ.1.5a", title="Chi tiết", note=decree, anchor="5"),
    )
    law, detail = reading.expressions
    assert (detail.work.number, detail.units[0].provision.eid) == ("12/2031/NĐ-CP", "art_5a")
    assert law.units[0].context == (Heading(Level.CHAPTER, "I", "NHỮNG QUY ĐỊNH CHUNG"),)
    assert detail.units[0].context == (Heading(Level.CHAPTER, "", "NHỮNG QUY ĐỊNH CHUNG"),)


def test_pointers_lead_to_the_article_in_its_instrument_on_this_page_or_another() -> None:
    other = scan_codified(
        codified_page(
            PageArticle(
                label="88.1.NĐ.1.7",
                note="Điều 7 Nghị định số 5/2030/NĐ-CP, có hiệu lực kể từ ngày 01/01/2030",
                anchor="88",
                url="http://x/?ItemID=5#Dieu_7",
            )
        )
    )
    related = [("2", "Điều 99.1.LQ.2. Hai"), ("88", "Điều 88.1.NĐ.1.7. Bảy"), ("404", "Điều 77.1.LQ.3. Ba")]
    reading = read(
        PageArticle(note=FULL_NOTE, related=related),
        PageArticle(label="99.1.LQ.2", note=SHORT_NOTE.format(num=2), anchor="2", url="http://x/?ItemID=7#Dieu_2"),
        known=other,
    )
    assert reading.links == (
        Link("71/2031/QH16", "art_1", "71/2031/QH16", "art_2", LinkKind.RELATED, "http://x/?ItemID=7#Dieu_2"),
        Link("71/2031/QH16", "art_1", "05/2030/NĐ-CP", "art_7", LinkKind.RELATED, "http://x/?ItemID=5#Dieu_7"),
        Link("71/2031/QH16", "art_1", "77.1.LQ.3", "", LinkKind.RELATED),
    )


def test_numbers_without_a_year_are_told_apart_by_the_publishers_item() -> None:
    notes = [
        "Điều 1 Nghị định số 73-CP Một ngày 01/11/1995 của Chính phủ, có hiệu lực thi hành kể từ ngày 02/11/1995",
        "Điều 1 Nghị định số 73-CP Hai ngày 01/12/1996 của Chính phủ, có hiệu lực thi hành kể từ ngày 02/12/1996",
        "Điều 2 Pháp lệnh Về việc thử, có hiệu lực thi hành kể từ ngày 31/05/1995",
        "Điều 1 Pháp lệnh số Không số Về việc thử ngày 20/05/1995 của Ủy ban thường vụ Quốc hội, "
        "có hiệu lực thi hành kể từ ngày 31/05/1995",
    ]
    items = ("1", "2", "3", "3")
    reading = read(
        *(
            PageArticle(label=f"99.1.NĐ.{item}.1", note=note, url=f"http://x/?ItemID={item}", anchor=str(place))
            for place, (note, item) in enumerate(zip(notes, items, strict=True))
        )
    )
    assert [(expression.work.slug, len(expression.units)) for expression in reading.expressions] == [
        ("73-cp-1995-11-01", 1),
        ("73-cp-1996-12-01", 1),
        ("khong-so-phap-lenh-1995-05-20", 2),
    ]


def test_an_article_without_note_goes_with_its_neighbours_and_is_doubted() -> None:
    reading = read(PageArticle(note=FULL_NOTE), PageArticle(label="99.1.LQ.1a", note="", anchor="3"))
    (expression,) = reading.expressions
    assert [unit.provision.eid for unit in expression.units] == ["art_1", "art_1a"]
    assert reading.doubts == ("Điều 99.1.LQ.1a không có ghi chú nguồn đọc được; đã xếp theo mã và các điều đứng cạnh.",)


def test_two_texts_under_one_number_are_both_kept_and_told() -> None:
    (expression,) = read(PageArticle(), PageArticle(body="<p>Lời khác.</p>", anchor="2")).expressions
    assert [unit.provision.eid for unit in expression.units] == ["art_1", "body_2__art_1"]
    assert expression.doubts == ("Điều 1 có 2 nội dung khác nhau trong cùng một nguồn; giữ cả hai.",)


def test_an_empty_topic_says_that_its_text_was_withdrawn() -> None:
    with pytest.raises(WithdrawnError) as told:
        read()
    assert str(told.value) == (
        "Đề mục 99.1 Việc thử không còn nội dung: văn bản đã được rút khỏi Bộ pháp điển (text withdrawn)."
    )


def test_a_page_without_topic_is_no_codified_page() -> None:
    with pytest.raises(UnknownKindError):
        read_codified(b"<div class='_content'></div>", as_of=None, known=CodifiedMap())


@pytest.mark.parametrize(
    ("html", "text"),
    [
        pytest.param("<p>Dài <10 m &amp; rộng</p>", "Dài <10 m & rộng", id="a sign that is no tag stays"),
        pytest.param("<p>1. <em> Nạn nhân</em> là</p>\n\n<p>a)</p>", "1. Nạn nhân là\na)", id="spaces join"),
        pytest.param(
            "Bảng:<table><tr><th>Bậc</th><th>Mức</th></tr><tr><td><p>1</p><p>(một)</p></td><td>2</td></tr></table>Hết.",
            "Bảng:\nBậc | Mức\n1 (một) | 2\nHết.",
            id="a row is a line",
        ),
        pytest.param("<td>lạc</td> chữ", "lạc | chữ", id="a cell outside a table"),
        pytest.param("<!-- ẩn --><style>p{}</style>Chữ", "Chữ", id="what is not shown"),
        pytest.param("m<sup>2</sup><br/>Ðiều", "m2\nĐiều", id="line break and look-alike"),
    ],
)
def test_render(html: str, text: str) -> None:
    assert render(html) == text


@pytest.mark.parametrize(
    ("line", "label", "title"),
    [
        ("Điều 45.8.QĐ.2.3.", "45.8.QĐ.2.3", ""),
        ("Điều 41a. Quỹ thử", "41a", "Quỹ thử"),
        ("Điều 8.5.LQ.18. Khoản 1. Hai", "8.5.LQ.18", "Khoản 1. Hai"),
    ],
)
def test_split_label(line: str, label: str, title: str) -> None:
    assert split_label(line) == (label, title)


@pytest.mark.parametrize(
    ("note", "number", "type_", "article"),
    [
        (
            "(Điều 4 Quyết định số 01 /2017/QĐ-TTg, có hiệu lực thi hành kể từ ngày 05/03/2017)",
            "01/2017/QĐ-TTg",
            "Quyết định",
            "4",
        ),
        (
            "(Điều 3 Thông tư số liên tịch 2/2002/TTLT/BTC-MTTW, có hiệu lực)",
            "02/2002/TTLT/BTC-MTTW",
            "Thông tư liên tịch",
            "3",
        ),
        (
            "((Mục IV Thông tư số 124/2007/TT-BTC, có hiệu lực thi hành kể từ ngày 24/11/2007))",
            "124/2007/TT-BTC",
            "Thông tư",
            "",
        ),
        (
            "(Điều 2 Thông tư liên tịch số 1/2018/TTLT-BCA-BQP- TANDTC, có hiệu lực)",
            "01/2018/TTLT-BCA-BQP-TANDTC",
            "Thông tư liên tịch",
            "2",
        ),
        ("(Điều 5 Nghị định số 13/CP, có hiệu lực thi hành kể từ ngày 01/01/1994)", "13/CP", "Nghị định", "5"),
        (
            "(Điều 2 Thông tư số TT 7/2023/TT-BNV Tên ngày 27/09/2023 của Bộ Nội vụ, có hiệu lực)",
            "07/2023/TT-BNV",
            "Thông tư",
            "2",
        ),
        ("(Điều 9 Thông tư số 21/2019/tt-bgdđt, có hiệu lực)", "21/2019/TT-BGDĐT", "Thông tư", "9"),
    ],
)
def test_parse_note_reads_numbers_as_they_are_miswritten(note: str, number: str, type_: str, article: str) -> None:
    found = parse_note(note)
    assert (found.number, found.type, found.article) == (number, type_, article)


def test_a_name_may_hold_a_day_of_its_own() -> None:
    note = parse_note(
        "(Điều 1 Thông tư số 1/2011/TT-BTC Hướng dẫn Nghị định số 2/2011/NĐ-CP ngày 23/3/2011 của Chính phủ "
        "về việc thử ngày 16/08/2011 của Bộ Tài chính, có hiệu lực thi hành kể từ ngày 01/10/2011, "
        "có hiệu lực thi hành đến ngày 31/12/2027.)"
    )
    assert note.title == "Hướng dẫn Nghị định số 2/2011/NĐ-CP ngày 23/3/2011 của Chính phủ về việc thử"
    assert (note.issued, note.issuer, note.until) == (date(2011, 8, 16), "Bộ Tài chính", date(2027, 12, 31))


def test_the_heads_of_a_page_lead_where_the_whole_page_leads() -> None:
    page = codified_page(PageArticle(note=FULL_NOTE), PageArticle(label="99.1.LQ.2", note="", anchor="2"))
    assert [article.anchor for article in extract_codified(page).articles] == list(scan_codified(page).anchors)
    assert scan_codified(page).anchors["2"].eid == "art_2"


COUNTS_39_8 = {
    "66/2011/QH12": 58,
    "62/2012/NĐ-CP": 13,
    "09/2013/NĐ-CP": 29,
    "35/2013/TT-BLĐTBXH": 23,
    "78/2013/TT-BQP": 12,
    "134/2013/TTLT-BTC-BLĐTBXH": 7,
    "01/2014/TTLT-BCA-BQP-BLĐTBXH-BNG": 11,
}


@pytest.mark.shared
@pytest.mark.parametrize("month", ["2023-12", "2025-02", "2025-03"])
def test_topic_39_8_gives_its_seven_instruments_word_for_word(month: str) -> None:
    page = require_shared("data", "trafficking", "raw_phapdien", f"demuc_39.8_phong_chong_mua_ban_nguoi_{month}.html")
    reading = read_codified(page.read_bytes(), as_of=None, known=CodifiedMap())
    counts: Counter[str] = Counter()
    for expression in reading.expressions:
        counts[expression.work.number] += len(expression.units)
    assert counts == COUNTS_39_8
    truths = {
        number_key(truth["law_id"]): truth
        for truth in map(load, require_shared("data", "trafficking", "trafficking").glob("*.json"))
    }
    for expression in reading.expressions:
        truth = truths[number_key(expression.work.number)]
        assert expression.work.issuer == truth["issuer"]
        for unit in expression.units:
            (article,) = (row for row in truth["articles"] if row["article_id"] == unit.provision.num)
            assert bare(unit.provision.text) == bare(f"{article['title']}\n{article['text']}")
            assert unit.url == article["url"]


def load(path: Path) -> Any:  # noqa: ANN401  # JSON of the shared data
    return json.loads(path.read_text(encoding="utf-8"))


def bare(text: str) -> str:
    """Return the letters alone: line breaks and cell marks are layout."""
    return "".join(clean(text).replace("|", " ").split())
