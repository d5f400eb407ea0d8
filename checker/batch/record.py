"""One report to one record: what a worker does, on this machine or another."""

import hashlib
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple, Protocol, Self

from checker import nearest, pipeline, read
from checker.batch import storage
from checker.errors import CheckerError
from checker.model import IssuerKind, RuleSet, Scorecard, Waiver
from checker.report import FORMATS, Rendered, Row, Style
from checker.report.alerts import gates

CHECKED, FAILED, SAME = "checked", "failed", "same"
"""Status of a record; `same` stands for the record that an earlier run has made."""


class Records(Protocol):
    """The records of a run, from which the results are written; one at a time is in memory."""

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """All records, by path."""
        ...

    def __getitem__(self, path: str) -> dict[str, Any]:
        """The record of a report. Raises KeyError."""
        ...


class Job(NamedTuple):
    """How every report is checked; plain values, so that it can be sent anywhere.

    `cards` is the address of the folder for the cards, "" for none.
    """

    rules: str
    cards: str
    year: int | None = None
    issuer_kind: str | None = None
    any_document: bool = False
    limit: str | None = None
    required: tuple[str, ...] = ()
    checks: tuple[str, ...] | None = None
    fail_on: str = "never"
    waivers: tuple[Waiver, ...] | None = None

    @classmethod
    def of(cls, values: Sequence[Any]) -> Self:
        """The job that went through JSON, which knows lists only."""
        plain: list[Any] = [tuple(value) if isinstance(value, list) else value for value in values]
        job = cls(*plain)
        return job if job.waivers is None else job._replace(waivers=tuple(Waiver(*entry) for entry in job.waivers))

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
            waivers=self.waivers,
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
        made["card"] = card_name(path)
        storage.save(storage.join(job.cards, made["card"]), _card(card))
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
    spared = card.relieved if card.waived and card.waived.elements else None
    held = {id(finding) for finding in card.held}
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
        "relieved_low": round(float(spared.low), 2) if spared else None,
        "relieved_high": round(float(spared.high), 2) if spared else None,
        "grade": score.grade or "",
        "passed": score.passed and not any(gates(card, finding, style) for finding in card.findings),
        "blocking": list(score.blocking),
        "outcomes": {verdict.element: verdict.outcome.value for verdict in card.verdicts},
        "findings": [
            {"id": entry.id, "level": entry.level, "line": entry.evidence.line, "quote": entry.evidence.quote,
             "message": entry.message, "waived": id(entry) not in held}
            for entry in card.findings
        ],
        "waived": sorted(card.waived.elements) if card.waived else [],
        "waivers": list(card.waived.used) if card.waived else [],
        "problems": [*document.source.problems, *(gap.message for gap in document.source.gaps)],
    }  # fmt: skip


def card_name(path: str) -> str:
    """The report's name with a hash of its path, so that equal names in two folders stay apart."""
    name = path.partition("?")[0] if "://" in path else path
    stem = "".join(char if char.isalnum() or char in "-_." else "_" for char in Path(name).stem)[:60]
    return f"{stem}-{hashlib.sha256(path.encode('utf-8', 'surrogateescape')).hexdigest()[:8]}.html"


def _card(card: Scorecard) -> bytes:
    form, style = FORMATS["html"], Style()
    page = str(form.join([Rendered(Row.of(card), form.one(card, style))], (), style))
    return page.encode("utf-8", "backslashreplace")
