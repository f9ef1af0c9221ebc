"""Addresses that an attacker writes: in a link, or in a file that we read."""

import unicodedata
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest
from starlette.testclient import TestClient

from corpus.catalogue import load_catalogue
from corpus.force import ForceTable
from corpus.provision import natural_key
from corpus.store import CorpusStore
from ingest.pipeline import ingest
from tests.factories import JsonArticle, write_jsonl
from tests.web.conftest import client, force, load, settings, store
from tests.web.shelf import TODAY
from web.addresses import locate, parse_address, work_at
from web.shapes import View, permalink

__all__ = ["client", "force", "load", "settings", "store"]  # fixtures of the web door

STRANGE_NUMBERS = ("²", "٣", "Ⅳ", "¹²", "9" * 250, "\x00", "..", "%", "<b>", "\u202e1")


@pytest.mark.parametrize("num", STRANGE_NUMBERS)
def test_a_number_of_strange_digits_can_be_sorted(num: str) -> None:
    assert sorted([num, "1", "2a"], key=natural_key)


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
@pytest.mark.parametrize("num", STRANGE_NUMBERS)
def test_a_strange_number_in_an_address_is_not_found_and_no_fault(client: TestClient, num: str, accept: str) -> None:
    answer = client.get(f"/vb/66-2011-qh12/dieu-{quote(num)}", headers={"Accept": accept})
    assert answer.status_code in (404, 422)


HOSTILE_LINES = [
    JsonArticle(law_id="\x1b[31m72/2031/QH16", text="mã thoát"),
    JsonArticle(law_id="73/2031/QH16\nLỗi: giả", text="xuống dòng"),
    JsonArticle(law_id="71/2031/QH16\u202e", text="đảo chiều"),
    JsonArticle(article_id="\x1b]0;x\x07", text="mã thoát"),
    JsonArticle(article_id="1__cl_2", text="giả khoản"),
    JsonArticle(article_id="8?a#b%", text="dấu của địa chỉ"),
    JsonArticle(article_id="-3", text="số âm"),
    JsonArticle(article_id="d~d", text="dấu ngã"),
    JsonArticle(article_id=" 9 ", text="dấu cách"),
    JsonArticle(article_id="5/../../x", text="gạch chéo"),
]


def test_an_article_whose_address_could_not_be_cited_is_a_bad_line(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "luat.jsonl", JsonArticle(), *HOSTILE_LINES)
    with CorpusStore(tmp_path / "corpus.db") as store:
        (report,) = ingest([path], store, tmp_path / "sources").sources
        assert len([doubt for doubt in report.doubts if doubt.startswith("Dòng ")]) == len(HOSTILE_LINES)
        assert [work.number for work in store.works()] == ["71/2031/QH16"]


def test_every_provision_read_from_hostile_lines_opens_at_its_own_address(tmp_path: Path) -> None:
    numbers = ("!!!", "///", "dieu-5", "x/dieu-5/y", "đ", "so-tay-can-cu", "<script>", "74/2031/QH16 \"'>")
    lines = [JsonArticle(law_id=number, article_id=num) for number in numbers for num in ("1", "đ", "dd", "8a", "1.2")]
    path = write_jsonl(tmp_path / "luat.jsonl", *lines, *HOSTILE_LINES)
    with CorpusStore(tmp_path / "corpus.db") as store:
        ingest([path], store, tmp_path / "sources")
        view = View(ForceTable(load_catalogue()), TODAY, dated=False)
        for held in store.expression_units(store.expressions()):
            for part in held.unit.provision.walk():
                address = permalink(held.work, part.eid, view)
                wanted = parse_address(unquote(urlsplit(address).path).removeprefix("/vb/"))
                work = work_at(wanted, store)
                assert work.slug == held.work.slug
                assert locate(work, wanted.eid, store, TODAY).provision == part
            shown = held.work.number + held.unit.provision.eid
            assert not any(unicodedata.category(letter) in ("Cc", "Cf") for letter in shown)
