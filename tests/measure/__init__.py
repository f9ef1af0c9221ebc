"""Measures over the shared data, run by hand: they take minutes, and their figures go to docs/experiments.md."""
