"""The law as we hold it: works, expressions, provisions, citations, and the store that keeps them."""
