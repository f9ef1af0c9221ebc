"""Checking a text against the corpus."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue, Instrument, Relation, RelationKind, Verification, load_catalogue
from corpus.check import Checked, Verdict, check
from corpus.consolidate import consolidate
from corpus.expression import Origin
from corpus.force import ForceTable
from corpus.link import Link, LinkKind
from corpus.store import CorpusStore
from corpus.work import SourceClass, Status
from tests import laws
from tests.web.shelf import DECREE, DECREE_PARTS, OLD_LAW, OLD_PARTS, PLAN, PLAN_PARTS, TWIN, expression, source

FROM, UNTIL = date(2012, 1, 1), date(2025, 7, 1)
HOLDS = date(2020, 5, 5)
AMENDING = "17/2019/QH14"
LAW = Instrument(
    number=OLD_LAW.number,
    type="Luật",
    title=OLD_LAW.title,
    issuer="Quốc hội",
    verified=Verification.SOURCE,
    source_class=SourceClass.LAW,
    status=Status.EXPIRED,
    effective=FROM,
    expired=UNTIL,
    relations=(Relation(RelationKind.AMENDED_BY, AMENDING, touches="Điều 8a, Điều 40"),),
)
AMENDER = Instrument(
    number=AMENDING,
    type="Luật",
    title="Luật sửa đổi thử",
    issuer="Quốc hội",
    verified=Verification.SOURCE,
    source_class=SourceClass.LAW,
    status=Status.IN_FORCE,
    effective=date(2020, 1, 1),
)


@pytest.fixture(scope="module")
def force() -> ForceTable:
    return ForceTable(Catalogue(date(2026, 11, 1), (LAW, AMENDER)))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CorpusStore]:
    path: Path = tmp_path_factory.mktemp("shelf") / "corpus.db"
    with CorpusStore(path) as opened:
        opened.add(source("luat"), [expression(OLD_LAW, OLD_PARTS)])
        opened.add(source("kế hoạch"), [expression(PLAN, PLAN_PARTS)])
        opened.add(source("kế hoạch khác"), [expression(TWIN, PLAN_PARTS)])
        yield opened


def one(text: str, store: CorpusStore, force: ForceTable, on: date = HOLDS) -> Checked:
    found = check(text, store, on, force)
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("text", "verdict", "said"),
    [
        pytest.param("khoản 1 Điều 32 Luật 66/2011/QH12", Verdict.OK, "", id="exists and holds"),
        pytest.param("điểm đ khoản 1 Điều 32 Luật 66/2011/QH12", Verdict.OK, "", id="điểm đ"),
        pytest.param("Luật 66/2011/QH12", Verdict.OK, "", id="a whole work"),
        pytest.param("Luật Phòng, chống mua bán người số 66/2011/QH12", Verdict.OK, "", id="right name"),
        pytest.param("Điều 33 Luật 66/2011/QH12", Verdict.NO_SUCH_PROVISION, "không có Điều 33", id="no điều"),
        pytest.param(
            "điểm g khoản 1 Điều 32 Luật 66/2011/QH12",
            Verdict.NO_SUCH_PROVISION,
            "Khoản 1 Điều 32 Luật 66/2011/QH12 không có điểm g (chỉ có điểm a",
            id="no điểm",
        ),
        pytest.param("Điều 1 Luật 777/2031/QH19", Verdict.NOT_IN_CORPUS, "chưa có văn bản 777/2031/QH19", id="no work"),
        pytest.param("Luật 17/2019/QH14", Verdict.NOT_IN_CORPUS, "“Luật sửa đổi thử”", id="only in the catalogue"),
        pytest.param("mục III Kế hoạch 15/KH-UBND", Verdict.AMBIGUOUS, "2 văn bản", id="two plans"),
        pytest.param("khoản 2 Điều này", Verdict.AMBIGUOUS, "không nói rõ", id="no work named"),
        pytest.param("Điều 32 Nghị định 66/2011/QH12", Verdict.NAME_DIFFERS, "không phải Nghị định", id="type"),
        pytest.param("Luật 66/2011/QH12 ngày 01/02/2011", Verdict.NAME_DIFFERS, "29/03/2011", id="day of issue"),
        pytest.param("Điều 8a Luật 66/2011/QH12", Verdict.AMENDED, "17/2019/QH14", id="amended by the catalogue"),
    ],
)
def test_a_citation_gets_its_verdict(
    store: CorpusStore, force: ForceTable, text: str, verdict: Verdict, said: str
) -> None:
    item = one(text, store, force)
    assert item.verdict == verdict
    assert said in item.detail


@pytest.mark.parametrize(
    ("on", "verdict", "said"),
    [
        (date(2011, 12, 31), Verdict.NOT_IN_FORCE, "chưa có hiệu lực đến ngày 01/01/2012"),
        (FROM, Verdict.OK, ""),
        (date(2025, 6, 30), Verdict.OK, ""),
        (UNTIL, Verdict.NOT_IN_FORCE, "hết hiệu lực từ ngày 01/07/2025"),
    ],
)
def test_the_day_decides_whether_a_work_holds(
    store: CorpusStore, force: ForceTable, on: date, verdict: Verdict, said: str
) -> None:
    item = one("Điều 32 Luật 66/2011/QH12", store, force, on)
    assert item.verdict == verdict
    assert said in item.detail


def test_before_the_amendment_the_provision_is_not_amended(store: CorpusStore, force: ForceTable) -> None:
    assert one("Điều 8a Luật 66/2011/QH12", store, force, date(2019, 12, 31)).verdict == Verdict.OK


WORDS = "Chỗ ở tạm và bữa ăn hằng ngày"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        pytest.param(f"Điểm a khoản 1 Điều 32 Luật 66/2011/QH12: “{WORDS}”.", Verdict.OK, id="before"),
        pytest.param(f"“{WORDS.lower()};” (điểm a khoản 1 Điều 32 Luật 66/2011/QH12)", Verdict.OK, id="after"),
        pytest.param(f'Điều 32 Luật 66/2011/QH12 nêu "{WORDS}"', Verdict.OK, id="inside the điều"),
        pytest.param("Điều 32 Luật 66/2011/QH12: “Chỗ ở tạm … đau ốm”.", Verdict.OK, id="omission"),
        pytest.param(
            "Điểm a, d khoản 1 Điều 32 Luật 66/2011/QH12: “Khám, chữa bệnh khi đau ốm”", Verdict.OK, id="list"
        ),
        pytest.param(f"Điều 8a Luật 66/2011/QH12: “{WORDS}”.", Verdict.QUOTE_DIFFERS, id="other điều"),
        pytest.param(
            "Điều 32 Luật 66/2011/QH12: “Chỗ ở tạm và bữa ăn hằng tuần”.", Verdict.QUOTE_DIFFERS, id="one word"
        ),
        pytest.param("Điều 32 Luật 66/2011/QH12: “Chỗ ở tạm hoặc bữa ăn”.", Verdict.QUOTE_DIFFERS, id="hoặc for và"),
        pytest.param(
            "Điều 32 Luật 66/2011/QH12: “đau ốm … bữa ăn hằng ngày”.", Verdict.QUOTE_DIFFERS, id="other order"
        ),
        pytest.param("Điều 32 Luật 66/2011/QH12 về “nạn nhân”.", Verdict.OK, id="a term is no quotation"),
    ],
)
def test_a_quotation_is_compared_by_its_words(
    store: CorpusStore, force: ForceTable, text: str, verdict: Verdict
) -> None:
    found = check(text, store, date(2013, 1, 1), force)
    assert {item.verdict for item in found} == {verdict}


def test_a_wrong_quotation_shows_where_it_leaves_the_text(store: CorpusStore, force: ForceTable) -> None:
    item = one("Điều 32 Luật 66/2011/QH12: “Chỗ ở tạm và bữa ăn hằng tuần”.", store, force)
    assert "kho ghi “ngày" in item.detail
    assert "bài viết ghi “tuần”" in item.detail


def test_a_link_of_the_store_tells_that_a_place_was_amended(force: ForceTable, tmp_path: Path) -> None:
    link = Link("911/2030/NĐ-CP", "art_1", OLD_LAW.number, "art_32", LinkKind.AMENDS)

    with CorpusStore(tmp_path / "corpus.db") as opened:
        opened.add(source("luat"), [expression(OLD_LAW, OLD_PARTS)])
        opened.add(source("nghị định"), [expression(DECREE, DECREE_PARTS)], [link])
        assert one("khoản 1 Điều 32 Luật 66/2011/QH12", opened, force, date(2020, 2, 29)).verdict == Verdict.OK
        assert one("khoản 1 Điều 32 Luật 66/2011/QH12", opened, force, date(2020, 3, 1)).verdict == Verdict.AMENDED


# The day of the text checked, and what became of places


def head_of(day: str, words: str) -> str:
    return f"SỞ THỬ\nSố: 5/BC-ST | Huế, ngày {day}\nBÁO CÁO\n{words}"


BOTH = Catalogue(date(2026, 11, 1), (LAW, AMENDER))


def test_a_bare_name_is_the_law_of_the_day_of_the_text(store: CorpusStore, force: ForceTable) -> None:
    words = "Theo Điều 32 Luật Phòng, chống mua bán người thì nạn nhân được hỗ trợ."
    written_then = one(head_of("12 tháng 3 năm 2024", words), store, force, date(2026, 1, 1))
    assert written_then.held is not None
    assert written_then.held.work.number == "66/2011/QH12"
    assert written_then.verdict == Verdict.NOT_IN_FORCE  # on the day that is asked about
    written_now = one(head_of("12 tháng 3 năm 2026", words), store, force, date(2026, 1, 1))
    assert "53/2024/QH15" in written_now.detail


def test_a_number_given_once_serves_the_name_that_follows(store: CorpusStore, force: ForceTable) -> None:
    text = "Luật Phòng, chống mua bán người số 66/2011/QH12 quy định. Điều 32 Luật Phòng, chống mua bán người nêu rõ."
    assert [item.verdict for item in check(text, store, date(2025, 8, 1), force)] == [Verdict.NOT_IN_FORCE] * 2


def test_the_reader_learns_how_many_articles_there_are(tmp_path: Path) -> None:
    with CorpusStore(tmp_path / "corpus.db") as opened:
        whole = laws.expression(laws.law(), *[laws.article(str(num), "Tên", words="Lời.") for num in range(1, 8)])
        opened.add(laws.source("luat"), [whole])
        item = one("Điều 9 Luật 12/2020/QH14", opened, ForceTable(BOTH), date(2022, 1, 1))
    assert (item.verdict, "có 7 điều, đến Điều 7" in item.detail) == (Verdict.NO_SUCH_PROVISION, True)


def test_a_law_that_is_not_held_may_still_be_known_to_be_shorter(store: CorpusStore) -> None:
    item = one("Điều 64 Luật 53/2024/QH15", store, ForceTable(load_catalogue()), date(2026, 1, 1))
    assert item.verdict == Verdict.NO_SUCH_PROVISION
    assert "có 63 điều" in item.detail
    assert one("Điều 63 Luật 53/2024/QH15", store, ForceTable(load_catalogue())).verdict == Verdict.NOT_IN_CORPUS


def test_a_place_struck_out_is_told_with_the_act_that_did_it(tmp_path: Path) -> None:
    base = laws.expression(laws.law(), laws.article("5", "Tên", laws.clause("1", "Một."), laws.clause("2", "Hai.")))
    act = laws.law("20/2022/QH15", "Luật sửa đổi Luật số 12/2020/QH14", effective=date(2023, 1, 1))
    orders = laws.article("1", "Sửa đổi Luật số 12/2020/QH14", laws.clause("1", "Bãi bỏ khoản 2 Điều 5."))
    with CorpusStore(tmp_path / "corpus.db") as opened:
        opened.add(laws.source("luat"), [base])
        opened.add(laws.source("sua"), [laws.expression(act, orders)])
        known = ForceTable(BOTH, records=opened)
        consolidate(opened, known, opened.examine())
        before = one("khoản 2 Điều 5 Luật 12/2020/QH14", opened, known, date(2022, 12, 31))
        after = one("khoản 2 Điều 5 Luật 12/2020/QH14", opened, known, date(2023, 1, 1))
        beside = one("khoản 1 Điều 5 Luật 12/2020/QH14", opened, known, date(2023, 1, 1))
    assert [before.verdict, after.verdict, beside.verdict] == [Verdict.OK, Verdict.NOT_IN_FORCE, Verdict.OK]
    assert "20/2022/QH15" in after.detail


def test_a_wording_newer_than_the_text_is_told(tmp_path: Path) -> None:
    base = laws.expression(laws.law(), laws.article("5", "Tên", laws.clause("1", "Một tháng.")))
    act = laws.law("20/2022/QH15", "Luật sửa đổi Luật số 12/2020/QH14", effective=date(2023, 1, 1))
    words = laws.clause("1", "Thay từ “Một” bằng từ “Hai” tại Điều 5.")
    orders = laws.article("1", "Sửa đổi Luật số 12/2020/QH14", words)
    with CorpusStore(tmp_path / "corpus.db") as opened:
        opened.add(laws.source("luat"), [base])
        opened.add(laws.source("sua"), [laws.expression(act, orders)])
        known = ForceTable(BOTH, records=opened)
        consolidate(opened, known, opened.examine())
        text = head_of("12 tháng 3 năm 2022", "Xem khoản 1 Điều 5 Luật 12/2020/QH14.")
        item = one(text, opened, known, date(2024, 1, 1))
        undated = one("Xem khoản 1 Điều 5 Luật 12/2020/QH14.", opened, known, date(2024, 1, 1))
    assert (item.verdict, undated.verdict) == (Verdict.AMENDED, Verdict.OK)
    assert "20/2022/QH15" in item.detail
    assert item.provision is not None
    assert "Hai tháng" in item.provision.text


def test_an_article_that_the_law_has_and_the_store_lacks_is_not_said_to_be_missing_from_the_law(tmp_path: Path) -> None:
    known = ForceTable(load_catalogue())
    with CorpusStore(tmp_path / "corpus.db") as opened:
        work = laws.law("53/2024/QH15", "Luật Phòng", issued=date(2024, 11, 28), effective=date(2025, 7, 1))
        opened.add(
            laws.source("luat"), [laws.expression(work, laws.article("27", "Tên", words="Lời."), complete=False)]
        )
        within, beyond = (one(f"Điều {num} Luật 53/2024/QH15", opened, known, date(2026, 1, 1)) for num in (7, 64))
    assert (within.verdict, beyond.verdict) == (Verdict.NOT_IN_CORPUS, Verdict.NO_SUCH_PROVISION)


def test_a_doubt_of_force_is_told_beside_a_right_citation(tmp_path: Path) -> None:
    with CorpusStore(tmp_path / "corpus.db") as opened:
        opened.add(laws.source("luat"), [laws.expression(laws.law(), laws.article("1", "Tên", words="Lời."))])
        item = one("Điều 1 Luật 12/2020/QH14", opened, ForceTable(BOTH), date(2022, 1, 1))
    assert (item.verdict, "chưa rõ hiệu lực tại ngày 01/01/2022" in item.detail) == (Verdict.OK, True)


def test_a_late_snapshot_of_the_codified_law_is_no_proof_that_it_has_an_amendment(tmp_path: Path) -> None:
    with CorpusStore(tmp_path / "corpus.db") as opened:
        work = laws.law("11/2017/QH14", "Luật Trợ giúp pháp lý", issued=date(2017, 6, 20), effective=date(2018, 1, 1))
        text = laws.expression(
            work, laws.article("7", "Tên", words="Lời."), origin=Origin.CODIFIED, as_of=date(2026, 1, 1), complete=False
        )
        opened.add(laws.source("luat"), [text])
        days = (date(2025, 6, 30), date(2025, 7, 1))
        before, after = (one("Điều 7 Luật 11/2017/QH14", opened, ForceTable(load_catalogue()), day) for day in days)
    assert (before.verdict, after.verdict) == (Verdict.OK, Verdict.AMENDED)


def test_a_quotation_of_another_day_is_told_as_such(tmp_path: Path) -> None:
    words = "Người nuôi ong được hỗ trợ {} tiền thức ăn cho đàn."
    base = laws.expression(laws.law(), laws.article("5", "Tên", laws.clause("1", words.format("Một tháng"))))
    act = laws.law("20/2022/QH15", "Luật sửa đổi Luật số 12/2020/QH14", effective=date(2023, 1, 1))
    change = laws.clause("1", "Thay từ “Một” bằng từ “Hai” tại Điều 5.")
    orders = laws.article("1", "Sửa đổi Luật số 12/2020/QH14", change)
    with CorpusStore(tmp_path / "corpus.db") as opened:
        opened.add(laws.source("luat"), [base])
        opened.add(laws.source("sua"), [laws.expression(act, orders)])
        known = ForceTable(BOTH, records=opened)
        consolidate(opened, known, opened.examine())
        old = f"khoản 1 Điều 5 Luật 12/2020/QH14: “{words.format('Một tháng')}”"
        never = f"khoản 1 Điều 5 Luật 12/2020/QH14: “{words.format('Chín tháng')}”"
        told, wrong = (one(text, opened, known, date(2024, 1, 1)) for text in (old, never))
    assert [told.verdict, wrong.verdict] == [Verdict.QUOTE_DIFFERS] * 2
    assert "khớp với lời văn từ ngày 01/01/2021 đến trước ngày 01/01/2023" in told.detail
    assert "khớp với lời văn" not in wrong.detail


@pytest.mark.parametrize(
    ("cited", "verdict", "said"),
    [
        (
            "khoản 9 Điều 7",
            Verdict.NOT_IN_CORPUS,
            "Kho mới có trích đoạn của Luật 12/2020/QH14, chưa có khoản 9 Điều 7.",
        ),
        ("Điều 8", Verdict.NOT_IN_CORPUS, "Kho mới có trích đoạn của Luật 12/2020/QH14, chưa có Điều 8."),
        ("khoản 1 Điều 7", Verdict.OK, ""),
    ],
)
def test_what_an_excerpt_lacks_is_not_called_missing_from_the_law(
    tmp_path: Path, cited: str, verdict: Verdict, said: str
) -> None:
    text = laws.expression(
        laws.law(), laws.article("7", "Hỗ trợ", laws.clause("1", "Một.")), origin=Origin.EXCERPT, complete=False
    )
    with CorpusStore(tmp_path / "corpus.db") as store:
        store.add(laws.source("trích"), [text])
        (found,) = check(f"Theo {cited} Luật 12/2020/QH14.", store, date(2022, 1, 1), ForceTable(load_catalogue()))
    assert found.verdict is verdict
    assert said in found.detail


def test_a_set_of_articles_tells_nothing_of_annexes_and_forms(tmp_path: Path) -> None:
    text = laws.expression(laws.law(), laws.article("7", "Hỗ trợ", words="Một."), origin=Origin.ARTICLES)
    with CorpusStore(tmp_path / "corpus.db") as store:
        store.add(laws.source("các điều"), [text])
        table = ForceTable(load_catalogue())
        places = ("Mẫu số 07", "Phụ lục II", "Điều 8")
        found = [check(f"{place} Luật 12/2020/QH14", store, date(2022, 1, 1), table)[0].verdict for place in places]
    assert found == [Verdict.NOT_IN_CORPUS, Verdict.NOT_IN_CORPUS, Verdict.NO_SUCH_PROVISION]


@pytest.mark.parametrize(
    ("cited", "on", "verdict", "said"),
    [
        pytest.param("khoản 6a Điều 7", date(2026, 1, 1), Verdict.NOT_IN_CORPUS, "53/2024/QH15", id="added since"),
        pytest.param("khoản 6a Điều 7", date(2025, 6, 30), Verdict.NO_SUCH_PROVISION, "không có", id="not yet added"),
        pytest.param("khoản 6a Điều 8", date(2026, 1, 1), Verdict.NO_SUCH_PROVISION, "không có", id="other Điều"),
        pytest.param(
            "điểm f khoản 1 Điều 7", date(2026, 1, 1), Verdict.NO_SUCH_PROVISION, "chữ f", id="no such letter"
        ),
    ],
)
def test_a_place_that_an_act_may_have_added_is_not_called_missing_from_the_law(
    tmp_path: Path, cited: str, on: date, verdict: Verdict, said: str
) -> None:
    work = laws.law("11/2017/QH14", "Luật Trợ giúp pháp lý", issued=date(2017, 6, 20), effective=date(2018, 1, 1))
    one_clause = laws.clause("1", "Một:", laws.point("a", "hai."))
    articles = [laws.article(num, "Tên", one_clause) for num in ("7", "8")]
    with CorpusStore(tmp_path / "corpus.db") as opened:
        opened.add(laws.source("luat"), [laws.expression(work, *articles, origin=Origin.CODIFIED)])
        item = one(f"{cited} Luật 11/2017/QH14", opened, ForceTable(load_catalogue()), on)
    assert item.verdict is verdict
    assert said in item.detail


def test_where_nobody_knows_what_an_act_touched_it_may_have_added_a_clause_but_no_plain_article(tmp_path: Path) -> None:
    work = laws.law("20/2021/NĐ-CP", "Quy định thử", issued=date(2021, 3, 15), effective=date(2021, 7, 1))
    with CorpusStore(tmp_path / "corpus.db") as opened:
        text = laws.expression(work, laws.article("4", "Tên", laws.clause("1", "Một.")), origin=Origin.CODIFIED)
        opened.add(laws.source("nghị định"), [text])
        known = ForceTable(load_catalogue())
        clause, article = (
            one(f"{place} Nghị định 20/2021/NĐ-CP", opened, known, date(2026, 1, 1))
            for place in ("khoản 5 Điều 4", "Điều 90")
        )
    assert (clause.verdict, article.verdict) == (Verdict.NOT_IN_CORPUS, Verdict.NO_SUCH_PROVISION)
    assert "76/2024/NĐ-CP" in clause.detail
