"""Fetches the text of one instrument: its addresses in turn, each file read to see whether it is what was wanted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from corpus.expression import Expression
from corpus.number import find_numbers, number_key, year_of_number
from corpus.provision import Level
from corpus.publishers import is_page
from ingest.errors import IngestError
from ingest.fetch.download import Download, Downloader
from ingest.fetch.ledger import Fetched, Ledger
from ingest.fetch.vbpl import attached_files, full_text_page
from ingest.pipeline import read_file

_TEXT = (Level.ARTICLE, Level.ITEM, Level.BODY, Level.ANNEX)
_PAGE_BYTES = 4 * 1024 * 1024  # of a page that are searched for papers; real ones have a tenth of a MiB
NO_ADDRESS = (
    "Chưa biết địa chỉ chính thức. Hãy tìm theo số hiệu tại vbpl.vn, vanban.chinhphu.vn hoặc congbao.chinhphu.vn,"
    " ghi vào tệp địa chỉ rồi chạy lại với --from-file, hoặc tải tay rồi dùng `cancu ingest`."
)


class Outcome(StrEnum):
    """What became of one instrument."""

    FETCHED = "fetched"  # its text came, and lies ready to be ingested
    CURRENT = "current"  # its text lies there from before
    UNREADABLE = "unreadable"  # an official paper came that the readers cannot read, such as a scan
    FAILED = "failed"
    NO_ADDRESS = "no_address"


@dataclass(frozen=True, slots=True)
class Tried:
    """One address, and why it gave no text."""

    address: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What became of one instrument, and where its file lies."""

    number: str
    outcome: Outcome
    file: Fetched | None = None
    path: Path | None = None
    tried: tuple[Tried, ...] = ()
    passed_over: tuple[str, ...] = ()  # addresses that are not official; never fetched

    @property
    def reason(self) -> str:
        """Return why there is no text, in a sentence or two; empty where there is one."""
        if self.outcome is Outcome.NO_ADDRESS:
            return NO_ADDRESS
        return " ".join(dict.fromkeys(one.reason for one in self.tried)) if self.outcome is Outcome.FAILED else ""


@dataclass(frozen=True, slots=True)
class _Text:
    """What is looked for."""

    number: str
    issued: date | None


class Collector:
    """Fetches instruments into one home, one after another."""

    def __init__(self, downloader: Downloader, ledger: Ledger) -> None:
        self._downloader = downloader
        self._ledger = ledger

    def collect(
        self, number: str, addresses: Sequence[str], *, issued: date | None = None, again: bool = False
    ) -> Collected:
        """Return what became of an instrument. Nothing that one address does keeps the next from being tried.

        ``issued`` tells papers apart whose number is used every year.
        A text that lies there already is not fetched again, unless ``again`` asks the host for a newer one.
        """
        held = self._ledger.current(number)
        if held and not held.unread and not again:
            return Collected(number=number, outcome=Outcome.CURRENT, file=held, path=self._ledger.path(held))
        pages = list(dict.fromkeys(full_text_page(one) for one in addresses if is_page(one)))
        takes = self._downloader.hosts.takes
        official = [one for one in pages if takes(one)]
        passed_over = tuple(one for one in pages if not takes(one))
        if not official:
            return Collected(number=number, outcome=Outcome.NO_ADDRESS, passed_over=passed_over)
        if held and held.unread and not again:
            asked = {entry.asked for entry in self._ledger.of(number)}
            official = [one for one in official if one not in asked]
        search = _Search(_Text(number, issued), self._downloader, self._ledger, held)
        return search.among(official[: self._downloader.limits.addresses], passed_over)


class _Search:
    """The search for the text of one instrument."""

    def __init__(self, text: "_Text", downloader: Downloader, ledger: Ledger, held: Fetched | None) -> None:
        self._text = text
        self._downloader = downloader
        self._ledger = ledger
        self._held = held
        self._tried: list[Tried] = []
        self._unread = held if held and held.unread else None  # an official paper that no reader reads

    def among(self, addresses: Sequence[str], passed_over: tuple[str, ...]) -> Collected:
        for address in addresses:
            found = self._from(address)
            if found:
                fresh = found is not self._held
                return self._collected(Outcome.FETCHED if fresh else Outcome.CURRENT, found, passed_over)
        if self._unread:
            return self._collected(Outcome.UNREADABLE, self._unread, passed_over)
        return self._collected(Outcome.FAILED, None, passed_over)

    def _collected(self, outcome: Outcome, file: Fetched | None, passed_over: tuple[str, ...]) -> Collected:
        return Collected(
            number=self._text.number,
            outcome=outcome,
            file=file,
            path=self._ledger.path(file) if file else None,
            tried=tuple(self._tried),
            passed_over=passed_over,
        )

    def _from(self, address: str) -> Fetched | None:
        """Return the text that an address gives, or one of the papers on its page; None where none is the text."""
        found, page = self._file(address, address)
        if found or page is None:
            return found
        for attached in self._attachments(page):
            found, _ = self._file(attached, address)
            if found:
                return found
        return None

    def _attachments(self, page: Download) -> Iterator[str]:
        if page.path is None:
            return
        found = attached_files(page.path.read_bytes()[:_PAGE_BYTES], page.address.url)
        official = [one for one in found if self._downloader.hosts.takes(one)]
        yield from official[: self._downloader.limits.attachments]

    def _file(self, address: str, asked: str) -> tuple[Fetched | None, Download | None]:
        """Return the text behind an address; where it is a web page without the text, the page for its papers."""
        same = self._held if self._held and self._held.asked == asked else None
        try:
            came = self._downloader.get(address, same.version if same and same.url == address else None)
        except IngestError as error:
            self._tried.append(Tried(address, str(error)))
            return None, None
        if came.path is None:
            return same, None
        reason, readable = why_not(came.path, self._text.number, self._text.issued)
        entry = self._entry(came, asked, reason, unread=not readable and not came.is_html)
        self._ledger.add(entry)
        if not reason:
            return entry, None
        self._tried.append(Tried(address, reason))
        if entry.unread:
            self._unread = self._unread or entry
        return None, came if came.is_html else None

    def _entry(self, came: Download, asked: str, refused: str, *, unread: bool) -> Fetched:
        assert came.path is not None  # noqa: S101  # the caller has looked
        return Fetched(
            number=self._text.number,
            asked=asked,
            url=came.address.url,
            file=str(came.path.relative_to(self._ledger.files)),
            sha256=came.sha256,
            size=came.size,
            at=self._downloader.outside.now().isoformat(timespec="seconds"),
            etag=came.version.etag,
            last_modified=came.version.last_modified,
            plain=came.address.scheme == "http",
            refused=refused,
            unread=unread,
        )


def why_not(path: Path, number: str, issued: date | None = None) -> tuple[str, bool]:
    """Return why a file is not the text of an instrument, empty where it is; and whether it could be read at all.

    An error page that a host sends as if all were well reads as a paper, but not as the one that was asked for.
    """
    try:
        found = read_file(path)
    except IngestError as error:
        return str(error), False
    texts = [one for one in found if _has_text(one)]
    if not texts:
        return "Trang tải về không có lời văn của văn bản nào.", True
    wanted = {number_key(one.number) for one in find_numbers(f"số {number}")}
    read = sorted({one.work.number for one in texts})
    if wanted and not wanted & {number_key(one) for one in read}:
        return f"Nội dung tải về không phải {number}: đọc thấy {', '.join(read[:3]) or 'không có số hiệu'}.", True
    days = {one.work.issued for one in texts if not wanted or number_key(one.work.number) in wanted} - {None}
    if issued and days and issued not in days and year_of_number(number) is None:
        return f"Nội dung tải về là một {number} khác, không phải văn bản ngày {issued:%d/%m/%Y}.", True
    return "", True


def _has_text(expression: Expression) -> bool:
    return any(unit.provision.level in _TEXT for unit in expression.units)
