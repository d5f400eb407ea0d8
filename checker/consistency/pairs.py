"""Brackets, book-title marks and quotation marks that lack their other half, paragraph by paragraph.

Half-width and full-width brackets are the same; straight quotation marks may stand for either half. What one paragraph
leaves open and the next one closes was only cut in two.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from checker.consistency.paragraphs import Paragraph, source_finding
from checker.model import Document, Finding
from checker.regex import Regex

_OPENS = {
    "（": "括号",
    "(": "括号",
    "《": "书名号",
    "“": "引号",
    "「": "引号「」",
    "『": "引号『』",
    "【": "【】",
    "〔": "六角括号",
}
_CLOSES = {
    "）": "括号",
    ")": "括号",
    "》": "书名号",
    "”": "引号",
    "」": "引号「」",
    "』": "引号『』",
    "】": "【】",
    "〕": "六角括号",
}
_MARKS = Regex("[（(）)《》“”「」『』【】〔〕]")
_NUMBER = Regex(r"(?:(?<![0-9])[0-9]{1,2}|(?:^|[，。；：、！？\s])[一二三四五六七八九十a-zA-Z①-⑳]{1,3})$")
"""What makes a closing bracket the end of a number: 1）."""

_SHOWN = 20


class _Alone(NamedTuple):
    """A mark without its other half: where, its kind, whether it opens, the number of its paragraph."""

    at: int
    kind: str
    opens: bool
    paragraph: int


def unpaired(document: Document, entries: Sequence[Paragraph]) -> Iterator[Finding]:
    """One finding for every kind of mark that does not pair in a paragraph."""
    source, text = document.source.text, document.text
    alone: dict[tuple[int, str], list[_Alone]] = defaultdict(list)
    for number, entry in enumerate(entries):
        if entry.row:
            continue
        start = text.offset(entry.start) if number == 0 else text.offset(entry.start - 1) + 1
        end = text.offset(entry.end) if entry.end < len(text.chars) else len(source)
        for mark in _alone(source, start, end, number):
            alone[number, mark.kind].append(mark)
    for (number, kind), found in sorted(alone.items()):
        if not _cut_in_two(alone, number, kind, found):
            yield _of_marks(document, kind, found, text.offset(entries[number].start), entries[number])


def _alone(source: str, start: int, end: int, number: int) -> list[_Alone]:
    """Marks of the range without their other half, in order."""
    opened: defaultdict[str, list[_Alone]] = defaultdict(list)
    closing: list[_Alone] = []
    for match in _MARKS.finditer(source, start, end):
        mark, at = match.group(), match.start()
        if mark in _OPENS:
            opened[_OPENS[mark]].append(_Alone(at, _OPENS[mark], True, number))
            continue
        kind = _CLOSES[mark]
        if opened[kind]:
            opened[kind].pop()
        elif not (kind == "括号" and _NUMBER.search(source, max(start, at - 5), at)):
            closing.append(_Alone(at, kind, False, number))
    left = [mark for marks in opened.values() for mark in marks] + closing
    straight = source.count('"', start, end) if left else 0
    quotes = [mark for mark in left if mark.kind == "引号"]
    if straight and len(quotes) <= straight:
        left = [mark for mark in left if mark.kind != "引号"]
    return sorted(left)


def _cut_in_two(alone: dict[tuple[int, str], list[_Alone]], number: int, kind: str, found: Sequence[_Alone]) -> bool:
    """The other half stands in the neighbouring paragraph."""
    if len(found) > 1:
        return False
    other = alone.get((number + 1 if found[0].opens else number - 1, kind), ())
    return len(other) == 1 and other[0].opens is not found[0].opens


def _of_marks(document: Document, kind: str, found: Sequence[_Alone], start: int, entry: Paragraph) -> Finding:
    source = document.source.text
    first = found[0]
    if first.opens:
        stop = source.find("\n", first.at)
        begin, end = first.at, min(first.at + _SHOWN, stop if stop >= 0 else len(source))
        words = "只有前一半，没有后一半"
    else:
        begin, end = max(source.rfind("\n", 0, first.at) + 1, first.at - _SHOWN), first.at + 1
        words = "只有后一半，没有前一半"
    turned = kind == "引号" and len(found) % 2 == 0  # ”甲”: the wrong half was typed
    message = f"{kind}不成对：这里{words}，请核对是否漏了标点或文字。"
    if turned:
        message = f"{kind}的方向不对，请核对前后两半。"
    return source_finding(document, "truncation", "hint" if turned else "error", begin, end, message)
