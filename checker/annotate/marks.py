"""Sets the marks of comments in the tree of a Word document: runs are split, not one character changes."""

from collections.abc import Sequence
from copy import deepcopy
from itertools import groupby
from typing import NamedTuple

from lxml import etree

from checker.model import Span
from checker.read.word.line import Piece
from checker.read.word.names import W

_RUN, _TEXT, _RPR, _PPR, _CELL, _ID = W + "r", W + "t", W + "rPr", W + "pPr", W + "tc", W + "id"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BEGIN, _END, _REFERENCE = W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference"
_NESTED = frozenset(W + name for name in ("smartTag", "sdtContent", "sdt", "customXml", "fldSimple"))
"""Containers that a comment begins or ends in only if it does both; otherwise it takes the whole of them."""


class _Mark(NamedTuple):
    """One end of a comment: the character of the source that it stands before or after, and the piece that holds it."""

    offset: int
    begins: bool
    piece: Piece
    comment: int
    hoisted: bool


def mark(pieces: Sequence[Piece], ranges: Sequence[tuple[int, Span | None]]) -> None:
    """Mark every range, given with the number of its comment; None stands for the first paragraph."""
    marks: list[_Mark] = []
    whole: list[tuple[int, etree._Element]] = []
    for comment, span in ranges:
        chosen = _chosen(pieces, span)
        if any(piece.node is None for piece in chosen):
            whole.append((comment, chosen[0].paragraph))
        elif chosen:
            marks += _ends(chosen, span, comment)
    # from the end to the beginning, since a split leaves the left part of a run where it was
    for _, group in groupby(sorted(marks, key=_boundary, reverse=True), key=_boundary):
        _set(list(group))
    for comment, paragraph in whole:
        _set_whole(paragraph, comment)


def _chosen(pieces: Sequence[Piece], span: Span | None) -> list[Piece]:
    """The pieces that hold the range, inside one cell; the next one where no element holds it (an automatic number)."""
    if span is None:
        return [piece for piece in pieces if piece.paragraph is pieces[0].paragraph]
    inside = [piece for piece in pieces if piece.end > span.start and piece.start < span.end]
    if not inside:
        return [piece for piece in pieces if piece.start >= span.start][:1] or list(pieces[-1:])
    cells: dict[etree._Element | None, list[Piece]] = {}
    for piece in inside:
        cells.setdefault(next(piece.paragraph.iterancestors(_CELL), None), []).append(piece)
    return max(
        cells.values(),
        key=lambda group: sum(min(piece.end, span.end) - max(piece.start, span.start) for piece in group),
    )


def _ends(chosen: Sequence[Piece], span: Span | None, comment: int) -> tuple[_Mark, _Mark]:
    first, last = chosen[0], chosen[-1]
    start = first.start if span is None else max(first.start, span.start)
    end = last.end if span is None else min(last.end, span.end)
    if end <= start:  # the range holds no character of these pieces
        start, end = first.start, last.end
    hoisted = _home(first) is not _home(last)
    return _Mark(start, True, first, comment, hoisted), _Mark(end, False, last, comment, hoisted)


def _home(piece: Piece) -> etree._Element | None:
    return _run_of(_node(piece))[0].getparent()


def _node(piece: Piece) -> etree._Element:
    if piece.node is None:
        raise ValueError("no element to mark")
    return piece.node


def _run_of(node: etree._Element) -> tuple[etree._Element, etree._Element]:
    """The run that holds an element, and its child in which the element is."""
    child, run = node, node.getparent()
    while run is not None and run.tag != _RUN:
        child, run = run, run.getparent()
    if run is None:
        raise ValueError("text outside a run")
    return run, child


def _boundary(entry: _Mark) -> tuple[int, int]:
    return entry.offset, entry.piece.start


def _set(marks: Sequence[_Mark]) -> None:
    """Set the marks that share a boundary between two characters of one piece."""
    piece = marks[0].piece
    left, right = _split(_node(piece), marks[0].offset - piece.start)
    for entry in marks:
        at = right if entry.begins else left
        if entry.hoisted:
            while (parent := at.getparent()) is not None and parent.tag in _NESTED:
                at = parent
        if entry.begins:
            at.addprevious(_element(at, _BEGIN, entry.comment))
        else:
            for element in reversed(_closing(at, entry.comment)):
                at.addnext(element)


def _set_whole(paragraph: etree._Element, comment: int) -> None:
    """Mark a whole paragraph."""
    properties = paragraph.find(_PPR)
    begin = _element(paragraph, _BEGIN, comment)
    if properties is not None:
        properties.addnext(begin)
    else:
        paragraph.insert(0, begin)
    paragraph.extend(_closing(paragraph, comment))


def _closing(near: etree._Element, comment: int) -> list[etree._Element]:
    """What ends a comment: the end of its range, and a run with the reference."""
    run = near.makeelement(_RUN)
    run.append(_element(near, _REFERENCE, comment))
    return [_element(near, _END, comment), run]


def _element(near: etree._Element, tag: str, comment: int) -> etree._Element:
    return near.makeelement(tag, {_ID: str(comment)})


def _split(node: etree._Element, offset: int) -> tuple[etree._Element, etree._Element]:
    """Split the run of an element at a character of it; the same run twice where nothing is before or after."""
    run, child = _run_of(node)
    length = len(node.text or "") if node.tag == _TEXT else 1
    rest = list(child.itersiblings())
    if offset < length:
        if offset and child is node and node.tag == _TEXT:
            rest.insert(0, _cut(node, offset))
        elif any(sibling.tag != _RPR for sibling in child.itersiblings(preceding=True)):
            rest.insert(0, child)
        else:
            return run, run
    if not rest:
        return run, run
    right = run.makeelement(_RUN, dict(run.attrib))
    properties = run.find(_RPR)
    if properties is not None:
        right.append(deepcopy(properties))
    run.addnext(right)
    right.extend(rest)
    return run, right


def _cut(node: etree._Element, offset: int) -> etree._Element:
    """Cut the text of a w:t and give the second half."""
    words = node.text or ""
    half = node.makeelement(_TEXT, {_SPACE: "preserve"})
    node.text, half.text = words[:offset], words[offset:]
    node.set(_SPACE, "preserve")
    return half
