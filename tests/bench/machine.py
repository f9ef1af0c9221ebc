"""On what the benchmark ran."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

import psutil

PACKAGES = ("qdrant-edge-py", "qdrant-client", "haystack-ai", "bm25s", "pypdfium2", "pypdf", "markitdown", "numpy")
_CPU = Path("/proc/cpuinfo")
_GIB = 1024**3


def describe_machine() -> str:
    """Return processor, cores, memory, system and Python in one sentence."""
    memory = psutil.virtual_memory().total / _GIB
    return (
        f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}"
    )


def describe_versions() -> str:
    """Return the versions of what was compared."""
    return ", ".join(f"{name} {version(name)}" for name in PACKAGES)


def load_average() -> str:
    """Return the load of the last 1, 5 and 15 minutes."""
    return " / ".join(f"{load:.1f}" for load in os.getloadavg())


def _processor() -> str:
    if _CPU.exists():
        for line in _CPU.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
