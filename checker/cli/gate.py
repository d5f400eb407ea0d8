"""The options that say what passes, shared by the commands that check."""

from fractions import Fraction

import click

from checker import pipeline
from checker.cli.options import Function
from checker.errors import UsageError
from checker.model import IssuerKind, RuleSet


def gate_options(function: Function) -> Function:
    """--fail-under, --require, --checks, --no-checks and --fail-on."""
    under = "低于这个分数不通过，默认用规则集的及格线。"
    on = "有一致性错误（error）或提示（hint）也不通过；默认 never，只列出。"
    levels = click.Choice(["error", "hint", "never"])
    for option in (  # the last is put on first, so they are listed in this order
        click.option("--fail-on", type=levels, default="never", metavar="级别", help=on),
        click.option("--no-checks", is_flag=True, help="不报一致性问题。"),
        click.option("--checks", metavar="名称,…", help="只报这些一致性检查，例如 sum,ratio；默认全部。"),
        click.option("--require", multiple=True, metavar="编号", help="这个要素缺失也不通过，可写多次。"),
        click.option("--fail-under", type=click.FloatRange(0, 100), metavar="分数", help=under),
    ):
        function = option(function)
    return function


def stops(fail_on: str, errors: int, hints: int) -> bool:
    """Whether so many inconsistencies stop a report."""
    return errors > 0 if fail_on == "error" else fail_on == "hint" and errors + hints > 0


def settings(
    ruleset: RuleSet,
    fail_under: float | None,
    require: tuple[str, ...],
    year: int | None,
    issuer_kind: str | None,
    any_document: bool,
    checks: str | None,
    no_checks: bool,
) -> pipeline.Options:
    """What the options ask for. Raises UsageError where they name something unknown."""
    unknown = [name for name in require if name not in {element.id for element in ruleset.elements}]
    if unknown:
        raise UsageError(f"没有编号为 {'、'.join(unknown)} 的要素，用 checker rules list 看编号。")
    return pipeline.Options(
        year=year,
        issuer_kind=IssuerKind(issuer_kind) if issuer_kind else None,
        any_document=any_document,
        tokens=None,
        limit=None if fail_under is None else Fraction(str(fail_under)),
        required=frozenset(require),
        checks=frozenset() if no_checks else _chosen(checks, ruleset),
    )


def _chosen(checks: str | None, ruleset: RuleSet) -> frozenset[str] | None:
    """Full ids of the checks named in `sum,ratio`; None where all are asked for."""
    if checks is None:
        return None
    known = {entry.id for entry in ruleset.checks}
    names = [name.strip().removeprefix("consistency.") for name in checks.replace("，", ",").split(",")]
    unknown = [name for name in names if f"consistency.{name}" not in known]
    if unknown:
        available = "、".join(sorted(entry.removeprefix("consistency.") for entry in known))
        raise UsageError(f"没有名为 {'、'.join(unknown)} 的一致性检查，可用的有：{available}。")
    return frozenset(f"consistency.{name}" for name in names)
