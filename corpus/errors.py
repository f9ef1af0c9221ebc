"""What can go wrong with the corpus, each as a sentence to a person."""


class CancuError(Exception):
    """The root of every error this product raises on purpose; its text is a sentence a person can act on."""


class CorpusError(CancuError):
    """Something is wrong with the corpus or with what was asked of it."""


class UnknownWorkError(CorpusError):
    """No work with this number is held."""

    def __init__(self, number: str) -> None:
        self.number = number
        super().__init__(f"Kho chưa có văn bản {number}.")


class UnknownProvisionError(CorpusError):
    """The work is held, but not this provision."""

    def __init__(self, number: str, label: str) -> None:
        self.number = number
        self.label = label
        super().__init__(f"{number} trong kho không có {label}.")


class UnheldProvisionError(UnknownProvisionError):
    """Only a part of the work is held, and this provision may stand in the rest of it."""

    def __init__(self, number: str, label: str, instead: str) -> None:
        super().__init__(number, label)
        self.args = (instead,)


class AmbiguousNumberError(CorpusError):
    """Several works carry the number."""

    def __init__(self, number: str, candidates: tuple[str, ...]) -> None:
        self.number = number
        self.candidates = candidates
        super().__init__(f"Số {number} là của {len(candidates)} văn bản trong kho: {'; '.join(candidates)}.")


class TooManyCitationsError(CorpusError):
    """A text names more places than any real text does; reading them all would take too long."""

    def __init__(self, length: int) -> None:
        self.length = length
        super().__init__(
            f"Đoạn văn dài {length:,} ký tự có quá nhiều chỗ viết như lời dẫn điều luật.".replace(",", ".")
            + " Hãy chia nhỏ văn bản rồi thử lại."
        )


class StoreVersionError(CorpusError):
    """The file was written by a newer release."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__(
            f"Kho dữ liệu ở phiên bản {found}, phần mềm này chỉ đọc được đến phiên bản {known}. Hãy nâng cấp phần mềm."
        )


class StoreUnavailableError(CorpusError):
    """The database file is whole as far as we know, but cannot be used just now."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"Không dùng được kho dữ liệu {path}: {reason}.")


class DamagedStoreError(CorpusError):
    """The database file cannot be read."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            f"Không đọc được kho dữ liệu {path}: {reason}. Hãy chạy `cancu restore` từ bản sao lưu gần nhất."
        )
