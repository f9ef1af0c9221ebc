"""What a machine suggests of two laws, with what people said of it."""

from collections.abc import Iterable
from dataclasses import replace

from corpus.judgements import Judgement
from corpus.provision import unit_eid
from corpus.succession.model import Pair, State, Succession, lines_of


def judged(found: Succession, judgements: Iterable[Judgement]) -> Succession:
    """Return a succession with what people said written into it: confirmed pairs stand first, rejected ones last.

    A pair that only a person names is added; one of an old article that is not held any more is left out.
    """
    pairs = {line.old: list(line.pairs) for line in found.lines}
    for said in judgements:
        row = pairs.get(unit_eid(said.old_eid))
        if row is None:
            continue
        place = next((at for at, pair in enumerate(row) if (pair.old, pair.new) == (said.old_eid, said.new_eid)), None)
        if place is None:
            row.append(Pair(said.old_eid, said.new_eid, None, judgement=said))
        else:
            row[place] = replace(row[place], judgement=said)
    for row in pairs.values():
        row.sort(key=_surest)
    return Succession(lines_of(pairs, whole=found.whole), found.new, found.whole)


def _surest(pair: Pair) -> int:
    """Order the pairs of an article; those that are equally sure keep their order."""
    return (State.CONFIRMED, State.SUGGESTED, State.REJECTED).index(pair.state)
