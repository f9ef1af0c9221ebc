import pytest

from corpus.expression import Expression, Origin
from corpus.link import LinkKind
from corpus.work import Work
from ingest.articles import ArticleText, tile_articles
from ingest.quality import quality_doubts
from ingest.references import find_references


def expression(*bodies: str, number: str = "1/2031/TT-X") -> Expression:
    articles = [ArticleText(str(num), "X", f"Điều {num}. X", body) for num, body in enumerate(bodies, start=1)]
    units, doubts = tile_articles(articles)
    text = "".join(unit.provision.text for unit in units)
    work = Work(number=number, type="Thông tư", title="Thử")
    return Expression(work=work, text=text, units=units, origin=Origin.ARTICLES, doubts=doubts, complete=False)


@pytest.mark.parametrize(
    ("body", "links"),
    [
        pytest.param("Theo Điều 5 Luật số 71/2031/QH16.", [("71/2031/QH16", "art_5")], id="another work"),
        pytest.param("Theo khoản 2 Điều 7 Thông tư này.", [("1/2031/TT-X", "art_7__cl_2")], id="this work"),
        pytest.param("Theo Điều 7 Thông tư số 01/2031/TT-X.", [("1/2031/TT-X", "art_7")], id="this work by its number"),
        pytest.param("Theo Điều 1 Thông tư này.", [], id="the article itself"),
        pytest.param("Luật số 71/2031/QH16 và Luật số 71/2031/QH16.", [("71/2031/QH16", "")], id="once"),
        pytest.param("Theo khoản 1 Điều này và pháp luật.", [], id="nothing that leads away"),
    ],
)
def test_find_references(body: str, links: list[tuple[str, str]]) -> None:
    assert [(link.to_number, link.to_eid) for link in find_references(expression(body))] == links


def test_a_reference_starts_at_the_article_it_stands_in() -> None:
    (link,) = find_references(expression("Một.", "1. Theo Luật số 71/2031/QH16."))
    assert (link.from_number, link.from_eid, link.kind) == ("1/2031/TT-X", "art_2", LinkKind.CITES)


def test_a_work_without_number_gives_no_links() -> None:
    assert list(find_references(expression("Theo Luật số 71/2031/QH16.", number="Không số"))) == []


def test_letters_that_were_lost_and_articles_without_words_are_doubted() -> None:
    assert list(quality_doubts(expression("Chữ h\ufffdng.", ""))) == [
        "1 chữ không giải mã được, hiện là “\ufffd”; nên tìm bản gốc tốt hơn.",
        "Điều 2 chỉ có tiêu đề, không có nội dung trong nguồn này.",
    ]
    assert list(quality_doubts(expression("Lời văn."))) == []
