"""The forms that a review takes, by the ending of its file."""

import json

from starlette.responses import Response

from ingest.docx_comments import Remark
from web.checking.comments import commented_draft
from web.checking.draft import Form
from web.checking.forms import attachment, media_of
from web.pages import rendered
from web.stale.review import Point, Review
from web.stale.tables import csv_of, review_json
from web.stale.words import KIND_NAMES, MANNER_NAMES, NEED_SIGNS, since_words
from web.words import vietnamese_day


def written(review: Review, form: Form) -> bytes:
    """Return the file of a review. Raises IngestError where a copy of the paper cannot be made."""
    if form is Form.HTML:
        return rendered("stale_report.html", review=review, words=PAGE_WORDS).encode()
    if form is Form.DOCX:
        remarks = tuple(remark for point in review.points for remark in _remarks(point, review))
        return commented_draft(review.draft, review.made, remarks)
    if form is Form.CSV:
        return csv_of(review)
    return (json.dumps(review_json(review), ensure_ascii=False, indent=2) + "\n").encode()


PAGE_WORDS = {"kinds": KIND_NAMES, "needs": NEED_SIGNS, "manners": MANNER_NAMES}


def as_file(review: Review, form: Form) -> Response:
    """Return a review as the answer to a request, to be kept as a file; its name says nothing of the paper."""
    return attachment(written(review, form), media_of(form), f"ra-soat-{review.view.on.isoformat()}.{form.value}")


def _remarks(point: Point, review: Review) -> list[Remark]:
    """Return a comment for each place; the first says all, the others what to write instead."""
    stale = point.stale
    sign, _, words = NEED_SIGNS[stale.need]
    head = f"{sign} {words[:1].upper()}{words[1:]} {since_words(stale)}".rstrip()
    grounds = "; ".join(ground.label for ground in stale.grounds)
    whole = [f"{head}: {stale.said.rstrip('.')}.", f"Nay: {stale.now}"]
    whole += [f"Căn cứ: {grounds}."] if grounds else []
    whole += [f"Nguồn: {' '.join(stale.sources)}"] if stale.sources else []
    whole.append(f"(Căn Cứ, rà tại ngày {vietnamese_day(review.view.on)}; mục {point.number}.)")
    again = [f"{head}.", f"Nay: {stale.now}", f"(Căn Cứ, mục {point.number}.)"]
    return [
        Remark(place.mention.start, place.mention.end, "\n".join(again if at else whole))
        for at, place in enumerate(point.places)
    ]
