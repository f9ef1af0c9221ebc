"""The review as CSV that no spreadsheet takes for formulas, and as JSON."""

from collections.abc import Iterator
from hashlib import sha256

from corpus.stale import Need
from web.checking.words import shortened
from web.csv_table import MOST_OF_CELL, csv_table
from web.stale.review import Point, Review
from web.stale.schemas import ReviewJson, StaleFactJson, StaleJson
from web.stale.words import KIND_NAMES, MANNER_NAMES, MARK_NAMES, NEED_SIGNS

_HEADS = (
    "STT",
    "Loại",
    "Kết luận",
    "Lời trong bài",
    "Trong câu",
    "Cách nêu",
    "Điều tài liệu nêu",
    "Nay thế nào",
    "Không còn đúng từ ngày",
    "Căn cứ",
    "Nguồn",
    "Mức kiểm chứng",
    "Bắt đầu",
    "Kết thúc",
    "Ngày áp dụng",
)


def csv_of(review: Review) -> bytes:
    """Return one row for each place."""
    return csv_table(_HEADS, _rows(review))


def _rows(review: Review) -> Iterator[list[str]]:
    for point in review.points:
        stale = point.stale
        for place in point.places:
            cells = (
                str(point.number),
                KIND_NAMES[stale.kind],
                NEED_SIGNS[stale.need][2],
                place.words,
                f"{place.before}{place.words}{place.after}",
                MANNER_NAMES[place.mention.manner],
                stale.said,
                stale.now,
                stale.since.isoformat() if stale.since else "",
                "; ".join(ground.label for ground in stale.grounds),
                " ".join(stale.sources),
                MARK_NAMES[stale.mark],
                str(place.mention.start),
                str(place.mention.end),
                review.view.on.isoformat(),
            )
            yield [shortened(cell, MOST_OF_CELL) for cell in cells]


def stale_json(review: Review) -> StaleJson:
    """Return the facts, as the terminal and the API give them."""
    return {
        "on": review.view.on.isoformat(),
        "counts": {need.value: review.counted(need) for need in Need},
        "facts": [_fact(point, review) for point in review.points],
    }


def review_json(review: Review) -> ReviewJson:
    """Return the whole review, to be kept as a file."""
    counts = review.corpus
    return {
        "file": review.draft.name,
        "made": review.made.isoformat(),
        "sha256": sha256(review.draft.text.encode()).hexdigest(),
        "corpus": {"sources": counts.sources, "works": counts.works, "provisions": counts.provisions},
        **stale_json(review),
    }


def _fact(point: Point, review: Review) -> StaleFactJson:
    stale = point.stale
    return {
        "number": point.number,
        "kind": stale.kind,
        "id": stale.id,
        "need": stale.need,
        "said": stale.said,
        "now": stale.now,
        "since": stale.since.isoformat() if stale.since else None,
        "mark": stale.mark,
        "grounds": [{"label": one.label, "permalink": review.address(one) or None} for one in stale.grounds],
        "sources": list(stale.sources),
        "mentions": [
            {
                "text": place.words,
                "start": place.mention.start,
                "end": place.mention.end,
                "manner": place.mention.manner,
            }
            for place in point.places
        ],
    }
