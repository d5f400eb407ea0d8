"""Reading a Word draft of 7,000 characters beside python-docx, interleaved in one run. See README.md."""

import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import docx
from tabulate import tabulate

import checker
from checker import read
from checker.pipeline import Options, check_bytes

ROOT = Path(__file__).parents[1]
ROUNDS = int(os.environ.get("ROUNDS", "9"))
CHARACTERS = 7000
RUN = 12
"""Characters in a run; Word cuts a paragraph at every correction."""


def draft() -> bytes:
    """A draft as python-docx writes it, with headings in styles and many runs."""
    document = docx.Document()
    lines = (ROOT / "examples" / "complete" / "report.txt").read_text("utf-8").split()
    written = 0
    while written < CHARACTERS:
        for line in lines:
            heading = len(line) < 30 and line[-1] not in "。；"
            paragraph = document.add_paragraph(style="Heading 1" if heading else None)
            for at in range(0, len(line), RUN):
                paragraph.add_run(line[at : at + RUN])
            written += len(line)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def measured(calls: dict[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Milliseconds of every call, the calls taking turns."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(rounds):
        for name, call in calls.items():
            began = time.perf_counter()
            call()
            times[name].append(1000 * (time.perf_counter() - began))
    return times


def main() -> None:
    """Measure in a warm process and as fresh processes, and print both."""
    data = draft()
    rules = checker.load_rules()
    warm: dict[str, Callable[[], object]] = {
        "python-docx: open": lambda: docx.Document(io.BytesIO(data)),
        "python-docx: open, texts": lambda: [entry.text for entry in docx.Document(io.BytesIO(data)).paragraphs],
        "checker: read": lambda: read.read_bytes(data, "t"),
        "checker: read, check": lambda: check_bytes(data, rules, Options(tokens=None)),
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "draft.docx"
        path.write_bytes(data)
        programs = {
            "process, python-docx: open": f"import docx; docx.Document({str(path)!r})",
            "process, checker: read": f"from pathlib import Path; from checker.read import read_path; read_path(Path({str(path)!r}))",
            "process, checker: check": f"from checker.cli import _run; _run(['check', {str(path)!r}, '-o', os.devnull])",
        }
        cold: dict[str, Callable[[], object]] = {
            name: lambda code=code: subprocess.run([sys.executable, "-c", f"import os; {code}"], check=True)  # type: ignore[misc]
            for name, code in programs.items()
        }
        for calls in (warm, cold):
            measured(calls, 1)
            rows = [
                [name, f"{min(times):.1f}", f"{statistics.median(times):.1f}"]
                for name, times in measured(calls, ROUNDS).items()
            ]
            print(tabulate(rows, headers=["", "best, ms", "median, ms"], disable_numparse=True), end="\n\n")


main()
