"""Glyphs at places on pages to paragraphs in reading order; shared by the formats that know only places (PDF, OFD).

Coordinates grow to the right and downwards, in any unit; every threshold is a multiple of the type size.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from checker.read.extract import Builder
from checker.read.grid import Rule, tables

_TERMINAL = "。！？；：!?"
_HEADING = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]{1,3}[章节部]"
)
_ITEM = re.compile(
    r"\d{1,2}[.、．](?!\d)|\d{1,2}(?:\.\d{1,2}){1,3}[、. ]?(?=[^\d\W])(?![万亿倍])|[（(]\d{1,2}[)）]|[一二三四五六七八九十]{1,2}是|[①-⑳]"
)
_DATE = re.compile(r"(?:20\d\d|二[〇○零]..)\s{0,2}年\s{0,2}[\d一二三四五六七八九十]{1,3}\s{0,2}月(?:.{1,5}日)?")
_PAGE_NUMBER = re.compile(
    r"[-—–_·.\s]{0,9}第?\s{0,4}\d{1,4}\s{0,4}页?(?:[\s,，/共]{1,9}\d{1,4}\s{0,4}页?)?[-—–_·.\s]{0,9}"
    r"|\d{1,4}/\d{1,2}/\d{1,4}[,，\s]{0,3}\d{1,2}:\d{2}\s?(?:[AP]M)?(?:\s.{0,99})?"  # printed by a browser
    r"|(?:https?|file)://\S{1,999}(?:\s{1,9}\d{1,4}/\d{1,4})?"
)
_DIGITS = re.compile(r"\d+")
_EDGE = 2
"""How many lines at the top and at the bottom of a page may be running heads."""

_FAR = 1e6
"""No place or size on a page is so large; damaged files have such."""


class Glyph(NamedTuple):
    """A character with the left end of its baseline and its type size."""

    char: str
    x: float
    y: float
    size: float


class Cell(NamedTuple):
    """A stretch of a row without a wide gap inside."""

    text: str
    left: float
    right: float


class Row(NamedTuple):
    """What stands on one baseline, or a row of a ruled table."""

    cells: tuple[Cell, ...]
    y: float
    size: float
    ruled: bool = False

    @property
    def text(self) -> str:
        """Text of the cells, a tab between two."""
        return "\t".join(cell.text for cell in self.cells)


class Hole(NamedTuple):
    """Something at height `y` of a page that could not be read; see `checker.model.Gap`."""

    y: float
    message: str
    wide: bool


class Page(NamedTuple):
    """A page as read: its number from 1, rows in reading order, holes from top to bottom."""

    number: int
    rows: tuple[Row, ...]
    holes: tuple[Hole, ...] = ()


class _Frame(NamedTuple):
    """Where the text of a page begins and ends, the usual distance of its baselines and type size."""

    left: float
    right: float
    pitch: float
    size: float


def rows(glyphs: Iterable[Glyph], rules: Iterable[Rule] = ()) -> tuple[Row, ...]:
    """Rows of a page in reading order; two columns of running text one after the other."""
    sane = (glyph for glyph in glyphs if 0 < glyph.size < _FAR and -_FAR < glyph.x < _FAR and -_FAR < glyph.y < _FAR)
    ruled, rest = tables(sorted(sane, key=lambda glyph: (glyph.y, glyph.x)), rules)
    found = _baselines(rest) + [row for row in map(_ruled, ruled) if row is not None]
    return _columns(sorted(found, key=lambda row: row.y))


def _ruled(cells: list[list[Glyph]]) -> Row | None:
    """A row of a ruled table: what stands in a cell is one text, however many lines it has."""
    read = [_baselines(cell) for cell in cells]
    inside = [lines for lines in read if lines]
    if not inside:
        return None
    texts = tuple(
        Cell("".join(row.text for row in lines), lines[0].cells[0].left, max(row.cells[-1].right for row in lines))
        for lines in inside
    )
    first = min((lines[0] for lines in inside), key=lambda row: row.y)
    return Row(texts, first.y, first.size, True)


def _baselines(placed: Sequence[Glyph]) -> list[Row]:
    """Rows of glyphs that are sorted from top to bottom."""
    inked = [glyph.size for glyph in placed if not glyph.char.isspace()]
    if not inked:
        return []
    near = 0.35 * median(inked)
    found: list[list[Glyph]] = []
    for glyph in placed:
        if found and glyph.y - found[-1][0].y <= near:
            found[-1].append(glyph)
        else:
            found.append([glyph])
    return [row for row in map(_row, found) if row is not None]


def _row(glyphs: list[Glyph]) -> Row | None:
    """Glyphs of one baseline as a row; None when there is only blank."""
    glyphs.sort(key=lambda glyph: glyph.x)
    cells: list[Cell] = []
    chars: list[str] = []
    left = right = edge = 0.0
    last: Glyph | None = None
    for glyph in glyphs:
        if last is not None and glyph.char == last.char and glyph.x - last.x < 0.25 * glyph.size:
            continue  # bold type made by printing twice
        if last is not None and glyph.x - edge > 1.5 * glyph.size and "".join(chars).strip():
            cells.append(Cell(_joined(chars), left, right))
            chars = []
        last, edge = glyph, glyph.x + _advance(glyph)
        if not glyph.char.isspace():
            left = left if "".join(chars).strip() else glyph.x
            right = edge
        chars.append(glyph.char)
    if "".join(chars).strip():
        cells.append(Cell(_joined(chars), left, right))
    if not cells:
        return None
    sizes = [glyph.size for glyph in glyphs if not glyph.char.isspace()]
    return Row(tuple(cells), glyphs[0].y, median(sizes))


def _joined(chars: list[str]) -> str:
    """The characters as text; halves of a surrogate pair become the character they stand for."""
    return "".join(chars).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").strip()


def _advance(glyph: Glyph) -> float:
    wide = unicodedata.east_asian_width(glyph.char) in "WFA"
    return glyph.size if wide else 0.55 * glyph.size


def _columns(found: list[Row]) -> tuple[Row, ...]:
    """Put the right column of a page after the left one; a table stays as it is."""
    pairs = [
        row.cells
        for row in found
        if len(row.cells) == 2 and not row.ruled and min(len(cell.text) for cell in row.cells) >= 8
    ]
    if len(pairs) < 8 or 2 * len(pairs) < len(found):
        return tuple(found)
    middle = median((left.right + right.left) / 2 for left, right in pairs)
    ordered: list[Row] = []
    sides: tuple[list[Row], list[Row]] = ([], [])
    for row in found:
        if row.ruled or any(cell.left < middle < cell.right for cell in row.cells):
            ordered += [*sides[0], *sides[1], row]
            sides = ([], [])
            continue
        for side, cells in zip(sides, _split(row, middle), strict=True):
            if cells:
                side.append(row._replace(cells=cells))
    return (*ordered, *sides[0], *sides[1])


def _split(row: Row, middle: float) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    left = tuple(cell for cell in row.cells if cell.right <= middle)
    return left, row.cells[len(left) :]


def write(pages: Sequence[Page], builder: Builder) -> None:
    """Add the paragraphs and gaps of all pages; running heads and page numbers are left out."""
    bodies = _without_running_heads(pages)
    whole = _frame([row for page in bodies for row in page.rows], _Frame(0, 0, 0, 0))
    joiner = _Joiner(builder)
    for page in bodies:
        frame = _frame(page.rows, whole) if len(page.rows) >= 8 else whole
        holes = sorted(page.holes)
        for row in page.rows:
            while holes and holes[0].y <= row.y:
                joiner.hole(holes.pop(0))
            joiner.row(row, frame, page.number)
        for hole in holes:
            joiner.hole(hole)
    joiner.flush()


def _without_running_heads(pages: Sequence[Page]) -> list[Page]:
    """Drop what stands at the same place on half of the pages, digits aside, and page numbers."""
    counts = Counter(key for page in pages for key in {_key(row) for row in _edges(page)})
    limit = max(2, len(pages) / 2)
    bodies = []
    for page in pages:
        heads = {id(row) for row in _edges(page) if counts[_key(row)] >= limit}
        kept = [row for row in page.rows if id(row) not in heads]
        lowest = max((row.y for row in kept), default=0.0)
        highest = min((row.y for row in kept), default=0.0)
        kept = [row for row in kept if row.ruled or highest < row.y < lowest or not _PAGE_NUMBER.fullmatch(row.text)]
        bodies.append(page._replace(rows=tuple(kept)))
    return bodies


def _edges(page: Page) -> list[Row]:
    by_height = sorted((row for row in page.rows if not row.ruled), key=lambda row: row.y)
    return by_height[:_EDGE] + by_height[_EDGE:][-_EDGE:]


def _key(row: Row) -> tuple[str, int, int]:
    return _DIGITS.sub("0", row.text), round(row.y / row.size), round(row.size)


def _frame(found: Sequence[Row], default: _Frame) -> _Frame:
    """Margins and line distance of the rows set in the most used type size."""
    weights: Counter[int] = Counter()
    running = [row for row in found if not row.ruled]
    for row in running:
        weights[round(row.size * 4)] += len(row.text)
    if not weights:
        return default
    size = weights.most_common(1)[0][0]
    body = [row for row in running if abs(round(row.size * 4) - size) <= 1]
    lefts = Counter(round(row.cells[0].left) for row in body)
    left = min((at for at, count in lefts.items() if 10 * count >= len(body)), default=min(lefts))
    steps = [low.y - high.y for high, low in pairwise(body) if 0 < low.y - high.y < 4 * low.size]
    pitch = median(steps) if steps else 4 * body[0].size
    return _Frame(left, max(row.cells[-1].right for row in body), pitch, body[0].size)


def _is_title(row: Row, frame: _Frame) -> bool:
    """The row is set in larger type around the middle of the page."""
    middle = (row.cells[0].left + row.cells[-1].right) / 2
    return row.size > 1.15 * frame.size and abs(middle - (frame.left + frame.right) / 2) < row.size


class _Joiner:
    """Joins rows to paragraphs and hands them to the builder."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._paragraph: list[str] = []
        self._holes: list[Hole] = []
        self._last: tuple[Row, _Frame, int] | None = None
        self._page = 0
        self._marked = False

    def row(self, row: Row, frame: _Frame, page: int) -> None:
        """Take the next row."""
        if self._last is None or not self._goes_on(*self._last, row, frame, page):
            self.flush()
            self._page = page
            self._marked = _HEADING.match(row.text) is not None
        elif self._paragraph[-1][-1:].isascii() and self._paragraph[-1][-1:].isalpha() and row.text[0].isascii():
            self._paragraph.append(" ")
        self._paragraph.append(row.text)
        self._last = row, frame, page

    def hole(self, hole: Hole) -> None:
        """Take a hole: one that may hold anything ends the paragraph, another one waits for its end."""
        if hole.wide:
            self.flush()
        self._holes.append(hole)
        if hole.wide:
            self.flush()

    def flush(self) -> None:
        """End the paragraph."""
        self._builder.add("".join(self._paragraph), f"第 {self._page} 页")
        for hole in self._holes:
            self._builder.gap(hole.message, hole.wide)
        self._paragraph, self._holes, self._last = [], [], None

    def _goes_on(self, above: Row, frame: _Frame, above_page: int, row: Row, row_frame: _Frame, page: int) -> bool:
        """The paragraph of `above` goes on in `row`."""
        if above.ruled or row.ruled or len(above.cells) > 1 or len(row.cells) > 1:
            return False
        if abs(above.size - row.size) > 0.15 * above.size:
            return False
        step = row.y - above.y
        if page == above_page and step < 2.2 * row.size and _is_title(above, frame) and _is_title(row, frame):
            return True
        if row.cells[0].left > row_frame.left + 1.2 * row.size:
            return False  # indented or centred
        if page == above_page and step > max(0.0, 1.4 * frame.pitch):
            return False
        if frame.right - frame.left < 10 * above.size:
            return False  # a page of short lines only
        ended = above.text[-1] in _TERMINAL
        if _HEADING.match(row.text) or (ended and (_ITEM.match(row.text) or _DATE.fullmatch(row.text))):
            return False
        right = above.cells[0].right
        if right >= frame.right - 2.5 * above.size:
            return True
        heading = self._marked and "。" not in "".join(self._paragraph)
        item = _ITEM.match(row.text) is not None
        return not ended and not heading and not item and right > frame.left + 0.6 * (frame.right - frame.left)
