"""What can go wrong with collections, each as a sentence to a person."""

from corpus.errors import CorpusError
from web.preferences import tr
from web.words import vietnamese_number


class UnknownCollectionError(CorpusError):
    """No collection has this id."""

    def __init__(self) -> None:
        super().__init__(tr("Không có bộ tài liệu ở địa chỉ này; có thể nó đã bị xóa."))


class UnknownItemError(CorpusError):
    """The collection has no item with this id."""

    def __init__(self) -> None:
        super().__init__(tr("Bộ tài liệu không còn mục này; có thể nó đã bị bỏ ra."))


class CollectionLimitError(CorpusError):
    """More, or longer, than a collection takes; the sentence says what."""


class ItemChangedError(CorpusError):
    """Somebody else changed the item since it was shown."""

    def __init__(self) -> None:
        super().__init__(
            tr("Mục này vừa được sửa ở nơi khác nên chưa lưu gì. Hãy chép lại phần của bạn, mở lại trang rồi sửa.")
        )


class UnwritableItemError(CorpusError):
    """What cannot be read may be kept and removed, but not written anew."""

    def __init__(self) -> None:
        super().__init__(tr("Mục này không đọc được nên không sửa được."))


class NotGatheredError(CorpusError):
    """What was to be gathered cannot be; the sentence says why."""


class PackTooLongError(CorpusError):
    """The collection holds more than one file can show."""

    def __init__(self, most: int) -> None:
        said = vietnamese_number(most)
        super().__init__(tr("Bộ tài liệu dài hơn %(most)s ký tự; hãy chia thành nhiều bộ rồi xuất.", most=said))


class TooManyLinesError(PackTooLongError):
    """The collection has more lines than one file can show."""

    def __init__(self, most: int) -> None:
        said = vietnamese_number(most)
        CorpusError.__init__(
            self, tr("Bộ tài liệu dài hơn %(most)s dòng; hãy chia thành nhiều bộ rồi xuất.", most=said)
        )


class TooManySlidesError(PackTooLongError):
    """The collection fills more slides than anybody shows."""

    def __init__(self, most: int) -> None:
        CorpusError.__init__(
            self, tr("Bộ tài liệu cần hơn %(most)s trang chiếu; hãy chia thành nhiều bộ rồi xuất.", most=most)
        )
