"""The page of the original a provision was read from, with the passage marked; and any page of a source."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import RedirectResponse, Response

from corpus.personal import mask
from corpus.source import Source
from ingest.sheets import SCALE, Sheet, Sheets, Wanted
from web.addresses import Located, locate, moved_address, parse_address, work_at
from web.admin import need_session
from web.errors import ProblemError
from web.ground import Ground, Here
from web.originals import NoPictureError, original_address, passage_of
from web.pages import page
from web.routes.works import Text, read_day
from web.shapes import View, file_name, permalink
from web.words import KIND_OF_SOURCE_NAMES, short_citation

router = APIRouter(include_in_schema=False)
_AROUND = 1_500  # characters of a neighbour that are shown around a provision
_MARGIN = 16.0  # pixels of the picture between a marked line and its bar
_PNG = b"\x89PNG"
Number = Annotated[int, Query(ge=0, le=100_000)]
Sha256 = Annotated[str, Path(pattern="^[0-9a-f]{64}$")]


@dataclass(frozen=True, slots=True)
class Box:
    """A mark in pixels of the picture it lies on."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page as it is shown: its picture, its size, the boxes of the passage."""

    sheet: Sheet
    address: str  # of the picture
    boxes: tuple[Box, ...]

    @property
    def margin(self) -> float:
        """Return where the bars beside the marked lines stand."""
        return max(2.0, min((box.x for box in self.boxes), default=0.0) - _MARGIN)


@router.get("/trang-goc/{address:path}")
def show(address: str, here: Here, ngay: Text = "", trang: Number = 0) -> Response:
    """Show the pages that a provision stands on, or one page of the same paper."""
    view = here.view(read_day(ngay))
    wanted = moved_address(parse_address(address), here.store)
    work = work_at(wanted, here.store)
    if not wanted.eid:
        raise ProblemError(404, "provision_not_found", "Hãy mở trang gốc từ một điều cụ thể của văn bản.")
    stays = original_address(permalink(work, wanted.eid, view), trang)
    asked = f"/trang-goc/{address}" + (f"?ngay={ngay}" if ngay else "")
    if stays != original_address(asked.replace("/trang-goc/", "/vb/", 1), trang):
        return RedirectResponse(stays, status_code=308)
    return _page(locate(work, wanted.eid, here.store, view.on, force=view.force), here, view, trang)


def _page(located: Located, here: Ground, view: View, number: int) -> Response:
    held, provision = located.held, located.provision
    source = held.source
    sheets, trouble = None, ""
    if here.originals.can_show(source):
        try:
            sheets = _sheets(located, here, number)
        except NoPictureError as error:
            trouble = str(error)
    own = permalink(held.work, provision.eid, view)
    return page(
        "original.html",
        status=404 if number and trouble else 200,
        here="works",
        held=held,
        work=held.work,
        provision=provision,
        name=short_citation(held.work, provision.eid),
        kind=KIND_OF_SOURCE_NAMES.get(source.kind, source.kind),
        file=file_name(source.path),
        permalink=own,
        found=sheets,
        leaves=leaves(source, sheets),
        number=number,
        trouble=trouble,
        around=() if sheets else _around(located, here),
        turn=lambda to: original_address(own, to),
        on=view.on,
        today=here.today(),
    )


def _sheets(located: Located, here: Ground, number: int) -> Sheets:
    """Return the pages of the passage; where one page is asked for, that one with what of the passage is on it."""
    wanted = passage_of(located.held, located.provision.eid)
    if number:
        wanted = Wanted(text=wanted.text, start=wanted.start, end=wanted.end, page=wanted.page, show=(number,))
    return here.originals.sheets(located.held.source, wanted)


def leaves(source: Source, sheets: Sheets | None) -> list[Leaf]:
    """Return pages made ready for a template."""
    return [
        Leaf(sheet, f"/nguon/{source.sha256}/trang/{sheet.number}", tuple(_boxes(sheet)))
        for sheet in (sheets.pictured if sheets else ())
    ]


def _boxes(sheet: Sheet) -> list[Box]:
    across, down = sheet.width / SCALE, sheet.height / SCALE
    return [
        Box(*(round(side, 1) for side in (mark.x * across, mark.y * down, mark.width * across, mark.height * down)))
        for mark in sheet.marks
    ]


def _around(located: Located, here: Ground) -> tuple[str, str, str, str, str]:
    """Return what stands around a provision in the text read from its source.

    The end of the unit before, its own unit before, in and after it, and the beginning of the unit after.
    """
    held, part = located.held, located.provision
    units = list(here.store.expression_units([held.expression_id]))
    at = next((index for index, unit in enumerate(units) if unit.unit_id == held.unit_id), 0)
    before = units[at - 1].unit.provision.text if at else ""
    after = units[at + 1].unit.provision.text if at + 1 < len(units) else ""
    unit = held.unit.provision
    start, end = part.start - unit.start, part.end - unit.start
    return before[-_AROUND:], unit.text[:start], unit.text[start:end], unit.text[end:], after[:_AROUND]


@router.get("/nguon/{sha256}")
def source_page(request: Request, sha256: Sha256, here: Here, trang: Number = 1) -> Response:
    """Show a source that the store names, one page at a time; to administrators also one in quarantine, as a scan."""
    source = _source(request, sha256, here)
    sheets, trouble = None, ""
    if here.originals.can_show(source):
        try:
            sheets = here.originals.sheets(source, Wanted(show=(max(trang, 1),)))
        except NoPictureError as error:
            trouble = str(error)
    works = [(work, permalink(work, "", here.view(None))) for work, _ in here.store.source_works(sha256)]
    return page(
        "source.html",
        status=404 if trouble and trang > 1 else 200,
        here="works",
        source=source,
        file=mask(file_name(source.path)).text,
        kind=KIND_OF_SOURCE_NAMES.get(source.kind, source.kind),
        works=works,
        found=sheets,
        leaves=leaves(source, sheets),
        number=trang,
        trouble=trouble,
        turn=lambda to: f"/nguon/{sha256}?trang={to}",
    )


@router.get("/nguon/{sha256}/trang/{number}")
def picture(request: Request, sha256: Sha256, number: Annotated[int, Path(ge=1, le=100_000)], here: Here) -> Response:
    """Return the picture of a page; what is in quarantine stays in no cache."""
    source = _source(request, sha256, here)
    try:
        content = here.originals.picture(source, number)
    except NoPictureError as error:
        raise ProblemError(404, "no_picture", str(error)) from error
    kind, ending = ("image/png", "png") if content.startswith(_PNG) else ("image/jpeg", "jpg")
    headers = {
        "Content-Disposition": f'inline; filename="trang-{number}.{ending}"',
        # The address names the content.
        "Cache-Control": "no-store" if source.error else "private, max-age=86400, immutable",
    }
    return Response(content, media_type=kind, headers=headers)


def _source(request: Request, sha256: str, here: Ground) -> Source:
    """Return a source that may be seen: nobody has looked at what is in quarantine, it may be no law at all.

    Raises ProblemError, SignInNeededError.
    """
    source = here.store.source(sha256)
    if source is None:
        raise ProblemError(404, "source_not_found", "Kho không có nguồn này.")
    if source.error:
        need_session(request, here)
    return source
