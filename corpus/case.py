"""A case: what is known of a person who needs support. Nothing in it tells who the person is."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PersonClass(StrEnum):
    """The five classes of Điều 37 of 53/2024/QH15; each is entitled to something else."""

    VICTIM = "victim"  # nạn nhân là công dân Việt Nam, người không quốc tịch thường trú (khoản 1)
    MINOR_ACCOMPANYING = "minor_accompanying"  # người dưới 18 tuổi đi cùng (khoản 2)
    PENDING_ABROAD = "pending_abroad"  # đang trong quá trình xác định, ở nước ngoài (đoạn 1 khoản 3)
    PENDING_DOMESTIC = "pending_domestic"  # đang trong quá trình xác định, ở trong nước (đoạn 2 khoản 3)
    FOREIGNER = "foreigner"  # người nước ngoài bị mua bán tại Việt Nam (khoản 4)


CLASS_NAMES = {
    PersonClass.VICTIM: "nạn nhân là công dân Việt Nam hoặc người không quốc tịch thường trú ở Việt Nam",
    PersonClass.MINOR_ACCOMPANYING: "người dưới 18 tuổi đi cùng nạn nhân",
    PersonClass.PENDING_ABROAD: "người đang trong quá trình xác định là nạn nhân, ở nước ngoài",
    PersonClass.PENDING_DOMESTIC: "người đang trong quá trình xác định là nạn nhân, ở Việt Nam",
    PersonClass.FOREIGNER: "người nước ngoài bị mua bán tại Việt Nam",
}


class Route(StrEnum):
    """How a person came to those who help; each route has its own articles in either law."""

    REPORTED = "reported"  # comes to an office in the country and reports
    RESCUED = "rescued"  # rescued in the country
    HANDED_OVER = "handed_over"  # rescued abroad or handed over by a foreign side
    SELF_RETURNED = "self_returned"  # came back from abroad alone
    ABROAD = "abroad"  # still abroad


ROUTE_NAMES = {
    Route.REPORTED: "tự đến khai báo ở trong nước",
    Route.RESCUED: "được giải cứu ở trong nước",
    Route.HANDED_OVER: "được giải cứu, tiếp nhận từ nước ngoài về",
    Route.SELF_RETURNED: "tự trở về từ nước ngoài",
    Route.ABROAD: "còn ở nước ngoài",
}


class Support(StrEnum):
    """The kinds of support of either law; protection stands beside them in chapters of its own."""

    ESSENTIAL_NEEDS = "essential_needs"
    MEDICAL = "medical"
    INTERPRETATION = "interpretation"
    LEGAL_ADVICE = "legal_advice"
    LEGAL_AID = "legal_aid"
    TRAVEL = "travel"
    PSYCHOLOGICAL = "psychological"
    SCHOOLING = "schooling"
    VOCATIONAL = "vocational"
    HARDSHIP = "hardship"
    LOAN = "loan"
    PROTECTION = "protection"


SUPPORT_NAMES = {
    Support.ESSENTIAL_NEEDS: "nhu cầu thiết yếu",
    Support.MEDICAL: "y tế",
    Support.INTERPRETATION: "phiên dịch",
    Support.LEGAL_ADVICE: "pháp luật",
    Support.LEGAL_AID: "trợ giúp pháp lý",
    Support.TRAVEL: "chi phí đi lại",
    Support.PSYCHOLOGICAL: "tâm lý",
    Support.SCHOOLING: "học văn hóa",
    Support.VOCATIONAL: "học nghề, việc làm",
    Support.HARDSHIP: "trợ cấp khó khăn ban đầu",
    Support.LOAN: "vay vốn",
    Support.PROTECTION: "bảo vệ",
}


class Health(StrEnum):
    """What of a person's state decides what is done first."""

    INJURED = "injured"
    ILL = "ill"
    PREGNANT = "pregnant"
    DISTRESSED = "distressed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What is known; a field that is None or empty is not known."""

    person_class: PersonClass | None = None
    age: int | None = None  # years
    identified_on: date | None = None  # the day the person was identified as a victim
    route: Route | None = None
    place: str = ""  # a province of the table of offices, under the name it bears on the day
    health: tuple[Health, ...] = ()
    wishes: tuple[Support, ...] = ()
