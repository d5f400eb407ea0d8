"""JUnit XML as CI servers read it: a suite for each report, a case for each element, check and the score.

A failure is what stops the report; what is missing or falls short without stopping it is skipped, with its message.
"""

from collections.abc import Iterator, Sequence
from xml.etree import ElementTree

from checker.model import Outcome, Scorecard
from checker.report import alerts, view, wording
from checker.report.style import Failed, Rendered, Style


def one(card: Scorecard, style: Style) -> str:
    """The suite of one report."""
    suite = ElementTree.Element("testsuite", name=view.clean(card.document.source.path))
    for case in _cases(card, style):
        suite.append(case)
    return _counted(suite)


def join(rendered: Sequence[Rendered], failed: Sequence[Failed], style: Style) -> str:
    """All suites; a document that could not be checked is an error."""
    pieces = [entry.text for entry in rendered]
    for failure in failed:
        suite = ElementTree.Element("testsuite", name=view.clean(failure.path))
        case = ElementTree.SubElement(suite, "testcase", classname="document", name="能否检查")
        _told(case, "error", alerts.DOCUMENT, failure.message)
        pieces.append(_counted(suite))
    body = "\n".join(pieces)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="checker">\n{body}\n</testsuites>\n'


def _counted(suite: ElementTree.Element) -> str:
    """The suite as text, with the numbers of its cases."""
    suite.set("tests", str(len(suite)))
    for tag, name in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
        suite.set(name, str(len(suite.findall(f"testcase/{tag}"))))
    suite.set("time", "0")
    ElementTree.indent(suite)
    return ElementTree.tostring(suite, encoding="unicode")


def _cases(card: Scorecard, style: Style) -> Iterator[ElementTree.Element]:
    path = view.clean(card.document.source.path)
    for element, verdict in wording.pairs(card):
        case = ElementTree.Element("testcase", classname=f"{path}.{element.dimension}")
        case.set("name", f"{element.id} {element.name}")
        case.set("time", "0")
        told = alerts.message(element, verdict, card)
        if verdict.outcome is not Outcome.COVERED:
            stops = verdict.element in card.gate.blocking
            kind = "error" if verdict.outcome is Outcome.UNDECIDED else "failure" if stops else "skipped"
            _told(case, kind, verdict.outcome.value, told)
        yield case
    for check in card.ruleset.checks:
        found = [finding for finding in card.findings if finding.id == check.id]
        case = ElementTree.Element(
            "testcase", classname=f"{path}.consistency", name=f"{check.id} {check.name}", time="0"
        )
        if found:
            stops = any(alerts.gates(card, finding, style) for finding in found)
            lines = [f"第 {finding.evidence.line} 行“{finding.evidence.quote}”：{finding.message}" for finding in found]
            _told(case, "failure" if stops else "skipped", check.id, "\n".join(lines))
        yield case
    case = ElementTree.Element("testcase", classname=f"{path}.score", name=alerts.SCORE, time="0")
    if card.gate.low < card.gate.limit:
        _told(case, "failure", alerts.SCORE, f"得分 {wording.total(card)}，低于 {wording.points(card.gate.limit)}。")
    yield case


def _told(case: ElementTree.Element, tag: str, kind: str, message: str) -> None:
    words = view.clean(message)
    child = ElementTree.SubElement(case, tag, message=words)
    if tag != "skipped":
        child.set("type", kind)
        child.text = words
