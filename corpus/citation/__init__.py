"""Citations of Vietnamese law: found in any text, written and read in one form."""

from corpus.citation.model import Citation, CitedWork, Operation, Scope, citation_json, format_place
from corpus.citation.scan import find_citations, parse_place
from corpus.citation.written import format_citation, format_work

__all__ = [
    "Citation",
    "CitedWork",
    "Operation",
    "Scope",
    "citation_json",
    "find_citations",
    "format_citation",
    "format_place",
    "format_work",
    "parse_place",
]
