"""The home folder: everything the product keeps on disk, and nothing elsewhere."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Home:
    """The layout of a home folder."""

    folder: Path

    @property
    def corpus(self) -> Path:
        """Return the database of the corpus."""
        return self.folder / "corpus.db"

    @property
    def sources(self) -> Path:
        """Return the folder that keeps originals by their content."""
        return self.folder / "sources"

    @property
    def index(self) -> Path:
        """Return the folder of index generations."""
        return self.folder / "index"

    @property
    def fetched(self) -> Path:
        """Return the folder of files fetched from official pages, with its ledger; may be thrown away."""
        return self.folder / "fetch"

    @property
    def notebook(self) -> Path:
        """Return the database of what people make with the law: collections, feedback."""
        return self.folder / "notebook.db"

    @property
    def service(self) -> Path:
        """Return the file in which a running service says where it listens."""
        return self.folder / "service.json"

    def create(self) -> None:
        """Make the folder, readable by its owner only."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
