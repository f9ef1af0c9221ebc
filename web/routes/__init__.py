"""The routes of the web door."""
