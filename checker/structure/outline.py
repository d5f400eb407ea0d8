"""Lines of the normalised text: which are headings, at what level, and where items begin inside paragraphs."""

from typing import NamedTuple

from checker.model import Heading
from checker.regex import Regex

STYLES: tuple[tuple[str, Regex], ...] = tuple(
    (name, Regex(pattern))
    for name, pattern in (
        ("是", r"[一二三四五六七八九十]{1,2}是"),
        ("一、", r"[一二三四五六七八九十]{1,3}(?:[、，：]|\.(?!\d))"),
        ("（一）", r"（[一二三四五六七八九十]{1,3}）"),
        ("第一", r"第[一二三四五六七八九十]{1,3}(?:(?:部分|章|节|方面)[、，：]?|[、，：])"),
        ("（1）", r"（\d{1,2}）、?"),
        ("1.1.1", r"\d{1,2}\.\d{1,2}\.\d{1,2}[、.]?(?!\d)"),
        # 3.15国际消费者权益日 is a date
        ("1.1", r"\d{1,2}\.\d{1,2}[、. ]?(?=[^\d\W])(?![万亿倍元个])(?![^，。；\n]{0,14}(?:日|周|节|宣传月|普法月))"),
        ("1.", r"\d{1,2}[、.](?!\d)|\d{1,2} (?=[^\d\W])"),
        ("①", r"[①-⑳]"),
    )
)
"""Numbering styles in the order in which they are tried."""

ITEM_MARK = Regex(
    r"(?:(?<=[。；：，！？\n])|^)(?:[一二三四五六七八九十]{1,2}是(?!否)|（\d{1,2}）|[①-⑳]|第[一二三四五六七八九十]，|\d{1,2}[.、](?=[^\d\W]))"
)
"""What opens an item inside a paragraph."""

MAX_HEADING = 60
"""Longest heading, in characters; the longest seen in real reports has 48."""

MAX_LEAD = 45
"""Longest run-in title: （一）依法全面履行政府职能。"""

_SENTENCE_END = Regex(r"[。！？；]")
_DATE = Regex(r"(?:\d{4}|[二〇○零一三四五六七八九]{4})年(?:\d{1,2}|[一二三四五六七八九十]{1,2})月.{0,4}日?$")
_NO_HEADING = Regex(r"(?:特此|专此|此件|附件|附：|（此|抄送|主送|联系人|编辑|来源|审核).*")


class Line(NamedTuple):
    """A paragraph of the normalised text."""

    start: int
    end: int
    style: str | None  # numbering style, None without a number
    mark_end: int  # where the words after the number begin
    heading: bool
    lead_end: int  # end of the run-in title, or `start` where there is none


def lines(chars: str) -> list[Line]:
    """Cut the text at line ends and tell headings from body."""
    found: list[Line] = []
    position = 0
    total = len(chars)
    for raw in chars.split("\n"):
        if raw:
            found.append(_line(raw, position, position + len(raw) + 1 >= total))
        position += len(raw) + 1
    return _demote_last(found)


def _line(raw: str, start: int, last: bool) -> Line:
    style, mark = _style(raw)
    end = start + len(raw)
    first_end = _SENTENCE_END.search(raw)
    single = first_end is None or first_end.end() == len(raw)
    open_end = first_end is None
    heading = False
    if style == "是":
        heading = False
    elif style is not None:
        heading = single and (open_end and len(raw) <= 80 or len(raw) <= MAX_LEAD) and raw[-1] not in "，、"
    elif open_end and len(raw) <= MAX_HEADING and not last:
        heading = raw[-1] not in "：，、）》" and not _DATE.search(raw) and not _NO_HEADING.match(raw)
    lead_end = start
    named = style is not None and style != "是" and not heading and not single
    if named and first_end is not None and first_end.end() - mark <= MAX_LEAD:
        words = raw[mark : first_end.end()]
        if "《" not in words and not any(char.isdigit() for char in words) and first_end.group() != "；":
            lead_end = start + first_end.end()
    return Line(start, end, style, start + mark, heading, lead_end)


def _style(raw: str) -> tuple[str | None, int]:
    """Numbering style at the head of the line and the length of the number."""
    if raw[0] not in "第一二三四五六七八九十（0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮":
        return None, 0
    for name, pattern in STYLES:
        match = pattern.match(raw)
        if match:
            return name, match.end()
    return None, 0


def _demote_last(found: list[Line]) -> list[Line]:
    """A heading without anything below it is none: signatures at the end."""
    for index in range(len(found) - 1, -1, -1):
        line = found[index]
        if not line.heading:
            if line.end - line.start > 12 or line.style:
                break
            continue
        if line.style is None:
            found[index] = line._replace(heading=False)
    return found


class Outline:
    """Headings found so far, as a stack of numbering styles; the level is the depth on the stack."""

    def __init__(self) -> None:
        self.headings: list[Heading] = []
        self._stack: list[tuple[str, int]] = []

    def add(self, start: int, end: int, style: str | None) -> int:
        """Add a heading and give its index; the same style closes everything below its last use."""
        name = style or "plain"
        names = [entry[0] for entry in self._stack]
        if name in names:
            del self._stack[names.index(name) :]
        elif name == "一、":
            self._stack.clear()  # 一、 is the top wherever it appears
        parent = self._stack[-1][1] if self._stack else -1
        index = len(self.headings)
        self.headings.append(Heading(start, end, len(self._stack), parent))
        self._stack.append((name, index))
        return index
