"""The same report gives the same verdicts and quotes in every format, made by real tools (see `formats.FORMATS`)."""

from pathlib import Path

import pytest
from formats import FORMATS

import checker
from checker import read
from checker.model import RuleSet, Source
from checker.pipeline import Options

ROOT = Path(__file__).parents[2]
REPORTS = [
    ROOT / "examples" / "complete" / "report.txt",
    ROOT / "tests" / "unseen" / "reports" / "d2.txt",
    ROOT / "tests" / "unseen" / "reports" / "h1.txt",
]
OPTIONS = Options(tokens=None)


def bare(text: str) -> str:
    return "".join(text.split())


def judged(source: Source, rules: RuleSet) -> dict[str, tuple[str, str | None, list[str]]]:
    card = checker.pipeline.check_source(source, rules, OPTIONS)
    return {
        verdict.element: (verdict.outcome.value, verdict.only, [bare(found.quote) for found in verdict.evidence])
        for verdict in card.verdicts
    }


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("path", REPORTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_same_verdicts(path: Path, form: str, rules: RuleSet) -> None:
    text = path.read_text("utf-8")
    source = read.read_bytes(FORMATS[form](text), f"report ({form})")
    assert source.gaps == ()
    assert bare(source.text) == bare(text)
    assert judged(source, rules) == judged(read.read_text(text, "report"), rules)
    assert all(block.place.startswith("第 ") for block in source.blocks)
