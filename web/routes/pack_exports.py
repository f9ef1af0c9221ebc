"""A collection as a file to take along."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.responses import Response

from web.ground import Here
from web.packs.exports.forms import Form, export
from web.packs.shelf import Shelf
from web.preferences import current
from web.turns import Turns

router = APIRouter(include_in_schema=False)
# Of the whole process: what files take is its memory and its seconds.
_turns = Turns("Đang xuất nhiều tệp cùng lúc; hãy thử lại sau ít giây.")


@router.get("/bo-tai-lieu/{collection_id}/xuat/{form}")
def export_file(
    collection_id: str, form: Form, here: Here, dap_an: Annotated[Literal["0", "1"], Query()] = "0"
) -> Response:
    """Give a collection as a file: the learner's version, or with ``dap_an=1`` the trainer's."""
    collection = Shelf(here.notes()).collection(collection_id)
    with _turns.turn():
        made = export(collection, form, key=dap_an == "1", base=current().origin, today=here.today())
    return Response(made.content, media_type=made.media, headers={**made.headers, "Cache-Control": "no-store"})
