"""What the store could not read, what is doubtful in it, and what it lacks."""

from pathlib import Path, PurePosixPath
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from corpus.citation import find_citations
from corpus.faults import Doubt
from corpus.gaps import Gap, addresses_of
from corpus.personal import mask
from corpus.provision import Place, eid_of
from corpus.text import fold
from ingest.keep import kept_path
from web.admin import SIGNED_IN, session_of
from web.errors import ProblemError
from web.gaps import address_json
from web.ground import Ground, Here
from web.library.advice import advice_for
from web.library.doubt_marks import VERDICT_NAMES, DoubtMark, DoubtMarks, DoubtVerdict, key_of, name_of, split
from web.library.paging import address_with, turn_to
from web.pages import page
from web.routes.works import read_day
from web.shapes import View, file_name, permalink
from web.words import KIND_OF_SOURCE_NAMES, full_name

router = APIRouter(include_in_schema=False)
Text = Annotated[str, Query(max_length=200)]
Field = Annotated[str, Form(max_length=200)]
Note = Annotated[str, Form(max_length=500)]
_DOUBT_STATES = {"mo": "còn mở", "dong": "đã xem", "het": "tất cả"}


@router.get("/kho/cach-ly")
def quarantine(request: Request, here: Here, trang: int = 1) -> Response:
    """List the sources that could not be read, each with its reason and what to do about it."""
    turn = turn_to(trang, here.store.count_quarantined(), "/kho/cach-ly", {})
    signed_in = bool(session_of(request, here))
    rows = [
        {
            "name": _shown_name(source.path) if signed_in else "",
            "kind": KIND_OF_SOURCE_NAMES.get(source.kind, ""),
            "size": source.size,
            "sha256": source.sha256,
            "reason": source.error,
            "advice": advice_for(source.error),
            "kept": _original(source.sha256, here) is not None,
        }
        for source in here.store.quarantined(turn.first, turn.last - turn.first)
    ]
    return page("quarantine.html", here="works", tab="quarantine", rows=rows, turn=turn, signed_in=signed_in)


@router.post("/kho/cach-ly/nap-lai", dependencies=[SIGNED_IN])
def read_again(here: Here, nguon: Field = "") -> Response:
    """Read a source once more from the original that is kept, as a job."""
    source, original = here.store.source(nguon), _original(nguon, here)
    if source is None or not source.error:
        raise ProblemError(404, "source_not_found", "Nguồn này không còn trong khu cách ly.")
    if original is None or here.uploads is None:
        raise ProblemError(404, "original_gone", "Bản gốc không còn được giữ; hãy gửi lại tệp ở trang Nạp tệp.")
    here.uploads.room()
    with original.open("rb") as stream:
        upload = here.uploads.keep([(stream, PurePosixPath(file_name(source.path).replace("!", "/")).name)])
    return RedirectResponse(f"/kho/nap/{here.jobs.submit_upload(upload).id}", status_code=303)


def _shown_name(path: str) -> str:
    """Return the name of a file with masks for what tells a person."""
    return mask(file_name(path)).text


def _original(sha256: str, here: Ground) -> Path | None:
    """Return the original of a source, where it is kept and may be read."""
    folder = here.settings.source_folder
    if folder is None or not sha256.isalnum():
        return None
    path = kept_path(folder, sha256)
    return path if path.is_file() else None


@router.get("/kho/nghi-ngo")
def doubts(request: Request, here: Here, trang: int = 1, xem: Text = "mo", ten: Text = "") -> Response:
    """List what readers were not sure of, with the place and what people said of it."""
    view = here.view(None)
    marks = DoubtMarks(here.notes()).all() if here.notebook else {}
    state = xem if xem in _DOUBT_STATES else "mo"
    everything = here.store.doubts()
    signed_in = bool(session_of(request, here))
    found = _about(split(everything, marks, state), ten, signed_in=signed_in)
    kept = {"xem": state if state != "mo" else "", "ten": ten}
    turn = turn_to(trang, len(found), "/kho/nghi-ngo", kept)
    counts = {one: len(split(everything, marks, one)) for one in _DOUBT_STATES}
    rows = [
        {
            "doubt": doubt,
            "name": name_of(doubt),
            "file": _file_of(doubt, signed_in=signed_in),
            "work": full_name(doubt.work) if doubt.work else "",
            "address": _place_of(doubt, here, view),
            "mark": marks.get(key_of(doubt)),
        }
        for doubt in found[turn.first : turn.last]
    ]
    return page(
        "doubts.html",
        here="works",
        tab="doubts",
        rows=rows,
        turn=turn,
        state=state,
        states=[
            (one, words, counts[one], address_with("/kho/nghi-ngo", kept, xem=one if one != "mo" else ""))
            for one, words in _DOUBT_STATES.items()
        ],
        wanted=ten,
        verdicts=VERDICT_NAMES,
        signed_in=signed_in,
        can_keep=here.notebook is not None,
        own=address_with("/kho/nghi-ngo", kept, trang=str(turn.number) if turn.number > 1 else ""),
    )


@router.post("/kho/nghi-ngo", dependencies=[SIGNED_IN])
def judge(
    here: Here,
    nghi_ngo: Field = "",
    ket_luan: Field = "",
    ten: Field = "",
    ghi_chu: Note = "",
    ve: Annotated[str, Form(max_length=1_000)] = "",
) -> Response:
    """Keep what a person said of a doubt, under their name; or take it back."""
    doubt = next((one for one in here.store.doubts() if name_of(one) == nghi_ngo), None)
    if doubt is None:
        raise ProblemError(404, "doubt_not_found", "Điểm nghi ngờ này không còn: nguồn đã được đọc lại hoặc đã gỡ.")
    marks = DoubtMarks(here.notes())
    if ket_luan == "mo_lai":
        marks.unsay(doubt)
    elif ket_luan not in list(DoubtVerdict):
        raise ProblemError(422, "invalid", "Hãy chọn một kết luận: đã xem, đúng; hoặc cần sửa.")
    elif not ten.strip():
        raise ProblemError(422, "nobody_judges", "Hãy ghi rõ ai đã xem: người sau cần biết để hỏi lại.")
    else:
        said_by, note = " ".join(ten.split()), ghi_chu.strip()
        marks.say(doubt, DoubtMark(verdict=DoubtVerdict(ket_luan), said_by=said_by, note=note, day=here.today()))
    back = ve if ve == "/kho/nghi-ngo" or ve.startswith("/kho/nghi-ngo?") else "/kho/nghi-ngo"
    return RedirectResponse(back, status_code=303)


def _about(found: list[Doubt], words: str, *, signed_in: bool) -> list[Doubt]:
    """Return the doubts that have all words, in what is shown of them."""
    wanted = fold(words).split()
    if not wanted:
        return found
    told = (
        (one, fold(f"{one.words} {one.work.name if one.work else ''} {_file_of(one, signed_in=signed_in)}"))
        for one in found
    )
    return [one for one, shown in told if all(token in shown for token in wanted)]


def _file_of(doubt: Doubt, *, signed_in: bool) -> str:
    """Return the name of the file; to strangers only where a work was read from it, for that is public."""
    return _shown_name(doubt.path) if signed_in or doubt.work else ""


def _place_of(doubt: Doubt, here: Ground, view: View) -> str:
    """Return the address of the place that a doubt speaks of; of the work, where it names no place that is held."""
    if doubt.work is None:
        return ""
    cited = next((one for one in find_citations(doubt.words) if one.article), None)
    eid = eid_of(Place(cited.article)) if cited else ""
    if eid and not here.store.holds(doubt.work.slug, eid):
        eid = ""
    return permalink(doubt.work, eid, view)


@router.get("/kho/con-thieu")
def gaps(here: Here, trang: int = 1, ngay: Text = "") -> Response:
    """List the instruments that the store lacks, most needed first: what rests on each, and where it may be had."""
    view = here.view(read_day(ngay))
    found = here.gaps.on(view.on)
    turn = turn_to(trang, len(found), "/kho/con-thieu", {"ngay": ngay})
    rows = [_gap(gap, here, view) for gap in found[turn.first : turn.last]]
    return page("gaps.html", here="works", tab="gaps", rows=rows, turn=turn, on=view.on)


def _gap(gap: Gap, here: Ground, view: View) -> dict[str, object]:
    held = here.store.works_by_number(gap.work.number)
    return {
        "gap": gap,
        "address": permalink(held[0], "", view) if len(held) == 1 else "",
        "places": [address_json(one) for one in addresses_of(gap.work.number, here.store, here.force)],
    }
