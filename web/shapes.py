"""From nouns to the JSON of the contract: the one place, for the terminal and for HTTP."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import cast

from corpus.case import Case
from corpus.check import Checked
from corpus.citation import Citation, citation_json
from corpus.difference import WordRun
from corpus.expression import Heading
from corpus.force import Force, ForceTable
from corpus.provision import LEVEL_NAMES, Provision, label_of, path_of, place_of
from corpus.quotations import Quoted
from corpus.reading import CorpusReader
from corpus.rows import Held, iso
from corpus.wording_notes import wording_notes
from corpus.wordings import wording_until
from corpus.work import Status, Work
from search.answer import Answer, Quotation, Refusal, Statement
from search.hit import Hit
from search.old_offices import office_note
from search.service import Found, Shown
from search.standing import law_day
from search.summary import Summary
from web.answer_schemas import AnswerJson, CaseJson, QuoteJson, RefusalJson, StatementJson, SummaryJson
from web.check_schemas import CheckJson, RunJson, SpanJson
from web.schemas import CitationJson, CitationsJson, FoundJson, HitJson, NotedJson, ProvisionJson, WorkJson


@dataclass(frozen=True, slots=True)
class View:
    """The day that shapes are for, and whether the asker named it: only then do permalinks carry it."""

    force: ForceTable
    on: date
    dated: bool


def permalink(work: Work, eid: str, view: View) -> str:
    """Return the address of a provision's page; with the day only where the asker named one."""
    tail = path_of(eid)
    address = f"/vb/{work.slug}/{tail}" if tail else f"/vb/{work.slug}"
    return f"{address}?ngay={view.on.isoformat()}" if view.dated else address


def heading_line(heading: Heading) -> str:
    """Return a container heading in one line: "Chương V. HỖ TRỢ NẠN NHÂN"."""
    name = f"{LEVEL_NAMES[heading.level]} {heading.num}".strip()
    return f"{name}. {heading.text}" if heading.text else name


def work_json(work: Work, force: Force, status: Status | None = None) -> WorkJson:
    """Return a work; dates that its sources do not give come from the catalogue, through its force."""
    return {
        "number": work.number,
        "type": work.type,
        "title": work.title,
        "issuer": work.issuer,
        "issued": iso(work.issued),
        "effective": iso(force.since or work.effective),
        "expired": iso(force.until or work.expired),
        "status": status or force.status,
        "status_by": force.told_by,
        "status_note": force.note,
        "uri": work.uri,
    }


def file_name(path: str) -> str:
    """Return the last part of a source's path; folders of the machine are nobody's business.

    >>> file_name("luat/phapdien.zip!demuc/39.8.html")
    'phapdien.zip!demuc/39.8.html'
    """
    outer, mark, member = path.partition("!")
    return outer.replace("\\", "/").rpartition("/")[2] + mark + member


def above(held: Held, provision: Provision) -> list[Provision]:
    """Return the provisions that contain this one, from the unit down, without itself."""
    found: list[Provision] = []
    here = held.unit.provision
    while here.eid != provision.eid:
        found.append(here)
        inside = next((child for child in here.children if provision.eid.startswith(f"{child.eid}__")), None)
        here = inside or provision
    return found


def context_lines(held: Held, provision: Provision) -> list[str]:
    """Return the headings above a provision and the lead-ins it completes, from the outside in."""
    lead_ins = (part.lead_in.strip() for part in above(held, provision))
    return [heading_line(heading) for heading in held.unit.context] + [lead_in for lead_in in lead_ins if lead_in]


def provision_json(held: Held, provision: Provision, view: View, status: Status | None = None) -> ProvisionJson:
    """Return a provision as it is held on the day."""
    force = view.force.on(held, view.on, provision.eid)
    place = place_of(provision.eid)
    return {
        "work": work_json(held.work, force, status),
        "article": place.article,
        "clause": place.clause,
        "point": place.point,
        "part": place.part,
        "label": label_of(provision.eid),
        "text": provision.text,
        "context": context_lines(held, provision),
        "from": iso(_begun(held, force)),
        "until": iso(force.until or held.work.expired),
        "acts": list(held.acts),
        "permalink": permalink(held.work, provision.eid, view),
        "source": {
            "file": file_name(held.source.path),
            "sha256": held.source.sha256,
            "page": provision.page or held.unit.provision.page,
            "start": provision.start,
            "end": provision.end,
        },
    }


def _begun(held: Held, force: Force) -> date | None:
    """Return the first day of the wording held; of the first wording, the day that the catalogue gives the work."""
    later = held.valid_from if held.valid_from != held.work.effective else None
    return later or force.since or held.work.effective


def shown_json(shown: Shown, store: CorpusReader, view: View) -> NotedJson:
    """Return a provision that was asked for by its address."""
    return noted_json(shown.held, shown.provision, store, view)


def noted_json(held: Held, provision: Provision, store: CorpusReader, view: View) -> NotedJson:
    """Return a provision as it is held on the day, with notes on its wording and on what its text names."""
    note = office_note(provision.text, view.on)
    notes = [*wording_notes(store, held, provision.eid, view.on), *filter(None, [note])]
    shape = provision_json(held, provision, view)
    force = view.force.on(held, view.on, provision.eid)
    texts = store.texts(held.work, provision.eid) if provision.eid else []
    until = wording_until(texts, held, provision.eid, force.since)
    ends = [day for day in (shape["until"], iso(until)) if day]
    return {**shape, "until": min(ends, default=None), "notes": notes}


def hit_json(hit: Hit, view: View) -> HitJson:
    """Return a hit."""
    return {
        "rank": hit.rank,
        "score": hit.score,
        "provision": provision_json(hit.held, hit.provision, view, hit.status),
        "snippet": [{"text": fragment.text, "match": fragment.match} for fragment in hit.snippet],
        "why": list(hit.why),
    }


def found_json(found: Found, view: View) -> FoundJson:
    """Return the hits of a query."""
    hits = [hit_json(hit, view) for hit in found.hits]
    query = found.query
    return {"query": query.text, "understood": query.understood, "on": query.on.isoformat(), "hits": hits}


def quote_json(quotation: Quotation, view: View) -> QuoteJson:
    """Return a quotation with the place it comes from."""
    place = place_of(quotation.provision.eid)
    force = view.force.on(quotation.held, view.on, quotation.provision.eid)
    return {
        "label": label_of(quotation.provision.eid),
        "work": work_json(quotation.held.work, force, quotation.status),
        "article": place.article,
        "clause": place.clause,
        "point": place.point,
        "quote": quotation.quote,
        "start": quotation.start,
        "end": quotation.end,
        "status": quotation.status,
        "permalink": permalink(quotation.held.work, quotation.provision.eid, view),
    }


def answer_json(answer: Answer, view: View) -> AnswerJson:
    """Return an answer."""
    query, refusal = answer.query, answer.refusal
    shape: AnswerJson = {
        "question": query.text,
        "understood": {
            "text": query.understood,
            "class": query.person_class,
            "topics": list(query.topics),
            "on": answer.on.isoformat(),
            "law_day": law_day(query).isoformat(),
            "case": _case(query.case),
            "personal": [{"kind": one.kind, "start": one.start, "end": one.end} for one in query.personal],
        },
        "answered": answer.answered,
        "refusal": _refusal(refusal) if refusal else None,
        "statements": [_statement(statement, view) for statement in answer.statements],
        "warnings": [
            {"code": warning.code, "message": warning.message, "citations": list(warning.labels)}
            for warning in answer.warnings
        ],
        "passages": [hit_json(hit, view) for hit in answer.passages],
        "dropped": answer.dropped,
    }
    return {**shape, "summary": _summary(answer.summary)} if answer.summary else shape


def _case(case: Case) -> CaseJson:
    return {
        "age": case.age,
        "identified_on": iso(case.identified_on),
        "route": case.route,
        "place": case.place or None,
        "health": list(case.health),
        "wishes": list(case.wishes),
    }


def _statement(statement: Statement, view: View) -> StatementJson:
    return {
        "text": statement.text,
        "citations": [quote_json(quotation, view) for quotation in statement.quotations],
        "facts": [
            {
                "kind": fact.kind,
                "text": fact.text,
                "citation": fact.at,
                "start": fact.start,
                "end": fact.end,
                "note": fact.note or None,
            }
            for fact in statement.facts
        ],
    }


def _summary(summary: Summary) -> SummaryJson:
    return {
        "sentences": [{"text": one.text, "citations": list(one.citations)} for one in summary.sentences],
        "dropped": summary.dropped,
        "model": summary.model,
        "note": summary.note or None,
        "sent_to": summary.sent_to or None,
    }


def _refusal(refusal: Refusal) -> RefusalJson:
    return {"code": refusal.code, "message": refusal.message, "ask_back": list(refusal.ask_back)}


def citations_json(citations: Iterable[Citation]) -> CitationsJson:
    """Return the citations of a text."""
    return {"citations": [_citation(citation) for citation in citations]}


def check_json(items: Iterable[Checked], view: View) -> CheckJson:
    """Return the verdicts on the citations of a text."""
    return {
        "items": [
            {
                **_citation(item.citation),
                "verdict": item.verdict,
                "detail": item.detail,
                "provision": provision_json(item.held, item.provision, view) if item.held and item.provision else None,
                "quote": _quoted(item.quoted) if item.quoted else None,
                "difference": runs_json(item.difference) or None,
            }
            for item in items
        ]
    }


def runs_json(runs: Iterable[WordRun]) -> list[RunJson]:
    """Return a difference of two texts."""
    return [{"change": run.change, "text": run.text} for run in runs]


def _quoted(quoted: Quoted) -> SpanJson:
    """Return a quotation without its marks, which are one letter each."""
    return {"text": quoted.words, "start": quoted.start + 1, "end": quoted.end - 1}


def _citation(citation: Citation) -> CitationJson:
    return cast("CitationJson", citation_json(citation))  # a test holds its keys to the type
