"""Why a source could not be read, each as one sentence to a person."""

from corpus.errors import CancuError


class IngestError(CancuError):
    """This source goes to quarantine; the text is its reason, the other sources go on."""


class EmptySourceError(IngestError):
    """There is nothing in the file."""

    def __init__(self) -> None:
        super().__init__("Tệp rỗng, không có nội dung để nạp.")


class UnknownKindError(IngestError):
    """The content is of no kind that can be read."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(f"Không nhận ra định dạng của tệp{f' ({detail})' if detail else ''}, nên chưa nạp được.")


class DamagedSourceError(IngestError):
    """The kind is known, but the bytes do not hold together."""

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(f"Tệp {kind} bị hỏng hoặc không trọn vẹn: {reason}.")


class EncryptedSourceError(IngestError):
    """A password is needed."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"Tệp {kind} được bảo vệ bằng mật khẩu; hãy gỡ mật khẩu rồi nạp lại.")


class NoTextError(IngestError):
    """The file opens, but there is no text in it."""

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(f"Tệp {kind} không có lớp chữ: {reason}.")


class WithdrawnError(IngestError):
    """The page of a codified topic is there, its text is not."""

    def __init__(self, topic: str) -> None:
        super().__init__(f"Đề mục {topic} không còn nội dung: văn bản đã được rút khỏi Bộ pháp điển (text withdrawn).")


class TooLargeError(IngestError):
    """The source would unfold beyond what may be held."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"Tệp quá lớn để nạp an toàn: {reason}.")


class LimitError(IngestError):
    """The child process that read the source came to its limit, or died."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"Đã dừng đọc tệp vì {reason}.")
