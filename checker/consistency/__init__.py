"""`Document` to findings: what contradicts itself inside the text, independent of the rules for coverage.

One module per check, in `CHECKS`.
"""

from collections.abc import Callable, Mapping

from checker.consistency import change, figure, place, ratio
from checker.consistency import sum as sums
from checker.model import Document, Finding

CHECKS: Mapping[str, Callable[[Document], tuple[Finding, ...]]] = {
    "consistency.change": change.check,
    "consistency.figure": figure.check,
    "consistency.place": place.check,
    "consistency.ratio": ratio.check,
    "consistency.sum": sums.check,
}
"""Check id → function."""


def check(document: Document) -> tuple[Finding, ...]:
    """All findings, in the order of the text."""
    found = [finding for run in CHECKS.values() for finding in run(document)]
    return tuple(sorted(found, key=lambda finding: (finding.evidence.span, finding.id)))
