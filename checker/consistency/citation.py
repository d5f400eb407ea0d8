"""The 《…》 of a text with what decides whether they name a national instrument, and how two names differ."""

from collections.abc import Iterator
from typing import NamedTuple

from checker.model import Document, Role
from checker.regex import Regex

PERIOD = Regex(r"（?(?P<first>20\d\d)年?[-—－–~～至]{1,2}(?P<last>20\d\d)年?）?年?")
STRIP = Regex(
    r"^(?:中华人民共和国|中共中央办公厅|中共中央|国务院办公厅|国务院|中央办公厅|中办|国办|[、和])+|^关于印发|[、，·]|（[^（）]*）?年?$|的通知$"
)


class Cited(NamedTuple):
    """A 《…》 with what decides whether it names a national instrument."""

    start: int
    end: int
    words: str
    core: str
    section: int
    role: Role
    before: str
    sentence: str
    after: str


class Claim(NamedTuple):
    """What is found wrong, by offsets of the text."""

    start: int
    end: int
    section: int
    level: str
    message: str


def citations(document: Document) -> Iterator[Cited]:
    """Every 《…》 in order."""
    chars = document.text.chars
    at = 0
    for title in document.titles:
        while at < len(document.sentences) - 1 and document.sentences[at].end <= title.start:
            at += 1
        sentence = document.sentences[at]
        words = chars[title.start + 1 : title.end - 1]
        outside = PERIOD.match(chars, title.end, title.end + 14) if chars.startswith("（20", title.end) else None
        yield Cited(
            title.start, title.end, words + (outside.group() if outside else ""), STRIP.sub("", STRIP.sub("", words)),
            sentence.section, sentence.role, chars[max(sentence.start, title.start - 60) : title.start],
            chars[max(sentence.start, title.start - 200) : min(sentence.end, title.end + 200)],
            chars[title.end : title.end + 24],
        )  # fmt: skip


def change(ours: str, theirs: str) -> tuple[int, str, str]:
    """Where two names begin to differ, and the words in between up to where they agree again."""
    first = 0
    while first < min(len(ours), len(theirs)) and ours[first] == theirs[first]:
        first += 1
    last = 0
    while last < min(len(ours), len(theirs)) - first and ours[-1 - last] == theirs[-1 - last]:
        last += 1
    return first, ours[first : len(ours) - last], theirs[first : len(theirs) - last]
