"""The words and columns of the card."""

from fractions import Fraction
from pathlib import Path

import pytest

import checker
from checker.model import Outcome, RuleSet, Verdict
from checker.report import FORMATS, Style
from checker.report.markdown import text
from checker.report.table import width, wrap
from checker.report.wording import points, reason, shorten

ROOT = Path(__file__).parents[2]
CODES = [
    "stated", "half", "half.slogan", "half.heading", "half.demanded", "half.studied", "absent", "said.lacking", "said.planned",
    "said.demanded", "said.studied", "words.only", "only.problems", "only.plans", "since.2021", "until.2020",
]  # fmt: skip


@pytest.mark.parametrize("code", CODES)
def test_every_reason_code_has_words(code: str) -> None:
    assert reason(Verdict("x.y", Outcome.MISSING, code)).endswith("。")


@pytest.mark.parametrize(
    ("value", "shown"), [("1/3", "0.3"), ("5/100", "0.1"), ("4/100", "0.0"), ("100", "100.0"), ("1999/20", "100.0")]
)
def test_points_are_rounded_half_up(value: str, shown: str) -> None:
    assert points(Fraction(value)) == shown


def test_chinese_counts_two_columns_and_lines_break_between_characters() -> None:
    assert width("法治a1，") == 8
    lines = wrap("法治政府建设年度报告（二〇二二）。", 16, "  ").split("\n")
    assert all(width(line) <= 20 for line in lines)
    assert not any(line.endswith(("（", "《", "“")) for line in lines)


def test_long_quotes_are_shortened_to_one_line() -> None:
    assert shorten("法治\n政府 建设", 10) == "法治政府建设"
    assert shorten("法治政府建设", 4) == "法治政…"


def test_nothing_of_a_report_becomes_markup() -> None:
    assert text("a|b `c` <d> *e* [f]") == "a\\|b \\`c\\` \\<d\\> \\*e\\* \\[f\\]"


@pytest.mark.parametrize("form", ["table", "json", "markdown", "html", "docx", "pdf"])
def test_the_original_words_are_shown(form: str, rules: RuleSet) -> None:
    card = checker.check(ROOT / "examples" / "traditional" / "report.txt", rules)
    shown = FORMATS[form].one(card, Style(full=True))
    assert "雁汀縣" in shown
    assert "\x1b" not in shown


def test_colour_only_when_asked(rules: RuleSet) -> None:
    card = checker.check(ROOT / "examples" / "omissions" / "report.txt", rules)
    assert "\x1b[31m" in FORMATS["table"].one(card, Style(colour=True))
