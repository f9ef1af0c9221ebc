"""Words that names of people are made of, and words that stand before them; all lower case, with their marks."""

from collections.abc import Iterable

from corpus.text import fold


def _forms(*lists: str) -> frozenset[str]:
    """Return words as law writes them and as they are typed without marks."""
    words = " ".join(lists).split()
    return frozenset(words) | _bare(words)


def _bare(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


# Families that are no common word even without marks; with a middle name they tell a person in small letters too.
_SURE_FAMILIES = "nguyễn trần lê phạm huỳnh phan vũ võ đặng bùi đỗ ngô hoàng dương đinh trịnh trương giàng sùng thào"
_OTHER_FAMILIES = (
    "hồ lý đoàn mai tô đào hà lương cao phùng tạ tăng thái lâm châu chu quách vi lò lường vàng mùa vừ cầm quàng tòng"
    " điêu cà bế nông ma triệu lục hứa tống vương thạch sơn danh kim đàm đồng lại lã lưu mạc nghiêm phí thân tiêu từ"
    " ung văn khổng khúc kiều giáp doãn diệp cù bạch âu ninh mã lộc khương kha bàn chảo tẩn phàn lầu hạng cứ hờ vì"
    " hoàng siu ksor rơ kpă niê bàng chế thi lỳ pờ hà cung tưởng uông vòng voòng sầm"
)
SURE_FAMILIES = _forms(_SURE_FAMILIES)
FAMILIES = SURE_FAMILIES | _forms(_OTHER_FAMILIES)
MIDDLES = _forms("thị văn")
_OTHER_MIDDLES = (
    "hữu đức đình xuân minh thanh ngọc hồng quang công quốc thế trọng bá duy gia bảo kim thu thúy mỹ diệu a"
)
GIVEN = _forms(
    "an anh ánh ân bắc bách bảo bích bình cẩm châu chi chiến chinh chung cúc cương cường danh dậu diễm diệp diệu dinh dịu",
    "doan du dung dũng duy duyên dương đài đại đạo đạt đăng điệp định đông đức gấm giang giao hà hải hằng hạnh hảo hân hậu",
    "hiên hiền hiển hiệp hiếu hoa hòa hoài hoan hoàn hoàng hoạt hồng huân huấn huế huệ hùng huy huyền hưng hương hường hưởng",
    "hữu khang khánh khiêm khoa khôi kiên kiều kim kỳ lam lan lành lâm lệ liên liễu linh loan long lộc lợi lụa luân lương lưu",
    "ly lý mai mạnh mây miên minh mơ mùi mỹ my na nam nga ngà ngân nghĩa ngọc nguyên nguyệt nhã nhàn nhân nhi nhiên nhung như",
    "ninh nụ oanh phát phi phong phú phúc phương phượng quân quang quế quốc quý quyên quyền quyết quỳnh sáng sen sinh sơn sương",
    "tài tâm tân thạch thái thanh thành thảo thắm thắng thân thêu thi thiên thiện thiệp thìn thịnh thoa thơ thơm thu thuận thục",
    "thủy thúy thùy thương tiên tiến tiếp toàn tố trà trang trâm trân trí trinh trọng trung trúc trường tú tuấn tuệ tùng tuyên",
    "tuyến tuyền tuyết tươi tường tý uyên út vân vi việt vinh vũ vui vương vượng vy xuân xuyến yên yến dở dợ mẩy pháo lử chứ",
    "páo dua sua mỷ chía súa sính vừ xoa say pằng phượng đào nhài lài thoan huê hợi mão ngoan nết na thía sao sớm mến bé ba bảy",
)
# Given names that are seldom another word, also in small letters after "chị".
PLAIN_GIVEN = frozenset(
    "hoa lan mai hương hường thủy thúy thùy trang linh ngọc hằng nga ngân phương phượng thảo dũng tuấn hùng minh loan huệ"
    " nhung oanh quỳnh uyên yến vân xuân thoa trinh trâm tuyết nguyệt liên duyên diễm dung giang hạnh hiền hiếu huyền khánh"
    " lệ lý my mỹ nhi như sen thắm thơm thu trúc tú vy vi yên tùng sơn long hải đức cường huy khoa kiên quân thắng thịnh"
    " huong thuy trang linh ngoc hang phuong thao dung tuan hung loan hue nhung oanh quynh uyen yen van tuyet nguyet lien"
    " duyen diem giang huyen khanh nhi sen thom truc".split()
)
NGUYEN = _forms("nguyễn trần huỳnh phạm hoàng đặng")  # the commonest: a word behind them is a name after "chi" too
PARTS_OF_NAMES = FAMILIES | MIDDLES | _forms(_OTHER_MIDDLES) | GIVEN
# Words before the name of a person; those without marks that are no other word, and those that are.
TITLES = frozenset("chị anh ông bà cháu em cô bé chú bác dì cậu mợ thím".split())
BARE_TITLES = frozenset("chi anh ong chau em".split())
LOOSE_TITLES = frozenset("ba co be chu bac di cau".split())
KIN = frozenset("mẹ bố cha chồng vợ con gái trai bạn me bo chong vo gai ban tên ten tuổi".split())
PHRASES = frozenset(
    ("nạn nhân", "tên là", "họ tên", "và tên", "nhân tên", "cháu tên", "bị can", "bị cáo", "bệnh nhân", "đối tượng")
)
BARE_PHRASES = frozenset(map(fold, PHRASES))
NAMING = frozenset(("tên là", "họ tên", "và tên", "ten la", "ho ten", "va ten"))
# What "thi" without its mark begins: thi hành, thị trường.
AFTER_THI = frozenset("hanh truong tran xa sinh dua du".split())
NO_PERSONS = frozenset(("ho chi minh",))
MORE_PLACES = ("Hoàng Sa", "Trường Sa", "Bà Rịa", "Cô Tô", "Bà Đen", "Hoàng Liên Sơn", "Trần Đề", "Trần Văn Thời")
# Words with a capital that are nobody's name: parts of law, offices, and what begins a sentence.
NOBODY = _bare(
    "điều khoản luật nghị thông chương mục phần quyết bộ sở ủy cục viện tòa hội công dân tổ không người những các một"
    " này khi nếu theo việc trưởng đối tất nhân ban đoàn phòng trung tâm nước quận huyện xã phường được bị có là và hay"
    " thì tại ở về với cho của đã đang sẽ phải muốn cần hỏi xin bao gì nào sao vậy nên vì do từ sau trước trong ngoài"
    " chủ giám phó thẩm bí cán thư viên sinh em chị trên dưới giấy đơn hồ mẫu quy quyền nghĩa bên cơ tổng cảnh biên bảo trợ hỗ việt kiều pháp hình sự kế chính quốc".split()
) - {"trung", "tam", "bao", "phuong", "nghia", "ho", "quoc", "ke", "tong"}
# Words before what is called after a person: streets, communes, schools, companies.
NAMESAKES = _forms(
    "đường phố phường xã huyện quận tỉnh trấn phố tp thôn ấp bản làng xóm khóm buôn ngõ ngách hẻm trường thpt thcs học non",
    "chuyên viện khoa quỹ thưởng ty tnhh cầu chợ sông núi đảo hồ hầm viên lộ đại ngã tư tưởng chương hiệu rạp ga bến",
    "ubnd dân sở ban bộ đoàn sản gia trang chùa đền kho cảng đèo khu hội",
)
# What stands behind a given name in small letters, so that it is one.
AFTER_GIVEN = _forms("bị được đã đang mới muốn có là ở về đi sinh và năm hỏi xin khai kể trốn thì nay")
