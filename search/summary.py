"""Summaries: what an optional model made of quotations, after the gate."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence that a model wrote, and the quotations it names, numbered from 1 through the whole answer."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The sentences that stand in the quotations they name; beside the answer, never instead of it."""

    sentences: tuple[Written, ...]
    dropped: int  # sentences that did not pass the gate
    model: str
    note: str = ""  # why there is no sentence
    sent_to: str = ""  # host that question and quotations were sent to; empty for this machine
