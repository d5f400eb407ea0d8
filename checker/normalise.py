"""`Source` to `Text`: one spelling for what looks the same, lines re-joined, every character traceable.

Replacements are one character for one; what disappears (quotation marks, blanks, line breaks inside a sentence)
disappears through the piece table, so offsets convert exactly. Quotation marks go because 行政执法“三项制度” and
行政执法三项制度 are the same words.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from checker.model import Source, Text
from checker.regex import Regex

_FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_PUNCTUATION = {
    **dict.fromkeys("︐﹐", "，"), **dict.fromkeys("﹑､", "、"), **dict.fromkeys("｡︒", "。"),
    **dict.fromkeys("﹕∶", "："), **dict.fromkeys("﹔", "；"), **dict.fromkeys("•・･‧∙", "·"),
    **dict.fromkeys("–―─", "—"), "(": "（", ")": "）", "﹙": "（", "﹚": "）", ";": "；", "!": "！", "?": "？",
    "％": "%", "﹪": "%", "〔": "〔", "［": "〔", "］": "〕", "⟪": "《", "⟫": "》", "≪": "《", "≫": "》",
    "\f": "\n", "\v": "\n", "\u2028": "\n", "\u2029": "\n", "\x85": "\n",
}  # fmt: skip
_ONE_FOR_ONE = {**_FULL_WIDTH, "，": "，", "：": "：", "；": "；", "（": "（", "）": "）", "！": "！", "？": "？",
                **_PUNCTUATION}  # fmt: skip
REPLACED = {old: new for old, new in _ONE_FOR_ONE.items() if old != new}
"""Characters with another spelling of the same length, and that spelling."""

_RADICALS = dict(
    zip(
        "⻔⺠⼾⻅⻛⻝⻬⻘⻓⻋⻚⻜⻢⻥⻰⻤⻉⻆⻩⻣⻦⻮⻄⺟⻨⻳",
        "门民户见风食齐青长车页飞马鱼龙鬼贝角黄骨鸟齿西母麦龟",
        strict=True,
    )
)
_RADICAL_RANGE = Regex("[\u2e80-\u2fdf\uf900-\ufaff]")

_TRADITIONAL = (
    "為國會來對開關設區縣鎮鄉黨員實業機體發務審執處據長問門間東車馬學習總結報導議規範組織領幹單決檢監護權責與後從個們"
)
"""Common characters that a text in simplified characters never holds; one is enough to convert."""

_DROPPED = Regex(
    "[“”‘’\"'「」『』〈〉＂＇﹁﹂﹃﹄\u200b\u200c\u200d\u2060\ufeff\u00ad\r]"  # quotation marks, invisible characters
    "|[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+"  # blanks
    r"|\[(?:bookmark|image|图片|书签)[:：][^\]\n]{0,200}\]"  # remains of a Word conversion
    r"|(?m:^(?:#{1,6}(?=[ \t\u3000])|>[ \t]|[-*+][ \t]))|\*\*|__"  # Markdown
)
_HALF_COMMA = Regex(r"(?<!\d),|,(?!\d)")
_HALF_COLON = Regex(r"(?<!\d):|:(?!\d)")
_PAGE_NUMBER = Regex(
    r"[-—·\s]*(?:第?\s*\d{1,4}\s*页?|[-—]\s*\d{1,4}\s*[-—])(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?[-—·\s]*"
)
_ASCII_WORD = Regex("[0-9A-Za-z]")

HEADING_MARK = Regex(
    r"第?[一二三四五六七八九十]{1,3}(?:[、，:：]|\.(?!\d))|[（(][一二三四五六七八九十\d]{1,3}[)）]"
    r"|第[一二三四五六七八九十]{1,3}(?:部分|章|节|方面)|\d{1,2}(?:\.\d{1,2}){1,3}[、. ]?(?=[^\d\W])(?![万亿倍元个])"
    r"|\d{1,2}[、.](?!\d)|[①-⑳]|[一二三四五六七八九十]{1,2}是"
)
"""What a numbered heading or item begins with; also read by `structure`."""

_TERMINAL = "。！？；：…!?"
_REMARK = Regex(r"[。！？；]（[^（）]{1,60}）$")
"""A remark in brackets after the last sentence ends the paragraph as that does."""

_NEVER_FIRST = "，。、；：）》！？%〕】"
_NEVER_LAST = "，、（《〔【"


def normalise(source: Source) -> Text:
    """Normalise the decoded text; the offsets of the result convert back through its piece table."""
    chars = _respell(source.text)
    headings = frozenset(block.start for block in source.blocks if block.level is not None)
    return _cut(chars, _dropped(chars, headings))


def _respell(chars: str) -> str:
    """Apply every replacement that keeps the length."""
    if "\r" in chars and "\n" not in chars:
        chars = chars.replace("\r", "\n")
    present = set(chars)
    for old in sorted(present & REPLACED.keys()):
        chars = chars.replace(old, REPLACED[old])
    if "," in present or "，" in present:
        chars = _HALF_COMMA.sub("，", chars)
    if ":" in present or "：" in present:
        chars = _HALF_COLON.sub("：", chars)
    if _RADICAL_RANGE.search(chars):
        chars = _RADICAL_RANGE.sub(_radical, chars)
    if not present.isdisjoint(_TRADITIONAL):
        chars = _simplified(chars)
    return chars


def _radical(match: re.Match[str]) -> str:
    """The ordinary character that looks like this radical or compatibility form."""
    char = match.group()
    plain = _RADICALS.get(char) or unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 else char


def _simplified(chars: str) -> str:
    """Convert Traditional characters; tw2s keeps the length (see shared/libraries.md §8)."""
    from opencc import OpenCC  # costs 16 ms, and few reports need it

    converted: str = OpenCC("tw2s").convert(chars)
    if len(converted) == len(chars):
        return converted
    converter = OpenCC("tw2s")
    return "".join(_same_length(char, converter.convert(char)) for char in chars)


def _same_length(old: str, new: str) -> str:
    return new if len(new) == len(old) else old


def _dropped(chars: str, headings: frozenset[int]) -> list[tuple[int, int]]:
    """Ranges that vanish, in order and disjoint."""
    ranges = []
    for match in _DROPPED.finditer(chars):
        start, end = match.span()
        if chars[start] in " \t\u00a0\u3000" and start > 0 and end < len(chars):
            before, after = chars[start - 1], chars[end]
            if _ASCII_WORD.match(before) and _ASCII_WORD.match(after):
                start += 1  # keep one blank between Latin words or numbers
        if end > start:
            ranges.append((start, end))
    return sorted([*ranges, *_line_breaks(chars, headings)])


def _cut(chars: str, ranges: Iterable[tuple[int, int]]) -> Text:
    """Remove the ranges and note how far every remaining piece has moved."""
    pieces: list[str] = []
    starts, shifts = [], []
    length = position = 0
    for start, end in ranges:
        if start > position:
            pieces.append(chars[position:start])
            starts.append(length)
            shifts.append(position - length)
            length += start - position
        position = max(position, end)
    pieces.append(chars[position:])
    starts.append(length)
    shifts.append(position - length)
    return Text("".join(pieces), tuple(starts), tuple(shifts))


class _Line:
    """A line of the text with what decides whether it goes on in the next one."""

    __slots__ = ("broken_width", "end", "indented", "marked", "start", "text")

    def __init__(self, start: int, raw: str) -> None:
        self.text = raw.strip(" \t\u00a0\u3000\r")
        self.start = start
        self.end = start + len(raw)
        self.indented = raw[:1] in "\u3000\t" or raw.startswith("  ")
        self.marked = HEADING_MARK.match(self.text.lstrip("#* >")) is not None
        self.broken_width = len("".join(self.text.split()).encode("gb18030", "replace")) / 2 + 2 * self.indented


def _line_breaks(chars: str, headings: frozenset[int]) -> list[tuple[int, int]]:
    """Line breaks (with blank lines and page numbers between) that stand inside a sentence."""
    lines: list[_Line] = []
    dropped: list[tuple[int, int]] = []
    position = 0
    for raw in chars.split("\n"):
        line = _Line(position, raw)
        if line.text and _PAGE_NUMBER.fullmatch(line.text) and lines:
            dropped.append((line.start, line.end))
        elif line.text:
            lines.append(line)
        position += len(raw) + 1
    if 10 * sum(line.indented for line in lines) > 7 * len(lines):
        for line in lines:
            line.indented = False  # an indent that nearly every line has marks no paragraphs
    width = _wrap_width(lines)
    ragged = width is None and _is_ragged(lines)
    for line, following in pairwise(lines):
        declared = line.start in headings or following.start in headings
        if not declared and _continues(line, following, width, ragged):
            gap = chars[line.end : following.start]
            dropped += [(line.end + at, line.end + at + 1) for at, char in enumerate(gap) if char == "\n"]
    return dropped


def _wrap_width(lines: list[_Line]) -> float | None:
    """Width at which a program broke the lines, or None when they are paragraphs."""
    widths = [round(line.broken_width) for line in lines if line.broken_width >= 10]
    if len(widths) < 6:
        return None
    counts = Counter(widths)
    near = {width: counts[width - 1] + counts[width] + counts[width + 1] for width in counts}
    width = max(near, key=lambda candidate: (near[candidate], candidate))
    open_ends = sum(1 for line in lines if abs(line.broken_width - width) <= 1.5 and line.text[-1] not in _TERMINAL)
    wider = sum(1 for found in widths if found > width + 2)
    if near[width] >= 0.35 * len(widths) and open_ends >= 0.5 * near[width] and wider <= 0.05 * len(widths):
        return float(width)
    return None


def _is_ragged(lines: list[_Line]) -> bool:
    """Most lines end in the middle of a sentence, at no fixed width."""
    plain = [line for line in lines if not line.marked]
    open_ends = sum(1 for line in plain if line.text[-1] not in _TERMINAL)
    return len(plain) >= 20 and open_ends >= 0.6 * len(plain)


def _continues(line: _Line, following: _Line, width: float | None, ragged: bool) -> bool:
    """The sentence of `line` goes on in `following`."""
    last, first = line.text[-1], following.text[0]
    if first in _NEVER_FIRST or last in _NEVER_LAST or line.text.count("《") > line.text.count("》"):
        return True
    if _REMARK.search(line.text):
        last = "。"
    apart = following.start - line.end > 1  # a blank line between
    if following.marked and (apart or not line.marked or line.broken_width < 45 or last in _TERMINAL):
        return False
    slack = 1.6 if last in _TERMINAL or line.marked else 4  # digits and Latin letters make a line narrower
    if width is not None and line.broken_width >= width - slack:
        return not following.indented
    if last in _TERMINAL or following.indented or width is not None:
        return False
    if ragged:
        return not line.marked or line.broken_width > 24
    return line.broken_width > 45
