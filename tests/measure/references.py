"""``python -m tests.measure.references``: what references in the bodies of the codified corpus resolve, and why not.

Two reports. First, what becomes of each reference found: the article it leads to, or the cause of the miss. Second, the
references beside the official links ("có nội dung liên quan") between articles, which are thematic: many have no words
in either body, so the share met has a ceiling. ``--sample N`` prints links of each cause that no reference meets, to be
read. ``--store FILE`` keeps the store between runs.
"""

import argparse
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.citation import Citation, find_citations
from corpus.number import number_key
from corpus.provision import place_of
from corpus.resolve import Missing, Resolution, Setting, innermost, named_in_full, resolve, setting_of
from corpus.rows import Held
from corpus.text import fold
from tests.measure.codified_corpus import CODIFIED_ON, RememberingStore, official_links, open_codified
from tests.shared import SHARED

FOLDER = SHARED / "data" / "retrieval" / "zalo2021_phapdien"
SHOWN = 5  # sample ids of each cause
SEED = 4
_LEAST_TITLE = 8  # letters; "Luật Giá" is also any law on prices
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Reference:
    """A citation in the body of an article, with what it led to."""

    article: str  # id of the article it stands in
    work: str  # number of that work
    citation: Citation
    found: Resolution
    setting: Setting

    @property
    def target(self) -> str:
        """The id of the article it leads to; empty where it leads to a work as a whole, or nowhere."""
        unit = self.found.held.unit.provision if self.found.held else None
        num = place_of(unit.eid).article if unit else None
        return f"{self.found.work.number}@{num}" if self.found.work and num else ""


def references(store: RememberingStore) -> Iterator[Reference]:
    """Yield every reference that the bodies hold, resolved where it stands."""
    for held in store.expression_units(store.expressions()):
        yield from references_of(held, store)


def references_of(held: Held, store: RememberingStore) -> Iterator[Reference]:
    """Yield the references in one article."""
    unit = held.unit.provision
    heading = unit.text.find("\n")
    citations = [found for found in find_citations(unit.text) if found.start or found.end > heading]  # not "Điều 5."
    said = named_in_full(citations)
    for citation in citations:
        setting = setting_of(held, innermost(unit, citation.start).eid, said)
        found = resolve(citation, store, CODIFIED_ON, setting=setting)
        yield Reference(f"{held.work.number}@{unit.num}", held.work.number, citation, found, setting)


def form(citation: Citation) -> str:
    """Return how a reference names its work."""
    if citation.scope == "target_of_parent":
        return "the law being amended"
    if citation.scope in ("this_article", "this_clause"):
        return "this Điều, this khoản"
    if citation.scope == "this_doc":
        return "this paper"
    if citation.work.number:
        return "a number"
    return "a name alone" if citation.work.name else "no work named"


def outcome(reference: Reference) -> str:
    """Return "article", "work" (no place is cited, or only a chapter), or the cause of the miss."""
    citation, found = reference.citation, reference.found
    if found.missing is None:
        return "article" if reference.target else "work"
    if found.missing is Missing.PROVISION:
        return _no_place(citation, found)
    if found.missing is Missing.UNNAMED:
        return _unnamed(citation)
    return "work not in the corpus" if found.missing is Missing.WORK else _ambiguous(citation, found)


def _ambiguous(citation: Citation, found: Resolution) -> str:
    if citation.work.name and not citation.work.number:
        return "name that passed to another law in the year of the text"
    return "number of several works" if len(found.candidates) > 1 else "number without a year, one work held"


def _no_place(citation: Citation, found: Resolution) -> str:
    if citation.annex or citation.form:
        return "annex or form, which the corpus lacks"
    if found.held is None:
        return "no such Điều" if citation.article else "khoản of a paper without Điều"
    return "no such khoản or điểm"


def _unnamed(citation: Citation) -> str:
    if citation.work.name:
        return "name unknown, or borne by no known law on the day"
    if citation.scope == "target_of_parent":
        return "place in the law being amended"
    if citation.scope:
        return "relative, of another paper or without place"
    if citation.annex or citation.form:
        return "annex or form without work"
    return "treaty or paper without number" if citation.work.type else "place without work"


@dataclass(slots=True)
class Tally:
    """Counts by form and outcome, with a fair sample of each."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    samples: dict[tuple[str, str], list[Reference]] = field(default_factory=dict)
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))

    def add(self, reference: Reference) -> None:
        key = (form(reference.citation), outcome(reference))
        self.counts[key] += 1
        kept = self.samples.setdefault(key, [])
        if len(kept) < SHOWN:
            kept.append(reference)
        elif (place := self.chance.randrange(self.counts[key])) < SHOWN:
            kept[place] = reference


@dataclass(slots=True)
class Met:
    """What the bodies of articles point to, at the level of articles and of works."""

    articles: set[tuple[str, str]] = field(default_factory=set)  # article → article
    works: set[tuple[str, str]] = field(default_factory=set)  # article → number of a work, held or not

    def add(self, reference: Reference) -> None:
        found = reference.found
        if reference.target and reference.target != reference.article:
            self.articles.add((reference.article, reference.target))
        number = found.work.number if found.work else found.number
        if number:
            self.works.add((reference.article, number_key(number)))

    def article_level(self, one: str, other: str) -> bool:
        return (one, other) in self.articles or (other, one) in self.articles

    def work_level(self, one: str, other: str) -> bool:
        return (one, _work_key(other)) in self.works or (other, _work_key(one)) in self.works


def _work_key(article: str) -> str:
    return number_key(article.rpartition("@")[0])


def crosses(pair: tuple[str, str]) -> bool:
    """Tell whether a link leads from one work to another."""
    return _work_key(pair[0]) != _work_key(pair[1])


def report(tally: Tally, met: Met, links: Sequence[tuple[str, str]], say: Callable[[str], None]) -> None:
    """Say both reports."""
    _say_outcomes(tally, say)
    official = {frozenset(link) for link in links}
    for name, pairs in (
        ("all", links),
        ("in one work", [link for link in links if not crosses(link)]),
        ("between works", [link for link in links if crosses(link)]),
    ):
        by_article = sum(met.article_level(*link) for link in pairs)
        by_work = sum(met.work_level(*link) for link in pairs)
        say(f"official links, {name}: {len(pairs)}; met by article {_share(by_article, len(pairs))}")
        if name == "between works":
            say(f"  met by work {_share(by_work, len(pairs))}")
    ours = {frozenset(pair) for pair in met.articles if crosses(pair)}
    say(f"our pairs of articles between works: {len(ours)}; official too {_share(len(ours & official), len(ours))}")
    works = {frozenset((_work_key(one), _work_key(other))) for one, other in links}
    tied = sum(frozenset(map(_work_key, pair)) in works for pair in ours)
    say(f"  official too between the two works {_share(tied, len(ours))}")


def _say_outcomes(tally: Tally, say: Callable[[str], None]) -> None:
    total = sum(tally.counts.values())
    sums: Counter[str] = Counter()
    for (_, came), count in tally.counts.items():
        sums[came] += count
    say(f"references found: {total}")
    for came, count in sums.most_common():
        say(f"  {came}: {_share(count, total)}")
    for kind in sorted({kind for kind, _ in tally.counts}):
        whole = sum(count for (name, _), count in tally.counts.items() if name == kind)
        say(f"{kind}: {_share(whole, total)}")
        for (name, came), count in tally.counts.most_common():
            if name == kind:
                say(f"  {came}: {_share(count, whole)}")
                if came not in ("article", "work"):
                    for one in tally.samples[name, came]:
                        say(f"      {one.article}: {' '.join(one.citation.text.split())[:100]} [{one.found.number}]")


def _share(part: int, whole: int) -> str:
    return f"{part} ({100 * part / whole:.1f} %)" if whole else "0"


def causes(links: Sequence[tuple[str, str]], met: Met, store: RememberingStore) -> dict[str, list[tuple[str, str]]]:
    """Return the official links between articles that no reference meets, by what the two bodies say of each other."""
    placed = {(one, _work_key(other)) for one, other in met.articles}
    found: dict[str, list[tuple[str, str]]] = {}
    for link in links:
        if not met.article_level(*link):
            found.setdefault(_cause(link, met, placed, store), []).append(link)
    return found


def _cause(link: tuple[str, str], met: Met, placed: set[tuple[str, str]], store: RememberingStore) -> str:
    one, other = link
    if not crosses(link):
        return "one work: neither body names the other Điều"
    if (one, _work_key(other)) in placed or (other, _work_key(one)) in placed:
        return "the work is cited, but at other Điều"
    if met.work_level(one, other):
        return "the work is cited as a whole"
    said = {*_said(one, other, store), *_said(other, one, store)}
    if "number" in said:
        return "the number of the work stands in a body, and no citation was read"
    return "the words of the title stand in a body" if said else "no word of each other"


def _said(citing: str, cited: str, store: RememberingStore) -> Iterator[str]:
    """Yield by what the body of one article names the work of another: "number", "title"."""
    held, work = _held(citing, store), _held(cited, store)
    if held is None or work is None:
        return
    text = " ".join(fold(held.unit.provision.text).split())
    serial = "/".join(_DIGITS.findall(cited.rpartition("@")[0])[:2])
    if "/" in serial and re.search(rf"(?<!\d){serial}(?!\d)", text.replace(" ", "")):
        yield "number"
    title = fold(work.work.title)
    if len(title) >= _LEAST_TITLE and title in text:
        yield "title"


def _held(article: str, store: RememberingStore) -> Held | None:
    number, _, num = article.rpartition("@")
    for work in store.works_by_number(number):
        for held in store.texts(work, f"art_{num}"):
            return held
    return None


def main(arguments: Sequence[str]) -> int:
    """Run the measure and print it."""
    parser = argparse.ArgumentParser(prog="python -m tests.measure.references")
    parser.add_argument("--store", type=Path, help="a file for the store, kept and used again")
    parser.add_argument("--sample", type=int, default=0, help="official links to print of each cause, to be read")
    options = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        began = time.monotonic()
        with open_codified(FOLDER, options.store or Path(folder) / "corpus.db") as store:
            opened = time.monotonic()
            tally, met = Tally(), Met()
            for reference in references(store):
                tally.add(reference)
                met.add(reference)
            links = official_links(FOLDER)
            report(tally, met, links, _print)
            for cause, missed in sorted(causes(links, met, store).items(), key=lambda item: -len(item[1])):
                _print(f"not met, {cause}: {_share(len(missed), len(links))}")
                for one, other in random.Random(SEED).sample(missed, min(options.sample, len(missed))):
                    _print(f"      {one} → {other}")
            _print(f"store {opened - began:.0f} s, references {time.monotonic() - opened:.0f} s")
    return 0


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
