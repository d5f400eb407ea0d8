"""Years that a text writes out, with what stands around them, and the date of its signature."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from checker.model import Document, Role, Sentence

DIGITS = dict(zip("〇○零一二三四五六七八九", "000123456789", strict=True))
"""Chinese digits, as years are written with."""

_YEAR = re.compile(
    r"(?:(?<=截至)|(?<=截止到)|(?<=截止)|(?<=截至到)|(?<![\d—\-－~～至到第])(?<!\d、)(?<!年、)(?<!年[—\-－~～至到]))(?P<year>20[0-4]\d|二[〇○零][一二三四][〇○零一二三四五六七八九])年(?![—\-－~～至到、和及与](?:20|二[〇○零]))"
)
_SIGNED = re.compile(
    r"(?P<year>20\d\d|二[〇○零][一二三四][〇○零一二三四五六七八九])(?:年|[.\-/])(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})(?:月|[.\-/])(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})?日?\s*$"
)


class Mention(NamedTuple):
    """A year that is written out, with the sentence and the words around it."""

    start: int
    end: int
    value: int
    sentence: Sentence
    before: str
    after: str
    rest: str  # this sentence and the next of its paragraph


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
        end = after.end if after else sentence.end
        yield Mention(
            match.start(), match.end(), number(match.group("year")), sentence,
            chars[max(sentence.start, match.start() - 40) : match.start()], chars[match.end() : sentence.end],
            chars[sentence.start : end],
        )  # fmt: skip
