from dataclasses import replace
from datetime import date

import pytest

from corpus.expression import Expression, Origin
from corpus.link import Link, LinkKind
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


def links_of(text: Expression) -> list[Link]:
    return [found for found in find_references(text) if isinstance(found, Link)]


@pytest.mark.parametrize(
    ("body", "links"),
    [
        pytest.param("Theo Điều 5 Luật số 71/2031/QH16.", [("71/2031/QH16", "art_5")], id="another work"),
        pytest.param("Theo khoản 2 Điều 7 Thông tư này.", [("1/2031/TT-X", "art_7__cl_2")], id="this work"),
        pytest.param("Theo Điều 7 Thông tư số 01/2031/TT-X.", [("1/2031/TT-X", "art_7")], id="this work by its number"),
        pytest.param("Theo Điều 1 Thông tư này.", [], id="the article itself"),
        pytest.param("Luật số 71/2031/QH16 và Luật số 71/2031/QH16.", [("71/2031/QH16", "")], id="once"),
        pytest.param("Theo Điều 5 Luật Trẻ em.", [("102/2016/QH13", "art_5")], id="a name, by the year of this text"),
        pytest.param("Theo Điều 1 này và pháp luật.", [], id="nothing that leads away"),
        pytest.param("Theo Điều 9 Nghị định này.", [], id="words of another paper"),
    ],
)
def test_find_references(body: str, links: list[tuple[str, str]]) -> None:
    assert [(link.to_number, link.to_eid) for link in links_of(expression(body))] == links


def test_a_reference_starts_at_the_smallest_part_it_stands_in() -> None:
    (link,) = links_of(expression("Một.", "1. Theo Luật số 71/2031/QH16."))
    assert (link.from_number, link.from_eid, link.kind) == ("1/2031/TT-X", "art_2__cl_1", LinkKind.CITES)


def test_a_part_that_cites_another_part_of_its_article_is_linked_to_it() -> None:
    (link,) = links_of(expression("1. Một.\n2. Theo khoản 1 Điều này.\na) Như khoản này."))
    assert (link.from_eid, link.to_eid) == ("art_1__cl_2", "art_1__cl_1")


@pytest.mark.parametrize(
    ("effective", "number"),
    [(date(2013, 3, 26), "66/2011/QH12"), (date(2025, 7, 1), "53/2024/QH15"), (date(2000, 1, 1), None)],
)
def test_a_bare_name_is_the_law_of_the_days_of_the_text(effective: date, number: str | None) -> None:
    said = expression("Theo Luật Phòng, chống mua bán người.")
    links = links_of(replace(said, work=replace(said.work, effective=effective)))
    assert [link.to_number for link in links] == ([number] if number else [])


def test_a_name_whose_number_is_given_in_another_article_is_that_law() -> None:
    first, second = links_of(
        expression("Luật Phòng, chống mua bán người số 53/2024/QH15.", "Theo Luật Phòng, chống mua bán người.")
    )
    assert first.to_number == second.to_number == "53/2024/QH15"


def test_a_work_without_number_gives_no_links() -> None:
    assert list(find_references(expression("Theo Luật số 71/2031/QH16.", number="Không số"))) == []


def test_letters_that_were_lost_and_articles_without_words_are_doubted() -> None:
    assert list(quality_doubts(expression("Chữ h\ufffdng.", ""))) == [
        "1 chữ không giải mã được, hiện là “\ufffd”; nên tìm bản gốc tốt hơn.",
        "Điều 2 chỉ có tiêu đề, không có nội dung trong nguồn này.",
    ]
    assert list(quality_doubts(expression("Lời văn."))) == []


def test_a_unit_of_more_citations_than_any_real_one_gives_a_doubt_and_the_others_their_links() -> None:
    flood = "Luật này: " + "Điều 1 " * 20_000
    doubt, link = find_references(expression(flood, "Theo Điều 5 Luật số 71/2031/QH16."))
    assert isinstance(doubt, str)
    assert doubt.startswith("Điều 1: không ghi liên kết.")
    assert isinstance(link, Link)
    assert link.to_number == "71/2031/QH16"
