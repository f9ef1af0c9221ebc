"""Fetching single texts from those who publish them officially; nothing here runs unless a person asks for it."""
