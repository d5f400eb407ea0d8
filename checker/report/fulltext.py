"""The text of a report cut into pieces, so that evidence can be marked in it and linked to its elements.

Passages may overlap and run over several lines; a piece lies wholly inside or outside every passage.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from checker.model import Document, Outcome, Span
from checker.report.view import View, clean

TONES = ("error", "hint", "partial", "covered", "near")
"""How a piece is marked; where passages overlap the first of these wins."""


class Link(NamedTuple):
    """From a passage to the element or finding that it bears on."""

    target: str
    label: str
    words: str


class Piece(NamedTuple):
    """A run of characters: its mark ("" none), the passages that begin in it, the links of those that end in it."""

    words: str
    tone: str
    anchors: tuple[str, ...]
    links: tuple[Link, ...]


class Line(NamedTuple):
    """A line of the report; `kind` is "title", "heading" or ""."""

    number: int
    kind: str
    pieces: tuple[Piece, ...]


class _Marked(NamedTuple):
    span: Span
    tone: str
    links: tuple[Link, ...]


def anchor(span: Span) -> str:
    """Name of the place at which a passage begins; passages of the same range share it."""
    return f"p{span.start}-{span.end}"


def lines(document: Document, view: View) -> Iterator[Line]:
    """All lines that hold anything."""
    marked = _marked(view)
    cuts = sorted({offset for entry in marked for offset in entry.span})
    waiting, active = marked, list[_Marked]()
    kinds = _kinds(document)
    start = 0
    for number, words in enumerate(document.source.text.split("\n"), 1):
        end, indented = start + len(words), start + len(words) - len(words.lstrip())
        points = [start, *cuts[bisect_right(cuts, start) : bisect_left(cuts, end)], end]
        pieces = list[Piece]()
        for left, right in pairwise(points):
            begun = bisect_left(waiting, max(right, left + 1), key=lambda entry: entry.span.start)
            opened, waiting = waiting[:begun], waiting[begun:]
            active += opened
            closed = [entry for entry in active if entry.span.end <= right]
            shown = document.source.text[max(left, indented) : right]
            covering = [entry for entry in active if entry.span.end > left]  # not those that end in the line break
            piece = _piece(shown, opened, covering, closed)
            if piece.words or piece.anchors or piece.links:
                pieces.append(piece)
            active = [entry for entry in active if entry.span.end > right]
        if pieces:
            yield Line(number, kinds.get(number, ""), tuple(pieces))
        start = end + 1


def _piece(words: str, opened: Sequence[_Marked], covering: Sequence[_Marked], closed: Sequence[_Marked]) -> Piece:
    return Piece(
        clean(words),
        min((entry.tone for entry in covering), key=TONES.index, default=""),
        tuple(anchor(entry.span) for entry in opened),
        tuple(link for entry in closed for link in entry.links),
    )


def _marked(view: View) -> list[_Marked]:
    """All passages in order, those of the same range in one."""
    found: dict[Span, list[tuple[str, Link]]] = {}
    for note in view.notes:
        link = Link(f"note-{note.number}", f"※{note.number}", f"前后不一第 {note.number} 处")
        found.setdefault(note.passage.span, []).append((note.level, link))
    for section in view.sections:
        for item in section.items:
            link = Link(item.id, str(item.number), f"第 {item.number} 项：{item.name}（{section.title}）")
            tone = "covered" if item.outcome is Outcome.COVERED else "partial"
            for passage in item.evidence:
                found.setdefault(passage.span, []).append((tone, link))
            for passage in item.nearest:
                found.setdefault(passage.span, []).append(("near", link))
    return [
        _Marked(span, min((tone for tone, _ in entries), key=TONES.index), tuple(link for _, link in entries))
        for span, entries in sorted(found.items())
    ]


def _kinds(document: Document) -> dict[int, str]:
    """Line number → what the line is, for the lines that are not plain; a run-in heading makes no line a heading."""
    text = document.source.text
    ends = [*(at for at, char in enumerate(text) if char == "\n"), len(text)]
    found = {}
    for heading in document.headings:
        span = document.text.span(heading.start, heading.end)
        number = bisect_left(ends, span.start)
        if not text[span.end : ends[number]].strip(" \t\r\u3000。："):
            found[number + 1] = "heading"
    if document.title and document.title.start is not None:
        found[bisect_left(ends, document.text.offset(document.title.start)) + 1] = "title"
    return found
