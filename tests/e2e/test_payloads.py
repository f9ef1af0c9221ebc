"""Pages that carry every payload at once, in a real browser: nothing runs, nothing is asked of elsewhere."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from corpus.catalogue import load_catalogue
from corpus.force import ForceTable
from tests.attack.payload_shelf import CARRIER, fill
from tests.attack.payloads import PAYLOADS
from tests.e2e.conftest import served
from tests.e2e.visiting import visits
from tests.fakes import RecordingLoad, WordSearch
from tests.web.shelf import TODAY
from web.app import Outside, create_app
from web.notebook import Notebook
from web.settings import WebSettings

pytestmark = pytest.mark.browser
_QUESTION = 1_900  # characters, under what the form takes


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the shelf of payloads."""
    folder = tmp_path_factory.mktemp("payloads")
    with fill(folder / "corpus.db") as store, Notebook(folder / "notebook.db") as notebook:
        force = ForceTable(load_catalogue())
        app = create_app(
            WordSearch(store, force),
            store,
            force,
            WebSettings(requests_per_minute=0, upload_folder=folder / "uploads"),
            RecordingLoad(),
            outside=Outside(today=lambda: TODAY, notebook=notebook),
        )
        with served(app) as base:
            yield base


def questions() -> list[str]:
    """Return the payloads joined into as few questions as the form takes."""
    joined, last = [], ""
    for payload in PAYLOADS:
        if len(last) + len(payload) > _QUESTION:
            joined.append(last)
            last = ""
        last += f" tiền ăn {payload}"
    return [*joined, last]


def test_nothing_of_all_payloads_runs(browser: Browser, attacked: str) -> None:
    alarm = "window.alert = () => { throw new Error('a payload ran'); };"
    for visit in visits(browser, attacked):
        visit.page.add_init_script(alarm)
        for path in (f"/vb/{CARRIER.slug}", f"/vb/{CARRIER.slug}/dieu-1", "/kho", "/kho?trang=3", "/kho?trang=6"):
            visit.open(path)
            assert visit.page.locator("main h1").count() == 1
        for question in questions():
            visit.ask(question)
            assert visit.page.locator("main h1").count() == 1
            assert visit.page.evaluate("document.body.dataset.shortcuts") == "on"
        visit.open(f"/vb/{CARRIER.slug}/dieu-9")
        for link in visit.page.locator("main a[href]").all()[:60]:
            target = link.evaluate("one => new URL(one.href).protocol")
            assert target in ("http:", "https:", "tel:")


def test_a_payload_that_is_not_escaped_would_be_noticed(browser: Browser, attacked: str) -> None:
    for visit in visits(browser, attacked, bypass_csp=True):
        visit.open("/tro-giup")
        visit.page.evaluate("document.querySelector('main').innerHTML = '<img src=x onerror=alert(1)>'")
        visit.page.wait_for_timeout(300)
        assert any("dialog" in said for said in visit.errors)
        visit.errors.clear()
