"""What a citation is: the work it names, the place inside it, and where it stands in the text."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Literal

from corpus.provision import Place

Scope = Literal["this_doc", "this_article", "this_clause", "target_of_parent"]
Operation = Literal["replace", "insert", "repeal", "replace_words", "delete_words"]


@dataclass(frozen=True, slots=True)
class CitedWork:
    """A work as it is cited; what the text does not say and the name does not decide is None."""

    number: str | None = None
    type: str | None = None
    name: str | None = None
    year: str | None = None  # as written beside the name, not taken from the number
    issuer: str | None = None
    date: str | None = None  # ISO
    effective: str | None = None  # ISO


@dataclass(frozen=True, slots=True)
class Citation:
    """One place cited. Lists and ranges give one for each place; all share the span of the whole phrase."""

    text: str
    start: int
    end: int
    work: CitedWork = CitedWork()
    part: str | None = None
    chapter: str | None = None
    section: str | None = None
    article: str | None = None
    clause: str | None = None
    point: str | None = None
    form: str | None = None
    annex: str | None = None
    scope: Scope | None = None
    op: Operation | None = None  # what an amending sentence does to the place
    after: Place | None = None  # "vào sau khoản 6"
    amended_by: tuple[str, ...] = ()
    codified: str | None = None  # the address in the Bộ pháp điển: "16.1.LQ.150"
    nonofficial: bool = False  # "điểm (i)": a numbering of some web page, no point of the text

    @property
    def place(self) -> Place:
        """Return the place as Điều, khoản, điểm."""
        return Place(self.article, self.clause, self.point)


def citation_json(citation: Citation) -> dict[str, object]:
    """Return the citation as the API gives it; every key is present, null where nothing is said."""
    shown: dict[str, object] = {field.name: getattr(citation, field.name) for field in fields(citation)}
    shown["work"] = {field.name: getattr(citation.work, field.name) for field in fields(citation.work)}
    after = citation.after
    shown["after"] = after and {"article": after.article, "clause": after.clause, "point": after.point}
    shown["amended_by"] = list(citation.amended_by)
    return shown


def format_place(article: str | None, clause: str | None, point: str | None) -> str:
    """Return the place as Vietnamese law writes it, smallest part first.

    >>> format_place("37", "1", "a"), format_place("5a", None, None)
    ('điểm a khoản 1 Điều 37', 'Điều 5a')
    """
    words: Mapping[str, str | None] = {"điểm": point, "khoản": clause, "Điều": article}
    return " ".join(f"{word} {label}" for word, label in words.items() if label)
