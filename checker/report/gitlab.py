"""Code Quality report of GitLab: a JSON list of issues shown in merge requests.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from checker.model import Scorecard
from checker.report import alerts
from checker.report.style import Failed, Rendered, Style

_SEVERITIES = {"error": "critical", "warning": "major", "note": "info"}


def one(card: Scorecard, style: Style) -> str:
    """The issues of one report, as a JSON list."""
    path = card.document.source.path
    return json.dumps([_issue(alert, path) for alert in alerts.alerts(card, style)], ensure_ascii=False)


def join(rendered: Sequence[Rendered], failed: Sequence[Failed], style: Style) -> str:
    """All issues; a document that could not be checked is a blocker."""
    issues = [
        {
            "description": failure.message,
            "check_name": alerts.DOCUMENT,
            "fingerprint": sha256(f"{failure.path}|{alerts.DOCUMENT}".encode()).hexdigest()[:32],
            "severity": "blocker",
            "location": {"path": failure.path, "lines": {"begin": 1}},
        }
        for failure in failed
    ]
    for entry in rendered:
        issues += json.loads(entry.text)
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"


def _issue(alert: alerts.Alert, path: str) -> dict[str, Any]:
    return {
        "description": alert.message,
        "check_name": alert.rule.id,
        "fingerprint": sha256(f"{path}|{alert.fingerprint}".encode()).hexdigest()[:32],  # unique in the whole list
        "severity": _SEVERITIES[alert.level],
        "location": {"path": path, "lines": {"begin": alert.region.line, "end": alert.region.end_line}},
    }
