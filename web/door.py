"""The door to search for terminal commands: the rooms themselves, or the service that already holds them.

One process owns the embedded index. While `cancu serve` runs on a home folder, questions from the terminal go to it.
"""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from http.client import HTTPException
from typing import Protocol, cast

from corpus.errors import CancuError
from corpus.home import Home
from search.index.protocol import IndexBusyError
from search.query import Filters, PersonClass
from web.answer_schemas import AnswerJson
from web.desk import Desk
from web.link_schemas import ShownJson
from web.links import with_links
from web.rooms import Rooms
from web.schemas import FoundJson
from web.shapes import View, answer_json, found_json, shown_json

_SECONDS = 60.0  # for an answer of the service
_HEALTH_SECONDS = 2.0  # for a sign of life
_PATIENCE_SECONDS = 15.0  # a question holds the index for a second or less; an `eval` for minutes
_PAUSE_SECONDS = 0.1


class ServiceError(CancuError):
    """The running service refused or did not answer."""


class Door(Protocol):
    """Asks search, wherever it lives."""

    def find(self, query: str, on: date | None, k: int, filters: Filters, *, as_typed: bool = False) -> FoundJson:
        """Return hits."""

    def ask(
        self,
        question: str,
        on: date | None,
        identified_on: date | None,
        person_class: PersonClass | None,
        *,
        as_typed: bool = False,
    ) -> AnswerJson:
        """Return an answer."""

    def show(self, citation: str, on: date | None) -> ShownJson:
        """Return one provision."""


@dataclass(frozen=True, slots=True)
class LocalDoor:
    """Search in this process."""

    rooms: Rooms
    today: date

    def find(self, query: str, on: date | None, k: int, filters: Filters, *, as_typed: bool = False) -> FoundJson:
        """Return hits."""
        found = self.rooms.search.find(query, on=on or self.today, k=k, filters=filters, as_typed=as_typed)
        return found_json(found, self._view(on))

    def ask(
        self,
        question: str,
        on: date | None,
        identified_on: date | None,
        person_class: PersonClass | None,
        *,
        as_typed: bool = False,
    ) -> AnswerJson:
        """Return an answer."""
        answer = self.rooms.search.ask(
            question,
            on=on or self.today,
            identified_on=identified_on,
            person_class=person_class,
            as_typed=as_typed,
            dated=on is not None,
        )
        return answer_json(answer, self._view(on or (answer.on if answer.on != self.today else None)))

    def show(self, citation: str, on: date | None) -> ShownJson:
        """Return one provision."""
        shown, view = self.rooms.search.show(citation, on=on or self.today), self._view(on)
        return with_links(
            shown_json(shown, self.rooms.store, view), self.rooms.store, shown.held.work, shown.provision, view
        )

    def _view(self, on: date | None) -> View:
        return View(self.rooms.force, on or self.today, dated=on is not None)


@dataclass(frozen=True, slots=True)
class RemoteDoor:
    """Search in the service that runs on this home folder."""

    url: str

    def find(self, query: str, on: date | None, k: int, filters: Filters, *, as_typed: bool = False) -> FoundJson:
        """Return hits."""
        chosen = {
            name: getattr(filters, name) for name in ("type", "issuer", "place", "status", "source_class", "support")
        }
        limits = {name: value for name, value in chosen.items() if value}
        body = {
            "query": query,
            "k": k,
            **_with_day(on),
            **({"filters": limits} if limits else {}),
            **_literally(as_typed),
        }
        return cast("FoundJson", self._post("find", body))

    def ask(
        self,
        question: str,
        on: date | None,
        identified_on: date | None,
        person_class: PersonClass | None,
        *,
        as_typed: bool = False,
    ) -> AnswerJson:
        """Return an answer."""
        body: dict[str, object] = {"question": question, **_with_day(on), **_literally(as_typed)}
        if identified_on:
            body["identified_on"] = identified_on.isoformat()
        if person_class:
            body["class"] = person_class.value
        return cast("AnswerJson", self._post("ask", body))

    def alive(self) -> bool:
        """Tell whether a service of ours answers there."""
        try:
            return bool(self._send("healthz", None, _HEALTH_SECONDS) == {"status": "ok"})
        except (OSError, HTTPException, ValueError):
            return False

    def _post(self, route: str, body: dict[str, object]) -> object:
        try:
            return self._send(f"api/v1/{route}", json.dumps(body).encode(), _SECONDS)
        except urllib.error.HTTPError as error:
            raise ServiceError(_detail(error)) from error
        except (OSError, HTTPException, ValueError) as error:
            raise ServiceError(
                f"Dịch vụ đang giữ chỉ mục ở {self.url} không trả lời. Hãy dừng nó rồi chạy lại lệnh này."
            ) from error

    def _send(self, route: str, body: bytes | None, seconds: float) -> object:
        """Send a request past any proxy; the service knows itself by a loopback name, whatever it listens on."""
        headers = {"Content-Type": "application/json", "Host": "localhost"}
        request = urllib.request.Request(f"{self.url}/{route}", data=body, headers=headers)  # noqa: S310  # http, see service_url
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=seconds) as response:
            answer: object = json.load(response)
            return answer


@dataclass(frozen=True, slots=True)
class HomeDoor:
    """The door of a home folder: its running service where there is one, else the rooms.

    Provisions are read from the corpus, which many may read; only questions need the index, which has one owner.
    """

    home: Home
    local: LocalDoor
    patience: float = _PATIENCE_SECONDS

    def find(self, query: str, on: date | None, k: int, filters: Filters, *, as_typed: bool = False) -> FoundJson:
        """Return hits."""
        return self._holder().find(query, on, k, filters, as_typed=as_typed)

    def ask(
        self,
        question: str,
        on: date | None,
        identified_on: date | None,
        person_class: PersonClass | None,
        *,
        as_typed: bool = False,
    ) -> AnswerJson:
        """Return an answer."""
        return self._holder().ask(question, on, identified_on, person_class, as_typed=as_typed)

    def show(self, citation: str, on: date | None) -> ShownJson:
        """Return one provision."""
        return self.local.show(citation, on)

    def _holder(self) -> LocalDoor | RemoteDoor:
        """Return who holds the index; another command that holds it for a moment is waited for."""
        until = time.monotonic() + self.patience
        while True:
            remote = service_of(self.home)
            if remote is not None and remote.alive():
                return remote
            try:
                self.local.rooms.search.hold()
            except IndexBusyError:
                if time.monotonic() > until:
                    raise
                time.sleep(_PAUSE_SECONDS)
                continue
            return self.local


@contextmanager
def open_door(desk: Desk, today: date) -> Iterator[Door]:
    """Open the door of a home folder."""
    with desk.rooms() as rooms:
        yield HomeDoor(desk.home, LocalDoor(rooms, today))


def service_of(home: Home) -> RemoteDoor | None:
    """Return the service that said in this home folder where it listens, or None; it may have died since."""
    try:
        url = str(json.loads(home.service.read_text(encoding="utf-8"))["url"])
    except (OSError, KeyError, TypeError, ValueError):
        return None
    return RemoteDoor(url) if url.startswith("http://") else None


def _with_day(on: date | None) -> dict[str, object]:
    return {"on": on.isoformat()} if on else {}


def _literally(as_typed: bool) -> dict[str, object]:  # a field of the body
    return {"as_typed": True} if as_typed else {}


def _detail(error: urllib.error.HTTPError) -> str:
    try:
        return str(json.load(error)["detail"])
    except (KeyError, TypeError, ValueError):
        return f"Dịch vụ trả lời mã lỗi {error.code}."
