"""Signs that a text was read badly, told as doubts so that a person looks before relying on it."""

from collections.abc import Iterator

from corpus.expression import Expression
from corpus.provision import Level

_REPLACEMENT = "\ufffd"  # what decoders put where bytes are no letters
_LONGEST_HEADING = 400  # letters; the longest real one known is about 300
_SHOWN = 5


def quality_doubts(expression: Expression) -> Iterator[str]:
    """Yield what looks wrong in a text as a whole."""
    if broken := expression.text.count(_REPLACEMENT):
        yield f"{broken} chữ không giải mã được, hiện là “{_REPLACEMENT}”; nên tìm bản gốc tốt hơn."
    empty = [unit.provision.num for unit in expression.articles() if not _has_body(unit.provision.text)]
    if empty:
        more = "…" if len(empty) > _SHOWN else ""
        yield f"Điều {', '.join(empty[:_SHOWN])}{more} chỉ có tiêu đề, không có nội dung trong nguồn này."
    for unit in expression.articles():
        if len(unit.provision.heading) > _LONGEST_HEADING:
            yield f"Điều {unit.provision.num} có tiêu đề dài bất thường; có thể nội dung dính vào tiêu đề."
    if (
        expression.complete
        and expression.units
        and all(unit.provision.level is Level.HEAD for unit in expression.units)
    ):
        yield "Chỉ nhận ra phần mở đầu, không thấy nội dung văn bản."


def _has_body(text: str) -> bool:
    return len(text.strip().splitlines()) > 1 or text.rstrip().endswith((".", ";"))
