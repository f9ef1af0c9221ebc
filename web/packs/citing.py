"""From a place of the store to the words that a collection keeps of it."""

from collections.abc import Iterator
from datetime import date

from corpus.check import Verdict, check
from corpus.errors import UnknownProvisionError
from corpus.findings import NOT_HOLDING
from corpus.provision import Level, Provision, label_of, unit_eid
from corpus.records import Outcome
from corpus.rows import Held
from corpus.store import CorpusStore
from corpus.work import STATUS_NAMES, SourceClass, Status
from search.old_offices import office_note
from web.addresses import Located, locate, moved_address, parse_address, path_and_day, work_at
from web.comparison import doubts_of
from web.packs.errors import NotGatheredError
from web.packs.nouns import Cited
from web.packs.provenance import telling_page, unofficial
from web.preferences import tr
from web.shapes import View, permalink
from web.typed_days import BadDayError, typed_day
from web.words import full_name, short_citation, vietnamese_day

MAX_QUOTE = 40_000  # characters; longer ones are annexes, of which nobody teaches the whole
_NO_PLACE = (Level.HEAD, Level.FOOT)
_ADVICE = "Văn bản chỉ đạo, điều hành: nêu việc phải làm, không tự đặt ra quyền lợi."


def upper_first(words: str) -> str:
    """Return words that begin with a capital."""
    return words[:1].upper() + words[1:]


def dated(view: View, on: date | None = None) -> View:
    """Return the view of a day that addresses always name."""
    return View(view.force, on or view.on, dated=True)


def whole_span(provision: Provision) -> tuple[int, int]:
    """Return where the words of a provision stand, without the spaces around them."""
    text = provision.text
    return len(text) - len(text.lstrip()), len(text.rstrip())


def cite(
    held: Held, provision: Provision, store: CorpusStore, view: View, span: tuple[int, int] | None = None
) -> Cited:
    """Return words of a provision as they stand on the day of the view: a slice of it, or all of it.

    Raises NotGatheredError where there are no words, or too many.
    """
    start, end = span or whole_span(provision)
    quote = provision.text[start:end]
    name = f"{label_of(provision.eid)} {held.work.name}"
    if not quote.strip():
        raise NotGatheredError(tr("%(name)s không có lời văn.", name=name))
    if len(quote) > MAX_QUOTE:
        raise NotGatheredError(tr("%(name)s dài quá; hãy chọn từng khoản, điểm trong đó.", name=name))
    work, day, host = held.work, dated(view), telling_page(held)
    force = day.force.on(held, day.on, provision.eid)
    page = f"trang {host} nói về {work.name}"
    return Cited(
        number=work.number,
        slug=work.slug,
        eid=provision.eid,
        label=label_of(provision.eid),
        name=page if host else work.name,
        full_name=f"{page}, không phải lời văn của văn bản này" if host else full_name(work),
        on=day.on,
        quote=quote,
        start=start,
        end=end,
        status=Status.UNCERTAIN if host else force.status,
        source_class=SourceClass.GUIDANCE if host else work.source_class,
        permalink=permalink(work, provision.eid, day),
        whole=(start, end) == whole_span(provision),
        cautions=_cautions(held, provision, store, day),
        ended=force.until if force.status in NOT_HOLDING and not host else None,
        unofficial=None if host else unofficial(held),
    )


def _cautions(held: Held, provision: Provision, store: CorpusStore, view: View) -> tuple[str, ...]:
    doubts = list(doubts_of(held, provision, store, view)) if held.work.source_class is not SourceClass.GUIDANCE else []
    doubts += [_ADVICE] if held.work.source_class is SourceClass.PLAN else []
    doubts += _repealed_within(held, provision, view)
    doubts += filter(None, [office_note(provision.text, view.on)])
    return tuple(dict.fromkeys(doubts))


def overtaken(held: Held, provision: Provision, store: CorpusStore, view: View) -> bool:
    """Tell whether the words of the day are others than those held, as far as anybody here knows."""
    if held.valid_from and held.valid_from != held.work.effective and view.on < held.valid_from:
        return True
    number, place = held.work.number, unit_eid(provision.eid)
    failed = (one for one in store.amendments_of(number, place) if one.outcome is Outcome.FAILED)
    if any(one.day is None or one.day <= view.on for one in failed):
        return True
    found = check(short_citation(held.work, provision.eid), store, view.on, view.force)
    return any(one.verdict is Verdict.AMENDED for one in found)


def _repealed_within(held: Held, provision: Provision, view: View) -> Iterator[str]:
    """Yield what inside a provision no longer holds on the day, though the provision does, outermost places only."""
    if view.force.on(held, view.on, provision.eid).status in NOT_HOLDING:
        return
    gone: list[str] = []
    for inner in provision.walk():
        if any(inner.eid.startswith(f"{eid}__") for eid in gone):
            continue
        force = view.force.on(held, view.on, inner.eid)
        if force.status in NOT_HOLDING:
            gone.append(inner.eid)
            since = f" từ ngày {vietnamese_day(force.until)}" if force.until else ""
            place = upper_first(label_of(inner.eid))
            yield f"{place} {STATUS_NAMES[force.status]}{since}: đừng dùng như luật hiện hành."


def place_at(address: str, store: CorpusStore, view: View) -> tuple[Located, View]:
    """Return the provision that a permalink names, and the view of the day it names; that of ``view`` by default.

    Raises NotGatheredError for no address of a provision, and what reading it raises.
    """
    path, written = path_and_day(address)
    if not path.startswith("/vb/"):
        raise NotGatheredError(tr("Đây không phải địa chỉ của một quy định trong kho."))
    try:
        day = typed_day(written)
    except BadDayError as error:
        raise NotGatheredError(str(error)) from error
    wanted = moved_address(parse_address(path.removeprefix("/vb/")), store)
    if not wanted.eid:
        raise NotGatheredError(tr("Chỉ thêm được từng điều, khoản, điểm, mục; hãy mở quy định cần lấy rồi thêm từ đó."))
    here = dated(view, day)
    return locate(work_at(wanted, store), wanted.eid, store, here.on, force=view.force), here


def cite_address(address: str, store: CorpusStore, view: View) -> Cited:
    """Return all the words of the provision that a permalink names. Raises what ``place_at`` and ``cite`` raise."""
    located, day = place_at(address, store, view)
    if located.provision.level in _NO_PLACE:
        raise NotGatheredError(tr("Phần mở đầu, phần kết của văn bản không phải là quy định."))
    return cite(located.held, located.provision, store, day)


def cited_again(cited: Cited, store: CorpusStore, on: date) -> Located | None:
    """Return the provision that a citation names, wherever its address leads now, as of a day; None where it is gone.

    Raises UnknownWorkError where the store lacks the work itself.
    """
    slug, eid = store.place_today(cited.slug, cited.eid)
    try:
        return locate(store.work(slug), eid, store, on)
    except UnknownProvisionError:
        return None
