"""Marks of HTML that were left in the words of a field of data."""

import html
import re

_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>p|br|div|span|b|i|u|strong|em|a|font|sup|sub|table|tbody|thead|tr|t[dh]|[uo]l|li|h[1-6]"
    r"|script|style)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_HIDDEN = frozenset(("script", "style"))
_BREAKS = frozenset(("p", "br", "div", "table", "tr", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6"))
_SPACE = re.compile(r"[ \t]+")


def without_markup(text: str) -> str:
    r"""Return the words without tags; a text that has none comes back as it is, its signs "<" and "&" too.

    >>> without_markup("<p>1. Một &amp; hai.</p><p>2. Ba<b>.</b></p>"), without_markup("dưới 5 < 6 &c.")
    ('1. Một & hai.\n2. Ba.', 'dưới 5 < 6 &c.')
    """
    kept: list[str] = []
    reached, hidden = 0, ""
    for tag in _TAG.finditer(text):
        name = tag["name"].lower()
        if not hidden:
            kept += [text[reached : tag.start()], "\n" if name in _BREAKS else ""]
            hidden = name if name in _HIDDEN and not tag["end"] else ""
        elif tag["end"] and name == hidden:
            hidden = ""
        reached = tag.end()
    if not reached:
        return text
    lines = html.unescape("".join([*kept, "" if hidden else text[reached:]])).split("\n")
    return "\n".join(filter(None, (_SPACE.sub(" ", line).strip() for line in lines)))
