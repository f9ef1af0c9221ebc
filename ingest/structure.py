"""From lines to a tiling of units: head, containers, articles, items, annexes, foot."""

from ingest.parts import article_parts

__all__ = ["article_parts"]
