"""Questions put to a page in the browser; each gives the lines of what is wrong, none when all is well."""

from pathlib import Path


def _probe(name: str) -> str:
    return Path(__file__).with_name(f"{name}.js").read_text(encoding="utf-8")


WORDS = _probe("words")
SMALL_TARGETS = _probe("small_targets")
SIDEWAYS = _probe("sideways")
FOCUS = _probe("focus")
LETTERS = _probe("letters")
CRAMPED = _probe("cramped")
