"""The index page: ranking, unit × element heat map, the most omitted elements, and a link to every card.

One file without a server: the records are in the page as a table, and a small script, whose hash the page's policy names,
searches and sorts it.
"""

from collections import Counter
from pathlib import Path
from typing import IO, Any, NamedTuple

from checker.batch.record import CHECKED, Records
from checker.batch.tables import SYMBOLS, WAIVED
from checker.model import RuleSet
from checker.report import pages
from checker.version import VERSION

SHOWN = 1000
"""Units in the heat map of the page; all are in matrix.xlsx."""

_CODES = {"covered": "c", "partial": "p", "missing": "m", "not_applicable": "n", "undecided": "u"}


class Line(NamedTuple):
    """A unit in the ranking; `outcomes` is a letter for each element, in the order of the rules, upper case if waived."""

    rank: int
    path: str
    issuer: str
    year: int | None
    low: float
    high: float
    relieved: float | None  # the score without what is waived, where something is
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


class _Overview(NamedTuple):
    """What the page needs to know of all records before it shows any: `ranking` is rank and path of the checked ones."""

    ranking: list[tuple[int, str]]
    passed: int
    mean: float
    failed: list[str]
    omitted: list[Omitted]


def write_index(records: Records, ruleset: RuleSet, file: IO[bytes], left: int = 0) -> None:
    """Write the page; `left` is how many reports an interrupted run has not checked.

    The page is written as it is made, a unit at a time, so that memory stays flat with their number.
    """
    found = _overview(records, ruleset)
    templates = pages.templates("batch")
    here = Path(__file__)
    css, script = (here.with_name(name).read_text("utf-8") for name in ("index.css", "index.js"))
    page = templates.get_template("index.html.jinja").stream(
        lines=(_line(rank, records[path], ruleset) for rank, path in found.ranking),
        shown=(_line(rank, records[path], ruleset) for rank, path in found.ranking[:SHOWN]),
        count=len(found.ranking), most=SHOWN, passed=found.passed, mean=found.mean, failed=found.failed,
        omitted=found.omitted, left=left, elements=ruleset.elements, dimensions=_spans(ruleset), title=ruleset.title,
        css=css, script=script, css_hash=pages.digest(css), script_hash=pages.digest(script),
        symbols={_CODES[name]: symbol for name, symbol in SYMBOLS.items()}, waived=WAIVED, version=VERSION,
        ruleset=f"{ruleset.id} {ruleset.version} · {ruleset.sha256[:12]}",
    )  # fmt: skip
    page.enable_buffering(1000)
    page.dump(file, "utf-8", "backslashreplace")


def _overview(records: Records, ruleset: RuleSet) -> _Overview:
    scores: list[tuple[float, str]] = []
    failed = []
    passed = 0
    counts: dict[str, Counter[str]] = {element.id: Counter() for element in ruleset.elements}
    for record in records:
        if record["status"] != CHECKED:
            failed.append(record["message"])
            continue
        for element in ruleset.elements:
            counts[element.id][record["outcomes"][element.id]] += 1
        scores.append((-record["low"], record["path"]))
        passed += record["passed"]
    scores.sort()
    ranking: list[tuple[int, str]] = []
    for number, (score, path) in enumerate(scores, 1):
        equal = number > 1 and scores[number - 2][0] == score  # equal scores share a rank
        ranking.append((ranking[-1][0] if equal else number, path))
    mean = -sum(score for score, _ in scores) / len(scores) if scores else 0.0
    return _Overview(ranking, passed, mean, failed, _omitted(counts, ruleset))


def _omitted(counts: dict[str, Counter[str]], ruleset: RuleSet) -> list[Omitted]:
    omitted = []
    for element in ruleset.elements:
        seen = counts[element.id]
        owed = seen.total() - seen["not_applicable"]
        if seen["missing"] or seen["partial"]:
            share = 100 * seen["missing"] / owed
            omitted.append(Omitted(element.id, element.name, seen["missing"], seen["partial"], share))
    return sorted(omitted, key=lambda entry: (-entry.missing, -entry.partial, entry.id))


def _line(rank: int, record: dict[str, Any], ruleset: RuleSet) -> Line:
    waived = set(record["waived"])
    codes = {element.id: _CODES[record["outcomes"][element.id]] for element in ruleset.elements}
    outcomes = "".join(code.upper() if name in waived else code for name, code in codes.items())
    errors = sum(entry["level"] == "error" and not entry["waived"] for entry in record["findings"])
    return Line(
        rank, record["path"], record["issuer"] or Path(record["path"]).stem, record["year"], record["low"], record["high"],
        record["relieved_low"], record["grade"], record["passed"], len(record["blocking"]),
        outcomes.lower().count("m"), errors, record.get("card") or "", outcomes,
    )  # fmt: skip


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
