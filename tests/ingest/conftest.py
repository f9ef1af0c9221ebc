"""A publisher of law on this machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ingest.publisher import Publisher, open_publisher


@pytest.fixture
def publisher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Publisher]:
    with open_publisher(Path(tmp_path_factory.mktemp("publisher"))) as opened:
        yield opened
