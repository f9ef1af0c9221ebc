"""What a command of the terminal door leaves behind, and what the tests of it share."""

import json
import unicodedata
from collections.abc import Callable
from typing import Any, NamedTuple

POINT = "điểm a khoản 1 Điều 5 Nghị định 912/2019/NĐ-CP"


class Said(NamedTuple):
    """What a command left behind."""

    status: int
    out: str
    err: str

    def json(self) -> Any:  # noqa: ANN401  # any JSON
        """Return the one document on stdout, which is NFC."""
        assert (self.status, self.err) == (0, "")
        assert unicodedata.is_normalized("NFC", self.out)
        return json.loads(self.out)


Cancu = Callable[..., Said]
StandardInput = Callable[[bytes], None]


def keys(shape: type) -> set[str]:
    """Return the keys of a shape of the contract."""
    return set(shape.__annotations__)
