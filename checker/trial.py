"""Runs the examples that stand beside the rules, through the whole pipeline."""

from collections.abc import Iterable
from typing import NamedTuple

from checker import pipeline
from checker.model import Example, RuleSet, Verdict

_AROUND = """临溪县{year}年法治政府建设情况报告

{year}年，临溪县坚持以习近平新时代中国特色社会主义思想为指导，扎实推进各项工作。现将有关情况报告如下：
一、主要举措和成效
{text}
"""
"""What an example without `whole: true` stands in."""


class Failure(NamedTuple):
    """An example that did not get its verdict; `message` is for the author of the rule."""

    example: Example
    message: str


def run(ruleset: RuleSet, examples: Iterable[Example]) -> list[Failure]:
    """All examples whose outcome, evidence or `only` differ from what they state."""
    failures = []
    for example in examples:
        message = _differs(example, _verdict(ruleset, example))
        if message:
            failures.append(Failure(example, message))
    return failures


def _verdict(ruleset: RuleSet, example: Example) -> Verdict:
    text = example.text if example.whole else _AROUND.format(year=example.year, text=example.text)
    options = pipeline.Options(year=None if example.whole else example.year, any_document=True, tokens=None)
    card = pipeline.check_text(text, ruleset, options)
    return next(verdict for verdict in card.verdicts if verdict.element == example.element)


def _differs(example: Example, verdict: Verdict) -> str | None:
    quotes = [passage.quote for passage in verdict.evidence]
    if verdict.outcome is not example.outcome:
        shown = f"，证据“{quotes[0]}”" if quotes else ""
        return f"应为 {example.outcome.value}，得到 {verdict.outcome.value}（{verdict.reason}{shown}）"
    if example.only != verdict.only:
        return f"only 应为 {example.only}，得到 {verdict.only}"
    if example.evidence and not any(example.evidence in quote for quote in quotes):
        return f"证据里没有“{example.evidence}”，得到：{'；'.join(quotes) or '无'}"
    return None
