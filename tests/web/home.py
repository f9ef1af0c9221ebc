"""A home folder filled through the terminal door, with texts of our own."""

from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from web.__main__ import run

QUESTION = "Nạn nhân bị mua bán được hỗ trợ những gì?"
DECREE = """CHÍNH PHỦ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 912/2019/NĐ-CP
Hà Nội, ngày 02 tháng 3 năm 2019
NGHỊ ĐỊNH
Quy định thử về hỗ trợ nạn nhân bị mua bán
Điều 1. Phạm vi điều chỉnh
Nghị định này quy định việc hỗ trợ nạn nhân bị mua bán.
Điều 5. Nhu cầu thiết yếu
1. Nạn nhân bị mua bán được hỗ trợ nhu cầu thiết yếu sau đây:
a) Ăn, ở trong thời gian lưu lại cơ sở;
b) Quần áo và vật dụng hằng ngày.
2. Người dưới 18 tuổi đi cùng nạn nhân được hỗ trợ như nạn nhân.
Điều 6. Hiệu lực thi hành
Nghị định này có hiệu lực thi hành từ ngày 01 tháng 5 năm 2019.
"""
PLAN = """ỦY BAN NHÂN DÂN TỈNH {place}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 15/KH-UBND
{place}, ngày 03 tháng 02 năm {year}
KẾ HOẠCH
Phòng, chống mua bán người năm {year}
I. MỤC ĐÍCH
1. Nâng cao nhận thức của người dân.
2. Hỗ trợ nạn nhân trở về.
II. TỔ CHỨC THỰC HIỆN
1. Công an tỉnh chủ trì.
2. Sở Y tế phối hợp.
"""


def fill_home(folder: Path) -> Path:
    """Return a home with the handbook, a decree and two plans of one number, indexed."""
    texts = folder.parent / "văn bản"
    texts.mkdir()
    (texts / "nghị định.txt").write_text(DECREE, encoding="utf-8")
    (texts / "kế hoạch 1.txt").write_text(PLAN.format(place="SƠN LA", year=2025), encoding="utf-8")
    (texts / "kế hoạch 2.txt").write_text(PLAN.format(place="LAI CHÂU", year=2026), encoding="utf-8")
    with redirect_stdout(StringIO()):
        assert run(["--home", str(folder), "ingest", "--starter", str(texts), "--json"]) == 0
        assert run(["--home", str(folder), "index", "--json"]) == 0
    return folder
