"""What people say of answers, kept as judgements: none of their words, the question with masks for what is personal."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from corpus.citation import find_citations
from corpus.errors import CorpusError
from corpus.force import ForceTable
from corpus.personal import mask
from corpus.provision import eid_of, place_of
from corpus.reading import CorpusReader
from corpus.resolve import number_of, resolve
from corpus.rows import iso
from corpus.text import clean
from corpus.work import Work
from search.evaluation.trec import article_id
from web.notebook import Notebook
from web.slips import Slip

MOST_KEPT = 20_000
_LONGEST_PLACE = 200  # characters of the place that a person names
_COLUMNS = "id, question, on_day, person_class, verdict, number, slug, eid, day"


class Verdict(StrEnum):
    """What a person says of a citation, or of an answer as a whole."""

    RIGHT = "right"
    WRONG_ARTICLE = "wrong_article"
    NOT_IN_FORCE = "not_in_force"
    MISSING = "missing"


class NoPlaceNamedError(CorpusError):
    """What a person names as the right place is no citation; nothing of it is kept or repeated."""

    def __init__(self) -> None:
        super().__init__("Chưa nhận ra điều nào. Hãy ghi đúng một nơi, ví dụ: khoản 1 Điều 37 Luật 53/2024/QH15.")


class FeedbackFullError(CorpusError):
    """So much was said that nobody can have read it."""

    def __init__(self) -> None:
        super().__init__(f"Đã giữ {MOST_KEPT} góp ý; hãy nhờ người quản trị xuất ra rồi xóa bớt.")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that feedback is about; all empty where it is about the answer as a whole."""

    number: str = ""
    slug: str = ""  # empty where the store does not hold the work
    eid: str = ""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What was said once."""

    id: int
    question: str  # masked
    on: date
    person_class: str
    verdict: Verdict
    spot: Spot
    day: date  # on which it was said

    @property
    def question_id(self) -> str:
        """Return the name of the question in files of judgements: the same for the same question, day and class."""
        asked = "\n".join((self.question, self.on.isoformat(), self.person_class))
        return f"gop-y-{sha256(asked.encode()).hexdigest()[:12]}"

    @property
    def article(self) -> str:
        """Return the article it is about as runs and judgements name it; empty where it is about none."""
        place = place_of(self.spot.eid)
        whole = place.article is not None and not place.part
        return article_id(self.spot.number, place.article or "") if whole and self.spot.number else ""


def spot_of(work: Work, eid: str) -> Spot:
    """Return the spot of a place that is held."""
    return Spot(work.number, work.slug, eid)


def spot_named(text: str, store: CorpusReader, force: ForceTable, on: date) -> Spot:
    """Return the one place that a person names as the right one, in a work that the store or the catalogue knows.

    Nothing is kept as it was typed: what only looks like a number may be a name. Raises NoPlaceNamedError.
    """
    found = find_citations(clean(text[:_LONGEST_PLACE]))
    if len(found) != 1:
        raise NoPlaceNamedError
    cited = resolve(found[0], store, on)
    if cited.work is not None and cited.provision is not None:
        return spot_of(cited.work, cited.provision.eid)
    eid = eid_of(found[0].place)
    known = cited.work or force.known(number_of(found[0], on))
    if not known or not eid:
        raise NoPlaceNamedError
    return Spot(known.number, cited.work.slug if cited.work else "", eid)


class FeedbackBook:
    """The page of the notebook on which feedback stands."""

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook

    def keep(self, slip: Slip, on: date, verdict: Verdict, spot: Spot, *, day: date) -> None:
        """Keep what was said of an answer. Raises FeedbackFullError."""
        with self._notebook.transaction(writes=True) as connection:
            (count,) = connection.execute("SELECT count(*) FROM feedback").fetchone()
            if count >= MOST_KEPT:
                raise FeedbackFullError
            connection.execute(
                "INSERT INTO feedback (question, on_day, person_class, verdict, number, slug, eid, day)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    mask(slip.question).text,
                    on.isoformat(),
                    slip.person_class or "",
                    verdict,
                    spot.number,
                    spot.slug,
                    spot.eid,
                    day.isoformat(),
                ),
            )

    def said(self, *, after: int = 0, count: int = -1) -> list[Feedback]:
        """Return what was said, in the order it came, behind an id; all of it where ``count`` is negative."""
        with self._notebook.transaction() as connection:
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM feedback WHERE id > ? ORDER BY id LIMIT ?", (after, count)
            ).fetchall()
        return [
            Feedback(
                row["id"],
                row["question"],
                date.fromisoformat(row["on_day"]),
                row["person_class"],
                Verdict(row["verdict"]),
                Spot(row["number"], row["slug"], row["eid"]),
                date.fromisoformat(row["day"]),
            )
            for row in rows
        ]


@dataclass(frozen=True, slots=True)
class Judgements:
    """Feedback as a test set: questions by id, and the grade of each article that was judged."""

    questions: Mapping[str, Feedback]
    grades: Mapping[str, Mapping[str, int]]

    def queries(self) -> Iterator[dict[str, str | None]]:
        """Yield the lines of a file of questions; ``cancu eval`` reads ``_id`` and ``text``."""
        for name, said in self.questions.items():
            yield {"_id": name, "text": said.question, "on": iso(said.on), "class": said.person_class or None}

    def qrels(self) -> Iterator[str]:
        """Yield the lines of a file of judgements, its header first."""
        yield "query-id\tcorpus-id\tscore"
        for name, grades in self.grades.items():
            for article, grade in grades.items():
                yield f"{name}\t{article}\t{grade}"


def judgements(said: Iterable[Feedback]) -> Judgements:
    """Return what can be measured of feedback: articles, 1 where right or missing, 0 where wrong or not in force.

    What was said last of a question and an article counts. An answer as a whole, a plan or an entry of the handbook
    are no article, so they are left out.
    """
    questions: dict[str, Feedback] = {}
    grades: dict[str, dict[str, int]] = {}
    for one in said:
        if one.article:
            questions.setdefault(one.question_id, one)
            good = one.verdict in (Verdict.RIGHT, Verdict.MISSING)
            grades.setdefault(one.question_id, {})[one.article] = int(good)
    return Judgements(questions, grades)
