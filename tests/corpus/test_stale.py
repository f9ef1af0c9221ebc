"""What an old slide or leaflet states that no longer holds: found, and nothing else flagged."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from corpus.catalogue import load_catalogue
from corpus.expression import Expression, Origin
from corpus.force import ForceTable
from corpus.handbook import Mark
from corpus.stale import GroundSpot, Manner, Need, Stale, StaleKind, TooManyMentionsError, stale_facts
from corpus.stale.bearing import borne_as_fact, borne_as_law, weaker
from corpus.stale.table import BrokenFactsError, load_old_facts, read_old_facts
from corpus.store import CorpusStore
from corpus.text import clean
from corpus.work import Work
from tests.laws import article, clause, expression, source
from tests.shared import require_shared
from tests.stale_leaflets import Leaflet, leaflets

ON = date(2026, 11, 22)
LAW = Work(
    number="53/2024/QH15",
    type="Luật",
    title="Luật Phòng, chống mua bán người",
    issuer="Quốc hội",
    issued=date(2024, 11, 28),
    effective=date(2025, 7, 1),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CorpusStore]:
    """A store that holds one article of our own under the number of today's law."""
    with CorpusStore(tmp_path_factory.mktemp("stale") / "corpus.db") as opened:
        words = clause("1", "Cơ quan y tế đón người trở về ngay trong ngày làm việc.\n")
        opened.add(source("luật"), [expression(LAW, article("27", "Đón người trở về", words))])
        yield opened


@pytest.fixture(scope="module")
def force(store: CorpusStore) -> ForceTable:
    return ForceTable(load_catalogue(), records=store)


@pytest.fixture
def found(store: CorpusStore, force: ForceTable) -> "Find":
    return Find(store, force)


class Find:
    """Finds in a text, on a day."""

    def __init__(self, store: CorpusStore, force: ForceTable) -> None:
        self._store, self._force = store, force

    def __call__(self, text: str, on: date = ON) -> list[Stale]:
        return stale_facts(clean(text), self._store, on, self._force)

    def one(self, text: str, on: date = ON) -> Stale:
        """Return the only fact found."""
        facts = self(text, on)
        assert len(facts) == 1, facts
        return facts[0]


# ---------------------------------------------------------------- the measure


@pytest.mark.parametrize("leaflet", leaflets(), ids=lambda leaflet: leaflet.id)
def test_all_that_is_planted_is_found_and_nothing_that_holds_is_flagged(leaflet: Leaflet, found: Find) -> None:
    facts = found(leaflet.text)
    assert leaflet.missed(facts) == []
    assert leaflet.false(facts) == []
    assert leaflet.unlisted(facts) == []


def test_the_leaflets_plant_enough_to_measure() -> None:
    every = leaflets()
    assert sum(len(one.stale) for one in every) == 60
    assert sum(not one.stale for one in every) >= 9
    assert {one.written for one in every} == {"before", "after", "later"}


@pytest.mark.parametrize(
    "text",
    [
        "Gọi 111 hoặc 113, 115. Hội Liên hiệp Phụ nữ: 1900969680, 1900 969 680.",
        "Công an xã, Công an tỉnh, Sở Y tế, Sở Tư pháp, Sở Nội vụ, UBND cấp xã, Bộ Y tế, Bộ đội Biên phòng.",
        "Luật Phòng, chống mua bán người số 53/2024/QH15, Điều 37; Nghị định 162/2025/NĐ-CP; Luật 86/2025/QH15.",
        "Điều 7 Luật Trợ giúp pháp lý số 11/2017/QH14; Bộ luật Hình sự năm 2015; Luật Trẻ em 2016.",
        "Luật Phòng, chống mua bán người quy định việc hỗ trợ nạn nhân.",
        "Tỉnh Tuyên Quang, tỉnh Ninh Bình, thành phố Hải Phòng, tỉnh Quảng Trị, tỉnh Lạng Sơn.",
        "Cơ sở trợ giúp xã hội, cơ sở hỗ trợ nạn nhân; người dưới 18 tuổi đi cùng; không quá 120 ngày.",
        "Trả lời khiếu nại trong 60 ngày; cấp phép trong 03 tháng; phạt 70.000 đồng; lớp có 58 điều dưỡng viên.",
        "Số 1180015670, 2.180.015.671 đồng, mã 18001567890.",
        "Thông tư số 120/2026/TT-BTC; Nghị định 147/2025/NĐ-CP.",
    ],
)
def test_what_holds_today_is_never_flagged(text: str, found: Find) -> None:
    assert found(text) == []


# ---------------------------------------------------------------- each kind


@pytest.mark.parametrize("number", ["18001567", "1800 1567", "1800.1567", "1800-1567", "1 800 1567"])
def test_the_old_hotline_is_found_however_it_is_set(number: str, found: Find) -> None:
    fact = found.one(f"Đường dây nóng: {number} (miễn phí).")
    assert (fact.kind, fact.need, fact.since) == (StaleKind.HOTLINE, Need.CORRECT, date(2017, 12, 6))
    assert "111" in fact.now
    assert all(page.startswith("https://") for page in fact.sources)


def test_a_fact_is_old_only_from_its_day_on(found: Find) -> None:
    assert found("Gọi 18001567, hỏi Sở LĐ-TB&XH, theo Luật 66/2011/QH12.", date(2016, 1, 1)) == []
    later = found("Gọi 18001567, hỏi Sở LĐ-TB&XH, theo Luật 66/2011/QH12.", date(2020, 1, 1))
    assert [fact.kind for fact in later] == [StaleKind.HOTLINE]


@pytest.mark.parametrize(
    "words",
    [
        "Luật số 66/2011/QH12",
        "Luật Phòng, chống mua bán người năm 2011",
        "Luật PCMBN 2011",
        "Luật mua bán người (2011)",
    ],
)
def test_a_law_that_ended_is_found_by_number_and_by_words_with_what_follows_it(words: str, found: Find) -> None:
    fact = found.one(f"Căn cứ {words}.")
    assert (fact.kind, fact.need, fact.since) == (StaleKind.LAW, Need.CORRECT, date(2025, 7, 1))
    assert "nay là Luật 53/2024/QH15" in fact.now
    assert [(ground.label, ground.slug) for ground in fact.grounds] == [("Luật 53/2024/QH15", "53-2024-qh15")]


@pytest.mark.parametrize("words", ["Nghị định 09/2013", "Thông tư liên tịch 134/2013", "NĐ 62/2012/NĐ-CP"])
def test_what_nobody_has_verified_is_only_to_be_looked_at(words: str, found: Find) -> None:
    fact = found.one(f"Theo {words}.")
    assert (fact.kind, fact.need) == (StaleKind.LAW, Need.LOOK)
    assert fact.mark is Mark.UNKNOWN
    assert "chưa" in fact.now


def test_an_office_is_told_with_who_acts_now_and_the_one_that_issued_a_text_is_none(found: Find) -> None:
    fact = found.one("Nộp hồ sơ tại Phòng LĐ-TB&XH; sau đó Phòng Lao động - Thương binh và Xã hội trả lời.")
    assert (fact.kind, len(fact.mentions), fact.since) == (StaleKind.OFFICE, 2, date(2025, 7, 1))
    assert "Sở Y tế" in fact.now
    issued = found("Quyết định số 827/QĐ-BYT của Bộ Lao động - Thương binh và Xã hội.")
    assert [fact.kind for fact in issued if fact.kind is StaleKind.OFFICE] == []


def test_a_merged_province_from_memory_is_not_stated_as_fact_one_that_newspapers_told_of_is(found: Find) -> None:
    assert found.one("Nạn nhân ở tỉnh Hà Giang.").need is Need.CORRECT
    doubtful = found.one("Nạn nhân ở tỉnh Hậu Giang.")
    assert (doubtful.kind, doubtful.need, doubtful.mark) == (StaleKind.PLACE, Need.LOOK, Mark.MEMORY)


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Nhu cầu thiết yếu: không quá 60 ngày.", "nhu-cau-thiet-yeu-60-ngay"),
        ("Hỗ trợ nạn nhân:\n- Tiền ăn: 60 ngày", "nhu-cau-thiet-yeu-60-ngay"),
        ("Trợ giúp pháp lý cho nạn nhân có khó khăn về tài chính.", "tro-giup-phap-ly-khi-kho-khan"),
        ("Nạn nhân được hưởng sáu chế độ hỗ trợ.", "sau-che-do"),
        ("Chương trình phòng, chống mua bán người giai đoạn 2021-2025", "chuong-trinh-2021-2025"),
    ],
)
def test_a_figure_is_found_beside_the_words_that_say_what_it_is_of(text: str, id_: str, found: Find) -> None:
    assert found.one(text).id == id_


def test_a_quotation_with_other_words_than_the_law_of_the_day_is_told(found: Find) -> None:
    right = "Khoản 1 Điều 27 Luật 53/2024/QH15: “Cơ quan y tế đón người trở về ngay trong ngày làm việc”."
    assert found(right) == []
    wrong = found.one(right.replace("Cơ quan y tế đón", "Cơ quan lao động đón"))
    assert (wrong.kind, wrong.need) == (StaleKind.QUOTATION, Need.CORRECT)


def test_a_place_with_new_words_since_the_day_of_the_text_is_told(tmp_path: Path) -> None:
    old = Work(number="8/2020/QH14", type="Luật", title="Luật thử", issued=date(2020, 1, 1), effective=date(2020, 2, 1))
    first = expression(old, article("5", "Việc thử", clause("1", "Nộp ở phòng.\n")))
    second = expression(old, article("5", "Việc thử", clause("1", "Nộp ở sở.\n")))
    with CorpusStore(tmp_path / "corpus.db") as store:
        store.add(source("một"), [first])
        store.add(source("hai"), [_amended(second)])
        force = ForceTable(load_catalogue(), records=store)
        head = "TRUNG TÂM\nHà Nội, ngày 05 tháng 3 năm 2021\n"
        facts = stale_facts(clean(f"{head}Theo Điều 5 Luật 8/2020/QH14."), store, ON, force)
        assert [(fact.kind, fact.since) for fact in facts] == [(StaleKind.WORDING, date(2024, 1, 1))]
        assert stale_facts(clean("Theo Điều 5 Luật 8/2020/QH14."), store, ON, force) == []


def _amended(whole: Expression) -> Expression:
    return Expression(
        work=whole.work,
        text=whole.text,
        units=whole.units,
        origin=Origin.AMENDED,
        valid_from=date(2024, 1, 1),
        acts=("9/2023/QH15",),
    )


# ---------------------------------------------------------------- how the text says it


@pytest.mark.parametrize(
    "text",
    [
        "Gọi 111 (trước đây là 18001567).",
        "Số 111 thay cho 18001567.",
        "Số 18001567 đã được thay bằng 111.",
        "Không gọi 18001567 nữa.",
        "Số cũ 18001567.",
    ],
)
def test_a_number_told_as_old_is_listed_and_asks_for_nothing(text: str, found: Find) -> None:
    fact = found.one(text)
    assert [one.manner for one in fact.mentions] == [Manner.AS_OLD]
    assert fact.need is Need.NONE


def test_an_office_in_a_sentence_of_an_earlier_year_is_told_of_its_day(found: Find) -> None:
    assert found.one("Năm 2021, Sở LĐ-TB&XH mở 07 lớp.").need is Need.NONE
    assert found.one("Năm 2026, Sở LĐ-TB&XH mở 07 lớp.").need is Need.CORRECT
    assert found.one("Đến năm 2020, mọi hồ sơ nộp tại Sở LĐ-TB&XH.").need is Need.CORRECT


def test_a_fact_claimed_once_and_told_as_old_once_must_be_corrected(found: Find) -> None:
    fact = found.one("Theo Luật 66/2011/QH12.\nLuật cũ là Luật 66/2011/QH12.")
    assert [one.manner for one in fact.mentions] == [Manner.CLAIMED, Manner.AS_OLD]
    assert fact.need is Need.CORRECT


def test_what_is_told_of_an_earlier_year_is_listed_apart_from_what_is_claimed(found: Find) -> None:
    told, claimed = sorted(
        found("Huyện Hải Hà (2018) có 3 vụ. Năm 2019, huyện Hải Hà mở lớp.\nNộp đơn tại huyện Hải Hà."),
        key=lambda fact: fact.mentions[0].start,
    )
    assert (told.id, told.need, len(told.mentions)) == ("cap-huyen", Need.NONE, 2)
    assert (claimed.id, claimed.need, len(claimed.mentions)) == ("cap-huyen", Need.CORRECT, 1)


def test_a_year_after_a_name_is_no_part_of_the_name(found: Find) -> None:
    text = "Nộp tại huyện Hải Hà 2026."
    (mention,) = found.one(text).mentions
    assert text[mention.start : mention.end] == "huyện Hải Hà"


def test_a_bracket_opened_before_a_citation_is_not_closed_in_it(found: Find) -> None:
    text = "Căn cứ pháp lý (Luật phòng, chống mua bán người năm 2011) nêu."
    (mention,) = found.one(text).mentions
    assert text[mention.start : mention.end].endswith("năm 2011")


@pytest.mark.parametrize(
    ("sources", "grounds", "as_fact", "as_law"),
    [
        pytest.param(("https://a.blogspot.com/x",), (), Mark.UNKNOWN, Mark.UNKNOWN, id="a blog alone"),
        pytest.param(("https://dantri.com.vn/y",), (), Mark.VERIFIED, Mark.UNKNOWN, id="a newspaper alone"),
        pytest.param(
            ("https://dantri.com.vn/y", "https://pbgdpl.gov.vn:443/y"), (), Mark.VERIFIED, Mark.VERIFIED, id="an office"
        ),
        pytest.param((), (), Mark.UNKNOWN, Mark.UNKNOWN, id="no page"),
        pytest.param((), (GroundSpot("Luật A"),), Mark.UNKNOWN, Mark.UNKNOWN, id="a law that is not held"),
        pytest.param((), (GroundSpot("Luật A", "a"),), Mark.UNKNOWN, Mark.UNKNOWN, id="a law held, at no place"),
        pytest.param((), (GroundSpot("Điều 1 Luật A", "a", "art_1"),), Mark.VERIFIED, Mark.VERIFIED, id="a place held"),
    ],
)
def test_newspapers_bear_what_all_reported_but_not_what_became_of_a_law(
    sources: tuple[str, ...], grounds: tuple[GroundSpot, ...], as_fact: Mark, as_law: Mark
) -> None:
    assert borne_as_fact(Mark.VERIFIED, sources, grounds) is as_fact
    assert borne_as_law(Mark.VERIFIED, sources, grounds) is as_law
    assert borne_as_law(Mark.MEMORY, sources, grounds) is Mark.MEMORY


def test_an_end_is_verified_in_part_only_where_its_heir_is_from_memory() -> None:
    assert weaker(Mark.VERIFIED, [Mark.MEMORY, Mark.MEMORY]) is Mark.PARTLY
    assert weaker(Mark.VERIFIED, [Mark.MEMORY, Mark.PARTLY]) is Mark.VERIFIED


# ---------------------------------------------------------------- the table


def test_what_the_table_says_of_today_is_nothing_to_correct(found: Find) -> None:
    for fact in load_old_facts().facts:
        assert [one.need for one in found(fact.now) if one.need is not Need.NONE] == [], fact.id


def test_every_row_of_the_table_has_a_source_and_a_day() -> None:
    table = load_old_facts()
    assert table.as_of <= ON
    for fact in table.facts:
        assert fact.sources or fact.grounds, fact.id
        assert fact.since <= ON, fact.id
        assert all(page.startswith(("https://", "http://")) for page in fact.sources), fact.id


def test_a_broken_table_says_so() -> None:
    with pytest.raises(BrokenFactsError, match="Bảng điều đã cũ đi kèm bị hỏng"):
        read_old_facts("as_of = 2026-01-01\n[[fact]]\nid = 'a'\n")


@pytest.mark.shared
def test_a_real_news_item_of_2018_prints_the_old_hotline(found: Find) -> None:
    text = require_shared("data", "news", "003_3630bdeee6b2d1d8.txt").read_text(encoding="utf-8")
    facts = {fact.id: fact for fact in found(text)}
    assert facts["so-18001567"].need is Need.CORRECT
    assert {"so-ldtbxh", "bo-ldtbxh", "ha-giang", "nam-dinh", "bcd-138-huyen"} <= facts.keys()


@pytest.mark.shared
def test_a_real_news_item_of_2021_names_111_and_it_stays(found: Find) -> None:
    text = clean(require_shared("data", "news", "001_49a8c7d28f68285e.txt").read_text(encoding="utf-8"))
    facts = found(text)
    assert not any("111" in text[one.start : one.end] for fact in facts for one in fact.mentions)
    assert StaleKind.HOTLINE not in {fact.kind for fact in facts}


@pytest.mark.parametrize("words", ["Tỉnh Hà Tây. ", "Gọi 1800.1567. ", "Nghỉ 60 ngày. "])
def test_a_text_with_more_places_than_anybody_could_go_through_is_refused(found: Find, words: str) -> None:
    with pytest.raises(TooManyMentionsError, match=r"hơn 2\.000 chỗ"):
        found(words * (990_000 // len(words)))


def test_as_many_places_as_a_book_has_are_all_told(found: Find) -> None:
    assert len(found.one("Gọi 1800.1567. " * 2_000).mentions) == 2_000
