"""The templates, and what every page needs."""

from base64 import b64encode
from dataclasses import replace
from functools import cache
from hashlib import sha256
from http import HTTPStatus
from importlib.resources import files
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from corpus.provision import label_of
from corpus.work import STATUS_NAMES
from search.query import CLASS_NAMES
from web.checking.words import VERDICT_SIGNS, place_words, shortened, work_words
from web.language.catalog import LANGUAGES, translations
from web.preferences import current, tr
from web.qr import qr
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
        loader=PackageLoader("web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_callables(_gettext, _ngettext, newstyle=True)  # type: ignore[attr-defined]  # set by the extension
    environment.filters.update(
        day=vietnamese_day, count=_counted, tr=tr, place=label_of, shortened=shortened, host=_host
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
        languages=LANGUAGES,
        script_words=_script_words,
        qr=qr,
        public=_public,
    )
    return environment


def _gettext(words: str) -> str:
    return translations(current().language).gettext(words) if words else ""


def _ngettext(one: str, many: str, count: int) -> str:
    return translations(current().language).ngettext(one, many, count)


def _counted(number: int) -> str:
    """Return a whole number as the language of the page writes it."""
    return vietnamese_number(number) if current().language == "vi" else f"{number:,}"


def _public(path: str) -> str:
    """Return the whole address of a page of ours, for paper."""
    return f"{current().origin}{path}"


def _script_words() -> dict[str, str]:
    """Return what scripts say to a person, in the language of the page."""
    return {
        "copy": tr("Sao chép"),
        "copied": tr("Đã sao chép"),
        "select": tr("Đã chọn, hãy nhấn Ctrl+C"),
        "nothing": tr("Chưa chọn mục nào để sao chép"),
    }


def _host(address: str) -> str:
    """Return the name of the machine that an address leads to, for links too long to show."""
    return urlsplit(address).hostname or address


@cache
def _asset(name: str) -> str:
    """Return the address of a static file, which changes with its content."""
    content = files("web").joinpath("static", name).read_bytes()
    return f"/static/{name}?v={sha256(content).hexdigest()[:12]}"


@cache
def _style(sheets: tuple[str, ...]) -> tuple[str, str]:
    """Return the style sheets to stand inside a page, and their hash for the page's own policy."""
    static = files("web").joinpath("static")
    content = "".join(static.joinpath(name).read_text(encoding="utf-8") for name in ("cancu.css", *sheets))
    digest = b64encode(sha256(content.encode()).digest()).decode()
    return content, f"sha256-{digest}"


def rendered(template: str, *, sheets: tuple[str, ...] = (), **values: object) -> str:
    """Return a page that stands alone: its style inside it, no script, nothing from anywhere."""
    style, digest = _style(sheets)
    return _environment().get_template(template).render(values, style=style, style_hash=digest, prefers=current())


def page(template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """Return a rendered page."""
    prefers = current() if status < HTTPStatus.BAD_REQUEST else replace(current(), path="/")  # repeat nothing refused
    headers = {"Content-Language": prefers.language}
    return HTMLResponse(_environment().get_template(template).render(values, prefers=prefers), status, headers)
