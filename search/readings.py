"""What a typed syllable may stand for: itself, the syllables it may have lost the marks of, and slips undone."""

import math
from dataclasses import dataclass
from typing import NamedTuple

from corpus.text import fold
from search.keyboard import (
    LEFT_OVER,
    is_shaped,
    is_sound,
    keeps_marks,
    looks_foreign,
    mark_cost,
    may_slip,
    slips,
    spelling_of,
    twin,
    unkeyed,
)
from search.syllables import SyllableModel

_MOST = 14  # candidates of a syllable
# What a word is worth that the counts do not know: the log likelihood that it is right as it stands.
STRANGE = -12.0  # a name or a code
_SOUND = -10.0  # a syllable with marks as there may well be one: people say more than law writes
_SYLLABLE = -15.0  # it has the shape of a syllable
_UNSHAPED = -16.0  # it may be a short foreign word: "bar", "spa"
_IMPOSSIBLE = -19.0
_LEFT_OUT = 3.0  # a mark left out of a syllable whose other marks or keys stand
_LEFT_APART = 6.0  # a mark left out of a syllable in which something else slipped
_LEFT_WITH = 1.0  # a mark left out with the letter that slipped
_TWIN = 9.0  # hỏi for ngã in a syllable that is known as well: only where the words beside it leave no doubt
_SURE_KEYS = 2  # of Telex in a word that looks like a name


class Reading(NamedTuple):
    """A syllable that a typed one may stand for; ``cost`` is the negative log likelihood of typing it so."""

    id: int  # -1 for a word that the counts do not know
    word: str
    cost: float
    own: float = 0.0  # log likelihood of an unknown word


@dataclass(frozen=True, slots=True)
class Typed:
    """A syllable as it was typed, and where."""

    word: str  # canonical
    start: int
    end: int
    held: bool  # stands as it is
    named: bool  # looks like a name or an abbreviation


class Lost(NamedTuple):
    """The cost of a lost mark, by what is left: nothing at all, or letters whose tone alone is lost."""

    bare: float
    toneless: float


def readings_of(model: SyllableModel, typed: Typed, lost: Lost) -> list[Reading]:
    """Return what a typed syllable may stand for, the word itself among it, the likeliest of them."""
    word, own = typed.word, model.id_of(typed.word)
    if typed.held:
        return [Reading(own, word, 0.0, STRANGE)]
    folded, spelling = fold(word), spelling_of(word)
    if spelling.tone and not model.is_firm(own):
        own = -1  # it may be a slip
    if own >= 0 and spelling.tone:
        other = model.id_of(twin(word))
        return [
            Reading(own, word, 0.0),
            *([Reading(other, model.words[other], _TWIN)] if model.is_firm(other) else []),
        ]
    if not is_shaped(folded):
        return _mended(model, typed, own, lost)
    left_out = lost.bare if folded == word else lost.toneless if own >= 0 else min(lost.toneless, _LEFT_OUT)
    found = [] if own < 0 else [Reading(own, word, 0.0)]
    for index in model.readings(folded):
        cost, dropped = mark_cost(spelling, model.words[index])
        cost += left_out if dropped else 0.0
        if index != own and math.isfinite(cost) and (own < 0 or keeps_marks(word, model.words[index])):
            found.append(Reading(index, model.words[index], cost))
    if own < 0 and (folded != word or not found):
        itself = Reading(own, word, 0.0, _worth_of(word, lost))
        return _best(model, [itself, *found, *_mended(model, typed, own, lost)[1:]])
    return _best(model, found)


def _worth_of(word: str, lost: Lost) -> float:
    """Return the log likelihood that an unknown word of a syllable's shape stands as it is."""
    if fold(word) == word and math.isfinite(lost.bare):
        return _SYLLABLE
    return _SOUND if is_sound(word) else _IMPOSSIBLE


def _mended(model: SyllableModel, typed: Typed, own: int, lost: Lost) -> list[Reading]:
    """Return a word that is no syllable, and the syllables that it may be when keys are read and slips undone."""
    word, folded = typed.word, fold(typed.word)
    spelling = spelling_of(word)
    slipped = word.isalpha() and may_slip(word) and not typed.named
    itself = Reading(own, word, 0.0, _itself(word, slipped=slipped))
    found = decoded(model, word, least=_SURE_KEYS if typed.named and word.isalpha() else 1)
    if slipped:
        apart = min(lost.bare if folded == word else lost.toneless, _LEFT_APART)
        for other, slip, gone in slips(folded):
            for index in model.readings(other) if is_shaped(other) else ():
                cost, dropped = mark_cost(spelling, model.words[index])
                cost += slip + (min(_LEFT_WITH, apart) if gone else apart) * dropped
                found[index] = min(cost, found.get(index, math.inf))
    return [itself, *_best(model, [Reading(index, model.words[index], cost) for index, cost in found.items()])]


def _itself(word: str, *, slipped: bool) -> float:
    """Return the log likelihood that an unknown word without the shape of a syllable stands as it is."""
    if looks_foreign(word) or (word.isalpha() and not slipped):
        return STRANGE
    return _UNSHAPED if fold(word) == word else _IMPOSSIBLE


def decoded(model: SyllableModel, word: str, *, least: int = 1) -> dict[int, float]:
    """Return the ids of the syllables that keys of Telex or VNI spell, with what each costs."""
    keyed = unkeyed(word)
    if keyed is None or keyed[1] < least:
        return {}
    found = {}
    for index in model.readings(fold(keyed[0].letters)):
        cost, dropped = mark_cost(keyed[0], model.words[index])
        if not cost:
            found[index] = LEFT_OVER + (_LEFT_OUT if dropped else 0.0)
    return found


def _best(model: SyllableModel, candidates: list[Reading]) -> list[Reading]:
    if len(candidates) <= _MOST:
        return candidates

    def worth(candidate: Reading) -> float:
        return alone(model, candidate) - candidate.cost

    return sorted(candidates, key=worth, reverse=True)[:_MOST]


def alone(model: SyllableModel, candidate: Reading) -> float:
    """Return the log likelihood of a candidate whatever stands beside it."""
    return model.single(candidate.id) if candidate.id >= 0 else candidate.own
