"""What bears out a fact that no longer holds: the law held here, a page that is neither press nor blog, or nothing."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from corpus.handbook import Mark
from corpus.stale.model import GroundSpot

# Newspapers, news collectors and blogs: they tell of the law, and are answerable to nobody for its words.
_PRESS = (
    "baomoi.net.vn",
    "baovephapluat.vn",
    "blogspot.com",
    "chanhvanphong.com",
    "dantri.com.vn",
    "giadinh.suckhoedoisong.vn",
    "huengaynay.vn",
    "kenh14.vn",
    "laodongthudo.vn",
    "laodongxahoi.net",
    "nghean24h.vn",
    "nguoiduatin.vn",
    "phunuquangninh.vn",
    "plo.vn",
    "thoidai.com.vn",
    "tienphong.vn",
    "trademarkvn.com.vn",
    "vietnamnet.vn",
    "vnexpress.net",
    "wordpress.com",
)
_SURE = (Mark.VERIFIED, Mark.PARTLY)


def is_press(address: str) -> bool:
    """Tell whether a page is that of a newspaper or a blog.

    >>> is_press("https://dansinh.dantri.com.vn/x.htm"), is_press("https://pbgdpl.gov.vn:443/x")
    (True, False)
    """
    host = urlsplit(address).hostname or ""
    return any(f".{host}".endswith(f".{site}") for site in _PRESS)


def borne(mark: Mark, sources: Sequence[str], grounds: Sequence[GroundSpot]) -> Mark:
    """Return a mark as far as what can be read bears it: no place of a law held here, no page but press: unknown."""
    read = any(spot.slug and spot.eid for spot in grounds) or any(not is_press(page) for page in sources)
    return mark if mark not in _SURE or read else Mark.UNKNOWN


def weaker(mark: Mark, of_heirs: Sequence[Mark]) -> Mark:
    """Return the mark of an end together with what came after: with nothing sure after it, it is sure in part only."""
    return Mark.PARTLY if mark is Mark.VERIFIED and of_heirs and not any(one in _SURE for one in of_heirs) else mark
