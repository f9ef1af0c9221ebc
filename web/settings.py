"""Settings of the web door, read once by the command that starts it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_MIB = 1024 * 1024
LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, kw_only=True)
class WebSettings:
    """What the web door allows. Host names are without a port; ``*`` lets any host pass."""

    hosts: tuple[str, ...] = LOOPBACK_HOSTS
    admin_token: str = ""  # empty: nobody ingests over HTTP
    ingest_folder: Path | None = None  # paths sent to /api/v1/ingest must lie below it
    upload_folder: Path | None = None  # where uploaded files wait for their job
    source_folder: Path | None = None  # where originals are kept; None: none can be read again
    max_body: int = _MIB  # bytes of a JSON body or a form
    max_upload: int = 64 * _MIB  # bytes of a multipart body
    model_host: str = ""  # another machine that questions are sent to for a summary; empty: none
    log_requests: bool = True  # a line of JSON for each, without what was typed
    requests_per_minute: int = 600  # per client address, other machines only; 0 does not limit

    @classmethod
    def from_env(
        cls, env: Mapping[str, str], *, upload_folder: Path | None = None, source_folder: Path | None = None
    ) -> "WebSettings":
        """Read ``CANCU_*`` variables; a bad value raises ValueError naming the variable."""
        hosts = tuple(filter(None, (host.strip() for host in env.get("CANCU_HOSTS", "").split(","))))
        folder = env.get("CANCU_INGEST_FOLDER", "")
        return cls(
            hosts=(*LOOPBACK_HOSTS, *hosts),
            admin_token=env.get("CANCU_ADMIN_TOKEN", ""),
            ingest_folder=Path(folder).resolve() if folder else None,
            upload_folder=upload_folder,
            source_folder=source_folder,
            log_requests=bool(_whole(env, "CANCU_LOG_REQUESTS", 1)),
            max_upload=_whole(env, "CANCU_MAX_UPLOAD_MIB", 64) * _MIB,
            requests_per_minute=_whole(env, "CANCU_REQUESTS_PER_MINUTE", 600),
        )


def _whole(env: Mapping[str, str], name: str, default: int) -> int:
    written = env.get(name, "")
    if not written:
        return default
    if not written.isascii() or not written.isdecimal():
        raise ValueError(f"{name} phải là một số nguyên không âm, không phải “{written}”.")
    return int(written)
