"""`python -m web` and the command `cancu`."""

import io
import logging
import os
import signal
import sqlite3
import sys
from collections.abc import Sequence
from unicodedata import category

import typer

# Haystack asks for this before it is imported (its own documentation, "Telemetry").
os.environ.setdefault("HAYSTACK_TELEMETRY_ENABLED", "False")
# A failed stage must leave no trace of the question: no snapshot on disk, no state in a log.
os.environ.setdefault("HAYSTACK_PIPELINE_SNAPSHOT_SAVE_ENABLED", "False")
os.environ.setdefault("HAYSTACK_AUTO_TRACE_ENABLED", "False")
os.environ.setdefault("HAYSTACK_CONTENT_TRACING_ENABLED", "False")
for _library in ("haystack", "openai", "httpx", "httpcore"):
    logging.getLogger(_library).setLevel(logging.CRITICAL)

_STEERING = frozenset({"Cc", "Cf", "Cs"})
_OK, _FAILED, _MISUSED = 0, 1, 2
_INTERRUPTED = 130  # what Typer makes of Ctrl-C


def main() -> None:
    """Run the command of this process and end it with the status of the contract."""
    from web.cli_errors import say_fault  # noqa: PLC0415  # after the environment is set

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a half letter becomes \udcxx, which JSON reads back
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.excepthook = say_fault(_say, trace=sys.excepthook if os.environ.get("CANCU_TRACE") else None)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a polite end is a Ctrl-C: everything is closed
    status = run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python complains when it ends
        status = _FAILED
    except OSError:
        _say("Lỗi: Không ghi được ra đầu ra chuẩn; có thể ổ đĩa đã đầy.")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = _FAILED
    sys.exit(status)


def run(arguments: Sequence[str]) -> int:
    """Run one command; return 0 for success, 2 for a command written wrongly, 1 for a failure, told in one sentence."""
    from corpus.errors import CancuError  # noqa: PLC0415  # after the environment is set
    from web.cli import app, home_first  # noqa: PLC0415  # as above
    from web.cli_errors import MissingFileError, failure, misuse  # noqa: PLC0415  # as above

    command = typer.main.get_command(app)
    try:
        status = command.main(home_first(arguments), prog_name="cancu", standalone_mode=False) or _OK
    except MissingFileError as error:
        return _end(f"Lỗi: {error}", _MISUSED)
    except (CancuError, OSError, sqlite3.Error) as error:
        return _end(f"Lỗi: {failure(error)}", _FAILED)
    except typer.TyperException as error:
        return _end(f"Lỗi: {misuse(error)}", _MISUSED)
    except (typer.Abort, KeyboardInterrupt):
        status = _INTERRUPTED
    if status == _INTERRUPTED:
        return _end("Đã dừng theo yêu cầu. Những gì đã nạp xong vẫn được giữ.", _FAILED)
    return int(status)


def _end(sentence: str, status: int) -> int:
    _say(sentence)
    return status


def _say(sentence: str) -> None:
    """Say a sentence in one line, what tells a person masked; letters that would steer the terminal are spelled out."""
    from corpus.personal import mask  # noqa: PLC0415  # most commands say nothing here

    line = mask(" ".join(sentence.split())).text
    plain = (letter.encode("unicode_escape").decode() if category(letter) in _STEERING else letter for letter in line)
    typer.echo("".join(plain), err=True)


if __name__ == "__main__":
    main()
