"""The program as a user runs it: a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def run(
    *arguments: str, cwd: Path = ROOT, timeout: float = 300, **environment: str
) -> subprocess.CompletedProcess[str]:
    """`python -m checker` with these arguments, in this folder, with these variables beside the inherited ones."""
    return subprocess.run(
        [sys.executable, "-m", "checker", *arguments],
        cwd=cwd, env={**os.environ, "PYTHONPATH": str(ROOT), **environment}, capture_output=True, text=True, timeout=timeout,
    )  # fmt: skip
