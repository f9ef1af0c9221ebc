"""The door to search for terminal commands: the rooms themselves, or the service that already holds them.

One process owns the embedded index. While `cancu serve` runs on a home folder, questions from the terminal go to it.
"""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Protocol, cast
from urllib.parse import quote

from corpus.errors import CancuError
from search.index.protocol import IndexBusyError
from search.query import Filters, PersonClass
from web.desk import Desk
from web.rooms import Rooms
from web.schemas import AnswerJson, FoundJson, ProvisionJson
from web.shapes import View, answer_json, found_json, shown_json

_SECONDS = 60.0


class ServiceError(CancuError):
    """The running service refused or did not answer."""


class Door(Protocol):
    """Asks search, wherever it lives."""

    def find(self, query: str, on: date | None, k: int, filters: Filters) -> FoundJson:
        """Return hits."""

    def ask(
        self, question: str, on: date | None, identified_on: date | None, person_class: PersonClass | None
    ) -> AnswerJson:
        """Return an answer."""

    def show(self, citation: str, on: date | None) -> ProvisionJson:
        """Return one provision."""


@dataclass(frozen=True, slots=True)
class LocalDoor:
    """Search in this process."""

    rooms: Rooms
    today: date

    def find(self, query: str, on: date | None, k: int, filters: Filters) -> FoundJson:
        """Return hits."""
        return found_json(self.rooms.search.find(query, on=on or self.today, k=k, filters=filters), self._view(on))

    def ask(
        self, question: str, on: date | None, identified_on: date | None, person_class: PersonClass | None
    ) -> AnswerJson:
        """Return an answer."""
        answer = self.rooms.search.ask(
            question, on=on or self.today, identified_on=identified_on, person_class=person_class
        )
        return answer_json(answer, self._view(on))

    def show(self, citation: str, on: date | None) -> ProvisionJson:
        """Return one provision."""
        return shown_json(self.rooms.search.show(citation, on=on or self.today), self._view(on))

    def _view(self, on: date | None) -> View:
        return View(self.rooms.force, on or self.today, dated=on is not None)


@dataclass(frozen=True, slots=True)
class RemoteDoor:
    """Search in the service that runs on this home folder."""

    url: str

    def find(self, query: str, on: date | None, k: int, filters: Filters) -> FoundJson:
        """Return hits."""
        chosen = {name: getattr(filters, name) for name in ("type", "issuer", "place", "status", "source_class")}
        limits = {name: value for name, value in chosen.items() if value}
        body = {"query": query, "k": k, **_with_day(on), **({"filters": limits} if limits else {})}
        return cast("FoundJson", self._post("find", body))

    def ask(
        self, question: str, on: date | None, identified_on: date | None, person_class: PersonClass | None
    ) -> AnswerJson:
        """Return an answer."""
        body: dict[str, object] = {"question": question, **_with_day(on)}
        if identified_on:
            body["identified_on"] = identified_on.isoformat()
        if person_class:
            body["class"] = person_class.value
        return cast("AnswerJson", self._post("ask", body))

    def _post(self, route: str, body: dict[str, object]) -> object:
        request = urllib.request.Request(  # noqa: S310  # a loopback address written by our own service
            f"{self.url}/api/v1/{quote(route)}",
            data=json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=_SECONDS) as response:  # noqa: S310  # as above
                answer: object = json.load(response)
                return answer
        except urllib.error.HTTPError as error:
            raise ServiceError(_detail(error)) from error
        except (urllib.error.URLError, TimeoutError, ValueError) as error:
            raise ServiceError(
                f"Dịch vụ đang giữ chỉ mục ở {self.url} không trả lời. Hãy dừng nó rồi chạy lại lệnh này."
            ) from error


@contextmanager
def open_door(desk: Desk, today: date) -> Iterator[Door]:
    """Open the door of a home folder: the running service where there is one, else the rooms."""
    url = service_url(desk)
    with desk.rooms() as rooms:
        local = LocalDoor(rooms, today)
        if url is None:
            yield local
            return
        try:
            rooms.search.warm_up()
        except IndexBusyError:
            yield _Shared(local, RemoteDoor(url))
            return
        yield local


@dataclass(frozen=True, slots=True)
class _Shared:
    """Questions go to the service, provisions are read from the corpus, which many may read."""

    local: LocalDoor
    remote: RemoteDoor

    def find(self, query: str, on: date | None, k: int, filters: Filters) -> FoundJson:
        return self.remote.find(query, on, k, filters)

    def ask(
        self, question: str, on: date | None, identified_on: date | None, person_class: PersonClass | None
    ) -> AnswerJson:
        return self.remote.ask(question, on, identified_on, person_class)

    def show(self, citation: str, on: date | None) -> ProvisionJson:
        return self.local.show(citation, on)


def service_url(desk: Desk) -> str | None:
    """Return where a service of this home folder said it listens, or None."""
    try:
        url = json.loads(desk.home.service.read_text(encoding="utf-8"))["url"]
    except (FileNotFoundError, KeyError, TypeError, ValueError):
        return None
    return str(url)


def _with_day(on: date | None) -> dict[str, object]:
    return {"on": on.isoformat()} if on else {}


def _detail(error: urllib.error.HTTPError) -> str:
    try:
        return str(json.load(error)["detail"])
    except (KeyError, TypeError, ValueError):
        return f"Dịch vụ trả lời mã lỗi {error.code}."
