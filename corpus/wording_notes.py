"""What a reader must know of the wording before them: who put it together, and what it may lack."""

from datetime import date

from corpus.expression import Origin
from corpus.provision import label_of, unit_eid
from corpus.records import Outcome, RecordReader
from corpus.rows import Held

_MOST = 3  # orders named one by one


def wording_notes(store: RecordReader, held: Held, eid: str, on: date) -> list[str]:
    """Return sentences on the words of a place on a day: that they were put together here, or are not up to date."""
    notes = []
    if held.valid_from and held.valid_from != held.work.effective and on < held.valid_from:
        notes.append(
            f"Lời văn này áp dụng từ ngày {held.valid_from:%d/%m/%Y}; kho chưa có lời văn của ngày {on:%d/%m/%Y}."
        )
    if held.origin is Origin.AMENDED:
        acts = ", ".join(held.acts)
        notes.append(
            f"Lời văn này do Căn Cứ ghép theo lệnh sửa đổi của {acts}, không phải bản hợp nhất chính thức; hãy đối"
            " chiếu với văn bản sửa đổi."
        )
    undone = [
        one
        for one in store.amendments_of(held.work.number, unit_eid(eid))
        if one.outcome is Outcome.FAILED and (one.day is None or one.day <= on)
    ]
    if undone:
        told = "; ".join(f"{label_of(one.eid)} theo {label_of(one.act_eid)} {one.act}" for one in undone[:_MOST])
        more = f" và {len(undone) - _MOST} lệnh khác" if len(undone) > _MOST else ""
        notes.append(
            f"Có lệnh sửa đổi mà Căn Cứ chưa ghép được vào lời văn này: {told}{more}. Lời văn dưới đây có thể không còn"
            " đúng; hãy đọc văn bản sửa đổi."
        )
    return notes
