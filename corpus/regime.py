"""Which of the two laws of the field applies: that of 2011, or that of 2024."""

from datetime import date, timedelta

from corpus.handbook import Regime

OLD_LAW = "66/2011/QH12"  # the law of the field until then
NEW_LAW = "53/2024/QH15"
REGIME_CHANGED = date(2025, 7, 1)  # 53/2024/QH15 in force; two-level local government


def regime_of(identified_on: date) -> Regime:
    """Return the law of a person by the day on which the person was identified (Điều 63 of 53/2024/QH15).

    >>> regime_of(date(2025, 6, 30)).value, regime_of(date(2025, 7, 1)).value
    ('old', 'new')
    """
    return Regime.OLD if identified_on < REGIME_CHANGED else Regime.NEW


def reading_day(regime: Regime, on: date) -> date:
    """Return the day on whose wording a regime is read when asked about ``on``.

    The old law is read no later than its last day, since who stays under it stays under those words; the new law no
    earlier than its first.

    >>> reading_day(Regime.OLD, date(2026, 11, 22)).isoformat(), reading_day(Regime.NEW, date(2024, 1, 1)).isoformat()
    ('2025-06-30', '2025-07-01')
    """
    if regime is Regime.OLD:
        return min(on, REGIME_CHANGED - timedelta(days=1))
    return max(on, REGIME_CHANGED)
