"""A defect put into a clean text is found, where it was put, and nothing else is; the clean texts stay clean.

Two texts of our own get a defect at every place where it can stand; of the reports in tests/unseen, which nobody wrote
for these checks, each gets one of every kind.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from checker import normalise, structure
from checker.consistency import duplicate, enumeration, numbering, residue, truncation
from checker.consistency.ordinals import numeral
from checker.model import Finding, Source

HERE = Path(__file__).parent
OWN = sorted((HERE / "texts").glob("*.txt"))
UNSEEN = sorted((HERE.parent / "unseen" / "reports").glob("*.txt"))
CHECKS = (enumeration.check, numbering.check, duplicate.check, residue.check, truncation.check)


class Injected(NamedTuple):
    """A broken text, and the range of it in which the defect may be reported."""

    text: str
    start: int
    end: int


def findings(text: str) -> list[Finding]:
    source = Source("t", text, "")
    document = structure.build(source, normalise.normalise(source))
    return [finding for check in CHECKS for finding in check(document)]


def line_of(text: str, at: int) -> tuple[int, int]:
    stop = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, stop if stop >= 0 else len(text)


def put(text: str, start: int, end: int, words: str, lines: int = 0) -> Injected:
    """The text with `[start, end)` replaced; the finding may stand in that line or in `lines` lines more."""
    broken = text[:start] + words + text[end:]
    first, last = line_of(broken, start)[0], line_of(broken, start + len(words))[1]
    for _ in range(lines):
        last = line_of(broken, min(last + 1, len(broken)))[1]
    return Injected(broken, first, last)


def body_lines(text: str) -> Iterator[tuple[int, int]]:
    """Ranges of the lines of running text, the title and the last lines left out."""
    for match in re.finditer(r"[^\n]{40,}", text):
        if match.end() < len(text) * 0.98 and match.group()[-1] == "。":
            yield match.span()


# numbering


def number_twice(text: str) -> Iterator[Injected]:
    """（三） written as （二）."""
    for match in re.finditer(r"(?m)^（([二三四五六七八九])）", text):
        value = "零一二三四五六七八九".index(match[1])
        yield put(text, match.start(1), match.end(1), numeral(value - 1), lines=40)


def inline_twice(text: str) -> Iterator[Injected]:
    """三是 written as 二是."""
    for match in re.finditer(r"(?<=[。；：])([二三四五六])是", text):
        value = "零一二三四五六七八九".index(match[1])
        yield put(text, match.start(1), match.end(1), numeral(value - 1))


def number_left_out(text: str) -> Iterator[Injected]:
    """An item (not the last) taken out."""
    for match in re.finditer(r"(?<=[。；])([二三四五六])是[^。；]*[。；](?=([三四五六七])是)", text):
        yield put(text, match.start(), match.end(), "")


def line_left_out(text: str) -> Iterator[Injected]:
    """A numbered paragraph (not the last of its list) taken out."""
    for match in re.finditer(r"(?m)^(\d)\.[^\n]*\n(?=(\d)\.)", text):
        if int(match[2]) == int(match[1]) + 1:
            yield put(text, match.start(), match.end(), "")


def level_mixed(text: str) -> Iterator[Injected]:
    """（二） written as 二、 between （一） and （三）."""
    for match in re.finditer(r"(?m)^（([二三四五六七八])）(?=[^\n]*\n(?:(?!^[（一二三四五六七八九十]).*\n)*（)", text):
        yield put(text, match.start(), match.end(), f"{match[1]}、", lines=40)


# enumeration


def count_changed(text: str) -> Iterator[Injected]:
    """Another announced count where a list with numbers or names follows or precedes."""
    for match in re.finditer(
        r"(?:以下|重点抓好|从|主要有|实施|坚持|做好|抓好)(?:[^，。；：\n]*、[^，。；：\n]*?)?([二三四五六七])(?=(?:个|项|点)[^，。；\n]{0,9}(?:[：。]|抓|把|过|挑))",
        text,
    ):
        value = "零一二三四五六七八九".index(match[1])
        for other in (value - 1, value + 1):
            if other >= 2:
                yield put(text, match.start(1), match.end(1), numeral(other))


# duplicate


def sentence_twice(text: str) -> Iterator[Injected]:
    """A sentence repeated at once."""
    for start, end in body_lines(text):
        for match in re.finditer(r"[^。；]{16,}。", text[start:end]):
            words = match.group()
            if not re.search("习近平|思想|精神|[一二三四五六]是|^[（\\d]", words):
                at = start + match.end()
                yield put(text, at, at, words)


def sentence_again(text: str) -> Iterator[Injected]:
    """A sentence repeated at the end of a later paragraph."""
    lines = list(body_lines(text))
    for (start, end), (_, later) in zip(lines, lines[2:], strict=False):
        for match in re.finditer(r"(?<=。)[^。；]{24,}。", text[start:end]):
            words = match.group()
            if not re.search("习近平|思想|精神|第一责任人|中央|[一二三四五六]是", words):
                yield put(text, later, later, words)


def name_twice(text: str) -> Iterator[Injected]:
    """《甲》 written twice in a row."""
    for match in re.finditer(r"(?<!〈)《[^《》\n]{4,40}》", text):
        yield put(text, match.end(), match.end(), match.group())


def item_twice(text: str) -> Iterator[Injected]:
    """A name of a list written again later in it."""
    for match in re.finditer(r"(?<=、)([一-鿿]{2,8})、([一-鿿]{2,8})(?=、)", text):
        yield put(text, match.end(), match.end(), "、" + match[1])


def word_twice(text: str) -> Iterator[Injected]:
    """的的, 开展开展."""
    for match in re.finditer(r"开展|(?<![目标有无])的(?![的确])|进行|对于|严格", text):
        yield put(text, match.end(), match.end(), match.group())


# residue

LEFT_BEHIND = (
    "[image: C:\\Temp\\wps1.tmp.png]", "[bookmark: _GoBack]", "错误！未找到引用源。", "错误!未定义书签。", "{ PAGE }", "××",
    "XX", "（待补充）", "【此处待核实】", "（此处补充数据）", "[批注1：请核对]", "\ufffd", "TODO", "（请填写名称）", "&nbsp;", "<br/>",
    "\ue012", "#REF!", "Error! Reference source not found.", "【请补充】",
)  # fmt: skip


def left_behind(text: str) -> Iterator[Injected]:
    """What editing leaves behind, in the middle of a clause."""
    for number, match in enumerate(re.finditer(r"[一-鿿]{4}(?=[一-鿿]{4})", text)):
        if text[line_of(text, match.end())[0] : match.end()].strip():
            yield put(text, match.end(), match.end(), LEFT_BEHIND[number % len(LEFT_BEHIND)])


def letter_inside(text: str) -> Iterator[Injected]:
    """A letter inside a word that the text knows."""
    for match in re.finditer("法治(?=[一-鿿])|执法|行政", text):
        yield put(text, match.end() - 1, match.end() - 1, "s")


# truncation

NUMBERED = re.compile(r"\n\s*(?:（?[一二三四五六七八九十]{1,3}[、）]|\d{1,2}[.、])")


def cut(text: str) -> Iterator[Injected]:
    """The end of a paragraph before a number is lost, in the middle of its last clause."""
    for start, end in body_lines(text):
        clause = max(text.rfind(mark, start, end - 1) for mark in "，。；")
        if end - clause > 12 and clause - start > 30 and NUMBERED.match(text, end):
            yield put(text, clause + 6, end, "", lines=1)


def cut_before_prose(text: str) -> Iterator[Injected]:
    """The same before a paragraph that might be what follows: only a hint."""
    for start, end in body_lines(text):
        clause = max(text.rfind(mark, start, end - 1) for mark in "，。；")
        if end - clause > 12 and clause - start > 30 and not NUMBERED.match(text, end):
            yield put(text, clause + 6, end, "", lines=1)


def half_lost(text: str) -> Iterator[Injected]:
    """One half of a pair of marks is lost."""
    for match in re.finditer(r"[《》“”]|（(?![一二三四五六七八九十\d])|(?<![一二三四五六七八九十\d])）", text):
        yield put(text, match.start(), match.end(), "", lines=2)


def object_lost(text: str) -> Iterator[Injected]:
    """The last name of a list is lost: 、。 和。"""
    for match in re.finditer(r"([、和])(?=[一-鿿]{2,12}。)", text):
        stop = text.find("。", match.end())
        yield put(text, match.end(), stop, "")


HINTS = frozenset({"cut_before_prose"})
"""Kinds that are not provable from the text alone: a hint will do."""

KINDS: dict[str, tuple[Callable[[str], Iterator[Injected]], float]] = {
    "number_twice": (number_twice, 0.95),
    "inline_twice": (inline_twice, 0.95),
    "number_left_out": (number_left_out, 0.95),
    "line_left_out": (line_left_out, 0.9),
    "level_mixed": (level_mixed, 0.85),
    "count_changed": (count_changed, 0.85),
    "sentence_twice": (sentence_twice, 0.95),
    "sentence_again": (sentence_again, 0.9),
    "name_twice": (name_twice, 0.95),
    "item_twice": (item_twice, 0.95),
    "word_twice": (word_twice, 0.95),
    "left_behind": (left_behind, 0.95),
    "letter_inside": (letter_inside, 0.85),
    "cut": (cut, 0.95),
    "cut_before_prose": (cut_before_prose, 0.85),
    "half_lost": (half_lost, 0.95),
    "object_lost": (object_lost, 0.85),
}
"""Kind of defect → how to make it, and the share that must be found as an error."""


def measure(name: str, paths: list[Path], most: int | None) -> tuple[int, int, list[str]]:
    """How many defects of a kind there were, how many were found as errors, what was found beside them."""
    inject = KINDS[name][0]
    total = hits = 0
    strange: list[str] = []
    for path in paths:
        text = path.read_text("utf-8")
        known = {(entry.id, entry.evidence.quote) for entry in findings(text)}
        cases = list(inject(text))
        if most is not None:
            cases = cases[:: max(1, len(cases) // most)][:most]
        for case in cases:
            total += 1
            near = False
            for entry in findings(case.text):
                span = entry.evidence.span
                if span.start <= case.end and case.start <= span.end:
                    near |= entry.level == "error" or name in HINTS
                elif entry.level == "error" and (entry.id, entry.evidence.quote) not in known:
                    strange.append(f"{path.stem} {entry.id} {entry.evidence.quote} {entry.message}")
            hits += near
    return total, hits, strange


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_the_clean_texts_are_clean(path: Path) -> None:
    assert [(entry.id, entry.evidence.quote) for entry in findings(path.read_text("utf-8"))] == []


@pytest.mark.parametrize("path", UNSEEN, ids=lambda path: path.stem)
def test_no_error_in_the_unseen_reports(path: Path) -> None:
    assert [(entry.id, entry.evidence.quote) for entry in findings(path.read_text("utf-8"))] == []


@pytest.mark.parametrize("name", KINDS)
def test_a_defect_is_found_at_every_place_and_nothing_else(name: str) -> None:
    total, hits, strange = measure(name, OWN, 25)
    assert strange == []
    assert total
    assert hits >= KINDS[name][1] * total, f"{hits} of {total}"


@pytest.mark.parametrize("name", KINDS)
def test_a_defect_is_found_in_reports_of_others(name: str) -> None:
    total, hits, strange = measure(name, UNSEEN[::3], 1)
    assert strange == []
    assert hits >= (KINDS[name][1] - 0.1) * total, f"{hits} of {total}"
