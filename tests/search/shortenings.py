"""Provisions in our own words, and honest shortenings of them, as a careful reader would write them.

The shortenings of ``CASES`` were written before the gate was tuned on them, those of ``UNSEEN`` after; each says no
more than its provision. ``WIDER`` looks honest and is not: a limit is lost, or the subject is wider; three of its
sentences stood among the honest ones until somebody asked where and how long.
"""

from dataclasses import dataclass

from search.summary import Written
from search.written import Offered


@dataclass(frozen=True, slots=True)
class Case:
    """Quotations of one statement, and honest sentences about them."""

    quotes: tuple[str, ...]
    honest: tuple[tuple[str, tuple[int, ...]], ...]

    def offered(self) -> Offered:
        """Return the quotations as the gate takes them, numbered from 1."""
        return Offered(tuple(enumerate(self.quotes, start=1)))

    def written(self) -> list[Written]:
        """Return the sentences."""
        return [Written(text, citations) for text, citations in self.honest]


CASES = (
    Case(
        (
            "1. Nạn nhân đang chờ xác minh được hưởng các chế độ sau đây:",
            "a) Hỗ trợ nhu cầu thiết yếu về ăn, mặc, ở trong thời gian lưu trú tại cơ sở;",
            "b) Hỗ trợ y tế, bao gồm khám bệnh, chữa bệnh và chi phí đi lại tới bệnh viện;",
            "c) Hỗ trợ tâm lý để ổn định tinh thần;",
            "d) Phiên dịch trong trường hợp không biết tiếng Việt.",
        ),
        (
            ("Nạn nhân đang chờ xác minh được hỗ trợ y tế, bao gồm khám bệnh, chữa bệnh.", (1, 3)),
            ("Nạn nhân đang chờ xác minh được hỗ trợ tâm lý để ổn định tinh thần.", (1, 4)),
            ("Nạn nhân đang chờ xác minh được phiên dịch trong trường hợp không biết tiếng Việt.", (1, 5)),
            ("Nạn nhân đang chờ xác minh được hưởng các chế độ: hỗ trợ y tế; hỗ trợ tâm lý.", (1, 3, 4)),
            ("Hỗ trợ tâm lý để ổn định tinh thần.", (4,)),
            ("Nạn nhân đang chờ xác minh được hỗ trợ tâm lý.", (1, 4)),
        ),
    ),
    Case(
        (
            "Trong thời hạn 09 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ, Chủ tịch Ủy ban nhân dân cấp xã quyết"
            " định hỗ trợ và thông báo cho nạn nhân; trường hợp từ chối thì trả lời bằng văn bản và nêu rõ lý do.",
        ),
        (
            (
                "Trong thời hạn 9 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ, Chủ tịch Ủy ban nhân dân cấp"
                " xã quyết định hỗ trợ.",
                (1,),
            ),
            (
                "Trong thời hạn chín ngày làm việc, Chủ tịch Ủy ban nhân dân cấp xã quyết định hỗ trợ và thông"
                " báo cho nạn nhân.",
                (1,),
            ),
            ("Chủ tịch Ủy ban nhân dân cấp xã quyết định hỗ trợ và thông báo cho nạn nhân.", (1,)),
            ("Trường hợp từ chối thì trả lời bằng văn bản và nêu rõ lý do.", (1,)),
            ("Trường hợp từ chối thì trả lời bằng văn bản.", (1,)),
        ),
    ),
    Case(
        (
            "2. Hồ sơ đề nghị hỗ trợ học nghề gồm:",
            "a) Đơn đề nghị theo Mẫu số 07 ban hành kèm theo Nghị định này;",
            "b) Bản sao giấy xác nhận nạn nhân hoặc quyết định của cơ quan có thẩm quyền;",
            "c) Bản sao căn cước, nếu có.",
        ),
        (
            ("Hồ sơ đề nghị hỗ trợ học nghề gồm đơn đề nghị theo Mẫu số 07.", (1, 2)),
            (
                "Hồ sơ đề nghị hỗ trợ học nghề gồm bản sao giấy xác nhận nạn nhân hoặc quyết định của cơ quan"
                " có thẩm quyền.",
                (1, 3),
            ),
            ("Hồ sơ đề nghị hỗ trợ học nghề gồm: đơn đề nghị theo Mẫu số 07; bản sao căn cước, nếu có.", (1, 2, 4)),
            ("Đơn đề nghị theo Mẫu số 07 ban hành kèm theo Nghị định này.", (2,)),
        ),
    ),
    Case(
        (
            "3. Nạn nhân có nguyện vọng học nghề được hỗ trợ một lần chi phí học nghề trình độ sơ cấp, mức hỗ"
            " trợ tối đa"
            " không quá 4.500.000 đồng/người/khóa học theo quy định của pháp luật về giáo dục nghề nghiệp.",
        ),
        (
            (
                "Nạn nhân có nguyện vọng học nghề được hỗ trợ một lần chi phí học nghề trình độ sơ cấp, mức hỗ"
                " trợ tối đa không quá 4.500.000 đồng/người/khóa học.",
                (1,),
            ),
            ("Mức hỗ trợ tối đa không quá 4.500.000 đồng/người/khóa học.", (1,)),
        ),
    ),
    Case(
        (
            "Nghiêm cấm các hành vi sau đây:",
            "1. Tiết lộ thông tin về nạn nhân khi chưa có sự đồng ý của họ;",
            "2. Kỳ thị, phân biệt đối xử với nạn nhân;",
            "3. Lợi dụng hoạt động hỗ trợ nạn nhân để trục lợi.",
        ),
        (
            ("Nghiêm cấm tiết lộ thông tin về nạn nhân khi chưa có sự đồng ý của họ.", (1, 2)),
            ("Nghiêm cấm kỳ thị, phân biệt đối xử với nạn nhân.", (1, 3)),
            (
                "Nghiêm cấm các hành vi: kỳ thị, phân biệt đối xử với nạn nhân; lợi dụng hoạt động hỗ trợ nạn"
                " nhân để trục lợi.",
                (1, 3, 4),
            ),
            ("Nghiêm cấm lợi dụng hoạt động hỗ trợ nạn nhân để trục lợi.", (1, 4)),
        ),
    ),
    Case(
        (
            "1. Công an cấp xã, Đồn Biên phòng, Cảnh sát biển khi tiếp nhận nạn nhân có trách nhiệm ghi biên"
            " bản, hỗ trợ"
            " nhu cầu thiết yếu và chuyển nạn nhân đến Sở Y tế trong thời hạn 03 ngày làm việc.",
        ),
        (
            (
                "Công an cấp xã, Đồn Biên phòng, Cảnh sát biển khi tiếp nhận nạn nhân có trách nhiệm ghi biên"
                " bản, hỗ trợ nhu cầu thiết yếu.",
                (1,),
            ),
            ("Công an cấp xã khi tiếp nhận nạn nhân có trách nhiệm ghi biên bản.", (1,)),
            (
                "Đồn Biên phòng khi tiếp nhận nạn nhân có trách nhiệm chuyển nạn nhân đến Sở Y tế trong thời"
                " hạn 3 ngày làm việc.",
                (1,),
            ),
            ("Công an cấp xã, Đồn Biên phòng, Cảnh sát biển khi tiếp nhận nạn nhân có trách nhiệm ghi biên bản.", (1,)),
        ),
    ),
    Case(
        (
            "5. Thời gian lưu trú tại cơ sở không quá 03 tháng. Trường hợp nạn nhân là trẻ em, thời gian lưu trú có thể"
            " kéo dài nhưng không quá 06 tháng.",
        ),
        (
            ("Trường hợp nạn nhân là trẻ em, thời gian lưu trú có thể kéo dài nhưng không quá 06 tháng.", (1,)),
            ("Thời gian lưu trú tại cơ sở không quá ba tháng.", (1,)),
            ("Thời gian lưu trú tại cơ sở không quá 3 tháng.", (1,)),
        ),
    ),
    Case(
        (
            "4. Nạn nhân được miễn lệ phí cấp giấy tờ cư trú, hộ tịch; được trợ giúp pháp lý miễn phí theo quy định của"
            " Luật Trợ giúp pháp lý; được vay vốn tại Ngân hàng Chính sách xã hội.",
        ),
        (
            ("Nạn nhân được miễn lệ phí cấp giấy tờ cư trú, hộ tịch.", (1,)),
            ("Được trợ giúp pháp lý miễn phí theo quy định của Luật Trợ giúp pháp lý.", (1,)),
            (
                "Nạn nhân được miễn lệ phí cấp giấy tờ cư trú, hộ tịch; được vay vốn tại Ngân hàng Chính sách xã hội.",
                (1,),
            ),
            (
                "Nạn nhân được miễn lệ phí cấp giấy tờ cư trú, hộ tịch; được trợ giúp pháp lý miễn phí; được"
                " vay vốn tại Ngân hàng Chính sách xã hội.",
                (1,),
            ),
            ("Được vay vốn tại Ngân hàng Chính sách xã hội.", (1,)),
        ),
    ),
    Case(
        (
            "1. Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2031. 2. Luật số 12/2020/QH14 hết hiệu lực kể từ"
            " ngày Luật này có hiệu lực thi hành, trừ quy định tại khoản 3 Điều này.",
        ),
        (
            ("Luật này có hiệu lực thi hành từ ngày 01/7/2031.", (1,)),
            ("Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2031.", (1,)),
            (
                "Luật số 12/2020/QH14 hết hiệu lực kể từ ngày Luật này có hiệu lực thi hành, trừ quy định tại"
                " khoản 3 Điều này.",
                (1,),
            ),
        ),
    ),
    Case(
        (
            "6. Người dưới 18 tuổi đi cùng nạn nhân được hỗ trợ như nạn nhân; việc lấy lời khai phải có mặt"
            " người giám hộ,"
            " trừ trường hợp người giám hộ là người bị tố giác.",
        ),
        (
            ("Người dưới 18 tuổi đi cùng nạn nhân được hỗ trợ như nạn nhân.", (1,)),
            ("Việc lấy lời khai phải có mặt người giám hộ, trừ trường hợp người giám hộ là người bị tố giác.", (1,)),
        ),
    ),
    Case(
        (
            "Kinh phí hỗ trợ nạn nhân do ngân sách nhà nước bảo đảm, được bố trí trong dự toán hằng năm của cơ"
            " quan, đơn"
            " vị theo phân cấp ngân sách hiện hành.",
        ),
        (
            ("Kinh phí hỗ trợ nạn nhân do ngân sách nhà nước bảo đảm.", (1,)),
            ("Kinh phí hỗ trợ nạn nhân do ngân sách nhà nước bảo đảm, được bố trí trong dự toán hằng năm.", (1,)),
            ("Kinh phí hỗ trợ nạn nhân được bố trí trong dự toán hằng năm của cơ quan, đơn vị.", (1,)),
        ),
    ),
    Case(
        (
            "2. Nạn nhân có quyền:",
            "a) Được bảo vệ tính mạng, sức khỏe, danh dự, nhân phẩm;",
            "b) Được cung cấp thông tin về quyền, nghĩa vụ của mình bằng ngôn ngữ mà mình hiểu được;",
            "c) Từ chối hỗ trợ.",
        ),
        (
            ("Nạn nhân có quyền được bảo vệ tính mạng, sức khỏe, danh dự, nhân phẩm.", (1, 2)),
            ("Nạn nhân có quyền từ chối hỗ trợ.", (1, 4)),
            ("Nạn nhân có quyền được bảo vệ tính mạng, sức khỏe và từ chối hỗ trợ.", (1, 2, 4)),
            (
                "Nạn nhân có quyền được cung cấp thông tin về quyền, nghĩa vụ của mình bằng ngôn ngữ mà mình"
                " hiểu được.",
                (1, 3),
            ),
            ("Nạn nhân có quyền được cung cấp thông tin về quyền, nghĩa vụ của mình.", (1, 3)),
        ),
    ),
)

UNSEEN = (
    Case(
        (
            "1. Cơ sở trợ giúp xã hội công lập tiếp nhận nạn nhân theo đề nghị của Sở Y tế và lập hồ sơ quản lý"
            " trong thời"
            " hạn 05 ngày làm việc.",
        ),
        (
            ("Cơ sở trợ giúp xã hội công lập tiếp nhận nạn nhân theo đề nghị của Sở Y tế.", (1,)),
            (
                "Cơ sở trợ giúp xã hội công lập tiếp nhận nạn nhân và lập hồ sơ quản lý trong thời hạn 5 ngày"
                " làm việc.",
                (1,),
            ),
        ),
    ),
    Case(
        (
            "2. Cơ sở có trách nhiệm sau đây:",
            "a) Bố trí chỗ ở riêng cho nạn nhân là nữ;",
            "b) Giữ bí mật thông tin về nạn nhân, trừ trường hợp pháp luật có quy định khác;",
            "c) Không thu bất kỳ khoản tiền nào của nạn nhân;",
            "d) Báo cáo Sở Y tế trước ngày 15 tháng 12 hằng năm.",
        ),
        (
            ("Cơ sở có trách nhiệm bố trí chỗ ở riêng cho nạn nhân là nữ.", (1, 2)),
            (
                "Cơ sở có trách nhiệm giữ bí mật thông tin về nạn nhân, trừ trường hợp pháp luật có quy định khác.",
                (1, 3),
            ),
            ("Cơ sở có trách nhiệm không thu bất kỳ khoản tiền nào của nạn nhân.", (1, 4)),
            ("Cơ sở có trách nhiệm báo cáo Sở Y tế trước ngày 15 tháng 12 hằng năm.", (1, 5)),
            ("Không thu bất kỳ khoản tiền nào của nạn nhân.", (4,)),
            (
                "Cơ sở có trách nhiệm: bố trí chỗ ở riêng cho nạn nhân là nữ; không thu bất kỳ khoản tiền nào"
                " của nạn nhân.",
                (1, 2, 4),
            ),
        ),
    ),
    Case(
        (
            "3. Người bị hại được tạm ứng chi phí đi lại với mức 300.000 đồng/lượt; nếu ở vùng có điều kiện"
            " kinh tế - xã"
            " hội đặc biệt khó khăn thì mức tạm ứng là 500.000 đồng/lượt.",
        ),
        (
            ("Người bị hại được tạm ứng chi phí đi lại với mức 300.000 đồng/lượt.", (1,)),
            ("Nếu ở vùng có điều kiện kinh tế - xã hội đặc biệt khó khăn thì mức tạm ứng là 500.000 đồng/lượt.", (1,)),
            ("Người bị hại được tạm ứng chi phí đi lại.", (1,)),
        ),
    ),
    Case(
        (
            "Tổng đài tiếp nhận tin báo 24 giờ trong ngày, miễn phí, bảo mật thông tin của người gọi và chuyển ngay đến"
            " cơ quan Công an nơi gần nhất.",
        ),
        (
            ("Tổng đài tiếp nhận tin báo 24 giờ trong ngày, miễn phí.", (1,)),
            ("Tổng đài tiếp nhận tin báo 24 giờ trong ngày, miễn phí, bảo mật thông tin của người gọi.", (1,)),
            ("Tổng đài tiếp nhận tin báo 24 giờ trong ngày.", (1,)),
        ),
    ),
    Case(
        (
            "1. Sau khi nhận được thông báo, cơ quan đại diện Việt Nam ở nước ngoài phải xác minh nhân thân"
            " trong thời hạn"
            " 07 ngày; trường hợp phức tạp có thể kéo dài nhưng không quá 15 ngày.",
        ),
        (
            (
                "Sau khi nhận được thông báo, cơ quan đại diện Việt Nam ở nước ngoài phải xác minh nhân thân"
                " trong thời hạn bảy ngày.",
                (1,),
            ),
            ("Trường hợp phức tạp có thể kéo dài nhưng không quá 15 ngày.", (1,)),
            ("Sau khi nhận được thông báo, cơ quan đại diện Việt Nam ở nước ngoài phải xác minh nhân thân.", (1,)),
        ),
    ),
    Case(
        (
            "4. Học sinh, sinh viên là nạn nhân được miễn, giảm học phí và được hỗ trợ chi phí mua sách giáo"
            " khoa, đồ dùng"
            " học tập theo quy định của Chính phủ.",
        ),
        (
            ("Học sinh, sinh viên là nạn nhân được miễn, giảm học phí.", (1,)),
            ("Học sinh, sinh viên là nạn nhân được hỗ trợ chi phí mua sách giáo khoa.", (1,)),
            (
                "Học sinh, sinh viên là nạn nhân được miễn, giảm học phí và được hỗ trợ chi phí mua sách giáo"
                " khoa, đồ dùng học tập.",
                (1,),
            ),
        ),
    ),
)
WIDER = (
    Case(
        CASES[0].quotes,
        (
            ("Nạn nhân đang chờ xác minh được hỗ trợ nhu cầu thiết yếu về ăn, mặc, ở.", (1, 2)),
            ("Nạn nhân đang chờ xác minh được hỗ trợ nhu cầu thiết yếu, hỗ trợ y tế và hỗ trợ tâm lý.", (1, 2, 3, 4)),
        ),
    ),
    Case(UNSEEN[0].quotes, (("Cơ sở trợ giúp xã hội công lập tiếp nhận nạn nhân.", (1,)),)),
    Case(
        (
            "2. Người dưới 18 tuổi đi cùng nạn nhân được hưởng chế độ hỗ trợ quy định tại các điểm từ điểm a đến"
            " điểm h khoản 1 Điều này.",
        ),
        (
            ("Người dưới 18 tuổi đi cùng nạn nhân được hưởng chế độ hỗ trợ quy định.", (1,)),
            ("Người dưới 18 tuổi đi cùng nạn nhân được hưởng chế độ hỗ trợ.", (1,)),
            ("Người dưới 18 tuổi đi cùng nạn nhân được hưởng chế độ hỗ trợ quy định tại các điểm.", (1,)),
            ("Người dưới 18 tuổi đi cùng nạn nhân được hưởng chế độ hỗ trợ quy định tại các điểm từ điểm a.", (1,)),
        ),
    ),
    Case(
        CASES[2].quotes,
        (("Hồ sơ gồm đơn đề nghị theo Mẫu số 07 và bản sao căn cước, nếu có.", (1, 2, 4)),),
    ),
    Case(
        CASES[3].quotes,
        (
            ("Nạn nhân có nguyện vọng học nghề được hỗ trợ chi phí học nghề trình độ sơ cấp.", (1,)),
            ("Nạn nhân được hỗ trợ một lần chi phí học nghề trình độ sơ cấp.", (1,)),
        ),
    ),
    Case(
        CASES[5].quotes,
        (
            ("Đồn Biên phòng chuyển nạn nhân đến Sở Y tế.", (1,)),
            ("Sở Y tế trong thời hạn 03 ngày làm việc.", (1,)),
        ),
    ),
    Case(
        CASES[4].quotes,
        (("Tiết lộ thông tin về nạn nhân.", (2,)), ("Lợi dụng hoạt động hỗ trợ nạn nhân để trục lợi.", (4,))),
    ),
    Case(
        UNSEEN[2].quotes,
        (
            ("Mức tạm ứng là 500.000 đồng/lượt.", (1,)),
            ("Người bị hại được tạm ứng chi phí đi lại với mức 500.000 đồng/lượt.", (1,)),
        ),
    ),
    Case(UNSEEN[4].quotes, (("Cơ quan đại diện Việt Nam ở nước ngoài phải xác minh nhân thân.", (1,)),)),
)
