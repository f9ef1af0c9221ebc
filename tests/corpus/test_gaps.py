"""What the store lacks: counted from the handbook, the links of held law and the catalogue."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from corpus.catalogue import Catalogue, Instrument, Relation, RelationKind, Verification, load_catalogue
from corpus.event import Event, EventKind, Witness
from corpus.expression import Expression, Origin, Unit
from corpus.force import ForceTable
from corpus.gaps import Gap, Held, addresses_of, find_gaps
from corpus.handbook import Entry, EntryStatement, Ground, Mark, Regime, load_handbook
from corpus.link import Link, LinkKind
from corpus.provision import Level, Provision
from corpus.publishers import is_page, official_first, publisher_of
from corpus.source import Source
from corpus.store import CorpusStore
from corpus.work import SourceClass, Status, Work

TODAY = date(2032, 1, 1)
LAW = Work(number="71/2031/QH16", type="Luật", title="Luật Thử", effective=date(2031, 7, 1))
OLD = Work(number="70/2020/QH14", type="Luật", title="Luật Thử cũ", effective=date(2020, 7, 1))
VBPL = "http://vbpl.vn/TW/Pages/vbpq-toanvan.aspx?ItemID=7"


def hold(  # noqa: PLR0913  # says only what a test is about
    store: CorpusStore,
    work: Work,
    articles: Sequence[str] = ("1",),
    links: Sequence[tuple[str, str, str, LinkKind]] = (),
    *,
    origin: Origin = Origin.OFFICIAL,
    complete: bool = True,
    url: str = "",
) -> None:
    """Put a text into the store: its articles, and links given as (from eId, to number, to eId, kind)."""
    units, reached = [], 0
    for num in articles:
        text = f"Điều {num}. Thử\n"
        place = Provision(f"art_{num}", Level.ARTICLE, num, "Thử", text, reached, reached + len(text), None, ())
        units.append(Unit(place, (), f"{url}#Dieu_{num}" if url else ""))
        reached += len(text)
    text = "".join(unit.provision.text for unit in units)
    expression = Expression(work=work, text=text, units=tuple(units), origin=origin, complete=complete)
    sha256 = f"{work.slug}{origin}".encode().hex().ljust(64, "0")[:64]
    source = Source(sha256=sha256, path=work.slug, kind="text", size=1, parser="1")
    store.add(source, [expression], [Link(work.number, eid, number, to, kind) for eid, number, to, kind in links])


def entry(*numbers: str, article: str = "") -> Entry:
    """Return a handbook entry with a statement for each number."""
    statements = tuple(
        EntryStatement("Thử.", Mark.VERIFIED, (Ground(number=number, type="", article=article),)) for number in numbers
    )
    return Entry(id="thu", title="Hỏi gì?", topics=(), classes=(), regime=Regime.NEW, statements=statements)


def instrument(number: str, *relations: Relation, **facts: object) -> Instrument:
    """Return an instrument in force since 2020, or as the facts say."""
    known = Instrument(
        number=number,
        type="Nghị định",
        title="Thử",
        issuer="",
        verified=Verification.SOURCE,
        source_class=SourceClass.LAW,
        status=Status.IN_FORCE,
        effective=date(2020, 1, 1),
        relations=relations,
    )
    return replace(known, **facts)  # type: ignore[arg-type]  # facts are fields of the instrument


def gaps(
    store: CorpusStore, *instruments: Instrument, handbook: Sequence[Entry] = (), on: date = TODAY
) -> dict[str, Gap]:
    """Return the gaps by number, in their order."""
    catalogue = Catalogue(TODAY, instruments)
    found = find_gaps(store, ForceTable(catalogue, records=store), catalogue, handbook, on)
    return {gap.work.number: gap for gap in found}


def test_what_held_law_points_to_and_the_store_lacks_is_a_gap(store: CorpusStore) -> None:
    pointed = [
        ("art_1", "912/2031/NĐ-CP", "art_3", LinkKind.CITES),
        ("art_1", "912/2031/NĐ-CP", "art_4", LinkKind.AMENDS),  # the same place of the held law: once
        ("art_2__cl_1", "912/2031/NĐ-CP", "", LinkKind.REPEALS),
        ("art_2", "913/2031/NĐ-CP", "", LinkKind.RELATED),  # says only that both speak of one thing
        ("art_2", "37.11.LQ.32", "", LinkKind.CITES),  # a place of the codified law, no instrument
        ("art_2", LAW.number, "art_9", LinkKind.CITES),  # itself
    ]
    hold(store, LAW, ["1", "2"], pointed)
    found = gaps(store)
    assert list(found) == ["912/2031/NĐ-CP"]
    gap = found["912/2031/NĐ-CP"]
    assert (gap.held, gap.places, gap.statements, gap.ties) == (Held.NOTHING, 2, 0, 0)
    assert gap.work.type == "Nghị định"
    assert gap.cited_from == ("Điều 1 71/2031/QH16",)


def test_what_is_held_whole_is_no_gap(store: CorpusStore) -> None:
    hold(store, LAW, ["1"], [("art_1", OLD.number, "art_77", LinkKind.CITES)])
    hold(store, OLD, ["1"])
    assert gaps(store, handbook=[entry(LAW.number, OLD.number, article="88")]) == {}


def test_a_text_held_as_an_excerpt_only_is_a_gap(store: CorpusStore) -> None:
    hold(store, LAW, ["1"], origin=Origin.EXCERPT)
    gap = gaps(store, handbook=[entry(LAW.number)])[LAW.number]
    assert (gap.held, gap.statements, gap.work.title) == (Held.EXCERPT, 1, "Luật Thử")


def test_a_text_held_in_part_is_a_gap_only_where_a_needed_place_is_missing(store: CorpusStore) -> None:
    links = [
        ("art_1", LAW.number, "art_5__cl_2", LinkKind.CITES),
        ("art_1", LAW.number, "art_1__cl_2", LinkKind.CITES),
    ]
    hold(store, LAW, ["1", "2"], origin=Origin.CODIFIED, complete=False, url=VBPL)
    assert gaps(store, handbook=[entry(LAW.number, article="2"), entry(LAW.number)]) == {}
    hold(store, OLD, ["1"], links)
    gap = gaps(store, handbook=[entry(LAW.number, article="7")])[LAW.number]
    assert (gap.held, gap.statements, gap.places) == (Held.PART, 1, 1)
    assert set(gap.lacking) == {"Điều 5", "Điều 7"}


def test_one_statement_counts_once_for_an_instrument_however_many_places_it_names(store: CorpusStore) -> None:
    grounds = tuple(Ground(number=LAW.number, type="Luật", article="5", clause=clause) for clause in "123")
    statement = EntryStatement("Thử.", Mark.VERIFIED, grounds)
    handbook = [replace(entry(LAW.number), statements=(statement,))]
    assert gaps(store, handbook=handbook)[LAW.number].statements == 1


def test_ties_of_the_catalogue_count_where_the_other_end_is_held_or_needed(store: CorpusStore) -> None:
    hold(store, OLD, ["1"])
    found = gaps(
        store,
        instrument("912/2031/NĐ-CP", Relation(RelationKind.AMENDS, OLD.number)),
        instrument("913/2031/NĐ-CP", Relation(RelationKind.GUIDES, LAW.number)),
        instrument("914/2031/NĐ-CP", Relation(RelationKind.GUIDES, "1/2031/QH16")),  # nobody needs that law
        instrument("915/2031/NĐ-CP", Relation(RelationKind.CITES, OLD.number)),  # that it cites makes nobody need it
        handbook=[entry(LAW.number)],
    )
    assert {number: gap.tied_to for number, gap in found.items()} == {
        LAW.number: (),
        "912/2031/NĐ-CP": (OLD.number,),
        "913/2031/NĐ-CP": (LAW.number,),
    }


def test_the_handbook_outweighs_citations_and_what_holds_outweighs_what_has_ended(store: CorpusStore) -> None:
    cited = [(f"art_{place}", "916/2021/NĐ-CP", "", LinkKind.CITES) for place in range(1, 40)]
    hold(store, LAW, ["1"], cited)
    ended = instrument("917/2021/NĐ-CP", expired=date(2030, 1, 1))
    found = gaps(
        store,
        instrument("912/2031/NĐ-CP"),
        ended,
        handbook=[entry("912/2031/NĐ-CP", "912/2031/NĐ-CP", *[ended.number] * 6)],
    )
    assert list(found) == ["912/2031/NĐ-CP", "916/2021/NĐ-CP", "917/2021/NĐ-CP"]
    assert [gap.need for gap in found.values()] == [20.0, 8.0, 6.0]  # 2·10 · ½·3·log2(40) · ⅒·6·10
    assert found[ended.number].status is Status.EXPIRED
    before = gaps(store, ended, handbook=[entry(ended.number)], on=date(2029, 1, 1))
    assert next(iter(before)) == ended.number


def test_an_act_is_needed_to_read_what_it_amends(store: CorpusStore) -> None:
    base = instrument("912/2031/NĐ-CP")
    act = instrument("913/2031/NĐ-CP", relations=(Relation(RelationKind.AMENDS, base.number),))
    guide = instrument("914/2031/TT-BYT", relations=(Relation(RelationKind.GUIDES, base.number),))
    found = gaps(store, base, act, guide, handbook=[entry(*[base.number] * 30)])
    assert {number: gap.need for number, gap in found.items()} == {
        base.number: 300.0,
        act.number: 35.0,  # ⅒·10·30 + 5
        guide.number: 5.0,
    }


def test_places_of_law_that_has_ended_weigh_a_tenth(store: CorpusStore) -> None:
    hold(store, OLD, ["1"], [(f"art_{place}", "912/2031/NĐ-CP", "", LinkKind.CITES) for place in range(1, 11)])
    alive = gaps(store)["912/2031/NĐ-CP"]
    event = Event(number=OLD.number, kind=EventKind.EXPIRED, day=date(2031, 7, 1), said_by=Witness.PERSON, reason="x")
    store.say(store.work(OLD.number), event, "Lan")
    ended = gaps(store)["912/2031/NĐ-CP"]
    assert (alive.places, ended.places) == (10, 10)
    assert (alive.need, ended.need) == (5.2, 1.5)  # ½·3·log2(11) · ½·3·log2(2)


def test_the_records_are_looked_at_once_for_a_list_and_a_later_word_is_seen_by_the_next(store: CorpusStore) -> None:
    cited = [(f"art_{place}", f"{place}/2031/NĐ-CP", "", LinkKind.CITES) for place in range(1, 40)]
    hold(store, LAW, ["1"], cited)
    asked: list[str] = []
    store._connection.set_trace_callback(asked.append)
    assert len(gaps(store)) == 39
    assert sum("data_version" in statement for statement in asked) == 1
    event = Event(number=LAW.number, kind=EventKind.EXPIRED, day=date(2031, 8, 1), said_by=Witness.PERSON, reason="x")
    store.say(store.work(LAW.number), event, "Lan")
    assert gaps(store)["12/2031/NĐ-CP"].need == 0.2  # the place that cites it has ended: ½·3·log2(1.1)


def test_a_draft_is_never_a_gap(store: CorpusStore) -> None:
    draft = instrument("Dự thảo Nghị định thử", status=Status.NEVER_ISSUED)
    assert gaps(store, draft, handbook=[entry(draft.number)]) == {}


def test_addresses_are_those_of_the_catalogue_and_of_held_sources_official_pages_first(store: CorpusStore) -> None:
    hold(store, LAW, ["1"], origin=Origin.CODIFIED, complete=False, url=VBPL)
    known = instrument(LAW.number, sources=("https://example.com/luat", "https://phapdien.moj.gov.vn/"))
    gap = gaps(store, known, handbook=[entry(LAW.number, article="7")])[LAW.number]
    found = addresses_of(gap.work.number, store, ForceTable(Catalogue(TODAY, (known,))))
    assert found == [VBPL, "https://phapdien.moj.gov.vn/", "https://example.com/luat"]


def test_an_empty_store_lacks_first_what_today_s_handbook_rests_on(store: CorpusStore) -> None:
    catalogue = load_catalogue()
    found = find_gaps(store, ForceTable(catalogue, records=store), catalogue, load_handbook(), date(2026, 11, 26))
    assert [gap.work.number for gap in found[:2]] == ["53/2024/QH15", "162/2025/NĐ-CP"]
    current = [gap.work.number for gap in found if gap.status is Status.IN_FORCE][:5]
    assert "86/2025/QH15" in current
    assert found.index(next(gap for gap in found if gap.work.number == "86/2025/QH15")) < 5


@pytest.mark.parametrize(
    "address",
    [
        "https://vbpl.vn.evil.com/",
        "https://evilvbpl.vn/",
        "https://vbpl.vn@evil.com/",
        "ftp://vbpl.vn/",
        "javascript:alert(1)",
        "https://thuvienphapluat.vn/van-ban/1",
        "//vbpl.vn/",
        "https://[vbpl.vn/",
        "",
    ],
)
def test_only_hosts_of_the_state_that_publish_law_are_official(address: str) -> None:
    assert publisher_of(address) is None
    assert official_first([address, VBPL]) == [VBPL, address]
    assert not is_page("https://[vbpl.vn/")
