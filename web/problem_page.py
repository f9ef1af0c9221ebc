"""The page a person sees when something went wrong, with what they may have meant."""

from collections.abc import Mapping
from difflib import get_close_matches

from fastapi import Request
from starlette.responses import Response

from corpus.catalogue import work_of
from corpus.errors import CancuError
from corpus.text import slug
from corpus.work import STATUS_NAMES, Work
from web.addresses import Address, nearest_numbers, parse_address, work_at
from web.ask_form import AskForm
from web.ground import Ground
from web.pages import page
from web.schemas import ProblemJson
from web.shapes import View, permalink
from web.views import Entry, contents
from web.words import full_name, title_of, vietnamese_day

_MOST = 6  # places proposed

_TITLES = {
    404: "Không tìm thấy",
    405: "Không làm được như vậy",
    409: "Có nhiều văn bản cùng số",
    413: "Nội dung quá dài",
    422: "Địa chỉ chưa đúng",
    429: "Quá nhiều yêu cầu",
    500: "Có lỗi bên trong",
    503: "Chưa sẵn sàng",
}


def problem_page(request: Request, body: ProblemJson, headers: Mapping[str, str] | None) -> Response:
    """Return the page of a problem."""
    here: Ground = request.app.state.ground
    lost = body["status"] in (404, 409) and request.url.path.startswith("/vb/")
    address = parse_address(request.url.path.removeprefix("/vb/")) if lost else None
    response = page(
        "problem.html",
        status=body["status"],
        here="",
        title=_TITLES.get(body["status"], "Yêu cầu không đọc được"),
        detail=body["detail"],
        request_id=body["request_id"],
        known=_catalogued(address, here) if address else "",
        near=_near(address, here) if address else [],
        form=AskForm(day=vietnamese_day(here.today())),
    )
    response.headers.update(headers or {})
    return response


def _near(address: Address, here: Ground) -> list[Entry]:
    """Return the places nearest to an address that leads nowhere."""
    view = here.view(None)
    try:
        work = work_at(address, here.store)
    except CancuError:
        return [_entry(work, view) for work in _near_works(address, here)]
    units = here.store.units(work, view.on)
    number = address.eid.partition("_")[2].partition("__")[0]
    return [_entry(work, view), *contents(nearest_numbers(number, units), view)]


def _entry(work: Work, view: View) -> Entry:
    named = work.name if title_of(work) == work.name else f"{work.name}. {title_of(work)}"
    return Entry(named, permalink(work, "", view), 0)


def _near_works(address: Address, here: Ground) -> list[Work]:
    """Return works of the same number, then those the catalogue ties to it, then those whose numbers look alike."""
    wanted = slug(address.work)
    held = {work.slug: work for work in here.store.works()}
    same = [work for name, work in held.items() if name == wanted or name.startswith(f"{wanted}-")]
    instrument = here.force.instrument(_named(address))
    tied = [
        work
        for relation in (instrument.relations if instrument else ())
        for work in here.store.works_by_number(relation.number)
    ]
    alike = [held[name] for name in get_close_matches(wanted, held, n=_MOST, cutoff=0.75)]
    found = {work.slug: work for work in (*same, *tied, *alike)}
    return list(found.values())[:_MOST]


def _catalogued(address: Address, here: Ground) -> str:
    """Return what the catalogue says of a work that the store does not hold; empty when it says nothing."""
    named = _named(address)
    instrument = here.force.instrument(named)
    if instrument is None or here.store.works_by_number(instrument.number):
        return ""
    status = STATUS_NAMES[here.force.of_work(named, here.today(), codified=False).status]
    name = full_name(work_of(instrument))
    return f"{name}: {status} tại ngày {vietnamese_day(here.today())}. Toàn văn chưa được nạp vào kho."


def _named(address: Address) -> Work:
    """Return a work of which only the number is known; a slug has lost the slashes of its number."""
    number = address.work
    if "/" not in number:
        parts = number.split("-")
        years = [index for index, part in enumerate(parts) if index and len(part) == 4 and part.isdecimal()]  # noqa: PLR2004  # a year
        cut = years[0] + 1 if years else 1
        number = "/".join([*parts[:cut], "-".join(parts[cut:])])
    return Work(number=number, type="", title="")
