"""Tables as CSV: in UTF-8 with the mark that spreadsheets look for, and no cell that one of them would run."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

_STARTS_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")  # OWASP, "CSV Injection"; wide forms too
_UNSEEN = re.compile(r"^[ \u00a0\u200b-\u200f\u2028-\u202f\u2060\u3000\ufeff]+")  # some programs pass over it
MOST_OF_CELL = 30_000  # characters of a cell; spreadsheets hold 32,767


def csv_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table with its heads; every cell is quoted, and defused."""
    out = io.StringIO(newline="")
    table = csv.writer(out, quoting=csv.QUOTE_ALL)
    table.writerow(heads)
    table.writerows([defused(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def defused(cell: str) -> str:
    """Return a cell that no spreadsheet runs: one that begins like a formula gets an apostrophe before it.

    >>> defused("=HYPERLINK(1)"), defused("Điều 5")
    ("'=HYPERLINK(1)", 'Điều 5')
    """
    return f"'{cell}" if _UNSEEN.sub("", cell)[:1] in _STARTS_FORMULA else cell
