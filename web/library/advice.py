"""What a person can do about a source that could not be read, by the reason that ingest gives."""

# Words that stand in the sentence of each error of ingest and in no other; tests hold them against ingest/errors.py.
_BY_SENTENCE = (
    ("Tệp rỗng", "Tải lại tệp từ nơi ban hành; tệp này không có gì bên trong."),
    ("Không nhận ra định dạng", "Chuyển tệp sang DOCX, PDF có lớp chữ, HTML hoặc TXT rồi gửi lại."),
    ("mật khẩu", "Mở tệp bằng mật khẩu, lưu một bản không có mật khẩu rồi gửi lại."),
    ("lớp chữ", "Bản chụp cần được nhận dạng chữ (OCR) trước, hoặc tìm bản có chữ ở Công báo, vbpl.vn."),
    ("rút khỏi Bộ pháp điển", "Tìm chính văn bản ở Công báo hoặc trang Còn thiếu; đề mục này không còn lời văn."),
    ("quá lớn", "Chia nhỏ tệp nén hoặc tệp dữ liệu rồi gửi từng phần."),
    ("Đã dừng đọc", "Thử đọc lại; nếu vẫn vậy, lưu tệp sang định dạng khác rồi gửi lại."),
    ("hỏng hoặc không trọn vẹn", "Tải lại tệp; nếu vẫn hỏng, mở bằng Word hoặc trình đọc PDF và lưu ra bản mới."),
    ("sót hoặc chồng", "Báo cho người phụ trách phần mềm, kèm tệp: bộ đọc hiểu sai bố cục của nó."),
    ("Không đọc được", "Kiểm tra quyền đọc và ổ đĩa, rồi thử đọc lại."),
)
_OTHERWISE = "Mở thử tệp trên máy; nếu mở được, lưu ra bản mới rồi gửi lại."


def advice_for(reason: str) -> str:
    """Return what to do, in one sentence.

    >>> advice_for("Tệp PDF được bảo vệ bằng mật khẩu; hãy gỡ mật khẩu rồi nạp lại.")[:23]
    'Mở tệp bằng mật khẩu, l'
    """
    return next((advice for sign, advice in _BY_SENTENCE if sign in reason), _OTHERWISE)
