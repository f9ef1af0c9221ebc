"""The matrix of entitlements at the doors: the page, the table, the API, the terminal."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import TypeAdapter
from starlette.testclient import TestClient

from corpus.case import CLASS_NAMES, SUPPORT_NAMES, PersonClass, Support
from corpus.catalogue import load_catalogue
from corpus.force import ForceTable
from corpus.matrix import State, matrix
from corpus.store import CorpusStore
from tests.entitlements import TEXT, TODAY, table, text_of_law
from tests.laws import source
from tests.web.terminal import Cancu
from web.entitlements.schemas import MatrixJson
from web.entitlements.shapes import Asked, matrix_json
from web.entitlements.tables import csv_of
from web.routes.entitlements import Chosen, shown
from web.shapes import View

ATTACK = "=HYPERLINK(“http://example.org”)"
Rows = list[dict[str, str]]


@pytest.fixture
def law(tmp_path: Path) -> Iterator[CorpusStore]:
    with CorpusStore(tmp_path / "corpus.db") as store:
        yield store


def read(store: CorpusStore, text: str = TEXT, *classes: PersonClass) -> Asked:
    """Return the matrix over our own law."""
    store.add(source("luật"), [text_of_law(text)])
    force = ForceTable(load_catalogue(), records=store)
    found = matrix(store, force, TODAY, table=table())
    return Asked(found, View(force, TODAY, dated=False), classes or tuple(PersonClass))


def html(found: Asked, chosen: str = "") -> str:
    return bytes(shown(found, Chosen(chosen), TODAY).body).decode()


def rows(content: bytes) -> Rows:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def asked(client: TestClient, **query: str) -> MatrixJson:
    """Return the answer of the API, which has the shape it says."""
    answered = client.get("/api/v1/matrix", params=query)
    assert answered.status_code == 200, answered.text
    return TypeAdapter(MatrixJson).validate_python(answered.json(), extra="forbid")


def test_the_page_says_of_each_cell_a_word_beside_a_sign_and_leads_to_its_place(law: CorpusStore) -> None:
    page = html(read(law))
    assert page.count("</span> có</p>") == 36
    assert page.count("</span> không</p>") == 19
    assert '<a class="spot" href="/vb/53-2024-qh15/dieu-37/khoan-3/par-2">đoạn 2 khoản 3 Điều 37</a>' in page
    assert "0 ô cần xem lại" in page


def test_the_words_of_the_law_are_printed_once_and_every_reference_leads_to_one(law: CorpusStore) -> None:
    page = html(read(law))
    assert page.count("“c) Phiên dịch;”") == 1
    wanted = set(re.findall(r'href="#(can-cu-\d+)"', page))
    assert wanted == set(re.findall(r'id="(can-cu-\d+)"', page))


def test_the_table_can_be_read_without_seeing_it(law: CorpusStore) -> None:
    page = html(read(law))
    grid = page[page.index('<table class="matrix') : page.index("</table>")]
    assert "<caption>" in grid
    assert grid.count('<th role="rowheader" scope="row">') == len(Support)
    assert grid.count('scope="colgroup"') == len(PersonClass)
    assert grid.count("<td") == 1 + 2 * len(PersonClass) * len(Support)


def test_cells_to_be_looked_at_stand_first_with_their_reason(law: CorpusStore) -> None:
    page = html(read(law, TEXT.replace("đến điểm h", "đến điểm g")))
    assert "1 ô cần xem lại" in page
    assert "không dẫn điểm h khoản 1. Ô: học văn hóa của người dưới 18 tuổi đi cùng (luật mới)." in page
    assert page.index("1 ô cần xem lại") < page.index('<table class="matrix')
    first = rows(csv_of(read(law, TEXT.replace("đến điểm h", "đến điểm g"))))[0]
    assert (first["Mã kết luận"], first["Loại hỗ trợ"]) == ("stale", "học văn hóa")


def test_for_one_class_the_conditions_stand_in_the_cells(law: CorpusStore) -> None:
    page = html(read(law, TEXT, PersonClass.FOREIGNER), "foreigner")
    assert page.count('<p><span lang="vi">tùy từng trường hợp</span></p>') == 6
    assert "có điều kiện" not in page
    assert f'<option value="foreigner" selected>{CLASS_NAMES[PersonClass.FOREIGNER]}' in page
    assert 'href="/ma-tran.csv?ngay=2026-11-22&amp;lop=foreigner"' in page
    assert 'href="/api/v1/matrix?on=2026-11-22&amp;class=foreigner"' in page


def test_a_text_that_is_not_held_is_named_with_pages_and_nothing_is_claimed(client: TestClient) -> None:
    page = client.get("/ma-tran").text
    assert "</span> kho chưa có</p>" in page
    assert "bảng soạn ghi: có" in page
    assert re.search(r'khoản 1 Điều 37 Luật số 53/2024/QH15.*rel="noreferrer">pbgdpl', page)


def test_words_of_a_source_are_no_markup_and_no_formula(law: CorpusStore) -> None:
    found = read(law, TEXT.replace("a) Nhu cầu thiết yếu;", "a) Nhu cầu thiết yếu <script>alert(1)</script>;"))
    assert "<script>alert" not in html(found)
    assert "&lt;script&gt;alert" in html(found)


def test_no_cell_of_the_table_begins_a_formula(law: CorpusStore) -> None:
    """A paragraph is quoted without its number, so the words of a source can begin a cell."""
    text = TEXT.replace(
        "\nNgười đang trong quá trình xác định ở trong", f"\n{ATTACK} người đang trong quá trình xác định ở trong"
    )
    found = rows(csv_of(read(law, text, PersonClass.PENDING_DOMESTIC)))
    assert len(found) == 2 * len(Support)
    quoted = [row["Nguyên văn"] for row in found if "HYPERLINK" in row["Nguyên văn"]]
    assert quoted
    assert all(words.startswith("'=HYPERLINK") for words in quoted)


def test_the_json_has_every_cell_with_its_quotations_and_offsets(law: CorpusStore) -> None:
    found = TypeAdapter(MatrixJson).validate_python(matrix_json(read(law)), extra="forbid")
    assert len(found["cells"]) == 2 * len(PersonClass) * len(Support)
    assert (found["on"], found["applies"], found["stale"]) == ("2026-11-22", "new", 0)
    quotes = [quote for one in found["cells"] for quote in one["quotes"]]
    assert all(quote["end"] - quote["start"] == len(quote["quote"]) for quote in quotes)
    assert quotes[0]["permalink"].startswith("/vb/53-2024-qh15/dieu-37/")


def test_the_api_takes_a_day_and_a_class(client: TestClient) -> None:
    found = asked(client, on="2025-06-30", **{"class": "foreigner"})
    assert (found["on"], found["applies"]) == ("2025-06-30", "old")
    assert {one["person_class"] for one in found["cells"]} == {PersonClass.FOREIGNER}
    assert client.get("/api/v1/matrix", params={"class": "nobody"}).status_code == 422
    assert client.get("/api/v1/matrix", params={"on": "30/6/2025"}).status_code == 422


def test_the_old_law_is_led_to_on_its_last_day(client: TestClient) -> None:
    found = asked(client)
    old = [quote["permalink"] for one in found["cells"] for quote in one["quotes"] if quote["number"] == "66/2011/QH12"]
    assert old
    assert all(address.endswith("?ngay=2025-06-30") for address in old)


@pytest.mark.parametrize("query", ["lop=nobody", "ngay=hôm-nay"])
@pytest.mark.parametrize("path", ["/ma-tran", "/ma-tran.csv"])
def test_a_wrong_address_is_refused_in_a_sentence(client: TestClient, path: str, query: str) -> None:
    refused = client.get(f"{path}?{query}", headers={"accept": "text/html"})
    assert refused.status_code == 422
    assert "trong địa chỉ không" in refused.text


def test_the_table_is_offered_as_a_file(client: TestClient) -> None:
    taken = client.get("/ma-tran.csv?ngay=30/06/2025&lop=victim")
    assert taken.headers["content-disposition"] == 'attachment; filename="ma-tran-quyen-loi-2025-06-30-victim.csv"'
    assert taken.headers["content-type"] == "text/csv; charset=utf-8"
    assert len(rows(taken.content)) == 2 * len(Support)


def test_the_terminal_says_the_same_as_the_api(cancu: Cancu, home: Path) -> None:
    found = cancu("matrix", "--on", "2026-11-22", "--class", "victim", "--json").json()
    TypeAdapter(MatrixJson).validate_python(found, extra="forbid")
    assert {one["state"] for one in found["cells"]} <= set(State)
    said = cancu("matrix", "--on", "2026-11-22", "--class", "victim")
    assert (said.status, said.err) == (0, "")
    assert "0 ô cần xem lại" in said.out
    assert all(name in said.out for name in SUPPORT_NAMES.values())
    printed = cancu("matrix", "--on", "2026-11-22", "--class", "victim", "--csv")
    assert printed.out.count("Luật cũ 66/2011/QH12") == len(Support)


def test_two_forms_at_once_are_a_slip(cancu: Cancu) -> None:
    assert cancu("matrix", "--json", "--csv").status == 2
