"""The child process: reads one source after another under limits, and answers each job with a verdict.

It is started by ``ingest.sandbox`` and ends with its standard input. An error that no reader foresaw ends it too: the
parent then tells the last line of the trace, and starts another child.
"""

import errno
import os
import resource
import sys
from collections.abc import Callable, Sequence

from corpus.errors import TooManyCitationsError
from ingest.errors import IngestError, LimitError, TooLargeError
from ingest.job import Job, Verdict, job_from_line, part_line
from ingest.readers import perform


def main(arguments: Sequence[str]) -> None:
    """Set the limits (bytes of memory, bytes of a file), then serve jobs from standard input."""
    memory, file_size = map(int, arguments)
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # nothing that a library prints may stand among the answers
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    def say(line: str) -> None:
        answers.write(f"{line}\n")
        answers.flush()

    for line in sys.stdin:
        verdict = judge(job_from_line(line), lambda part: say(part_line(part)))
        say(verdict.to_line())


def judge(job: Job, tell: Callable[[float], None]) -> Verdict:
    """Do a job; what was foreseen becomes the sentence of the verdict."""
    _limit_cpu(job.cpu_seconds)
    try:
        return Verdict(doubts=tuple(perform(job, tell)))
    except (IngestError, TooManyCitationsError) as error:
        return Verdict(str(error))
    except MemoryError:
        return Verdict(str(LimitError("cần nhiều bộ nhớ hơn giới hạn")))
    except RecursionError:
        return Verdict(str(TooLargeError("các phần lồng nhau quá sâu")))
    except OSError as error:
        if error.errno not in (errno.EFBIG, errno.ENOSPC):
            raise
        return Verdict(str(LimitError("nội dung đọc được dài hơn chỗ chứa")))


def _limit_cpu(seconds: float) -> None:
    """Let the process use so many seconds from now on; the kernel ends it beyond that."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    end = int(usage.ru_utime + usage.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (end, resource.getrlimit(resource.RLIMIT_CPU)[1]))
