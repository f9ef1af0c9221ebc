"""A real HTTP server that plays a language model: well, badly, or gullibly."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from search.endpoint import ModelSettings


@dataclass(frozen=True, slots=True)
class Asked:
    """What the endpoint received."""

    path: str
    body: dict[str, Any]
    headers: dict[str, str]

    @property
    def words(self) -> str:
        """Return all messages as one text."""
        return "\n".join(message["content"] for message in self.body["messages"])


@dataclass(frozen=True, slots=True)
class Said:
    """What the endpoint answers: bytes as they are, perhaps piece by piece."""

    body: bytes
    status: int = 200
    kind: str = "application/json"
    before: float = 0.0  # seconds until it begins
    between: float = 0.0  # seconds between single bytes
    headers: dict[str, str] = field(default_factory=dict)
    raw: tuple[bytes, ...] = ()  # sent instead: the first piece once, the second over and over


def completion(words: object, **extra: object) -> Said:
    """Return a chat completion as vLLM and Ollama give it."""
    message = {"role": "assistant", "content": words, **extra}
    choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
    whole = {"id": "c", "object": "chat.completion", "created": 1, "model": "gia", "choices": [choice], "usage": None}
    return Said(json.dumps(whole, ensure_ascii=False).encode())


@dataclass(slots=True)
class FakeModel:
    """The endpoint: answers by a function of what it is asked, and remembers it."""

    answers: Callable[[Asked], Said]
    url: str = ""
    asked: list[Asked] = field(default_factory=list)

    def settings(self, **changes: str) -> ModelSettings:
        """Return the settings that lead here."""
        return ModelSettings(**{"url": self.url, "model": "gia", "key": "khoa-bi-mat", **changes})


@contextmanager
def playing(answers: Callable[[Asked], Said]) -> Iterator[FakeModel]:
    """Run the endpoint on a free port of this machine."""
    model = FakeModel(answers)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            asked = Asked(self.path, json.loads(raw), {name.lower(): value for name, value in self.headers.items()})
            model.asked.append(asked)
            _send(self, model.answers(asked))

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    model.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _send(handler: BaseHTTPRequestHandler, said: Said) -> None:
    time.sleep(said.before)
    try:
        if said.raw:
            _send_on_and_on(handler, said)
            return
        handler.send_response(said.status)
        handler.send_header("Content-Type", said.kind)
        handler.send_header("Content-Length", str(len(said.body)))
        for name, value in said.headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        if not said.between:
            handler.wfile.write(said.body)
            return
        for byte in said.body:
            handler.wfile.write(bytes([byte]))
            handler.wfile.flush()
            time.sleep(said.between)
    except OSError:
        pass  # the one who asked has hung up


def _send_on_and_on(handler: BaseHTTPRequestHandler, said: Said) -> None:
    """Send the first piece once and the second for ten seconds: headers that do not end."""
    first, again = said.raw
    handler.wfile.write(first)
    until = time.monotonic() + 10
    while time.monotonic() < until:
        handler.wfile.write(again)
        handler.wfile.flush()
        time.sleep(said.between)
