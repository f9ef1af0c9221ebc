"""The real texts that hold the labelled citations, read as the product reads them; none stands in the repository.

A row names a file of the shared data ("x.zip!member" inside an archive) and a part of it: of a codified page
"anchor/body", "anchor/note" or "anchor/head"; of JSON the path to a string ("articles/3/text"); else nothing, the
whole text.
"""

import json
import zipfile
from collections.abc import Mapping
from functools import cache

from ingest.extract.codified import extract_codified
from ingest.extract.docx import extract_docx
from ingest.extract.html import extract_html
from ingest.extract.pdf import extract_pdf
from tests.shared import require_shared


def real_text(file: str, part: str = "") -> str:
    """Return the text in which the offset of a labelled citation counts."""
    return real_parts(file)[part]


@cache
def real_parts(file: str) -> Mapping[str, str]:
    """Return each part of the file that has a text."""
    data = _bytes(file)
    if "demuc" in file:
        return _codified(data)
    if file.endswith(".json"):
        return _strings(json.loads(data))
    if file.endswith(".jsonl"):
        return _strings([json.loads(line) for line in data.decode("utf-8").splitlines()])
    for end, extract in ((".pdf", extract_pdf), (".docx", extract_docx), (".html", extract_html)):
        if file.endswith(end):
            return {"": "\n".join(line.text for line in extract(data).lines)}
    return {"": data.decode("utf-8-sig")}


def _bytes(file: str) -> bytes:
    archive, _, member = file.partition("!")
    path = require_shared("data", *archive.split("/"))
    if not member:
        return path.read_bytes()
    with zipfile.ZipFile(path) as package:
        return package.read(member)


def _codified(data: bytes) -> dict[str, str]:
    parts: dict[str, str] = {}
    for article in extract_codified(data).articles:
        links = "; ".join(f"Điều {target.label}" for target in article.related)
        head = f"Điều {article.label}. {article.title}"
        for name, text in (("head", head), ("note", article.note), ("body", article.body), ("related", links)):
            if text:
                parts[f"{article.anchor}/{name}"] = text
    return parts


def _strings(value: object, path: str = "") -> dict[str, str]:
    if isinstance(value, str):
        return {path: value}
    items = enumerate(value) if isinstance(value, list) else value.items() if isinstance(value, dict) else ()
    return {found: text for key, each in items for found, text in _strings(each, f"{path}/{key}".lstrip("/")).items()}
