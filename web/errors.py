"""The table from what went wrong to what the client is told: RFC 9457 problems for programs, pages for people."""

import sqlite3
from collections.abc import Mapping
from http import HTTPStatus

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from corpus.errors import (
    AmbiguousNumberError,
    CancuError,
    DamagedStoreError,
    TooManyCitationsError,
    UnknownProvisionError,
    UnknownWorkError,
)
from corpus.judgements import NobodyJudgesError
from corpus.personal import mask
from corpus.provinces import UnknownProvinceError
from corpus.record_store import BadEventError, UnknownEventError
from corpus.referral import BadCaseError
from corpus.stale import TooManyMentionsError
from corpus.succession import SameWorkError, TooManyArticlesError, UnknownSuccessorError
from ingest.errors import IngestError
from search.limits import UnknownFilterError
from search.service import IdentifiedLaterError, NoCitationError
from web.comparison import NothingToCompareError
from web.feedback import FeedbackFullError, NoPlaceNamedError
from web.job_errors import NoRetryError, TooManyJobsError, UploadsFullError
from web.packs.errors import (
    CollectionLimitError,
    ItemChangedError,
    NotGatheredError,
    PackTooLongError,
    UnknownCollectionError,
    UnknownItemError,
    UnwritableItemError,
)
from web.schemas import ProblemJson
from web.succession import UnreadablePlaceError
from web.turns import BusyError
from web.typed_days import BadDayError

PROBLEM = "application/problem+json"
# What Starlette and our own code raise by number alone: the stable code and the sentence.
_BY_STATUS: Mapping[int, tuple[str, str]] = {
    400: ("bad_request", "Yêu cầu không đọc được."),
    401: ("unauthorized", "Cần mã quản trị để làm việc này."),
    403: ("forbidden", "Không được phép làm việc này."),
    404: ("not_found", "Không có trang hoặc dữ liệu ở địa chỉ này."),
    405: ("method_not_allowed", "Địa chỉ này không nhận phương thức đã dùng."),
    409: ("conflict", "Yêu cầu mâu thuẫn với dữ liệu đang có."),
    413: ("too_large", "Nội dung gửi lên vượt quá giới hạn cho phép."),
    415: ("unsupported_media_type", "Nội dung gửi lên phải là JSON hoặc biểu mẫu nhiều phần (multipart)."),
    422: ("invalid", "Dữ liệu gửi lên chưa đúng."),
    429: ("too_many_requests", "Quá nhiều yêu cầu trong thời gian ngắn; hãy thử lại sau."),
    500: ("internal", "Có lỗi bên trong hệ thống. Hãy báo mã yêu cầu cho người quản trị."),
    503: ("unavailable", "Hệ thống chưa sẵn sàng trả lời; hãy thử lại sau."),
}
_BY_ERROR: tuple[tuple[type[Exception], int, str], ...] = (
    (UnknownWorkError, 404, "work_not_found"),
    (UnknownProvisionError, 404, "provision_not_found"),
    (AmbiguousNumberError, 409, "ambiguous_number"),
    (UnknownEventError, 404, "event_not_found"),
    (BadEventError, 422, "invalid_event"),
    (TooManyCitationsError, 413, "too_many_citations"),
    (TooManyMentionsError, 422, "too_many_mentions"),
    (UnknownSuccessorError, 404, "successor_not_found"),
    (SameWorkError, 422, "same_work"),
    (TooManyArticlesError, 422, "too_many_articles"),
    (UnreadablePlaceError, 422, "invalid_place"),
    (NobodyJudgesError, 422, "nobody_judges"),
    (DamagedStoreError, 503, "store_unreadable"),
    (NoCitationError, 422, "no_citation"),
    (UnknownFilterError, 422, "unknown_filter"),
    (NoPlaceNamedError, 422, "invalid_place"),
    (FeedbackFullError, 503, "feedback_full"),
    (NothingToCompareError, 422, "nothing_to_compare"),
    (IdentifiedLaterError, 422, "identified_later"),
    (BadDayError, 422, "invalid"),
    (BadCaseError, 422, "invalid_case"),
    (UnknownProvinceError, 422, "unknown_province"),
    (TooManyJobsError, 429, "too_many_jobs"),
    (NoRetryError, 409, "no_retry"),
    (UploadsFullError, 503, "uploads_full"),
    (UnknownCollectionError, 404, "collection_not_found"),
    (UnknownItemError, 404, "item_not_found"),
    (CollectionLimitError, 422, "collection_limit"),
    (ItemChangedError, 409, "item_changed"),
    (UnwritableItemError, 422, "unreadable_item"),
    (NotGatheredError, 422, "not_gathered"),
    (PackTooLongError, 422, "pack_too_long"),
    (BusyError, 503, "busy"),
    (IngestError, 422, "unreadable_file"),
    (CancuError, 503, "unavailable"),
)
_FIELD_WORDS = {
    "missing": "còn thiếu",
    "string_too_long": "quá dài",
    "string_too_short": "không được để trống",
    "string_pattern_mismatch": "không được để trống",
    "json_invalid": "không phải JSON hợp lệ",
    "enum": "không phải là giá trị được nhận",
    "literal_error": "không phải là giá trị được nhận",
    "too_long": "quá nhiều mục",
    "greater_than_equal": "quá nhỏ",
    "less_than_equal": "quá lớn",
}
_UNKNOWN_FIELD = "có trường không được nhận"


class ProblemError(HTTPException):
    """A refusal of the web door, with its stable code and a sentence."""

    def __init__(self, status: int, code: str, detail: str, *, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status, detail, dict(headers) if headers else None)
        self.code = code


def problem(status: int, code: str, detail: str, request_id: str) -> ProblemJson:
    """Return the body of a problem; what it repeats of what was typed tells no person."""
    return {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": mask(detail).text,
        "request_id": request_id,
    }


def problem_response(body: ProblemJson, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """Return the response that carries a problem."""
    return JSONResponse(body, body["status"], dict(headers) if headers else None, media_type=PROBLEM)


def problem_of(error: Exception, request_id: str) -> ProblemJson:
    """Return what the client is told of an error: never more than its sentence."""
    if isinstance(error, ProblemError):
        return problem(error.status_code, error.code, error.detail, request_id)
    if isinstance(error, RequestValidationError):
        return problem(422, "invalid", invalid_sentence(error), request_id)
    if isinstance(error, HTTPException):
        code, sentence = _BY_STATUS.get(error.status_code, _BY_STATUS[400])
        return problem(error.status_code, code, sentence, request_id)
    for kind, status, code in _BY_ERROR:
        if isinstance(error, kind):
            return problem(status, code, str(error), request_id)
    status = 503 if isinstance(error, sqlite3.Error) else 500
    return problem(status, *_BY_STATUS[status], request_id)


def invalid_sentence(error: RequestValidationError) -> str:
    """Return which fields are wrong and how; neither what was typed into them nor a name that we do not know."""
    found = []
    for item in error.errors():
        if item["type"] == "extra_forbidden":
            found += [] if _UNKNOWN_FIELD in found else [_UNKNOWN_FIELD]
            continue
        names = [str(part) for part in item["loc"][1:] if not isinstance(part, int)]
        name = ".".join(names) or "nội dung gửi lên"
        sentence = f"“{name}” {_FIELD_WORDS.get(item['type'], 'không đúng dạng')}"
        if sentence not in found:
            found.append(sentence)
    told = "; ".join(found[:5])
    return f"{told[0].upper()}{told[1:]}."
