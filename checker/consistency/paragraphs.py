"""Paragraphs of the normalised text for the checks that read a report paragraph by paragraph, and findings in them."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from checker.model import Document, Finding, Role
from checker.passage import passage, source_passage
from checker.regex import Regex

_ROW = Regex(r"表 ?\d|表格")


MOST = 50
"""How many findings of one check are shown: a text with more is broken as a whole."""


class Paragraph(NamedTuple):
    """A paragraph; `row` where it is a row of a table, `body` where it is neither title, heading nor row."""

    start: int
    end: int
    row: bool
    body: bool


def paragraphs(document: Document) -> Iterator[Paragraph]:
    """All paragraphs in order."""
    chars, source = document.text.chars, document.source
    plain = {sentence.start for sentence in document.sentences if sentence.heading or sentence.role is Role.TITLE}
    start = 0
    while start < len(chars):
        end = chars.find("\n", start)
        end = len(chars) if end < 0 else end
        if end > start:
            block = source.block(document.text.offset(start))
            row = block is not None and _ROW.match(block.place) is not None
            if block is None:
                line = source.text[document.text.offset(start) : document.text.offset(end - 1)]
                row = "\t" in line.strip() or line.count("|") >= 2
            yield Paragraph(start, end, row, not row and start not in plain)
        start = end + 1


def wrapped(document: Document) -> bool:
    """The lines of the source are no paragraphs: a program broke them at a width, and a break says nothing."""
    kept = document.text.chars.count("\n")
    joined = document.source.text.count("\n") - kept
    return joined >= 5 and 4 * joined > kept


def section_at(document: Document, offset: int) -> int:
    """Index of the heading above this offset, -1 before the first."""
    at = bisect_right(document.sentences, offset, key=lambda sentence: sentence.start) - 1
    return document.sentences[at].section if at >= 0 else -1


def words_from(document: Document, start: int, most: int = 24) -> int:
    """End of the words at `start` up to the next punctuation mark, `most` characters at the utmost."""
    match = Regex(r"[^，。；：！？\n]*").match(document.text.chars, start, start + most)
    return max(match.end() if match else start, start + 1)


def finding(document: Document, check: str, level: str, start: int, end: int, message: str) -> Finding:
    """A finding that quotes `[start, end)` of the normalised text."""
    evidence = passage(document, start, end, section_at(document, start))
    return Finding(f"consistency.{check}", level, evidence, message)


def source_finding(document: Document, check: str, level: str, start: int, end: int, message: str) -> Finding:
    """A finding that quotes `[start, end)` of the source, for what `normalise` takes out."""
    return Finding(f"consistency.{check}", level, source_passage(document, start, end), message)
