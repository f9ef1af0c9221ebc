"""What an old slide or leaflet states that no longer holds: since when, and what holds now."""

from corpus.stale.find import stale_facts
from corpus.stale.model import GroundSpot, Manner, Mention, Need, Stale, StaleKind, TooManyMentionsError

__all__ = ["GroundSpot", "Manner", "Mention", "Need", "Stale", "StaleKind", "TooManyMentionsError", "stale_facts"]
