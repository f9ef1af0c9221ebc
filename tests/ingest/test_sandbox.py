from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.job import Job, Step, Verdict
from ingest.kind import Kind
from ingest.sandbox import Sandbox
from ingest.settings import IngestSettings
from ingest.wire import Spool
from tests.factories import JsonArticle, decree, write_jsonl

ONE = IngestSettings(workers=1)


def job(path: Path, *, kind: Kind = Kind.TEXT, name: str = "", cpu: float = 20.0, step: Step = Step.READ) -> Job:
    spool = Spool(path.parent, name or path.name)
    return Job(step=step, kind=kind, path=path, label=path.name, spool=spool, cpu_seconds=cpu)


def verdicts(settings: IngestSettings, folder: Path, *jobs: Job) -> list[Verdict]:
    with Sandbox(settings, folder) as sandbox:
        return [verdict for _, verdict in sandbox.run(jobs)]


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "tot.txt"
    path.write_text(decree())
    return path


def test_what_a_child_reads_comes_back_whole(good: Path) -> None:
    task = job(good)
    (verdict,) = verdicts(ONE, good.parent, task)
    assert verdict.error == ""
    (expression,) = task.spool.read_expressions()
    assert expression.work.number == "912/2031/NĐ-CP"
    assert "".join(unit.provision.text for unit in expression.units) == expression.text
    clause = expression.units[1].provision.children[1]
    assert (clause.eid, clause.text) == ("art_1__cl_2", expression.text[clause.start : clause.end])
    task.spool.remove()
    assert [path.name for path in good.parent.iterdir()] == ["tot.txt"]


def test_answers_come_in_the_order_of_the_jobs(tmp_path: Path) -> None:
    paths = []
    for place in range(12):
        lines = [JsonArticle(article_id=str(num)) for num in range(400 if place % 4 == 0 else 1)]
        paths.append(write_jsonl(tmp_path / f"{place}.jsonl", *lines))
    jobs = [job(path, kind=Kind.JSONL) for path in paths]
    with Sandbox(IngestSettings(workers=2), tmp_path) as sandbox:
        assert [done.label for done, _ in sandbox.run(iter(jobs))] == [path.name for path in paths]


def test_a_child_that_dies_is_told_and_replaced(good: Path) -> None:
    first, second = verdicts(ONE, good.parent, job(good.parent / "khong-co.txt"), job(good))
    assert first.error.startswith("Đã dừng đọc tệp vì bộ đọc gặp lỗi ngoài dự kiến (FileNotFoundError: ")
    assert second.error == ""


def test_a_source_that_needs_too_much_memory_is_stopped(good: Path) -> None:
    large = good.parent / "lon.txt"
    large.write_bytes(b"Loi van. " * 25_000_000)
    first, second = verdicts(replace(ONE, memory_bytes=400 * 2**20), good.parent, job(large), job(good))
    assert first.error == "Đã dừng đọc tệp vì cần nhiều bộ nhớ hơn giới hạn."
    assert second.error == ""


def test_a_source_that_takes_too_much_time_of_the_processor_is_stopped(good: Path) -> None:
    slow = write_jsonl(good.parent / "cham.jsonl", *[JsonArticle(text="1. Một.\n" * 4000)] * 600)
    first, second = verdicts(ONE, good.parent, job(slow, kind=Kind.JSONL, cpu=0.0), job(good))
    assert first.error == "Đã dừng đọc tệp vì dùng quá thời gian xử lý cho phép."
    assert second.error == ""


def test_a_child_that_is_silent_for_too_long_is_stopped(good: Path) -> None:
    (verdict,) = verdicts(replace(ONE, wall_seconds=0.01), good.parent, job(good))
    assert verdict.error == "Đã dừng đọc tệp vì đọc quá lâu so với giới hạn thời gian."


def test_a_source_that_unfolds_beyond_its_room_is_stopped(good: Path) -> None:
    lines = write_jsonl(good.parent / "dai.jsonl", *[JsonArticle(article_id=str(num)) for num in range(2000)])
    (verdict,) = verdicts(replace(ONE, max_spool_bytes=10_000), good.parent, job(lines, kind=Kind.JSONL))
    assert verdict.error == "Đã dừng đọc tệp vì nội dung đọc được dài hơn chỗ chứa."


def test_a_long_job_tells_how_far_it_has_come(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "a.jsonl", *[JsonArticle(article_id=str(num)) for num in range(2500)])
    heard: list[float] = []
    with Sandbox(ONE, tmp_path, lambda _, part: heard.append(part)) as sandbox:
        list(sandbox.run([job(path, kind=Kind.JSONL)]))
    assert heard == [0.4, 0.8]


def test_children_end_with_the_block_even_when_the_work_is_broken_off(good: Path) -> None:
    def endless() -> Iterator[Job]:
        while True:
            yield job(good)

    with Sandbox(ONE, good.parent) as sandbox:
        next(sandbox.run(endless()))
        processes = [child.process for child in sandbox._children]
    assert processes
    assert all(process.poll() is not None for process in processes)
    assert not list(good.parent.glob("child-*.log"))


def test_nothing_runs_when_there_is_nothing_to_do(tmp_path: Path) -> None:
    assert verdicts(ONE, tmp_path) == []
