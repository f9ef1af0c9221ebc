"""What bears out that something no longer holds: the law held here, an official page, a newspaper, or nothing.

Newspapers bear a telephone number, an office or a province that is gone, which all of them reported; they do not bear
what becomes of a law, for whose words none of them answers. Blogs and memory bear nothing.
"""

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from corpus.handbook import Mark
from corpus.stale.model import GroundSpot

_BLOGS = ("blogspot.com", "chanhvanphong.com", "nghean24h.vn", "trademarkvn.com.vn", "wordpress.com")
_PRESS = (
    "baomoi.net.vn",
    "baovephapluat.vn",
    "dantri.com.vn",
    "giadinh.suckhoedoisong.vn",
    "huengaynay.vn",
    "kenh14.vn",
    "laodongthudo.vn",
    "laodongxahoi.net",
    "nguoiduatin.vn",
    "phunuquangninh.vn",
    "plo.vn",
    "thoidai.com.vn",
    "tienphong.vn",
    "vietnamnet.vn",
    "vnexpress.net",
)
_SURE = (Mark.VERIFIED, Mark.PARTLY)


def is_of(sites: Sequence[str], address: str) -> bool:
    """Tell whether a page is one of these sites.

    >>> is_of(("dantri.com.vn",), "https://dansinh.dantri.com.vn/x.htm"), is_of(("plo.vn",), "https://xplo.vn/x")
    (True, False)
    """
    host = urlsplit(address).hostname or ""
    return any(f".{host}".endswith(f".{site}") for site in sites)


def borne_as_fact(mark: Mark, sources: Sequence[str], grounds: Sequence[GroundSpot]) -> Mark:
    """Return the mark of a number, an office or a province as far as what can be read bears it; else unknown."""
    return _borne(mark, (page for page in sources if not is_of(_BLOGS, page)), grounds)


def borne_as_law(mark: Mark, sources: Sequence[str], grounds: Sequence[GroundSpot]) -> Mark:
    """Return the mark of what became of a law as far as what can be read bears it; else unknown."""
    return _borne(mark, (page for page in sources if not is_of((*_BLOGS, *_PRESS), page)), grounds)


def _borne(mark: Mark, pages: Iterable[str], grounds: Sequence[GroundSpot]) -> Mark:
    read = any(spot.slug and spot.eid for spot in grounds) or any(pages)
    return mark if mark not in _SURE or read else Mark.UNKNOWN


def weaker(mark: Mark, of_heirs: Sequence[Mark]) -> Mark:
    """Return the mark of an end together with what came after: with nothing sure after it, it is sure in part only."""
    return Mark.PARTLY if mark is Mark.VERIFIED and of_heirs and not any(one in _SURE for one in of_heirs) else mark
