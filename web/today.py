"""The day it is in Viet Nam."""

from datetime import date, datetime, timedelta, timezone

VIET_NAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")  # no summer time since 1945; Windows has no tz database


def today_in_viet_nam() -> date:
    """Return the day it is in Viet Nam, wherever the machine stands."""
    return datetime.now(tz=VIET_NAM).date()
