"""Expressions put together from single articles, as the codified law and JSON Lines give them."""

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.expression import Heading, Unit
from corpus.parts import parts_and_doubts
from corpus.provision import Level, Place, Provision, eid_of


@dataclass(frozen=True, slots=True)
class ArticleText:
    """One article as a source gives it; all texts are clean."""

    num: str
    heading: str
    title_line: str  # "Điều 32. Các chế độ hỗ trợ", as it is printed
    body: str
    url: str = ""
    context: tuple[Heading, ...] = ()


def tile_articles(articles: Iterable[ArticleText]) -> tuple[tuple[Unit, ...], tuple[str, ...]]:
    """Lay articles end to end; return the units with doubts.

    A number that comes twice with the same words is kept once; with other words it is kept as an article of another
    body (``body_2__art_5``), so nothing is lost and the first keeps its address.
    """
    units: list[Unit] = []
    doubts: list[str] = []
    seen: dict[str, list[str]] = {}
    reached = 0
    for article in articles:
        text = f"{article.title_line}\n{article.body}\n" if article.body else f"{article.title_line}\n"
        before = seen.setdefault(article.num, [])
        if text in before:
            doubts.append(f"Điều {article.num} lặp lại nguyên văn trong cùng một nguồn; giữ một bản.")
            continue
        before.append(text)
        eid = eid_of(Place(article.num, part=f"body_{len(before)}" if len(before) > 1 else None))
        if len(before) > 1:
            doubts.append(f"Điều {article.num} có {len(before)} nội dung khác nhau trong cùng một nguồn; giữ cả hai.")
        children, odd = parts_and_doubts(text, eid=eid, start=reached, body=len(article.title_line) + 1)
        doubts.extend(f"Điều {article.num}: {doubt}" for doubt in odd)
        end = reached + len(text)
        provision = Provision(eid, Level.ARTICLE, article.num, article.heading, text, reached, end, children=children)
        units.append(Unit(provision, article.context, article.url))
        reached = end
    return tuple(units), tuple(doubts)
