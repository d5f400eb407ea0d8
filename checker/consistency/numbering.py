"""consistency.numbering: numbers of headings and items that are left out, stand twice, run back or change their level."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from checker.consistency.ordinals import Mark, marks, numeral, shown
from checker.consistency.paragraphs import MOST, finding, words_from
from checker.consistency.series import Fault, Series, assemble
from checker.model import Document, Finding
from checker.regex import Regex

_CHECK = "numbering"
_WORDED = "首先|其一|第一|一(?=[是要抓靠来])"
_APPENDIX = Regex(r"附件|附：|附表")
_CHINESE = frozenset({"一、", "（一）", "第一部分"})


def check(document: Document) -> tuple[Finding, ...]:
    """Every number that does not follow, in order."""
    found = marks(document)
    series, faults = assemble(found)
    plain = _plain_headings(document, found)
    words = _without(document.text.chars, series)
    messages = [_of_fault(document, fault, found, plain, words) for fault in faults[:MOST]]
    again = [one for one in series if one.restarts is not None]
    messages += islice(filter(None, (_of_restart(document, one, plain) for one in again)), MOST)
    messages += _mixed(document, series[:MOST])
    return tuple(entry for entry in messages if entry is not None)


def _without(chars: str, series: Sequence[Series]) -> str:
    """The text with the numbers blanked that are known to belong to a list."""
    pieces, at = [], 0
    for mark in sorted(mark for one in series if len(one.marks) > 1 for mark in one.marks):
        if mark.start >= at:
            pieces += [chars[at : mark.start], "■" * (mark.end - mark.start)]
            at = mark.end
    return "".join([*pieces, chars[at:]])


def _plain_headings(document: Document, found: Sequence[Mark]) -> list[int]:
    """Starts of the headings without a number, which may have lost it."""
    numbered = {mark.start for mark in found}
    return [heading.start for heading in document.headings if heading.start not in numbered]


def _between(plain: Sequence[int], start: int, end: int) -> bool:
    """A heading without a number stands in the range."""
    at = bisect_left(plain, start)
    return at < len(plain) and plain[at] < end


def _of_fault(
    document: Document, fault: Fault, found: Sequence[Mark], plain: Sequence[int], words: str
) -> Finding | None:
    """The fault in words; a hint where a number may only have been lost, nothing where it stands in another form."""
    mark, before = fault.mark, fault.before
    since = before.end if before else _before(found, mark)
    if fault.kind in ("skip", "start") and _elsewhere(words[since : mark.start], fault, mark):
        return None
    level = "hint" if mark.first and _between(plain, since, mark.start) else "error"
    number = shown(mark.style, mark.value, mark.stem)
    meant = shown(mark.style, fault.expected, mark.stem)
    if fault.kind == "skip":
        first = shown(mark.style, before.value if before else 0, mark.stem)
        message = f"“{first}”之后直接是“{number}”，缺“{meant}”，请核对是漏了一项还是编号有误。"
    elif fault.kind == "repeat":
        message = f"编号“{number}”重复出现，此处按顺序应为“{meant}”，请核对编号。"
    elif fault.kind == "back":
        first = shown(mark.style, before.value if before else 0, mark.stem)
        message = f"“{first}”之后又出现“{number}”，编号倒退，按顺序应为“{meant}”，请核对。"
    elif fault.kind == "start":
        message = f"这一组编号从“{number}”开始，前面没有“{meant}”，请核对是漏了一项还是编号有误。"
    else:
        style = before.style if before else mark.style
        meant, first = shown(style, mark.value), shown(style, mark.value - 1)
        message = f"“{number}”接在“{first}”之后，层级混用，按顺序应为“{meant}”，请核对编号的层级。"
    return finding(document, _CHECK, level, mark.start, words_from(document, mark.end), message)


def _before(found: Sequence[Mark], mark: Mark) -> int:
    """Where the mark before this one ends, 0 for the first."""
    at = bisect_left(found, mark)
    return found[at - 1].end if at else 0


def _elsewhere(words: str, fault: Fault, mark: Mark) -> bool:
    """The missing number stands in the words between, at a place or in a form that is not read as a mark."""
    missing = range(fault.expected, mark.value)
    for value in missing:
        chinese = numeral(value)
        forms = f"{chinese}[是要抓靠看来、，]|（{chinese}）|（{value}）|(?<!\\d){value}[.、）]|第{chinese}(?!\\w{{0,3}}[条章届])|其{chinese}"
        if value == 1:
            forms += f"|{_WORDED}"
        elif value == mark.value - 1 and not mark.first:
            forms += "|其次|再次|此外|另外"
        if mark.style != "1.1" and re.search(forms, words):
            return True
    return False


def _of_restart(document: Document, series: Series, plain: Sequence[int]) -> Finding | None:
    """A series that begins anew where the one before had a single item, or under the same parent."""
    old, mark = series.restarts, series.marks[0]
    if old is None or mark.style == "1.1" or _between(plain, old.last.start, mark.start):
        return None
    if _APPENDIX.search(document.text.chars, old.last.start, mark.start):
        return None
    number = shown(mark.style, 1)
    if len(old.marks) == 1:
        if mark.first and mark.style not in _CHINESE and mark.paragraph != old.last.paragraph + 1:
            return None
        message = f"编号“{number}”重复出现，此处按顺序应为“{shown(mark.style, 2)}”，请核对编号。"
        return finding(document, _CHECK, "error", mark.start, words_from(document, mark.end), message)
    if mark.first and mark.style in _CHINESE:
        before = shown(mark.style, old.last.value)
        message = f"“{before}”之后编号又从“{number}”开始，请核对是否漏了上一级标题，或应接着编号。"
        return finding(document, _CHECK, "hint", mark.start, words_from(document, mark.end), message)
    return None


def _mixed(document: Document, series: Sequence[Series]) -> Iterator[Finding]:
    """One hint where the numbers of one list are written in two ways: 1. and 2、."""
    chars = document.text.chars
    for one in series:
        if one.marks[0].style != "1.":
            continue
        ends = [chars[mark.end - 1] for mark in one.marks]
        odd = next((mark for mark, end in zip(one.marks, ends, strict=True) if end != ends[0] and end in "、."), None)
        if odd is not None:
            first, second = (chars[mark.start : mark.end] for mark in (one.marks[0], odd))
            message = f"同一组编号前面写作“{first}”，这里写作“{second}”，请统一写法。"
            yield finding(document, _CHECK, "hint", odd.start, words_from(document, odd.end), message)
            return
