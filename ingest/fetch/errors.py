"""Why a text could not be fetched, each as one sentence to a person."""

from ingest.errors import IngestError
from ingest.source import label_of_path

_SHOWN = 120  # characters of an address in a sentence


class FetchError(IngestError):
    """This address gave no text; the other addresses and the other instruments go on."""


class RefusedAddressError(FetchError):
    """The address is not one that may be fetched from."""

    def __init__(self, written: str, reason: str) -> None:
        self.reason = reason
        super().__init__(f"Không tải từ “{label_of_path(written[:_SHOWN])}”: {reason}.")


class RefusedHostError(FetchError):
    """The name leads into a network that is nobody's publisher."""

    def __init__(self, host: str, found: str, reason: str) -> None:
        super().__init__(f"Không kết nối {host}: tên này dẫn đến {found}, là {reason}, không phải máy chủ công khai.")


class UnreachableError(FetchError):
    """No connection came about."""

    def __init__(self, host: str, reason: str) -> None:
        super().__init__(f"Không kết nối được {host}: {reason}.")


class UntrustedError(FetchError):
    """The host cannot prove its name."""

    def __init__(self, host: str, reason: str) -> None:
        super().__init__(f"Không tin được {host}: chứng chỉ bảo mật không hợp lệ ({reason}).")


class BrokenOffError(FetchError):
    """The answer ended too early; what came is kept for the next run where the host can go on from it."""

    def __init__(self, host: str, reason: str, *, kept: int = 0) -> None:
        again = f" Đã giữ {kept} byte đầu; chạy lại lệnh này để tải tiếp." if kept else ""
        super().__init__(f"Tải từ {host} bị ngắt giữa chừng: {reason}.{again}")


class RefusedAnswerError(FetchError):
    """The host answered, but not with a text that may be kept."""

    def __init__(self, host: str, reason: str) -> None:
        super().__init__(f"{host} {reason}.")


class FetchBusyError(FetchError):
    """Another command is fetching into this home."""

    def __init__(self) -> None:
        super().__init__("Một lệnh `cancu fetch` khác đang chạy trên thư mục dữ liệu này; hãy đợi nó xong.")


class BadAddressFileError(FetchError):
    """A line of a file of addresses cannot be read."""

    def __init__(self, name: str, line: int) -> None:
        super().__init__(
            f"Dòng {line} của {name} không đọc được; mỗi dòng là một số hiệu rồi một địa chỉ, cách nhau bằng dấu cách."
        )
