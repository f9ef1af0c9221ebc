"""Amendments: what an amending act orders, and the text that results."""

from corpus.amendment.apply import apply
from corpus.amendment.model import Applied, Done, Failure, Instruction, Operation
from corpus.amendment.read import read_act, read_instructions, work_of_title
from corpus.amendment.whole import Amended, amend

__all__ = [
    "Amended",
    "Applied",
    "Done",
    "Failure",
    "Instruction",
    "Operation",
    "amend",
    "apply",
    "read_act",
    "read_instructions",
    "work_of_title",
]
