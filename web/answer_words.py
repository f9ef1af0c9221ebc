"""Sentences of ours for what search says by a code: on pages in another language they stand before its own words."""

from search.answer import RefusalCode, WarningCode

REFUSAL_WORDS = {
    RefusalCode.NO_SUPPORT: "Không tìm thấy quy định nào đủ rõ để trả lời.",
    RefusalCode.OUT_OF_SCOPE: "Câu hỏi có vẻ thuộc lĩnh vực khác, ngoài pháp luật hỗ trợ nạn nhân bị mua bán.",
    RefusalCode.NEED_CLASS: "Cần biết thêm một điều thì mới trả lời được; hãy chọn trường hợp.",
    RefusalCode.NOT_IN_CORPUS: "Kho chưa có văn bản cần để trả lời.",
}
WARNING_WORDS = {
    WarningCode.EXPIRED_SOURCE: "Có căn cứ đã hết hiệu lực hoặc chưa có hiệu lực vào ngày được hỏi.",
    WarningCode.AMENDED: "Văn bản đã được sửa đổi, bổ sung; hãy đối chiếu với văn bản sửa đổi.",
    WarningCode.UNCERTAIN_STATUS: "Chưa rõ một căn cứ còn hiệu lực hay không.",
    WarningCode.GUIDANCE_ONLY: "Có phần dựa vào sổ tay hướng dẫn, không phải lời của luật.",
    WarningCode.PLAN_ONLY: "Có phần dựa vào văn bản chỉ đạo, điều hành; loại này không đặt ra hay cắt bỏ chế độ.",
    WarningCode.NEWS_ONLY: "Có phần dựa vào tin bài, không phải căn cứ pháp lý.",
    WarningCode.EXCERPT_ONLY: "Có phần chỉ trích từ một đoạn của văn bản; kho chưa có toàn văn.",
    WarningCode.OLD_AGENCY: "Có cơ quan hoặc địa bàn được nêu nay không còn, hoặc đã đổi tên.",
    WarningCode.CONFLICT: "Các văn bản được trích nói khác nhau.",
}
FILTER_NAMES = {
    "type": "Loại văn bản",
    "issuer": "Cơ quan ban hành",
    "place": "Địa bàn",
    "support": "Loại hỗ trợ",
    "status": "Tình trạng hiệu lực",
    "source_class": "Loại nguồn",
}
