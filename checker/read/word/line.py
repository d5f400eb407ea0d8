"""A paragraph or table row while it is put together, every character with the element it comes from."""

from collections.abc import Iterable
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

    __slots__ = ("gap", "label", "length", "level", "numbered", "parts", "pieces", "place", "row", "strong")

    def __init__(self, place: str = "") -> None:
        self.parts: list[str] = []
        self.pieces: list[Piece] = []
        self.length = 0
        self.label = ""
        self.numbered = False  # whether the number has been asked for
        self.level: int | None = None
        self.place = place
        self.row = False  # a row of a nested table, which is kept apart from the text of its cell
        self.gap: tuple[str, bool] | None = None
        self.strong = False  # printed like a heading throughout

    @property
    def text(self) -> str:
        """The text with its number; nothing where there is only a number."""
        words = "".join(self.parts)
        return self.label + words if words.strip() else ""

    def add(self, words: str, node: etree._Element | None, paragraph: etree._Element) -> None:
        """Append what an element holds."""
        self.parts.append(words)
        end = self.length + len(words)
        self.pieces.append(Piece(self.length, end, node, paragraph))
        self.length = end

    def shifted(self, by: int) -> Iterable[Piece]:
        """The pieces, where the text of the line begins at `by`."""
        by += len(self.label)
        return (Piece(start + by, end + by, node, paragraph) for start, end, node, paragraph in self.pieces)

    def append(self, other: "Line", between: str) -> None:
        """Take the text of another line to the end of this one."""
        if self.length and between:
            self.parts.append(between)
            self.length += len(between)
        text = other.text
        self.pieces += other.shifted(self.length)
        self.parts.append(text)
        self.length += len(text)


def gap(message: str, wide: bool = False) -> Line:
    """A line that stands for something unreadable."""
    line = Line()
    line.gap = (message, wide)
    return line
