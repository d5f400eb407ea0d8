"""A baseline: what was wrong with the reports when a gate was set up, so that only what is new stops them.

An element is known by its document and id, a finding by its document, check, section and words without figures and blanks;
no line is kept, so edits elsewhere change nothing.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from checker.errors import UsageError
from checker.model import Outcome, Scorecard

VERSION = 1
WEIGHTS = {Outcome.PARTIAL: 1, Outcome.UNDECIDED: 3, Outcome.MISSING: 3}
"""How bad an outcome is; what cannot be read weighs as much as an omission, so it never looks mended."""
_CHANGING = re.compile(r"[\d\s]+")


class Entry(NamedTuple):
    """Something that is wrong: `key` tells it from all others of its document, `weight` how bad it is."""

    key: str
    weight: int
    words: str


Baseline = Mapping[str, Mapping[str, int]]
"""Document → key → weight."""


class Difference(NamedTuple):
    """What is new or worse, and what has been mended, each as (document, words)."""

    new: tuple[tuple[str, str], ...]
    mended: tuple[tuple[str, str], ...]


def entries(card: Scorecard) -> tuple[Entry, ...]:
    """Everything that is wrong with a report and is not waived."""
    found = []
    names = {element.id: element.name for element in card.ruleset.elements}
    words = {Outcome.PARTIAL: "不足", Outcome.UNDECIDED: "待定", Outcome.MISSING: "缺失"}
    for verdict in card.verdicts:
        if verdict.outcome in WEIGHTS and not (card.waived and verdict.element in card.waived.elements):
            told = f"{words[verdict.outcome]}：{names[verdict.element]}（{verdict.element}）"
            found.append(Entry(verdict.element, WEIGHTS[verdict.outcome], told))
    for finding in card.held:
        evidence = finding.evidence
        mark = hashlib.sha256(_CHANGING.sub("", evidence.quote).encode()).hexdigest()[:16]
        section = _CHANGING.sub("", evidence.section)
        told = f"第 {evidence.line} 行“{evidence.quote[:30]}”：{finding.message}"
        found.append(Entry(f"{finding.id}|{section}|{mark}", 1 if finding.level == "hint" else 2, told))
    return tuple(found)


def of(found: Mapping[str, tuple[Entry, ...]]) -> Baseline:
    """The baseline of these documents."""
    return {document: {entry.key: entry.weight for entry in listed} for document, listed in found.items()}


def compare(known: Baseline, found: Mapping[str, tuple[Entry, ...]]) -> Difference:
    """What is new against the baseline, and what of it is gone; documents that were not checked stay out of it."""
    new, mended = [], []
    for document, listed in sorted(found.items()):
        before = known.get(document, {})
        new += [(document, entry.words) for entry in listed if entry.weight > before.get(entry.key, 0)]
        now = {entry.key: entry.weight for entry in listed}
        mended += [
            (document, key.partition("|")[0]) for key, weight in sorted(before.items()) if now.get(key, 0) < weight
        ]
    return Difference(tuple(new), tuple(mended))


def shrunk(known: Baseline, found: Mapping[str, tuple[Entry, ...]]) -> Baseline:
    """The baseline without what has been mended; documents that were not checked keep theirs."""
    made = {document: dict(entries) for document, entries in known.items() if document not in found}
    for document, listed in found.items():
        before = known.get(document, {})
        made[document] = {entry.key: min(entry.weight, before[entry.key]) for entry in listed if entry.key in before}
    return made


def dump(baseline: Baseline, ruleset: str) -> str:
    """The file: sorted, so that a change shows as few lines."""
    head: dict[str, Any] = {"schema_version": VERSION, "ruleset": ruleset}
    head["documents"] = {document: dict(sorted(baseline[document].items())) for document in sorted(baseline)}
    return json.dumps(head, ensure_ascii=False, indent=1) + "\n"


def load(text: str, ruleset: str, shown: str) -> Baseline:
    """The baseline of a file. Raises UsageError where it is none, or that of another rule set."""
    try:
        data = json.loads(text)
        version, owner, documents = data["schema_version"], data["ruleset"], data["documents"]
        read = {str(name): {str(key): int(weight) for key, weight in kept.items()} for name, kept in documents.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise UsageError(f"{shown} 不是基线文件，请用 checker baseline write 生成。") from None
    if version != VERSION:
        raise UsageError(f"{shown} 是第 {version} 版的基线，这里只认第 {VERSION} 版，请重新生成。")
    if owner != ruleset:
        raise UsageError(f"{shown} 是规则集 {owner} 的基线，现在用的是 {ruleset}，请重新生成。")
    return read
