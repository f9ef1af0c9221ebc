"""Another encoder from end to end: load, index, find; and what the terminal says when the encoder has changed."""

import json
from pathlib import Path

import pytest

from tests.search.tiny_model import save_tiny_model
from tests.web.home import DECREE
from web.__main__ import run

pytestmark = pytest.mark.model


class Terminal:
    """Runs commands on one home, with the encoder that the environment names."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._home = str(home)
        self._capsys = capsys
        self._env = monkeypatch

    def use(self, encoder: Path | None) -> None:
        """Name the encoder of the commands that follow; None: the bundled one."""
        if encoder is None:
            self._env.delenv("CANCU_ENCODER", raising=False)
        else:
            self._env.setenv("CANCU_ENCODER", str(encoder))

    def done(self, *arguments: str) -> dict[str, object]:
        """Run a command that goes well and return its document."""
        status, out, err = self.said(*arguments, "--json")
        assert (status, err) == (0, "")
        return dict(json.loads(out))

    def said(self, *arguments: str) -> tuple[int, str, str]:
        """Run a command and return its status, stdout and stderr."""
        self._capsys.readouterr()
        status = run(["--home", self._home, *arguments])
        return (status, *self._capsys.readouterr())


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    terminal = Terminal(tmp_path / "kho", capsys, monkeypatch)
    terminal.use(None)
    return terminal


def test_another_encoder_makes_another_index_and_the_first_can_come_back(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "nghị định.txt").write_text(DECREE, encoding="utf-8")
    other = save_tiny_model(tmp_path / "mô hình" / "nhỏ", prompts={"query": "hỏi : ", "passage": "đoạn : "})
    question = ("find", "nạn nhân được hỗ trợ ăn ở", "--on", "2020-01-01")
    terminal.done("ingest", str(tmp_path / "nghị định.txt"))
    terminal.done("index")
    first = terminal.done(*question)

    terminal.use(other)
    status, out, err = terminal.said(*question)
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert err.startswith("Lỗi: Chỉ mục được tạo với mô hình nhúng static-vi-law@")
    assert err.endswith("Hãy chạy `cancu index`.\n")
    indexed = terminal.done("index")
    assert indexed["changed"] == indexed["passages"] != 0
    hits = terminal.done(*question)["hits"]
    assert isinstance(hits, list)
    assert hits[0]["provision"]["article"] == "5"
    assert "meaning" in hits[0]["why"]
    assert terminal.done("index")["changed"] == 0
    assert terminal.done("verify")["problems"] == []

    save_tiny_model(tmp_path / "mô hình 2" / "nhỏ", seed=1).rename(tmp_path / "mô hình" / "nhỏ 2")
    terminal.use(tmp_path / "mô hình" / "nhỏ 2")
    assert terminal.said(*question)[0] == 1

    terminal.use(None)
    assert terminal.said(*question)[0] == 1
    terminal.done("index")
    assert terminal.done(*question) == first


def test_an_encoder_that_is_not_there_is_one_sentence(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "nghị định.txt").write_text(DECREE, encoding="utf-8")
    terminal.done("ingest", str(tmp_path / "nghị định.txt"))
    terminal.use(tmp_path / "không")
    said = terminal.said("index")
    assert said == (1, "", f"Lỗi: Không nạp được mô hình nhúng {tmp_path / 'không'}: không có thư mục này.\n")
