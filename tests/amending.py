"""Amending articles and the articles they amend, in our own words, built with the reader that ingest uses."""

from corpus.amendment import Instruction, read_instructions
from corpus.citation import CitedWork
from corpus.expression import Unit
from corpus.parts import article_parts
from corpus.provision import Level, Provision

LAW = "12/2020/QH14"


def article(text: str, *, num: str = "1", start: int = 0) -> Provision:
    """Return the article that a text is; its first line is the heading."""
    eid = f"art_{num}"
    heading = text.partition("\n")[0].partition(". ")[2]
    parts = article_parts(text, eid=eid, start=start)
    return Provision(eid, Level.ARTICLE, num, heading, text, start, start + len(text), children=parts)


def act(*lines: str, heading: str = "", title: str = "", start: int = 500) -> list[Instruction]:
    """Return the instructions of Điều 1 of an act; without a heading it amends Luật số 12/2020/QH14."""
    heading = heading or f"Sửa đổi, bổ sung một số điều của Luật Việc thử số {LAW}"
    return read_instructions(article("\n".join([f"Điều 1. {heading}", *lines, ""]), start=start), title=title)


def held(*lines: str, num: str = "5", start: int = 0) -> Unit:
    """Return an article as the store holds it."""
    return Unit(article("\n".join([*lines, ""]), num=num, start=start))


def order(op: str, eid: str, block: str = "", **facts: object) -> Instruction:
    """Return an instruction without doubts."""
    return Instruction(op=op, work=CitedWork(LAW), eid=eid, block=block, **facts)  # type: ignore[arg-type]  # of a test


def assert_nested(part: Provision) -> None:
    """Check that children lie inside their parents, in order, and that texts are the slices they say."""
    assert part.end - part.start == len(part.text)
    reached = part.start
    for child in part.children:
        assert reached <= child.start <= child.end <= part.end
        assert part.text[child.start - part.start : child.end - part.start] == child.text
        assert child.eid.startswith(f"{part.eid}__")
        assert_nested(child)
        reached = child.end
