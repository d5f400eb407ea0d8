"""What formats are given and what they give back."""

from pathlib import Path
from typing import NamedTuple, Self

from checker.model import Outcome, Scorecard


class Style(NamedTuple):
    """How to render: `width` in terminal columns, colours or not, full list of what is written or not.

    `fail_on` is the lowest level of findings that stops a report: error, hint or never.
    """

    width: int = 80
    colour: bool = False
    full: bool = False
    fail_on: str = "never"


class Row(NamedTuple):
    """One checked document in short, for joining and for the exit code.

    `relieved` is the range of the score without the waived elements, where there are any; `errors` and `hints` count the
    findings that are not waived.
    """

    path: str
    issuer: str
    low: float
    high: float
    passed: bool
    grade: str
    missing: tuple[str, ...]
    partial: tuple[str, ...]
    errors: int
    hints: int
    ruleset: tuple[str, str, str]  # id, version, hash
    relieved: tuple[float, float] | None
    waivers: tuple[int, ...]  # lines of the waivers that it has made use of

    @classmethod
    def of(cls, card: Scorecard) -> Self:
        """The row of a card."""
        outcomes = {
            outcome: tuple(verdict.element for verdict in card.verdicts if verdict.outcome is outcome)
            for outcome in (Outcome.MISSING, Outcome.PARTIAL)
        }
        spared = card.relieved if card.waived and card.waived.elements else None
        return cls(
            path=card.document.source.path,
            issuer=card.document.issuer.value if card.document.issuer else "",
            low=float(card.score.low),
            high=float(card.score.high),
            passed=card.gate.passed,
            grade=card.score.grade or "",
            missing=outcomes[Outcome.MISSING],
            partial=outcomes[Outcome.PARTIAL],
            errors=sum(finding.level == "error" for finding in card.held),
            hints=sum(finding.level == "hint" for finding in card.held),
            ruleset=(card.ruleset.id, card.ruleset.version, card.ruleset.sha256),
            relieved=(float(spared.low), float(spared.high)) if spared else None,
            waivers=card.waived.used if card.waived else (),
        )


class Failed(NamedTuple):
    """A document that could not be checked."""

    path: str
    message: str


class Rendered(NamedTuple):
    """A document's piece of one output and its row."""

    row: Row
    text: str


def uri(path: str) -> str:
    """A path as a URI reference (RFC 3986): relative paths stay relative, so a service finds them in its checkout."""
    from urllib.parse import quote

    name = Path(path)
    return name.as_uri() if name.is_absolute() else quote(name.as_posix())
