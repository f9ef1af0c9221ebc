"""The JSON of a referral card."""

from typing_extensions import TypedDict  # pydantic reads typing's own only from Python 3.12 on

from corpus.case import Health, PersonClass, Route, Support
from corpus.handbook import Mark
from corpus.referral_table import Ruling
from corpus.work import Status


class CardGroundJson(TypedDict):
    """What a step rests on; ``quote`` is ``text[start:end]`` of the provision, None where that is not held."""

    label: str
    number: str
    status: Status
    quote: str | None
    start: int | None
    end: int | None
    permalink: str | None
    note: str
    stale: str  # why the step must be looked at again


class CardDoerJson(TypedDict):
    """Who takes a step, and what became of who took it before."""

    name: str
    office: str | None
    note: str


class CardPaperJson(TypedDict):
    """A form or paper, with its instrument."""

    form: str
    decree: str
    label: str
    text: str


class CardStepJson(TypedDict):
    """One step; ``stale`` says why it must be looked at again, and is empty where it need not."""

    id: str
    text: str
    who: list[CardDoerJson]
    deadline: str | None
    paper: CardPaperJson | None
    mark: Mark
    verified: bool
    source: str | None  # address of a page that says what the grounds do not
    grounds: list[CardGroundJson]
    stale: list[str]


class CardSupportJson(TypedDict):
    """One support of the class."""

    support: Support
    name: str
    wished: bool
    given: bool
    state: str
    text: str
    grounds: str


class CardContactJson(TypedDict):
    """A number to call, or one that is right no more."""

    name: str
    number: str
    text: str
    verified: bool
    gone: bool
    grounds: list[CardGroundJson]
    source: str | None


CardCaseJson = TypedDict(  # the functional form, because `class` is a Python keyword
    "CardCaseJson",
    {
        "class": PersonClass | None,
        "route": Route | None,
        "age": int | None,
        "identified_on": str | None,
        "place": str | None,
        "health": list[Health],
        "wishes": list[Support],
    },
)


class CardJson(TypedDict):
    """A referral card: no name, no number of a paper, no telephone number of the person."""

    on: str
    case: CardCaseJson
    ruling: Ruling
    reason: str
    reason_grounds: list[CardGroundJson]
    questions: list[str]
    notes: list[str]
    steps: list[CardStepJson]
    supports: list[CardSupportJson]
    offices: list[CardDoerJson]
    contacts: list[CardContactJson]
