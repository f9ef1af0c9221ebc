"""Measuring search: questions, judgements and runs in the formats of TREC and BEIR, and the measures on them."""
