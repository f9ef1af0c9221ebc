"""From what a page offers to keep, or a person types, to what a collection keeps."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from corpus.personal import mask
from corpus.text import clean
from search.answer import Answer, Quotation
from web.addresses import path_and_day
from web.comparison import Asked, NothingToCompareError, compare
from web.ground import Ground
from web.packs.citing import cite, cite_address, dated, place_at
from web.packs.errors import NotGatheredError
from web.packs.nouns import Answered, Cited, Comparison, Content, Passage, Stated
from web.preferences import tr
from web.shapes import View, permalink
from web.slips import Slip

MAX_FIELD = 600  # characters of an address or a citation


@dataclass(frozen=True, slots=True)
class Offer:
    """The fields of the button that puts a thing into a collection (templates/collect.html)."""

    kind: str = ""  # passage, answer, comparison
    what: str = ""  # a permalink, the name of a slip, or the permalink of the old side
    beside: str = ""  # the permalink of the new side

    @property
    def back(self) -> str:
        """Return the page that the button stands on."""
        if self.kind == "answer":
            return f"/hoi/{self.what}"
        if self.kind == "comparison":
            (old, old_day), (new, new_day) = (path_and_day(address) for address in (self.what, self.beside))
            return f"/so-sanh?{urlencode({'cu': old, 'ngay_cu': old_day, 'moi': new, 'ngay_moi': new_day})}"
        return self.what


def gathered(offer: Offer, here: Ground) -> Content:
    """Return what an offer holds, read in the store now.

    Raises NotGatheredError, or what reading it raises.
    """
    if max(len(offer.what), len(offer.beside)) > MAX_FIELD:
        raise NotGatheredError(tr("Địa chỉ dài quá."))
    match offer.kind:
        case "passage":
            return Passage(cite_address(offer.what, here.store, here.view(None)))
        case "answer":
            return answered(_slip(offer.what, here), here)
        case "comparison":
            return compared(offer.what, offer.beside, here)
        case _:
            raise NotGatheredError(tr("Không rõ cần thêm gì vào bộ tài liệu."))


def cited_as_typed(citation: str, on: date | None, here: Ground) -> Cited:
    """Return the words of a citation as a person types it, on a day. Raises what ``SearchFace.show`` raises."""
    text = clean(citation).strip()
    if not text:
        raise NotGatheredError(tr("Hãy gõ lời dẫn của một quy định."))
    if len(text) > MAX_FIELD:
        raise NotGatheredError(tr("Lời dẫn dài quá."))
    view = dated(here.view(on))
    if text.startswith("/vb/"):
        return cite_address(text, here.store, view)
    shown = here.face.show(text, on=view.on)
    return cite(shown.held, shown.provision, here.store, view)


def compared(old: str, new: str, here: Ground) -> Comparison:
    """Lay the provisions of two permalinks side by side. Raises NotGatheredError, and what reading them raises."""
    sides = [place_at(address, here.store, here.view(None)) for address in (old, new)]
    first, second = (
        Asked(permalink(located.held.work, located.provision.eid, here.view(None)), view.on) for located, view in sides
    )
    return laid(first, second, here)


def compared_as_typed(old: Cited, new: Cited, here: Ground) -> Comparison:
    """Lay two citations side by side, each on its own day."""
    first, second = (Asked(one.permalink.partition("?")[0], one.on) for one in (old, new))
    return laid(first, second, here)


def laid(old: Asked, new: Asked, here: Ground) -> Comparison:
    """Lay two sides beside each other. Raises NotGatheredError for the same words twice, and what reading raises."""
    try:
        found = compare(old, new, here.face, here.store, here.view(None))
    except NothingToCompareError as error:
        raise NotGatheredError(str(error)) from error
    first, second = (cite(side.held, side.provision, here.store, side.view) for side in (found.old, found.new))
    return Comparison(first, second, found.runs, found.notes)


def answered(slip: Slip, here: Ground) -> Answered:
    """Return the answer to a question as it is given now. Raises NotGatheredError where it is refused."""
    view = here.view(None if slip.on == here.today() else slip.on)
    answer = here.face.ask(
        slip.question,
        on=view.on,
        identified_on=slip.identified_on,
        person_class=slip.person_class,
        dated=view.dated,
    )
    if not answer.answered:
        raise NotGatheredError(tr("Câu hỏi này chưa có câu trả lời có căn cứ nên không có gì để thêm."))
    return kept_answer(answer, slip, here)


def kept_answer(answer: Answer, slip: Slip, here: Ground) -> Answered:
    """Return an answer as a collection keeps it: what in its question tells a person is masked."""
    view = View(here.force, answer.on, dated=True)
    cited: list[Cited] = []
    statements = []
    for statement in answer.statements:
        at = tuple(_place(_of_quotation(quotation, here, view), cited) for quotation in statement.quotations)
        statements.append(Stated(statement.text.strip(), at))
    return Answered(
        question=mask(slip.question).text,
        on=answer.on,
        person_class=answer.query.person_class,
        identified_on=slip.identified_on,
        statements=tuple(statements),
        cited=tuple(cited),
        warnings=tuple(warning.message for warning in answer.warnings),
    )


def _of_quotation(quotation: Quotation, here: Ground, view: View) -> Cited:
    return cite(quotation.held, quotation.provision, here.store, view, (quotation.start, quotation.end))


def _place(one: Cited, cited: list[Cited]) -> int:
    """Return where a citation stands among those found, and put it there where it is new."""
    if one not in cited:
        cited.append(one)
    return cited.index(one)


def _slip(name: str, here: Ground) -> Slip:
    slip = here.slips.get(name)
    if slip is None:
        raise NotGatheredError(tr("Câu hỏi này không còn được giữ; mời hỏi lại rồi thêm câu trả lời."))
    return slip
