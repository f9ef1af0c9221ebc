"""Texts made to cost the reader of citations as much as they can: repeated, nested, endless, almost right, random."""

import random
import unicodedata
from collections.abc import Callable

_REPEATED = {
    "articles": "Điều 1 ",
    "points in a list": "điểm a, ",
    "laws without a name": "Luật ",
    "lawyers": "Luật sư ",
    "almost names": "Luật Phòng, chống mua ",
    "almost names, capitals": "Luật Sư ",
    "a chain without end": "điểm a khoản 2 Điều 150 và ",
    "ranges": "Điều 1 đến Điều 200, ",
    "ranges of points": "các điểm a đến y khoản 1 đến 99, ",
    "unfinished": "Điều 1 khoản ",
    "titles": "Điều 1 về tội mua bán người và ",
    "brackets": "Điều 1 (",
    "nested brackets": "((((Điều 1 (khoản 2)))) ",
    "near numbers": "số 12/",
    "slashes": "1/",
    "years": "12/2024/",
    "numbers with segments": "1/NĐ-CP-",
    "long digit runs": "Điều " + "1" * 60 + " ",
    "digits alone": "0123456789",
    "capitals": "Mục 1 AAA AAA AAA ",
    "quotes": "“Điều 1” ‘khoản 2’ ",
    "verbs": "Sửa đổi, bổ sung ",
    "verbs with places": "Bãi bỏ khoản 1; ",
    "issuers without a number": "Nghị định của Chính phủ ",
    "provinces without a number": "Quyết định của UBND tỉnh Lào Cai ",
    "treaties without a day": "Hiệp định về hợp tác ",
    "treaties, type alone": "Hiệp định ",
    "treaties, a day unsigned": "Hiệp định A ngày 1 ",
    "constitutions": "Hiến pháp ",
    "amended without end": "Luật số 1/2020/QH14 đã được sửa đổi bởi ",
    "decrees with all details": "Nghị định số 5/2020/NĐ-CP ngày 03/02/2020 của Chính phủ ",
    "titles of decrees": "Nghị định số 5/2020/NĐ-CP quy định chi tiết Luật Trẻ em ",
    "relative works": "Điều 1 Luật này, ",
    "codified addresses": "Điều 16.1.LQ.150, ",
    "web points": "các điểm từ (i) đến (viii), ",
    "conditions": "điều kiện 5, địa điểm c, tài khoản 12345 ",
    "short forms": "k.1 Đ.37 đ.đ ",
    "prose": "nghĩa vụ và quyền lợi của người lao động được bảo đảm; ",
    "decomposed letters": unicodedata.normalize("NFD", "Điều 1 của người lao động "),
    "decomposed prose": unicodedata.normalize("NFD", "nghĩa vụ và quyền lợi của người "),
    "zero widths": "Đ\u200biều\u200b 1 của người ",
    "marks that join nothing": "x\u0302\u0302 Điều 1 của người ",
    "no-break spaces": "Điều\u00a01 của\u00a0người lao động\r\n",
}
_WORDS = (
    "Điều khoản điểm Luật Nghị định Thông tư số của và đến từ các này ( ) , ; “ ” 1 2 15 a đ XII 12/2024/NĐ-CP 1/CP/ "
    "năm 2024 ngày 01/02/2020 Chính phủ Hiệp Phòng, chống Trẻ em sửa đổi bổ sung Mẫu Phụ lục"
).split()
_LETTERS = "abcdđeghiklmnopqrstuvxyăâêôơưáàảãạ"


def _mixed(make: random.Random) -> str:
    return make.choice(_WORDS)


def _numbers(make: random.Random) -> str:
    code = "".join(make.choices("ABCDĐGHKLMNPQSTVX", k=make.randint(2, 6)))
    return f"Nghị định số {make.randint(1, 9999)}/{make.randint(1900, 2099)}/NĐ-{code}"


def _places(make: random.Random) -> str:
    number = make.randint
    return f"điểm {make.choice(_LETTERS)} khoản {number(1, 99)} Điều {number(1, 999)} Luật {_name(make)}"


def _laws(make: random.Random) -> str:
    return f"Luật {_name(make)}"


def _name(make: random.Random) -> str:
    words = ("".join(make.choices(_LETTERS, k=make.randint(1, 6))) for _ in range(make.randint(1, 5)))
    return " ".join(words).capitalize()


_RANDOM: dict[str, Callable[[random.Random], str]] = {
    "random words of citations": _mixed,
    "random numbers": _numbers,
    "random places": _places,
    "random laws": _laws,
}
HOSTILE = (*_REPEATED, *_RANDOM)


def hostile_text(name: str, size: int) -> str:
    """Return a text of so many characters; the random ones are the same each time."""
    if name in _REPEATED:
        unit = _REPEATED[name]
        return (unit * (size // len(unit) + 1))[:size]
    make, parts, length = random.Random(4), [], 0
    while length <= size:
        parts.append(_RANDOM[name](make))
        length += len(parts[-1]) + 1
    return " ".join(parts)[:size]
