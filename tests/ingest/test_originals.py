"""Pages of originals: the lines of a passage are found or nothing is marked; a hostile file hurts the child only."""

import io
import zlib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pypdfium2  # type: ignore[import-untyped]  # carries no types
import pytest
from PIL import Image

from ingest.errors import IngestError
from ingest.extract.pdf_page import PageLine, read_page
from ingest.extract.pdf_places import PlacedLine, find_passage, letters_of, placed_lines
from ingest.originals import pictures_of
from ingest.picture import packed
from ingest.pipeline import read_file
from ingest.settings import IngestSettings
from ingest.sheets import SCALE, Wanted
from tests.ingest.pdf_maker import Words, make_pdf
from tests.shared import require_shared

UNIT = "Điều 5. Tiếp nhận\n1. Cơ sở tiếp nhận người được giới thiệu trong ngày.\n2. Không thu phí của người đó.\n"
SECOND = UNIT.index("2. Không")
PRINTED = (
    (
        "Điều 4. Giấy tờ",
        "Giấy giới thiệu có mẫu riêng.",
        "Điều 5. Tiếp nhận",
        "1. Cơ sở tiếp nhận người được giới thi-",
    ),
    ("CÔNG BÁO/Số 7/Ngày 09-9-2099", "ệu trong ngày.", "2. Không thu  phí của người đó.", "Điều 6. Hiệu lực", "2"),
)


def lines(*pages: tuple[str, ...]) -> list[PlacedLine]:
    return [
        placed
        for number, page in enumerate(pages, 1)
        for placed in placed_lines(number, [PageLine(text, 70, 300, 700, 712, 12, bold=False) for text in page])
    ]


def found(start: int, end: int, *pages: tuple[str, ...], page: int | None = None) -> list[str]:
    return [placed.line.text for placed in find_passage(lines(*pages), UNIT, start, end, page=page)]


def test_a_passage_is_followed_over_hyphens_spaces_running_heads_and_the_end_of_a_page() -> None:
    assert found(0, len(UNIT), *PRINTED) == [*PRINTED[0][2:], *PRINTED[1][1:3]]


def test_only_the_lines_of_the_khoan_asked_for_are_marked() -> None:
    assert found(SECOND, len(UNIT), *PRINTED) == ["2. Không thu  phí của người đó."]


def test_words_that_are_not_on_the_page_mark_nothing() -> None:
    other = tuple(text.replace("Không thu  phí", "Thu phí sáu tháng một lần") for text in PRINTED[1])
    assert found(SECOND, len(UNIT), PRINTED[0], other) == []


def test_a_unit_printed_twice_is_marked_only_where_its_page_is_known() -> None:
    twice = (*PRINTED, *PRINTED)
    assert found(SECOND, len(UNIT), *twice) == []
    marked = find_passage(lines(*twice), UNIT, SECOND, len(UNIT), page=3)
    assert [placed.page for placed in marked] == [4]


def test_a_number_of_a_page_is_not_taken_for_the_number_of_a_khoan() -> None:
    pages = (("Điều 5. Tiếp nhận", "1"), ("1. Cơ sở tiếp nhận người được giới thiệu trong ngày.", *PRINTED[1][2:]))
    assert "1" not in found(0, len(UNIT), *pages)


def test_letters_are_compared_without_marks_whatever_their_unicode_form() -> None:
    assert letters_of("Hỗ trợ ĐẶC biệt") == letters_of("Hô\u0303 tro\u031b\u0323 đa\u0323\u0306c biệt")


def test_nothing_is_found_for_an_empty_span() -> None:
    assert find_passage(lines(*PRINTED), UNIT, 3, 3, page=None) == []


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "paper"
    pages = [[Words(text, 70, 760 - 20 * at) for at, text in enumerate(page)] for page in PRINTED]
    path.write_bytes(make_pdf(pages))
    return path


def test_every_page_of_the_passage_is_pictured_and_marked_where_its_lines_stand(paper: Path) -> None:
    made = pictures_of(paper, Wanted(text=UNIT, start=0, end=len(UNIT), page=1))
    assert (made.sheets.count, made.sheets.located) == (2, (1, 2))
    assert [len(sheet.marks) for sheet in made.sheets.pictured] == [2, 2]
    heading = made.sheets.pictured[0].marks[0]
    assert heading.x / SCALE == pytest.approx(69 / 595, abs=0.01)  # the words begin 70 points from the left …
    assert heading.y / SCALE == pytest.approx((842 - 732) / 842, abs=0.02)  # … and stand 720 points up
    for page, picture in made.pictures.items():
        image = Image.open(io.BytesIO(picture))
        sheet = made.sheets.pictured[page - 1]
        assert (image.width, image.height) == (sheet.width, sheet.height)
        assert len(picture) <= 300_000


def test_a_passage_that_cannot_be_located_gets_its_page_without_marks(paper: Path) -> None:
    made = pictures_of(paper, Wanted(text="Điều 9. Khác\nLời văn khác hẳn.\n", start=0, end=20, page=2))
    assert made.sheets.located == ()
    assert [(sheet.number, sheet.marks) for sheet in made.sheets.pictured] == [(2, ())]


def test_another_page_of_the_paper_shows_what_of_the_passage_is_on_it(paper: Path) -> None:
    made = pictures_of(paper, Wanted(text=UNIT, start=SECOND, end=len(UNIT), page=1, show=(1,)))
    assert made.sheets.located == (2,)
    assert [(sheet.number, len(sheet.marks)) for sheet in made.sheets.pictured] == [(1, 0)]


def test_a_page_that_is_an_image_says_that_it_has_no_words(tmp_path: Path) -> None:
    scan = tmp_path / "scan"
    Image.effect_noise((900, 1_270), 60).convert("RGB").save(scan, "PDF")
    (sheet,) = pictures_of(scan, Wanted(text=UNIT, start=0, end=9)).sheets.pictured
    assert not sheet.has_text
    assert sheet.marks == ()


def test_a_noisy_scan_is_packed_small_enough_for_a_weak_network() -> None:
    assert len(packed(Image.effect_noise((1_100, 1_560), 90).convert("RGB"))) <= 300_000


def raw_pdf(*bodies: str, streams: Mapping[int, bytes] = MappingProxyType({})) -> bytes:
    out = b"%PDF-1.5\n"
    for number, body in enumerate(bodies, 1):
        data = b"\nstream\n" + streams[number] + b"\nendstream" if number in streams else b""
        out += f"{number} 0 obj\n{body}".encode() + data + b"\nendobj\n"
    return out + b"trailer << /Root 1 0 R >>\n%%EOF\n"


CATALOGUE = ("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
BOMB = zlib.compress(bytes(400_000_000), 9)
DRAWN = b"q 600 0 0 800 0 0 cm /I Do Q"
HOSTILE = {
    "no pdf": b"%PDF-1.7 rest is missing",
    "no page": raw_pdf(CATALOGUE[0], "<< /Type /Pages /Kids [] /Count 0 >>"),
    "count of pages is a lie": raw_pdf(CATALOGUE[0], "<< /Type /Pages /Kids [3 0 R] /Count 999999999 >>"),
    "page of no size": raw_pdf(*CATALOGUE, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 0 0] >>"),
    "page of a mile": raw_pdf(*CATALOGUE, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1e9 1e-3] >>"),
    "image that unfolds without end": raw_pdf(
        *CATALOGUE,
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /XObject << /I 4 0 R >> >>"
        " /Contents 5 0 R >>",
        f"<< /Subtype /Image /Width 100000 /Height 100000 /ColorSpace /DeviceRGB /BitsPerComponent 16"
        f" /Filter /FlateDecode /Length {len(BOMB)} >>",
        f"<< /Length {len(DRAWN)} >>",
        streams={4: BOMB, 5: DRAWN},
    ),
    "pages that hold each other": raw_pdf(CATALOGUE[0], "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_ends_in_a_sentence_or_a_picture_and_soon(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "hostile"
    path.write_bytes(data)
    try:
        made = pictures_of(path, Wanted(text=UNIT, start=0, end=9))
    except IngestError as error:
        assert str(error).endswith(".")
        assert str(tmp_path) not in str(error)
    else:
        assert all(len(picture) <= 300_000 for picture in made.pictures.values())


def test_a_page_that_takes_too_long_is_given_up(paper: Path) -> None:
    with pytest.raises(IngestError, match="quá lâu"):
        pictures_of(paper, Wanted(show=(1,)), settings=IngestSettings(workers=1, wall_seconds=0.0))


def test_a_page_the_paper_lacks_is_refused(paper: Path) -> None:
    with pytest.raises(IngestError, match="Tệp có 2 trang, không có trang 3"):
        pictures_of(paper, Wanted(show=(3,)))


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize("name", ["2025_1583_1584_282_2025_ND_CP.pdf", "2023_1257_1258_30_VBHN_VPQH.pdf"])
def test_nearly_every_provision_of_a_gazette_is_found_on_its_pages_and_none_is_marked_wrongly(name: str) -> None:
    path = require_shared("data", "files", name)
    paper = pypdfium2.PdfDocument(path)
    pages = [list(placed_lines(at + 1, read_page(paper[at]))) for at in range(len(paper))]
    asked = missed = 0
    for expression in read_file(path):
        for unit in expression.units:
            top = unit.provision
            on = [line for page in pages[(top.page or 1) - 1 : (top.page or 1) + 8] for line in page]
            for part in top.walk():
                marked = find_passage(on, top.text, part.start - top.start, part.end - top.start, page=top.page)
                carried, wanted = "".join(line.letters for line in marked), letters_of(part.text)
                asked, missed = asked + 1, missed + (not marked)
                assert not marked or wanted[:20] in carried, part.eid
                assert len(carried) <= len(wanted) + 120, part.eid  # no more than the line it begins in and ends in
    assert asked > 400
    assert missed <= 0.005 * asked
