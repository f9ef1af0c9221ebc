"""The page a person sees when something went wrong, with what they may have meant."""

from collections.abc import Mapping

from fastapi import Request
from starlette.responses import Response

from corpus.errors import CancuError
from web.addresses import nearest_numbers, parse_address, work_at
from web.ground import Ground
from web.pages import page
from web.routes.asking import AskForm
from web.schemas import ProblemJson
from web.shapes import permalink
from web.views import Entry, contents

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
    near = _near(request.url.path, here) if body["status"] in (404, 409) else []
    response = page(
        "problem.html",
        status=body["status"],
        here="",
        title=_TITLES.get(body["status"], "Yêu cầu không đọc được"),
        detail=body["detail"],
        request_id=body["request_id"],
        known=None,
        near=near,
        form=AskForm(day=here.today().isoformat()),
    )
    response.headers.update(headers or {})
    return response


def _near(path: str, here: Ground) -> list[Entry]:
    """Return the places nearest to an address that leads nowhere."""
    _, mark, tail = path.partition("/vb/")
    if not mark:
        return []
    view = here.view(None)
    address = parse_address(tail)
    try:
        work = work_at(address, here.store)
    except CancuError:
        found = here.store.works_by_number(address.work)
        return [Entry(work.name, permalink(work, "", view), 0) for work in found]
    units = here.store.units(work, view.on)
    number = address.eid.partition("_")[2].partition("__")[0]
    return [Entry(work.name, permalink(work, "", view), 0), *contents(nearest_numbers(number, units), view)]
