"""Frozen values are shared between stages, not copied."""

from typing import Any, Self


class Shared:
    """What travels on the sockets of a graph. Haystack copies every input deeply; a frozen value need not be."""

    __slots__ = ()

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Return the value itself: nothing can change it."""
        return self
