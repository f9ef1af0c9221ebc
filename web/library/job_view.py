"""A job as its page shows it, and as the page is told of it while it runs: words, signs and shares of a hundred."""

from typing_extensions import TypedDict  # as elsewhere for shapes

from web.job_files import FileLine, FileState
from web.jobs import Job, Jobs, JobState
from web.preferences import tr

MOST_LINES = 100  # files shown of one job; the form takes no more at once
STATE_NAMES = {
    JobState.WAITING: "đang chờ",
    JobState.RUNNING: "đang chạy",
    JobState.DONE: "đã xong",
    JobState.FAILED: "không xong",
    JobState.CANCELLED: "đã dừng",
}
STATE_SIGNS = {
    JobState.WAITING: ("◷", "plain"),
    JobState.RUNNING: ("▶", "care"),
    JobState.DONE: ("✓", "good"),
    JobState.FAILED: ("✕", "bad"),
    JobState.CANCELLED: ("■", "plain"),
}
FILE_NAMES = {
    FileState.WAITING: "đang chờ",
    FileState.CHECKING: "đang kiểm tra",
    FileState.READING: "đang đọc",
    FileState.WRITING: "đang lưu",
    FileState.STORED: "đã lưu",
    FileState.UNCHANGED: "đã có trong kho",
    FileState.QUARANTINED: "cách ly",
}
FILE_SIGNS = {
    FileState.WAITING: ("◷", "plain"),
    FileState.CHECKING: ("…", "plain"),
    FileState.READING: ("…", "care"),
    FileState.WRITING: ("…", "care"),
    FileState.STORED: ("✓", "good"),
    FileState.UNCHANGED: ("=", "plain"),
    FileState.QUARANTINED: ("!", "bad"),
}
STEP_NAMES = {"ingest": "đọc và lưu tệp (bước 1 trên 2)", "index": "lập chỉ mục để tra cứu (bước 2 trên 2)"}
_STOPPING = "đang dừng, xin đợi giây lát"
_NOT_REACHED = "chưa đọc tới"
_MINUTE = 60


class FileLive(TypedDict):
    """A file, as the page shows it."""

    name: str
    state: str
    sign: str
    colour: str
    words: str
    percent: int | None  # None where there is nothing to measure
    reasons: list[str]


class JobLive(TypedDict):
    """A job, as the page shows it."""

    id: str
    state: str
    sign: str
    colour: str
    words: str
    step: str
    percent: int
    elapsed: str
    error: str
    open: bool
    files: list[FileLive]
    more: int


def live(job: Job, jobs: Jobs) -> JobLive:
    """Return a job in the language of the page."""
    sign, colour = STATE_SIGNS[job.state]
    step = STEP_NAMES.get(job.step, job.step) if job.state is JobState.RUNNING else ""
    return {
        "id": job.id,
        "state": job.state.value,
        "sign": sign,
        "colour": colour,
        "words": tr(STATE_NAMES[job.state]),
        "step": tr(_STOPPING) if job.stopping else tr(step),
        "percent": percent_of(job),
        "elapsed": elapsed_words(jobs.elapsed(job)),
        "error": job.error,
        "open": job.open,
        "files": [_file(line, job) for line in job.files[:MOST_LINES]],
        "more": max(0, len(job.files) - MOST_LINES),
    }


def percent_of(job: Job) -> int:
    """Return how much of a job is done: what its step measures; all of it once it is done."""
    if job.state is JobState.DONE:
        return 100
    return min(99, 100 * job.done // job.total) if job.total else 0


def elapsed_words(seconds: float) -> str:
    """Return a time as people read it.

    >>> elapsed_words(7.9), elapsed_words(125)
    ('7 giây', '2 phút 05 giây')
    """
    minutes, rest = divmod(int(seconds), _MINUTE)
    return tr("%(m)s phút %(s)s giây", m=minutes, s=f"{rest:02}") if minutes else tr("%(s)s giây", s=rest)


def _file(line: FileLine, job: Job) -> FileLive:
    sign, colour = FILE_SIGNS[line.state]
    words = tr(FILE_NAMES[line.state])
    active = line.state in (FileState.CHECKING, FileState.READING, FileState.WRITING)
    if job.can_retry and (active or line.state is FileState.WAITING):
        sign, colour, words, active = "–", "plain", tr(_NOT_REACHED), False
    elif line.ended > 1:
        words = _counts(line)
    elif line.state is FileState.STORED:
        words = f"{words}, {tr(_after_storing(job))}"
    return {
        "name": line.name,
        "state": line.state.value,
        "sign": sign,
        "colour": colour,
        "words": words,
        "percent": int(100 * line.part) if active else None,
        "reasons": list(line.reasons),
    }


def _after_storing(job: Job) -> str:
    if job.state is JobState.DONE:
        return "tra cứu được"
    return "đang lập chỉ mục" if job.open and job.step == "index" else "chờ lập chỉ mục"


def _counts(line: FileLine) -> str:
    """Return what became of the files inside an archive or a folder."""
    counts = ((line.stored, "đã lưu"), (line.unchanged, "đã có trong kho"), (line.quarantined, "cách ly"))
    return ", ".join(f"{count} {tr(words)}" for count, words in counts if count)
