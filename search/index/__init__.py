"""The index: passages by their words and their meaning; derived from the corpus, and made again at will."""
