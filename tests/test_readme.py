"""What the README shows is true: its commands run, its card is the program's, both languages hold the same two commands."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from formats import docx_draft

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```bash\n(.*?)```", README, re.DOTALL)
COMMANDS = [
    line.partition("#")[0].strip() for block in BLOCKS for line in block.splitlines() if line.startswith("checker ")
]


def test_both_languages_hold_the_same_two_commands() -> None:
    setup = [block.strip() for block in BLOCKS if ".venv" in block]
    assert len(setup) == 4
    assert setup[:2] == setup[2:]
    assert setup[1].endswith("python -m pytest")
    ci = (ROOT / ".ci" / "run").read_text("utf-8")
    assert ".venv/bin/python -m pytest" in ci
    assert "install --quiet -e '.[test]'" in ci


@pytest.mark.parametrize("command", [command for command in COMMANDS if "--cluster" not in command])
def test_commands_run(command: str, tmp_path: Path) -> None:
    """In a folder that holds what the README names; tests/batch/test_cluster.py runs the cluster with real addresses."""
    text = (ROOT / "examples" / "complete" / "report.txt").read_text("utf-8")
    draft = docx_draft(text)
    later = docx_draft(text.replace("2024", "2025").replace("2023", "2024"))
    for folder in ("报告", "报送"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "甲县.docx").write_bytes(draft)
    (tmp_path / "报告.txt").write_text(text, "utf-8")
    for name, data in (("送审稿", draft), ("上年", draft), ("今年", later)):
        (tmp_path / f"{name}.docx").write_bytes(data)
    words = []
    for word in shlex.split(command)[1:]:
        words += sorted(str(path.relative_to(tmp_path)) for path in tmp_path.glob(word)) if "*" in word else [word]
    result = subprocess.run(
        [sys.executable, "-m", "checker", *words], cwd=tmp_path, capture_output=True, check=False, timeout=60
    )
    assert result.returncode == 0, result.stderr.decode()
    assert result.stderr.decode() == "" or words[0] in ("annotate", "batch")


def test_the_card_shown_is_the_programs() -> None:
    shown = re.search(r"<!-- card -->\n```text\n\$ (.*?)\n(.*?)```", README, re.DOTALL)
    assert shown
    words = shlex.split(shown.group(1))
    result = subprocess.run([sys.executable, "-m", *words], cwd=ROOT, capture_output=True, check=False, timeout=60)
    first = shown.group(2).partition("……")[0]
    assert result.stdout.decode().startswith(first)
    assert len(first) > 400


def test_the_library_example_runs() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, timeout=60)
    assert "section.duty covered" in result.stdout.decode()


def test_the_pictures_are_there_and_small() -> None:
    pictures = set(re.findall(r"\]\((examples/[^)]*\.png)\)", README))
    assert "examples/card.png" in pictures
    for picture in pictures:
        data = (ROOT / picture).read_bytes()
        assert data.startswith(b"\x89PNG")
        assert len(data) < 200_000
