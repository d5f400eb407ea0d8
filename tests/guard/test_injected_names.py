"""One defect of a kind at every place where it can stand: is it found, and is nothing else called an error?

The reports are ours (tests/unseen); the sentences that carry a defect are written here, since not every report has one of
each. Defects that the text alone cannot prove may be hints. Clean reports stay clean.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from checker import normalise, structure
from checker.consistency import instrument, place, year
from checker.consistency.own import own
from checker.model import Document, Finding, Source

UNSEEN = Path(__file__).parents[1] / "unseen"
REPORTS = sorted((UNSEEN / "reports").glob("*.txt"))
CHECKS = (place, year, instrument)
NEIGHBOURS = ("浦坪", "岚津", "砚坪")
NEAR = 60
"""A finding this near to the defect is about it."""


class Defect(NamedTuple):
    """A broken report: where the defect is, and what it is."""

    kind: str
    report: str
    text: str
    at: int
    words: str


def build(text: str) -> Document:
    source = Source("t", text, "")
    return structure.build(source, normalise.normalise(source))


def findings(text: str) -> list[Finding]:
    document = build(text)
    return [finding for check in CHECKS for finding in check.check(document)]


@cache
def before(path: Path) -> frozenset[tuple[str, str]]:
    return frozenset((finding.id, finding.evidence.quote) for finding in findings(path.read_text("utf-8")))


def inserted(path: Path, kind: str, sentence: str) -> Defect:
    """The report with a sentence of its own line among the achievements."""
    text = path.read_text("utf-8")
    at = text.find("。\n", len(text) // 3) + 2
    return Defect(kind, path.stem, text[:at] + sentence + "\n" + text[at:], at, sentence)


def swapped(path: Path, kind: str, old: str, new: str) -> Iterator[Defect]:
    """The report with `old` made `new`, one occurrence at a time."""
    text = path.read_text("utf-8")
    for match in re.finditer(old, text):
        yield Defect(kind, path.stem, text[: match.start()] + new + text[match.end() :], match.start(), new)


def places(path: Path, document: Document) -> Iterator[Defect]:
    mine = own(document)
    if mine is None:
        return
    unit = mine.units[-1]
    text = path.read_text("utf-8")
    pattern = rf"(?:法治|平安|新){unit.stem}(?![河江])|{unit.name}(?:委|人民政府|坚持)|(?<=《){unit.name}"
    for index, match in enumerate(re.finditer(pattern, text)):
        if 200 < match.start() < len(text) - 200:  # title, opening and signature say who it is
            at = match.start() + match.group().index(unit.stem)
            other = NEIGHBOURS[index % len(NEIGHBOURS)]
            broken = text[:at] + other + text[at + len(unit.stem) :]
            yield Defect("place", path.stem, broken, at, match.group().replace(unit.stem, other))
    for index, sentence in enumerate(
        ("不断深化法治{s}建设。", "为建设现代化新{s}提供保障。", "护航{s}经济社会高质量发展。", "推进{s}{l}法治政府建设。",
         "印发《{s}{l}法治政府建设工作要点》。", "{s}{l}坚持把法治建设摆在突出位置。")
    ):  # fmt: skip
        words = sentence.format(s=NEIGHBOURS[index % len(NEIGHBOURS)], l=unit.level)
        yield inserted(path, "place", words)
        if unit.level in "县区" and "{l}" in sentence:
            yield inserted(path, "place, certain", words)


def years(path: Path, document: Document) -> Iterator[Defect]:
    now = document.year
    if now is None or document.title is None or str(now) not in document.title.value:
        return  # without a year in the title the shifted one is as good
    for other in (now - 1, now + 1):
        for sentence in ("{}年，全年共受理行政复议案件35件，办结33件。", "{}年，全县共开展执法检查120次。", "截至{}年底，累计办理法律援助案件320件。",
                         "现将{}年度法治政府建设情况报告如下。"):  # fmt: skip
            certain = other > now or "截至" not in sentence
            yield inserted(path, "year, certain" if certain else "year", sentence.format(other))
    yield inserted(path, "year", f"{now - 1}年8月，组织开展了专题培训。")
    yield inserted(path, "year", f"编制并公布{now - 1}年度重大行政决策事项目录。")
    yield from swapped(path, "year of a plan", rf"(?<=[、\n]){now + 1}年(?=工作|，我|，[全将])", f"{now}年")


def instruments(path: Path, document: Document) -> Iterator[Defect]:
    now = document.year or 0
    for old, new in (
        ("(?<=《)法治政府建设与责任落实督察工作规定", "法治政府建设与责任落实督查工作规定"),
        ("(?<=《)党政主要负责人履行推进法治建设第一责任人职责规定", "党政主要负责人履行推动法治建设第一责任人职责规定"),
        ("(?<=《法治政府建设实施纲要（)2021—2025", "2020—2025"),
        ("(?<=《法治政府建设实施纲要（)2015—2020", "2021—2025"),
        ("(?<=《法治政府建设实施纲要（)2015—2020", "2016—2020"),
    ):
        yield from swapped(path, "instrument", old, new)
    yield from swapped(path, "local instrument", "(?<=《)重大行政决策程序暂行条例", "重大行政决策程序暂行规定")
    number = "（厅字〔2019〕38号）"
    yield inserted(path, "instrument", f"落实《法治政府建设与责任落实督察工作规定》{number}。")
    if now <= 2022:
        yield inserted(path, "instrument", "落实《关于严格规范涉企行政检查的意见》，检查减少三成。")
    if now <= 2024:
        yield inserted(path, "local instrument", "严格执行《行政执法监督条例》，办理监督案件12件。")


@cache
def defects() -> tuple[Defect, ...]:
    found: list[Defect] = []
    for path in REPORTS:
        document = build(path.read_text("utf-8"))
        for kind in (places, years, instruments):
            found += kind(path, document)
    return tuple(found)


@cache
def outcome(defect: Defect) -> tuple[str, tuple[str, ...]]:
    """How the defect is told (error, hint, nothing), and the errors that are about something else."""
    known = before(UNSEEN / "reports" / f"{defect.report}.txt")
    told = [found for found in findings(defect.text) if (found.id, found.evidence.quote) not in known]
    near = [
        found
        for found in told
        if found.evidence.span.start - NEAR < defect.at + len(defect.words)
        and defect.at < found.evidence.span.end + NEAR
    ]
    levels = {found.level for found in near}
    level = "error" if "error" in levels else "hint" if levels else "nothing"
    return level, tuple(found.message for found in told if found not in near and found.level == "error")


@pytest.mark.parametrize(
    ("kind", "told", "errors"),
    [
        ("place", 0.9, 0.3),
        ("place, certain", 0.95, 0.95),
        ("year", 0.85, 0.0),
        ("year, certain", 0.85, 0.85),
        ("year of a plan", 0.85, 0.85),
        ("instrument", 0.9, 0.9),
        ("local instrument", 0.9, 0.0),
    ],
)
def test_defects_are_found(kind: str, told: float, errors: float) -> None:
    chosen = [defect for defect in defects() if defect.kind == kind]
    assert len(chosen) >= 5
    levels = [outcome(defect)[0] for defect in chosen]
    missed = [(d.report, d.words) for d, level in zip(chosen, levels, strict=True) if level == "nothing"]
    assert 1 - levels.count("nothing") / len(levels) >= told, missed
    assert levels.count("error") / len(levels) >= errors, [
        (d.report, d.words) for d, level in zip(chosen, levels, strict=True) if level == "hint"
    ]


def test_nothing_else_becomes_an_error() -> None:
    wrong = [(defect.report, defect.words, outcome(defect)[1]) for defect in defects() if outcome(defect)[1]]
    assert wrong == []


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_clean_reports_stay_clean(path: Path) -> None:
    text = path.read_text("utf-8")
    gold = yaml.safe_load((UNSEEN / "gold" / f"{path.stem}.yaml").read_text("utf-8"))
    labelled = [(entry["id"], entry["evidence"]) for entry in gold["findings"]]
    hinted = [(entry["id"], entry["evidence"]) for entry in gold["findings"] if entry.get("level") == "hint"]
    found = findings(text)
    found = [at for at in found if not any(at.id == name and at.evidence.quote in words for name, words in hinted)]
    errors = [(entry.id, entry.evidence.quote) for entry in found if entry.level == "error"]
    unknown = [
        (check, quote)
        for check, quote in errors
        if not any(check == name and quote in words for name, words in labelled)
    ]
    assert unknown == []
    ours = {f"consistency.{check.__name__.rpartition('.')[2]}" for check in CHECKS}
    due = [(name, words) for name, words in labelled if name in ours and (name, words) not in hinted]
    assert all(any(check == name and quote in words for check, quote in errors) for name, words in due)
    assert 1000 * sum(entry.level == "hint" for entry in found) <= 0.3 * len(text)
