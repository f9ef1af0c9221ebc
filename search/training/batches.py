"""Make batches: questions made from the corpora, and the questions of the train split, beside passages that answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from search.features import Bags, Vocabulary, bags_of_ids
from search.training.material import Article, Ids, Material, streams

_MIN_TITLE = 4  # words after "Điều 5."
_MIN_TEXT = 40  # words, to take a stretch out and leave something
_NEIGHBOURS = 16  # articles of one instrument that stand in a batch together: they differ in matter, not in law
_TITLE_WITH_LAW, _TITLE_WITH_CHAPTER = 0.35, 0.10
_HIDE_TITLE, _HIDE_TITLE_OF_STRETCH = 0.4, 0.2
_KEEP_STRETCH = 0.1
_LOSE_WORD = 0.1  # of a made question, so that no single word is needed
_ASKED = 0.5  # how many made questions get the wording of a question
_WORDINGS = (
    "|được quy định như thế nào",
    "|được quy định ra sao",
    "|là gì",
    "|như thế nào",
    "pháp luật quy định thế nào về|",
    "|gồm những gì",
    "|bao gồm những nội dung nào",
    "|có đúng không",
    "cho tôi hỏi|thế nào ạ",
    "tôi muốn biết|theo quy định mới nhất",
    "quy định về|",
    "|do ai thực hiện",
    "ai có thẩm quyền|",
    "|là bao nhiêu",
    "|trong bao lâu",
    "khi nào thì|",
    "trường hợp nào|",
    "có được|không",
    "có phải|không",
    "làm thế nào để|",
    "|phải làm sao",
    "điều kiện|là gì",
    "|mới nhất hiện nay",
    "|bị xử lý thế nào",
    "xin hỏi|thì được hưởng những gì",
    "|gồm những giấy tờ gì",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """Shares of a batch; what is left after three of them are the questions of the train split."""

    titles: float = 0.40
    stretches: float = 0.30
    links: float = 0.15
    neighbours: float = 0.30  # of titles and stretches, taken in runs from one instrument
    field: float = 0.03  # of titles and stretches, from the field's own instruments


BASE = Mix(titles=0.47, stretches=0.35, links=0.18)  # no question that a person asked
TUNE = Mix(titles=0.20, stretches=0.15, links=0.10)  # more than half are such questions


@dataclass(frozen=True, slots=True)
class Batch:
    """Questions and passages; passage ``i`` answers question ``i``, passages past the last question answer none."""

    questions: Bags
    passages: Bags
    articles: NDArray[np.int64]  # of each passage


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the train split, the passage that answers it best, and articles that only look like answers."""

    question: str  # its id
    words: Ids
    article: int
    passage: Ids
    rivals: tuple[int, ...]  # most alike first


class Sampler:
    """Gives batch number ``step`` of a seed, always the same one, so that training can resume anywhere."""

    def __init__(
        self,
        material: Material,
        entries: Vocabulary,
        asked: Sequence[Asked],
        *,
        mix: Mix,
        size: int,
        seed: int,
    ) -> None:
        self._articles, self._links, self._asked = material.articles, material.links, asked
        self._entries, self._mix, self._size, self._seed = entries, mix, size, seed
        self._digits = frozenset(row for row, word in enumerate(material.syllables) if word[0].isdigit())
        self._dieu = int(material.words("điều")[0])
        halves = (wording.split("|") for wording in _WORDINGS)
        self._wordings = [(material.words(before), material.words(after)) for before, after in halves]
        self._laws = np.unique([article.key.split("@")[0] for article in self._articles], return_inverse=True)[1]
        self._titled = self._by_law(
            lambda article: len(self._bare_title(article)) >= _MIN_TITLE and len(article.text) > 0
        )
        self._long = self._by_law(lambda article: len(article.text) > _MIN_TEXT)
        field = [place for place, article in enumerate(self._articles) if article.key in material.field]
        self._field = np.array(field, dtype=np.int64)

    def batch(self, step: int) -> Batch:
        """Return one batch, shuffled by its own seed."""
        rng = np.random.default_rng([self._seed, step])
        titles, stretches, links = (
            int(self._size * share) for share in (self._mix.titles, self._mix.stretches, self._mix.links)
        )
        made = [self._from_title(rng, place) for place in self._pick(rng, self._titled, titles)]
        made += [self._from_stretch(rng, place) for place in self._pick(rng, self._long, stretches)]
        made += [self._from_link(rng, int(place)) for place in rng.integers(len(self._links), size=links)]
        chosen = rng.integers(len(self._asked), size=self._size - len(made)) if self._asked else ()
        asked = [self._asked[place] for place in chosen]
        made += [(_lose(rng, one.words), one.passage, one.article) for one in asked]
        rivals = [one.rivals[int(len(one.rivals) ** rng.random()) - 1] for one in asked if one.rivals]
        passages = [passage for _, passage, _ in made] + [self._any_passage(rng, rival) for rival in rivals]
        return Batch(
            bags_of_ids(*streams([question for question, _, _ in made]), self._entries),
            bags_of_ids(*streams(passages), self._entries),
            np.array([*(article for _, _, article in made), *rivals], dtype=np.int64),
        )

    def _by_law(self, fit: Callable[[Article], bool]) -> NDArray[np.int64]:
        places = np.array([place for place, article in enumerate(self._articles) if fit(article)], dtype=np.int64)
        return places[np.argsort(self._laws[places], kind="stable")]

    def _pick(self, rng: Generator, places: NDArray[np.int64], count: int) -> list[int]:
        """Return distinct articles: some of the field, some in runs from one instrument, the rest from anywhere."""
        if not count or not len(places):
            return []
        field = np.intersect1d(places, self._field)
        picked = set(rng.choice(field, min(len(field), int(count * self._mix.field)), replace=False).tolist())
        until = len(picked) + int(count * self._mix.neighbours)
        for start in rng.integers(len(places), size=count):
            if len(picked) >= until:
                break
            run = places[start : start + _NEIGHBOURS]
            picked.update(run[self._laws[run] == self._laws[run[0]]].tolist())
        picked.update(rng.choice(places, min(len(places), max(count - len(picked), 0)), replace=False).tolist())
        return [int(place) for place in rng.permutation(np.array(sorted(picked)))[:count]]

    def _from_title(self, rng: Generator, place: int) -> tuple[Ids, Ids, int]:
        article = self._articles[place]
        words, drawn = self._bare_title(article), rng.random()
        if drawn < _TITLE_WITH_LAW:
            words = np.concatenate([words, self._bare_law(article)])
        elif drawn < _TITLE_WITH_LAW + _TITLE_WITH_CHAPTER:
            words = np.concatenate([words, article.chapter])
        shown = _with_crumbs(article, _any_piece(rng, article), title=rng.random() >= _HIDE_TITLE)
        return self._ask(rng, _lose(rng, words)), shown, place

    def _from_stretch(self, rng: Generator, place: int) -> tuple[Ids, Ids, int]:
        """Take a stretch out of a passage and ask for the rest (inverse cloze)."""
        article = self._articles[place]
        piece = _any_piece(rng, article)
        length = min(int(rng.integers(6, 26)), max(4, len(piece) // 3))
        start = int(rng.integers(0, max(1, len(piece) - length)))
        words = piece[start : start + length]
        if rng.random() < _TITLE_WITH_LAW:
            words = np.concatenate([words, self._bare_law(article)])
        rest = piece if rng.random() < _KEEP_STRETCH else np.delete(piece, slice(start, start + length))
        shown = _with_crumbs(article, rest, title=rng.random() >= _HIDE_TITLE_OF_STRETCH)
        return self._ask(rng, _lose(rng, words)), shown, place

    def _from_link(self, rng: Generator, place: int) -> tuple[Ids, Ids, int]:
        start, end = self._links[place]
        words = self._bare_title(self._articles[start])
        if rng.random() < 2 * _TITLE_WITH_LAW or not len(words):
            words = np.concatenate([words, self._bare_law(self._articles[start])])
        return self._ask(rng, words), self._any_passage(rng, end), end

    def _any_passage(self, rng: Generator, place: int) -> Ids:
        article = self._articles[place]
        return _with_crumbs(article, _any_piece(rng, article), title=True)

    def _ask(self, rng: Generator, words: Ids) -> Ids:
        if rng.random() >= _ASKED:
            return words
        before, after = self._wordings[int(rng.integers(len(self._wordings)))]
        return np.concatenate([before, words, after])

    def _bare_title(self, article: Article) -> Ids:
        """Return the title without "Điều 5"."""
        title = article.title
        return title[2:] if len(title) > 1 and title[0] == self._dieu and int(title[1]) in self._digits else title

    def _bare_law(self, article: Article) -> Ids:
        """Return the law's name without what ends in its number: "về phòng, chống mua bán người"."""
        digits = [place for place, word in enumerate(article.law) if int(word) in self._digits]
        after = digits[-1] + 2 if digits else 0  # the number's last digit is followed by its issuer, "QH13", "CP"
        return article.law[after:] if after < len(article.law) else article.law


def _with_crumbs(article: Article, text: Ids, *, title: bool) -> Ids:
    return np.concatenate([article.law, article.chapter, article.title if title else article.title[:0], text])


def _any_piece(rng: Generator, article: Article) -> Ids:
    """Return the first piece half of the time: it says what the article is about."""
    return article.piece(0 if rng.random() < 1 / 2 else int(rng.integers(article.pieces())))


def _lose(rng: Generator, words: Ids) -> Ids:
    return words[rng.random(len(words)) >= _LOSE_WORD] if len(words) > _MIN_TITLE else words
