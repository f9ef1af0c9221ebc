"""Measures over the shared data that are run by hand: they take minutes, and their figures go to docs/experiments.md."""
