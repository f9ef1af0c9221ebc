"""What goes wrong in the terminal, each as one sentence to a person."""

import errno
import re
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import typer

from corpus.errors import CancuError

_SYSTEM = {
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.EACCES: "không có quyền đọc hoặc ghi",
    errno.EPERM: "hệ điều hành không cho phép",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOSPC: "ổ đĩa đã đầy; hãy giải phóng dung lượng rồi chạy lại",
    errno.EDQUOT: "đã hết hạn mức dung lượng; hãy giải phóng dung lượng rồi chạy lại",
    errno.EIO: "ổ đĩa báo lỗi đọc, ghi; hãy kiểm tra ổ đĩa",
    errno.ENOTDIR: "đây không phải thư mục",
    errno.EISDIR: "đây là thư mục, không phải tệp",
    errno.EEXIST: "đã có tệp hoặc thư mục mang tên này",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.ELOOP: "liên kết quay vòng",
    errno.EADDRINUSE: "cổng này đang được chương trình khác dùng; hãy chọn cổng khác (--port)",
    errno.EADDRNOTAVAIL: "máy này không có địa chỉ đó; hãy chọn địa chỉ khác (--host)",
}
_TYPER = (  # what Typer and pydantic say of a value, and what we say
    ("Value error, ", ""),
    ("Input should be greater than or equal to ", "phải ít nhất là "),
    ("Input should be less than or equal to ", "phải nhiều nhất là "),
    ("Input should be a valid integer, unable to parse string as an integer", "phải là số nguyên"),
    ("does not match the formats ", "phải viết theo dạng "),
    ("is not one of ", "phải là một trong "),
    ("No such option: ", "không có tùy chọn "),
    (" Did you mean ", " Có phải là "),
    ("Missing command", "thiếu tên lệnh"),
    ("Option ", "tùy chọn "),
    ("dir '", "thư mục '"),
    (" requires an argument", " cần một giá trị"),
    ("Directory ", "thư mục "),
    (" is a file", " lại là một tệp"),
)
# What Typer repeats of what was typed, which may be a question with a name in it: it is left out.
_TYPED = (
    (re.compile(r"(?P<quote>['\"]).*(?P=quote) (?=is not one of |does not match the formats )", re.DOTALL), ""),
    (re.compile(r"\AGot unexpected extra arguments?(?:\(s\))? \(.*\)\Z", re.DOTALL), "thừa đối số"),
    (re.compile(r"\ANo such command (?P<quote>['\"]).*?(?P=quote)", re.DOTALL), "không có lệnh này"),
)
_Settings = TypeVar("_Settings")


class MissingFileError(CancuError):
    """A file that the command names is not there: the command was written wrongly."""


class NothingLoadedError(CancuError):
    """No source given could be read."""

    def __init__(self, count: int, reason: str) -> None:
        rest = f" Còn {count - 1} tệp khác cũng không đọc được." if count > 1 else ""
        super().__init__(f"Chưa nạp được tệp nào. {reason}{rest}")


class ProblemsError(CancuError):
    """The home folder is not in order; what is wrong has been said on stdout."""

    def __init__(self, count: int) -> None:
        super().__init__(f"Phát hiện {count} vấn đề, nêu trong kết quả.")


class NotFetchedError(CancuError):
    """Some of the texts asked for did not come; why has been said on stdout."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} văn bản chưa tải được; lý do nêu trong kết quả.")


class HomeError(CancuError):
    """The home folder cannot be written into."""


class SettingError(CancuError):
    """A setting of the environment is wrong."""


def settings_from(read: Callable[[Mapping[str, str]], _Settings], env: Mapping[str, str]) -> _Settings:
    """Return the settings that a reader finds in the environment. Raises SettingError for what it does not take."""
    try:
        return read(env)
    except ValueError as error:
        raise SettingError(str(error)) from error


def failure(error: CancuError | OSError | sqlite3.Error) -> str:
    """Return why a command failed."""
    if isinstance(error, CancuError):
        return str(error)
    if isinstance(error, sqlite3.Error):
        return f"Kho dữ liệu báo lỗi: {error}."
    reason = reason_of(error)
    return f"{error.filename}: {reason}." if error.filename else f"{reason[0].upper()}{reason[1:]}."


def reason_of(error: OSError) -> str:
    """Return what the system says, in words."""
    return _SYSTEM.get(error.errno or 0) or f"hệ điều hành báo “{error.strerror or error}”"


def misuse(error: typer.TyperException) -> str:
    """Return what is wrong with how a command was written, and where its help is."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "cancu"
    return f"{_complaint(error)} Xem: {command} --help"


def _complaint(error: typer.TyperException) -> str:
    message = error.message.strip()
    for typed, left in _TYPED:
        message = typed.sub(left, message)
    for theirs, ours in _TYPER:
        message = message.replace(theirs, ours)
    parameter = getattr(error, "param", None)
    if parameter is not None:
        is_option = parameter.param_type_name == "option"
        named = " / ".join(parameter.opts) if is_option else parameter.display_name_raw.upper()
        message = f"giá trị của {named} không đúng: {message}" if message else f"thiếu {named}"
    return f"{message[0].upper()}{message[1:]}{'' if message.endswith(('.', '?', '!')) else '.'}"


def existing(path: Path) -> Path:
    """Return the path. Raises MissingFileError when nothing has this name."""
    with suppress(OSError, ValueError):  # a name that the system does not take is no file either
        if path.exists() or path.is_symlink():
            return path
    raise MissingFileError(f"Không có tệp hoặc thư mục “{path}”.")


def existing_file(path: Path) -> Path:
    """Return the path of a file. Raises MissingFileError when there is none, or it is a folder."""
    if existing(path).is_dir():
        raise MissingFileError(f"“{path}” là thư mục; hãy nêu một tệp.")
    return path


def say_fault(
    say: Callable[[str], None], *, trace: Callable[..., Any] | None
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """Return a hook for errors that nobody foresaw: one sentence, and the trace only for whoever asked for it."""

    def hook(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        if trace is not None:
            trace(kind, error, where)
        say(f"Lỗi bên trong phần mềm ({kind.__name__}). Đặt CANCU_TRACE=1 rồi chạy lại để xem chi tiết và báo lỗi.")

    return hook
