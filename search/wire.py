"""What stands between Haystack's generator and the network: limits, and a reply of one form."""

import json
from typing import Any

import httpcore2
import httpx

from corpus.deadline import Deadline
from search.timed_network import TimedNetwork

_MOST_BYTES = 256 * 1024  # of a reply; 800 tokens are a fiftieth of it
_OK = 200


class UnusableReplyError(httpx.TransportError):
    """The endpoint answered with something that cannot be used."""


def client_options(seconds: float) -> dict[str, Any]:
    """Return how the client is made: straight to the endpoint, no proxy, no redirect, no cookie of a past answer."""
    return {"transport": Wire(seconds), "trust_env": False, "follow_redirects": False}


class Wire(httpx.BaseTransport):
    """Makes one exchange within limits and hands on nothing of it but the status and the words.

    Each exchange has a connection of its own and one deadline for all of it: look-up, connection, headers, body.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._ssl_context = httpx.create_ssl_context()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request; return the status, and the words of the first choice as a completion of our own making."""
        request.headers["Accept-Encoding"] = "identity"  # a packed reply could grow without end
        deadline = Deadline(self._seconds)
        try:
            status, body = self._exchange(request, deadline)
        except httpcore2.TimeoutException as error:
            raise httpx.ReadTimeout(str(error), request=request) from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
            raise httpx.NetworkError(str(error), request=request) from error
        if status != _OK:
            return httpx.Response(status, json={"error": {}}, request=request)
        return httpx.Response(_OK, json=_completion(_words(body)), request=request)

    def _exchange(self, request: httpx.Request, deadline: Deadline) -> tuple[int, bytes]:
        network = TimedNetwork(deadline)
        with (
            httpcore2.ConnectionPool(ssl_context=self._ssl_context, network_backend=network) as pool,
            pool.stream(
                request.method,
                str(request.url),
                headers=request.headers.raw,
                content=request.read(),
                extensions={"timeout": dict.fromkeys(("connect", "read", "write", "pool"), self._seconds)},
            ) as response,
        ):
            return response.status, self._body(response) if response.status == _OK else b""

    def _body(self, response: httpcore2.Response) -> bytes:
        read = bytearray()
        for part in response.iter_stream():
            read += part
            if len(read) > _MOST_BYTES:
                raise UnusableReplyError("mô hình trả lời quá dài")
        return bytes(read)


def _words(body: bytes) -> str:
    """Return the text of the first choice. Raises UnusableReplyError for anything else."""
    try:
        words = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        words = None
    if not isinstance(words, str):
        raise UnusableReplyError("mô hình trả lời không đúng dạng")
    return words


def _completion(words: str) -> dict[str, Any]:
    message = {"role": "assistant", "content": words}
    choice = {"index": 0, "finish_reason": "stop", "message": message}
    return {"id": "1", "object": "chat.completion", "created": 0, "model": "", "choices": [choice]}
