"""Standing: how much a text may weigh on a day, by what kind of text it is and whether it holds."""

from datetime import date, timedelta

from corpus.regime import OLD_LAW, REGIME_CHANGED
from corpus.work import SourceClass, Status, Work
from search.query import Query

__all__ = ["DEAD", "OLD_LAW", "REGIME_CHANGED", "law_day", "standing", "weighed_chance"]

DEAD = (Status.EXPIRED, Status.NEVER_ISSUED, Status.NOT_YET_IN_FORCE)
# How many times as likely a text is wanted as one of law in force that says the same.
_BY_CLASS = {
    SourceClass.LAW: 1.0,
    SourceClass.CASE_LAW: 0.5,
    SourceClass.GUIDANCE: 0.4,
    SourceClass.PLAN: 0.3,
    SourceClass.NEWS: 0.02,
}
_BY_STATUS = {Status.EXPIRED: 0.25, Status.NOT_YET_IN_FORCE: 0.06, Status.NEVER_ISSUED: 0.01, Status.SUSPENDED: 0.25}
_GUIDANCE_BEFORE = 0.06  # guidance written after a change of law says little about the day before it


def law_day(query: Query) -> date:
    """Return the day whose law decides: the day of the question, or the last day of the law a person stays under.

    Who was identified as a victim before 1 July 2025 keeps the regime of 66/2011/QH12 (Điều 63 of 53/2024/QH15).
    """
    identified = query.identified_on
    kept = identified is not None and identified < REGIME_CHANGED <= query.on
    return REGIME_CHANGED - timedelta(days=1) if kept else query.on


def weighed_chance(chance: float, factor: float) -> float:
    """Return the chance whose odds are so many times as high.

    >>> weighed_chance(0.5, 0.25), weighed_chance(1.0, 0.25)
    (0.2, 1.0)
    """
    odds = chance * factor
    return odds / (odds + 1 - chance) if odds else 0.0


def standing(work: Work, status: Status, on: date) -> float:
    """Return a factor, 0 to 1, for the odds that a text answers.

    The order matters more than the values: law in force, then guidance, plans, law no longer in force, news.
    Chosen by hand on that order and checked on the development questions (docs/experiments.md).
    """
    source_class = work.source_class
    if source_class is SourceClass.GUIDANCE and on < REGIME_CHANGED:
        return _GUIDANCE_BEFORE
    return _BY_CLASS[source_class] * _BY_STATUS.get(status, 1.0)
