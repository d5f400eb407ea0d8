"""The series that numbering marks form, and where a number does not follow.

Marks at the head of a paragraph make a tree as headings do: a number of a style closes every deeper series, a first
number under another parent begins anew. Marks inside a paragraph belong together in their paragraph and may be nested.
"""

from collections.abc import Sequence
from typing import NamedTuple

from checker.consistency.ordinals import Mark

_TOP = ("一、", "第一部分")
_REFERRED = frozenset({"一、", "（一）", "1."})
"""Inside a paragraph a number of these styles that continues nothing is a reference or a quantity."""


class Fault(NamedTuple):
    """A number that does not follow: `kind` is skip, repeat, back, start or level; `before` the mark it should follow."""

    kind: str
    mark: Mark
    before: Mark | None
    expected: int


class Series:
    """Numbers that belong together; `restarts` is the series of the same style and parent that stood before."""

    __slots__ = ("accepts", "marks", "restarts")

    def __init__(self, mark: Mark, restarts: "Series | None" = None) -> None:
        self.marks = [mark]
        self.restarts = restarts
        self.accepts = frozenset({mark.value + 1})

    @property
    def last(self) -> Mark:
        """The mark that came last."""
        return self.marks[-1]

    def like(self, mark: Mark) -> bool:
        """The mark is of the style of this series."""
        return self.last.style == mark.style and self.last.stem == mark.stem

    def add(self, mark: Mark, faulty: bool = False) -> None:
        """Append; after a fault the next number may follow what was written or what was meant."""
        meant = max(self.accepts) + 1 if faulty else mark.value + 1
        self.accepts = frozenset({mark.value + 1, meant})
        self.marks.append(mark)


def assemble(marks: Sequence[Mark]) -> tuple[list[Series], list[Fault]]:
    """All series in the order of their first marks, and all faults."""
    walker = _Walker(marks)
    for mark in marks:
        walker.add(mark)
    return walker.series, walker.faults


class _Walker:
    """Takes the marks in order; `_open` are the series that can go on, outermost first."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._next: dict[tuple[int, str], int] = {}  # start of a mark, style → number of the next mark of that style
        ahead: dict[str, int] = {}
        for mark in reversed([mark for mark in marks if mark.first]):
            self._next.update(((mark.start, style), value) for style, value in ahead.items())
            ahead[mark.style] = mark.value
        self.series: list[Series] = []
        self.faults: list[Fault] = []
        self._open: list[Series] = []
        self._ended: dict[str, int] = {}  # the last number of the series of a style that was closed last

    def add(self, mark: Mark) -> None:
        """Put the mark where it belongs."""
        same = [series for series in reversed(self._open) if series.like(mark)]
        here = [series for series in same if series.last.paragraph == mark.paragraph]
        near = same if mark.first else here or ([] if mark.value == 1 else same)
        fitting = next((series for series in near if mark.value in series.accepts and mark.value > 1), None)
        if fitting is not None:
            self._close_above(fitting)
            fitting.add(mark)
        elif mark.value == 1:
            self._begin(mark, near[0] if near else None)
        elif near:
            self._fault(mark, near[0])
        elif mark.first or mark.style not in _REFERRED:
            self._late(mark)

    def _begin(self, mark: Mark, old: Series | None) -> None:
        """A new series; at the head of a paragraph it takes the place of the one before."""
        if mark.first:
            if old is not None:
                self._close_above(old)
                self._close(old)
            while self._open and not self._open[-1].marks[0].first:
                self._close(self._open[-1])
            if mark.style == "一、":
                while self._open and self._open[-1].last.style not in _TOP:
                    self._close(self._open[-1])
            elif mark.style == "1.1":
                for series in [series for series in self._open if series.last.style == "1.1"]:
                    self._close(series)
        series = Series(mark, old)
        self._open.append(series)
        self.series.append(series)

    def _late(self, mark: Mark) -> None:
        """The first number of a series is not one: numbering that runs on over the parents, or a fault."""
        goes_on = self._ended.get(mark.style) == mark.value - 1
        if not goes_on and self._at_another_level(mark, None):
            return
        self._begin(mark, None)
        if not goes_on:
            self.faults.append(Fault("start", mark, None, 1))

    def _fault(self, mark: Mark, series: Series) -> None:
        """The number does not follow in its series."""
        if self._at_another_level(mark, series):
            return
        older = series.restarts
        if older is not None and len(series.marks) == 1 and mark.value - 1 == older.last.value + 1:
            # 一、二、一、四: the second 一 was meant to be 三
            self.faults.append(Fault("repeat", series.last, older.last, older.last.value + 1))
            series.add(mark)
            series.marks[:0] = older.marks
            self.series.remove(older)
            series.restarts = None
            return
        last = series.last.value
        kind = "repeat" if mark.value == last else "back" if mark.value < last else "skip"
        self.faults.append(Fault(kind, mark, series.last, max(series.accepts)))
        self._close_above(series)
        series.add(mark, faulty=True)

    def _at_another_level(self, mark: Mark, series: Series | None) -> bool:
        """The number goes on with another series that is open: （二） and then 三、."""
        if not mark.first or mark.value < 2:
            return False
        others = (other for other in reversed(self._open) if not other.like(mark) and other.marks[0].first)
        other = next((other for other in others if mark.value in other.accepts and len(other.marks) >= 2), None)
        if other is None:
            return False
        own = self._next.get((mark.start, mark.style))
        if self._next.get((mark.start, other.last.style)) == mark.value:
            return False  # the other series has this number itself
        as_meant = self._next.get((mark.start, other.last.style)) == mark.value + 1
        if not as_meant and (own is None or series is None or own not in series.accepts):
            return False
        self.faults.append(Fault("level", mark, other.last, mark.value))
        self._close_above(other)
        meant = mark._replace(style=other.last.style, stem=other.last.stem)
        other.add(meant)
        return True

    def _close_above(self, series: Series) -> None:
        while self._open[-1] is not series:
            self._close(self._open[-1])

    def _close(self, series: Series) -> None:
        self._open.remove(series)
        self._ended[series.last.style] = series.last.value
