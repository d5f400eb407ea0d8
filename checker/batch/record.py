"""One report to one record: what a worker does, on this machine or another."""

import hashlib
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

from checker import nearest, pipeline, read
from checker.batch import storage
from checker.errors import CheckerError
from checker.model import IssuerKind, Outcome, RuleSet, Scorecard
from checker.report import FORMATS, Rendered, Row, Style
from checker.report.alerts import gates

CHECKED, FAILED, SAME = "checked", "failed", "same"
"""Status of a record; `same` stands for the record that an earlier run has made."""


class Job(NamedTuple):
    """How every report is checked; plain values, so that it can be sent anywhere. `cards` is a local folder or ""."""

    rules: str
    cards: str
    year: int | None = None
    issuer_kind: str | None = None
    any_document: bool = False
    limit: str | None = None
    required: tuple[str, ...] = ()
    checks: tuple[str, ...] | None = None
    fail_on: str = "never"

    def key(self, ruleset: RuleSet) -> str:
        """What a record depends on beside the report's bytes."""
        settings = repr((*self._replace(cards=""), bool(self.cards), ruleset.sha256))
        return hashlib.sha256(settings.encode()).hexdigest()[:16]

    def options(self) -> pipeline.Options:
        """The options of the pipeline."""
        return pipeline.Options(
            year=self.year,
            issuer_kind=IssuerKind(self.issuer_kind) if self.issuer_kind else None,
            any_document=self.any_document,
            tokens=nearest.pairs if self.cards else None,
            limit=None if self.limit is None else Fraction(self.limit),
            required=frozenset(self.required),
            checks=None if self.checks is None else frozenset(self.checks),
        )


def record(path: str, job: Job, ruleset: RuleSet, known: str = "") -> dict[str, Any]:
    """The record of a report; `known` is the hash that the file had when it was checked before."""
    digest = ""
    try:
        data = _bytes(path)
        digest = read.sha256(data)
        if digest == known:
            return {"path": path, "status": SAME}
        card = pipeline.check_source(read.read_bytes(data, path), ruleset, job.options())
    except CheckerError as error:
        return failure(path, str(error), digest)
    made = _of(card, job.fail_on)
    made["sha256"] = digest
    if job.cards:
        made["card"] = _card(card, Path(job.cards))
    return made


def failure(path: str, message: str, digest: str = "") -> dict[str, Any]:
    """The record of a report that could not be checked."""
    return {"path": path, "sha256": digest, "status": FAILED, "message": message}


def _bytes(path: str) -> bytes:
    if "://" not in path:
        return read.file_bytes(Path(path))
    return storage.load(path, read.MAX_BYTES + 1)


def _of(card: Scorecard, fail_on: str) -> dict[str, Any]:
    document, score = card.document, card.score
    style = Style(fail_on=fail_on)
    return {
        "path": document.source.path,
        "sha256": document.source.sha256,
        "status": CHECKED,
        "message": "",
        "title": document.title.value if document.title else "",
        "issuer": document.issuer.value if document.issuer else "",
        "issuer_kind": document.issuer_kind.value,
        "year": document.year,
        "low": round(float(score.low), 2),
        "high": round(float(score.high), 2),
        "grade": score.grade or "",
        "passed": score.passed and not any(gates(card, finding, style) for finding in card.findings),
        "blocking": list(score.blocking),
        "outcomes": {verdict.element: verdict.outcome.value for verdict in card.verdicts},
        "findings": [
            {"id": entry.id, "level": entry.level, "line": entry.evidence.line, "quote": entry.evidence.quote, "message": entry.message}
            for entry in card.findings
        ],
        "problems": [*document.source.problems, *(gap.message for gap in document.source.gaps)],
    }  # fmt: skip


def _card(card: Scorecard, folder: Path) -> str:
    """Write the card; its name is the report's with a hash of the path, so equal names in two folders stay apart."""
    path = card.document.source.path
    stem = "".join(char if char.isalnum() or char in "-_." else "_" for char in Path(path).stem)[:60]
    name = f"{stem}-{hashlib.sha256(path.encode('utf-8', 'surrogateescape')).hexdigest()[:8]}.html"
    form, style = FORMATS["html"], Style()
    missing = tuple(verdict.element for verdict in card.verdicts if verdict.outcome is Outcome.MISSING)
    ruleset = (card.ruleset.id, card.ruleset.version, card.ruleset.sha256)
    row = Row(path, "", float(card.score.low), float(card.score.high), card.score.passed, card.score.grade or "",
              missing, (), 0, 0, ruleset)  # fmt: skip
    page = str(form.join([Rendered(row, form.one(card, style))], (), style))
    storage.save(str(folder / name), page.encode("utf-8", "backslashreplace"))
    return name
