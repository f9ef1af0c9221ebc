"""How well successors are found, on pairs of laws that are both held whole; the texts stay in the shared data.

`succession_pairs.tsv` holds what reading both laws showed (docs/adr/0019 says how): the article, and those that
carry it on (any of them counts), or "none". Its rows marked "tune" were used to choose the weights; those marked
"measure" were not.
"""

import csv
import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.expression import Unit
from corpus.provision import Level
from corpus.store import CorpusStore
from corpus.succession import Kind, Succession, succession
from corpus.text import syllables
from ingest.pipeline import ingest
from tests.laws import article, provision
from tests.shared import require_shared

pytestmark = [pytest.mark.shared, pytest.mark.slow]
Law = Callable[[str], list[Unit]]
TODAY = date(2026, 11, 22)
LABELS = Path(__file__).parent / "succession_pairs.tsv"
RENAMED = {  # sets that name laws without their numbers
    ("alqac2024", "Luật Cư trú"): "68/2020/QH14",
    ("vlsp2023_lter", "Luật Phòng, chống bạo lực gia đình 2022"): "13/2022/QH15",
}
# Decrees and circulars and what replaced them: each new one says so in its closing articles, or bears the same name.
ACTS = """
99/2011/NĐ-CP 55/2024/NĐ-CP, 33/2019/NĐ-CP 44/2024/NĐ-CP, 04/2019/NĐ-CP 72/2023/NĐ-CP, 86/2013/NĐ-CP 121/2021/NĐ-CP,
25/2018/TT-BGTVT 29/2023/TT-BGTVT, 65/2020/TT-BCA 32/2023/TT-BCA, 21/2018/TT-BGTVT 14/2023/TT-BGTVT,
49/2014/TT-BNNPTNT 20/2022/TT-BNNPTNT, 25/2020/TT-BGDĐT 27/2023/TT-BGDĐT, 01/2016/TT-BTP 04/2023/TT-BTP,
29/2018/TT-BGTVT 01/2024/TT-BGTVT, 15/2015/TT-NHNN 02/2021/TT-NHNN, 04/2016/TT-NHNN 16/2022/TT-NHNN,
06/2019/TT-BTP 05/2024/TT-BTP, 25/2014/TT-BKHCN 12/2023/TT-BKHCN, 45/2018/TT-BTC 23/2023/TT-BTC,
17/2015/TT-BVHTTDL 01/2024/TT-BVHTTDL, 66/2014/TT-BTNMT 26/2019/TT-BTNMT, 13/2018/TT-BYT 38/2021/TT-BYT,
34/2018/TT-BCA 63/2020/TT-BCA
"""
PAIRS = [tuple(pair.split()) for pair in ACTS.replace("\n", " ").split(",")]


def labels(use: str) -> dict[tuple[str, str], dict[str, list[str]]]:
    """Return the eIds that carry on each old one, by pair of laws; an empty list is "none"."""
    found: dict[tuple[str, str], dict[str, list[str]]] = {}
    with LABELS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if row["use"] == use:
                new = [] if row["articles"] == "none" else [f"art_{num}" for num in row["articles"].split(",")]
                found.setdefault((row["old"], row["new"]), {})[f"art_{row['article']}"] = new
    return found


@pytest.fixture(scope="module")
def law(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Law]:
    folder = tmp_path_factory.mktemp("luật")
    sets = {
        name: require_shared("data", "retrieval", name, "corpus.jsonl.gz")
        for name in ("zalo2021_phapdien", "alqac2024", "vlsp2023_lter")
    }
    wanted = {number for pair in (*PAIRS, *labels("tune"), *labels("measure")) for number in pair}
    lines = folder / "luật.jsonl"
    with lines.open("w", encoding="utf-8") as out:
        for name, path in sets.items():
            with gzip.open(path, "rt", encoding="utf-8") as file:
                for line in file:
                    row = json.loads(line)
                    number = RENAMED.get((name, row["law_id"]), row["law_id"] if name == "zalo2021_phapdien" else "")
                    if number in wanted:
                        row |= {"law_id": number, "_id": f"{number}@{row['article_id']}"}
                        out.write(f"{json.dumps(row, ensure_ascii=False)}\n")
    with CorpusStore(folder / "corpus.db") as store:
        ingest([lines], store, folder / "sources")

        def units(number: str) -> list[Unit]:
            return [held.unit for held in store.units(store.work(number), TODAY)]

        yield units


def first(found: Succession, eid: str) -> str:
    pairs = found.by_old[eid].pairs
    return pairs[0].new if pairs else ""


@pytest.mark.parametrize(
    ("use", "precision", "recall", "none"),
    [pytest.param("measure", 0.95, 0.92, 4, id="measured"), pytest.param("tune", 0.94, 0.91, 6, id="tuned on")],
)
def test_the_first_suggestion_is_what_a_reader_found(
    law: Law, use: str, precision: float, recall: float, none: int
) -> None:
    told = right = there = gone = 0
    for (old, new), truth in labels(use).items():
        found = succession(law(old), law(new))
        for eid, successors in truth.items():
            suggested = first(found, eid)
            told += bool(suggested)
            right += suggested in successors
            there += bool(successors)
            gone += not successors and not suggested
    assert right / told >= precision, f"{right} of {told}"
    assert right / there >= recall, f"{right} of {there}"
    assert gone >= none


def test_most_of_the_successors_of_split_articles_are_told(law: Law) -> None:
    told = right = there = 0
    for (old, new), truth in labels("measure").items():
        found = succession(law(old), law(new))
        for eid, successors in truth.items():
            suggested = {pair.new for pair in found.by_old[eid].pairs}
            told += len(suggested)
            right += len(suggested & set(successors))
            there += len(successors)
    assert right / told >= 0.87, f"{right} of {told}"
    assert right / there >= 0.83, f"{right} of {there}"


def hidden(unit: Unit) -> Unit:
    """Return an article without its heading, neither apart nor in its text."""
    own = unit.provision
    at = own.text.find(own.heading) if own.heading else -1
    text = own.text[at + len(own.heading) :] if at >= 0 else own.text
    return replace(unit, provision=replace(own, heading="", text=text))


def by_heading(units: list[Unit]) -> dict[str, str]:
    """Return the eIds of articles by their headings, where no two have the same and something stands below it."""
    articles = [unit.provision for unit in units if unit.provision.level is Level.ARTICLE]
    count = Counter(" ".join(syllables(own.heading)) for own in articles)
    return {
        heading: own.eid
        for own in articles
        if count[heading := " ".join(syllables(own.heading))] == 1
        and heading
        and not own.text.strip().endswith(own.heading)
    }


def test_articles_of_one_heading_find_each_other_when_the_heading_is_hidden(law: Law) -> None:
    told = right = there = 0
    for old, new in PAIRS:
        before, after = by_heading(law(old)), by_heading(law(new))
        found = succession(map(hidden, law(old)), map(hidden, law(new)))
        for heading in before.keys() & after.keys():
            suggested = first(found, before[heading])
            told += bool(suggested)
            right += suggested == after[heading]
            there += 1
    assert there >= 250
    assert right / told >= 0.96, f"{right} of {told}"
    assert right / there >= 0.94, f"{right} of {there}"


def test_an_article_whose_successors_were_taken_out_of_the_new_law_is_mostly_told_to_have_none(law: Law) -> None:
    """Every fourth article of a measured law loses its successors; those that carry on others too are left alone."""
    gone = there = 0
    for (old, new), truth in labels("measure").items():
        shared = Counter(eid for successors in truth.values() for eid in successors)
        alone = [eid for eid, successors in truth.items() if successors and all(shared[one] == 1 for one in successors)]
        taken = {eid: truth[eid] for eid in alone[::4]}
        lost = {eid for successors in taken.values() for eid in successors}
        found = succession(law(old), [unit for unit in law(new) if unit.provision.eid not in lost])
        gone += sum(not found.by_old[eid].pairs for eid in taken)
        there += len(taken)
    assert gone / there >= 0.55, f"{gone} of {there}"


def test_between_two_snapshots_of_one_law_every_article_is_its_own_successor(tmp_path: Path) -> None:
    folder = require_shared("data", "trafficking", "raw_phapdien")
    laws = []
    for month in ("2023-12", "2025-03"):
        with CorpusStore(tmp_path / f"{month}.db") as store:
            ingest([folder / f"demuc_39.8_phong_chong_mua_ban_nguoi_{month}.html"], store, tmp_path / month)
            laws.append([held.unit for held in store.units(store.work("66/2011/QH12"), TODAY)])
    lines = succession(*laws).lines
    assert len(lines) == 58
    assert [line.old for line in lines if line.pairs[0].new != line.old] == []


def test_the_excerpts_of_the_new_trafficking_law_find_their_articles_and_nothing_else_is_said_to_be_gone() -> None:
    """Điều 1 and Điều 37 of 53/2024/QH15 are all that is held; domain/entitlements.md names what they carry on."""
    path = require_shared("data", "trafficking", "trafficking", "66_2011_QH12.json")
    old = [
        Unit(provision(article(row["article_id"], row["title"].partition(". ")[2], words=row["text"])))
        for row in json.loads(path.read_text(encoding="utf-8"))["articles"]
    ]
    excerpts = require_shared("data", "trafficking", "page_excerpts.jsonl").read_text(encoding="utf-8").splitlines()
    text = "\n".join(row["text"] for row in map(json.loads, excerpts) if row["instrument"] == "53/2024/QH15")
    new = [
        Unit(provision(article(found[1], found[2].strip(), words=found[3])))
        for found in re.finditer(r"Điều (1|37)\. ([^\n]+)\n(.*?)(?=\nĐiều |\Z)", text, re.DOTALL)
    ]
    found = succession(old, new)
    assert {first(found, "art_1"), first(found, "art_32")} == {"art_1", "art_37"}
    assert first(found, "art_32") == "art_37"
    assert {line.kind for line in found.lines if not line.pairs} == {Kind.UNKNOWN}
