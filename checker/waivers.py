"""Waivers: what an office has decided not to hold against a report, with a reason and a name under it.

A waived element leaves the denominator of the score that gates and stays on the card with its raw verdict; a waived finding
does not gate. What is mandatory for the body that reports cannot be waived.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from checker.model import Finding, IssuerKind, Level, Outcome, RuleSet, Verdict, Waived, Waiver

if TYPE_CHECKING:
    from checker.ruleset.source import YamlFile

_NEEDED = ("reason", "approved_by")
_KEYS = {"element", "finding", "quote", "document", "expires", *_NEEDED}


class Waivers(NamedTuple):
    """Those in force on a day, and those that have expired."""

    entries: tuple[Waiver, ...]
    expired: tuple[Waiver, ...]


def load(path: Path, ruleset: RuleSet, today: date) -> Waivers:
    """Read a waivers file. Raises RuleSetError with file, line and column for anything that is not as it should be."""
    from checker.ruleset.source import YamlFile  # yaml takes 30 ms to load

    file = YamlFile(path)
    if not isinstance(file.value, list):
        raise file.error((), "应是一个列表，每条写 element 或 finding、reason、approved_by。")
    entries = [_entry(file, number, value, ruleset) for number, value in enumerate(file.value)]
    expired = tuple(entry for entry in entries if entry.expires and entry.expires < today.isoformat())
    return Waivers(tuple(entry for entry in entries if entry not in expired), expired)


def _entry(file: "YamlFile", number: int, value: Any, ruleset: RuleSet) -> Waiver:
    if not isinstance(value, Mapping):
        raise file.error((number,), "每条豁免应是键和值。")
    for key, words in value.items():
        if key not in _KEYS:
            raise file.error((number, key), f"不认识的键 {key}，可用的有 {'、'.join(sorted(_KEYS))}。")
        if not isinstance(words, str) or not words.strip():
            raise file.error((number, key), f"{key} 应是文字，不能空着。")
        if not words.isprintable():
            raise file.error((number, key), f"{key} 里有换行或控制字符，请写成一行。")
    for key in _NEEDED:
        if key not in value:
            raise file.error((number,), f"缺少 {key}：豁免要写明理由（reason）和批准人（approved_by）。")
    if ("element" in value) == ("finding" in value):
        raise file.error((number,), "element 和 finding 要写其中一个。")
    if "quote" in value and "finding" not in value:
        raise file.error((number, "quote"), "quote 只和 finding 一起用。")
    _known(file, number, value, ruleset)
    if "expires" in value:
        try:
            if date.fromisoformat(value["expires"]).isoformat() != value["expires"]:
                raise ValueError
        except ValueError:
            raise file.error((number, "expires"), f"{value['expires']} 不是日期，请写成 2026-12-31。") from None
    line = file.places[(number,)][0]
    return Waiver(
        value.get("element", ""), value.get("finding", ""), value.get("quote", ""), value.get("document", "*"),
        value["reason"], value["approved_by"], value.get("expires", ""), line,
    )  # fmt: skip


def _known(file: "YamlFile", number: int, value: Mapping[str, Any], ruleset: RuleSet) -> None:
    """The element or check exists, and may be waived for some kind of issuer."""
    elements = {element.id: element for element in ruleset.elements}
    if "element" in value:
        element = elements.get(value["element"])
        if element is None:
            raise file.error(
                (number, "element"), f"没有编号为 {value['element']} 的要素，用 checker rules list 看编号。"
            )
        if all(element.level(kind) is Level.MANDATORY for kind in IssuerKind):
            raise file.error((number, "element"), f"{element.name}是必备内容，不能豁免。")
    elif value["finding"] not in {check.id for check in ruleset.checks}:
        known = "、".join(check.id for check in ruleset.checks)
        raise file.error((number, "finding"), f"没有编号为 {value['finding']} 的一致性检查，可用的有 {known}。")


def apply(
    waivers: tuple[Waiver, ...],
    path: str,
    verdicts: tuple[Verdict, ...],
    findings: tuple[Finding, ...],
    mandatory: frozenset[str],
) -> Waived:
    """What the waivers mean for one report; `mandatory` are the elements that gate it."""
    elements: dict[str, Waiver] = {}
    waived: dict[int, Waiver] = {}
    refused: list[Waiver] = []
    open_ = {entry.element for entry in verdicts if entry.outcome not in (Outcome.COVERED, Outcome.NOT_APPLICABLE)}
    for entry in waivers:
        if not PurePosixPath(Path(path).as_posix()).match(entry.document):
            continue
        if entry.element in mandatory and entry.element in open_:
            refused.append(entry)
        elif entry.element in open_:
            elements.setdefault(entry.element, entry)
        for number, finding in enumerate(findings):
            if finding.id == entry.finding and entry.quote in finding.evidence.quote:
                waived.setdefault(number, entry)
    return Waived(elements, waived, tuple(refused))
