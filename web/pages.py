"""The templates, and what every page needs."""

import re
from base64 import b64encode
from dataclasses import replace
from functools import cache
from hashlib import sha256
from http import HTTPStatus
from importlib.resources import files
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from corpus.case import SUPPORT_NAMES
from corpus.provision import label_of
from corpus.work import STATUS_NAMES
from search.query import CLASS_NAMES
from web.answer_words import FILTER_NAMES, REFUSAL_WORDS, WARNING_WORDS
from web.checking.words import VERDICT_SIGNS, place_words, shortened, work_words
from web.language.catalog import LANGUAGES, translations
from web.preferences import current, tr, way_back
from web.qr import qr
from web.words import (
    CLASS_OF_SOURCE_NAMES,
    NOT_LAW,
    ORIGIN_NAMES,
    STATUS_SIGNS,
    WHY_NAMES,
    full_name,
    short_citation,
    title_of,
    vietnamese_day,
    vietnamese_number,
)

_PLACE = re.compile(
    r"\b(Điều|[Kk]hoản|[Đđ]iểm|Chương|Phần|Mục|Tiểu mục|Phụ lục|[Tt]rang|[Nn]gày|[Pp]age) "
    r"(?=(?:\d+[a-zđ]?|[IVXLC]+|[a-zđ])\b)"
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
        day=vietnamese_day,
        count=_counted,
        tr=tr,
        place=label_of,
        shortened=shortened,
        host=_host,
        unbroken=unbroken,
        begin=_begun,
    )
    environment.globals.update(
        status_names=STATUS_NAMES,
        status_signs=STATUS_SIGNS,
        class_names=CLASS_NAMES,
        support_names=SUPPORT_NAMES,
        refusal_words=REFUSAL_WORDS,
        warning_words=WARNING_WORDS,
        filter_names=FILTER_NAMES,
        origin_names=ORIGIN_NAMES,
        source_class_names=CLASS_OF_SOURCE_NAMES,
        why_names=WHY_NAMES,
        not_law=NOT_LAW,
        full_name=full_name,
        short_citation=short_citation,
        title_of=title_of,
        verdict_signs=VERDICT_SIGNS,
        place_words=place_words,
        work_words=work_words,
        asset=asset,
        languages=LANGUAGES,
        script_words=_script_words,
        qr=qr,
        public=_public,
    )
    return environment


def unbroken(words: str) -> str:
    r"""Return our own words with "Điều 5" and its like held together where a line ends; the law's are never changed.

    >>> unbroken("khoản 2 Điều 5 Luật")
    'khoản\xa02 Điều\xa05 Luật'
    """
    return _PLACE.sub("\\1\u00a0", words)


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


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
def asset(name: str) -> str:
    """Return the address of a static file, which changes with its content."""
    content = files("web").joinpath("static", name).read_bytes()
    return f"/static/{name}?v={sha256(content).hexdigest()[:12]}"


@cache
def _style(sheets: tuple[str, ...]) -> tuple[str, str]:
    """Return the style sheets to stand inside a page, and their hash for the page's own policy."""
    static = files("web").joinpath("static")
    light, dark, *own = (
        static.joinpath(name).read_text(encoding="utf-8") for name in ("cancu.css", "dark.css", *sheets)
    )
    content = "".join((light, f"@media screen and (prefers-color-scheme: dark) {{\n{dark}}}\n", *own))
    digest = b64encode(sha256(content.encode()).digest()).decode()
    return content, f"sha256-{digest}"


def rendered(template: str, *, sheets: tuple[str, ...] = (), **values: object) -> str:
    """Return a page that stands alone: its style inside it, no script, nothing from anywhere."""
    style, digest = _style(sheets)
    return _environment().get_template(template).render(values, style=style, style_hash=digest, prefers=current())


def page(template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """Return a rendered page."""
    repeated = way_back(current().path) if status < HTTPStatus.BAD_REQUEST else "/"  # nothing that was refused
    prefers = replace(current(), path=repeated)
    headers = {"Content-Language": prefers.language}
    return HTMLResponse(_environment().get_template(template).render(values, prefers=prefers), status, headers)
