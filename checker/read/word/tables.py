"""Tables: a row is a line; a table that only lays out the page is read cell by cell."""

from collections.abc import Callable, Iterator

from lxml import etree

from checker.read.word.drawing import alternative
from checker.read.word.hidden import Hidden
from checker.read.word.line import Line
from checker.read.word.names import MC, VAL, W, is_on

_ROW, _CELL, _PROPERTIES, _CELL_PROPERTIES = W + "tr", W + "tc", W + "trPr", W + "tcPr"
_THROUGH = frozenset(W + name for name in ("customXml", "ins", "moveTo", "smartTag"))

BETWEEN = " | "
"""Between two cells: a sign that stays in the normalised text, so that the words of two cells never join."""

PROSE = 100
"""From so many characters on, a cell of several paragraphs is running text in a frame, not a cell of a table."""

Blocks = Callable[[etree._Element, list[Line], str], None]
"""Reads the paragraphs and tables of a cell; see `Walk.blocks`."""


class Tables:
    """Reads the tables of a document and counts them."""

    def __init__(self, blocks: Blocks, hidden: Hidden) -> None:
        self._blocks = blocks
        self._hidden = hidden
        self._count = 0

    def read(self, table: etree._Element, out: list[Line], place: str) -> None:
        """Read a table; `place` is "" for a table of the body and else that of what it stands in."""
        if place:
            name = f"{place}内的表"
        else:
            self._count += 1
            name = f"表 {self._count}"
        for number, row in enumerate(filter(self._shown, _inside(table, _ROW)), 1):
            self._row(row, out, f"{name}第 {number} 行" if place else f"{name} 第 {number} 行", nested=bool(place))

    def _shown(self, row: etree._Element) -> bool:
        """Neither deleted nor hidden."""
        properties = row.find(_PROPERTIES)
        if properties is None:
            return True
        hidden = properties.find(W + "hidden")
        if hidden is not None and is_on(hidden.get(VAL)):
            if any(words.text for words in row.iter(W + "t")):
                self._hidden.note("hidden")
            return False
        return properties.find(W + "del") is None

    def _row(self, row: etree._Element, out: list[Line], place: str, nested: bool) -> None:
        cells = []
        for cell in filter(_begins, _inside(row, _CELL)):
            lines: list[Line] = []
            self._blocks(cell, lines, place)
            cells.append(lines)
        texts = [[line for line in lines if line.gap is None and not line.row] for lines in cells]
        prose = any(len(lines) > 1 and sum(line.length for line in lines) > PROSE for lines in texts)
        if prose or sum(map(len, texts)) == 1:
            out += [line for lines in cells for line in lines]
            return
        joined = Line(place)
        joined.row = nested
        for lines in texts:
            for at, line in enumerate(lines):
                joined.append(line, " " if at else BETWEEN)
        if joined.length:
            out.append(joined)
        out += [line for lines in cells for line in lines if line.gap is not None or line.row]


def _inside(parent: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, also where something wraps them."""
    for child in parent:
        if child.tag == wanted:
            yield child
        elif child.tag in _THROUGH:
            yield from _inside(child, wanted)
        elif child.tag == W + "sdt" and (content := child.find(W + "sdtContent")) is not None:
            yield from _inside(content, wanted)
        elif child.tag == MC + "AlternateContent":
            yield from _inside(alternative(child), wanted)


def _begins(cell: etree._Element) -> bool:
    """The cell is shown: not deleted, and not the lower or right part of a merged one."""
    properties = cell.find(_CELL_PROPERTIES)
    if properties is None:
        return True
    for name in ("vMerge", "hMerge"):
        merge = properties.find(W + name)
        if merge is not None and merge.get(VAL) != "restart":
            return False
    return properties.find(W + "cellDel") is None
