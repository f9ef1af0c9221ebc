"""Căn Cứ beside its peers: search and reading, measured in one run on the same corpus."""
