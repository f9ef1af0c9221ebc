"""Questions that match two columns: points and letters, headings and articles, old articles and new ones."""

from collections.abc import Callable, Sequence
from hashlib import sha256
from random import Random

from corpus.provision import Level, Provision, label_of
from corpus.rows import Held
from corpus.succession import Compared, Kind, State
from corpus.text import fold
from web.packs.nouns import Cited, QuestionKind, QuizQuestion
from web.packs.quiz import Ask, bare, list_of

_FEWEST, _MOST = 3, 6  # rows
_LIKE = 0.6  # likeness from which a pair that nobody confirmed may be asked for; see docs/adr/0019
Citing = Callable[[Held, Provision, tuple[int, int]], Cited]


def letters_of(ask: Ask) -> list[QuizQuestion]:
    """Return for each list of points: which letter has which words."""
    found = []
    for clause in ask.provision.walk():
        points = [
            point
            for point in _apart([one for one in list_of(clause) if ask.holds(one)])
            if _letter(point) not in bare(point)
        ]
        if len(points) < _FEWEST:
            continue
        chosen = _drawn(points, f"{clause.eid}|{clause.text}")
        rows = []
        for point in chosen:
            start = point.text.find(bare(point))
            cited = ask.citing(point, (start, start + len(bare(point))))
            rows.append((_letter(point), bare(point), cited))
        prompt = f"Nối mỗi điểm của {label_of(clause.eid)} {ask.name} với nội dung của nó."
        found.append(_matching(prompt, rows))
    return found


def articles_of(held: Sequence[Held], around: Held, citing: Citing) -> list[QuizQuestion]:
    """Return which article has which heading, among those of the chapter around one; nothing where they are few."""
    own = around.unit.provision.eid
    beside = [one for one in held if one.unit.context == around.unit.context and _headed(one.unit.provision)]
    named = {fold(one.unit.provision.heading): one for one in beside}
    unique = [one for one in beside if named[fold(one.unit.provision.heading)] is one]
    if len(unique) < _FEWEST or not any(one.unit.provision.eid == own for one in unique):
        return []
    others = [one for one in unique if one.unit.provision.eid != own]
    draw = _draw(f"{own}|{'|'.join(one.unit.provision.eid for one in unique)}")
    picked = [next(one for one in unique if one.unit.provision.eid == own), *draw.sample(others, min(len(others), 4))]
    picked.sort(key=lambda one: fold(one.unit.provision.heading))
    rows = [
        (one.unit.provision.heading, label_of(one.unit.provision.eid), citing(one, one.unit.provision, _heading(one)))
        for one in picked
    ]
    return [_matching(f"Nối mỗi nội dung với điều quy định nội dung đó trong {around.work.name}.", rows)]


def successors_of(table: Compared, around: str, citing: Citing) -> list[QuizQuestion]:
    """Return which article of the new law carries on which of the old one, among those about the article ``around``.

    Only pairs that a person confirmed, or that are one to one and very like.
    """
    old = {held.unit.provision.eid: held for held in table.old_units}
    new = {held.unit.provision.eid: held for held in table.new_units}
    pairs = []
    for line in table.found.lines:
        standing = [pair for pair in line.pairs if pair.stands]
        if len(standing) != 1 or standing[0].new not in new or line.old not in old:
            continue
        pair = standing[0]
        like = line.kind is Kind.SAME and pair.likeness is not None and pair.likeness.value >= _LIKE
        if pair.state is State.CONFIRMED or like:
            pairs.append((old[line.old], new[pair.new]))
    pairs = [pair for pair in pairs if _headed(pair[0].unit.provision) and _headed(pair[1].unit.provision)]
    sides = [[one.unit.provision.eid for one in pair] for pair in pairs]
    at = next((place for place, side in enumerate(sides) if around in side), 0)
    first = max(0, min(at - _MOST // 2, len(pairs) - _MOST + 1))
    rows = [
        (f"{_titled(before)}", _titled(after), citing(after, after.unit.provision, _heading(after)))
        for before, after in pairs[first : first + _MOST - 1]
    ]
    if len(rows) < _FEWEST:
        return []
    return [_matching(f"Nối mỗi điều của {table.old.name} với điều tương ứng của {table.new.name}.", rows)]


def _letter(point: Provision) -> str:
    return f"điểm {point.num}"


def _titled(held: Held) -> str:
    return f"{label_of(held.unit.provision.eid)}. {held.unit.provision.heading}"


def _headed(provision: Provision) -> bool:
    return provision.level is Level.ARTICLE and bool(provision.heading) and provision.heading in provision.text


def _heading(held: Held) -> tuple[int, int]:
    """Return where the heading line of an article stands in it."""
    text, heading = held.unit.provision.text, held.unit.provision.heading
    begin = len(text) - len(text.lstrip())
    return begin, text.find(heading) + len(heading)


def _apart(points: Sequence[Provision]) -> list[Provision]:
    """Return the points without those that say the same as one before."""
    first = {fold(bare(point)): point for point in reversed(points)}
    return [point for point in points if first[fold(bare(point))] is point]


def _drawn(points: Sequence[Provision], seed: str) -> list[Provision]:
    if len(points) <= _MOST:
        return list(points)
    places = sorted(_draw(seed).sample(range(len(points)), _MOST))
    return [points[place] for place in places]


def _matching(prompt: str, rows: Sequence[tuple[str, str, Cited]]) -> QuizQuestion:
    options = [right for _, right, _ in rows]
    order = list(range(len(options)))
    _draw(prompt + "|".join(options)).shuffle(order)
    if order == sorted(order):
        order = [*order[1:], order[0]]  # as printed, it would need no thought
    return QuizQuestion(
        kind=QuestionKind.MATCHING,
        prompt=prompt,
        stem="",
        left=tuple(left for left, _, _ in rows),
        options=tuple(options[place] for place in order),
        right=tuple(order.index(place) for place in range(len(order))),
        cited=tuple(cited for _, _, cited in rows),
    )


def _draw(seed: str) -> Random:
    return Random(sha256(seed.encode()).digest())  # noqa: S311  # no secret
