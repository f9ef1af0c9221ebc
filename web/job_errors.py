"""What is said where a job cannot be queued, or ended early."""

from corpus.errors import CancuError


class JobCancelledError(CancuError):
    """Someone asked for the job to stop; raised where the job tells its progress."""

    def __init__(self) -> None:
        super().__init__("Việc nạp đã được dừng theo yêu cầu.")


class TooManyJobsError(CancuError):
    """The queue is full."""

    def __init__(self) -> None:
        super().__init__("Đang có quá nhiều việc chờ nạp; hãy thử lại khi các việc trước đã xong.")


class NoRetryError(CancuError):
    """The job did not end without success, or its files are gone."""

    def __init__(self) -> None:
        super().__init__("Việc này không nạp lại được: nó chưa kết thúc, đã xong, hoặc các tệp không còn được giữ.")


class UploadsFullError(CancuError):
    """Too much that was sent waits already."""

    def __init__(self) -> None:
        super().__init__(
            "Các tệp đã gửi mà chưa nạp xong chiếm quá nhiều chỗ; hãy nạp lại hoặc bỏ bớt các việc cũ rồi gửi lại."
        )
