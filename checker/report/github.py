"""Workflow commands of GitHub Actions (::error file=…,line=…::message), which become annotations at the lines.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from collections.abc import Sequence

from checker.model import Scorecard
from checker.report import alerts
from checker.report.style import Failed, Rendered, Style

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def one(card: Scorecard, style: Style) -> str:
    """The commands of one report, what stops it first, since only ten of each kind are shown."""
    return "".join(_command(alert, card.document.source.path) for alert in alerts.alerts(card, style))


def join(rendered: Sequence[Rendered], failed: Sequence[Failed], style: Style) -> str:
    """All commands; documents that could not be checked come first."""
    lines = [f"::error file={_property(entry.path)},title=未能检查::{_data(entry.message)}\n" for entry in failed]
    return "".join(lines + [entry.text for entry in rendered])


def _command(alert: alerts.Alert, path: str) -> str:
    region = alert.region
    where = f"file={_property(path)},line={region.line},endLine={region.end_line}"
    if region.line == region.end_line:  # GitHub takes columns only inside one line
        where += f",col={region.column},endColumn={region.end_column}"
    title = _property(f"{alert.rule.name}（{alert.rule.id}）")
    return f"::{_COMMANDS[alert.level]} {where},title={title}::{_data(alert.message)}\n"


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")
