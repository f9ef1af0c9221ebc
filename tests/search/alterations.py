"""Alters one fact of an honest sentence in every way that readers fear; each result says what the law does not."""

import re
from collections.abc import Iterator

from search.summary import Written
from tests.search.shortenings import Case

_NUMBER = re.compile(r"\d+(?:[./]\w+)*(?:/[A-ZĐ\-]+\d*)?")
_OFFICES = (
    "Công an cấp xã",
    "Công an cấp tỉnh",
    "Sở Y tế",
    "Sở Nội vụ",
    "Chủ tịch Ủy ban nhân dân cấp xã",
    "Chủ tịch Ủy ban nhân dân cấp tỉnh",
    "Đồn Biên phòng",
    "Cảnh sát biển",
    "Ngân hàng Chính sách xã hội",
    "cơ quan Công an",
    "cơ quan đại diện Việt Nam ở nước ngoài",
)
# What a sentence may not lose: leaving it out says more, or the opposite.
_WEIGHTY = (
    "không",
    "không quá",
    "tối đa",
    "chưa",
    "trừ",
    "nếu có",
    "dưới",
    "đang chờ",
    "nhưng",
    "trước",
    "có nguyện vọng",
    "khi tiếp nhận nạn nhân",
    "là trẻ em",
    "là nữ",
    "Nghiêm cấm",
    "Trường hợp",
    "miễn",
    "có thể",
    "phải",
    "hết",
    "đi cùng nạn nhân",
    "Nếu",
    "Từ chối",
    "từ chối",
    "công lập",
    "của họ",
    "sơ cấp",
)
_TURNED = (
    ("được", "phải"),
    ("được", "không được"),
    ("được", "bị"),
    ("phải", "có thể"),
    ("phải", "được"),
    ("phải", "không phải"),
    ("có thể", "phải"),
    ("không quá", "ít nhất"),
    ("tối đa", "tối thiểu"),
    ("dưới", "trên"),
    ("trước", "sau"),
    ("có quyền", "có nghĩa vụ"),
    ("có trách nhiệm", "có quyền"),
    ("có trách nhiệm", "không có trách nhiệm"),
    ("Nghiêm cấm", "Khuyến khích"),
    ("trừ", "kể cả"),
    ("hoặc", "và"),
    ("nếu có", "bắt buộc"),
    ("từ ngày", "đến ngày"),
    ("hết hiệu lực", "có hiệu lực"),
    ("hỗ trợ", "thu"),
    ("nạn nhân", "người bị tố giác"),
    ("tháng", "năm"),
    ("ngày làm việc", "tháng"),
    ("ngày", "giờ"),
    ("đồng", "triệu đồng"),
    ("tháng", "ngày"),
    ("dưới 18 tuổi", "dưới 16 tuổi"),
    ("chưa có", "đã có"),
    ("tiếp nhận", "trao trả"),
    ("miễn", "thu"),
    ("quyết định", "đề nghị"),
    ("công lập", "tư nhân"),
    ("riêng", "chung"),
)
_CLAIMS = (
    " và được cấp 500.000 đồng",
    " theo Điều 99",
    " theo Nghị định 62/2012/NĐ-CP",
    ", gọi 0900000000",
    " tại Hà Nội",
    " và phải nộp lệ phí",
    " ngay trong ngày",
    " do Bộ Công an chi trả",
    " mà không cần giấy tờ",
)


def altered(case: Case, sentence: Written) -> Iterator[tuple[str, Written]]:
    """Yield what was done, and the sentence that it makes."""
    seen = {sentence.text}
    for what, text in _texts(case, sentence.text):
        if text not in seen:
            seen.add(text)
            yield what, Written(text, sentence.citations)
    yield "no citation", Written(sentence.text, ())
    yield "a citation that is not there", Written(sentence.text, (*sentence.citations, len(case.quotes) + 1))


def _texts(case: Case, text: str) -> Iterator[tuple[str, str]]:
    stem = text.rstrip(".")
    yield from _numbers(case, text)
    for office in _OFFICES:
        if office in text:
            yield from (("office", text.replace(office, other, 1)) for other in _OFFICES if other not in office)
    for weighty in _WEIGHTY:
        yield from (("left out", cut) for cut in _without(text, weighty))
    for said, instead in _TURNED:
        yield from (("turned", turned) for turned in _instead(text, said, instead))
    yield from (("claim", f"{stem}{claim}.") for claim in _CLAIMS)
    yield from (("denied", denied) for denied in _denied(text))


def _numbers(case: Case, text: str) -> Iterator[tuple[str, str]]:
    others = _NUMBER.findall(" ".join(case.quotes))
    for match in _NUMBER.finditer(text):
        written = match[0]
        first = re.search(r"\d+", written)
        assert first is not None
        value = int(first[0])
        changed = [written.replace(first[0], str(new), 1) for new in (value + 1, value * 10, value * 2 + 3)]
        same = {written.lstrip("0")}
        for other in (*changed, *(other for other in others if other.lstrip("0") not in same)):
            yield "number", f"{text[: match.start()]}{other}{text[match.end() :]}"


def _spots(text: str, words: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text):
        yield match.span()


def _without(text: str, words: str) -> Iterator[str]:
    for start, end in _spots(text, words):
        left = " ".join((text[:start] + text[end:]).split()).replace(" ,", ",").replace(" .", ".")
        yield left[:1].upper() + left[1:]


def _instead(text: str, words: str, instead: str) -> Iterator[str]:
    for start, end in _spots(text, words):
        yield text[:start] + instead + text[end:]


def _denied(text: str) -> Iterator[str]:
    for verb in ("được", "phải", "có", "hỗ trợ", "tiếp nhận", "quyết định"):
        for start, _ in _spots(text, verb):
            yield f"{text[:start]}không {text[start:]}"
            yield f"{text[:start]}chỉ {text[start:]}"
