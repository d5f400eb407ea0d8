"""A paragraph or table row while it is put together, every character with the element it comes from."""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree


class Piece(NamedTuple):
    """Characters `[start, end)` that come from one element.

    `node` is a w:t or an element of one character (w:tab …); None where no comment can be set (text boxes, notes).
    `paragraph` is the paragraph of the body that holds them or to which they are anchored.
    """

    start: int
    end: int
    node: etree._Element | None
    paragraph: etree._Element


class Line:
    """Text in the making. `label` is its automatic number, which no element holds; `place` is set when it is done."""

    __slots__ = (
        "_nodes",
        "_paragraphs",
        "_parts",
        "gap",
        "label",
        "length",
        "level",
        "numbered",
        "place",
        "row",
        "strong",
    )

    def __init__(self, place: str = "") -> None:
        self._parts: list[str] = []
        self._nodes: list[
            etree._Element | None
        ] = []  # three lists, not one of tuples: a report has thousands of entries
        self._paragraphs: list[etree._Element | None] = []
        self.length = 0
        self.label = ""
        self.numbered = False  # whether the number has been asked for
        self.level: int | None = None
        self.place = place
        self.row = False  # a row of a nested table, which is kept apart from the text of its cell
        self.strong = False  # printed like a heading throughout
        self.gap: tuple[str, bool] | None = None

    @property
    def text(self) -> str:
        """The text with its number; nothing where there is only a number."""
        words = "".join(self._parts)
        return self.label + words if words.strip() else ""

    def add(self, words: str, node: etree._Element | None, paragraph: etree._Element | None) -> None:
        """Append what an element holds; `paragraph` None is for what no element holds."""
        self._parts.append(words)
        self._nodes.append(node)
        self._paragraphs.append(paragraph)
        self.length += len(words)

    def append(self, other: "Line", between: str) -> None:
        """Take the text of another line to the end of this one."""
        if self.length:
            self.add(between, None, None)
        self.add(other.label, None, None)
        self._parts += other._parts
        self._nodes += other._nodes
        self._paragraphs += other._paragraphs
        self.length += other.length

    def pieces(self, start: int) -> Iterator[Piece]:
        """What comes from elements, where the text of the line begins at `start`."""
        start += len(self.label)
        for words, node, paragraph in zip(self._parts, self._nodes, self._paragraphs, strict=True):
            end = start + len(words)
            if paragraph is not None and words:
                yield Piece(start, end, node, paragraph)
            start = end


def gap(message: str, wide: bool = False) -> Line:
    """A line that stands for something unreadable."""
    line = Line()
    line.gap = (message, wide)
    return line
