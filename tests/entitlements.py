"""A law of our own that is built like Điều 37 of 53/2024/QH15, for tests of the matrix."""

import re
from datetime import date
from functools import cache
from typing import Any

from corpus.case import PersonClass, Support
from corpus.catalogue import load_catalogue, work_of
from corpus.expression import Expression, Origin, Unit
from corpus.handbook import Regime
from corpus.matrix import Cell, Matrix, Table, read_table
from corpus.matrix.table import shipped
from corpus.parts import article_parts
from corpus.provision import Level, Provision
from corpus.regime import NEW_LAW
from corpus.work import Work

TODAY = date(2026, 11, 22)
TEXT = """Điều 37. Ai được giúp
1. Nạn nhân là công dân Việt Nam hay người không quốc tịch được giúp những việc sau:
a) Nhu cầu thiết yếu;
b) Chăm sóc y tế;
c) Phiên dịch;
d) Chuyện pháp luật;
đ) Trợ giúp pháp lý;
e) Chi phí đi lại;
g) Chuyện tâm lý;
h) Học văn hóa;
i) Học nghề, tìm việc làm;
k) Trợ cấp khó khăn ban đầu, vay vốn.
2. Người dưới 18 tuổi đi cùng người ấy, cũng như đi cùng người không quốc tịch, được các điểm từ điểm a đến điểm h \
khoản 1 Điều này.
3. Người đang trong quá trình xác định còn ở nước ngoài được các điểm từ điểm a đến điểm d khoản 1 Điều này.
Người đang trong quá trình xác định ở trong nước được các điểm từ điểm a đến điểm g khoản 1 Điều này.
4. Người nước ngoài bị mua bán tại Việt Nam, tùy từng trường hợp, được các điểm a, b, c, d, đ và g khoản 1 Điều này.
"""


@cache
def table() -> Table:
    """Return the table that ships, without the digests: the words of our own law are not those that were read."""
    return read_table(re.sub(r", read = \[[^]]*\]|\nread = \[[^]]*\]", "", shipped()))


def new_law() -> Work:
    """Return 53/2024/QH15, as the catalogue knows it."""
    known = load_catalogue().by_number(NEW_LAW)
    assert known is not None
    return work_of(known)


def text_of_law(text: str = TEXT, num: str = "37", **facts: Any) -> Expression:  # noqa: ANN401  # fields of Expression
    """Return an expression of 53/2024/QH15 that has one article, read as ingest reads one."""
    heading = text.partition("\n")[0].partition(". ")[2]
    parts = article_parts(text, eid=f"art_{num}")
    provision = Provision(f"art_{num}", Level.ARTICLE, num, heading, text, 0, len(text), None, parts)
    known: dict[str, Any] = {"origin": Origin.OFFICIAL, **facts}
    return Expression(work=new_law(), text=text, units=(Unit(provision),), **known)


def cell(matrix: Matrix, person_class: PersonClass, support: Support, regime: Regime = Regime.NEW) -> Cell:
    """Return one cell of a matrix."""
    return next(one for one in matrix.of(regime, person_class) if one.support is support)
