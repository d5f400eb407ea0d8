"""Word documents (.docx, .docm, .dotx, Strict): the text as a reader of the printed page sees it, with its anchors.

`parts` finds the parts, `walk` goes through the body with `tables`, `runs` and `drawing`, `numbering` and `styles` resolve
what the paragraphs only refer to, `look` finds headings that are only printed as such. `annotate` uses the same walk:
`Word.pieces` says which element every character comes from.
"""

from typing import NamedTuple

from lxml import etree

from checker.errors import ReadError
from checker.read.extract import Builder, Extract
from checker.read.package import Package
from checker.read.word import drawing, look
from checker.read.word.hidden import Hidden
from checker.read.word.line import Line, Piece
from checker.read.word.line import gap as gap_line
from checker.read.word.names import W
from checker.read.word.numbering import Numbering
from checker.read.word.parts import Parts
from checker.read.word.runs import Runs
from checker.read.word.styles import Styles
from checker.read.word.walk import Walk

__all__ = ["Piece", "Word", "open_word", "read"]

_NOTES = {"footnotes": (W + "footnote", "脚注"), "endnotes": (W + "endnote", "尾注")}


class Word(NamedTuple):
    """A Word document as read: its parts, what a reader gives, and the lines with the offset at which each begins."""

    parts: Parts
    extract: Extract
    lines: tuple[tuple[int, Line], ...]

    def pieces(self) -> tuple[Piece, ...]:
        """Every character of the text that an element holds, in order; offsets are those of the text."""
        return tuple(piece for start, line in self.lines for piece in line.pieces(start))


def read(package: Package, shown: str) -> Extract:
    """Read a Word document. Raises ReadError."""
    return open_word(package, shown).extract


def open_word(package: Package, shown: str) -> Word:
    """Read a Word document and keep what belongs to every character. Raises ReadError."""
    parts = Parts(package, shown)
    builder = Builder("word")
    try:
        found = _lines(parts, builder)
    except RecursionError:
        raise ReadError(f"{shown}：表格或文本框一层套一层，太深了，读不出来。请在 WPS、Word 里简化后重试。") from None
    lines = []
    for line in found:
        if line.gap is not None:
            builder.gap(*line.gap)
            continue
        lines.append((builder.length, line))
        builder.add(line.text, line.place, line.level)
    return Word(parts, builder.extract(), tuple(lines))


def _lines(parts: Parts, builder: Builder) -> list[Line]:
    """The lines of the body, then of the notes that it refers to."""
    sheet = _optional(parts, "styles", builder) if parts.mentions(b"pStyle", b"rStyle", b"numPr") else None
    styles = Styles(sheet)
    numbered = parts.mentions(b"numPr") or _has(sheet, "numPr")
    numbers = Numbering(_optional(parts, "numbering", builder) if numbered else None, styles)
    hidden = Hidden(styles, parts.mentions(b"vanish") or _has(sheet, "vanish"))
    body = parts.document.find(W + "body")
    if body is None:
        return []
    runs = Runs(hidden, _balanced(body), drawing.text_area(parts.document), parts.related)
    walk = Walk(styles, numbers, runs)
    out: list[Line] = []
    walk.blocks(body, out)
    look.declare(out)
    _notes(parts, walk, runs, out)
    for problem in hidden.problems():
        builder.problem(problem)
    return out


def _optional(parts: Parts, kind: str, builder: Builder) -> etree._Element | None:
    """A part that shapes the text; without it the text is still there."""
    name = parts.named(kind)
    if name is None:
        return None
    try:
        return parts.xml(name)
    except ReadError:
        what = {"styles": "样式", "numbering": "自动编号"}[kind]
        builder.problem(f"文件里的{what}已损坏，读不出来，标题可能认不全，请核对原件。")
        return None


def _has(root: etree._Element | None, name: str) -> bool:
    return root is not None and next(root.iter(W + name), None) is not None


def _balanced(body: etree._Element) -> bool:
    """Every field has its end; otherwise nobody can tell which text is an instruction."""
    kinds = [entry.get(W + "fldCharType") for entry in body.iter(W + "fldChar")]
    return kinds.count("begin") == kinds.count("end")


def _notes(parts: Parts, walk: Walk, runs: Runs, out: list[Line]) -> None:
    """Read the notes in the order of their references, each once."""
    known: dict[str, dict[str | None, etree._Element]] = {}
    counts = dict.fromkeys(_NOTES, 0)
    for kind, identity, paragraph in tuple(runs.notes):
        tag, title = _NOTES[kind]
        if kind not in known:
            known[kind] = _notes_part(parts, kind, tag, title, out)
        note = known[kind].pop(identity, None)
        if note is not None:
            counts[kind] += 1
            walk.anchored(note, out, f"{title} {counts[kind]}", paragraph)


def _notes_part(parts: Parts, kind: str, tag: str, title: str, out: list[Line]) -> dict[str | None, etree._Element]:
    """The notes of a kind by their id; a wide gap where they cannot be read."""
    name = parts.named(kind)
    try:
        root = parts.xml(name) if name else None
    except ReadError:
        root = None
    if root is None:
        out.append(gap_line(f"{title}已损坏，其中的文字读不出来", wide=True))
        return {}
    return {note.get(W + "id"): note for note in root.iterchildren(tag)}
