"""The JSON shapes hold exactly the keys that their types name."""

import pytest
from pydantic import TypeAdapter

from corpus.citation import find_citations
from corpus.force import ForceTable
from corpus.store import CorpusStore
from tests.fakes import WordSearch
from tests.web.shelf import TODAY
from web.answer_schemas import AnswerJson
from web.schemas import CitationJson, CitationsJson, FoundJson
from web.shapes import View, answer_json, citations_json, file_name, found_json


def test_answers_and_hits_fit_their_types(store: CorpusStore, force: ForceTable) -> None:
    view, search = View(force, TODAY, dated=False), WordSearch(store, force)
    question = "nạn nhân được chỗ ở tạm"
    answer = answer_json(search.ask(question, on=TODAY), view)
    TypeAdapter(AnswerJson).validate_python(answer, extra="forbid")
    TypeAdapter(FoundJson).validate_python(found_json(search.find(question, on=TODAY), view), extra="forbid")


def test_a_citation_has_every_key_of_its_type() -> None:
    found = citations_json(find_citations("khoản 2 Điều 5 Luật Trẻ em"))
    TypeAdapter(CitationsJson).validate_python(found, extra="forbid")
    assert set(found["citations"][0]) == set(CitationJson.__annotations__)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/srv/kho/luat.pdf", "luat.pdf"),
        (r"C:\kho\luat.pdf", "luat.pdf"),
        ("/srv/a.zip!muc/b.html", "a.zip!muc/b.html"),
        ("luat.pdf", "luat.pdf"),
    ],
)
def test_a_source_is_named_without_the_folders_of_the_machine(path: str, name: str) -> None:
    assert file_name(path) == name
