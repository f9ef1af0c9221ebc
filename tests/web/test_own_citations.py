"""What we ourselves cite passes our own checker: the handbook, the referral card, the catalogue, and every answer.

A citation passes where it is right, or where the store does not hold the text. One that names no work ("điểm a") is
read with the work that the entry speaks of, or passed over where the handbook names that work beside it. That a law no
longer holds is no fault of a handbook that tells which law held when.
"""

from collections.abc import Iterable, Iterator
from contextlib import redirect_stdout
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from corpus.catalogue import load_catalogue
from corpus.check import Checked, Verdict, check, check_citations
from corpus.citation import find_citations
from corpus.force import ForceTable
from corpus.handbook import HANDBOOK_DAY, entry_text, load_handbook
from corpus.reading import CorpusReader
from corpus.referral_table import load_referral, step_text
from corpus.starter_texts import starter
from corpus.store import CorpusStore
from corpus.text import clean
from corpus.work import SourceClass, Status
from search.answer import Quotation
from search.evaluation.answers import Judged, judge, read_cases
from search.service import SearchService
from tests.shared import require_shared
from web.__main__ import run
from web.checking.draft import Draft, examine
from web.shapes import View
from web.words import short_citation

WRONG = {Verdict.NO_SUCH_PROVISION, Verdict.NAME_DIFFERS, Verdict.AMBIGUOUS, Verdict.QUOTE_DIFFERS}
SETS = ("field_questions_dev.jsonl", "questions_dev.jsonl")
# Places that are there, but not in the text that the shared data hold; each is a gap of the data, not of the handbook.
NOT_IN_THE_DATA = {
    "khoản 6a Điều 7 Luật số 11/2017/QH14",  # added by 53/2024/QH15, whose text the data lack
    "khoản 6a Điều 7",  # the same, in the catalogue's note on 11/2017/QH14
    "Mẫu số 07 của Nghị định 20/2021/NĐ-CP",  # the codified law leaves forms out
    "Mẫu số 07 của nghị định đó",
}


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CorpusStore]:
    """A store that holds what ships with the product, and nothing else."""
    with CorpusStore(tmp_path_factory.mktemp("bundled") / "corpus.db") as store:
        source, expressions, _ = starter()
        store.add(source, expressions)
        yield store


@pytest.fixture(scope="module")
def field(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that holds the codified law of the field, indexed."""
    law = require_shared("data", "trafficking", "raw_phapdien")
    home = tmp_path_factory.mktemp("field")
    with redirect_stdout(StringIO()):
        run(["--home", str(home), "ingest", "--starter", str(law), "--json"])
        assert run(["--home", str(home), "index", "--json"]) == 0
    return home


@pytest.fixture(scope="module")
def law_of_the_field(field: Path) -> Iterator[CorpusStore]:
    with CorpusStore(field / "corpus.db") as store:
        yield store


@pytest.fixture(scope="module")
def judged(field: Path, law_of_the_field: CorpusStore, force: ForceTable) -> Iterator[list[Judged]]:
    cases = [case for name in SETS for case in read_cases(require_shared("data", "domain", name))]
    service = SearchService(law_of_the_field, force, field / "index")
    yield judge(service, law_of_the_field, cases)
    service.close()


def of_handbook(store: CorpusReader, force: ForceTable) -> list[Checked]:
    """Return the verdicts on what the handbook cites, entry by entry."""
    view = View(force, HANDBOOK_DAY, dated=True)
    drafts = [Draft(clean(f"{entry.title}\n{entry_text(entry)}")) for entry in load_handbook()]
    reports = [examine(draft, store, view, HANDBOOK_DAY) for draft in drafts]
    return [item for report in reports for phrase in report.outer for item in phrase.items]


def of_referral(store: CorpusReader, force: ForceTable) -> list[Checked]:
    """Return the verdicts on what the steps of the referral card cite, step by step."""
    table = load_referral()
    view = View(force, table.checked_on, dated=True)
    drafts = [Draft(clean(step_text(step))) for step in table.steps]
    reports = [examine(draft, store, view, table.checked_on) for draft in drafts]
    return [item for report in reports for phrase in report.outer for item in phrase.items]


def of_catalogue(store: CorpusReader, force: ForceTable) -> list[Checked]:
    """Return the verdicts on the notes, and on the places that ties touch, each read in the work it speaks of."""
    said = [(one.number, one.note) for one in load_catalogue().instruments]
    said += [
        (tie.number, tie.touches) for one in load_catalogue().instruments for tie in one.relations if _acts(tie.kind)
    ]
    return [item for number, words in said for item in _checked_in(number, clean(words), store, force)]


def _acts(kind: str) -> bool:
    return not kind.endswith("ed_by")


def _checked_in(number: str, text: str, store: CorpusReader, force: ForceTable) -> list[Checked]:
    found = [
        citation
        if citation.work.number or citation.work.name
        else replace(citation, work=replace(citation.work, number=number), scope=None)
        for citation in find_citations(text)
        if citation.work.number or citation.work.name or citation.article
    ]
    return check_citations(text, found, store, HANDBOOK_DAY, force)


def wrong(items: Iterable[Checked]) -> set[str]:
    """Return the phrases that do not pass."""
    return {item.citation.text for item in items if item.verdict in WRONG}


def test_what_the_handbook_cites_passes_where_no_law_is_held(bundled: CorpusStore, force: ForceTable) -> None:
    items = of_handbook(bundled, force)
    assert len(items) > 200
    assert wrong(items) == set()


def test_what_the_referral_card_cites_passes_where_no_law_is_held(bundled: CorpusStore, force: ForceTable) -> None:
    items = of_referral(bundled, force)
    assert len(items) > 120
    assert wrong(items) == set()


def test_what_the_catalogue_cites_passes_where_no_law_is_held(bundled: CorpusStore, force: ForceTable) -> None:
    items = of_catalogue(bundled, force)
    assert len(items) > 100
    assert wrong(items) == set()


@pytest.mark.shared
@pytest.mark.slow
def test_what_the_handbook_cites_stands_in_the_law_of_the_field(
    law_of_the_field: CorpusStore, force: ForceTable
) -> None:
    items = of_handbook(law_of_the_field, force)
    assert wrong(items) <= NOT_IN_THE_DATA
    assert sum(item.provision is not None for item in items) > 80


@pytest.mark.shared
@pytest.mark.slow
def test_what_the_referral_card_cites_stands_in_the_law_of_the_field(
    law_of_the_field: CorpusStore, force: ForceTable
) -> None:
    items = of_referral(law_of_the_field, force)
    assert wrong(items) <= NOT_IN_THE_DATA
    assert sum(item.provision is not None for item in items) > 50


@pytest.mark.shared
@pytest.mark.slow
def test_what_the_catalogue_cites_stands_in_the_law_of_the_field(
    law_of_the_field: CorpusStore, force: ForceTable
) -> None:
    items = of_catalogue(law_of_the_field, force)
    assert wrong(items) <= NOT_IN_THE_DATA
    assert sum(item.provision is not None for item in items) >= 30


def agreeing(quotation: Quotation) -> set[Verdict]:
    """Return the verdicts that agree with what the answer itself says of the text it quotes."""
    if quotation.status in (Status.EXPIRED, Status.NOT_YET_IN_FORCE, Status.SUSPENDED, Status.NEVER_ISSUED):
        return {Verdict.NOT_IN_FORCE}
    return {Verdict.OK, Verdict.AMENDED}


@pytest.mark.shared
@pytest.mark.slow
def test_every_citation_of_an_answer_passes(
    judged: list[Judged], law_of_the_field: CorpusStore, force: ForceTable
) -> None:
    checked = 0
    failures = []
    for one in judged:
        quotations = [quotation for statement in one.answer.statements for quotation in statement.quotations]
        amended = any(warning.code == "amended" for warning in one.answer.warnings)
        for quotation in quotations:
            if quotation.held.work.source_class is SourceClass.GUIDANCE:
                continue  # the handbook has no number that a text could cite; its own citations are checked above
            citation = short_citation(quotation.held.work, quotation.provision.eid)
            words = quotation.quote.replace("“", "").replace("”", "").replace('"', "")
            found = check(f"{citation}: “{words}”", law_of_the_field, one.answer.on, force)
            items = [item for item in found if item.citation.start < len(citation)]  # the words cite, too
            checked += 1
            if len(items) != 1 or items[0].verdict not in agreeing(quotation):
                failures.append((one.case.id, citation, [(item.verdict, item.detail) for item in items]))
            elif items[0].verdict is Verdict.AMENDED and not amended:
                failures.append((one.case.id, f"{citation}: no warning", [(items[0].verdict, items[0].detail)]))
    assert failures == [], failures
    assert checked > 60
