"""The card: evidence, verdicts, findings, scores, waivers."""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from checker.model.document import Document, Outcome, Span
from checker.model.rules import RuleSet


class Hit(NamedTuple):
    """An occurrence of a phrase or figure in the normalised text, with the clause it begins in."""

    start: int
    end: int
    clause: int


class Evidence(NamedTuple):
    """A verbatim passage of the source that bears on an element; `place` is that of its block, "" in plain text."""

    span: Span
    quote: str
    line: int
    section: str
    place: str = ""


class Verdict(NamedTuple):
    """The judgement on one element. `only` is "problems" or "plans"; `reason` is a stable code."""

    element: str
    outcome: Outcome
    reason: str
    evidence: tuple[Evidence, ...] = ()
    only: str | None = None
    nearest: tuple[Evidence, ...] = ()


class Finding(NamedTuple):
    """An inconsistency inside the text; `level` is "error" or "hint"."""

    id: str
    level: str
    evidence: Evidence
    message: str


class DimensionScore(NamedTuple):
    """Points of one dimension, 0-100; `low` counts undecided as missing, `high` as covered."""

    id: str
    name: str
    weight: int  # sum over its applicable elements
    low: Fraction
    high: Fraction
    counts: dict[Outcome, int]


class Score(NamedTuple):
    """Points in all, 0-100 and exact; `gains` is what each element would add if it were covered.

    `limit`: below it the report does not pass; `blocking`: the required elements that are not there.
    """

    low: Fraction
    high: Fraction
    dimensions: tuple[DimensionScore, ...]
    gains: dict[str, Fraction]
    grade: str | None
    limit: Fraction
    blocking: tuple[str, ...]
    passed: bool


class Waiver(NamedTuple):
    """A decision not to hold an element, or findings of a check, against the documents whose path fits the pattern.

    `expires` is an ISO date, the last day on which it holds; `line` where it stands in its file.
    """

    element: str
    finding: str
    quote: str
    document: str
    reason: str
    approved_by: str
    expires: str
    line: int


class Waived(NamedTuple):
    """What the waivers mean for one report: waived elements, findings by number, and mandatory ones that cannot be."""

    elements: Mapping[str, Waiver]
    findings: Mapping[int, Waiver]
    refused: tuple[Waiver, ...]

    @property
    def used(self) -> tuple[int, ...]:
        """Lines of the waivers that this report has made use of."""
        entries = (*self.elements.values(), *self.findings.values(), *self.refused)
        return tuple(sorted({entry.line for entry in entries}))


class Scorecard(NamedTuple):
    """Everything a report format needs. `relieved` is the score without the waived elements, where there are waivers."""

    document: Document
    ruleset: RuleSet
    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...]
    score: Score
    waived: Waived | None = None
    relieved: Score | None = None

    @property
    def gate(self) -> Score:
        """The score that decides whether the report passes."""
        return self.relieved or self.score

    @property
    def held(self) -> tuple[Finding, ...]:
        """The findings that are not waived."""
        waived = self.waived.findings if self.waived else {}
        return tuple(finding for number, finding in enumerate(self.findings) if number not in waived)
