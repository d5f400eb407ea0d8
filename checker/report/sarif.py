"""SARIF 2.1.0 (OASIS standard) for code scanning services: one run, one result for each alert."""

import json
from collections.abc import Sequence
from typing import Any

from checker.model import Scorecard
from checker.report import alerts
from checker.report.style import Failed, Rendered, Style, uri
from checker.version import VERSION

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "checkerAlert/v1"
"""Name of the fingerprint; its number rises when the way it is made changes."""

_UNREADABLE = alerts.Rule(
    alerts.DOCUMENT, "文件未能检查", "文件读不出来，或者不是这类报告。", "请按提示核对文件后再检查。", "error"
)


def one(card: Scorecard, style: Style) -> str:
    """Results of one report and the rules that they name."""
    found = list(alerts.alerts(card, style))
    rules = {alert.rule.id: _rule(alert.rule) for alert in found}
    results = [_result(alert, card.document.source.path) for alert in found]
    return json.dumps({"rules": rules, "results": results}, ensure_ascii=False)


def join(rendered: Sequence[Rendered], failed: Sequence[Failed], style: Style) -> str:
    """The log; a document that could not be checked is a notification, and the run was not successful."""
    rules: dict[str, Any] = {}
    results: list[dict[str, Any]] = []
    for entry in rendered:
        piece = json.loads(entry.text)
        rules.update(piece["rules"])
        results += piece["results"]
    order = {name: index for index, name in enumerate(sorted(rules))}
    for result in results:
        result["ruleIndex"] = order[result["ruleId"]]
    notifications = [
        {
            "level": "error",
            "descriptor": {"id": alerts.DOCUMENT},
            "message": {"text": failure.message},
            "locations": [{"physicalLocation": {"artifactLocation": _artifact(failure.path)}}],
        }
        for failure in failed
    ]
    driver: dict[str, Any] = {"name": "checker", "version": VERSION, "semanticVersion": VERSION}
    driver["rules"] = [rules[name] for name in sorted(rules)]
    driver["notifications"] = [_rule(_UNREADABLE)]
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not failed, "toolExecutionNotifications": notifications}],
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: alerts.Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": "".join(part.capitalize() for part in rule.id.replace("-", ".").split(".")),
        "shortDescription": {"text": _sentence(rule.name)},
        "fullDescription": {"text": _sentence(rule.text)},
        "help": {"text": rule.help},
        "defaultConfiguration": {"level": rule.level},
    }


def _sentence(words: str) -> str:
    """Ended with a full stop, as the validator of Microsoft asks (half-width)."""
    return words.rstrip("。.") + "."


def _result(alert: alerts.Alert, path: str) -> dict[str, Any]:
    region = alert.region
    place = {"startLine": region.line, "startColumn": region.column}
    place |= {"endLine": region.end_line, "endColumn": max(region.end_column, region.column + 1)}
    return {
        "ruleId": alert.rule.id,
        "level": alert.level,
        "message": {"text": _sentence(alert.message)},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(path), "region": place}}],
        "partialFingerprints": {FINGERPRINT: alert.fingerprint},
    }


def _artifact(path: str) -> dict[str, str]:
    return {"uri": uri(path)}
