"""Ratios of time and memory against the references, interleaved in one run. See README.md."""

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tabulate import tabulate

import checker
from checker import judge, normalise, pipeline, read, structure
from checker.match.lexicon import find
from checker.pipeline import Options

HERE = Path(__file__).parent
ROOT = HERE.parent
ROUNDS = int(os.environ.get("ROUNDS", "9"))
REPORT = ROOT / "examples" / "omissions" / "report.txt"
COMPLETE = ROOT / "examples" / "complete" / "report.txt"
TEXTLINT = HERE / "node" / "node_modules" / ".bin" / "textlint"


def cold(commands: dict[str, list[str]]) -> dict[str, float]:
    """Median wall seconds of whole processes, run in turn; with bytecode on disk, as after an installation."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    times: dict[str, list[float]] = {name: [] for name in commands}
    for round_ in range(ROUNDS + 1):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(
                command,
                cwd=ROOT,
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=False,
            )
            if round_:
                times[name].append(time.perf_counter() - start)
    return {name: statistics.median(values) for name, values in times.items()}


def warm(functions: dict[str, Callable[[], object]], repeat: int = 20) -> dict[str, float]:
    """Median seconds of a call inside this process, called in turn."""
    times: dict[str, list[float]] = {name: [] for name in functions}
    for round_ in range(ROUNDS + 1):
        for name, function in functions.items():
            start = time.perf_counter()
            for _ in range(repeat):
                function()
            if round_:
                times[name].append((time.perf_counter() - start) / repeat)
    return {name: statistics.median(values) for name, values in times.items()}


def memory(command: list[str]) -> float:
    """Peak resident megabytes of a process."""
    code = (
        "import resource,subprocess,sys;subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss/1024)"
    )
    return float(
        subprocess.run([sys.executable, "-c", code, *command], capture_output=True, check=True, cwd=ROOT).stdout
    )


def textlint(folder: Path) -> list[str] | None:
    """Command of textlint with prh and as many terms as the rule set has, where it is installed."""
    if not TEXTLINT.exists():
        return None
    words = sorted(set(checker.load_rules().lexicon.needles))
    rules = "version: 1\nrules:\n" + "".join(f"  - expected: 甲{index}\n    pattern: {json.dumps(word, ensure_ascii=False)}\n"
                                              for index, word in enumerate(words[:900]))  # fmt: skip
    (folder / "prh.yml").write_text(rules, "utf-8")
    (folder / ".textlintrc").write_text(
        json.dumps({"rules": {"prh": {"rulePaths": [str(folder / "prh.yml")]}}}), "utf-8"
    )
    return [str(TEXTLINT), "--config", str(folder / ".textlintrc")]


def main() -> None:
    """Print every target with what was reached."""
    python = sys.executable
    rows: list[list[str]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        edited = folder / "rules"
        shutil.copytree(ROOT / "rules" / "fazhi", edited, ignore=shutil.ignore_patterns("compiled.json"))
        check = [python, "-m", "checker", "check", str(REPORT)]
        commands = {
            "empty click": [python, str(HERE / "empty.py"), str(REPORT)],
            "json": [*check, "--format", "json"],
            "json, no nearest": [*check, "--format", "json", "--no-nearest"],
            "table": check,
            "plain": [python, str(HERE / "plain.py"), str(REPORT)],
            "edited": ["env", f"XDG_CACHE_HOME={folder / 'none'}", *check, "--rules", str(edited)],
        }
        lint = textlint(folder)
        if lint:
            commands["textlint"] = [*lint, str(REPORT)]
        (folder / "none").write_text("")  # a file where the cache folder would be: nothing is cached
        found = cold(commands)
        rows += cold_rows(found)
        rows += warm_rows()
        rows.append(["T6 2,000 reports, 2 workers / serial", f"{workers(folder):.2f}", "0.65"])
        rows.append(["T7 peak memory, MB", f"{memory([*check[:-1], str(COMPLETE), '--format', 'json']):.0f}", "60"])
    print(tabulate(rows, headers=["", "reached", "target"], disable_numparse=True))


def cold_rows(found: dict[str, float]) -> list[list[str]]:
    """T1-T3 from whole processes."""
    empty = found["empty click"]
    rows = [
        ["T1 cold, json / empty click", f"{found['json'] / empty:.2f}", "2.0"],
        ["T1 cold, json --no-nearest / empty click", f"{found['json, no nearest'] / empty:.2f}", "2.0"],
        ["T1 cold, table / empty click", f"{found['table'] / empty:.2f}", "3.0"],
        ["T2 cold, table / plain script", f"{found['table'] / found['plain']:.3f}", "0.15"],
    ]
    if "textlint" in found:
        rows.append(["T2 cold, table / textlint-prh", f"{found['table'] / found['textlint']:.2f}", "0.30"])
        rows.append(["T3 cold, edited rules / textlint-prh", f"{found['edited'] / found['textlint']:.2f}", "0.60"])
    else:
        rows.append(["T3 cold, edited rules, ms (no textlint here)", f"{found['edited'] * 1000:.0f}", "0.60x textlint"])
    return rows


def warm_rows() -> list[list[str]]:
    """T4, T5 and T9 inside this process."""
    import jieba

    jieba.setLogLevel(60)
    rules = checker.load_rules()
    text = COMPLETE.read_text("utf-8")
    jieba.lcut(text)
    source = read.read_path(COMPLETE)
    document = structure.build(source, normalise.normalise(source))
    from checker.report import FORMATS, Style

    def card(tokens: object) -> str:
        return FORMATS["json"].one(pipeline.check(COMPLETE, rules, Options(tokens=tokens)), Style())  # type: ignore[arg-type]

    from checker.nearest import pairs

    found = warm(
        {
            "lcut": lambda: jieba.lcut(text),
            "card": lambda: card(pairs),
            "card, no nearest": lambda: card(None),
            "judge": lambda: judge.judge(judge.scan(document, rules), rules),
            "automaton": lambda: find(rules.lexicon, document.text.chars),
        }
    )
    rows = [
        ["T4 one more report, card included / jieba.lcut", f"{found['card'] / found['lcut']:.2f}", "0.20"],
        ["T4 the same, --no-nearest", f"{found['card, no nearest'] / found['lcut']:.2f}", "0.20"],
        ["T5 judging / bare automaton pass", f"{found['judge'] / found['automaton']:.1f}", "20"],
    ]
    return rows + size_rows(rules)


def size_rows(rules: object) -> list[list[str]]:
    """T9: time per character from 5,000 to 500,000 characters."""
    base = COMPLETE.read_text("utf-8")
    per_character = {}
    for size in (5_000, 50_000, 500_000):
        text = (base * (size // len(base) + 1))[:size]
        start = time.perf_counter()
        rounds = max(1, 500_000 // size)
        for _ in range(rounds):
            checker.check_text(text, rules, Options(tokens=None))  # type: ignore[arg-type]
        per_character[size] = (time.perf_counter() - start) / rounds / size
    first = per_character[5_000]
    return [
        [f"T9 time per character, {size:,} / 5,000", f"{value / first:.2f}", "1.15"]
        for size, value in per_character.items()
    ]


def workers(folder: Path) -> float:
    """Wall time of 2,000 reports with two processes over one."""
    base = REPORT.read_text("utf-8")
    many = folder / "many"
    many.mkdir()
    for number in range(2000):
        (many / f"{number}.txt").write_text(f"{base}\n{number}\n", "utf-8")
    paths = sorted(map(str, many.iterdir()))
    times = {}
    for count in ("1", "2", "1", "2"):
        start = time.perf_counter()
        command = [
            sys.executable,
            "-m",
            "checker",
            "check",
            *paths,
            "--format",
            "json",
            "-j",
            count,
            "-o",
            str(folder / "out.json"),
        ]
        subprocess.run(command, cwd=ROOT, stderr=subprocess.DEVNULL, check=False)
        times[count] = min(times.get(count, 1e9), time.perf_counter() - start)
    return times["2"] / times["1"]


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
