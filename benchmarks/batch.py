"""Speed, scaling, memory and agreement on generated reports, in one run; prints a Markdown table.

python benchmarks/batch.py [--count 300] [--seed 1] [--details]
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import corpus
import plain
from tabulate import tabulate

import checker
from checker import pipeline
from checker.model import RuleSet
from checker.pipeline import Options

ROOT = Path(__file__).parents[1]
ROUNDS = int(os.environ.get("ROUNDS", "7"))
PART = 40
"""Reports that each program checks in a round."""

Table = list[list[str]]
Outcomes = dict[str, str]


@cache
def rules() -> RuleSet:
    """The rule set, once in every process."""
    return checker.load_rules()


def check(path: Path) -> Outcomes:
    """The outcome of every element."""
    return {entry.element: entry.outcome.value for entry in pipeline.check(path, rules()).verdicts}


def check_bare(path: Path) -> Outcomes:
    """The same without the sentences nearest to omissions."""
    found = pipeline.check(path, rules(), Options(tokens=None))
    return {entry.element: entry.outcome.value for entry in found.verdicts}


@cache
def elements() -> list[dict[str, Any]]:
    """The elements as the plain script loads them."""
    return plain.load()


def check_plain(path: Path) -> Outcomes:
    """What the plain script finds, its table included."""
    found = plain.rows(path.read_text("utf-8"), elements())
    tabulate(found)
    return {row[0]: row[2] for row in found}


def speed(paths: list[Path]) -> Table:
    """Reports per second of one core, warm, the programs in turn on the same reports."""
    programs: dict[str, Callable[[Path], Outcomes]] = {
        "checker": check, "checker, no nearest": check_bare, "plain script": check_plain,
    }  # fmt: skip
    rates: dict[str, list[float]] = {name: [] for name in programs}
    for round_ in range(ROUNDS + 1):
        part = [paths[(round_ * PART + index) % len(paths)] for index in range(PART)]
        for name, program in programs.items():
            start = time.perf_counter()
            for path in part:
                program(path)
            if round_:
                rates[name].append(PART / (time.perf_counter() - start))
    table = [[f"{name}, reports/s per core", f"{statistics.median(found):.0f}"] for name, found in rates.items()]
    for name in ("checker", "checker, no nearest"):
        ratio = statistics.median(one / two for one, two in zip(rates[name], rates["plain script"], strict=True))
        table.append([f"{name} / plain script, rate", f"{ratio:.1f}"])
    return table


def scaling(paths: list[Path]) -> Table:
    """Wall time of two worker processes over one, both pools warm, in turn."""
    times: dict[int, list[float]] = {1: [], 2: []}
    with ProcessPoolExecutor(1) as one, ProcessPoolExecutor(2) as two:
        for round_ in range(4):
            for count, pool in ((1, one), (2, two)):
                start = time.perf_counter()
                list(pool.map(check, paths, chunksize=10))
                if round_:
                    times[count].append(time.perf_counter() - start)
    ratio = statistics.median(times[2]) / statistics.median(times[1])
    return [["2 workers / 1 worker, wall time", f"{ratio:.2f}"]]


def peak(process: int) -> int:
    """VmHWM of a process in kB; 0 when it has gone."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


def family(process: int) -> Iterator[int]:
    """The process and all its descendants."""
    yield process
    try:
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from family(int(child))
    except OSError:
        return


def run_batch(folder: Path, out: Path, jobs: int) -> tuple[float, float, float]:
    """Seconds, and peak megabytes of the first process and of the largest of its workers, of `checker batch`."""
    peaks: dict[int, int] = {}
    start = time.perf_counter()
    command = [sys.executable, "-m", "checker", "batch", str(folder), "-o", str(out), "-j", str(jobs)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
        while child.poll() is None:
            for process in family(child.pid):
                peaks[process] = max(peaks.get(process, 0), peak(process))
            time.sleep(0.02)
    if child.returncode not in (0, 1, 3):
        raise SystemExit(f"checker batch ended with {child.returncode}")
    spent = time.perf_counter() - start
    first = peaks.pop(child.pid, 0)
    return spent, first / 1024, max(peaks.values(), default=0) / 1024


def batch(folder: Path, count: int, seed: int) -> Table:
    """Time and memory of `checker batch` at N and 10N reports, where there is such a command."""
    known = subprocess.run(
        [sys.executable, "-m", "checker", "batch", "--help"], cwd=ROOT, capture_output=True, check=False
    )
    if known.returncode:
        return [["checker batch: time and memory at N and 10N", "skipped: no such command"]]
    table, firsts = [], []
    for size in (count, 10 * count):
        reports = folder / str(size)
        corpus.generate(reports, size, seed, jobs=2)
        (reports / "labels.jsonl").unlink()
        times = {}
        for jobs in (1, 2):
            times[jobs], first, worker = run_batch(reports, folder / f"out{size}-{jobs}", jobs)
            label = f"checker batch -j {jobs}, {size:,} reports"
            table.append([f"{label}: reports/s", f"{size / times[jobs]:.0f}"])
            table.append([f"{label}: peak MB, first process / largest worker", f"{first:.0f} / {worker:.0f}"])
        firsts.append(first)
        table.append([f"checker batch, {size:,} reports: -j 2 / -j 1, wall time", f"{times[2] / times[1]:.2f}"])
    table.append(["checker batch -j 2: peak memory at 10N / N", f"{firsts[1] / firsts[0]:.2f}"])
    return table


def agreement(paths: list[Path], labels: list[Outcomes], details: bool) -> Table:
    """Accuracy over the labelled elements; precision and recall of `missing`."""
    table = []
    for name, program in (("checker", check_bare), ("plain script", check_plain)):
        pairs: Counter[tuple[str, str, str]] = Counter()
        for path, label in zip(paths, labels, strict=True):
            found = program(path)
            pairs.update((element, said, found[element]) for element, said in label.items())
        right = sum(number for (_, said, found_), number in pairs.items() if said == found_)
        both = sum(number for (_, said, found_), number in pairs.items() if said == found_ == "missing")
        judged = sum(number for (_, _, found_), number in pairs.items() if found_ == "missing")
        meant = sum(number for (_, said, _), number in pairs.items() if said == "missing")
        near = sum(number for (_, said, found_), number in pairs.items() if said == "missing" and found_ != "covered")
        table.append([f"{name}: labels met, of {sum(pairs.values()):,}", f"{right / sum(pairs.values()):.3f}"])
        table.append([f"{name}: omissions, precision / recall", f"{both / max(judged, 1):.3f} / {both / meant:.3f}"])
        table.append([f"{name}: omissions not judged covered", f"{near / meant:.3f}"])
        if details and name == "checker":
            for (element, said, found_), number in pairs.most_common():
                if said != found_:
                    print(f"{element}: {said} judged {found_} {number} times")
    return table


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--details", action="store_true", help="name the elements whose labels are not met")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus.generate(folder / "reports", options.count, options.seed)
        lines = (folder / "reports" / "labels.jsonl").read_text("utf-8").splitlines()
        found = [json.loads(line) for line in lines]
        paths = [folder / "reports" / entry["path"] for entry in found]
        table = [
            [
                "reports, characters each",
                f"{len(paths):,}, {statistics.mean(len(path.read_text('utf-8')) for path in paths):,.0f}",
            ]
        ]
        table += speed(paths) + scaling(paths) + batch(folder, options.count, options.seed)
        table += agreement(paths, [entry["elements"] for entry in found], options.details)
    print(tabulate(table, headers=["", "measured"], tablefmt="github", disable_numparse=True))


if __name__ == "__main__":
    main()
