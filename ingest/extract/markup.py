"""Marks of HTML that were left in the words of a field of data."""

import html
import re

_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>p|br|div|span|b|i|u|strong|em|a|font|sup|sub|table|tbody|thead|tr|t[dh]|[uo]l|li|h[1-6])"
    r"(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"<(?P<name>script|style)\b[^<>]{0,2000}>.*?</(?P=name)\s*>", re.IGNORECASE | re.DOTALL)
_BREAKS = frozenset(("p", "br", "div", "table", "tr", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6"))
_BLANKS = re.compile(r"[ \t]*\n\s*")


def without_markup(text: str) -> str:
    r"""Return the words without tags; a text that has none comes back as it is, its signs "<" and "&" too.

    >>> without_markup("<p>1. Một &amp; hai.</p><p>2. Ba<b>.</b></p>"), without_markup("dưới 5 < 6 &c.")
    ('1. Một & hai.\n2. Ba.', 'dưới 5 < 6 &c.')
    """
    if not _TAG.search(text):
        return text
    plain = _TAG.sub(lambda tag: "\n" if tag["name"].lower() in _BREAKS else "", _HIDDEN.sub("", text))
    return _BLANKS.sub("\n", html.unescape(plain)).strip()
