"""What can go wrong with the settings of search, each as a sentence to a person."""

from corpus.errors import CorpusError


class BadSettingError(CorpusError):
    """A setting has a value that means nothing."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"Biến môi trường {name} {reason}.")
