"""Pages of vbpl.vn, the national database of law: which page holds the words, and which files hang on it."""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from urllib.parse import parse_qsl, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

_PAGE = re.compile(r"/(?:(?P<site>[A-Za-z0-9-]{1,40})/)?Pages/vbpq-[a-z-]{1,40}\.aspx", re.IGNORECASE)
_HOSTS = ("vbpl.vn", "www.vbpl.vn")
_ITEM = re.compile(r"\d{1,9}")
_SCRIPT = re.compile(r"downloadfile\(\s*'[^']*'\s*,\s*'(?P<path>[^']{1,500})'\s*\)", re.IGNORECASE)
_ENDINGS = (".docx", ".pdf", ".doc")  # in this order: words as typed; then print, often a scan; then an old format


def full_text_page(address: str) -> str:
    """Return the page with the words of the item that an address of vbpl.vn names; any other address as it is.

    >>> full_text_page("http://vbpl.vn/tw/Pages/vbpq-thuoctinh.aspx?dvid=13&ItemID=2315&Keyword=")
    'http://vbpl.vn/tw/Pages/vbpq-toanvan.aspx?ItemID=2315'
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    page = _PAGE.fullmatch(parts.path)
    if page is None or parts.hostname not in _HOSTS:
        return address
    items = [value for name, value in parse_qsl(parts.query) if name.lower() == "itemid" and _ITEM.fullmatch(value)]
    if not items:
        return address
    return f"{parts.scheme}://{parts.netloc}/{page['site'] or 'TW'}/Pages/vbpq-toanvan.aspx?ItemID={items[0]}"


def attached_files(page: bytes, address: str) -> list[str]:
    """Return the addresses of the papers that hang on a page, those with the clearest words first."""
    tree = LexborHTMLParser(page)
    links = [str(node.attributes.get("href") or "") for node in tree.css("a[href]")]
    found = [_joined(address, path) for link in links for path in _paths(link)]
    return sorted(dict.fromkeys(filter(None, found)), key=_rank)


def _paths(link: str) -> Iterable[str]:
    script = _SCRIPT.search(link)
    if script:
        return (script["path"],)
    return () if ":" in link.partition("/")[0] and not link.lower().startswith("http") else (link,)


def _joined(address: str, path: str) -> str:
    """Return the address of a paper, or nothing where the path is of no kind that we read."""
    try:
        joined = urljoin(address, path.strip().replace(" ", "%20"))
        ending = PurePosixPath(urlsplit(joined).path).suffix.lower()
    except ValueError:
        return ""
    return joined if ending in _ENDINGS else ""


def _rank(address: str) -> int:
    return _ENDINGS.index(PurePosixPath(urlsplit(address).path).suffix.lower())
