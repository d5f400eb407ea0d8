"""The same report gets the same verdicts and quotes however its Word file is made."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from drafts import deleted, ins, levels, numbered, numbering, p, package, r, style, styles
from test_office import converted

import checker
from checker import pipeline
from checker.model import RuleSet, Scorecard

FOLDER = Path(__file__).parents[2] / "examples"
EXAMPLES = [
    FOLDER / name / "report.txt" for name in ("complete", "department", "omissions")
]  # traditional is broken into short lines
OPTIONS = pipeline.Options(tokens=None)
MARKS = (re.compile(r"([一二三四五六七八九十]+)、"), re.compile(r"（([一二三四五六七八九十]+)）"))
LIST = numbering({1: levels(("chineseCounting", "%1、"), ("japaneseCounting", "（%2）"))}, {1: (1, "")})
SHEET = styles(style("1", "heading 1"), style("2", "heading 2"), style("0", "Title"))


def plain(lines: list[str]) -> bytes:
    return package(*map(p, lines))


def in_pieces(lines: list[str]) -> bytes:
    """Cut into runs, with tracked changes between."""
    return package(
        *(p(*(ins(r(line[at : at + 5])) + deleted("旧字") if at % 3 else r(line[at : at + 5]) for at in range(0, len(line), 5)))
          for line in lines)
    )  # fmt: skip


def styled(lines: list[str]) -> bytes:
    """Headings in heading styles, the title among them, and numbers made by Word."""
    blocks = [p(lines[0], style="1")]
    for line in lines[1:]:
        level = next((at for at, mark in enumerate(MARKS) if mark.match(line) and len(line) < 40), None)
        if level is None:
            blocks.append(p(line))
        else:
            blocks.append(p(MARKS[level].sub("", line, count=1), style=str(level + 1), properties=numbered(1, level)))
    return package(*blocks, parts={"numbering": LIST, "styles": SHEET})


def framed(lines: list[str]) -> bytes:
    """The whole report in the single cell of a table."""
    return package(f"<w:tbl><w:tr><w:tc>{''.join(map(p, lines))}</w:tc></w:tr></w:tbl>")


def bold_heads(lines: list[str]) -> bytes:
    return package(*(p(r(line, "<w:b/>" if len(line) < 30 and line[-1] not in "。；" else "")) for line in lines))


def judged(card: Scorecard) -> list[tuple[str, str, str, list[str]]]:
    return [
        (verdict.element, verdict.outcome.value, verdict.reason, ["".join(passage.quote.split()) for passage in verdict.evidence])
        for verdict in card.verdicts
    ]  # fmt: skip


@pytest.mark.parametrize("made", [plain, in_pieces, styled, framed, bold_heads], ids=lambda made: made.__name__)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_as_the_text(path: Path, made: Callable[[list[str]], bytes], rules: RuleSet) -> None:
    text = path.read_text("utf-8")
    data = made([line.strip() for line in text.splitlines() if line.strip()])
    assert judged(pipeline.check_bytes(data, rules, OPTIONS)) == judged(checker.check_text(text, rules, OPTIONS))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
@pytest.mark.parametrize("form", ["doc", "rtf"])
def test_old_formats(form: str, rules: RuleSet, tmp_path: Path) -> None:
    text = EXAMPLES[-1].read_text("utf-8")
    data = converted(plain(text.splitlines()), form, tmp_path)
    assert judged(pipeline.check_bytes(data, rules, OPTIONS)) == judged(checker.check_text(text, rules, OPTIONS))
