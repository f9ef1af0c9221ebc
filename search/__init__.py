"""From question to cited provisions."""
