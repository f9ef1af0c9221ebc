"""Words that names of people are made of, and words that stand before them; all lower case, with their marks."""

from collections.abc import Iterable

from corpus.text import fold


def _forms(*lists: str) -> frozenset[str]:
    """Return words as law writes them and as they are typed without marks."""
    words = " ".join(lists).split()
    return frozenset(words) | _bare(words)


def _bare(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


# Families that with a middle name tell a person in small letters too: even without marks; with their marks only; behind
# a title only.
_SURE_BARE = "nguyễn trần lê phạm huỳnh bùi ngô hoàng đinh trịnh giàng sùng"
_SURE_MARKED = "thào phan vũ võ đặng đỗ dương trương"
_AFTER_TITLES = "lò lý hồ mai hà lường vàng lương cao phùng quách"
_OTHER_FAMILIES = (
    "đoàn tô đào tạ tăng thái lâm châu chu vi vừ cầm quàng tòng điêu cà bế nông ma triệu lục hứa tống vương thạch sơn "
    "danh kim đàm đồng lại lã lưu mạc nghiêm phí thân tiêu từ ung văn khổng khúc kiều giáp doãn diệp cù bạch âu ninh "
    "mã lộc khương kha bàn chảo tẩn phàn lầu hạng cứ hờ vì siu ksor rơ kpă niê bàng chế thi lỳ pờ cung tưởng uông vòng "
    "voòng sầm"
)
SURE_FAMILIES = _forms(_SURE_BARE) | frozenset(_SURE_MARKED.split())
# Those that tell a person in small letters behind a title.
TITLED_FAMILIES = _forms(_SURE_BARE, _SURE_MARKED, _AFTER_TITLES) | frozenset(_OTHER_FAMILIES.split())
FAMILIES = TITLED_FAMILIES | _forms(_OTHER_FAMILIES)
MIDDLES = _forms("thị văn")
SURE_MIDDLES = MIDDLES | {"a"}  # between a family and what is given
_OTHER_MIDDLES = (
    "hữu đức đình xuân minh thanh ngọc hồng quang công quốc thế trọng bá duy gia bảo kim thu thúy mỹ diệu a"
)
GIVEN = _forms(
    "an anh ba bách bé bình bích bút bưởi bảo bảy bắc chi chinh chiêu chiến chua chung chuyên chá châu chía chống "
    "chứ cát cúc cương cường cảnh cẩm cử danh dinh diễm diệp diệu doan du dua dung duy duyên dính dũng dương dần "
    "dậu dịu dở dợ giang giao giàu giáp gái gấm hai hiên hiếu hiền hiển hiệp hoa hoan hoài hoàn hoàng hoạt huy "
    "huyền huân huê huấn huế huệ hà hân hòa hùng hưng hương hường hưởng hạ hạnh hải hảo hẩu hậu hằng hồng hội hợi "
    "hợp hữu kha khang khanh khiêm khoa khuyên khuê khánh khôi khương khải khắc kim kiên kiều kiệt kỳ lam lan linh "
    "liên liễu loan long luân ly lài lành lá lâm lân lê lý lĩnh lưu lương lượm lượng lạc lập lệ lộc lợi lụa lử mai "
    "mang minh miên my mây mão mùi mơ mười mạnh mẩy mẫn mận mật mến mừng mỷ mỹ na nam nga nghi nghiêm nghĩa ngoan "
    "nguyên nguyệt ngà ngân ngần ngọc nhi nhiên nho nhung nhuận nhài nhàn nhân nhã như nhạn nhất nhị ninh năm năng "
    "nết nở nụ nủ oanh phi phong pháo phát phú phúc phương phước phượng phấn phụng pà páo pằng quang quyên quyến "
    "quyết quyền quân quý quảng quế quốc quỳnh rin sai sang sao say sen sinh sua sáng sáu sính sò súa sĩ sơn sương "
    "sớm sử thanh thi thiên thiện thiệp thoa thoan thoại thu thuần thuận thành thái thân thêu thìn thía thông thùy "
    "thúy thăng thơ thơm thư thương thường thạch thạnh thảo thắm thắng thể thịnh thọ thụ thục thủy thực tiên tiến "
    "tiếp toàn toại toản trang trinh triết triều trung trà tráng trâm trân trình trí trúc trường trưởng trọng trực "
    "tuyên tuyến tuyết tuyền tuân tuấn tuệ tài tám tâm tân tín tính tùng tú tý tĩnh tư tươi tước tường tạo tấn tần "
    "tịnh tố uyên vi vinh viên viễn việt vui vy vân vũ vương vượng vịnh vọng vừ xinh xoa xuyến xuân xô yên yến ái "
    "ánh ân út ý đan điệp đoan đài đào đông đăng đường đại đạo đạt đắc định độ đợi đức"
)
# Given names that are seldom another word, also in small letters after "chị".
PLAIN_GIVEN = frozenset(
    (
        "hoa lan mai hương hường thủy thúy thùy trang linh ngọc hằng nga ngân phương phượng thảo dũng tuấn hùng minh "
        "loan huệ nhung oanh quỳnh uyên yến vân xuân thoa trinh trâm tuyết nguyệt liên duyên diễm dung giang hạnh "
        "hiền hiếu huyền khánh lệ lý my mỹ nhi như sen thắm thơm thu trúc tú vy vi yên tùng sơn long hải đức cường "
        "huy khoa kiên quân thắng thịnh huong thuy ngoc phuong thao tuan hung hue quynh uyen yen van tuyet "
        "nguyet lien duyen diem huyen khanh thom truc "
    ).split()
)
NGUYEN = _forms("nguyễn trần huỳnh phạm hoàng đặng")  # the commonest: a word behind them is a name after "chi" too
PARTS_OF_NAMES = FAMILIES | MIDDLES | _forms(_OTHER_MIDDLES) | GIVEN
# Words before the name of a person; those without marks that are no other word, and those that are.
TITLES = frozenset("chị anh ông bà cháu em cô bé chú bác dì cậu mợ thím".split())
OLD_TITLES = _forms("bà ông cô cậu")  # that places and streets have kept: chợ Bà Chiểu
MARKED_TITLES = (TITLES - frozenset(("anh", "em"))) | {"tên"}  # that are sure to be one
BARE_TITLES = frozenset("chi ong chau".split())  # in a text without marks
LOOSE_TITLES = frozenset(
    "ba co be chu bac di cau me bo chong vo gai ban ten".split()
)  # the same, and other words as well
CALLING = TITLES | BARE_TITLES | {"tên"}  # after which a name may stand alone
CHILDREN = frozenset(("trẻ em", "tre em"))  # no title: "trẻ em hằng năm"
KIN = frozenset("mẹ bố cha chồng vợ con gái trai bạn tên tuổi".split())
_PHRASES = ("nạn nhân", "nhân tên", "cháu tên", "bị can", "bị cáo", "bị hại", "bệnh nhân", "đối tượng")
PHRASES = frozenset(_PHRASES) | _bare(_PHRASES)
WITH_FAMILY = frozenset(("và tên", "va ten"))  # "họ" stands before them
NAMING = frozenset(("tên là", "họ tên", "và tên", "ten la", "ho ten", "va ten"))
SUREST = _forms("nguyễn huỳnh")  # no word begins so
# What "thi" without its mark begins: thi hành, thị trường.
AFTER_THI = frozenset("hanh truong tran xa sinh dua du".split())
AFTER_VAN = frozenset("ban phong hoa hoc bang kien thu chi".split())
NOT_GIVEN = AFTER_THI | AFTER_VAN
ABBREVIATIONS = frozenset(("ca",))  # công an
COUNTRIES = _bare("anh mỹ nga pháp nhật đức ý úc hàn lào thái".split())
NO_PERSONS = frozenset(("ho chi minh",))  # in small letters too
MORE_PLACES = (
    "Hoàng Sa",
    "Trường Sa",
    "Bà Rịa",
    "Cô Tô",
    "Bà Đen",
    "Hoàng Liên Sơn",
    "Hồ Chí Minh",
    "Đồng Việt Nam",
    "Trần Đề",
    "Trần Văn Thời",
)
# Words with a capital that are nobody's name: parts of law, offices, and what begins a sentence.
_NOBODY = (
    "điều khoản luật nghị thông chương mục phần quyết bộ sở ủy cục viện tòa hội công dân tổ không người những các "
    "một này khi nếu theo việc trưởng đối tất nhân ban đoàn phòng nước quận huyện xã phường được bị có là và hay "
    "thì tại ở về với cho của đã đang sẽ phải muốn cần hỏi xin bao gì nào sao vậy nên vì do từ sau trước trong "
    "ngoài chủ giám phó thẩm bí cán thư viên sinh em chị trên dưới giấy đơn hồ mẫu quy quyền nghĩa bên cơ tổng "
    "cảnh biên trợ hỗ pháp sự kế quốc "
)
# Without marks a word that may be a name is one, but for what begins the names of offices.
NOBODY = frozenset(_NOBODY.split()) | (_bare(_NOBODY.split()) - GIVEN) | _forms("công hội tòa quốc trung tâm")
# Words before what is called after a person: streets, communes, schools, companies.
NAMESAKES = _forms(
    "đường phố phường xã huyện quận tỉnh trấn phố tp thôn ấp làng xóm khóm buôn ngõ ngách hẻm trường thpt thcs học "
    "non chuyên viện khoa quỹ thưởng ty tnhh cầu chợ sông núi đảo hồ hầm viên lộ ngã rạp ga bến ubnd sở ban đoàn "
    "chùa đền cảng đèo khu"
)
# What stands behind a given name in small letters, so that it is one.
AFTER_GIVEN = _forms("bị được đã đang mới muốn có là ở về đi sinh và năm hỏi xin khai kể trốn thì nay")
ALSO_GIVEN = GIVEN - AFTER_GIVEN  # a second syllable of what is given
