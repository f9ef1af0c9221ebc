"""What the documents say is there is there, and what is there is in the documents."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.core import TyperCommand, TyperGroup

from search.answer import WarningCode
from web.cli import app
from web.schemas import CitationJson

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TERMINAL = (ROOT / "docs" / "terminal.md").read_text(encoding="utf-8")
HTTP = (ROOT / "docs" / "http.md").read_text(encoding="utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
SETTING = re.compile(r"\b(?:CANCU|QDRANT)_[A-Z_]+[A-Z]\b")
# The shape of a citation as first described (shared design, ACCEPTANCE).
FIRST_CITATION = set("text start end work chapter section article clause point form annex scope".split())
FIRST_WARNINGS = set("expired_source amended uncertain_status plan_only news_only old_agency conflict".split())


def commands() -> dict[str, TyperCommand]:
    """Return the commands of the terminal by name, those of groups with the name of the group."""
    found: dict[str, TyperCommand] = {}
    waiting: list[tuple[str, object]] = [("", typer.main.get_command(app))]
    while waiting:
        name, command = waiting.pop()
        if isinstance(command, TyperGroup):
            waiting += [(f"{name} {under}".strip(), inner) for under, inner in command.commands.items()]
        elif isinstance(command, TyperCommand):
            found[name] = command
    return found


def code_blocks() -> Iterator[str]:
    """Yield the lines of README's code blocks that call `cancu`."""
    for block in re.findall(r"```(?:sh)?\n(.*?)```", README, re.DOTALL):
        for line in block.splitlines():
            if line.removeprefix("$ ").startswith("cancu "):
                yield line.removeprefix("$ ")


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_and_option_is_described(name: str) -> None:
    assert f"`cancu {name}" in README
    assert f"`cancu {name}" in TERMINAL
    options = {option for parameter in commands()[name].params for option in parameter.opts if option.startswith("-")}
    assert [option for option in sorted(options) if f"`{option}`" not in TERMINAL] == []


def test_no_command_is_described_that_does_not_exist() -> None:
    groups = "|".join(sorted({name.split()[0] for name in commands() if " " in name}))
    described = set(re.findall(rf"`cancu ((?:(?:{groups}) )?[a-z]+)(?![^\W_])", README + TERMINAL))
    assert described - {"succession"} <= set(commands())  # its first command may go without its name


def test_commands_in_the_readme_can_be_called() -> None:
    lines = list(code_blocks())
    assert len(lines) > 5
    for line in lines:
        name, *arguments = shlex.split(line, comments=True)[1:]
        command = commands()[name]
        known = {option for parameter in command.params for option in parameter.opts}
        assert {argument for argument in arguments if argument.startswith("-")} <= known, line


def test_every_setting_is_described_and_no_other() -> None:
    read = {
        setting
        for room in ("corpus", "ingest", "search", "web")
        for path in (ROOT / room).rglob("*.py")
        for setting in SETTING.findall(path.read_text(encoding="utf-8"))
    }
    assert set(SETTING.findall(README)) == read
    assert set(SETTING.findall(TERMINAL + HTTP)) <= read


def test_what_the_shapes_gained_is_in_the_changelog() -> None:
    gained = set(CitationJson.__annotations__) - FIRST_CITATION
    gained |= set(WarningCode) - FIRST_WARNINGS
    gained |= {"work.effective", "target_of_parent", "repairs"}
    assert [name for name in sorted(gained) if f"`{name}`" not in CHANGELOG] == []
