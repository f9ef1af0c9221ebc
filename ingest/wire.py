"""How a reading crosses from the child process to its parent: JSON Lines, which can carry data only, never code."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from corpus.expression import Expression, Heading, Origin, Unit
from corpus.link import Link, LinkKind
from corpus.provision import Level, Provision
from corpus.rows import day_of, iso
from corpus.work import SourceClass, Work
from ingest.codified_identity import Address, CodifiedMap
from ingest.codified_note import Note


@dataclass(frozen=True, slots=True)
class Spool:
    """The files that one job is written to."""

    folder: Path
    name: str

    @property
    def expressions(self) -> Path:
        """Return the file of expressions, one a line."""
        return self.folder / f"{self.name}.expressions"

    @property
    def links(self) -> Path:
        """Return the file of links, one a line."""
        return self.folder / f"{self.name}.links"

    @property
    def map(self) -> Path:
        """Return the file of what a scan of a codified page found."""
        return self.folder / f"{self.name}.map"

    @property
    def text(self) -> Path:
        """Return the file of the words alone."""
        return self.folder / f"{self.name}.text"

    @property
    def remarks(self) -> Path:
        """Return the file of what is to be said in comments."""
        return self.folder / f"{self.name}.remarks"

    @property
    def copy(self) -> Path:
        """Return the copy with comments."""
        return self.folder / f"{self.name}.copy"

    @property
    def wanted(self) -> Path:
        """Return the file of what is to be pictured."""
        return self.folder / f"{self.name}.wanted"

    @property
    def sheets(self) -> Path:
        """Return the file of what was found on the pages that were pictured."""
        return self.folder / f"{self.name}.sheets"

    def picture(self, page: int) -> Path:
        """Return the file of the image of a page, counted from 1."""
        return self.folder / f"{self.name}.{page}.picture"

    def read_expressions(self) -> Iterator[Expression]:
        """Yield what was written, in order."""
        if self.expressions.exists():
            with self.expressions.open(encoding="utf-8") as lines:
                yield from (unpack_expression(json.loads(line)) for line in lines)

    def read_links(self) -> Iterator[Link]:
        """Yield what was written, in order."""
        if self.links.exists():
            with self.links.open(encoding="utf-8") as lines:
                for line in lines:
                    from_number, from_eid, to_number, to_eid, kind, to_url = json.loads(line)
                    yield Link(from_number, from_eid, to_number, to_eid, LinkKind(kind), to_url)

    def remove(self) -> None:
        """Take the files away."""
        self.expressions.unlink(missing_ok=True)
        self.links.unlink(missing_ok=True)
        self.map.unlink(missing_ok=True)
        self.text.unlink(missing_ok=True)


def write_line(file: TextIO, row: object) -> None:
    """Write one row as one line."""
    file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")))
    file.write("\n")


def pack_link(link: Link) -> list[str]:
    """Return a link as a row."""
    return [link.from_number, link.from_eid, link.to_number, link.to_eid, str(link.kind), link.to_url]


def pack_expression(expression: Expression) -> list[Any]:
    """Return an expression as nested rows; texts of parts are left out, since their spans give them back."""
    return [
        _pack_work(expression.work),
        str(expression.origin),
        iso(expression.valid_from),
        iso(expression.as_of),
        expression.doubts,
        expression.complete,
        expression.acts,
        [_pack_unit(unit) for unit in expression.units],
    ]


def unpack_expression(row: list[Any]) -> Expression:
    """Return the expression of ``pack_expression``."""
    work, origin, valid_from, as_of, doubts, complete, acts, units = row
    read = tuple(_unpack_unit(unit) for unit in units)
    return Expression(
        work=_unpack_work(work),
        text="".join(unit.provision.text for unit in read),
        units=read,
        origin=Origin(origin),
        valid_from=day_of(valid_from),
        as_of=day_of(as_of),
        doubts=tuple(doubts),
        complete=complete,
        acts=tuple(acts),
    )


def _pack_work(work: Work) -> list[Any]:
    days = (iso(work.issued), iso(work.effective), iso(work.expired))
    return [work.number, work.type, work.title, work.issuer, *days, str(work.source_class), work.place, work.slug]


def _unpack_work(row: list[Any]) -> Work:
    number, type_, title, issuer, issued, effective, expired, source_class, place, slug = row
    return Work(
        number=number,
        type=type_,
        title=title,
        issuer=issuer,
        issued=day_of(issued),
        effective=day_of(effective),
        expired=day_of(expired),
        source_class=SourceClass(source_class),
        place=place,
        slug=slug,
    )


def _pack_unit(unit: Unit) -> list[Any]:
    provision = unit.provision
    context = [[str(heading.level), heading.num, heading.text] for heading in unit.context]
    return [_pack_part(provision), provision.text, unit.url, context]


def _pack_part(part: Provision) -> list[Any]:
    children = [_pack_part(child) for child in part.children]
    return [part.eid, str(part.level), part.num, part.heading, part.start, part.end, part.page, children]


def _unpack_unit(row: list[Any]) -> Unit:
    part, text, url, context = row
    headings = tuple(Heading(Level(level), num, words) for level, num, words in context)
    return Unit(_unpack_part(part, text, part[4]), headings, url)


def _unpack_part(row: list[Any], text: str, origin: int) -> Provision:
    eid, level, num, heading, start, end, page, children = row
    below = tuple(_unpack_part(child, text, origin) for child in children)
    return Provision(eid, Level(level), num, heading, text[start - origin : end - origin], start, end, page, below)


def write_map(path: Path, found: CodifiedMap) -> None:
    """Write what pages of the codified law tell each other."""
    anchors = {anchor: [to.number, to.eid, to.url] for anchor, to in found.anchors.items()}
    notes = {
        key: [note.type, note.number, note.title, note.issuer, iso(note.issued), iso(note.effective)]
        for key, note in found.notes.items()
    }
    path.write_text(json.dumps([anchors, notes], ensure_ascii=False), encoding="utf-8")


def read_map(path: Path) -> CodifiedMap:
    """Return the map of ``write_map``."""
    anchors, notes = json.loads(path.read_text(encoding="utf-8"))
    return CodifiedMap(
        {anchor: Address(number, eid, url) for anchor, (number, eid, url) in anchors.items()},
        {
            key: Note(
                type=type_, number=number, title=title, issuer=issuer, issued=day_of(issued), effective=day_of(day)
            )
            for key, (type_, number, title, issuer, issued, day) in notes.items()
        },
    )
