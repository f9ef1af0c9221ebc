"""Pages of long lists, and the addresses that lead through them."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Turn:
    """Where in a list a page stands."""

    number: int
    pages: int
    total: int
    first: int  # place of the first item, from 0
    previous: str  # addresses; empty where there is none
    next: str

    @property
    def last(self) -> int:
        """Return the place after that of the last item."""
        return min(self.first + PER_PAGE, self.total)


def turn_to(number: int, total: int, path: str, kept: Mapping[str, str]) -> Turn:
    """Return the page of this number, or the nearest there is; ``kept`` stays in the addresses.

    >>> turn_to(9, 120, "/kho", {"loai": "Luật"}).previous
    '/kho?loai=Lu%E1%BA%ADt&trang=2'
    """
    pages = max(1, -(-total // PER_PAGE))
    number = min(max(1, number), pages)

    def address(to: int) -> str:
        return address_with(path, kept, trang=str(to) if to > 1 else "") if 1 <= to <= pages else ""

    return Turn(number, pages, total, (number - 1) * PER_PAGE, address(number - 1), address(number + 1))


def address_with(path: str, kept: Mapping[str, str], **changed: str) -> str:
    """Return an address whose query keeps some values and changes others; empty ones are left out.

    >>> address_with("/kho", {"loai": "Luật", "trang": "2"}, loai="", trang="")
    '/kho'
    """
    values = {name: value for name, value in {**kept, **changed}.items() if value}
    return f"{path}?{urlencode(values)}" if values else path
