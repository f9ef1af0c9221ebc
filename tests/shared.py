"""The folder of shared data, which the repository does not hold."""

import os
from pathlib import Path

import pytest

_DEFAULT = Path(__file__).resolve().parents[2] / "shared"
SHARED = Path(os.environ.get("CANCU_SHARED", _DEFAULT))


def require_shared(*parts: str) -> Path:
    """Return a path in the shared data; where it is absent the test is skipped, and fails on CI."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        reason = f"shared data absent: {Path(*parts)} (set CANCU_SHARED)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return path
