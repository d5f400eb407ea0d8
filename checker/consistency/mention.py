"""Years that a text writes out, with what stands around them, and the date of its signature."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from checker.model import Document, Polarity, Role, Sentence
from checker.regex import Regex

DIGITS = dict(zip("〇○零一二三四五六七八九", "000123456789", strict=True))
"""Chinese digits, as years are written with."""

_YEAR = Regex(
    r"(?:(?<=截至)|(?<=截止到)|(?<=截止)|(?<=截至到)|(?<=力争到)|(?<=确保到)|(?<=争取到)|(?<=[，。；：\n]到)|(?<![\d—\-－~～至到第])(?<!\d、)(?<!年、)(?<!年[—\-－~～至到]))(?P<year>20[0-4]\d|二[〇○零][一二三四][〇○零一二三四五六七八九])年(?![—\-－~～至到、和及与](?:20|二[〇○零]))"
)
_SIGNED = Regex(
    r"(?P<year>20\d\d|二[〇○零][一二三四][〇○零一二三四五六七八九])(?:年|[.\-/])(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})(?:月|[.\-/])(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})?日?\s*$"
)
REACH = 200
"""How many characters around a year are looked at; a sentence may be as long as the text."""

BEGINS = Regex(r"(?:^|[，。；：\n])(?:[一二三四五六七八九十]{1,2}是|（.{1,3}）|\d{1,2}[.、])?(?:在|到了)?$")
"""What stands before a year that begins a clause."""

LATER = Regex(
    r"将|拟|计划|预计|预期|列入|纳入|力争|确保|争取|底前|[月日年]前|起施行|生效|到期|届满|截止|有效期|预算|为止|开局|规划|目标|以前|之前|启动换届|前完成"
)
"""Words of what is still to come."""

MONTH = Regex(r"(\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|底|初|中旬|上旬|下旬)?(?:(\d{1,2})日)?")
"""A month behind a year, with its day if there is one."""

TOLD_IN = frozenset({Role.ACHIEVEMENTS, Role.DUTY, Role.HIGHLIGHTS, Role.PREAMBLE})
"""Where a report tells what was done."""

_SAYS = frozenset({Polarity.DONE, Polarity.ZERO})


class Mention(NamedTuple):
    """A year that is written out, with the sentence and the words around it."""

    start: int
    end: int
    value: int
    sentence: Sentence
    before: str
    after: str
    following: str  # the next sentence of the paragraph
    rest: str  # this sentence and the next


class Claim(NamedTuple):
    """What does not go with the report's year, by offsets of the text."""

    start: int
    end: int
    section: int
    level: str
    message: str
    told: int = 0  # the year under which an achievement is told


class Frame(NamedTuple):
    """What the years are held against."""

    year: int
    signed: tuple[int, int, int] | None  # year, month, day; day 31 where none is given
    subject: Regex  # the issuer, as the text calls it
    ours: Regex  # the issuer or an act of its
    partly: bool  # the report is about a part of the year
    opening: Sentence | None  # the first that tells something


def number(words: str) -> int:
    """An Arabic or Chinese number up to 99, or a year written character by character."""
    if words.isdigit():
        return int(words)
    if "十" in words:
        tens, _, ones = words.partition("十")
        return 10 * (number(tens) if tens else 1) + (number(ones) if ones else 0)
    return int("".join(DIGITS.get(char, char) for char in words).replace("二", "2"))


def signature(document: Document) -> tuple[tuple[int, int, int], int, int] | None:
    """The date below the text, and where it stands."""
    chars = document.text.chars.rstrip()
    start = len(chars)
    for _ in range(3):
        start = chars.rfind("\n", 0, start)
        if start < 0:
            return None
        end = chars.find("\n", start + 1)
        line = chars[start + 1 : end if end >= 0 else len(chars)]
        match = _SIGNED.search(line)
        if match and len(line) <= 40 and "，" not in line:
            day = number(match.group("day")) if match.group("day") else 31
            date = (number(match.group("year")), number(match.group("month")), day)
            return date, start + 1 + match.start(), start + 1 + match.end()
    return None


def mentions(document: Document) -> Iterator[Mention]:
    """Every single year in the sentences, with what stands around it."""
    chars = document.text.chars
    following = {
        first.end: second for first, second in pairwise(document.sentences) if first.paragraph == second.paragraph
    }
    at = 0
    for match in _YEAR.finditer(chars):
        while at < len(document.sentences) and document.sentences[at].end <= match.start():
            at += 1
        if at == len(document.sentences):
            return
        sentence = document.sentences[at]
        if sentence.start > match.start() or sentence.role in (Role.TITLE, Role.CLOSING):
            continue
        after = following.get(sentence.end)
        end = min(after.end if after else sentence.end, sentence.end + REACH)
        yield Mention(
            match.start(), match.end(), number(match.group("year")), sentence,
            chars[max(sentence.start, match.start() - 40) : match.start()],
            chars[match.end() : min(sentence.end, match.end() + REACH)],
            chars[sentence.end : end],
            chars[max(sentence.start, match.start() - REACH) : min(end, match.end() + REACH)],
        )  # fmt: skip


def in_title(entry: Mention) -> bool:
    """The year stands inside a title or a document number."""
    return entry.before.rfind("《") > entry.before.rfind("》") or entry.before.rfind("〔") > entry.before.rfind("〕")


def says(document: Document, entry: Mention) -> bool:
    """The clause states something done."""
    index = bisect_right(document.clauses, entry.start, key=lambda clause: clause.start) - 1
    return index >= 0 and document.clauses[index].polarity in _SAYS


def claim(entry: Mention, level: str, message: str, words: int | None = None, told: int = 0) -> Claim:
    """A finding that quotes the year and `words` characters after it, or its clause."""
    tail = re.match(
        r"[^，。；：\n]{0,8}，?[^，。；：\n]{0,40}" if words is None else rf"[^。；\n]{{0,{words}}}", entry.after
    )
    return Claim(entry.start, entry.end + (tail.end() if tail else 0), entry.sentence.section, level, message, told)
