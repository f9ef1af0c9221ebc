"""From the extract of one paper to what the store takes: structure, metadata, links, doubts together."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath

from corpus.expression import Expression, Origin
from corpus.link import Link, LinkKind
from corpus.number import find_numbers
from corpus.provision import Level
from corpus.text import canonical
from corpus.work import SourceClass, Work
from ingest.consolidated import Consolidation, read_consolidation
from ingest.errors import NoTextError
from ingest.legacy import refuse_legacy
from ingest.metadata import NO_NUMBER, describe, is_case_law, title_slug
from ingest.news import looks_like_news, read_news
from ingest.read import Extract, Reading
from ingest.structure import Structure, parse, parse_plain

_ORIGINS = {"docx": Origin.OFFICIAL, "pdf": Origin.OFFICIAL, "html": Origin.WEB, "text": Origin.WEB}
_TITLE = 100  # characters of the text that stand for a headline that is missing
_RELATIONS = (
    ("căn cứ", LinkKind.CITES),
    ("dẫn chiếu", LinkKind.CITES),
    ("được hướng dẫn", LinkKind.GUIDES),
    ("quy định chi tiết", LinkKind.GUIDES),
    ("được sửa đổi", LinkKind.AMENDS),
    ("bị sửa đổi", LinkKind.AMENDS),
    ("bị thay thế", LinkKind.REPLACES),
    ("hết hiệu lực", LinkKind.REPEALS),
    ("bị bãi bỏ", LinkKind.REPEALS),
    ("liên quan", LinkKind.RELATED),
)


def read_paper(extract: Extract, *, path: str) -> Reading:
    """Read one paper: a law, a plan, a case, a news item, or the page that a site keeps about a law.

    Reads: lines in reading order. Gives: one expression, whose units cover its text exactly.
    Raises NoTextError where there are no words, UnknownKindError where they stand in an old encoding.
    """
    if not any(line.text for line in extract.lines):
        return _page_about(extract)
    refuse_legacy(extract.lines)
    is_case = is_case_law(extract.lines)
    from_web = extract.fact("format") in ("text", "html") and not extract.fact("number")
    if from_web and not is_case and looks_like_news(extract.lines):
        return _news(extract)
    structure = parse_plain(extract.lines) if is_case else parse(extract.lines)
    description = describe(extract, structure.units)
    work = description.work
    doubts = [*extract.doubts, *description.doubts, *structure.doubts, *_shape_doubts(structure, work)]
    if not work.title:
        name = PurePath(path).stem
        slug = work.slug if work.number != NO_NUMBER else title_slug(work.type, name, work.issued)
        work = replace(work, title=name, slug=slug)
    origin = _ORIGINS.get(extract.fact("format"), Origin.WEB)
    expression = Expression(
        work=work,
        text=structure.text,
        units=structure.units,
        origin=origin,
        valid_from=work.effective,
        doubts=tuple(doubts),
    )
    consolidation = read_consolidation(structure.units)
    if consolidation:
        own = (*extract.doubts, *consolidation.doubts, *structure.doubts)
        expression = replace(_consolidated(expression, consolidation), doubts=own)
    links = _changes(consolidation) if consolidation else ()
    return Reading((expression,), tuple(links), (), structure.text)


def _consolidated(expression: Expression, consolidation: Consolidation) -> Expression:
    """Return the text as one of the work that it consolidates."""
    return replace(
        expression,
        work=consolidation.work,
        origin=Origin.CONSOLIDATED,
        valid_from=consolidation.valid_from,
        as_of=consolidation.as_of,
        acts=consolidation.acts,
    )


def _changes(consolidation: Consolidation) -> Iterator[Link]:
    """Yield a link from the act to each place that the notes of a consolidated text say it changed."""
    for change in consolidation.changes:
        kind = LinkKind.REPEALS if change.kind == "repealed" else LinkKind.AMENDS
        yield Link(change.act, change.act_eid, consolidation.work.number, change.eid, kind)


def _shape_doubts(structure: Structure, work: Work) -> list[str]:
    """Tell what a law should have and this text has not."""
    levels = {unit.provision.level for unit in structure.units}
    if work.source_class is SourceClass.LAW and work.type and Level.ARTICLE not in levels:
        return [f"{work.type} không có Điều nào: có thể đã mất tiêu đề Điều"]
    return []


def _news(extract: Extract) -> Reading:
    item = read_news(extract.lines)
    structure = parse_plain(item.lines)
    if not structure.text:
        raise NoTextError("tin bài", "chỉ có thanh điều hướng, không có lời văn")
    title = item.title or extract.fact("page_title") or f"{structure.text[:_TITLE].rpartition(' ')[0]}…"
    doubts = [*extract.doubts]
    if item.removed:
        doubts.append(f"đã bỏ {len(item.removed)} dòng không thuộc tin bài (thanh điều hướng, tít bài khác)")
    if not item.title:
        doubts.append("không thấy tít của tin bài")
    if item.day is None:
        doubts.append("không thấy ngày đăng")
    work = Work(
        number=NO_NUMBER,
        type="Tin bài",
        title=title,
        issued=item.day,
        source_class=SourceClass.NEWS,
        slug=title_slug("Tin bài", title, item.day),
    )
    expression = Expression(
        work=work,
        text=structure.text,
        units=structure.units,
        origin=Origin.WEB,
        as_of=item.day,
        doubts=tuple(doubts),
    )
    return Reading((expression,), (), (), structure.text)


def _page_about(extract: Extract) -> Reading:
    """Read a page of properties, history or relations: facts and links about a law, none of its words."""
    if not extract.facts:
        raise NoTextError("nguồn", "không có lời văn nào")
    work = describe(extract, ()).work
    if work.number == NO_NUMBER:
        raise NoTextError("HTML", "trang chỉ có thông tin về văn bản và không nêu số ký hiệu")
    doubts = [*extract.doubts, f"trang chỉ nêu thông tin về {work.name}, không có lời văn bản"]
    links = []
    for key, value in extract.facts:
        if key == "relation":
            found = _relation_links(work, value)
            links += found
            doubts += [] if found else [f"chưa nhận ra văn bản liên quan: {value}"]
        elif key in ("history", "status"):
            doubts.append(f"trang nguồn ghi: {value}")
    words = "\n".join(f"{key}: {value}" for key, value in extract.facts)
    if not (work.title and work.issued):
        return Reading((), tuple(links), tuple(doubts), words)
    about = Expression(work=work, text="", units=(), origin=Origin.WEB, doubts=tuple(doubts), complete=False)
    return Reading((about,), tuple(links), (), words)


def _relation_links(work: Work, value: str) -> list[Link]:
    label, _, words = value.partition(" | ")
    kind = next((kind for name, kind in _RELATIONS if name in canonical(label)), LinkKind.RELATED)
    return [Link(work.number, "", found.number, "", kind) for found in find_numbers(words)]
