"""A small corpus of our own words under numbers that the catalogue knows, and the days it is asked on."""

from datetime import date

from corpus.catalogue import load_catalogue
from corpus.force import ForceTable
from corpus.work import SourceClass, Work
from tests.laws import article, clause, law, point

TODAY = date(2026, 11, 22)
BEFORE = date(2025, 6, 30)
FORCE = ForceTable(load_catalogue())
OLD = law(
    "66/2011/QH12",
    "Luật Phòng, chống mua bán người",
    issued=date(2011, 3, 29),
    effective=date(2012, 12, 1),  # as the codified law prints it; the catalogue knows better
)
DECREE = law("62/2012/NĐ-CP", "Căn cứ xác định nạn nhân", type="Nghị định", issued=None, effective=date(2012, 10, 10))
OTHER = law("71/2031/QH16", "Luật Đo đạc thử", issued=date(2015, 6, 1), effective=date(2016, 1, 1))
NEWS = Work(number="Không số", type="Tin bài", title="Lễ trao quà", slug="khong-so-tin", source_class=SourceClass.NEWS)
PLAN = Work(
    number="15/KH-UBND",
    type="Kế hoạch",
    title="Kế hoạch phòng, chống mua bán người năm 2026",
    issuer="Ủy ban nhân dân tỉnh Thử",
    issued=date(2026, 2, 3),
    source_class=SourceClass.PLAN,
    place="Thử",
)
SUPPORT = article(
    "32",
    "Đối tượng và chế độ hỗ trợ",
    clause(
        "1",
        "Nạn nhân trở về được hưởng các chế độ sau đây:",
        point("a", "Hỗ trợ nhu cầu thiết yếu về ăn ở và chi phí đi lại;"),
        point("d", "Khám bệnh, chữa bệnh ban đầu;"),
        point("đ", "Học nghề và trợ cấp khó khăn ban đầu."),
    ),
    clause("2", "Người chưa thành niên đi cùng được bố trí chỗ ở tạm thời tại cơ sở."),
    clause("3", "Phòng Lao động - Thương binh và Xã hội cấp huyện lập danh sách người được vay vốn ngân hàng."),
)
SECRET = article("31", "Giữ bí mật", words="Cơ quan không được tiết lộ tên, tuổi, địa chỉ của nạn nhân cho báo chí.")
IDENTIFY = article("4", "Căn cứ xác định", clause("1", "Lời khai của người được giải cứu là căn cứ xác định nạn nhân."))
SURVEY = article(
    "9", "Mốc đo đạc", words="Chủ đầu tư dựng mốc bê tông tại thửa đất và nộp sơ đồ tọa độ cho cơ quan đo đạc."
)
