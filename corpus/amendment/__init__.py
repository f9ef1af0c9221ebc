"""Amendments: what an amending act orders, and the text that results."""

from corpus.amendment.apply import apply
from corpus.amendment.model import Applied, Done, Failure, Instruction, Operation
from corpus.amendment.read import read_instructions, work_of_title

__all__ = [
    "Applied",
    "Done",
    "Failure",
    "Instruction",
    "Operation",
    "apply",
    "read_instructions",
    "work_of_title",
]
