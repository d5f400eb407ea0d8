"""`Document` to findings: what contradicts itself inside the text, independent of the rules for coverage.

One module per check, in `CHECKS`.
"""

from collections.abc import Callable, Mapping

from checker.consistency import duplicate, enumeration, numbering, place, residue, truncation
from checker.model import Document, Finding

CHECKS: Mapping[str, Callable[[Document], tuple[Finding, ...]]] = {
    "consistency.place": place.check,
    "consistency.enumeration": enumeration.check,
    "consistency.numbering": numbering.check,
    "consistency.duplicate": duplicate.check,
    "consistency.residue": residue.check,
    "consistency.truncation": truncation.check,
}
"""Check id → function."""


def check(document: Document) -> tuple[Finding, ...]:
    """All findings, in the order of the text."""
    found = [finding for run in CHECKS.values() for finding in run(document)]
    return tuple(sorted(found, key=lambda finding: (finding.evidence.span, finding.id)))
