"""The referral cards of the tests: the days and the two laws they are made for, and what is read off them."""

from datetime import date
from typing import Any

from corpus.case import Case
from corpus.catalogue import load_catalogue
from corpus.force import ForceTable
from corpus.referral import CardStep, ReferralCard, referral_card
from corpus.referral_table import ReferralTable, load_referral
from corpus.store import CorpusStore
from tests.laws import law

TODAY = date(2026, 11, 22)
REFORM = date(2025, 7, 1)
EVE = date(2025, 6, 30)
BEFORE = date(2025, 6, 20)
FORCE = ForceTable(load_catalogue())
TABLE = load_referral()
TITLE = "Luật Phòng, chống mua bán người"
OLD_LAW = law("66/2011/QH12", TITLE, issued=date(2011, 3, 29), effective=date(2012, 1, 1))
NEW_LAW = law("53/2024/QH15", TITLE, issued=date(2024, 11, 28), effective=REFORM)


def card(
    store: CorpusStore,
    day: date = TODAY,
    table: ReferralTable | None = None,
    **known: Any,  # noqa: ANN401  # fields of Case
) -> ReferralCard:
    return referral_card(Case(**known), day, store, FORCE, table=table)


def ids(made: ReferralCard) -> list[str]:
    return [step.id for step in made.steps]


def step_of(made: ReferralCard, id_: str) -> CardStep:
    return next(step for step in made.steps if step.id == id_)


def doers(made: ReferralCard) -> set[str]:
    return {doer.office for step in made.steps for doer in step.who if doer.office}
