"""The endpoint of an optional language model: OpenAI's form of HTTP, as Ollama and vLLM speak it, through Haystack."""

import ipaddress
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from search.errors import BadSettingError
from search.prompt import Prompt

if TYPE_CHECKING:
    from haystack.components.generators.chat import OpenAIChatGenerator

SECONDS = 20.0  # for a reply; who asks waits no longer
_AT_ONCE = 8  # requests in this process; the web door has 40 threads for everybody
_SAMPLING = {"temperature": 0, "top_p": 1, "seed": 7, "max_tokens": 800}
_URL, _MODEL, _KEY = "CANCU_LLM_URL", "CANCU_LLM_MODEL", "CANCU_LLM_KEY"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSettings:
    """Where a model is asked."""

    url: str  # base of the API: "http://127.0.0.1:11434/v1"
    model: str
    key: str = field(default="", repr=False)

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "ModelSettings | None":
        """Read ``CANCU_LLM_URL``, ``CANCU_LLM_MODEL`` and ``CANCU_LLM_KEY``; None where no URL is set."""
        url, model, key = (env.get(name, "").strip() for name in (_URL, _MODEL, _KEY))
        if not url:
            return None
        if not _is_base(url):
            raise BadSettingError(
                _URL, "phải là địa chỉ http:// hoặc https:// không có mật khẩu, ví dụ http://127.0.0.1:11434/v1"
            )
        if not model or not model.isprintable():
            raise BadSettingError(_MODEL, f"phải ghi tên mô hình khi có {_URL}")
        if key and not (key.isascii() and key.isprintable() and " " not in key):
            raise BadSettingError(_KEY, "có ký tự không dùng được trong khóa")
        return cls(url=url.rstrip("/"), model=model, key=key)

    @property
    def host(self) -> str:
        """Return the host that questions are sent to; empty where it is this machine."""
        name = urlsplit(self.url).hostname or ""
        return "" if _is_loopback(name) else name


class Endpoint:
    """Asks the model; light to make, connects when first asked."""

    def __init__(self, settings: ModelSettings) -> None:
        self.settings = settings
        self._generator: OpenAIChatGenerator | None = None
        self._lock = threading.Lock()
        self._free = threading.BoundedSemaphore(_AT_ONCE)

    def reply(self, prompt: Prompt) -> str:
        """Return what the model writes. Raises NoReplyError with the reason."""
        if not self._free.acquire(blocking=False):
            raise NoReplyError("mô hình đang bận")
        try:
            return self._ask(prompt)
        finally:
            self._free.release()

    def _ask(self, prompt: Prompt) -> str:
        from haystack.dataclasses import ChatMessage  # noqa: PLC0415  # Haystack takes half a second to import
        from openai import APIStatusError, APITimeoutError, OpenAIError  # noqa: PLC0415  # as above

        from search.wire import UnusableReplyError  # noqa: PLC0415  # as above

        messages = [ChatMessage.from_system(prompt.system), ChatMessage.from_user(prompt.user)]
        try:
            (reply,) = self._open().run(messages=messages)["replies"]
        except APITimeoutError:
            raise NoReplyError(f"mô hình không trả lời trong {SECONDS:.0f} giây") from None
        except APIStatusError as error:
            raise NoReplyError(f"máy chủ của mô hình báo lỗi {error.status_code}") from None
        except OpenAIError as error:
            said = error.__cause__
            reason = str(said) if isinstance(said, UnusableReplyError) else "không kết nối được với máy chủ của mô hình"
            raise NoReplyError(reason) from None
        return str(reply.text or "")

    def _open(self) -> "OpenAIChatGenerator":
        from haystack.components.generators.chat import OpenAIChatGenerator  # noqa: PLC0415  # brings openai: a second
        from haystack.utils import Secret  # noqa: PLC0415  # as above

        from search.wire import client_options  # noqa: PLC0415  # as above

        with self._lock:
            if self._generator is None:
                self._generator = OpenAIChatGenerator(
                    api_key=Secret.from_token(self.settings.key or "none"),
                    model=self.settings.model,
                    api_base_url=self.settings.url,
                    generation_kwargs=dict(_SAMPLING),
                    timeout=SECONDS,
                    max_retries=0,
                    http_client_kwargs=client_options(SECONDS),
                )
                self._generator.warm_up()
            return self._generator


class NoReplyError(Exception):
    """The model gave nothing that can be used; the text is the reason, without a word of the question."""


def _is_base(url: str) -> bool:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return False
    plain = not (parts.username or parts.password or parts.query or parts.fragment)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and plain and url.isascii() and " " not in url


def _is_loopback(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")
