import io

import pytest
from pypdf import PdfReader, PdfWriter

from ingest.clean import unwrap
from ingest.errors import DamagedSourceError, EncryptedSourceError, NoTextError
from ingest.extract.pdf import extract_pdf
from ingest.read import Line
from tests.ingest.pdf_maker import Words, make_pdf, paragraph

FULL = "Cơ sở hỗ trợ tiếp nhận người được giới thiệu trong ngày và ghi sổ theo"  # as wide as the page


def texts(data: bytes) -> list[str]:
    return [line.text for line in extract_pdf(data).lines]


def test_lines_broken_by_the_page_width_are_joined_and_headings_are_not() -> None:
    page = [
        Words("Điều 5. Tiếp nhận", 98, 700),
        *paragraph([f"1. {FULL[:-3]}", "mẫu do cơ quan quản lý quy định."], top=680),
        *paragraph(["2. Không thu phí."], top=640),
    ]
    assert texts(make_pdf([page])) == [
        "Điều 5. Tiếp nhận",
        f"1. {FULL[:-3]} mẫu do cơ quan quản lý quy định.",
        "2. Không thu phí.",
    ]


def test_a_paragraph_goes_on_across_the_page_break_and_keeps_the_page_it_began_on() -> None:
    first = [*paragraph(["Một câu mở đầu ngắn trên trang này."], top=700), *paragraph([f"1. {FULL[:-3]}"], top=100)]
    second = [Words("mẫu của cơ sở.", 70, 750), *paragraph([f"2. {FULL[:-3]}", "số thứ tự."], top=730)]
    lines = extract_pdf(make_pdf([first, second])).lines
    assert lines[1].text == f"1. {FULL[:-3]} mẫu của cơ sở."
    assert [line.page for line in lines] == [1, 1, 2]


def test_running_heads_and_page_numbers_leave_the_text_and_are_kept_aside() -> None:
    pages = [
        [
            Words(f"CÔNG BÁO/Số {7 + at} + {8 + at}/Ngày 09-9-2099", 160, 800),
            *paragraph([f"Nội dung của trang thứ {at}."], top=700),
            Words(str(at), 300, 40),
        ]
        for at in (1, 2)
    ]
    found = extract_pdf(make_pdf(pages))
    assert [line.text for line in found.lines] == ["Nội dung của trang thứ 1.", "Nội dung của trang thứ 2."]
    assert len(found.removed) == 4


def test_the_two_columns_of_a_head_stay_apart() -> None:
    page = [
        Words("SỞ MẪU", 80, 780),
        Words("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 260, 780),
        Words("Số: 12/KH-SM", 80, 740),
        Words("Huế, ngày 03 tháng 4 năm 2099", 260, 740),
    ]
    assert texts(make_pdf([page])) == [
        "SỞ MẪU | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 12/KH-SM | Huế, ngày 03 tháng 4 năm 2099",
    ]


def test_footnotes_follow_the_text_and_their_references_are_marked() -> None:
    page = [
        *paragraph([f"1. {FULL[:-3]}", "mẫu."], top=700),
        Words("2. Khoản này mới", 98, 660),
        Words("1", 195, 664, 7),
        Words(".", 199, 660),
        *paragraph([f"3. {FULL[:-3]}", "mẫu khác."], top=620),
        Words("1 Khoản này được thêm bởi một văn bản khác.", 70, 90, 9),
    ]
    assert texts(make_pdf([page])) == [
        f"1. {FULL[:-3]} mẫu.",
        "2. Khoản này mới[1].",
        f"3. {FULL[:-3]} mẫu khác.",
        "[1] Khoản này được thêm bởi một văn bản khác.",
    ]


def test_a_scan_is_refused_with_a_sentence_that_says_what_to_do() -> None:
    with pytest.raises(NoTextError, match="đây là bản quét, chưa có lớp chữ"):
        extract_pdf(make_pdf([[], []]))


def test_pages_without_words_among_others_are_a_doubt() -> None:
    page = paragraph(["Trang này có chữ và có đủ chữ để không phải là bản quét, nên được đọc."], top=700)
    assert extract_pdf(make_pdf([page, []])).doubts == ("trang không có chữ (ảnh hoặc trang trắng): 2",)


def test_a_layer_of_private_letters_is_refused() -> None:
    with pytest.raises(NoTextError, match="lớp chữ bị hỏng"):
        extract_pdf(make_pdf([[Words("".join(chr(0xE000 + at) for at in range(60)) + "abc" * 30, 70, 700)]]))


def test_a_file_cut_short_is_refused() -> None:
    data = make_pdf([paragraph(["Một câu đủ dài để được coi là lời văn bản trên trang."], top=700)])
    with pytest.raises(DamagedSourceError, match="thiếu phần cuối"):
        extract_pdf(data[: len(data) // 2])


def test_random_bytes_behind_the_mark_are_refused() -> None:
    with pytest.raises(DamagedSourceError, match="không đọc được cấu trúc tệp"):
        extract_pdf(b"%PDF-1.7\n" + bytes(range(256)) * 4 + b"\n%%EOF\n")


def test_a_password_is_asked_for_but_an_empty_one_is_tried_first() -> None:
    data = make_pdf([paragraph(["Một câu đủ dài để được coi là lời văn bản trên trang."], top=700)])
    locked, open_ = _encrypted(data, "mật khẩu"), _encrypted(data, "")
    with pytest.raises(EncryptedSourceError, match="mật khẩu"):
        extract_pdf(locked)
    assert texts(open_) == ["Một câu đủ dài để được coi là lời văn bản trên trang."]


def _encrypted(data: bytes, password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(password, "chủ", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_plain_text_cut_at_a_fixed_width_is_joined() -> None:
    wrapped = [
        "Điều 3. Nguyên tắc",
        "1. Việc hỗ trợ phải kịp thời, giữ bí mật và theo nguyện vọng của",
        "người được hỗ trợ; không phân biệt đối xử vì lý do giới tính hay",
        "nơi cư trú của người đó.",
        "2. Người dưới 18 tuổi được ưu tiên trong mọi bước theo quy định tại",
        "Điều 5 của Luật này và các quy định khác có liên quan đến việc chăm",
        "sóc, nuôi dưỡng trẻ em.",
        "3. Chi phí do ngân sách nhà nước bảo đảm, trừ trường hợp có nguồn",
        "tài trợ hợp pháp khác.",
    ]
    joined = [line.text for line in unwrap([Line(text) for text in wrapped])]
    assert [text[:8] for text in joined] == ["Điều 3. ", "1. Việc ", "2. Người", "3. Chi p"]
    assert "quy định tại Điều 5 của Luật này" in joined[2]
