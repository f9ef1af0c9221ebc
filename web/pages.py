"""The templates, and what every page needs."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from corpus.provision import label_of
from corpus.work import STATUS_NAMES
from search.query import CLASS_NAMES
from web.checking.words import VERDICT_SIGNS, place_words, shortened, work_words
from web.words import (
    CLASS_OF_SOURCE_NAMES,
    NOT_LAW,
    ORIGIN_NAMES,
    STATUS_SIGNS,
    SUMMARY_TITLE,
    WHY_NAMES,
    dropped_words,
    full_name,
    sent_words,
    short_citation,
    title_of,
    vietnamese_day,
    vietnamese_number,
    will_send_words,
)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(
        day=vietnamese_day, count=vietnamese_number, place=label_of, shortened=shortened, host=_host
    )
    environment.globals.update(
        status_names=STATUS_NAMES,
        status_signs=STATUS_SIGNS,
        class_names=CLASS_NAMES,
        origin_names=ORIGIN_NAMES,
        source_class_names=CLASS_OF_SOURCE_NAMES,
        why_names=WHY_NAMES,
        summary_title=SUMMARY_TITLE,
        dropped_words=dropped_words,
        sent_words=sent_words,
        will_send_words=will_send_words,
        not_law=NOT_LAW,
        full_name=full_name,
        short_citation=short_citation,
        title_of=title_of,
        verdict_signs=VERDICT_SIGNS,
        place_words=place_words,
        work_words=work_words,
        asset=_asset,
    )
    return environment


def _host(address: str) -> str:
    """Return the name of the machine that an address leads to, for links too long to show."""
    return urlsplit(address).hostname or address


@cache
def _asset(name: str) -> str:
    """Return the address of a static file, which changes with its content."""
    content = files("web").joinpath("static", name).read_bytes()
    return f"/static/{name}?v={sha256(content).hexdigest()[:12]}"


@cache
def _style() -> tuple[str, str]:
    """Return the style sheet to stand inside a page, and its hash for the page's own policy."""
    content = files("web").joinpath("static", "cancu.css").read_text(encoding="utf-8")
    digest = b64encode(sha256(content.encode()).digest()).decode()
    return content, f"sha256-{digest}"


def rendered(template: str, **values: object) -> str:
    """Return a page that stands alone: its style inside it, no script, nothing from anywhere."""
    style, digest = _style()
    return _environment().get_template(template).render(values, style=style, style_hash=digest)


def page(template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """Return a rendered page."""
    return HTMLResponse(_environment().get_template(template).render(values), status)
