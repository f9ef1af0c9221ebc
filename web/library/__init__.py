"""The library: what the store holds, listed in ways that people look for it."""
