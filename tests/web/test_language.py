"""Two languages: every word of ours has its English, none is left over, and what a person chose is all that counts."""

import ast
import pkgutil
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes
from jinja2.ext import extract_from_ast
from starlette.testclient import TestClient

import corpus
import search
import web
from corpus.case import CLASS_NAMES, ROUTE_NAMES, SUPPORT_NAMES
from corpus.handbook import Regime
from corpus.matrix import load_table
from corpus.succession.model import State
from corpus.work import STATUS_NAMES
from web.entitlements.words import applies_words
from web.language.catalog import LANGUAGES, WRITTEN_IN, catalog, translations
from web.preferences import Preferences, Theme, read_preferences
from web.typed_days import BadDayError, typed_day
from web.words import CLASS_OF_SOURCE_NAMES, ORIGIN_NAMES, WHY_NAMES, sureness

ROOT = Path(web.__file__).parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
MODULES = sorted(ROOT.rglob("*.py"))
CATALOGUES = sorted((ROOT / "language" / "en").glob("*.po"))
_JINJA = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
_SAYING = ("_", "gettext", "ngettext")  # what templates hand their words to
_PLACE = re.compile(r"%\((\w+)\)[sd]")
_VIETNAMESE = re.compile("[À-ÖØ-öø-ưẠ-ỹ]")


@cache
def english() -> dict[str, str]:
    told: dict[str, str] = {}
    for message in catalog("en"):
        if isinstance(message.id, str):
            told[message.id] = str(message.string)
        else:  # one, and many
            told |= zip(message.id, message.string or (), strict=True)
    return {words: said for words, said in told.items() if words}


def said_in_template(path: Path) -> set[str]:
    """Return what a template hands to ``_`` or, as words that stand in it, to the filter ``tr``."""
    source = path.read_text(encoding="utf-8")
    parsed = _JINJA.parse(source)
    said = {words for _, _, words in extract_from_ast(parsed, _SAYING) if isinstance(words, str)}
    for one in parsed.find_all(nodes.Filter):
        if one.name == "tr":
            said |= set(_alternatives(one.node))
    return said


def _alternatives(node: nodes.Node | None) -> Iterator[str]:
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, nodes.CondExpr):
        yield from _alternatives(node.expr1)
        yield from _alternatives(node.expr2)


def _calls_of_tr(path: Path) -> list[ast.Call]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "tr" and call.args]


def said_in_module(path: Path) -> set[str]:
    """Return the words that a module hands to ``tr`` as they stand."""
    arguments = [call.args[0] for call in _calls_of_tr(path)]
    return {node.value for node in arguments if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def vocabularies() -> Iterator[tuple[str, dict[object, str]]]:
    """Give every table of names of ours, ``STATUS_NAMES`` and the like, with where it stands."""
    seen: set[int] = set()
    for room in (corpus, search, web):
        for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            if module.name.rpartition(".")[2] == "__main__":
                continue
            for name, value in vars(import_module(module.name)).items():
                if name.endswith("_NAMES") and isinstance(value, Mapping) and id(value) not in seen:
                    seen.add(id(value))
                    words = {key: one for key, one in value.items() if isinstance(one, str)}
                    if words and len(words) == len(value):
                        yield f"{module.name}.{name}", words


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_what_a_template_says_has_its_english(path: Path) -> None:
    assert sorted(words for words in said_in_template(path) if not english().get(words)) == []


@pytest.mark.parametrize("path", [path for path in MODULES if said_in_module(path)], ids=lambda path: path.stem)
def test_what_a_module_says_has_its_english(path: Path) -> None:
    assert sorted(words for words in said_in_module(path) if not english().get(words)) == []


def test_words_are_filled_in_after_they_are_translated_never_before() -> None:
    filled = [
        f"{path.name}:{call.lineno}"
        for path in MODULES
        for call in _calls_of_tr(path)
        if isinstance(call.args[0], ast.JoinedStr | ast.BinOp)
    ]
    assert filled == []


STAY_VIETNAMESE = {  # on no English page, or in words of the law
    "corpus.offices.ACT_NAMES",
    "corpus.provision.LEVEL_NAMES",
    "web.entitlements.tables.REGIME_NAMES",
    "web.packs.codec._NAMES",
}


@pytest.mark.parametrize(("name", "words"), [pytest.param(name, words, id=name) for name, words in vocabularies()])
def test_a_vocabulary_is_translated_whole_unless_it_stays_vietnamese(name: str, words: dict[object, str]) -> None:
    left = [word for word in words.values() if word not in english()]
    assert bool(left) is (name in STAY_VIETNAMESE), left


@pytest.mark.parametrize(
    "words", [STATUS_NAMES, CLASS_NAMES, ROUTE_NAMES, SUPPORT_NAMES, ORIGIN_NAMES, CLASS_OF_SOURCE_NAMES, WHY_NAMES]
)
def test_the_words_that_stand_on_most_pages_have_their_english(words: Mapping[object, str]) -> None:
    assert [word for word in words.values() if not english().get(word)] == []


def _strings_of_modules() -> set[str]:
    trees = [
        ast.parse(path.read_text(encoding="utf-8"))
        for room in (corpus, search, web)
        for path in sorted(Path(str(room.__file__)).parent.rglob("*.py"))
    ]
    constants = (node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {value for value in constants if isinstance(value, str)}


def _strings_of_templates() -> set[str]:
    parsed = [_JINJA.parse(path.read_text(encoding="utf-8")) for path in TEMPLATES]
    constants = {one.value for tree in parsed for one in tree.find_all(nodes.Const) if isinstance(one.value, str)}
    return constants.union(*map(said_in_template, TEMPLATES))


def test_nothing_is_translated_that_nobody_says() -> None:
    named = {word for _, words in vocabularies() for word in words.values()}
    said = _strings_of_modules() | _strings_of_templates() | named | composed() | names_of_the_matrix()
    assert sorted(set(english()) - said) == []


def composed() -> set[str]:
    """Return sentences that code puts together, each made here as the code makes it."""
    with pytest.raises(BadDayError) as told:
        typed_day("01/01/1700")
    return {sureness(State.SUGGESTED, 0.0), *map(applies_words, Regime), str(told.value)}


def names_of_the_matrix() -> set[str]:
    """Return what the classes of the matrix are called under either law."""
    return set(load_table().old_names.values())


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_catalogue_is_whole(path: Path) -> None:
    messages = [one for one in read_po(BytesIO(path.read_bytes()), abort_invalid=True) if one.id]
    assert messages
    assert [one.id for one in messages if not one.string or one.fuzzy] == []
    assert [one.id for one in messages if _VIETNAMESE.search(str(one.string).replace("Căn Cứ", ""))] == []


@pytest.mark.parametrize("words", sorted(words for words in english() if "%" in words))
def test_both_languages_have_the_same_places_to_fill(words: str) -> None:
    places = set(_PLACE.findall(words))
    assert places == set(_PLACE.findall(english()[words]))
    if places:
        values = dict.fromkeys(places, 1)
        assert words % values
        assert english()[words] % values


def test_words_stand_in_one_catalogue_only() -> None:
    known: dict[object, str] = {}
    for path in CATALOGUES:
        for message in read_po(BytesIO(path.read_bytes())):
            if message.id:
                assert known.setdefault(message.id, path.name) == path.name, f"{message.id}: also in {path.name}"


def test_the_language_that_pages_are_written_in_needs_no_catalogue() -> None:
    assert translations(WRITTEN_IN).gettext("Trợ giúp") == "Trợ giúp"
    assert translations("en").gettext("Trợ giúp") == "Help"
    assert translations("../../etc").gettext("Trợ giúp") == "Trợ giúp"
    assert set(LANGUAGES) == {WRITTEN_IN, "en"}


@pytest.mark.parametrize(
    ("cookies", "expected"),
    [
        pytest.param({}, Preferences(), id="none"),
        pytest.param({"ngon_ngu": "en"}, Preferences(language="en"), id="English"),
        pytest.param({"giao_dien": "dark"}, Preferences(theme=Theme.DARK), id="dark"),
        pytest.param({"phim_tat": "0"}, Preferences(shortcuts=False), id="no keys"),
        pytest.param({"ngon_ngu": "EN", "giao_dien": "DARK"}, Preferences(), id="other case"),
        pytest.param({"ngon_ngu": "fr", "giao_dien": "pink", "phim_tat": "2"}, Preferences(), id="no choices of ours"),
        pytest.param({"ngon_ngu": "../en", "giao_dien": '"><script>'}, Preferences(), id="attacks"),
        pytest.param({"language": "en", "Ngon_Ngu": "en"}, Preferences(), id="other names"),
        pytest.param({"ngon_ngu": "", "giao_dien": "", "phim_tat": ""}, Preferences(), id="empty"),
    ],
)
def test_cookies_count_where_they_are_choices_of_ours(cookies: dict[str, str], expected: Preferences) -> None:
    assert read_preferences(cookies, "/") == expected


@pytest.mark.parametrize(
    ("cookie", "language"),
    [("ngon_ngu=en", "en"), ("ngon_ngu=vi", "vi"), ("ngon_ngu=xx", "vi"), ('ngon_ngu="en', "vi"), ("en", "vi")],
)
def test_a_page_says_which_language_it_is_in(client: TestClient, cookie: str, language: str) -> None:
    shown = client.get("/tro-giup", headers={"Cookie": cookie})
    assert shown.headers["content-language"] == language
    assert f'<html lang="{language}"' in shown.text


def test_a_choice_is_kept_and_leads_back(client: TestClient) -> None:
    chosen = client.post(
        "/tuy-chon", data={"ngon_ngu": "en", "giao_dien": "dark", "ve": "/kho?trang=2"}, follow_redirects=False
    )
    assert (chosen.status_code, chosen.headers["location"]) == (303, "/kho?trang=2")
    kept = {header.partition(";")[0]: header for header in chosen.headers.get_list("set-cookie")}
    assert set(kept) == {"ngon_ngu=en", "giao_dien=dark", "phim_tat=1"}
    for header in kept.values():
        assert "HttpOnly" in header
        assert "SameSite=lax" in header
    assert client.get("/").headers["content-language"] == "en"


def test_one_choice_leaves_the_others_as_they_are(client: TestClient) -> None:
    client.post("/tuy-chon", data={"giao_dien": "dark"})
    client.post("/tuy-chon", data={"ngon_ngu": "en"})
    shown = client.get("/tro-giup").text
    assert '<html lang="en">' in shown
    assert re.search(r'<link rel="stylesheet" href="/static/dark\.css\?v=\w+" media="screen">', shown)


@pytest.mark.parametrize(
    "led",
    [
        "https://evil.example",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "/\r\nLocation: https://evil.example",
        "\t//evil.example",
        " //evil.example",
        "/\x00/evil.example",
        "/\u2028/evil.example",
        "https:evil.example",
        "http:/evil.example",
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "@evil.example",
        ".evil.example",
        "%2f%2fevil.example",
        "/%2fevil.example",
        "/%5cevil.example",
        "/..//evil.example",
        "/.//evil.example",
        "/x/..//evil.example",
        "／／evil.example",
        "/／evil.example",
        "/@evil.example",
        "?ve=//evil.example",
        "#//evil.example",
        "",
    ],
)
def test_a_choice_leads_to_no_other_site(client: TestClient, led: str) -> None:
    for chosen in (
        client.post("/tuy-chon", data={"ngon_ngu": "en", "ve": led}, follow_redirects=False),
        client.post("/tuy-chon", data={"ve": led}, headers={"Cookie": "ngon_ngu=en"}, follow_redirects=False),
    ):
        assert chosen.status_code == 303
        location = chosen.headers["location"]
        assert location.startswith("/")
        assert "\n" not in location
        base = "http://127.0.0.1:8000/tuy-chon"
        reached = urlsplit(urljoin(base, location.replace("\\", "/")))
        assert (reached.scheme, reached.netloc) == ("http", "127.0.0.1:8000")


def test_the_page_of_choices_leads_to_no_other_site_either(client: TestClient) -> None:
    shown = client.get("/tuy-chon", params={"ve": "//evil.example"}).text
    assert "evil.example" not in shown.partition("<main")[2].partition("</main")[0]


def test_the_sheets_and_scripts_of_templates_are_ours() -> None:
    names = {one.name for one in files("web").joinpath("static").iterdir()}
    used = {
        name
        for path in TEMPLATES
        for name in re.findall(r'"([\w-]+\.(?:css|js|svg))"', path.read_text(encoding="utf-8"))
    }
    assert used <= names
