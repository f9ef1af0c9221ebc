"""What a page of ours may be made of; whatever else stands in one came from elsewhere."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

import web

_TEMPLATES = Path(str(web.__file__)).parent / "templates"
_TAG = re.compile(r"<([a-z][a-z0-9]*)")
_ATTRIBUTE = re.compile(r"[\s\"}]([a-z][a-z0-9-]*)(?==|\s|>|\{)")
_DRAWN = {"svg", "path"}  # a QR code
_DRAWN_WITH = {"xmlns", "width", "height", "viewBox", "viewbox", "class", "aria-hidden", "focusable", "d", "stroke",
               "transform", "stroke-width", "fill"}  # fmt: skip
_LED = ("href", "src", "action", "formaction", "poster", "data", "cite", "ping", "srcset", "background")
_NEVER = {"style", "srcdoc", "formaction", "ping", "srcset", "background", "http-equiv", "autofocus", "contenteditable"}
# A page that watches a job without JavaScript asks again by itself; a file that stands alone brings its policy.
_OWN_HEADER = re.compile(
    r"refresh \d;url=/kho/nap(/[\w-]+)?\?tu_dong=1|Content-Security-Policy default-src 'none'; [^<>]+"
)
_UNSEEN = re.compile(r"[\u0000-\u0008\u000b\u000e-\u001b\u007f-\u0084\u0086-\u009f\ufffd]")


@cache
def _own_tags() -> frozenset[str]:
    return frozenset(_DRAWN.union(*(_TAG.findall(path.read_text("utf-8")) for path in _TEMPLATES.rglob("*.html"))))


@cache
def _own_attributes() -> frozenset[str]:
    found: set[str] = set()
    for path in _TEMPLATES.rglob("*.html"):
        for inside in re.findall(r"<[a-z][^<>]*>", re.sub(r"\{#.*?#\}", "", path.read_text("utf-8"), flags=re.DOTALL)):
            found |= set(_ATTRIBUTE.findall(inside))
    return frozenset((found | _DRAWN_WITH) - _NEVER)


def foreign(html: str) -> list[str]:
    """Return the elements and attributes of a page that no template of ours writes."""
    tree = LexborHTMLParser(html)
    found = []
    for node in tree.root.traverse() if tree.root else ():
        tag = str(node.tag)
        if tag not in _own_tags() and tag != "tbody":
            found.append(f"<{tag}>")
        found += [f"<{tag}> {wrong}" for wrong in _foreign_attributes(node)]
        if tag == "script" and (node.text(strip=True) or not (node.attributes.get("src") or "").startswith("/static/")):
            found.append(f"<script> {node.html}")
    return found


def _foreign_attributes(node: LexborNode) -> Iterator[str]:
    for name, value in node.attributes.items():
        if (name, node.attributes.get("http-equiv")) in (
            ("http-equiv", value),
            ("content", "refresh"),
        ) and node.tag == "meta":
            if not _OWN_HEADER.fullmatch(f"{node.attributes['http-equiv']} {node.attributes.get('content')}"):
                yield f"http-equiv {node.attributes.get('content')}"
            continue
        if name not in _own_attributes() or name.startswith("on"):
            yield name
        elif name in _LED and not _leads_nowhere_else(node, value or ""):
            yield f"{name}={value}"


def _leads_nowhere_else(node: LexborNode, value: str) -> bool:
    """Tell whether an address stays on this site; a link of a source may lead out, to the web only, never by itself."""
    if value.startswith(("#", "?")) or (value.startswith("/") and not value.startswith(("//", "/\\"))):
        return True
    if value.startswith(("tel:", "mailto:")):
        return node.tag == "a"
    outward = node.tag == "a" and urlsplit(value).scheme in ("http", "https")
    return outward and "noreferrer" in (node.attributes.get("rel") or "")


def words(html: str) -> str:
    """Return the words of a page as a person reads them, and what stands in its fields, spaces made one."""
    tree = LexborHTMLParser(html)
    fields = [node.attributes.get("value") or "" for node in tree.css("input")]
    return plain(f"{tree.body.text() if tree.body else ''} {' '.join(fields)}")


def plain(text: str) -> str:
    """Return a text without what a page cannot show: runs of spaces and signs that are no letters."""
    return " ".join(_UNSEEN.sub("", text).split())
