"""Loading files over HTTP: for administrators only; the work goes on as a job."""

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from web.admin import ADMIN_ONLY, SECURED
from web.errors import ProblemError
from web.ground import Ground, Here
from web.jobs import Job, job_json
from web.responses import problems
from web.routes.reading import media_type, only_fields
from web.schemas import JobJson, PathsBody
from web.uploads import below

MAX_FILES = 100  # at once


router = APIRouter(prefix="/api/v1", tags=["loading"], dependencies=[ADMIN_ONLY])
_INGEST_BODY: dict[str, Any] = {
    **SECURED,
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": PathsBody.model_json_schema()},
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "additionalProperties": False,
                    "properties": {
                        "file": {"type": "array", "minItems": 1, "items": {"type": "string", "format": "binary"}}
                    },
                }
            },
        },
    },
}


@router.post(
    "/ingest", status_code=202, openapi_extra=_INGEST_BODY, responses=problems(401, 403, 404, 413, 415, 422, 503)
)
async def ingest(request: Request, here: Here) -> JobJson:
    """Load files that lie on the server, or that are sent along; answer with the job that does it."""
    kind = media_type(request)
    if kind == "application/json":
        return job_json(_load_paths(await request.body(), here))
    if kind == "multipart/form-data":
        return job_json(await _load_uploads(request, here))
    raise ProblemError(415, "unsupported_media_type", "Nội dung gửi lên phải là JSON hoặc tệp (multipart).")


def _load_paths(raw: bytes, here: Ground) -> Job:
    try:
        body = PathsBody.model_validate_json(raw)
    except ValidationError as error:
        located = [{**item, "loc": ("body", *item["loc"])} for item in error.errors(include_url=False)]
        raise RequestValidationError(located) from error
    folder = here.settings.ingest_folder
    if folder is None:
        raise ProblemError(403, "no_ingest_folder", "Người quản trị chưa mở thư mục nào để nạp (CANCU_INGEST_FOLDER).")
    return here.jobs.submit([below(folder, path) for path in body.paths])


async def _load_uploads(request: Request, here: Ground) -> Job:
    if here.uploads is None:
        raise ProblemError(403, "uploads_disabled", "Việc gửi tệp lên đang tắt.")
    async with request.form(max_files=MAX_FILES, max_fields=5) as form:
        only_fields(form, "file")
        return await run_in_threadpool(load_files_of, form.getlist("file"), here)


def load_files_of(parts: Sequence[object], here: Ground) -> Job:
    """Keep the files of a form and queue them. Raises ProblemError, UploadsFullError, TooManyJobsError."""
    sent = [(part.file, part.filename or "") for part in parts if isinstance(part, UploadFile) and part.filename]
    if not sent or here.uploads is None:
        raise ProblemError(422, "invalid", "“file” còn thiếu.")
    here.uploads.room()
    return here.jobs.submit_upload(here.uploads.keep(sent))


@router.get("/jobs/{job_id}", openapi_extra=SECURED, responses=problems(401, 403, 404))
def job(job_id: str, here: Here) -> JobJson:
    """Tell where a job stands, with its report once it is done."""
    return job_json(_known(here.jobs.get(job_id)))


@router.delete("/jobs/{job_id}", openapi_extra=SECURED, responses=problems(401, 403, 404))
def cancel(job_id: str, here: Here) -> JobJson:
    """Ask a job to stop; files already loaded stay loaded."""
    return job_json(_known(here.jobs.cancel(job_id)))


def _known(found: Job | None) -> Job:
    if found is None:
        raise ProblemError(404, "job_not_found", "Không có việc nào với mã này; có thể đã quá lâu.")
    return found
