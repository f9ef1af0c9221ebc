"""What every route stands on: the corpus, search, the settings of the door, the day it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, cast

from fastapi import Depends, Request

from corpus.force import ForceTable
from corpus.gaps import Gap
from corpus.store import CorpusStore
from corpus.succession import Successions
from search.service import SearchFace
from web.checking.draft import Report
from web.errors import ProblemError
from web.holdings import Holdings
from web.jobs import Jobs
from web.kept_uploads import KeptUploads
from web.library.remember import Remembered
from web.library.shelf import Shelf
from web.notebook import Notebook
from web.originals import Originals
from web.security import Pace
from web.sessions import Sessions
from web.settings import WebSettings
from web.shapes import View
from web.slips import Slip, Slips
from web.stale.review import Review
from web.turns import Turns


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The parts a route may use; made once, shared by all threads."""

    face: SearchFace
    store: CorpusStore
    force: ForceTable
    settings: WebSettings
    jobs: Jobs
    slips: Slips[Slip]
    reports: Slips[Report]
    reviews: Slips[Review]
    drafts: Turns  # of those whose file is read or written in a child process
    successions: Successions
    sessions: Sessions
    uploads: KeptUploads | None  # where files that are sent wait for their job; None: none can be sent
    shelves: Remembered[Shelf]
    holdings: Remembered[Holdings]
    gaps: Remembered[list[Gap]]
    today: Callable[[], date]
    not_ready: Callable[[], str]  # why questions cannot be answered yet; empty when they can
    feedback_pace: Pace  # of everybody together
    notebook: Notebook | None = None  # where what people make is kept
    originals: Originals  # pictures of the pages of what was ingested

    def notes(self) -> Notebook:
        """Return the notebook. Raises ProblemError where this service keeps none."""
        if self.notebook is None:
            raise ProblemError(503, "no_notebook", "Dịch vụ này không có nơi giữ bộ tài liệu và góp ý.")
        return self.notebook

    def view(self, on: date | None) -> View:
        """Return how things are shown for a day; today when none was named."""
        return View(self.force, on or self.today(), dated=on is not None)


def _ground(request: Request) -> Ground:
    return cast("Ground", request.app.state.ground)  # set by web.app.create_app


Here = Annotated[Ground, Depends(_ground)]
