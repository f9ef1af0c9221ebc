"""Names typed without marks: places and peoples by the table, people as typed, and the field's own terms."""

from importlib.resources import files

import pytest

from corpus.text import canonical, clean, fold
from search import understand
from search.names import province_lines, read_names
from search.query import Request
from search.restore import restore
from search.syllables import bundled_syllables
from search.understand import bundled_understanding
from tests.search.test_understand import DAY

READER = bundled_understanding()
TABLE = [*files("corpus").joinpath("starter", "places.tsv").read_text(encoding="utf-8").splitlines(), *province_lines()]
ROWS = [line.split("\t") for line in TABLE if not line.startswith("#")]
# One syllable alone may be any word that folds to it.
ALONE = {"cũng", "mình", "thường"}
ENGLISH = {"loan"}  # "loạn" as well
BEFORE_OTHERS = {"bỏ tù"}  # alone it is the beginning of "bộ tư pháp"; "bị bỏ tù" is read right
FIELD = """tội mua bán người; tội mua bán người dưới 16 tuổi; tội bán người; tội bán người bị phạt thế nào
trợ cấp khó khăn ban đầu; trợ cấp khó khăn ban đầu bao nhiêu tiền; mức trợ cấp khó khăn ban đầu
tội mua bán người bị phạt thế nào; tội mua bán trẻ em bị phạt bao nhiêu năm tù
tội đánh tráo người dưới 01 tuổi; tội chiếm đoạt người dưới 16 tuổi
tội mua bán, chiếm đoạt mô hoặc bộ phận cơ thể người; tội cưỡng bức lao động; tội môi giới mại dâm; tội chứa mại dâm
tội tổ chức, môi giới cho người khác xuất cảnh, nhập cảnh trái phép; tội cưỡng ép người khác trốn đi nước ngoài
tội bắt, giữ hoặc giam người trái pháp luật; tội hiếp dâm; tội lừa đảo chiếm đoạt tài sản; tội rửa tiền
tội che giấu tội phạm; tội không tố giác tội phạm; tội tổ chức mang thai hộ vì mục đích thương mại
tội cho vay lãi nặng; nhu cầu thiết yếu; hỗ trợ nhu cầu thiết yếu và chi phí đi lại; hỗ trợ y tế; hỗ trợ phiên dịch
hỗ trợ pháp luật, trợ giúp pháp lý; hỗ trợ tâm lý; hỗ trợ học văn hóa, học nghề; hỗ trợ vay vốn
tiền ăn trong thời gian lưu trú; cơ sở trợ giúp xã hội; cơ sở hỗ trợ nạn nhân; bộ đội biên phòng; cảnh sát biển
ủy ban nhân dân cấp xã; ủy ban nhân dân cấp tỉnh; công an cấp xã; bộ công an; bộ quốc phòng; bộ ngoại giao; bộ y tế
sở y tế; bộ nội vụ; sở nội vụ; bộ tư pháp; sở tư pháp; viện kiểm sát nhân dân; tòa án nhân dân; hội liên hiệp phụ nữ
ngân hàng chính sách xã hội; trung tâm trợ giúp pháp lý nhà nước; cơ quan đại diện ngoại giao; đại sứ quán
cơ quan quản lý xuất nhập cảnh; đồn biên phòng; trung tâm công tác xã hội; giấy xác nhận nạn nhân
người chưa thành niên đi cùng; người đang trong quá trình xác định là nạn nhân; nạn nhân bị mua bán
bóc lột tình dục; lấy bộ phận cơ thể người; mục đích vô nhân đạo khác; hòa nhập cộng đồng; bị bỏ tù mấy năm
luật phòng, chống mua bán người; bộ luật hình sự; xử phạt vi phạm hành chính; kỳ thị, phân biệt đối xử"""
OWN = [
    *(words for _, rows in (*understand._TOPIC_WORDS, *understand._CLASS_WORDS) for words in rows),
    *understand._WAITING,
    *understand._ABROAD,
    *(words for _, words in READER.vocabulary.spell.values()),
    *(words for row in READER.vocabulary.also.values() for words in row),
    *READER.vocabulary.english.values(),
    *FIELD.replace("\n", "; ").split("; "),
]


def read(text: str) -> str:
    """Return a question as it is understood."""
    return READER.read(Request(text=text, on=DAY)).understood


def test_every_term_of_the_field_survives_the_loss_of_its_marks() -> None:
    terms = {words for words in OWN if words not in ALONE | ENGLISH | BEFORE_OTHERS}
    assert {words: found for words in terms if canonical(found := read(fold(words))) != canonical(words)} == {}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nan nhan o Dien Bien duoc ho tro gi", "nạn nhân ở Điện Biên được hỗ trợ gì"),
        ("nan nhan o dien bien duoc ho tro gi", "nạn nhân ở điện biên được hỗ trợ gì"),
        ("NAN NHAN O DIEN BIEN", "NẠN NHÂN Ở ĐIỆN BIÊN"),
        ("nan nhan ve tinh Lai Chau", "nạn nhân về tỉnh Lai Châu"),
        ("gia lai, ca mau, nam dinh, dak lak, bac kan", "gia lai, cà mau, nam định, đắk lắk, bắc kạn"),
        ("tinh Lam Dong, Hai Duong, Dak Nong", "tỉnh Lâm Đồng, Hải Dương, Đắk Nông"),
        ("nguoi dan toc Dao bi ban", "người dân tộc Dao bị bán"),
        ("nguoi dan toc dao bi ban", "người dân tộc dao bị bán"),
        ("nguoi H'Mong o Muong Khuong", "người H'Mông ở Mường Khương"),
        ("nguoi dan toc Kho me bi ban", "người dân tộc Khơ me bị bán"),
        ("phu nu Mong o Ha Giang", "phụ nữ Mông ở Hà Giang"),
        ("nguoi Lao bi ban sang xa toi", "người Lào bị bán sang xã tôi"),
        ("bi ban sang lao lam viec", "bị bán sang lào làm việc"),
        ("o Dai Loan, qua cua khau Mong Cai", "ở Đài Loan, qua cửa khẩu Móng Cái"),
        ("chị ấy ở Dien Bien", "chị ấy ở Điện Biên"),
        ("Lai Chau", "Lai Châu"),
    ],
)
def test_names_of_places_and_peoples_get_their_marks(typed: str, meant: str) -> None:
    assert read(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("theo doi dien bien vu viec", "theo dõi diễn biến vụ việc"),
        ("nguoi lao dong bi cuong buc", "người lao động bị cưỡng bức"),
        ("nguoi mong muon duoc ve", "người mong muốn được về"),
        ("nguoi cham soc tre em", "người chăm sóc trẻ em"),
        ("dua lai chau ve nha", "đưa lại cháu về nhà"),
        ("bi giu o hai nam", "bị giữ ở hai năm"),
        ("Bo Cong an va Bo Y te", "Bộ Công an và Bộ Y tế"),
    ],
)
def test_other_words_that_read_like_a_name_are_no_names(typed: str, meant: str) -> None:
    assert read(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("chi Hanh va anh Dung bi ban", "chị Hanh và anh Dung bị bán"),
        ("nan nhan ten Mai duoc ho tro gi", "nạn nhân tên Mai được hỗ trợ gì"),
        ("gap ba Lo Thi May o Sa Pa", "gặp bà Lo Thi May ở Sa Pa"),
        ("ong Tran Van Nam va em Giang Thi Sua", "ông Tran Van Nam và em Giang Thi Sua"),
        ("co Hoa bi ban", "cô Hoa bị bán"),
        ("chi A moi ve, anh B dang o benh vien", "chị A mới về, anh B đang ở bệnh viện"),
        ("toi la Hanh", "tôi là Hanh"),
    ],
)
def test_names_of_people_stay_as_typed_and_titles_are_read(typed: str, meant: str) -> None:
    assert read(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("co Toa an nao xet xu khong", "có Tòa án nào xét xử không"),
        ("theo Dieu 37 Bo luat Hinh su", "theo Điều 37 Bộ luật Hình sự"),
        ("co Cong an nao giup khong", "có Công an nào giúp không"),
        ("Nguoi Bi Mua Ban Duoc Ho Tro Gi", "Người Bị Mua Bán Được Hỗ Trợ Gì"),
    ],
)
def test_a_capital_alone_makes_no_name(typed: str, meant: str) -> None:
    assert read(typed) == meant


def test_every_row_of_the_table_is_read_as_it_stands() -> None:
    assert {kind for _, kind in ROWS} == {"name", "place", "country", "people"}
    assert all(clean(name) == name for name, _ in ROWS)
    many = [(name, kind) for name, kind in ROWS if len(name.split()) > 1]
    bare = {
        name: "".join(b.upper() if n.isupper() else b for n, b in zip(name, fold(name), strict=True))
        for name, _ in many
    }
    assert {
        name: found
        for name, _ in many
        if (found := read(f"nan nhan o {bare[name]} bi ban")).split()[3:-2] != name.split()
    } == {}


def test_a_table_of_ones_own_is_read() -> None:
    names = read_names(["# head", "Mường Xa\tname", "không đủ cột"])
    assert restore(bundled_syllables(), "nan nhan o muong xa", names=names).text == "nạn nhân ở mường xa"


def test_without_a_table_people_keep_their_names() -> None:
    assert restore(bundled_syllables(), "gap chi Hanh").text == "gặp chị Hanh"
