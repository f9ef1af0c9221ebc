"""How long the pages of ``cancu serve`` take, from the request to the last byte, over loopback."""

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx

from search.evaluation.measures import percentiles
from tests.bench.process import ROOT
from tests.bench.serving import serving
from tests.bench.table import table

ASKED = 200  # questions at most
_TIMES = 100  # that the first page is asked for
_WARM_UP = 5
_ANSWER = "/?q=…"


@dataclass(frozen=True, slots=True)
class PageTimes:
    """The times of one page, in milliseconds."""

    page: str
    count: int
    p50: float
    p95: float
    largest: int  # bytes before they are packed


def page_times(home: Path, questions: Sequence[str]) -> list[PageTimes]:
    """Serve a home folder and ask for its first page, and for the answer page of each question."""
    asked = list(questions[: ASKED + _WARM_UP])
    with serving(home) as service, httpx.Client(base_url=service.door.url, timeout=60) as client:
        for question in asked[:_WARM_UP]:
            client.get("/", params={"q": question}).raise_for_status()
        return [
            _row("/", [_timed(client, {}) for _ in range(_TIMES)]),
            _row(_ANSWER, [_timed(client, {"q": question}) for question in asked[_WARM_UP:]]),
        ]


def _timed(client: httpx.Client, asked: dict[str, str]) -> tuple[float, int]:
    started = time.perf_counter()
    shown = client.get("/", params=asked, follow_redirects=True)
    spent = 1_000 * (time.perf_counter() - started)
    shown.raise_for_status()
    return spent, len(shown.content)


def _row(page: str, timed: Sequence[tuple[float, int]]) -> PageTimes:
    spent = percentiles([milliseconds for milliseconds, _ in timed])
    return PageTimes(page, len(timed), spent["p50"], spent["p95"], max(size for _, size in timed))


def page_rows(times: Sequence[PageTimes]) -> Iterator[list[str]]:
    """Yield the cells: what was asked for, p50 and p95, and the size."""
    names = {"/": "first page", _ANSWER: "answer page"}
    for one in times:
        what = f"{names[one.page]} `{one.page}` of `cancu serve`, {one.count} times, p50 / p95"
        yield [what, f"{one.p50:.1f} / {one.p95:.1f} ms", f"{one.largest / 1024:.0f} KiB at most"]


def own_questions() -> list[str]:
    """Return the questions of our own on the field that have an answer."""
    folder = ROOT / "tests" / "search"
    texts = [
        (folder / name).read_text(encoding="utf-8") for name in ("field_questions_own.jsonl", "held_answerable.jsonl")
    ]
    return [json.loads(line)["q"] for text in texts for line in text.splitlines()]


def page_report(home: Path, questions: Sequence[str]) -> str:
    """Return the table of the pages of a ready home folder."""
    return table(["page", "time", "unpacked"], page_rows(page_times(home, questions)))
