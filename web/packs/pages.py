"""The pages of the list and of one collection, which many forms lead back to."""

import re
from dataclasses import dataclass
from datetime import datetime

from starlette.responses import RedirectResponse, Response

from web.ground import Ground
from web.packs.codec import kind_of
from web.packs.forms import CitationForm, NoteForm, TitleForm
from web.packs.nouns import cited_in
from web.packs.rechecking import recheck
from web.packs.shelf import MAX_ABOUT, MAX_TITLE, Listed, Shelf
from web.packs.titles import whence_words
from web.packs.views import OUTCOME_NAMES, item_view, item_views, personal_kinds, personal_words
from web.pages import page
from web.preferences import current, local_path
from web.today import VIET_NAM
from web.words import vietnamese_day

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"  # of options
# The forms of an export and what people call them; web/packs/exports makes them.
FORMS = (
    ("docx", "Word"),
    ("pptx", "PowerPoint"),
    ("pdf", "PDF"),
    ("html", "Trang để in"),
    ("md", "Markdown"),
    ("csv", "Bảng CSV"),
    ("json", "JSON"),
)
_VIETNAMESE = re.compile(r"[^\x00-\x7f“”‘’…–—→·×]")
_PER_PAGE = 20  # collections
_MOST_READ = 300_000  # bytes of one collection looked at again for a list
_MOST_CHECKED = 150  # citations looked at again for a list: about 2 ms each
# What a page says after a form, by the code that its address carries.
TOLD = {
    "them": "Đã thêm vào bộ tài liệu.",
    "ten": "Đã lưu tên và giới thiệu.",
    "chep": "Đây là bản sao; bộ gốc vẫn còn nguyên.",
    "xoa": "Đã xóa bộ tài liệu.",
    "don": "Đã xóa hẳn các mục đã bỏ ra.",
    "bo": "Đã bỏ mục ra khỏi bộ; có thể đưa trở lại ở cuối trang.",
    "tra-lai": "Đã đưa mục trở lại.",
    "sua": "Đã lưu mục.",
    "cap-nhat": "Đã cập nhật mục theo lời văn của ngày đã chọn.",
    "tao": "Đã tạo mục mới.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a page says of the form that led to it."""

    code: str = ""
    error: str = ""
    where: str = ""  # id of the form that is wrong
    back: str = ""  # the page that an item was gathered from


@dataclass(frozen=True, slots=True)
class ListedView:
    """A line of the list: how many items must be looked at again; None where nobody looked."""

    pack: Listed
    stale: int | None


def led_to(collection_id: str, code: str = "", item_id: str = "") -> RedirectResponse:
    """Send the browser to a collection, and there to an item."""
    query = f"?bao={code}" if code else ""
    return RedirectResponse(
        f"/bo-tai-lieu/{collection_id}{query}{f'#muc-{item_id}' if item_id else ''}", status_code=303
    )


def list_page(here: Ground, told: Told, *, at: int = 1, typed: TitleForm | None = None, status: int = 200) -> Response:
    """Return the page of all collections."""
    shelf = Shelf(here.notes())
    known = shelf.collections()
    last = max(1, -(-len(known) // _PER_PAGE))
    at = min(max(at, 1), last)
    shown = known[(at - 1) * _PER_PAGE : at * _PER_PAGE]
    return pack_page(
        "packs.html",
        status=status,
        packs=_checked(shown, shelf, here),
        count=len(known),
        at=at,
        last=last,
        form=typed or TitleForm(),
        told=told,
        told_words=TOLD,
        most=(MAX_TITLE, MAX_ABOUT),
    )


def _checked(listed: list[Listed], shelf: Shelf, here: Ground) -> list[ListedView]:
    left, found = _MOST_CHECKED, list[ListedView]()
    for one in listed:
        items = shelf.citing(one.id, _MOST_READ) if left > 0 else None
        if items is None:
            found.append(ListedView(one, None))
            continue
        cited = [set(cited_in(item.content)) for item in items]
        left -= sum(map(len, cited))
        if left < 0:
            found.append(ListedView(one, None))
            continue
        stale = {each for each in set().union(*cited) if recheck(each, here, here.today()).stale}
        found.append(ListedView(one, sum(not stale.isdisjoint(group) for group in cited)))
    return found


def collection_page(  # all but three are keywords
    here: Ground,
    collection_id: str,
    told: Told,
    *,
    citation: CitationForm | None = None,
    note: NoteForm | None = None,
    status: int = 200,
) -> Response:
    """Return the page of one collection. Raises UnknownCollectionError."""
    shelf = Shelf(here.notes())
    pack = shelf.collection(collection_id)
    views = item_views(pack, here, here.today())
    return pack_page(
        "pack.html",
        status=status,
        pack=pack,
        views=views,
        stale=[view for view in views if view.stale],
        out=[item_view(item, 0, here, here.today()) for item in shelf.taken_out(collection_id)],
        told=told,
        told_words=TOLD,
        back=local_path(told.back) if told.back else "",
        citation=citation or CitationForm(),
        note=note or NoteForm(),
        warned=personal_words(personal_kinds((pack.title, pack.about))),
        today=here.today(),
        forms=FORMS,
    )


def pack_page(template: str, *, status: int = 200, **values: object) -> Response:
    """Return a page of collections, with what all their templates need."""
    return page(
        template,
        status=status,
        here="packs",
        kind_of=kind_of,
        letters=LETTERS,
        moment=moment_words,
        lang_of=lang_of,
        personal_words=personal_words,
        whence_words=whence_words,
        outcome_names=OUTCOME_NAMES,
        **values,
    )


def lang_of(words: str) -> str:
    """Return the language that a sentence is in: what other rooms say is Vietnamese on every page.

    >>> lang_of("Kho chưa có văn bản này."), lang_of("The library holds “none”.")
    ('vi', 'vi')
    """
    return "vi" if _VIETNAMESE.search(words) else current().language


def moment_words(moment: str) -> str:
    """Return the day of a stored moment, in Viet Nam.

    >>> moment_words("2026-11-26T18:00:00+00:00")
    '27/11/2026'
    """
    return vietnamese_day(datetime.fromisoformat(moment).astimezone(VIET_NAM).date())
