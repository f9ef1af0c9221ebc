"""A web door over laws of our own with two days, a notebook, and a day that a test may turn."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from corpus.catalogue import load_catalogue
from corpus.force import ForceTable
from corpus.store import CorpusStore
from corpus.work import SourceClass, Work
from tests.fakes import RecordingLoad, WordSearch
from tests.laws import article, clause, expression, item, law, point, source
from tests.web.shelf import ATTACK, OLD_LAW
from web.app import Outside, create_app
from web.ground import Ground
from web.notebook import Notebook
from web.packs.nouns import Collection, Item
from web.packs.shelf import Shelf
from web.settings import WebSettings

LAW = law("12/2020/QH14", f"Luật Thử nghiệm {ATTACK}")
GUIDE = Work(number="Sổ tay thử", type="Sổ tay", title="Sổ tay thử", source_class=SourceClass.GUIDANCE)
CHANGED = date(2026, 12, 1)  # the day on which Điều 5 has other words
TODAY = date(2026, 11, 26)
LIST = (
    point("a", "Chỗ ở tạm thời và bữa ăn hằng ngày;"),
    point("b", "Khám bệnh, chữa bệnh khi đau ốm;"),
    point("c", "Tiền tàu xe về nơi cư trú;"),
    point("d", "Học nghề theo nguyện vọng."),
)
FIRST = article(
    "5",
    "Hỗ trợ ban đầu",
    clause(
        "1",
        "Trong thời hạn 03 ngày làm việc kể từ ngày nhận được đơn của người đề nghị, Ủy ban nhân dân cấp xã phải trả"
        " lời bằng văn bản.",
    ),
    clause("2", "Người được hỗ trợ nhận các khoản sau đây:", *LIST),
)
SECOND = article(
    "5",
    "Hỗ trợ ban đầu",
    clause(
        "1",
        "Trong thời hạn 05 ngày làm việc kể từ ngày nhận được đơn của người đề nghị, Ủy ban nhân dân cấp xã phải trả"
        " lời bằng văn bản.",
    ),
    clause("2", "Người được hỗ trợ nhận các khoản sau đây:", *LIST),
)
FILES = article(
    "6",
    "Hồ sơ của cơ sở",
    clause(
        "1",
        "Cơ sở tiếp nhận phải lập sổ theo dõi gồm những nội dung sau:",
        point("a", "Ngày, giờ nhận bàn giao và tình trạng đồ vật;"),
        point("b", "Biên bản kiểm kê tài sản có chữ ký hai bên;"),
        point("c", "Danh mục thiết bị phải thay thế trong quý."),
    ),
    clause("2", "Sổ theo dõi được lưu giữ ít nhất 10 năm tại kho lưu trữ của cơ sở và được kiểm kê hằng quý."),
)
MONEY = article(
    "7",
    "Kinh phí bảo đảm",
    words="Mức chi cho một lần tập huấn không quá 20.000.000 đồng và do ngân sách của địa phương chi trả.",
)
OLD_PARTS = (
    article("32", "Chế độ hỗ trợ", clause("1", "Người trở về được chỗ ở tạm thời trong 15 ngày kể từ ngày đến cơ sở.")),
)


@dataclass
class Door:
    """The door, what lies behind it, and the day it is."""

    client: TestClient
    store: CorpusStore
    shelf: Shelf
    ground: Ground
    days: list[date] = field(default_factory=list)

    def turn_to(self, day: date) -> None:
        """Let it be another day."""
        self.days[:] = [day]

    def new(self, title: str = "Tập huấn") -> str:
        """Make a collection; return its id."""
        return self.shelf.create(title)

    def pack(self, pack_id: str) -> Collection:
        """Return a collection."""
        return self.shelf.collection(pack_id)

    def only(self, pack_id: str) -> Item:
        """Return the only item of a collection."""
        (item_,) = self.pack(pack_id).items
        return item_

    def cite(self, pack_id: str, citation: str, day: str = "") -> Item:
        """Add a provision as a person types it; return its item."""
        sent = self.post(f"/bo-tai-lieu/{pack_id}/trich", loi_dan=citation, ngay=day)
        assert sent.status_code == 303, sent.text
        return self.pack(pack_id).items[-1]

    def post(self, path: str, **fields: object) -> Response:
        """Send a form without following where it leads."""
        return self.client.post(path, data=fields, follow_redirects=False)

    def page(self, path: str) -> str:
        """Return a page that is there."""
        shown = self.client.get(path, headers={"Accept": "text/html"})
        assert shown.status_code == 200, shown.text
        return shown.text


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    days = [TODAY]
    with CorpusStore(tmp_path / "corpus.db") as store, Notebook(tmp_path / "notebook.db") as notebook:
        store.add(source("cũ"), [expression(LAW, FIRST, FILES, MONEY)])
        store.add(source("mới"), [expression(LAW, SECOND, FILES, MONEY, valid_from=CHANGED)])
        store.add(source("luật cũ"), [expression(OLD_LAW, *OLD_PARTS)])
        store.add(source("sổ tay"), [expression(GUIDE, item("1", "Gọi số nào?"))])
        force = ForceTable(load_catalogue(), records=store)
        outside = Outside(today=lambda: days[0], notebook=notebook)
        app = create_app(WordSearch(store, force), store, force, WebSettings(), RecordingLoad(), outside=outside)
        with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
            yield Door(client, store, Shelf(notebook), app.state.ground, days)
