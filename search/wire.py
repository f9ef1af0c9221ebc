"""What stands between Haystack's generator and the network: limits, and a reply of one form."""

import json
import time
from typing import Any

import httpx

_MOST_BYTES = 256 * 1024  # of a reply; 800 tokens are a fiftieth of it
_OK = 200


class UnusableReplyError(httpx.TransportError):
    """The endpoint answered with something that cannot be used."""


def client_options(seconds: float) -> dict[str, Any]:
    """Return how the client is made: straight to the endpoint, no proxy, no redirect, no cookie of a past answer."""
    return {"transport": Wire(httpx.HTTPTransport(), seconds), "trust_env": False, "follow_redirects": False}


class Wire(httpx.BaseTransport):
    """Reads a reply within limits and hands on nothing of it but the status and the words."""

    def __init__(self, inner: httpx.BaseTransport, seconds: float) -> None:
        self._inner = inner
        self._seconds = seconds

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request; return the status, and the words of the first choice as a completion of our own making."""
        request.headers["Accept-Encoding"] = "identity"  # a packed reply could grow without end
        until = time.monotonic() + self._seconds
        response = self._inner.handle_request(request)
        try:
            if response.status_code != _OK:
                return httpx.Response(response.status_code, json={"error": {}}, request=request)
            body = self._body(response, until)
        finally:
            response.close()
        return httpx.Response(_OK, json=_completion(_words(body)), request=request)

    def _body(self, response: httpx.Response, until: float) -> bytes:
        read = bytearray()
        stream = response.stream
        if not isinstance(stream, httpx.SyncByteStream):
            raise UnusableReplyError("mô hình trả lời không đúng dạng")
        for part in stream:
            read += part
            if len(read) > _MOST_BYTES:
                raise UnusableReplyError("mô hình trả lời quá dài")
            if time.monotonic() > until:
                raise UnusableReplyError(f"mô hình không trả lời xong trong {self._seconds:.0f} giây")
        return bytes(read)

    def close(self) -> None:
        """Close the connections."""
        self._inner.close()


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
