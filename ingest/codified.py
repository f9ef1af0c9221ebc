"""From a page of the codified law to the instruments it was put together from."""

from collections import ChainMap, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from corpus.expression import Expression, Heading, Origin
from corpus.link import Link, LinkKind
from corpus.provision import EID_PREFIX, Level, Place, eid_of, natural_key
from ingest.articles import ArticleText, tile_articles
from ingest.codified_identity import Address, CodifiedMap, Owned, instrument_notes, own_articles
from ingest.errors import UnknownKindError, WithdrawnError
from ingest.extract.codified import Codified, CodifiedPage, Target, extract_codified, extract_codified_heads
from ingest.read import Reading

_LEVELS = (Level.PART, Level.CHAPTER, Level.SECTION, Level.SUBSECTION)
_MAIN_LABEL = 4  # steps of "39.8.LQ.32": the law that the topic follows; others have one more


def scan_codified(data: bytes) -> CodifiedMap:
    """Return what one page tells the others: its anchors and the notes of its instruments."""
    articles = extract_codified_heads(data)
    owned = own_articles(articles, {})
    addresses = {
        article.anchor: Address(one.work.number, eid_of(Place(one.num)), article.url)
        for article, one in zip(articles, owned, strict=True)
        if article.anchor
    }
    return CodifiedMap(addresses, instrument_notes(owned))


def read_codified(data: bytes, *, as_of: date | None, known: CodifiedMap) -> Reading:
    """Read a page: an expression for each instrument and each day its articles hold from; links between articles.

    Raises WithdrawnError where the topic is there and its text is not.
    """
    page = extract_codified(data)
    if not page.articles:
        if page.topic:
            raise WithdrawnError(f"{page.topic} {page.name}".strip())
        raise UnknownKindError("trang pháp điển không có đề mục")
    owned = own_articles(page.articles, known.notes)
    expressions = tuple(_expressions(page, owned, as_of))
    links = tuple(dict.fromkeys([*_related(page, owned, known), *_changes(owned)]))
    doubts = [one.doubt for one in owned if one.doubt]
    doubts += [f"Đoạn nằm ngoài mọi điều: “{loose[:80]}”" for loose in page.loose]
    return Reading(expressions, links, tuple(doubts), "".join(expression.text for expression in expressions))


def _expressions(page: CodifiedPage, owned: Sequence[Owned], as_of: date | None) -> Iterator[Expression]:
    """Yield the texts in the order their instruments first stand in the page.

    An article that was changed holds from the day of its last change, so it does not share a text with the others.
    """
    groups: dict[tuple[str, date | None], list[tuple[Codified, Owned]]] = defaultdict(list)
    for article, one in zip(page.articles, owned, strict=True):
        changed = max((change.since for change in one.note.changes if change.since), default=None)
        groups[one.key, changed].append((article, one))
    for (_, since), members in groups.items():
        yield _expression(members, since, as_of)


def _expression(members: list[tuple[Codified, Owned]], since: date | None, as_of: date | None) -> Expression:
    ordered = sorted(members, key=lambda member: natural_key(member[1].num))
    units, doubts = tile_articles(_article(article, one) for article, one in ordered)
    acts = (change.number for _, one in ordered for change in one.note.changes if change.since)
    return Expression(
        work=members[0][1].work,
        text="".join(unit.provision.text for unit in units),
        units=units,
        origin=Origin.CODIFIED,
        valid_from=since,
        as_of=as_of,
        doubts=doubts,
        acts=tuple(dict.fromkeys(acts)) if since else (),
        complete=False,
    )


def _article(article: Codified, one: Owned) -> ArticleText:
    title_line = f"Điều {one.num}. {article.title}".rstrip()
    return ArticleText(one.num, article.title, title_line, article.body, article.url, _context(article))


def _context(article: Codified) -> tuple[Heading, ...]:
    """Return the headings above an article.

    They are those of the law that the topic follows; over other instruments they are topics only, without number.
    """
    own = _is_main(article)
    headings = [Heading(_LEVELS[box.rank], box.num if own else "", box.words) for box in article.containers]
    return tuple(heading for heading in headings if heading.num or heading.text)


def _is_main(article: Codified) -> bool:
    return article.label.count(".") + 1 == _MAIN_LABEL


def _related(page: CodifiedPage, owned: Sequence[Owned], known: CodifiedMap) -> Iterator[Link]:
    pairs = list(zip(page.articles, owned, strict=True))
    here = {article.anchor: Address(one.work.number, _eid(one), article.url) for article, one in pairs}
    places = ChainMap(here, known.anchors)
    for article, one in pairs:
        for target in article.related:
            yield _related_link(one.work.number, _eid(one), target, places)
    main = next((one.work.number for article, one in pairs if _is_main(article)), "")
    for containers, target in page.container_links if main else ():
        eid = "__".join(f"{EID_PREFIX[_LEVELS[box.rank]]}_{box.num}" for box in containers if box.num)
        yield _related_link(main, eid, target, places)


def _related_link(number: str, eid: str, target: Target, places: Mapping[str, Address]) -> Link:
    """Link to a place; one that no page read so far holds is named by its label in the codified law."""
    to = places.get(target.anchor) or Address(target.label, "", "")
    return Link(number, eid, to.number, to.eid, LinkKind.RELATED, to.url)


def _changes(owned: Sequence[Owned]) -> Iterator[Link]:
    for one in owned:
        for change in one.note.changes:
            for eid in change.eids or ("",):
                yield Link(change.number, eid, one.work.number, _eid(one), change.kind)


def _eid(one: Owned) -> str:
    return eid_of(Place(one.num))
