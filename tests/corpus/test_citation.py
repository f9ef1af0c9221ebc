"""Citations: every writing that officers and texts use, and the traps that must give nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.citation import Citation, citation_json, find_citations, format_place, parse_place
from corpus.citation.reader import Reader
from corpus.citation.scan import read_citations
from corpus.errors import TooManyCitationsError
from corpus.law_names import KNOWN_LAWS, LawName, LawNames, LawVersion
from corpus.provision import POINT_LETTERS, Place
from corpus.text import clean
from tests.bench.hostile import HOSTILE, hostile_text


def short(citation: Citation) -> str:
    """Say a citation in one line: number or name, then the places, smallest last."""
    where = [
        f"{key}:{value}"
        for key, value in (
            ("ch", citation.chapter),
            ("sec", citation.section),
            ("", citation.article),
            ("k", citation.clause),
            ("đ", citation.point),
            ("mẫu", citation.form),
            ("pl", citation.annex),
        )
        if value
    ]
    work = citation.work.number or citation.work.name or citation.work.type or citation.scope or "-"
    return " ".join([work, *where]).replace(" :", " ")


def found(text: str) -> list[str]:
    return [short(citation) for citation in find_citations(text)]


@pytest.mark.parametrize(
    ("text", "citations"),
    [
        pytest.param("điểm đ khoản 1 Điều 5 Nghị định số 162/2025/NĐ-CP", ["162/2025/NĐ-CP 5 k:1 đ:đ"], id="đ"),
        pytest.param("k.1 Đ.37", ["- 37 k:1"], id="short forms"),
        pytest.param("k2 đ5 nđ 162/2025", ["162/2025/NĐ-CP 5 k:2"], id="đ with a digit is Điều"),
        pytest.param("đ.đ k.1 Đ.37 LPCMBN", ["Luật Phòng, chống mua bán người 37 k:1 đ:đ"], id="đ. with a letter"),
        pytest.param("dieu 5 luat 66/2011/qh12", ["66/2011/QH12 5"], id="no marks"),
        pytest.param("nghi dinh 162/2025 dieu 17 khoan 2", ["162/2025/NĐ-CP 17 k:2"], id="downwards"),
        pytest.param("Điều 8 khoản 1 điểm a; Điều 9 khoản 2", ["- 8 k:1 đ:a", "- 9 k:2"], id="two downwards"),
        pytest.param("khoản 1, 2 Điều 9 và Điều 10", ["- 9 k:1", "- 9 k:2", "- 10"], id="a whole Điều after khoản"),
        pytest.param("điểm a các khoản 1, 2 Điều 5", ["- 5 k:1 đ:a", "- 5 k:2 đ:a"], id="the plural shares the point"),
        pytest.param("từ điểm c đến điểm g khoản 1 Điều 5", [f"- 5 k:1 đ:{x}" for x in "cdđeg"], id="range"),
        pytest.param("điểm đ1 khoản 6a Điều 25a", ["- 25a k:6a đ:đ1"], id="inserted parts"),
        pytest.param("Điều 5a đến Điều 7", ["- 5a", "- 6", "- 7"], id="range from an inserted Điều"),
        pytest.param("Chương II đến Chương IV Luật này", [f"this_doc ch:{x}" for x in ("II", "III", "IV")], id="Roman"),
        pytest.param("Mục 2 Chương III Nghị định này", ["this_doc ch:III sec:2"], id="section in chapter"),
        pytest.param("mục II.2.1 Kế hoạch số 12/KH-UBND", ["12/KH-UBND sec:II.2.1"], id="plan without Điều"),
        pytest.param("Điều 150 BLHS 1999 và Điều 5 BLLĐ", ["15/1999/QH10 150", "Bộ luật Lao động 5"], id="codes"),
        pytest.param("Điều 32 Luật Phòng chống mua bán người năm 2011", ["66/2011/QH12 32"], id="the year decides"),
        pytest.param("Luật số 53/2024/QH15 Phòng, chống mua bán người", ["53/2024/QH15"], id="name after number"),
        pytest.param("Luật Dữ liệu năm 2024", ["Luật Dữ liệu"], id="a law no table knows"),
        pytest.param("Luật Chính sách Nguyên tử tại Việt Nam", ["Luật Chính sách Nguyên tử"], id="tử is not từ"),
        pytest.param("Luật Sĩ quan Việt Nam năm 1999", ["Luật Sĩ quan Việt Nam"], id="Nam is not năm"),
        pytest.param("Điều 8;\n2. Đề nghị", ["- 8"], id="the number of the next khoản is no Điều"),
        pytest.param("Điều 5,\n6 và 7 Luật này", ["this_doc 5", "this_doc 6", "this_doc 7"], id="a broken line"),
        pytest.param("Điều 3 Quyết định số1600/QĐ-TTgngày 10/12/2023", ["1600/QĐ-TTg 3"], id="spaces lost"),
        pytest.param("Điều 26 Nghị định số 126/2020/NĐ-CPvà các quy định", ["126/2020/NĐ-CP 26"], id="a space lost"),
        pytest.param("Mẫu số 01/PLI Phụ lục I Thông tư này", ["this_doc mẫu:01/PLI pl:I"], id="form in an annex"),
        pytest.param("Điều 7 và Mẫu số 05 Thông tư này", ["this_doc 7", "this_doc mẫu:05"], id="a form is in no Điều"),
        pytest.param("Điều 150 (Tội mua bán người) Bộ luật Hình sự", ["Bộ luật Hình sự 150"], id="title in brackets"),
        pytest.param(
            "Điều 150 về tội mua bán người và Điều 151 về tội mua bán người dưới 16 tuổi của Bộ luật Hình sự",
            ["Bộ luật Hình sự 150", "Bộ luật Hình sự 151"],
            id="titles in words",
        ),
        pytest.param("Đ iều 5 khoan 2 Luật số 53/2024/QHl5", ["53/2024/QH15 5 k:2"], id="OCR"),
        pytest.param("Điều 39.8.LQ.32", ["66/2011/QH12 32"], id="address in the codified law"),
        pytest.param("Article 3 of Law No. 53/2024/QH15", ["53/2024/QH15 3"], id="English"),
        pytest.param("khoản 1 Điều này và Điều 5 của Luật này", ["this_article k:1", "this_doc 5"], id="relative"),
        pytest.param("Điều 17 Nghị định 162", ["162 17"], id="a serial without its year"),
        pytest.param("Mẫu số 09 tại Phụ lục của Nghị định này", ["this_doc mẫu:09"], id="form in the one annex"),
        pytest.param("Phụ lục số 02/TTM Thông tư này", ["this_doc pl:02/TTM"], id="annex with a code"),
        pytest.param("Điều 14 Bản Quy định này", ["this_doc 14"], id="the regulation a decision issues"),
        pytest.param("các điểm 1, 2 của Điều này", ["this_article đ:1", "this_article đ:2"], id="numbered points"),
        pytest.param(
            "điểm 1.b, mục II, phần thứ hai Thông tư số 89/1999/TT-BTC",
            ["89/1999/TT-BTC sec:II đ:1.b"],
            id="circulars without Điều",
        ),
        pytest.param("Công văn số 4830/KTTH", ["4830/KTTH"], id="a code nobody knows, after a type and số"),
        pytest.param("Công văn số 12/LĐTB&XH-BTXH", ["12/LĐTB&XH-BTXH"], id="a code with &"),
        pytest.param("Số : 837 / QĐ - BKH", ["837/QĐ-BKH"], id="spaces all over the number"),
        pytest.param("Pháp lệnh Phí, Lệ phí số 38/2001/PL-UBTVQH10", ["38/2001/PL-UBTVQH10"], id="comma in a name"),
        pytest.param("Điều 36 Pháp lệnh thừa kế ngày 30-8-1990", ["Pháp lệnh thừa kế 36"], id="name in small letters"),
        pytest.param("Luật Trẻ em, Điều 5 Luật Cư trú", ["Luật Trẻ em", "Luật Cư trú 5"], id="Điều goes with the next"),
    ],
)
def test_what_is_cited_is_found(text: str, citations: list[str]) -> None:
    assert found(text) == citations


@pytest.mark.parametrize(
    "text",
    [
        "Lỗ khoan\n1. Phương pháp",
        "điều tra viên, điều kiện 5, điều chỉnh 3, điều khoản 2",
        "thời điểm a, địa điểm b, quan điểm c, được 10 điểm",
        "tài khoản 12345, khoản 5 triệu đồng, khoản 3.000.000 đồng",
        "danh mục 2, hạng mục 3, chương trình 5, thành phần 2, mẫu 2 mặt",
        "pháp luật trẻ em, kỷ luật 2024, luật sư, luật gia, Luật này",
        "ngày 30/7, 27-29/5, 05/06/2024, 1900969680, 454/455 đại biểu",
        "70.000 đồng/người/ngày, 15 m2/nạn nhân, 3 lần/tháng",
        "quyết định 5 người, kế hoạch năm 2024, Ban Chỉ đạo 138/CP",
        "một số điều của Luật, có 8 chương, 66 điều",
        "theo mẫu 02/2020/NG-XNC",
        "giấy chứng nhận quyền sử dụng đất số 7332/2008/UB.GCN ngày 07/11/2008",
        "theo định luật Mo, trong 1 điểm tăng trưởng",
    ],
)
def test_other_words_and_figures_cite_nothing(text: str) -> None:
    assert found(text) == []


def test_a_law_named_in_the_title_of_a_decree_is_no_second_citation_and_the_date_is_the_decrees() -> None:
    text = "Nghị định số 120/2017/NĐ-CP quy định chi tiết một số điều của Luật Trẻ em ngày 06/11/2017 của Chính phủ"
    (citation,) = find_citations(text)
    assert (citation.work.date, citation.work.issuer) == ("2017-11-06", "Chính phủ")


def test_a_work_mentioned_above_is_the_last_of_its_type() -> None:
    assert found("Nghị định số 09/2013/NĐ-CP có hiệu lực. Điều 5 Nghị định nêu trên")[-1] == "09/2013/NĐ-CP 5"


@pytest.mark.parametrize(
    ("text", "op", "scope"),
    [
        pytest.param("a) Sửa đổi, bổ sung Điều 27 như sau:", "replace", "target_of_parent", id="replace"),
        pytest.param("Bãi bỏ khoản 3 Điều 5", "repeal", "target_of_parent", id="repeal"),
        pytest.param("1. Bãi bỏ Nghị định số 62/2012/NĐ-CP", "repeal", None, id="a whole decree"),
        pytest.param("Bỏ cụm từ “cấp huyện” tại Điều 6", "delete_words", "target_of_parent", id="words"),
        pytest.param("1. Sửa đổi, bổ sung đoạn đầu khoản 5 Điều 8", "replace", "target_of_parent", id="a paragraph"),
        pytest.param("2. Sửa đổi đoạn thứ hai khoản 5 Điều 8", "replace", "target_of_parent", id="the second one"),
        pytest.param("a) Khoản 1 Điều 3 được sửa đổi như sau:", "replace", "target_of_parent", id="passive"),
        pytest.param("Bổ sung và sửa đổi điểm 1 như sau:", "replace", "target_of_parent", id="a numbered point"),
        pytest.param("I- Thay thế điểm 3 (tên) bằng điểm 3 mới", "replace", "target_of_parent", id="a new point"),
        pytest.param("đã được sửa đổi, bổ sung Điều 27", None, None, id="a report, no instruction"),
    ],
)
def test_an_amending_sentence_says_what_it_does(text: str, op: str | None, scope: str | None) -> None:
    (citation,) = find_citations(text)
    assert (citation.op, citation.scope) == (op, scope)


def test_an_insertion_names_the_place_it_follows() -> None:
    (citation,) = find_citations("Bổ sung điểm đ1 vào sau điểm đ khoản 2 Điều 5")
    assert (citation.place, citation.after) == (Place("5", "2", "đ1"), Place("5", "2", "đ"))


@pytest.mark.parametrize(
    ("text", "amending"),
    [
        ("Bộ luật Hình sự 2015 (sửa đổi, bổ sung 2017, 2025)", ("12/2017/QH14", "86/2025/QH15")),
        ("Luật số 41/2019/QH14 đã được sửa đổi bởi Luật số 59/2024/QH15 và Luật số 86/2025/QH15", None),
    ],
)
def test_amending_laws_are_named_beside_the_law(text: str, amending: tuple[str, ...] | None) -> None:
    (citation,) = find_citations(text)
    assert citation.amended_by == (amending or ("59/2024/QH15", "86/2025/QH15"))


def test_a_source_note_says_when_the_law_took_effect_and_what_amended_it() -> None:
    law, amending = find_citations(
        "(Điều 83 Luật số 65/2006/QH11, có hiệu lực thi hành kể từ ngày 01/01/2007, có nội dung được sửa đổi, có nội "
        "dung được bổ sung bởi Điều 1 Luật số 20/2012/QH13 có hiệu lực thi hành kể từ ngày 01/07/2013)"
    )
    assert (law.work.effective, law.amended_by) == ("2007-01-01", ("20/2012/QH13",))
    assert (amending.work.number, amending.article, amending.work.effective) == ("20/2012/QH13", "1", "2013-07-01")


def test_a_date_is_read_though_the_scan_lost_a_space() -> None:
    (citation,) = find_citations("Thông tư số 40/2000 /TT-BTC ngày 15 tháng 5 năm2000")
    assert citation.work.date == "2000-05-15"


def test_the_points_of_a_web_page_are_not_points() -> None:
    (citation,) = find_citations("tại các điểm từ (i) đến (viii) khoản 1 Điều 5")
    assert citation.nonofficial
    assert citation.place == Place("5", "1", None)


def test_a_bare_name_is_left_to_the_day() -> None:
    (citation,) = find_citations("Điều 25 của Luật Phòng, chống mua bán người")
    law = KNOWN_LAWS.named(citation.work.name or "")
    assert citation.work.number is None
    assert law is not None
    assert [law.on(day) for day in ("2011-12-31", "2025-06-30", "2025-07-01")] == [
        None,
        "66/2011/QH12",
        "53/2024/QH15",
    ]


def test_the_table_of_names_can_be_replaced() -> None:
    names = LawNames([LawName("Luật", "Luật Thử nghiệm", (LawVersion("01/2030/QH16", "2031-01-01"),))])
    (citation,) = find_citations("Điều 3 Luật thử nghiệm năm 2030", names=names)
    assert citation.work.number == "01/2030/QH16"


@pytest.mark.parametrize(
    "text", ["theo\u00a0Đie\u0302\u0300u 5 Luật\r\nTrẻ em", "\u200bk.1\u00a0Đ.37 \u200bBLHS\r\n", "Ðiều 5"]
)
def test_offsets_are_those_of_the_text_as_given(text: str) -> None:
    (citation,) = find_citations(text)
    assert text[citation.start : citation.end] == citation.text


def test_the_json_has_every_key_of_the_contract() -> None:
    shown = citation_json(find_citations("điểm a khoản 1 Điều 37 Luật 53/2024/QH15")[0])
    work = shown["work"]
    assert isinstance(work, dict)
    assert {
        "text",
        "start",
        "end",
        "chapter",
        "section",
        "article",
        "clause",
        "point",
        "form",
        "annex",
        "scope",
    } <= set(shown)
    assert {"number", "type", "name", "year", "issuer", "date"} <= set(work)
    assert (shown["start"], shown["point"], work["number"]) == (0, "a", "53/2024/QH15")


ARTICLES = st.from_regex(r"[1-9][0-9]{0,2}[a-eđ]?", fullmatch=True)
CLAUSES = st.from_regex(r"[1-9][0-9]?[a-eđ]?", fullmatch=True)
POINTS = st.sampled_from(POINT_LETTERS).flatmap(lambda letter: st.sampled_from([letter, f"{letter}1", f"{letter}12"]))


@given(ARTICLES, st.none() | CLAUSES, st.none() | POINTS)
def test_a_formatted_place_is_read_back(article: str, clause: str | None, point: str | None) -> None:
    assert parse_place(format_place(article, clause, point)) == Place(article, clause, point)


def test_two_places_are_not_one() -> None:
    assert parse_place("Điều 5 và Điều 6") is None
    assert parse_place("không có gì") is None


WORDS = [
    "điểm",
    "a",
    "đ",
    "khoản",
    "1",
    "2,",
    "Điều",
    "5",
    "đến",
    "và",
    "này",
    "Luật",
    "Trẻ em",
    "12/2024/NĐ-CP",
    "(",
    "của",
]


@given(st.lists(st.sampled_from([*WORDS, "Chương V", "số", "Mẫu số 01", "\n", "từ", "các", "Sửa đổi"]), max_size=30))
def test_any_mixture_of_its_words_gives_ordered_spans(words: list[str]) -> None:
    text = " ".join(words)
    spans = [(citation.start, citation.end) for citation in find_citations(text)]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)


@given(st.text(max_size=120))
def test_any_text_is_read(text: str) -> None:
    for citation in find_citations(text):
        assert text[citation.start : citation.end] == citation.text


def steps(text: str) -> int:
    """Count what the reader does with a text, as it counts for its own bound."""
    reader = Reader(clean(text), KNOWN_LAWS)
    reader.least = 10**9
    read_citations(reader)
    return reader.steps


@pytest.mark.parametrize("name", HOSTILE)
def test_the_work_grows_with_the_length_of_hostile_text(name: str) -> None:
    short, long = steps(hostile_text(name, 5_000)), steps(hostile_text(name, 40_000))
    assert long <= 10 * short + 200  # a quadratic reader would need 64 times as much


def test_a_text_of_more_places_than_any_real_one_is_refused_with_what_to_do() -> None:
    with pytest.raises(TooManyCitationsError, match="Hãy chia nhỏ văn bản rồi thử lại"):
        find_citations("Điều 1 " * 20_000)


def test_lists_that_multiply_are_refused_too() -> None:
    numbers = ", ".join(map(str, range(1, 51)))
    with pytest.raises(TooManyCitationsError):
        find_citations(f"các điểm a, b, c, d, đ các khoản {numbers} các Điều {numbers} Luật Trẻ em")


def test_a_list_of_a_few_hundred_citations_is_read() -> None:
    lines = "".join(f"điểm a khoản 1 Điều {number} Luật số 53/2024/QH15\n" for number in range(1, 201))
    assert len(find_citations(lines)) == 200
