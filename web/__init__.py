"""Doors for people: HTTP, pages, terminal."""
