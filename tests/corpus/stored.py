"""A law that tests put into a store, and what is read back of it."""

from datetime import date

from corpus.rows import Held
from tests.laws import Part, article, clause, law, point

LAW = law()
DAY = date(2022, 5, 1)
ONE = article("1", "Phạm vi", words="Lời thứ nhất.")
TWO = article("2", "Đối tượng", clause("1", "Gồm:", point("d", "người;"), point("đ", "trẻ em."), closing="Hết."))


def says(num: str, words: str) -> Part:
    return article(num, f"Tên điều {num}", words=words)


def nums(units: list[Held]) -> list[str]:
    return [held.unit.provision.num for held in units]
