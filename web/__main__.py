"""`python -m web` and the command `cancu`."""

import logging
import os
import sys

import typer
from click.exceptions import ClickException

# Haystack asks for this before it is imported (its own documentation, "Telemetry").
os.environ.setdefault("HAYSTACK_TELEMETRY_ENABLED", "False")
# A failed stage must leave no trace of the question: no snapshot on disk, no state in a log.
os.environ.setdefault("HAYSTACK_PIPELINE_SNAPSHOT_SAVE_ENABLED", "False")
logging.getLogger("haystack").setLevel(logging.CRITICAL)


def main() -> None:
    """Run the command; a known error is one sentence on stderr and exit status 1."""
    from corpus.errors import CancuError  # noqa: PLC0415  # after the environment is set
    from web.cli import app  # noqa: PLC0415

    try:
        app(standalone_mode=False)
    except CancuError as error:
        typer.echo(f"Lỗi: {error}", err=True)
        sys.exit(1)
    except OSError as error:
        typer.echo(f"Lỗi: {error.strerror or error}: {error.filename or ''}".rstrip(": "), err=True)
        sys.exit(1)
    except ClickException as error:
        error.show()
        sys.exit(2)
    except (typer.Abort, KeyboardInterrupt):
        typer.echo("Đã dừng theo yêu cầu. Những gì đã nạp xong vẫn được giữ.", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
