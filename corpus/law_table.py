"""What the names of laws stand for, as rows; ``corpus.law_names`` reads them.

Rows: type and name | number, first day in force, for each law that bore the name. They help reading; they are no proof
that a law is in force: ask the catalogue of works for that. Rows of current law follow the codified law of January
2026; repealed and newer ones are from memory.
"""

ROWS = """\
Bộ luật Dân sự | 33/2005/QH11 2006-01-01, 91/2015/QH13 2017-01-01
Bộ luật Hàng hải | 40/2005/QH11 2006-01-01, 95/2015/QH13 2017-07-01
Bộ luật Hình sự | 15/1999/QH10 2000-07-01, 100/2015/QH13 2018-01-01
Bộ luật Lao động | 10/2012/QH13 2013-05-01, 45/2019/QH14 2021-01-01
Bộ luật Tố tụng dân sự | 24/2004/QH11 2005-01-01, 92/2015/QH13 2016-07-01
Bộ luật Tố tụng hình sự | 19/2003/QH11 2004-07-01, 101/2015/QH13 2018-01-01
Luật An ninh mạng | 24/2018/QH14 2019-01-01
Luật An ninh quốc gia | 32/2004/QH11 2005-07-01
Luật An toàn thông tin mạng | 86/2015/QH13 2016-07-01
Luật An toàn thực phẩm | 55/2010/QH12 2011-07-01
Luật An toàn, vệ sinh lao động | 84/2015/QH13 2016-07-01
Luật Ban hành văn bản quy phạm pháp luật | 17/2008/QH12 2009-01-01, 80/2015/QH13 2016-07-01, 64/2025/QH15 2025-04-01
Luật Biên giới quốc gia | 06/2003/QH11 2004-01-01
Luật Biên phòng Việt Nam | 66/2020/QH14 2022-01-01
Luật Biển Việt Nam | 18/2012/QH13 2013-01-01
Luật Báo chí | 103/2016/QH13 2017-01-01
Luật Bình đẳng giới | 73/2006/QH11 2007-07-01
Luật Bưu chính | 49/2010/QH12 2011-01-01
Luật Bảo hiểm tiền gửi | 06/2012/QH13 2013-01-01
Luật Bảo hiểm xã hội | 71/2006/QH11 2007-01-01, 58/2014/QH13 2016-01-01, 41/2024/QH15 2025-07-01
Luật Bảo hiểm y tế | 25/2008/QH12 2009-07-01
Luật Bảo vệ bí mật nhà nước | 29/2018/QH14 2020-07-01
Luật Bảo vệ dữ liệu cá nhân | 91/2025/QH15 2026-01-01
Luật Bảo vệ môi trường | 55/2014/QH13 2015-01-01, 72/2020/QH14 2022-01-01
Luật Bảo vệ quyền lợi người tiêu dùng | 59/2010/QH12 2011-07-01, 19/2023/QH15 2024-07-01
Luật Bảo vệ sức khỏe nhân dân | 21-LCT/HDNN8 1989-07-11
Luật Bảo vệ, chăm sóc và giáo dục trẻ em | 25/2004/QH11 2005-01-01
Luật Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân | 85/2015/QH13 2015-09-01
Luật Chuyển giao công nghệ | 80/2006/QH11 2007-07-01, 07/2017/QH14 2018-07-01
Luật Chăn nuôi | 32/2018/QH14 2020-01-01
Luật Chất lượng sản phẩm, hàng hóa | 05/2007/QH12 2008-07-01
Luật Chứng khoán | 70/2006/QH11 2007-01-01, 54/2019/QH14 2021-01-01
Luật Cán bộ, công chức | 22/2008/QH12 2010-01-01, 80/2025/QH15 2025-07-01
Luật Công an nhân dân | 54/2005/QH11 2006-07-01, 73/2014/QH13 2015-07-01, 37/2018/QH14 2019-07-01
Luật Công chứng | 53/2014/QH13 2015-01-01, 46/2024/QH15 2025-07-01
Luật Công nghệ cao | 21/2008/QH12 2009-07-01
Luật Công nghệ thông tin | 67/2006/QH11 2007-01-01
Luật Công đoàn | 12/2012/QH13 2013-01-01, 50/2024/QH15 2025-07-01
Luật Căn cước | 26/2023/QH15 2024-07-01
Luật Căn cước công dân | 59/2014/QH13 2016-01-01
Luật Cơ quan đại diện nước Cộng hòa xã hội chủ nghĩa Việt Nam ở nước ngoài | 33/2009/QH12 2009-09-02
Luật Cơ yếu | 05/2011/QH13 2012-02-01
Luật Cư trú | 81/2006/QH11 2007-07-01, 68/2020/QH14 2021-07-01
Luật Cạnh tranh | 27/2004/QH11 2005-07-01, 23/2018/QH14 2019-07-01
Luật Cảnh sát biển Việt Nam | 33/2018/QH14 2019-07-01
Luật Cảnh sát cơ động | 04/2022/QH15 2023-01-01
Luật Cảnh vệ | 13/2017/QH14 2018-07-01
Luật Di sản văn hóa | 28/2001/QH10 2002-01-01
Luật Doanh nghiệp | 60/2005/QH11 2006-07-01, 68/2014/QH13 2015-07-01, 59/2020/QH14 2021-01-01
Luật Du lịch | 09/2017/QH14 2018-01-01
Luật Dân quân tự vệ | 43/2009/QH12 2010-07-01, 48/2019/QH14 2020-07-01
Luật Dược | 105/2016/QH13 2017-01-01
Luật Dầu khí | 12/2022/QH15 2023-07-01
Luật Dự trữ quốc gia | 22/2012/QH13 2013-07-01
Luật Giao dịch điện tử | 51/2005/QH11 2006-03-01, 20/2023/QH15 2024-07-01
Luật Giao thông đường bộ | 23/2008/QH12 2009-07-01
Luật Giao thông đường thủy nội địa | 23/2004/QH11 2005-01-01
Luật Giá | 11/2012/QH13 2013-01-01, 16/2023/QH15 2024-07-01
Luật Giám định tư pháp | 13/2012/QH13 2013-01-01
Luật Giáo dục | 38/2005/QH11 2006-01-01, 43/2019/QH14 2020-07-01
Luật Giáo dục nghề nghiệp | 74/2014/QH13 2015-07-01
Luật Giáo dục quốc phòng và an ninh | 30/2013/QH13 2014-01-01
Luật Giáo dục đại học | 08/2012/QH13 2013-01-01
Luật Hiến, lấy, ghép mô, bộ phận cơ thể người và hiến, lấy xác | 75/2006/QH11 2007-07-01
Luật Hoạt động chữ thập đỏ | 11/2008/QH12 2009-01-01
Luật Hoạt động giám sát của Quốc hội và Hội đồng nhân dân | 87/2015/QH13 2016-07-01
Luật Hàng không dân dụng Việt Nam | 66/2006/QH11 2007-01-01
Luật Hòa giải ở cơ sở | 35/2013/QH13 2014-01-01
Luật Hòa giải, đối thoại tại Tòa án | 58/2020/QH14 2021-01-01
Luật Hóa chất | 06/2007/QH12 2008-07-01
Luật Hôn nhân và gia đình | 22/2000/QH10 2001-01-01, 52/2014/QH13 2015-01-01
Luật Hỗ trợ doanh nghiệp nhỏ và vừa | 04/2017/QH14 2018-01-01
Luật Hộ tịch | 60/2014/QH13 2016-01-01
Luật Hợp tác xã | 18/2003/QH11 2004-07-01, 23/2012/QH13 2013-07-01, 17/2023/QH15 2024-07-01
Luật Khiếu nại | 02/2011/QH13 2012-07-01
Luật Khoa học và công nghệ | 21/2000/QH10 2001-01-01, 29/2013/QH13 2014-01-01
Luật Khoáng sản | 60/2010/QH12 2011-07-01
Luật Khám bệnh, chữa bệnh | 40/2009/QH12 2011-01-01, 15/2023/QH15 2024-01-01
Luật Kinh doanh bảo hiểm | 24/2000/QH10 2001-04-01, 08/2022/QH15 2023-01-01
Luật Kinh doanh bất động sản | 66/2014/QH13 2015-07-01
Luật Kiến trúc | 40/2019/QH14 2020-07-01
Luật Kiểm toán nhà nước | 81/2015/QH13 2016-01-01
Luật Kiểm toán độc lập | 67/2011/QH12 2012-01-01
Luật Luật sư | 65/2006/QH11 2007-01-01
Luật Lâm nghiệp | 16/2017/QH14 2019-01-01
Luật Lý lịch tư pháp | 28/2009/QH12 2010-07-01
Luật Lưu trữ | 01/2011/QH13 2012-07-01
Luật Lực lượng dự bị động viên | 53/2019/QH14 2020-07-01
Luật Mặt trận Tổ quốc Việt Nam | 75/2015/QH13 2016-01-01
Luật Nghĩa vụ quân sự | 78/2015/QH13 2016-01-01
Luật Ngân hàng Nhà nước Việt Nam | 46/2010/QH12 2011-01-01
Luật Ngân sách nhà nước | 01/2002/QH11 2004-01-01, 83/2015/QH13 2017-01-01
Luật Người cao tuổi | 39/2009/QH12 2010-07-01
Luật Người khuyết tật | 51/2010/QH12 2011-01-01
Luật Người lao động Việt Nam đi làm việc ở nước ngoài theo hợp đồng | 72/2006/QH11 2007-07-01, 69/2020/QH14 2022-01-01
Luật Nhà giáo | 73/2025/QH15 2026-01-01
Luật Nhà ở | 56/2005/QH11 2006-07-01, 65/2014/QH13 2015-07-01, 27/2023/QH15 2024-08-01
Luật Nhập cảnh, xuất cảnh, quá cảnh, cư trú của người nước ngoài tại Việt Nam | 47/2014/QH13 2015-01-01
Luật Nuôi con nuôi | 52/2010/QH12 2011-01-01
Luật Phá sản | 21/2004/QH11 2004-10-15, 51/2014/QH13 2015-01-01
Luật Phí và lệ phí | 97/2015/QH13 2017-01-01
Luật Phòng cháy và chữa cháy | 27/2001/QH10 2001-10-04
Luật Phòng cháy, chữa cháy và cứu nạn, cứu hộ | 55/2024/QH15 2025-07-01
Luật Phòng, chống bạo lực gia đình | 02/2007/QH12 2008-07-01, 13/2022/QH15 2023-07-01
Luật Phòng, chống bệnh truyền nhiễm | 03/2007/QH12 2008-07-01
Luật Phòng, chống khủng bố | 28/2013/QH13 2013-10-01
Luật Phòng, chống ma túy | 23/2000/QH10 2001-06-01, 73/2021/QH14 2022-01-01
Luật Phòng, chống mua bán người | 66/2011/QH12 2012-01-01, 53/2024/QH15 2025-07-01
Luật Phòng, chống nhiễm vi rút gây ra hội chứng suy giảm miễn dịch mắc phải ở người | 64/2006/QH11 2007-01-01
Luật Phòng, chống tham nhũng | 55/2005/QH11 2006-06-01, 36/2018/QH14 2019-07-01
Luật Phòng, chống thiên tai | 33/2013/QH13 2014-05-01
Luật Phòng, chống tác hại của rượu, bia | 44/2019/QH14 2020-01-01
Luật Phòng, chống tác hại của thuốc lá | 09/2012/QH13 2013-05-01
Luật Phổ biến, giáo dục pháp luật | 14/2012/QH13 2013-01-01
Luật Quân nhân chuyên nghiệp, công nhân và viên chức quốc phòng | 98/2015/QH13 2016-07-01
Luật Quản lý ngoại thương | 05/2017/QH14 2018-01-01
Luật Quản lý nợ công | 29/2009/QH12 2010-01-01, 20/2017/QH14 2018-07-01
Luật Quản lý thuế | 78/2006/QH11 2007-07-01, 38/2019/QH14 2020-07-01
Luật Quản lý, sử dụng tài sản công | 15/2017/QH14 2018-01-01
Luật Quản lý, sử dụng vũ khí, vật liệu nổ và công cụ hỗ trợ | 14/2017/QH14 2018-07-01
Luật Quảng cáo | 16/2012/QH13 2013-01-01
Luật Quốc phòng | 22/2018/QH14 2019-01-01
Luật Quốc tịch Việt Nam | 24/2008/QH12 2009-07-01
Luật Sở hữu trí tuệ | 50/2005/QH11 2006-07-01
Luật Sử dụng năng lượng tiết kiệm và hiệu quả | 50/2010/QH12 2011-01-01
Luật Thanh niên | 57/2020/QH14 2021-01-01
Luật Thanh tra | 56/2010/QH12 2011-07-01, 11/2022/QH15 2023-07-01, 84/2025/QH15 2025-07-01
Luật Thi hành tạm giữ, tạm giam | 94/2015/QH13 2018-01-01
Luật Thi hành án dân sự | 26/2008/QH12 2009-07-01
Luật Thi hành án hình sự | 53/2010/QH12 2011-07-01, 41/2019/QH14 2020-01-01
Luật Thi đua, khen thưởng | 15/2003/QH11 2004-07-01, 06/2022/QH15 2024-01-01
Luật Thuế bảo vệ môi trường | 57/2010/QH12 2012-01-01
Luật Thuế giá trị gia tăng | 13/2008/QH12 2009-01-01
Luật Thuế sử dụng đất phi nông nghiệp | 48/2010/QH12 2012-01-01
Luật Thuế thu nhập cá nhân | 04/2007/QH12 2009-01-01
Luật Thuế thu nhập doanh nghiệp | 14/2008/QH12 2009-01-01
Luật Thuế tiêu thụ đặc biệt | 27/2008/QH12 2009-04-01
Luật Thuế tài nguyên | 45/2009/QH12 2010-07-01
Luật Thuế xuất khẩu, thuế nhập khẩu | 45/2005/QH11 2006-01-01, 107/2016/QH13 2016-09-01
Luật Thú y | 79/2015/QH13 2016-07-01
Luật Thư viện | 46/2019/QH14 2020-07-01
Luật Thương mại | 36/2005/QH11 2006-01-01
Luật Thể dục, thể thao | 77/2006/QH11 2007-07-01
Luật Thỏa thuận quốc tế | 70/2020/QH14 2021-07-01
Luật Thống kê | 04/2003/QH11 2004-01-01, 89/2015/QH13 2016-07-01
Luật Thủ đô | 25/2012/QH13 2013-07-01
Luật Thủy lợi | 08/2017/QH14 2018-07-01
Luật Thủy sản | 18/2017/QH14 2019-01-01
Luật Thực hiện dân chủ ở cơ sở | 10/2022/QH15 2023-07-01
Luật Thực hành tiết kiệm, chống lãng phí | 44/2013/QH13 2014-07-01
Luật Tiêu chuẩn và quy chuẩn kỹ thuật | 68/2006/QH11 2007-01-01
Luật Tiếp công dân | 42/2013/QH13 2014-07-01
Luật Tiếp cận thông tin | 104/2016/QH13 2018-07-01
Luật Trách nhiệm bồi thường của nhà nước | 35/2009/QH12 2010-01-01, 10/2017/QH14 2018-07-01
Luật Trưng cầu ý dân | 96/2015/QH13 2016-07-01
Luật Trật tự, an toàn giao thông đường bộ | 36/2024/QH15 2025-01-01
Luật Trẻ em | 102/2016/QH13 2017-06-01
Luật Trọng tài thương mại | 54/2010/QH12 2011-01-01
Luật Trồng trọt | 31/2018/QH14 2020-01-01
Luật Trợ giúp pháp lý | 69/2006/QH11 2007-01-01, 11/2017/QH14 2018-01-01
Luật Tài nguyên nước | 17/2012/QH13 2013-01-01
Luật Tài nguyên, môi trường biển và hải đảo | 82/2015/QH13 2016-07-01
Luật Tín ngưỡng, tôn giáo | 02/2016/QH14 2018-01-01
Luật Tư pháp người chưa thành niên | 59/2024/QH15 2026-01-01
Luật Tương trợ tư pháp | 08/2007/QH12 2008-07-01
Luật Tố cáo | 03/2011/QH13 2012-07-01, 25/2018/QH14 2019-01-01
Luật Tố tụng hành chính | 64/2010/QH12 2011-07-01, 93/2015/QH13 2016-07-01
Luật Tổ chức Chính phủ | 76/2015/QH13 2016-01-01, 63/2025/QH15 2025-03-01
Luật Tổ chức chính quyền địa phương | 77/2015/QH13 2016-01-01, 65/2025/QH15 2025-03-01, 72/2025/QH15 2025-06-16
Luật Tổ chức Quốc hội | 57/2014/QH13 2016-01-01
Luật Tổ chức Tòa án nhân dân | 62/2014/QH13 2015-06-01, 34/2024/QH15 2025-01-01
Luật Tổ chức Viện kiểm sát nhân dân | 63/2014/QH13 2015-06-01
Luật Viên chức | 58/2010/QH12 2012-01-01
Luật Viễn thông | 41/2009/QH12 2010-07-01
Luật Việc làm | 38/2013/QH13 2015-01-01, 74/2025/QH15 2026-01-01
Luật Xuất bản | 30/2004/QH11 2005-07-01, 19/2012/QH13 2013-07-01
Luật Xuất cảnh, nhập cảnh của công dân Việt Nam | 49/2019/QH14 2020-07-01
Luật Xử lý vi phạm hành chính | 15/2012/QH13 2013-07-01
Luật Đa dạng sinh học | 20/2008/QH12 2009-07-01
Luật Điều ước quốc tế | 108/2016/QH13 2016-07-01
Luật Điện lực | 28/2004/QH11 2005-07-01
Luật Điện ảnh | 62/2006/QH11 2007-01-01, 05/2022/QH15 2023-01-01
Luật Đường bộ | 35/2024/QH15 2025-01-01
Luật Đường sắt | 06/2017/QH14 2018-07-01
Luật Đất đai | 13/2003/QH11 2004-07-01, 45/2013/QH13 2014-07-01, 31/2024/QH15 2024-08-01
Luật Đấu giá tài sản | 01/2016/QH14 2017-07-01
Luật Đấu thầu | 61/2005/QH11 2006-04-01, 43/2013/QH13 2014-07-01, 22/2023/QH15 2024-01-01
Luật Đầu tư | 59/2005/QH11 2006-07-01, 67/2014/QH13 2015-07-01, 61/2020/QH14 2021-01-01
Luật Đầu tư công | 49/2014/QH13 2015-01-01, 39/2019/QH14 2020-01-01, 58/2024/QH15 2025-01-01
Luật Đặc xá | 30/2018/QH14 2019-07-01
Luật Kế toán | 03/2003/QH11 2004-01-01, 88/2015/QH13 2017-01-01
Luật Xây dựng | 16/2003/QH11 2004-07-01, 50/2014/QH13 2015-01-01
Luật Hải quan | 29/2001/QH10 2002-01-01, 54/2014/QH13 2015-01-01
Luật Các tổ chức tín dụng | 47/2010/QH12 2011-01-01, 32/2024/QH15 2024-07-01
Luật Quy hoạch | 21/2017/QH14 2019-01-01
Luật Sĩ quan Quân đội nhân dân Việt Nam | 16/1999/QH10 2000-04-01
Luật Năng lượng nguyên tử | 18/2008/QH12 2009-01-01
Luật Tần số vô tuyến điện | 42/2009/QH12 2010-07-01
Luật Đê điều | 79/2006/QH11 2007-07-01
Luật Đo lường | 04/2011/QH13 2012-07-01
Luật Đo đạc và bản đồ | 27/2018/QH14 2019-01-01
Luật Khí tượng thủy văn | 90/2015/QH13 2016-07-01
Luật Các công cụ chuyển nhượng | 49/2005/QH11 2006-07-01
Luật Trưng mua, trưng dụng tài sản | 15/2008/QH12 2009-01-01
Luật Quản lý, sử dụng vốn nhà nước đầu tư vào sản xuất, kinh doanh tại doanh nghiệp | 69/2014/QH13 2015-07-01
Pháp lệnh Công an xã | 06/2008/PL-UBTVQH12 2009-07-01
Pháp lệnh Công nghiệp quốc phòng | 02/2008/PL-UBTVQH12 2008-07-01
Pháp lệnh Cảnh sát môi trường | 10/2014/UBTVQH13 2015-06-05
Pháp lệnh Cựu chiến binh | 27/2005/PL-UBTVQH11 2006-01-01
Pháp lệnh Dân số | 06/2003/PL-UBTVQH11 2003-05-01
Pháp lệnh Hợp nhất văn bản quy phạm pháp luật | 01/2012/UBTVQH13 2012-07-01
Pháp lệnh Ngoại hối | 28/2005/PL-UBTVQH11 2006-06-01
Pháp lệnh Pháp điển hệ thống quy phạm pháp luật | 03/2012/UBTVQH13 2013-07-01
Pháp lệnh Phòng, chống mại dâm | 10/2003/PL-UBTVQH11 2003-07-01
Pháp lệnh Quản lý thị trường | 11/2016/UBTVQH13 2016-09-01
Pháp lệnh Xử lý vi phạm hành chính | 44/2002/PL-UBTVQH10 2002-10-01
Pháp lệnh Ưu đãi người có công với cách mạng | 26/2005/PL-UBTVQH11 2005-10-01, 02/2020/UBTVQH14 2021-07-01
Pháp lệnh Động viên công nghiệp | 09/2003/PL-UBTVQH11 2003-07-01
Pháp lệnh Bảo vệ công trình quan trọng liên quan đến an ninh quốc gia | 32/2007/PL-UBTVQH11 2007-10-01
Pháp lệnh Thủ tục bắt giữ tàu biển | 05/2008/UBTVQH12 2009-07-01
Pháp lệnh Thủ tục bắt giữ tàu bay | 11/2010/UBTVQH12 2011-01-01
"""
# Short forms that officers write, each for one row above.
ALIASES = """\
BLHS | Bộ luật Hình sự
BLTTHS | Bộ luật Tố tụng hình sự
BLDS | Bộ luật Dân sự
BLTTDS | Bộ luật Tố tụng dân sự
BLLĐ | Bộ luật Lao động
LPCMBN | Luật Phòng, chống mua bán người
PCMBN | Luật Phòng, chống mua bán người
PC MBN | Luật Phòng, chống mua bán người
MBN | Luật Phòng, chống mua bán người
Phòng, chống MBN | Luật Phòng, chống mua bán người
Mua bán người | Luật Phòng, chống mua bán người
TGPL | Luật Trợ giúp pháp lý
BHYT | Luật Bảo hiểm y tế
BHXH | Luật Bảo hiểm xã hội
HNGĐ | Luật Hôn nhân và gia đình
HN&GĐ | Luật Hôn nhân và gia đình
XLVPHC | Luật Xử lý vi phạm hành chính
PCBLGĐ | Luật Phòng, chống bạo lực gia đình
PCMT | Luật Phòng, chống ma túy
PCTN | Luật Phòng, chống tham nhũng
THAHS | Luật Thi hành án hình sự
THADS | Luật Thi hành án dân sự
TTHC | Luật Tố tụng hành chính
BHVBQPPL | Luật Ban hành văn bản quy phạm pháp luật
Ban hành VBQPPL | Luật Ban hành văn bản quy phạm pháp luật
Bảo vệ trẻ em | Luật Trẻ em
Phòng, chống HIV/AIDS | Luật Phòng, chống nhiễm vi rút gây ra hội chứng suy giảm miễn dịch mắc phải ở người
Quốc tịch | Luật Quốc tịch Việt Nam
"""
# Amended number, year of the amendment, amending number.
AMENDMENTS = """\
15/1999/QH10 2009 37/2009/QH12
100/2015/QH13 2017 12/2017/QH14
100/2015/QH13 2025 86/2025/QH15
101/2015/QH13 2021 02/2021/QH15
101/2015/QH13 2025 99/2025/QH15
53/2024/QH15 2025 86/2025/QH15
15/2012/QH13 2020 67/2020/QH14
25/2008/QH12 2014 46/2014/QH13
25/2008/QH12 2024 51/2024/QH15
80/2015/QH13 2020 63/2020/QH14
64/2025/QH15 2025 87/2025/QH15
64/2006/QH11 2020 71/2020/QH14
24/2008/QH12 2014 56/2014/QH13
24/2008/QH12 2025 79/2025/QH15
47/2014/QH13 2019 51/2019/QH14
47/2014/QH13 2023 23/2023/QH15
49/2019/QH14 2023 23/2023/QH15
37/2018/QH14 2023 21/2023/QH15
81/2006/QH11 2013 36/2013/QH13
65/2006/QH11 2012 20/2012/QH13
26/2008/QH12 2014 64/2014/QH13
"""
# Section of the codified law → its leading law: "Điều 16.1.LQ.150" is an article of it.
CODIFIED = """\
16.1 100/2015/QH13
20.2 45/2019/QH14
39.8 66/2011/QH12
"""
