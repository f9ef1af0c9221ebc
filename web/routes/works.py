"""Pages of works and provisions, each under an address that stays."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Query
from starlette.responses import RedirectResponse, Response

from corpus.catalogue import RelationKind
from corpus.expression import Origin
from corpus.force import Force
from corpus.living import living_slices
from corpus.page_words import excerpt_note, page_note, source_words
from corpus.provision import Level, Provision, label_of
from corpus.rows import Held
from corpus.unheld_wording import unheld_note
from corpus.wording_notes import wording_notes
from corpus.work import Status, Work
from search.grounding import LEFT_OUT
from search.old_offices import office_note
from web.addresses import Located, locate, moved_address, neighbours, parse_address, work_at
from web.counterparts import counterparts, replaced_by, tables
from web.errors import ProblemError
from web.ground import Ground, Here
from web.guidance import advice_on
from web.history import force_steps, order_lines, timeline
from web.links import links_in, links_out
from web.originals import has_original, original_address
from web.pages import page
from web.shapes import View, above, file_name, heading_line, permalink
from web.typed_days import BadDayError, typed_day
from web.views import Block, Branch, anchor_of, block_of, branches, citer_of, contents, pruned, split_heading
from web.whole import WHOLE_TEXT, pages_of, stretch, whole_address
from web.words import full_name, short_citation, state_words, vietnamese_day

router = APIRouter(include_in_schema=False)
_PER_PAGE = 50
_FULL_CONTENTS = 160  # lines of a table of contents up to which all of them stand beside an article
_FIRST_LINKS = slice(0, 12)  # shown beside an article; the rest has a page
Text = Annotated[str, Query(max_length=200)]
PageNumber = Annotated[int, Query(ge=1, le=100_000)]


def read_day(written: str) -> date | None:
    """Return the day of an address. Raises ProblemError for what is none."""
    try:
        return typed_day(written)
    except BadDayError as error:
        raise ProblemError(422, "invalid", "Ngày trong địa chỉ không đúng; hãy viết dạng 2025-07-01.") from error


@router.get("/vb/{address:path}")
def show(address: str, here: Here, ngay: Text = "", toan_van: bool = False, trang: PageNumber = 1) -> Response:
    """Show a work or a provision; other writings of an address lead to the one that stays."""
    view = here.view(read_day(ngay))
    wanted = moved_address(parse_address(address), here.store)
    work = work_at(wanted, here.store)
    stays = permalink(work, wanted.eid, view)
    if stays != f"/vb/{address}{f'?ngay={ngay}' if ngay else ''}":
        return RedirectResponse(stays, status_code=308)
    if wanted.eid:
        return _provision_page(locate(work, wanted.eid, here.store, view.on, force=view.force), here, view)
    return _whole_text(work, here, view, trang) if toan_van else _work_page(work, here, view)


def _provision_page(located: Located, here: Ground, view: View) -> Response:
    held, provision = located.held, located.provision
    work, unit = held.work, held.unit.provision
    force = view.force.on(held, view.on, provision.eid)
    units = here.store.units(work, view.on)
    cited = citer_of(here.store, work, units, view)
    heading, block = split_heading(block_of(unit, work, provision.eid, view, cited), unit)
    before, after = neighbours(held, units)
    own = permalink(work, provision.eid, view)
    return page(
        "provision.html",
        here="works",
        work=work,
        held=held,
        provision=provision,
        heading=heading,
        block=block,
        narrow=provision.eid != unit.eid,
        chosen_anchor=anchor_of(provision.eid),
        headings=[heading_line(line) for line in held.unit.context],
        crumbs=[_entry(work, part, view) for part in [*above(held, provision), provision]],
        force=force,
        on=view.on,
        today=here.today(),
        doubts=_doubts(located, here, view),
        page_words=page_note(held),
        steps=timeline(here.store, work, provision.eid, view),
        before=_entry(work, before.unit.provision, view) if before else None,
        after=_entry(work, after.unit.provision, view) if after else None,
        citations=citations_of(held, provision, force, view),
        counterparts=counterparts(held, here.store, here.successions, view),
        replaced=_replacement(work, force, here, view),
        advice=advice_on(here.store, work, unit, provision.eid, view),
        full_citation=f"{short_citation(work, provision.eid)}, {full_name(work)}",
        out=links_out(here.store, work, unit, view, part=_FIRST_LINKS),
        incoming=links_in(here.store, work, unit, view, part=_FIRST_LINKS),
        links_address=f"/dan-chieu/{own.removeprefix('/vb/')}",
        tree=_tree(units, view, held.unit_id),
        original=original_address(own) if has_original(held, here.originals) else "",
        has_pages=here.originals.can_show(held.source),
        **_source_facts(located),
        permalink=own,
        own_path=own.partition("?")[0],
        work_address=permalink(work, "", view),
    )


def _replacement(work: Work, force: Force, here: Ground, view: View) -> tuple[str, str] | None:
    """Return the work that a reader of one that no longer holds should turn to."""
    gone = force.status in (Status.EXPIRED, Status.PARTLY_EXPIRED, Status.SUSPENDED)
    return replaced_by(work, here.store, view) if gone else None


def _tree(units: Sequence[Held], view: View, unit_id: int) -> list[Branch]:
    """Return the table of contents beside an article; of a long work only what lies around the article."""
    entries = contents(units, view, here=unit_id)
    tree = branches(entries)
    return pruned(tree) if len(entries) > _FULL_CONTENTS else tree


def _source_facts(located: Located) -> dict[str, Any]:
    """Return where the words came from, as the template names it."""
    held, url = located.held, located.held.unit.url
    return {
        "file": file_name(held.source.path),
        "page_number": located.provision.page or held.unit.provision.page,
        "source_url": web_address(url),
        "source_host": urlsplit(url).hostname or "",
    }


def _doubts(located: Located, here: Ground, view: View) -> list[str]:
    """Return what the reader must know of the words before them."""
    held, provision = located.held, located.provision
    office = office_note(held.unit.provision.text, view.on)
    return [
        *wording_notes(here.store, held, provision.eid, view.on),
        *filter(None, [unheld_note(held, provision.eid, here.store, view.force, view.on)]),
        *text_doubts(held, view.on),
        *([office] if office else []),
    ]


def _entry(work: Work, provision: Provision, view: View) -> dict[str, str]:
    label = anchor_label(provision)
    address = permalink(work, provision.eid, view)
    cited = short_citation(work, provision.eid)
    return {"label": label, "words": label, "heading": provision.heading, "address": address, "citation": cited}


def anchor_label(provision: Provision) -> str:
    """Return the own name of a provision, without what it lies in: "khoản 1"."""
    parent, _, _ = provision.eid.rpartition("__")
    own = provision.eid[len(parent) :].strip("_") if parent else provision.eid
    from_label = short_citation(Work(number="", type="", title=""), own)
    return from_label[:1].upper() + from_label[1:]


def text_doubts(held: Held, on: date) -> list[str]:
    """Return what the reader must know of the text itself."""
    doubts = []
    if held.valid_from and held.valid_from > on:
        doubts.append(f"Kho chỉ có lời văn áp dụng từ ngày {vietnamese_day(held.valid_from)}, sau ngày đang xem.")
    return [*doubts, *filter(None, [excerpt_note(held)])]


def citations_of(held: Held, provision: Provision, force: Force, view: View) -> list[tuple[str, str]]:
    """Return three ways to cite a provision: short, full, with its words; words not as published say what they are."""
    work, acts = held.work, held.acts if held.origin is Origin.AMENDED else ()
    short = short_citation(work, provision.eid)
    if page_note(held):
        short = f"{short} ({source_words(held)})"
    place = label_of(provision.eid)
    made = f"lời văn do Căn Cứ ghép theo {', '.join(acts)}" if acts else ""
    later = held.valid_from is not None and held.valid_from > view.on
    since = f"lời văn áp dụng từ ngày {vietnamese_day(held.valid_from)}, sau ngày này" if later else ""
    told = "; ".join(filter(None, (state_words(work, force.status, view.on), since, made, source_words(held))))
    full = f"{place} {full_name(work)} ({told})"
    return [("ngắn", short), ("đầy đủ", full), ("kèm nguyên văn", f"“{_living_text(held, provision, view)}” ({full})")]


def _living_text(held: Held, provision: Provision, view: View) -> str:
    """Return the words of a provision without the parts in it that do not hold on the day, each marked as left out."""
    slices = living_slices(provision, view.force.ended_inside(held, view.on, provision.eid))
    pieces = [provision.text[start:end].strip() for start, end in slices]
    left_out = [LEFT_OUT] if slices and slices[-1][1] < len(provision.text.rstrip()) else []
    return f"\n{LEFT_OUT}\n".join(pieces) + "".join(f"\n{mark}" for mark in left_out)


def web_address(url: str) -> str:
    """Return the address where it is one of the web; anything else could be a script."""
    return url if urlsplit(url).scheme in ("http", "https") else ""


def _work_page(work: Work, here: Ground, view: View) -> Response:
    units = _units(work, here, view)
    length = sum(len(unit.unit.provision.text) for unit in units)
    has_articles = any(unit.unit.provision.level in (Level.ARTICLE, Level.ITEM) for unit in units)
    shown_whole = not has_articles and length <= WHOLE_TEXT
    words = "\n".join(unit.unit.provision.text for unit in units) if shown_whole else ""
    tree = branches(contents(units, view))
    return page(
        "work.html",
        **_of_work(work, units, here, view),
        note=office_note(words, view.on),
        blocks=_blocks(units, units, here, view) if shown_whole else [],
        tree=tree,
        folded=sum(one.count or 1 for one in tree) > _FULL_CONTENTS,
        relations=_relations(work, here, view),
        steps=force_steps(here.store, work, view),
        orders_by=order_lines(here.store.amendments_by(work.number), by_act=True),
        orders_on=order_lines(here.store.amendments_of(work.number), by_act=False),
        tables=tables(work, here.store, view),
        sources=_sources(units, here),
        whole_address="" if shown_whole else whole_address(work, view),
    )


def _of_work(work: Work, units: Sequence[Held], here: Ground, view: View) -> dict[str, Any]:
    """Return what each page of a whole work tells."""
    force = view.force.on(units[0], view.on)
    return {
        "here": "works",
        "work": work,
        "force": force,
        "replaced": _replacement(work, force, here, view),
        "on": view.on,
        "today": here.today(),
        "partial": any(unit.partial for unit in units),
        "page_words": next(filter(None, map(page_note, units)), ""),
        "source_words": next(filter(None, map(source_words, units)), ""),
        "permalink": permalink(work, "", view),
        "own_path": f"/vb/{work.slug}",
        "work_address": permalink(work, "", view),
    }


def _units(work: Work, here: Ground, view: View) -> list[Held]:
    units = here.store.units(work, view.on)
    if not units:
        raise ProblemError(404, "work_not_found", f"Kho không còn giữ lời văn nào của {work.name}.")
    return units


def _blocks(shown: Sequence[Held], units: Sequence[Held], here: Ground, view: View) -> list[Block]:
    work = units[0].work
    cited = citer_of(here.store, work, units, view)
    return [block_of(unit.unit.provision, work, "", view, cited) for unit in shown]


def _sources(units: Sequence[Held], here: Ground) -> list[dict[str, Any]]:
    """Return the sources of a text, each once, and where their pages can be seen."""
    sources = {unit.source.sha256: unit for unit in units}
    return [
        {
            "name": file_name(unit.source.path),
            "origin": unit.origin,
            "sha256": sha256,
            "pages": f"/nguon/{sha256}" if here.originals.can_show(unit.source) else "",
        }
        for sha256, unit in sources.items()
    ]


def _whole_text(work: Work, here: Ground, view: View, number: int) -> Response:
    """Show the text of a work from end to end, cut between articles into pages that any machine can show."""
    units = _units(work, here, view)
    pages = pages_of(units)
    number = min(number, len(pages))
    shown = pages[number - 1]
    return page(
        "whole.html",
        **_of_work(work, units, here, view),
        parts=stretch(shown, pages[: number - 1], _blocks(shown, units, here, view)),
        number=number,
        pages=len(pages),
        turn=lambda to: whole_address(work, view, to),
    )


@router.get("/dan-chieu/{address:path}")
def links(address: str, here: Here, ngay: Text = "", trang: PageNumber = 1) -> Response:
    """Show all that a provision cites and all that cites it, a page at a time."""
    view = here.view(read_day(ngay))
    wanted = moved_address(parse_address(address), here.store)
    work = work_at(wanted, here.store)
    located = locate(work, wanted.eid, here.store, view.on, force=view.force) if wanted.eid else None
    if located is None:
        raise ProblemError(404, "provision_not_found", "Hãy mở danh sách dẫn chiếu từ một điều cụ thể.")
    unit, part = located.held.unit.provision, slice((trang - 1) * _PER_PAGE, trang * _PER_PAGE)
    out = links_out(here.store, work, unit, view, part=part)
    incoming = links_in(here.store, work, unit, view, part=part)
    total = max(len(out.lines) + out.more, len(incoming.lines) + incoming.more)
    own = permalink(work, wanted.eid, view)
    return page(
        "links.html",
        here="works",
        name=short_citation(work, unit.eid),
        work=work,
        permalink=own,
        out=out,
        incoming=incoming,
        number=trang,
        pages=max(1, -(-total // _PER_PAGE)),
        turn=lambda to: f"/dan-chieu/{own.removeprefix('/vb/')}{'&' if '?' in own else '?'}trang={to}",
        on=view.on,
    )


_RELATION_NAMES = {
    RelationKind.AMENDS: "sửa đổi",
    RelationKind.AMENDED_BY: "được sửa đổi bởi",
    RelationKind.REPLACES: "thay thế",
    RelationKind.REPLACED_BY: "được thay thế bởi",
    RelationKind.REPEALS: "bãi bỏ một phần",
    RelationKind.REPEALED_BY: "bị bãi bỏ một phần bởi",
    RelationKind.GUIDES: "hướng dẫn",
    RelationKind.GUIDED_BY: "được hướng dẫn bởi",
    RelationKind.CITES: "dẫn",
    RelationKind.CITED_BY: "được dẫn bởi",
}


def _relations(work: Work, here: Ground, view: View) -> list[dict[str, str]]:
    instrument = view.force.instrument(work)
    lines = []
    for relation in instrument.relations if instrument else ():
        held = here.store.works_by_number(relation.number)
        known = held[0] if len(held) == 1 else None
        words = known.name if known else relation.number
        address = permalink(known, "", view) if known else ""
        touches = f" ({relation.touches})" if relation.touches else ""
        unsure = "" if relation.verified else " (chưa có nguồn nào xác nhận)"
        kind = _RELATION_NAMES[relation.kind]
        lines.append({"kind": kind, "words": f"{words}{touches}{unsure}", "address": address})
    return lines
