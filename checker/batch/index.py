"""The index page: ranking, unit × element heat map, the most omitted elements, and a link to every card.

One file without a server: the records are in the page as a table, and a small script, whose hash the page's policy names,
searches and sorts it.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from checker.batch.record import CHECKED
from checker.batch.tables import SYMBOLS
from checker.model import RuleSet
from checker.report import pages
from checker.version import VERSION

SHOWN = 1000
"""Units in the heat map of the page; all are in matrix.xlsx."""

_CODES = {"covered": "c", "partial": "p", "missing": "m", "not_applicable": "n", "undecided": "u"}


class Line(NamedTuple):
    """A unit in the ranking; `outcomes` is a letter for each element, in the order of the rules."""

    rank: int
    path: str
    issuer: str
    year: int | None
    low: float
    high: float
    grade: str
    passed: bool
    blocking: int
    missing: int
    errors: int
    card: str
    outcomes: str


class Omitted(NamedTuple):
    """How many units omit an element, or half write it."""

    id: str
    name: str
    missing: int
    partial: int
    share: float  # of the units that owe it, in percent


def write_index(records: Iterable[dict[str, Any]], ruleset: RuleSet, path: Path, left: int = 0) -> None:
    """Write the page; `left` is how many reports an interrupted run has not checked."""
    lines, failed, omitted = _read(records, ruleset)
    templates = pages.templates("batch")
    here = Path(__file__)
    css, script = (here.with_name(name).read_text("utf-8") for name in ("index.css", "index.js"))
    page = templates.get_template("index.html.jinja").render(
        lines=lines, shown=lines[:SHOWN], failed=failed, omitted=omitted, left=left, elements=ruleset.elements,
        dimensions=_spans(ruleset), title=ruleset.title, css=css, script=script, css_hash=pages.digest(css),
        script_hash=pages.digest(script), symbols={_CODES[name]: symbol for name, symbol in SYMBOLS.items()}, version=VERSION,
        ruleset=f"{ruleset.id} {ruleset.version} · {ruleset.sha256[:12]}",
        passed=sum(line.passed for line in lines),
        mean=sum(line.low for line in lines) / len(lines) if lines else 0.0,
    )  # fmt: skip
    path.write_text(page, "utf-8", "backslashreplace", "\n")


def _read(
    records: Iterable[dict[str, Any]], ruleset: RuleSet
) -> tuple[list[Line], list[tuple[str, str]], list[Omitted]]:
    """Lines by rank, what failed, and the elements by how often they are omitted."""
    found: list[Line] = []
    failed = []
    counts: dict[str, Counter[str]] = {element.id: Counter() for element in ruleset.elements}
    for record in records:
        if record["status"] != CHECKED:
            failed.append((record["path"], record["message"]))
            continue
        outcomes = "".join(_CODES[record["outcomes"][element.id]] for element in ruleset.elements)
        for element, code in zip(ruleset.elements, outcomes, strict=True):
            counts[element.id][code] += 1
        errors = sum(entry["level"] == "error" for entry in record["findings"])
        found.append(
            Line(0, record["path"], record["issuer"] or Path(record["path"]).stem, record["year"], record["low"],
                 record["high"], record["grade"], record["passed"], len(record["blocking"]), outcomes.count("m"), errors,
                 record.get("card", ""), outcomes)
        )  # fmt: skip
    found.sort(key=lambda line: (-line.low, line.path))
    scores = [line.low for line in found]
    first = {score: rank for rank, score in reversed(list(enumerate(scores, 1)))}  # equal scores share a rank
    lines = [line._replace(rank=first[line.low]) for line in found]
    omitted = []
    for element in ruleset.elements:
        seen = counts[element.id]
        owed = seen.total() - seen["n"]
        if seen["m"] or seen["p"]:
            omitted.append(Omitted(element.id, element.name, seen["m"], seen["p"], 100 * seen["m"] / owed))
    omitted.sort(key=lambda entry: (-entry.missing, -entry.partial, entry.id))
    return lines, failed, omitted


def _spans(ruleset: RuleSet) -> list[tuple[str, int]]:
    """The dimensions above the heat map with the numbers of their elements, in the order of the elements."""
    names = {dimension.id: dimension.name for dimension in ruleset.dimensions}
    spans: list[tuple[str, int]] = []
    for element in ruleset.elements:
        name = names[element.dimension]
        if spans and spans[-1][0] == name:
            spans[-1] = (name, spans[-1][1] + 1)
        else:
            spans.append((name, 1))
    return spans
