"""The small corpus with a real index, made once for all the modules here, and an empty home."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus.expression import Heading, Origin
from corpus.provision import Level
from corpus.starter_texts import starter
from corpus.store import CorpusStore
from search.service import SearchService
from tests.laws import Part, clause, expression, item, source
from tests.search.small_corpus import DECREE, FORCE, IDENTIFY, NEWS, OLD, OTHER, PLAN, SECRET, SUPPORT, SURVEY
from tests.search.texts import quick_folder


@pytest.fixture(scope="package")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CorpusStore]:
    with CorpusStore(tmp_path_factory.mktemp("kho") / "corpus.db") as opened:
        chapter = (Heading(Level.CHAPTER, "V", "HỖ TRỢ NẠN NHÂN"),)
        codified: dict[str, Any] = {"origin": Origin.CODIFIED, "complete": False}
        opened.add(source("39.8.html"), [expression(OLD, SECRET, SUPPORT, context=chapter, **codified)])
        opened.add(source("nd62.html"), [expression(DECREE, IDENTIFY, **codified)])
        opened.add(source("do-dac.html"), [expression(OTHER, SURVEY, **codified)])
        opened.add(
            source("ke-hoach.docx"),
            [
                expression(
                    PLAN, item("II.2.1", "Tập huấn", clause("1", "Mở lớp tập huấn kỹ năng phỏng vấn cho công an xã."))
                )
            ],
        )
        news = Part(Level.BODY, "", "Hội phụ nữ trao quà và sổ tiết kiệm cho chị em vùng biên giới hôm qua.")
        opened.add(source("tin.txt"), [expression(NEWS, news, origin=Origin.WEB)])
        handbook, expressions, _ = starter()
        opened.add(handbook, expressions)
        yield opened


@pytest.fixture(scope="package")
def service(store: CorpusStore) -> Iterator[SearchService]:
    with quick_folder() as folder:
        made = SearchService(store, FORCE, folder)
        made.index()
        yield made
        made.close()


@pytest.fixture
def home() -> Iterator[Path]:
    with quick_folder() as folder:
        yield folder
