"""The body of an answer: unpacked in small pieces, so that a bomb goes off nowhere."""

import zlib
from collections.abc import Iterable, Iterator, Mapping

from ingest.errors import TooLargeError
from ingest.fetch.errors import RefusedAnswerError

_PIECE = 64 * 1024
_PACKED = {"gzip": 31, "x-gzip": 31, "deflate": 15}  # window bits


def unpacked(stream: Iterable[bytes], headers: Mapping[str, str], host: str) -> Iterator[bytes]:
    """Yield the bytes of a body in pieces of bounded size; we ask for plain bytes, yet some hosts pack them.

    Raises RefusedAnswerError for a packing that is unknown, broken or not at its end.
    """
    packing = headers.get("content-encoding", "identity").strip().lower()
    if packing in ("", "identity"):
        yield from stream
        return
    if packing not in _PACKED:
        raise RefusedAnswerError(host, f"nén nội dung theo cách không đọc được ({packing[:20]!a})")
    unpacker = zlib.decompressobj(wbits=_PACKED[packing])
    try:
        for piece in stream:
            waiting = piece
            while waiting and not unpacker.eof:
                yield unpacker.decompress(waiting, _PIECE)
                waiting = unpacker.unconsumed_tail
        while not unpacker.eof and (rest := unpacker.decompress(b"", _PIECE)):
            yield rest
    except zlib.error as error:
        raise RefusedAnswerError(host, "gửi nội dung nén bị hỏng") from error
    if not unpacker.eof or unpacker.unused_data:
        raise RefusedAnswerError(host, "gửi nội dung nén không trọn vẹn")


def within(pieces: Iterable[bytes], before: int, most: int) -> Iterator[bytes]:
    """Yield the pieces as long as all together, with what came before, are not too many bytes; else TooLargeError."""
    size = before
    for piece in pieces:
        size += len(piece)
        if size > most:
            raise TooLargeError(f"máy chủ gửi hơn {most >> 20} MiB")
        yield piece


def require_length(headers: Mapping[str, str], host: str, *, most: int) -> None:
    """Refuse an answer whose end could not be told from a broken connection, or that says it is too long."""
    length = headers.get("content-length", "")
    if not length and "chunked" not in headers.get("transfer-encoding", "").lower():
        raise RefusedAnswerError(host, "không cho biết nội dung dài bao nhiêu, nên không biết đã tải đủ chưa")
    if length.isascii() and length.isdecimal() and int(length[:20]) > most:
        raise TooLargeError(f"máy chủ báo {int(length[:20]) >> 20} MiB, giới hạn là {most >> 20} MiB")
