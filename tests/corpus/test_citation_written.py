"""Citations written in full are read back as they were."""

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.citation import Citation, CitedWork, Operation, find_citations, format_citation
from corpus.law_names import KNOWN_LAWS
from corpus.provision import POINT_LETTERS, Place

LETTERS = "abcdđ"
ARTICLES = st.from_regex(rf"[1-9][0-9]{{0,2}}[{LETTERS}]?", fullmatch=True)
CLAUSES = st.from_regex(rf"[1-9][0-9]?[{LETTERS}]?", fullmatch=True)
POINTS = st.sampled_from(POINT_LETTERS).flatmap(lambda letter: st.sampled_from([letter, f"{letter}1", f"{letter}12"]))
ROMANS = st.sampled_from("I II III IV V VI VII VIII IX X XI XIV XIX XX".split())
DAYS = st.dates().filter(lambda day: 1945 <= day.year <= 2045).map(lambda day: day.isoformat())
SERIALS = st.integers(1, 9999).map(lambda serial: f"{serial:02}")
YEARS = st.integers(1990, 2039).map(str)
ISSUERS = st.sampled_from(
    ["Chính phủ", "Thủ tướng Chính phủ", "Bộ Công an", "Bộ trưởng Bộ Quốc phòng", "UBND tỉnh Lào Cai", "Quốc hội"]
)
OPERATIONS: st.SearchStrategy[Operation] = st.sampled_from(get_args(Operation))
CODES = {"Nghị định": "NĐ-CP", "Thông tư": "TT-BCA", "Quyết định": "QĐ-TTg", "Nghị quyết": "NQ-HĐND"}
LAWS = sorted(
    (law for version in ("53/2024/QH15", "102/2016/QH13", "100/2015/QH13") if (law := KNOWN_LAWS.numbered(version))),
    key=lambda law: law.name,
)


def cited(work: CitedWork, **places: str | None) -> Citation:
    return Citation("", 0, 0, work, **places)  # type: ignore[arg-type]  # places by name


def read_back(citation: Citation) -> list[Citation]:
    found = find_citations(format_citation(citation))
    return [replace(one, text=citation.text, start=citation.start, end=citation.end) for one in found]


@st.composite
def numbered(draw: st.DrawFn) -> CitedWork:
    kind = draw(st.sampled_from(sorted(CODES)))
    number = f"{draw(SERIALS)}/{draw(YEARS)}/{CODES[kind]}"
    return CitedWork(number, kind, issuer=draw(st.none() | ISSUERS), date=draw(st.none() | DAYS))


@st.composite
def laws(draw: st.DrawFn) -> CitedWork:
    """Draw a law by its number, its name, its name and number, or its name and year."""
    law = draw(st.sampled_from(LAWS))
    version = draw(st.sampled_from(law.versions))
    year = version.number.split("/")[1]
    number = version.number if law.of_year(year) else None
    return draw(
        st.sampled_from(
            [
                CitedWork(version.number, law.type),
                CitedWork(None, law.type, law.name),
                CitedWork(version.number, law.type, law.name),
                CitedWork(number, law.type, law.name, year),
                CitedWork(None, "Hiến pháp", "Hiến pháp", "2013"),
                CitedWork("99/2039/QH17", None),
            ]
        )
    )


@st.composite
def treaties(draw: st.DrawFn) -> CitedWork:
    kind = draw(st.sampled_from(["Hiệp định", "Công ước", "Nghị định thư"]))
    return CitedWork(None, kind, f"{kind} về hợp tác và giúp đỡ lẫn nhau", date=draw(DAYS))


WORKS = st.one_of(numbered(), laws(), treaties())


@st.composite
def places(draw: st.DrawFn) -> dict[str, str | None]:
    """Draw a point in a clause in an article, a section in a chapter, or a form in an annex."""
    article, clause, point = draw(ARTICLES), draw(CLAUSES), draw(POINTS)
    chapter, section, annex = draw(ROMANS), draw(st.integers(1, 9)), draw(ROMANS)
    return draw(
        st.sampled_from(
            [
                {"article": article},
                {"article": article, "clause": clause},
                {"article": article, "clause": clause, "point": point},
                {"article": article, "chapter": chapter},
                {"chapter": chapter},
                {"chapter": chapter, "section": str(section)},
                {"chapter": chapter, "part": annex},
                {"annex": annex},
                {"form": f"{section:02}", "annex": annex},
                {"form": f"{section:02}"},
                {"form": f"{section:02}/PLI"},
            ]
        )
    )


@settings(deadline=None)  # the first text compiles the patterns
@given(places(), WORKS)
def test_a_place_in_a_work_is_read_back(place: dict[str, str | None], work: CitedWork) -> None:
    citation = cited(work, **place)
    assert read_back(citation) == [citation]


@settings(deadline=None)  # the first text compiles the patterns
@given(WORKS)
def test_a_work_is_read_back(work: CitedWork) -> None:
    assert read_back(cited(work)) == [cited(work)]


@settings(deadline=None)  # the first text compiles the patterns
@given(
    places(), laws().filter(lambda work: work.type in ("Luật", "Bộ luật")), st.lists(SERIALS, min_size=1, max_size=3)
)
def test_the_amending_laws_are_read_back(place: dict[str, str | None], work: CitedWork, serials: list[str]) -> None:
    amending = tuple(f"{serial}/2025/QH15" for serial in serials)
    citation = replace(cited(work, **place), amended_by=amending)
    assert read_back(citation) == [citation]


@settings(deadline=None)  # the first text compiles the patterns
@given(CLAUSES, POINTS, ARTICLES)
def test_a_relative_place_is_read_back(clause: str, point: str, article: str) -> None:
    for citation in (
        Citation("", 0, 0, clause=clause, point=point, scope="this_article"),
        Citation("", 0, 0, point=point, scope="this_clause"),
        Citation("", 0, 0, article=article, clause=clause, scope="this_doc"),
    ):
        assert read_back(citation) == [citation]


@settings(deadline=None)  # the first text compiles the patterns
@given(places(), OPERATIONS)
def test_what_is_done_to_a_place_is_read_back(place: dict[str, str | None], op: Operation) -> None:
    citation = replace(cited(CitedWork(), **place), op=op, scope="target_of_parent")
    assert read_back(citation) == [citation]


@settings(deadline=None)  # the first text compiles the patterns
@given(
    places().filter(lambda place: "article" in place),
    numbered(),
    OPERATIONS.filter(lambda op: op in ("replace", "repeal")),
)
def test_what_is_done_to_a_place_of_a_named_work_is_read_back(
    place: dict[str, str | None], work: CitedWork, op: Operation
) -> None:
    citation = replace(cited(work, **place), op=op)
    assert read_back(citation) == [citation]


@settings(deadline=None)  # the first text compiles the patterns
@given(ARTICLES, CLAUSES, POINTS, POINTS, CLAUSES, ARTICLES)
def test_an_insertion_is_read_back(
    article: str, clause: str, point: str, other_point: str, other_clause: str, other_article: str
) -> None:
    for citation in (
        Citation("", 0, 0, article=article, clause=clause, point=point, after=Place(article, clause, other_point)),
        Citation("", 0, 0, article=article, clause=clause, after=Place(article, other_clause, None)),
        Citation("", 0, 0, article=article, after=Place(other_article, None, None)),
    ):
        insertion = replace(citation, op="insert", scope="target_of_parent")
        assert read_back(insertion) == [insertion]


@pytest.mark.parametrize(
    ("citation", "written"),
    [
        pytest.param(
            Citation(
                "", 0, 0, CitedWork("100/2015/QH13", "Bộ luật"), article="150", clause="1", codified="16.1.LQ.150"
            ),
            "khoản 1 Điều 16.1.LQ.150",
            id="address in the codified law",
        ),
        pytest.param(
            Citation("", 0, 0, article="5", clause="1", nonofficial=True), "điểm (i) khoản 1 Điều 5", id="web point"
        ),
        pytest.param(
            Citation("", 0, 0, CitedWork("162", "Nghị định"), article="17"), "Điều 17 Nghị định số 162", id="no year"
        ),
        pytest.param(
            Citation(
                "",
                0,
                0,
                CitedWork(None, "Hiệp định", "Hiệp định Biên giới", date="2010-09-15", effective="2012-01-14"),
            ),
            "Hiệp định Biên giới ký ngày 15 tháng 09 năm 2010, có hiệu lực từ ngày 14 tháng 01 năm 2012",
            id="treaty",
        ),
        pytest.param(
            Citation("", 0, 0, CitedWork("53/2024/QH15", "Luật", "Luật Phòng, chống mua bán người", "2024")),
            "Luật Phòng, chống mua bán người năm 2024",
            id="the year says the number",
        ),
    ],
)
def test_what_is_written_and_read_back(citation: Citation, written: str) -> None:
    assert format_citation(citation) == written
    assert read_back(citation) == [citation]
