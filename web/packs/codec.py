"""Between items and the JSON that the notebook keeps of them."""

import json

from pydantic import TypeAdapter, ValidationError

from web.packs.errors import UnwritableItemError
from web.packs.nouns import KINDS, Content, Item, Unreadable

VERSION = 1  # of the form below; a newer one is left alone
_NOT_OURS = (
    "Nội dung lưu của mục này không còn đúng dạng; mục được giữ nguyên, có thể xóa hoặc khôi phục từ bản sao lưu."
)
_NEWER = "Mục này do phiên bản mới hơn của Căn Cứ ghi; hãy nâng cấp phần mềm."


_ADAPTERS = {name: TypeAdapter(kind) for name, kind in KINDS.items()}
_NAMES = {kind: name for name, kind in KINDS.items()}


def kind_of(content: Content | Unreadable) -> str:
    """Return the name under which a kind of content is kept."""
    return content.kind if isinstance(content, Unreadable) else _NAMES[type(content)]


def body_of(item: Item) -> str:
    """Return the JSON of an item. Raises UnwritableItemError."""
    if isinstance(item.content, Unreadable):
        raise UnwritableItemError
    shape = {
        "version": VERSION,
        "note": item.note,
        "updates": list(item.updates),
        "content": _shape(item.content),
    }
    return json.dumps(shape, ensure_ascii=False, separators=(",", ":"))


def read_item(item_id: str, kind: str, body: str) -> Item:
    """Return the item of a row; what is not wholly readable comes back as Unreadable, with its body as it is."""
    try:
        shape = json.loads(body)
        if shape["version"] != VERSION:
            return Item(item_id, Unreadable(kind, body, _NEWER if shape["version"] > VERSION else _NOT_OURS))
        content = _ADAPTERS[kind].validate_json(json.dumps(shape["content"]), strict=True)
        item = Item(item_id, content, shape["note"], tuple(shape["updates"]))
        whole = _covers(json.loads(body_of(item)), shape) and all(
            isinstance(text, str) for text in (item.note, *item.updates)
        )
    except (ValueError, TypeError, KeyError, ValidationError, RecursionError):
        whole = False
    return item if whole else Item(item_id, Unreadable(kind, body, _NOT_OURS))


def _covers(written: object, read: object) -> bool:
    """Tell whether all that was read would be written again; fields that came later may be added."""
    match written, read:
        case dict(), dict():
            return all(key in written and _covers(written[key], read[key]) for key in read)
        case list(), list():
            return len(written) == len(read) and all(map(_covers, written, read))
        case _:
            return type(written) is type(read) and written == read


def _shape(content: Content) -> object:
    return _ADAPTERS[kind_of(content)].dump_python(content, mode="json")
