"""Text layers in the encodings before Unicode: told, not converted, so that no broken word enters the store."""

import re
from collections.abc import Sequence

from ingest.errors import UnknownKindError
from ingest.read import Line

_SAMPLE = 20_000
# TCVN3 shows ®, ­, ¸, µ, ¶, ·, ×, Ö, Þ … inside words; VNI shows vowels followed by ø, ù, û, õ, ï, â.
_TCVN3 = re.compile(r"[^\W\d_]?[®­−¸µ¶·¹»¾¼½Æ×Ö§Þ¬«©][^\W\d_]|[^\W\d_][¸µ¶·¹»¾¼½Æ×ÖÞ®­¬«©]")
_VNI = re.compile(r"[aeiouyAEIOUYöôÖÔ][øùûõïØÙÛÕÏ]|[aAeEoO][âÂêÊ][ùøûõï]?|ñ[^\W\d_]|Ñ[^\W\d_]")
_VIETNAMESE = re.compile(r"[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđơư]", re.IGNORECASE)
_SHARE = 0.03  # of the letters


def refuse_legacy(lines: Sequence[Line]) -> None:
    """Raise UnknownKindError where the words stand in TCVN3 or VNI."""
    text = "\n".join(line.text for line in lines)[:_SAMPLE]
    letters = sum(map(str.isalpha, text))
    real = len(_VIETNAMESE.findall(text))
    for name, pattern in (("TCVN3", _TCVN3), ("VNI", _VNI)):
        odd = len(pattern.findall(text))
        if odd > _SHARE * letters and odd > real:
            raise UnknownKindError(f"chữ viết theo bảng mã cũ {name}, chưa chuyển được sang Unicode")
