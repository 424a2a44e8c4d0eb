"""A process of its own for what a test runs, so that its memory can be measured."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

# Of this process alone where the system tells it: ru_maxrss begins with that of pytest.
_MEASURE = """
def _peak():
    import resource
    import sys
    from pathlib import Path

    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (
        1024 if sys.platform == "darwin" else 1
    )


print(_peak())
"""


def run(program: str, path: Path) -> tuple[int, str]:
    """Return the peak of the memory of a program that reads a file, in kB, and what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", program + _MEASURE, str(path)],
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    *said, peak = done.stdout.splitlines(keepends=True)
    return int(peak), "".join(said)
