"""Words of which nobody may say "the law says": what a web page tells of a work, held under the name of the work."""

import re
from urllib.parse import urlsplit

from corpus.expression import Origin
from corpus.provision import Level
from corpus.rows import Held
from corpus.work import SourceClass

# Sites whose pages describe a procedure, whatever work they name.
_PROCEDURES = re.compile(r"(?:^|\.)(?:dichvucong|thutuchanhchinh|tthc)\.")
_NOT_TO_CITE = "đừng trích dẫn như quy định; kho chưa có lời văn ấy."


def is_excerpt(held: Held) -> bool:
    """Tell whether only an unofficial excerpt of a text is held; the handbook is none."""
    return held.origin is Origin.EXCERPT and held.work.source_class is not SourceClass.GUIDANCE


def page_of(held: Held) -> str:
    """Return what page the words of a unit are those of, "trang thủ tục trên …"; empty where they are the work's own.

    Nobody can tell by a page whether it gives a work's words; only of sites that never do is it known.
    """
    if held.origin is not Origin.EXCERPT or held.work.source_class is not SourceClass.LAW:
        return ""
    host = host_of(held)
    return f"trang thủ tục trên {host}" if _PROCEDURES.search(host) else ""


def host_of(held: Held) -> str:
    """Return the site that a unit was taken from; empty where the source does not say."""
    try:
        return urlsplit(held.unit.url).hostname or ""
    except ValueError:  # such as a bracket without its pair
        return ""


def page_note(held: Held) -> str:
    """Return the sentence that says whose words they are; empty where they are the work's own."""
    page = page_of(held)
    return f"{page[:1].upper()}{page[1:]}, không phải lời văn của {_kind(held)}: {_NOT_TO_CITE}" if page else ""


def excerpt_note(held: Held) -> str:
    """Return the sentence that says that only an excerpt is held, of which site, of which Điều; empty for others."""
    if not is_excerpt(held) or page_of(held):
        return ""
    whence = f" lấy từ {host_of(held)}" if host_of(held) else ""
    astray = held.work.source_class is SourceClass.LAW and held.unit.provision.level is Level.BODY
    where = ", không rõ thuộc điều nào" if astray else ""
    return f"Lời văn này là trích đoạn không chính thức{whence}{where}, có thể thiếu; hãy đối chiếu bản gốc."


def source_words(held: Held) -> str:
    """Return, for a citation, what it rests on where that is no full text: a page, or an excerpt; else nothing."""
    page = page_of(held)
    if page:
        return f"lời của {page}, không phải lời văn của {_kind(held)}"
    whence = f" từ {host_of(held)}" if host_of(held) else ""
    return f"trích đoạn không chính thức{whence}" if is_excerpt(held) else ""


def _kind(held: Held) -> str:
    return held.work.type.lower() or "văn bản"
