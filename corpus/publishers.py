"""Who publishes law officially on the web: the hosts of the state whose pages are the text itself.

A commercial copy may be right, but nobody answers for it: it is shown as a hint, and never fetched.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Publisher:
    """A host of the state that publishes law; the name alone, none below it."""

    host: str
    name: str
    plain: bool = False  # known to be linked to without encryption; see ``ingest.fetch``


PUBLISHERS = (
    Publisher("vbpl.vn", "Cơ sở dữ liệu quốc gia về pháp luật", plain=True),
    Publisher("www.vbpl.vn", "Cơ sở dữ liệu quốc gia về pháp luật"),
    Publisher("vanban.chinhphu.vn", "Hệ thống văn bản của Chính phủ"),
    Publisher("datafiles.chinhphu.vn", "Kho tệp của Cổng Chính phủ"),
    Publisher("congbao.chinhphu.vn", "Công báo"),
    Publisher("chinhphu.vn", "Cổng Chính phủ"),
    Publisher("www.chinhphu.vn", "Cổng Chính phủ"),
    Publisher("phapdien.moj.gov.vn", "Bộ pháp điển"),
    Publisher("dichvucong.gov.vn", "Cổng Dịch vụ công quốc gia"),
    Publisher("quochoi.vn", "Cổng Quốc hội"),
    Publisher("www.quochoi.vn", "Cổng Quốc hội"),
)
_BY_HOST = {publisher.host: publisher for publisher in PUBLISHERS}


def publisher_of(address: str) -> Publisher | None:
    """Return who publishes a web address officially, or None.

    >>> publisher_of("https://vbpl.vn/TW/Pages/vbpq-toanvan.aspx?ItemID=1").name
    'Cơ sở dữ liệu quốc gia về pháp luật'
    >>> publisher_of("https://vbpl.vn.example.com/")
    """
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:  # such as a bracket without its pair
        return None
    return _BY_HOST.get(host) if parts.scheme in ("http", "https") else None


def is_page(address: str) -> bool:
    """Tell whether an address leads further than the front page of its host.

    >>> is_page("https://phapdien.moj.gov.vn/"), is_page("https://vbpl.vn/TW/Pages/a.aspx")
    (False, True)
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.path.strip("/") or parts.query)


def official_first(addresses: Iterable[str]) -> list[str]:
    """Return addresses, each once: official pages, official front pages, then the rest; else in their order."""
    return sorted(dict.fromkeys(addresses), key=lambda one: (publisher_of(one) is None, not is_page(one)))
