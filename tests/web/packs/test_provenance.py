"""Copies and pages that only tell of the law are never passed off as the paper's own words."""

import pytest

from corpus.expression import Expression, Origin, Unit
from corpus.work import SourceClass
from tests.laws import article, clause, law, provision, source
from tests.web.packs.conftest import Door
from tests.web.read_back import read_back
from web.packs.errors import NotGatheredError
from web.packs.exports import Form
from web.packs.nouns import Cited, Passage, Unofficial
from web.packs.quizzing import questions_about

PART = article("3", "Chế độ", clause("1", "Người đến được bố trí chỗ ở trong thời hạn 02 ngày làm việc từ ngày đến."))
SAID = "trích đoạn không chính thức từ luat.example.com, chưa đối chiếu bản ban hành"


def copied(number: str, url: str, origin: Origin = Origin.EXCERPT) -> Expression:
    """Return a text of which a web page gives one article."""
    unit = Unit(provision(PART), url=url)
    work = law(number, "Nghị định Thử nghiệm", type="Nghị định")
    return Expression(work=work, text=unit.provision.text, units=(unit,), origin=origin, complete=False)


def cited_of(door: Door, pack: str, citation: str) -> Cited:
    """Cite a provision and return its words."""
    content = door.cite(pack, citation).content
    assert isinstance(content, Passage)
    return content.cited


@pytest.fixture
def excerpted(door: Door) -> Door:
    door.store.add(source("a"), [copied("12/2031/NĐ-CP", "http://www.luat.example.com/a")])
    door.store.add(source("b"), [copied("13/2031/NĐ-CP", "https://dichvucong.gov.vn/p/thu-tuc.html?ma=1")])
    door.store.add(source("c"), [copied("14/2031/NĐ-CP", "https://vbpl.vn/TW/a?ItemID=1", Origin.WEB)])
    door.store.add(source("d"), [copied("15/2031/NĐ-CP", "https://luat.example.com/d", Origin.WEB)])
    return door


def test_words_of_an_excerpt_say_so_and_whence(excerpted: Door) -> None:
    pack = excerpted.new()
    cited = cited_of(excerpted, pack, "Điều 3 Nghị định 12/2031/NĐ-CP")
    assert cited.unofficial == Unofficial("luat.example.com", excerpt=True)
    assert SAID in excerpted.page(f"/bo-tai-lieu/{pack}")
    for number, kept in (("14", None), ("15", Unofficial("luat.example.com", excerpt=False))):
        assert cited_of(excerpted, pack, f"Điều 3 Nghị định {number}/2031/NĐ-CP").unofficial == kept


@pytest.mark.parametrize("form", Form)
def test_every_file_says_that_words_are_an_excerpt(excerpted: Door, form: Form) -> None:
    pack = excerpted.new()
    excerpted.cite(pack, "Điều 3 Nghị định 12/2031/NĐ-CP")
    content = excerpted.client.get(f"/bo-tai-lieu/{pack}/xuat/{form}").content
    assert SAID in read_back(form, content)


def test_a_page_on_a_procedure_is_never_cited_as_the_decree_that_it_tells_of(excerpted: Door) -> None:
    pack = excerpted.new()
    cited = cited_of(excerpted, pack, "Điều 3 Nghị định 13/2031/NĐ-CP")
    assert cited.source_class is SourceClass.GUIDANCE
    assert cited.citation == "Điều 3 trang dichvucong.gov.vn nói về Nghị định 13/2031/NĐ-CP"
    assert cited.full_name.endswith("không phải lời văn của văn bản này")
    page = excerpted.page(f"/bo-tai-lieu/{pack}")
    assert "không phải luật" in page
    with pytest.raises(NotGatheredError, match="không phải văn bản pháp luật"):
        questions_about(cited, excerpted.ground)
