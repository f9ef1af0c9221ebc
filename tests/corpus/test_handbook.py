import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest

from corpus.case import PersonClass, Route, Support
from corpus.catalogue import load_catalogue
from corpus.citation import find_citations
from corpus.handbook import (
    Entry,
    EntryStatement,
    Ground,
    Mark,
    Regime,
    Topic,
    entry_text,
    grounds_label,
    load_handbook,
)
from corpus.text import clean, slug
from corpus.work import Status

HANDBOOK = load_handbook()
MONEY = re.compile(r"\d[\d.]*\s*(?:đồng|đ\b|triệu|nghìn)")
POINTS = "abcdđeghik"
UNVERIFIED = "chưa kiểm chứng được với văn bản gốc"


def entry(id_: str) -> Entry:
    return next(found for found in HANDBOOK if found.id == id_)


def statements() -> Iterator[tuple[Entry, EntryStatement]]:
    for found in HANDBOOK:
        for statement in found.statements:
            yield found, statement


def cited(statement: EntryStatement) -> set[tuple[str, str, str]]:
    return {(ground.number, ground.article, ground.clause) for ground in statement.grounds}


def test_there_are_enough_entries_each_with_its_own_id_and_title() -> None:
    assert len(HANDBOOK) >= 120
    assert len({found.id for found in HANDBOOK}) == len(HANDBOOK)
    assert len({found.title for found in HANDBOOK}) == len(HANDBOOK)


@pytest.mark.parametrize("support", Support)
def test_every_support_is_told_under_either_law(support: Support) -> None:
    regimes = [found.regime for found in HANDBOOK if Topic(support.value) in found.topics]
    assert Regime.OLD in regimes
    assert {Regime.NEW, Regime.BOTH} & set(regimes)


@pytest.mark.parametrize("route", Route)
def test_every_route_is_told_under_either_law(route: Route) -> None:
    regimes = [found.regime for found in HANDBOOK if route in found.routes]
    assert Regime.OLD in regimes
    assert {Regime.NEW, Regime.BOTH} & set(regimes)


@pytest.mark.parametrize("cls", PersonClass)
def test_every_class_is_told_under_either_law(cls: PersonClass) -> None:
    regimes = [found.regime for found in HANDBOOK if cls in found.classes]
    assert Regime.OLD in regimes
    assert {Regime.NEW, Regime.BOTH} & set(regimes)


def test_every_topic_has_an_entry() -> None:
    assert {topic for found in HANDBOOK for topic in found.topics} == set(Topic)


def test_no_two_entries_are_asked_for_in_the_same_words() -> None:
    asked = {found.id: {slug(keyword) for keyword in found.keywords} for found in HANDBOOK}
    alike = [pair for pair in combinations(asked, 2) if len(asked[pair[0]] & asked[pair[1]]) > 2]
    assert alike == []


@pytest.mark.parametrize("found", HANDBOOK, ids=lambda found: found.id)
def test_an_entry_is_short_and_tidy(found: Entry) -> None:
    words = " ".join(statement.text for statement in found.statements).split()
    assert 60 <= len(words) <= 190
    assert found.id == slug(found.id)
    assert found.topics
    assert len(found.keywords) >= 4
    assert entry_text(found) == clean(entry_text(found))
    assert all(statement.text.endswith((".", "?")) for statement in found.statements)


@pytest.mark.parametrize("found", HANDBOOK, ids=lambda found: found.id)
def test_every_statement_rests_on_a_known_instrument_or_names_its_page(found: Entry) -> None:
    catalogue = load_catalogue()
    for statement in found.statements:
        assert statement.grounds or statement.source.startswith("https://")
        for ground in statement.grounds:
            instrument = catalogue.by_number(ground.number)
            assert instrument is not None, ground
            assert instrument.number == ground.number
            assert instrument.status is not Status.NEVER_ISSUED
            assert ground.type == instrument.type
            assert ground.article or not (ground.clause or ground.point or ground.paragraph)
            assert ground.clause or not ground.point
            assert re.fullmatch(r"(?:\d+[a-z]?)?", ground.article)
            assert re.fullmatch(r"(?:\d+[a-z]?)?", ground.clause)


def test_a_statement_admits_that_it_was_not_verified_and_no_other_does() -> None:
    for found, statement in statements():
        assert (UNVERIFIED in statement.text) == (statement.mark is not Mark.VERIFIED), (found.id, statement.text)


def test_no_amount_of_money_stands_in_a_statement_that_was_not_verified() -> None:
    for found, statement in statements():
        if MONEY.search(statement.text):
            assert statement.mark is Mark.VERIFIED, (found.id, statement.text)


def test_the_new_regime_is_given_no_amount_of_money() -> None:
    for found, statement in statements():
        if MONEY.search(statement.text):
            assert not {ground.number for ground in statement.grounds} & {"162/2025/NĐ-CP", "120/2026/TT-BTC"}, found.id


def test_the_weak_circular_grounds_nothing_but_a_warning() -> None:
    for _, statement in statements():
        if "120/2026/TT-BTC" in {ground.number for ground in statement.grounds}:
            assert statement.mark is Mark.UNKNOWN


def test_the_question_of_the_demo_is_answered_in_full() -> None:
    found = entry("ho-tro-nan-nhan-tro-ve")
    assert found.title == "Nạn nhân bị mua bán trở về được hỗ trợ những gì?"
    new, old = found.statements[:2]
    assert re.findall(r"(?<=[ ])([a-zđ])\)", new.text) == list(POINTS)
    assert ("53/2024/QH15", "37", "1") in cited(new)
    assert re.findall(r"(?<=[ ])([a-zđ])\)", old.text) == list("abcdđe")
    assert {("66/2011/QH12", "32", "1"), ("53/2024/QH15", "63", "")} <= cited(old)
    assert "trước ngày 01/7/2025" in old.text


@pytest.mark.parametrize(
    ("id_", "cls", "words"),
    [
        ("nguoi-duoi-18-tuoi-di-cung", PersonClass.MINOR_ACCOMPANYING, "8 khoản"),
        ("dang-xac-dinh-o-nuoc-ngoai", PersonClass.PENDING_ABROAD, "4 khoản từ điểm a đến điểm d"),
        ("dang-xac-dinh-trong-nuoc", PersonClass.PENDING_DOMESTIC, "7 khoản từ điểm a đến điểm g"),
        ("nguoi-nuoc-ngoai", PersonClass.FOREIGNER, "6 khoản"),
    ],
)
def test_each_class_has_its_entry_and_its_count(id_: str, cls: PersonClass, words: str) -> None:
    assert cls in entry(id_).classes
    assert words in entry(id_).statements[0].text


def test_points_a_to_d_do_not_reach_legal_aid() -> None:
    abroad = entry("dang-xac-dinh-o-nuoc-ngoai").statements[0].text
    granted, refused = abroad.split("Bốn khoản này không gồm")
    assert "trợ giúp pháp lý" not in granted
    assert "điểm đ (trợ giúp pháp lý)" in refused


def test_essential_needs_last_120_days_now_and_60_before() -> None:
    now, before = entry("nhu-cau-thiet-yeu"), entry("nhu-cau-thiet-yeu-che-do-cu")
    assert (now.regime, before.regime) == (Regime.NEW, Regime.OLD)
    assert "120 ngày" in now.statements[0].text
    assert "60 ngày" not in entry_text(now)
    assert "60 ngày" in before.statements[0].text
    assert "03 tháng" in before.statements[0].text
    assert "120 ngày" not in entry_text(before)


def test_entries_of_the_new_regime_send_nobody_to_the_district() -> None:
    gone = re.compile(r"cấp huyện|Phòng LĐ-TB&XH|Công an huyện")
    said = re.compile(r"không còn|Luật cũ|Trước đó|luật cũ|Chế độ cũ|đã bị Luật 86/2025/QH15 thay|hay thay bằng gì")
    for found, statement in statements():
        if found.regime is not Regime.OLD and gone.search(statement.text):
            assert said.search(statement.text) or "không còn" in entry_text(found), (found.id, statement.text)


def test_the_old_hotline_stands_only_as_the_old_one() -> None:
    for _, statement in statements():
        if "18001567" in statement.text:
            assert "số cũ" in statement.text
            assert "111" in statement.text
    assert entry("duong-day-nong-111").statements[0].text.startswith("Gọi 111")


def test_the_two_forms_number_07_are_kept_apart() -> None:
    text = entry_text(entry("thu-tuc-xin-ho-tro"))
    assert "Mẫu số 07 của Nghị định 162/2025/NĐ-CP" in text
    assert "Mẫu số 07 của Nghị định 20/2021/NĐ-CP" in text


def test_articles_27_and_28_are_read_with_their_amendment() -> None:
    for id_ in ("tiep-nhan-nguoi-tu-trinh-bao", "tiep-nhan-nguoi-duoc-giai-cuu", "khong-con-cap-huyen"):
        assert "86/2025/QH15" in {ground.number for ground in entry(id_).statements[0].grounds}


def test_legal_aid_asks_no_means_test_since_july_2025() -> None:
    now, before = entry("tro-giup-phap-ly").statements[:2]
    assert "không xét khó khăn về tài chính" in now.text
    assert ("11/2017/QH14", "7", "6a") in cited(now)
    assert before.text.startswith("Trước 01/7/2025")
    assert now.text.startswith("Từ 01/7/2025")  # so that it is left out before that day
    assert "53/2024/QH15" in {ground.number for ground in now.grounds}


def test_what_a_point_of_the_list_names_is_not_said_to_tell_its_content() -> None:
    """The text held of điểm b, e, g khoản 1 Điều 37 is the name of the support; the rest was read on a page."""
    content = re.compile(
        r"bảo hiểm y tế năm đầu|khám sức khỏe khi tiếp nhận|khi không ở cơ sở|không còn phải chứng minh"
    )
    told = [(found.id, statement) for found, statement in statements() if content.search(statement.text)]
    new = [(id_, one) for id_, one in told if "53/2024/QH15" in {ground.number for ground in one.grounds}]
    assert {id_ for id_, _ in new} >= {"ho-tro-y-te", "the-bao-hiem-y-te", "chi-phi-di-lai", "ho-tro-tam-ly"}
    assert [id_ for id_, one in new if one.mark is Mark.VERIFIED] == []


def test_the_days_of_the_claim_rest_on_the_page_of_the_procedure() -> None:
    claims = [one for _, one in statements() if "09 ngày làm việc" in one.text]
    assert len(claims) >= 4
    assert all(one.source.endswith("ma_thu_tuc=112584") for one in claims)


def test_the_head_of_the_district_office_may_order_protection_under_the_old_law() -> None:
    for id_ in ("bao-ve-an-toan-che-do-cu", "tham-quyen-bao-ve-che-do-cu"):
        assert "Trưởng phòng LĐ-TB&XH" in entry_text(entry(id_))


def test_advice_is_told_apart_from_law() -> None:
    for id_, words in (("hoang-loan-tu-hai", "cất vật nguy hiểm"), ("tieu-chuan-tiep-nhan", "treo biển đang họp")):
        (advice,) = [one for one in entry(id_).statements if words in one.text]
        assert "Lời khuyên" in advice.text
        assert advice.mark is not Mark.VERIFIED


def test_transition_turns_on_the_day_of_identification() -> None:
    first, second = entry("ap-dung-luat-nao").statements[:2]
    assert "ngày người đó được xác định là nạn nhân" in first.text
    assert "Không xem ngày bị bán" in second.text
    assert ("53/2024/QH15", "63", "") in cited(first)


def test_entry_text_numbers_statements_as_clauses_and_names_their_grounds() -> None:
    ground = Ground(number="53/2024/QH15", type="Luật", article="37", clause="1", point="a")
    made = Entry(
        id="thu",
        title="Thử",
        topics=(),
        classes=(),
        regime=Regime.NEW,
        statements=(
            EntryStatement("Được hỗ trợ.", Mark.VERIFIED, (ground,)),
            EntryStatement("Gọi 111.", Mark.VERIFIED, (), "https://vi.du"),
        ),
    )
    both = replace(made, statements=(EntryStatement("Trong 09 ngày.", Mark.VERIFIED, (ground,), "https://vi.du"),))
    assert entry_text(both) == ("1. Trong 09 ngày (điểm a khoản 1 Điều 37 Luật số 53/2024/QH15; nguồn: https://vi.du).")
    assert entry_text(made) == (
        "1. Được hỗ trợ (điểm a khoản 1 Điều 37 Luật số 53/2024/QH15).\n2. Gọi 111 (nguồn: https://vi.du)."
    )


def test_the_grounds_written_in_an_entry_read_back_as_the_same_places() -> None:
    for found, statement in statements():
        read = {
            (citation.work.number, citation.article or "", citation.clause or "", citation.point or "")
            for citation in find_citations(grounds_label(statement.grounds))
        }
        meant = {(ground.number, ground.article, ground.clause, ground.point) for ground in statement.grounds}
        assert read == meant, (found.id, statement.text)


def test_no_statement_names_an_article_without_its_instrument() -> None:
    for found, statement in statements():
        bare = [
            citation.text
            for citation in find_citations(statement.text)
            if (citation.article or citation.chapter) and not (citation.work.number or citation.work.name)
        ]
        assert bare == [], (found.id, statement.text)


def test_grounds_in_one_article_share_its_name() -> None:
    law = Ground(number="53/2024/QH15", type="Luật", article="37", clause="2")
    part = Ground(number="53/2024/QH15", type="Luật", article="37", clause="3", paragraph="2")
    whole = Ground(number="162/2025/NĐ-CP", type="Nghị định")
    other = Ground(number="53/2024/QH15", type="Luật", article="37", clause="4")
    assert grounds_label([law, other, part, whole]) == (
        "khoản 2, khoản 4 Điều 37 Luật số 53/2024/QH15; "
        "đoạn 2 khoản 3 Điều 37 Luật số 53/2024/QH15; Nghị định số 162/2025/NĐ-CP"
    )
    assert whole.label == "Nghị định số 162/2025/NĐ-CP"
