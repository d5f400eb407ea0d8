"""Ruled tables on a page: which characters stand in which cell, from the lines that are drawn around them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol, TypeVar

_NEAR = 2.5
"""Rules nearer to each other than this are one; points in a PDF."""

MAX_RULES = 5000
"""A page with more pieces of rules is a drawing; its text is read row by row."""

_MAX_LINES = 200
_MAX_GLYPHS = 20_000
"""The same for whole rules and for characters."""

_LEAST, _FAR = 8, 1e6
"""Length of rules: shorter ones are strokes of characters, longer ones stand in damaged files."""

_LONGEST = 400
"""A cell with more characters is no cell of a table but a frame around text."""


class Rule(NamedTuple):
    """A straight line, upright when `upright`: at `at` across, from `start` to `end` along."""

    upright: bool
    at: float
    start: float
    end: float


class Placed(Protocol):
    """What is needed of a character."""

    @property
    def x(self) -> float:
        """Left end of the baseline."""

    @property
    def y(self) -> float:
        """Height of the baseline, growing downwards."""

    @property
    def size(self) -> float:
        """Type size."""


G = TypeVar("G", bound=Placed)


def rule_between(start: tuple[float, float], end: tuple[float, float]) -> list[Rule]:
    """The line between two points when it is upright or level, and longer than the stroke of a character."""
    across, down = abs(start[0] - end[0]), abs(start[1] - end[1])
    if across <= 1 and _LEAST <= down < _FAR:
        return [Rule(True, start[0], min(start[1], end[1]), max(start[1], end[1]))]
    if down <= 1 and _LEAST <= across < _FAR:
        return [Rule(False, start[1], min(start[0], end[0]), max(start[0], end[0]))]
    return []


def tables(glyphs: Sequence[G], rules: Iterable[Rule]) -> tuple[list[list[list[G]]], list[G]]:
    """Rows of tables, each the characters of its cells from left to right; and the characters outside of all tables."""
    rest = list(glyphs)
    found: list[list[list[G]]] = []
    merged = _merged(list(rules)) if len(rest) <= _MAX_GLYPHS else []
    for component in _components(merged) if len(merged) <= _MAX_LINES else ():
        upright = [rule for rule in component if rule.upright]
        level = [rule for rule in component if not rule.upright]
        if len({rule.at for rule in upright}) < 3 or len({rule.at for rule in level}) < 2:
            continue  # a frame or an underline
        cells, others = _cells(rest, upright, level)
        if not cells or max(map(len, cells.values())) > _LONGEST:
            continue
        by_row: dict[float, list[tuple[float, list[G]]]] = defaultdict(list)
        for (top, left), inside in cells.items():
            by_row[top].append((left, inside))
        found += [[inside for _, inside in sorted(by_row[top], key=lambda cell: cell[0])] for top in sorted(by_row)]
        rest = others
    return found, rest


def _merged(pieces: list[Rule]) -> list[Rule]:
    """The pieces joined to whole rules; those beside each other are moved to one place."""
    if len(pieces) > MAX_RULES:
        return []
    moved: list[Rule] = []
    for piece in sorted(pieces):
        near = moved and moved[-1].upright == piece.upright and piece.at - moved[-1].at <= _NEAR
        moved.append(piece._replace(at=moved[-1].at) if near else piece)
    whole: list[Rule] = []
    for piece in sorted(moved):
        last = whole[-1] if whole else None
        if last and last[:2] == piece[:2] and piece.start <= last.end + _NEAR:
            whole[-1] = last._replace(end=max(last.end, piece.end))
        else:
            whole.append(piece)
    return whole


def _components(rules: list[Rule]) -> list[list[Rule]]:
    """Groups of rules that touch each other."""
    groups: list[list[Rule]] = []
    waiting = list(rules)
    while waiting:
        group = [waiting.pop()]
        for rule in group:  # grows while it is gone through
            touching = [other for other in waiting if _touch(rule, other)]
            if touching:
                group += touching
                waiting = [other for other in waiting if not _touch(rule, other)]
        groups.append(group)
    return groups


def _touch(one: Rule, other: Rule) -> bool:
    if one.upright == other.upright:
        return abs(one.at - other.at) <= _NEAR and one.start <= other.end + _NEAR and other.start <= one.end + _NEAR
    return one.start - _NEAR <= other.at <= one.end + _NEAR and other.start - _NEAR <= one.at <= other.end + _NEAR


def _cells(
    glyphs: Iterable[G], upright: list[Rule], level: list[Rule]
) -> tuple[dict[tuple[float, float], list[G]], list[G]]:
    """Characters by the rules above and left of them; the others stand outside."""
    left, right = min(rule.at for rule in upright), max(rule.at for rule in upright)
    top, bottom = min(rule.at for rule in level), max(rule.at for rule in level)
    cells: dict[tuple[float, float], list[G]] = defaultdict(list)
    others: list[G] = []
    for glyph in glyphs:
        x, y = glyph.x + 0.25 * glyph.size, glyph.y - 0.35 * glyph.size
        if not (left < x < right and top < y < bottom):
            others.append(glyph)
            continue
        above = max(
            (rule.at for rule in level if rule.at < y and rule.start - _NEAR <= x <= rule.end + _NEAR), default=top
        )
        before = max(
            (rule.at for rule in upright if rule.at < x and rule.start - _NEAR <= y <= rule.end + _NEAR), default=left
        )
        cells[above, before].append(glyph)
    return cells, others
