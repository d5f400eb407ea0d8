"""Puts the steps together; the public API: `check`, `check_text`, `load_rules`.

All functions are pure but for reading the named files, so they may run in any number of threads and processes.
"""

import os
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from checker import consistency, judge, nearest, normalise, read, ruleset, score, structure, waivers
from checker.errors import ReadError
from checker.model import Document, IssuerKind, Level, Outcome, RuleSet, Scorecard, Source, Waiver

STDIN = "<标准输入>"
"""Name shown for a document that was piped in."""


class Options(NamedTuple):
    """How to check: `year` and `issuer_kind` override what the report says of itself.

    `any_document` checks a text that is plainly of another kind too; `tokens` ranks the nearest sentences of omissions
    (None: do not look for them). `limit` replaces the rule set's pass score; `required` elements gate like mandatory ones.
    `checks` are the ids of the consistency checks whose findings are shown (None: all of the rule set). `waivers` are
    those in force (None: the card says nothing of waivers).
    """

    year: int | None = None
    issuer_kind: IssuerKind | None = None
    any_document: bool = False
    tokens: nearest.Tokens | None = nearest.pairs
    limit: Fraction | None = None
    required: frozenset[str] = frozenset()
    checks: frozenset[str] | None = None
    waivers: tuple[Waiver, ...] | None = None


DEFAULT = Options()


def load_rules(rules: str | os.PathLike[str] = "fazhi", cache: Path | None = None, single: bool = False) -> RuleSet:
    """Load a rule set by name or folder.

    `cache` names a folder in which the compiled form may be kept; `single` saves time where only one document will be
    checked. Raises RuleSetError.
    """
    return ruleset.load(rules, cache, single)


def check(path: str | os.PathLike[str], rules: RuleSet | None = None, options: Options = DEFAULT) -> Scorecard:
    """Check the report at `path`.

    Raises ReadError when it cannot be read or is plainly no report of the kind the rules describe.
    """
    return check_source(read.read_path(Path(path)), rules or load_rules(single=True), options)


def document(path: str | os.PathLike[str]) -> Document:
    """The structure of a report, without a verdict. Raises ReadError."""
    source = read.read_path(Path(path))
    return structure.build(source, normalise.normalise(source), None, None)


def check_text(text: str, rules: RuleSet | None = None, options: Options = DEFAULT, name: str = "<文本>") -> Scorecard:
    """Check a report that is already text; `name` stands for its path. Raises ReadError as `check` does."""
    return check_source(read.read_text(text, name), rules or load_rules(single=True), options)


def check_bytes(data: bytes, rules: RuleSet, options: Options = DEFAULT) -> Scorecard:
    """Check a report given as the bytes of a file, as from standard input. Raises ReadError as `check` does."""
    return check_source(read.read_bytes(data, STDIN), rules, options)


def check_source(source: Source, rules: RuleSet, options: Options = DEFAULT) -> Scorecard:
    """Everything after reading. Raises ReadError when the document is of another kind."""
    document = structure.build(source, normalise.normalise(source), options.year, options.issuer_kind)
    findings = consistency.check(document, rules.checks)
    scope = judge.scan(document, rules, (finding.id for finding in findings if finding.level == "error"))
    if not options.any_document and not judge.recognised(scope, rules):
        raise ReadError(
            f"{source.path}：这份文件不像《{rules.title}》（几乎没有法治建设方面的内容），没有检查。"
            "请核对是否选错了文件；确要检查请加 --any-document。"
        )
    verdicts = judge.judge(scope, rules)
    if options.tokens is not None:
        verdicts = nearest.rank(document, rules, verdicts, options.tokens)
    points = score.score(verdicts, rules, document.issuer_kind, options.limit, options.required)
    if options.checks is not None:
        findings = tuple(finding for finding in findings if finding.id in options.checks)
    card = Scorecard(document, rules, verdicts, findings, points)
    return card if options.waivers is None else _relieved(card, options, options.waivers)


def _relieved(card: Scorecard, options: Options, given: tuple[Waiver, ...]) -> Scorecard:
    """The card with its waivers, and the score that leaves the waived elements out."""
    kind = card.document.issuer_kind
    elements = card.ruleset.elements
    mandatory = {element.id for element in elements if element.level(kind) is Level.MANDATORY} | options.required
    waived = waivers.apply(given, card.document.source.path, card.verdicts, card.findings, frozenset(mandatory))
    left = [
        verdict._replace(outcome=Outcome.NOT_APPLICABLE) if verdict.element in waived.elements else verdict
        for verdict in card.verdicts
    ]
    points = score.score(left, card.ruleset, kind, options.limit, options.required)
    return card._replace(waived=waived, relieved=points)
