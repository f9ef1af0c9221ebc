"""What a measurement gives; child processes write it as JSON."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Figures of one step in one process; what does not apply to the step is zero."""

    seconds: float = 0.0  # of the work itself, without imports
    peak_mib: float = 0.0  # resident memory of the process and its children
    count: int = 0  # questions, articles or characters
    failed: int = 0
    works: int = 0
    ndcg10: float = 0.0
    ndcg10_few: float = 0.0  # on the first questions, which all contenders answer
    r1: float = 0.0
    r10: float = 0.0
    p50: float = 0.0  # milliseconds of a question, warm
    p95: float = 0.0


def write_figures(path: Path, figures: Figures) -> None:
    """Write figures for the parent process."""
    path.write_text(json.dumps(asdict(figures)), encoding="utf-8")


def read_figures(path: Path) -> Figures:
    """Read what a child wrote."""
    return Figures(**json.loads(path.read_text(encoding="utf-8")))
