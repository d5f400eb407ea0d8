"""`Document` to findings: what contradicts itself inside the text, independent of the rules for coverage.

One module per check, in `CHECKS`.
"""

from collections.abc import Callable, Mapping, Sequence

from checker.consistency import (
    change,
    duplicate,
    enumeration,
    figure,
    instrument,
    numbering,
    place,
    ratio,
    residue,
    truncation,
    year,
)
from checker.consistency import sum as sums
from checker.model import Check, Document, Finding

CHECKS: Mapping[str, Callable[[Document], tuple[Finding, ...]]] = {
    "consistency.change": change.check,
    "consistency.duplicate": duplicate.check,
    "consistency.enumeration": enumeration.check,
    "consistency.figure": figure.check,
    "consistency.instrument": instrument.check,
    "consistency.numbering": numbering.check,
    "consistency.place": place.check,
    "consistency.ratio": ratio.check,
    "consistency.residue": residue.check,
    "consistency.sum": sums.check,
    "consistency.truncation": truncation.check,
    "consistency.year": year.check,
}
"""Check id → function."""


def check(document: Document, checks: Sequence[Check]) -> tuple[Finding, ...]:
    """What these checks find, in the order of the text; a check of level "hint" gives hints only."""
    found = [
        finding if check.level == "error" else finding._replace(level="hint")
        for check in checks
        if check.id in CHECKS
        for finding in CHECKS[check.id](document)
    ]
    return tuple(sorted(found, key=lambda finding: (finding.evidence.span, finding.id)))
