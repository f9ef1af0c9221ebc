"""Whose words a text held really is: the paper's own, somebody's copy of them, or a page that only tells of it."""

import re
from urllib.parse import urlsplit

from corpus.expression import Origin
from corpus.publishers import publisher_of
from corpus.rows import Held
from web.packs.nouns import Unofficial
from web.words import NOT_LAW

_COPIED = (Origin.EXCERPT, Origin.ARTICLES, Origin.WEB)
_TELLING = re.compile(r"(?:^|\.)(?:dichvucong|thutuchanhchinh|tthc)\.")  # hosts of pages on procedures


def unofficial(held: Held) -> Unofficial | None:
    """Return whence a text was copied that nobody official published; None where the words are official, or no law."""
    if held.work.source_class in NOT_LAW or held.origin not in _COPIED:
        return None
    host, excerpt = _host(held), held.origin is Origin.EXCERPT
    official = publisher_of(held.unit.url) is not None or host.endswith(".gov.vn")
    if not excerpt and (official or (not host and held.origin is Origin.ARTICLES)):
        return None
    return Unofficial(host, excerpt=excerpt)


def telling_page(held: Held) -> str:
    """Return the host of a page on a procedure, held under the number of the paper that it tells of; else empty.

    Such a page says what to bring and how long it takes in words of its own: none of them are the paper's.
    """
    host = _host(held)
    return host if held.origin is Origin.EXCERPT and _TELLING.search(host) else ""


def _host(held: Held) -> str:
    try:
        return (urlsplit(held.unit.url).hostname or "").removeprefix("www.")
    except ValueError:  # such as a bracket without its pair
        return ""
