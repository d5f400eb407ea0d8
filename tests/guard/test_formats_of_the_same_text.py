"""What changes no meaning changes no verdict: encodings, characters, punctuation, broken lines, order of sections."""

import random
from pathlib import Path

import pytest
from opencc import OpenCC

import checker
from checker.model import Outcome, RuleSet
from checker.pipeline import Options

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/report.txt"))
OPTIONS = Options(any_document=True, tokens=None)


def outcomes(text: str, rules: RuleSet) -> dict[str, Outcome]:
    card = checker.check_text(text, rules, OPTIONS)
    return {verdict.element: verdict.outcome for verdict in card.verdicts}


def traditional(text: str) -> str:
    return OpenCC("s2tw").convert(text)


def half_width(text: str) -> str:
    return text.translate(str.maketrans("，；：（）？！", ",;:()?!"))


def full_width_digits(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if char.isdigit() and char.isascii() else char for char in text)


def spaced(text: str) -> str:
    return "\n".join("　　" + line if line else line for line in text.replace("。", "。\u00a0").split("\n"))


def straight_quotes(text: str) -> str:
    return text.replace("“", '"').replace("”", '"')


def without_quotes(text: str) -> str:
    return text.replace("“", "").replace("”", "")


def windows(text: str) -> str:
    return "\ufeff" + text.replace("\n", "\r\n")


def wrapped(text: str) -> str:
    """Every paragraph broken at 37 characters, with page numbers between, as a PDF gives it."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += [paragraph[at : at + 37] for at in range(0, len(paragraph), 37)] or [""]
    pages = [lines[at : at + 30] for at in range(0, len(lines), 30)]
    return "\n\n".join("\n".join(page) + f"\n\n- {number} -" for number, page in enumerate(pages, 1))


CHANGES = [traditional, half_width, full_width_digits, spaced, straight_quotes, without_quotes, windows, wrapped]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_verdicts_stay(path: Path, change, rules: RuleSet) -> None:  # type: ignore[no-untyped-def]
    text = path.read_text("utf-8")
    if path.parent.name == "traditional" and change in (traditional, wrapped):
        pytest.skip("already so")
    assert outcomes(change(text), rules) == outcomes(text, rules)


def sections(text: str) -> tuple[str, list[str], str]:
    """Head, top-level sections, tail of a report whose sections begin with 一、"""
    lines = text.split("\n")
    starts = [at for at, line in enumerate(lines) if line[:1] in "一二三四五六七八九十" and line[1:2] == "、"]
    end = next((at for at in range(len(lines) - 1, 0, -1) if "。" in lines[at]), len(lines)) + 1
    bounds = [*starts, end]
    return (
        "\n".join(lines[: starts[0]]),
        ["\n".join(lines[first:last]) for first, last in zip(bounds, bounds[1:], strict=False)],
        "\n".join(lines[end:]),
    )


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    "path", [path for path in EXAMPLES if path.parent.name == "complete"], ids=lambda path: path.parent.name
)
def test_the_order_of_sections_does_not_matter(path: Path, seed: int, rules: RuleSet) -> None:
    text = path.read_text("utf-8")
    head, parts, tail = sections(text)
    assert len(parts) >= 3
    random.Random(seed).shuffle(parts)
    assert outcomes("\n".join([head, *parts, tail]), rules) == outcomes(text, rules)
