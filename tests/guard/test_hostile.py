"""Inputs that are large, shapeless or hostile: an answer in bounded time and memory, and never a pass."""

import random
import resource
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMPLETE = (ROOT / "examples" / "complete" / "report.txt").read_text("utf-8")
SECONDS = 60
"""Far above what any of these takes; a hang or a quadratic pattern is what it catches."""


def check(data: bytes, path: Path) -> subprocess.CompletedProcess[bytes]:
    path.write_bytes(data)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))

    command = [sys.executable, "-m", "checker", "check", str(path), "--format", "json", "--any-document"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=SECONDS, preexec_fn=limit)  # noqa: PLW1509


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("法治" * 25_000_000, 3),  # 150 MB as UTF-8 is cut off while reading
        ("，" * 400_000, 3),
        ("法治政府建设" * 60_000, 1),
        ("《" * 100_000 + "法治", 1),
        ("一是" * 100_000, 1),
        ("仍存在" * 100_000, 1),
        ("没有" * 100_000, 1),
        ("县" * 200_000, 1),
        ("一、法治\n" * 40_000, 1),
        ("法治、公安局、" * 40_000, 1),
        ("1" * 300_000 + "法治", 1),
        (COMPLETE.replace("\n", ""), None),
        ("\n".join(COMPLETE), None),
        (COMPLETE * 60, None),
    ],
    ids=["huge", "marks", "one-word", "brackets", "items", "lacks", "denials", "one-character", "headings", "lists", "digits",
         "one-line", "a-character-a-line", "sixty-times"],
)  # fmt: skip
def test_an_answer_in_bounded_time(text: str, code: int | None, tmp_path: Path) -> None:
    result = check(text.encode(), tmp_path / "report.txt")
    assert result.returncode in ({code} if code is not None else {0, 1})
    assert b"Traceback" not in result.stderr


@pytest.mark.parametrize("seed", range(6))
def test_damaged_reports_are_read_or_refused(seed: int, tmp_path: Path) -> None:
    dice = random.Random(seed)
    data = bytearray(COMPLETE.encode(dice.choice(["utf-8", "gb18030", "utf-16"])))
    for _ in range(dice.choice([1, 30, 3000])):
        data[dice.randrange(len(data))] = dice.randrange(256)
    result = check(bytes(data[: dice.randrange(1, len(data))]), tmp_path / "report.txt")
    assert result.returncode in (0, 1, 3)
    assert b"Traceback" not in result.stderr
