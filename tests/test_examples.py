"""Every example report gives exactly the card beside it; refresh with --update-golden and read the difference."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted(path.parent for path in (ROOT / "examples").glob("*/report.txt"))


def test_there_are_four() -> None:
    assert {path.name for path in EXAMPLES} >= {"complete", "omissions", "department", "traditional"}


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: path.name)
def test_the_card_is_the_expected_one(folder: Path, request: pytest.FixtureRequest) -> None:
    path = folder.relative_to(ROOT) / "report.txt"
    result = subprocess.run(
        [sys.executable, "-m", "checker", "check", str(path)], cwd=ROOT, capture_output=True, check=False, timeout=60
    )
    card = result.stdout.decode("utf-8")
    expected = folder / "expected.txt"
    if request.config.getoption("--update-golden"):
        expected.write_text(card, "utf-8")
    assert expected.is_file(), "no expected card: run pytest --update-golden and read it"
    assert card == expected.read_text("utf-8")
    assert f"checker check {path}" in (folder / "README.md").read_text("utf-8")
