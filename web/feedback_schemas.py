"""The JSON of feedback."""

from collections.abc import Iterable

from typing_extensions import TypedDict  # pydantic reads typing's own only from Python 3.12 on

from corpus.provision import label_of
from web.feedback import Feedback, Verdict


class SaidJson(TypedDict):
    """What was said once of an answer, or of a place in it; of the answer as a whole ``number`` is empty."""

    id: int
    question_id: str  # the same in `cancu feedback export`
    question: str  # masked
    on: str
    person_class: str | None
    verdict: Verdict
    number: str
    label: str  # "khoản 1 Điều 32"
    article: str | None  # as runs and judgements name it: "66/2011/QH12@32"
    day: str  # on which it was said


class FeedbackJson(TypedDict):
    """What people said, in the order it came."""

    items: list[SaidJson]


def feedback_json(said: Iterable[Feedback]) -> FeedbackJson:
    """Return feedback as the API gives it."""
    return {
        "items": [
            {
                "id": one.id,
                "question_id": one.question_id,
                "question": one.question,
                "on": one.on.isoformat(),
                "person_class": one.person_class or None,
                "verdict": one.verdict,
                "number": one.spot.number,
                "label": label_of(one.spot.eid),
                "article": one.article or None,
                "day": one.day.isoformat(),
            }
            for one in said
        ]
    }
