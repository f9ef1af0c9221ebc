"""On an English page everything that remains Vietnamese stands inside lang="vi"."""

import re
from html.parser import HTMLParser

import pytest

from tests.laws import expression, source
from tests.web.packs.conftest import Door
from tests.web.packs.test_exercises import CASE, NEW_LAW, NEW_PARTS
from web.packs.nouns import Passage
from web.packs.quiz import named
from web.packs.quizzing import questions_about

_MARKS = re.compile(r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE)
_VOID = {"area", "br", "hr", "img", "input", "link", "meta", "path", "rect"}
_SAID = ("aria-label", "title", "placeholder", "alt")


class _Walk(HTMLParser):
    """Collects what is Vietnamese where the page says it is English."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.found: list[str] = []

    @property
    def lang(self) -> str:
        """Return the language where the walk stands."""
        return self.open[-1][1] if self.open else "en"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter an element."""
        given = {name: value or "" for name, value in attrs}
        lang = given.get("lang", self.lang)
        if lang != "vi":
            self.found += [given[name] for name in _SAID if _MARKS.search(given.get(name, ""))]
        if tag not in _VOID:
            self.open.append((tag, lang))

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Look at a text."""
        inside = self.open[-1][0] if self.open else ""
        if self.lang != "vi" and inside not in ("script", "style", "title") and _MARKS.search(data):
            self.found.append(data.strip())


@pytest.fixture
def filled(door: Door) -> tuple[Door, list[str]]:
    """Return a door with a collection of every kind of item, and the paths of all its pages."""
    door.store.add(source("luật mới"), [expression(NEW_LAW, *NEW_PARTS)])
    pack = door.new()
    root = f"/bo-tai-lieu/{pack}"
    first = door.cite(pack, "Điều 5 Luật 12/2020/QH14")
    assert isinstance(first.content, Passage)
    door.cite(pack, "khoản 1 Điều 32 Luật 66/2011/QH12", "01/06/2025")
    door.post("/bo-tai-lieu/them", loai="passage", cho="/vb/so-tay-thu/muc-1", vao=pack)
    door.post(f"{root}/ghi-chu", de_muc="Phần 1", noi_dung="Chị Nguyễn Thị Hoa, 0912345678, kể.")
    door.post(f"{root}/bai-tap", viec="tao", tinh_huong="Em T. đến.", **CASE)
    chosen = [named(one) for one in questions_about(first.content.cited, door.ground)]
    door.post(f"{root}/cau-hoi", tu=first.id, chon=chosen)
    door.post(f"{root}/luat-cu-moi", cu="66/2011/QH12", chon=["art_32 art_37"])
    name = door.post("/", q="phải trả lời bằng văn bản trong thời hạn mấy ngày làm việc").headers["location"]
    door.post("/bo-tai-lieu/them", loai="answer", cho=name.removeprefix("/hoi/"), vao=pack)
    items = door.pack(pack).items
    assert len(items) == 8
    door.post(f"{root}/muc/{items[2].id}/bo")
    paths = ["/bo-tai-lieu", "/bo-tai-lieu?bao=xoa", root, f"{root}?bao=them&ve=/kho"]
    paths += [f"{root}/{page}" for page in ("kiem", "xoa", "sua", "bai-tap", "cau-hoi", "luat-cu-moi")]
    paths += [f"{root}/cau-hoi?tu={first.id}", f"{root}/luat-cu-moi?cu=66/2011/QH12"]
    paths += [f"{root}/muc/{item.id}" for item in items if item is not items[2]]
    return door, paths


def test_english_pages_say_nothing_in_vietnamese_but_the_law_and_the_trainers_words(
    filled: tuple[Door, list[str]],
) -> None:
    door, paths = filled
    door.client.cookies.set("ngon_ngu", "en")
    for path in paths:
        walk = _Walk()
        walk.feed(door.page(path))
        inside = [words for words in walk.found if words not in ("Tiếng Việt",)]
        assert (path, inside) == (path, [])


def test_what_forms_answer_is_english_too(filled: tuple[Door, list[str]]) -> None:
    door, paths = filled
    door.client.cookies.set("ngon_ngu", "en")
    root = paths[2]
    answers = [
        door.post("/bo-tai-lieu", ten=" "),
        door.post(f"{root}/trich", loi_dan=""),
        door.post(f"{root}/ghi-chu"),
        door.post(f"{root}/bai-tap", viec="tao", tinh_huong="Chị Nguyễn Thị Hoa", tuoi="x"),
        door.post(f"{root}/cau-hoi", loi_dan="Điều 5 Luật 12/2020/QH14"),
        door.post(f"{root}/luat-cu-moi", cu="66/2011/QH12"),
        door.post("/bo-tai-lieu/them", loai="passage", cho="/vb/12-2020-qh14/dieu-5"),
        door.post("/bo-tai-lieu/them", loai="passage", cho="/vb/12-2020-qh14"),
    ]
    for sent in answers:
        walk = _Walk()
        walk.feed(sent.text)
        assert walk.found == []
