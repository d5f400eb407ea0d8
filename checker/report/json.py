"""The JSON contract, version 1 (card.schema.json beside this file)."""

import json
from collections.abc import Sequence
from typing import Any

from checker.model import Evidence, Finding, Outcome, Scorecard, Waiver
from checker.report import wording
from checker.report.style import Failed, Rendered, Style
from checker.version import VERSION

_ENCODE = json.JSONEncoder(ensure_ascii=False).encode


def one(card: Scorecard, style: Style) -> str:
    """One entry of `reports`."""
    return _indented(_report(card), "\n")


def _indented(value: Any, line: str) -> str:
    """As `json.dumps` with indent=2, which leaves its fast encoder when it indents; `line` begins a line here."""
    inner = f"{line}  "
    if isinstance(value, dict) and value:
        pairs = (f"{_ENCODE(key)}: {_indented(entry, inner)}" for key, entry in value.items())
        return "{" + inner + f",{inner}".join(pairs) + line + "}"
    if isinstance(value, list) and value:
        return "[" + inner + f",{inner}".join([_indented(entry, inner) for entry in value]) + line + "]"
    return _ENCODE(value)


def join(rendered: Sequence[Rendered], failed: Sequence[Failed], style: Style) -> str:
    """The whole document; the entries are put in as they were rendered, since parsing them again would cost as much."""
    head = {
        "schema_version": 1,
        "tool": {"name": "checker", "version": VERSION},
        "ruleset": dict(zip(("id", "version", "sha256"), rendered[0].row.ruleset, strict=True)) if rendered else None,
    }
    errors = [{"path": failure.path, "message": failure.message} for failure in failed]
    reports = ",".join("\n" + entry.text for entry in rendered)
    head_text = json.dumps(head, ensure_ascii=False, indent=2).removesuffix("\n}")
    errors_text = json.dumps(errors, ensure_ascii=False, indent=2)
    return f'{head_text},\n"reports": [{reports}\n],\n"errors": {errors_text}\n}}\n'


def _report(card: Scorecard) -> dict[str, Any]:
    document = card.document
    return {
        "path": document.source.path,
        "sha256": document.source.sha256,
        "format": document.source.format,
        "title": wording.original(document.title, document),
        "issuer": wording.original(document.issuer, document),
        "issuer_kind": document.issuer_kind.value,
        "year": document.year,
        "passed": card.gate.passed,
        "grade": card.score.grade,
        "score": {
            "total": _points(card.score.low) if card.score.low == card.score.high else None,
            "low": _points(card.score.low),
            "high": _points(card.score.high),
            "dimensions": [
                {
                    "id": entry.id,
                    "name": entry.name,
                    "weight": entry.weight,
                    "score": _points(entry.low) if entry.weight else None,
                    "high": _points(entry.high) if entry.weight else None,
                    **{outcome.value: entry.counts[outcome] for outcome in Outcome},
                }
                for entry in card.score.dimensions
            ],
        },
        "elements": [
            {
                "id": element.id,
                "name": element.name,
                "level": element.level(document.issuer_kind).value,
                "outcome": verdict.outcome.value,
                "only": verdict.only,
                "gain": _points(card.score.gains[element.id]),
                "reason": verdict.reason,
                "message": wording.reason(verdict),
                "evidence": [_passage(passage) for passage in verdict.evidence],
                "nearest": [_passage(passage) for passage in verdict.nearest],
                "place": element.place,
                "basis": wording.basis(element.basis),
                "advice": element.advice,
            }
            for element, verdict in wording.pairs(card)
        ],
        "findings": [_finding(finding) for finding in card.findings],
        "problems": list(wording.problems(document)),
        **_waivers(card),
    }


def _waivers(card: Scorecard) -> dict[str, Any]:
    """What is waived, where waivers are given: by element, by number of the finding (from 0), and what cannot be."""
    if card.waived is None or card.relieved is None:
        return {}
    waived = card.waived
    return {
        "waived": {
            "score": {"low": _points(card.relieved.low), "high": _points(card.relieved.high)},
            "elements": [{"element": name, **_waiver(entry)} for name, entry in waived.elements.items()],
            "findings": [{"finding": number, **_waiver(entry)} for number, entry in waived.findings.items()],
            "refused": [{"element": entry.element, **_waiver(entry)} for entry in waived.refused],
        }
    }


def _waiver(entry: Waiver) -> dict[str, Any]:
    return {"reason": entry.reason, "approved_by": entry.approved_by, "expires": entry.expires or None}


def _points(value: Any) -> float:
    return round(float(value), 2)


def _passage(passage: Evidence) -> dict[str, Any]:
    return {
        "quote": passage.quote,
        "start": passage.span.start,
        "end": passage.span.end,
        "line": passage.line,
        "place": passage.place,
        "section": passage.section,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {"id": finding.id, "level": finding.level, **_passage(finding.evidence), "message": finding.message}
