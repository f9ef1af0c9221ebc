"""A ground of our own statements, looked up in the store for a day: its words, its force, whether it still bears.

A statement written by hand goes stale when the law moves on. Where the ground is gone, has ended, or was amended after
the statement was checked, that is said; the statement is never shown as if nothing had happened.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.catalogue import Relation, status_on
from corpus.check import Checked, Verdict, check
from corpus.expression import Origin
from corpus.findings import NOT_HOLDING
from corpus.force import ForceTable
from corpus.handbook import Ground
from corpus.provision import Provision
from corpus.quotations import quoted_in
from corpus.reading import CorpusReader
from corpus.rows import Held
from corpus.text import clean
from corpus.work import STATUS_NAMES, Status, Work

_MOST = 600  # characters of a quotation: a card is no copy of the law
_ENDS = (".\n", ";\n", ":\n", "\n", ". ", "; ")
WHERE = "Kho chưa giữ văn bản này; tra ở vbpl.vn hoặc congbao.chinhphu.vn."
_GONE = (Verdict.NO_SUCH_PROVISION, Verdict.NAME_DIFFERS, Verdict.AMBIGUOUS)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundOfDay:
    """A ground on a day; what is held of it is quoted, what is not is named."""

    ground: Ground
    status: Status
    held: Held | None = None
    provision: Provision | None = None
    start: int = 0  # of the quotation in the provision
    end: int = 0
    note: str = ""  # a sentence for the reader
    stale: str = ""  # why the statement must be looked at again; empty where it need not

    @property
    def quote(self) -> str:
        """Return the words quoted, a slice of the provision; empty where it is not held."""
        return self.provision.text[self.start : self.end] if self.provision else ""


@dataclass(frozen=True, slots=True)
class Reading:
    """How grounds are read: for a day, by statements that were checked on another one.

    ``lasting`` is the last day of a law that is still applied to some cases after its end; None where there is none.
    """

    store: CorpusReader
    force: ForceTable
    on: date
    checked_on: date
    lasting: date | None = None

    def grounds(self, grounds: Sequence[Ground]) -> tuple[GroundOfDay, ...]:
        """Return grounds as they stand on the day, in order."""
        return tuple(self.ground(ground) for ground in grounds)

    def ground(self, ground: Ground) -> GroundOfDay:
        """Return a ground as it stands on the day."""
        item = self._checked(ground, self.on)
        if item.verdict is Verdict.NOT_IN_CORPUS:
            return self._not_held(ground, item)
        if item.verdict is Verdict.NO_SUCH_PROVISION and self._lags(ground):
            status = self._catalogued(ground, self.on)
            return GroundOfDay(ground=ground, status=status, note=f"Kho chưa có lời văn của {ground.label}.")
        status = self._status(ground, item, self.on)
        note, stale = self._said(ground, item)
        start, end = _slice(item.provision.text) if item.provision else (0, 0)
        return GroundOfDay(
            ground=ground,
            status=status,
            held=self._held(ground, item),
            provision=item.provision,
            start=start,
            end=end,
            note=note,
            stale=stale,
        )

    def _held(self, ground: Ground, item: Checked) -> Held | None:
        """Return the text of the place; of an instrument that is a ground as a whole, its first unit."""
        if ground.article:
            return item.held if item.provision else None
        works = self.store.works_by_number(ground.number)
        return next(iter(self.store.units(works[0], self.on)), None) if len(works) == 1 else None

    def _said(self, ground: Ground, item: Checked) -> tuple[str, str]:
        """Return the note on a ground whose work is held, and why it is stale."""
        if item.verdict in _GONE:
            return "", item.detail
        if item.verdict is Verdict.NOT_IN_FORCE:
            return self._ended(ground, item.detail)
        since = item.held.valid_from if item.held else None
        if since and self.checked_on < since:
            return "", f"{ground.label} có lời văn mới từ ngày {since:%d/%m/%Y}, sau ngày bảng này được kiểm."
        if item.verdict is Verdict.AMENDED and self._amended_since(ground):
            return "", item.detail
        return item.detail, ""

    def _lags(self, ground: Ground) -> bool:
        """Tell whether the text held need not have the place: an excerpt, or older than an act that touched it."""
        held = [text for work in self.store.works_by_number(ground.number) for text in self._texts(work, ground)]
        touched = f"Điều {ground.article}"
        return bool(held) and all(
            text.origin is Origin.EXCERPT
            or any(
                relation.number in set(self.force.amending(text.work, self.on)) - set(text.acts)
                and quoted_in(touched, relation.touches)
                for relation in self._relations(ground)
            )
            for text in held
        )

    def _texts(self, work: Work, ground: Ground) -> list[Held]:
        return self.store.texts(work, f"art_{ground.article}") if ground.article else []

    def _relations(self, ground: Ground) -> Sequence[Relation]:
        instrument = self.force.known(ground.number)
        return instrument.relations if instrument else ()

    def _ended(self, ground: Ground, detail: str) -> tuple[str, str]:
        if self.lasting and self._checked(ground, self.lasting).verdict is not Verdict.NOT_IN_FORCE:
            return f"{detail} Vẫn là căn cứ cho người được xác định là nạn nhân trước ngày đó.", ""
        return "", detail

    def _amended_since(self, ground: Ground) -> bool:
        """Tell whether a ground was amended after the table was checked."""
        return self.checked_on < self.on and self._checked(ground, self.checked_on).verdict is not Verdict.AMENDED

    def _not_held(self, ground: Ground, item: Checked) -> GroundOfDay:
        """Return a ground that the store does not hold, with what the catalogue knows of its instrument."""
        status = self._catalogued(ground, self.on)
        lasts = self.lasting is not None and self._catalogued(ground, self.lasting) not in NOT_HOLDING
        note = WHERE if item.held is None and not self.store.works_by_number(ground.number) else item.detail
        stale = "" if status not in NOT_HOLDING or lasts else _upper(f"{ground.work_label} {STATUS_NAMES[status]}.")
        return GroundOfDay(ground=ground, status=status, note=note, stale=stale)

    def _status(self, ground: Ground, item: Checked, on: date) -> Status:
        if item.held is None:
            return self._catalogued(ground, on)
        return self.force.on(item.held, on, item.provision.eid if item.provision else "").status

    def _catalogued(self, ground: Ground, on: date) -> Status:
        instrument = self.force.known(ground.number)
        return status_on(instrument, on) if instrument else Status.UNCERTAIN

    def _checked(self, ground: Ground, on: date) -> Checked:
        return check(clean(ground.label), self.store, on, self.force)[0]


def _slice(text: str) -> tuple[int, int]:
    r"""Return where the first words of a text stand, to the end of a sentence where it is too long to be quoted whole.

    >>> _slice("  a) Chỗ ở tạm;\n")
    (2, 15)
    """
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    if end - start <= _MOST:
        return start, end
    cuts = [text.rfind(mark, start, start + _MOST) for mark in _ENDS]
    best = max(cuts)
    return start, (best + 1 if best > start else text.rfind(" ", start, start + _MOST))


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
