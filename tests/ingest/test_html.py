import pytest

from ingest.errors import EmptySourceError, NoTextError, TooLargeError
from ingest.extract.html import extract_html
from ingest.text_reader import read_paper

LONG = "Cơ sở hỗ trợ tiếp nhận người được giới thiệu trong ngày. " * 6


def texts(page: str) -> list[str]:
    return [line.text for line in extract_html(page.encode()).lines]


def test_the_container_of_the_law_is_kept_and_the_menus_are_put_aside() -> None:
    found = extract_html(
        f"""<title>Trang</title><div class="menu"><a>Đăng nhập</a></div><p>Quảng cáo</p>
        <div id="toanvancontent"><p align="center"><b>LUẬT</b></p><p>Điều 1.
        Tên</p><p>{LONG}</p></div><div>Tin khác</div>""".encode()
    )
    assert [line.text for line in found.lines] == ["LUẬT", "Điều 1. Tên", LONG.strip()]
    assert (found.lines[0].bold, found.lines[0].centred) == (True, True)
    assert found.removed == ("Đăng nhập", "Quảng cáo", "Tin khác")


def test_rows_of_tables_are_lines_with_joined_cells() -> None:
    rows = "<tr><td><p>Việc</p></td><td>Hạn</td></tr><tr><td>Tập<br>huấn</td><td>quý I</td></tr>"
    assert texts(f"<table>{rows}</table>") == ["Việc | Hạn", "Tập huấn | quý I"]


def test_a_table_around_the_whole_page_is_no_row() -> None:
    page = f"<table><tr><td>{LONG * 20}<table><tr><td>A</td><td>B</td></tr></table></td><td>bên lề</td></tr></table>"
    assert texts(page) == [(LONG * 20).strip(), "A | B", "bên lề"]


def test_scripts_and_styles_are_no_words() -> None:
    assert texts("<style>p{}</style><script>var a='Điều 9'</script><p>Lời văn</p>") == ["Lời văn"]


def test_a_page_of_properties_gives_facts_and_no_words_of_law() -> None:
    page = """<div class="vbProperties"><table>
      <tr><td colspan="4">Hỗ trợ người được tiếp nhận</td></tr>
      <tr><td>Số ký hiệu</td><td>77/2098/QH99</td><td>Ngày ban hành</td><td>02/03/2098</td></tr>
      <tr><td>Loại văn bản</td><td>Luật</td><td>Ngày có hiệu lực</td><td>01/07/2098</td></tr></table></div>"""
    found = extract_html(page.encode())
    assert found.lines == ()
    assert (found.fact("number"), found.fact("type"), found.fact("issued")) == ("77/2098/QH99", "Luật", "02/03/2098")
    (about,) = read_paper(found, path="p.html").expressions
    assert (about.work.title, about.text, about.complete) == ("Luật Hỗ trợ người được tiếp nhận", "", False)


def test_a_page_of_relations_gives_links() -> None:
    page = """<div class="box-map"><ul><li>Luật 77/2098/QH99</li></ul></div><div class="vbLienQuan"><table><tr>
      <td>Văn bản được hướng dẫn</td><td><ul><li><p><a>Luật 12/2090/QH98</a></p><p>[ <a>Lược đồ</a> ]</p></li></ul></td>
      </tr></table></div>"""
    (link,) = read_paper(extract_html(page.encode()), path="r.html").links
    assert (link.from_number, link.to_number, str(link.kind)) == ("77/2098/QH99", "12/2090/QH98", "guides")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_of_pages(encoding: str) -> None:
    page = f"<html><head><title>T</title></head><body><p>{LONG}</p></body></html>"
    assert [line.text for line in extract_html(page.encode(encoding)).lines] == [LONG.strip()]


def test_a_declared_code_page_is_believed_where_the_bytes_are_not_utf8() -> None:
    page = '<meta charset="windows-1252"><p>Société générale d’aide</p>'
    assert [line.text for line in extract_html(page.encode("cp1252")).lines] == ["Société générale d’aide"]


def test_nothing_and_a_page_without_words_are_refused() -> None:
    with pytest.raises(EmptySourceError):
        extract_html(b" \n")
    with pytest.raises(NoTextError):
        extract_html(b"<html><body><img src='a.png'></body></html>")


@pytest.mark.slow
def test_thirty_megabytes_of_nesting_are_read_without_recursion() -> None:
    data = b"<div>" * (30 * 1024 * 1024 // len(b"<div>")) + f"<p>{LONG}</p>".encode()
    assert [line.text for line in extract_html(data).lines] == [LONG.strip()]


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["<table><tr><td><b>a", "<p><font>x"])
def test_a_page_of_millions_of_lines_is_refused_with_a_sentence(unit: str) -> None:
    with pytest.raises(TooLargeError, match="trang HTML có hơn 500000 dòng"):
        extract_html((unit * (30 * 1024 * 1024 // len(unit))).encode())


def test_a_few_thousand_nested_tables_cost_little() -> None:
    lines = extract_html(b"<table><tr><td>x" * 20_000).lines
    assert len(lines) == 20_000
