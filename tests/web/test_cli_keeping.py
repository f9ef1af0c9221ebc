"""Keeping a home: verify, repair, backup and restore give back the same answers."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.factories import decree, docx, write_zip
from tests.web.home import QUESTION, fill_home
from web.__main__ import run
from web.reports import VerifyJson

QUESTIONS = (
    QUESTION,
    "Ai được hỗ trợ nhu cầu thiết yếu?",
    "Gọi số nào khi thấy người bị lừa bán?",
    "Trẻ em đi cùng nạn nhân có được hỗ trợ không?",
    "Quần áo và vật dụng hằng ngày",
    "Điều 5 Nghị định 912/2019/NĐ-CP",
    "khoản 2 Điều 5 Nghị định 912/2019/NĐ-CP",
    "Công an tỉnh làm gì?",
    "Sở Y tế có nhiệm vụ gì?",
    "kế hoạch phòng, chống mua bán người",
    "ho tro hoc nghe",
    "trợ cấp khó khăn ban đầu",
    "khám bệnh, chữa bệnh",
    "trợ giúp pháp lý miễn phí",
    "giấy xác nhận nạn nhân",
    "người nước ngoài bị mua bán tại Việt Nam",
    "trở về nơi cư trú",
    "hiệu lực thi hành",
    "phạm vi điều chỉnh",
    "bộ đội biên phòng tiếp nhận nạn nhân",
)
Json = Callable[..., Any]


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill_home(tmp_path_factory.mktemp("keeping") / "kho")


@pytest.fixture
def home(filled: Path, tmp_path: Path) -> Path:
    """A copy that a test may damage."""
    return Path(shutil.copytree(filled, tmp_path / "kho thử"))


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Json:
    """Run a command with ``--json``; return its status and its document."""

    def asked(home: Path, *arguments: str) -> tuple[int, Any]:
        capsys.readouterr()
        status = run(["--home", str(home), *arguments, "--json"])
        return status, json.loads(capsys.readouterr().out)

    return asked


def _unscored(document: Any) -> Any:  # noqa: ANN401  # any JSON
    """Return a document without its scores: the last digit moves when an index is built again."""
    if isinstance(document, dict):
        return {name: _unscored(value) for name, value in document.items() if name != "score"}
    return [_unscored(value) for value in document] if isinstance(document, list) else document


def _counts(report: VerifyJson) -> list[int]:
    return [report["sources"], report["works"], report["provisions"], report["passages"]]


def test_a_home_in_order_has_no_problems(home: Path, ask: Json) -> None:
    status, report = ask(home, "verify")
    assert status == 0
    assert set(report) == set(VerifyJson.__annotations__)
    assert min(_counts(report)) > 0
    assert (report["problems"], report["orphans"], report["repaired"], report["repairs"]) == ([], 0, 0, [])


def test_an_empty_home_has_no_problems(tmp_path: Path, ask: Json) -> None:
    status, report = ask(tmp_path / "mới", "verify")
    assert (status, _counts(report), report["problems"]) == (0, [0, 0, 0, 0], [])


def test_members_of_an_archive_have_their_originals(tmp_path: Path, ask: Json) -> None:
    archive = write_zip(tmp_path / "a.zip", {"a.txt": decree().encode(), "b.docx": docx("Điều 1. Một"), "c.pdf": b"?"})
    assert ask(tmp_path / "kho", "ingest", str(archive))[0] == 0
    assert ask(tmp_path / "kho", "index")[0] == 0
    status, report = ask(tmp_path / "kho", "verify")
    assert (status, report["problems"], report["orphans"]) == (0, [], 0)


def _current(home: Path) -> Path:
    return home / "index" / (home / "index" / "CURRENT").read_text(encoding="ascii").strip()


def _lose_index(home: Path) -> None:
    shutil.rmtree(home / "index")


def _spoil_manifest(home: Path) -> None:
    (_current(home) / "manifest.json").write_text("{", encoding="utf-8")


def _empty_shard(home: Path) -> None:
    for file in (_current(home) / "shard").rglob("*"):
        if file.is_file():
            file.write_bytes(b"")


def _lose_generation(home: Path) -> None:
    shutil.rmtree(_current(home))


@pytest.mark.parametrize("damage", [_lose_index, _spoil_manifest, _empty_shard, _lose_generation])
def test_repair_rebuilds_an_index_that_is_gone_or_damaged(
    home: Path, ask: Json, damage: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    before = ask(home, "find", QUESTION)[1]
    damage(home)
    assert run(["--home", str(home), "find", QUESTION]) == 1
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert "cancu index" in told.err
    status, report = ask(home, "verify")
    assert (status, len(report["problems"]), report["repaired"]) == (1, 1, 0)
    status, mended = ask(home, "verify", "--repair")
    assert (status, mended["problems"], mended["repaired"]) == (0, [], 1)
    assert mended["repairs"] == report["problems"]
    assert _unscored(ask(home, "find", QUESTION)[1]) == _unscored(before)


def test_repair_brings_a_stale_index_up_to_date(home: Path, ask: Json, tmp_path: Path) -> None:
    (tmp_path / "mới.txt").write_text(decree(), encoding="utf-8")
    assert ask(home, "ingest", str(tmp_path / "mới.txt"))[0] == 0
    status, report = ask(home, "verify")
    assert (status, report["problems"]) == (1, ["Chỉ mục thiếu 1 bản văn của kho."])
    assert ask(home, "verify", "--repair")[0] == 0
    assert ask(home, "verify")[0] == 0


def test_originals_are_checked_and_orphans_counted(home: Path, ask: Json, capsys: pytest.CaptureFixture[str]) -> None:
    kept = sorted(path for path in (home / "sources").rglob("*") if path.is_file())
    kept[0].unlink()
    kept[1].write_bytes(b"khac")
    (home / "sources" / ("0" * 64)).write_bytes(b"le loi")
    (home / "sources" / "0123.part").write_bytes(b"do dang")
    status, report = ask(home, "verify", "--repair")
    assert (status, report["orphans"], report["repaired"]) == (1, 1, 0)
    assert sorted(problem.split(" của ")[0] for problem in report["problems"]) == ["Bản gốc", "Thiếu bản gốc"]
    assert (home / "sources" / ("0" * 64)).exists(), "an original is never thrown away"
    assert run(["--home", str(home), "verify"]) == 1
    told = capsys.readouterr()
    assert "1 bản gốc được giữ mà kho chưa có" in told.out
    assert told.err == "Lỗi: Phát hiện 2 vấn đề, nêu trong kết quả.\n"


@pytest.mark.parametrize("content", [pytest.param(b"khong phai kho" * 999, id="noise"), pytest.param(None, id="pages")])
def test_a_damaged_corpus_is_reported(
    home: Path, ask: Json, content: bytes | None, capsys: pytest.CaptureFixture[str]
) -> None:
    database = home / "corpus.db"
    whole = database.read_bytes()
    database.write_bytes(content or whole[: len(whole) // 3] + b"\xa5" * (len(whole) - len(whole) // 3))
    status, report = ask(home, "verify", "--repair")
    assert status == 1
    assert report["problems"]
    assert run(["--home", str(home), "index", "--rebuild"]) == 1
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert "cancu restore" in told.err


def test_a_restored_backup_gives_the_same_counts_and_answers(home: Path, ask: Json, tmp_path: Path) -> None:
    saved, back = tmp_path / "bản sao", tmp_path / "kho khác"
    status, report = ask(home, "backup", str(saved))
    assert status == 0
    assert set(report) == {"files", "bytes"}
    status, restored = ask(back, "restore", str(saved))
    assert status == 0
    assert set(restored) == {"files", "bytes", "passages"}
    assert ask(back, "verify") == ask(home, "verify")
    for question in QUESTIONS:
        for command in ("find", "ask"):
            assert _unscored(ask(back, command, question)[1]) == _unscored(ask(home, command, question)[1])


def test_a_backup_does_not_go_over_a_corpus(home: Path, ask: Json, tmp_path: Path) -> None:
    saved = tmp_path / "bản sao"
    assert ask(home, "backup", str(saved))[0] == 0
    assert run(["--home", str(home), "restore", str(saved)]) == 1
