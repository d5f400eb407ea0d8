"""The way through a story (body, cell, text box, note): its paragraphs and tables in the order in which Word shows them.

Tracked changes are read as accepted. What a reader of the printed page does not see is left out: deleted and hidden text,
instructions of fields, placeholders, tables of contents.
"""

from lxml import etree

from checker.read.word import drawing
from checker.read.word.line import Line, gap
from checker.read.word.look import Looks
from checker.read.word.names import MC, VAL, W, is_on
from checker.read.word.numbering import Numbering
from checker.read.word.runs import Runs
from checker.read.word.styles import Styles, number, numbering, value
from checker.read.word.tables import Tables

_PPR, _RPR, _STYLE, _OUTLINE = W + "pPr", W + "rPr", W + "pStyle", W + "outlineLvl"
_P, _TABLE, _CONTROL, _ALTERNATIVE = W + "p", W + "tbl", W + "sdt", MC + "AlternateContent"
_EMBEDDED = (W + "altChunk", W + "subDoc")
_GONE = (W + "del", W + "moveFrom", W + "vanish", W + "specVanish")
_THROUGH = frozenset(W + name for name in ("ins", "moveTo", "smartTag", "customXml"))


class Walk:
    """One reading of a document, line after line."""

    def __init__(self, styles: Styles, numbers: Numbering, runs: Runs) -> None:
        self._styles = styles
        self._numbers = numbers
        self._runs = runs
        self._looks = Looks(styles)
        self._carry: Line | None = None  # a paragraph whose end was deleted: it goes on in the next one
        self._seen = 0  # paragraphs of the body that have text
        self._last = ""  # the text before
        self._tables = Tables(self.blocks, runs.hidden)

    def blocks(self, container: etree._Element, out: list[Line], place: str = "") -> None:
        """Read the paragraphs and tables of a container; `place` "" counts the paragraphs."""
        before, self._carry = self._carry, None
        self._blocks(container, out, place)
        self._end(out, place)
        self._carry = before

    def _end(self, out: list[Line], place: str) -> None:
        """Put out the paragraph that would have gone on: there is none after it."""
        if self._carry is not None:
            line, self._carry = self._carry, None
            self._close(line, out, place)

    def anchored(self, container: etree._Element, out: list[Line], place: str, host: etree._Element) -> None:
        """Read a text box or note, which hangs on a paragraph of the body."""
        before, self._runs.host = self._runs.host, host
        self.blocks(container, out, place)
        self._runs.host = before

    def _blocks(self, container: etree._Element, out: list[Line], place: str) -> None:
        for child in container:
            tag = child.tag
            if tag == _P:
                self._paragraph(child, out, place)
            elif tag == _TABLE:
                self._end(out, place)
                self._tables.read(child, out, place)
            elif tag == _CONTROL:
                if (content := self._runs.content(child)) is not None:
                    self._blocks(content, out, place)
            elif tag == _ALTERNATIVE:
                self._blocks(drawing.alternative(child), out, place)
            elif tag in _THROUGH:
                self._blocks(child, out, place)
            elif tag in _EMBEDDED:
                out.append(gap(f"{place or self._here()}处是嵌入的另一份文档，其中的文字读不出来", wide=True))

    def _here(self) -> str:
        return f"第 {max(1, self._seen)} 段"

    def _paragraph(self, paragraph: etree._Element, out: list[Line], place: str) -> None:
        line, self._carry = self._carry or Line(), None
        properties = paragraph.find(_PPR)
        name = value(properties, _STYLE) if properties is not None else None
        style = self._styles.get(name)
        before = line.length
        objects = self._runs.read(paragraph, style, line)
        mark = properties.find(_RPR) if properties is not None else None
        goes_on = mark is not None and any(_set(mark, tag) for tag in _GONE)
        if not line.numbered and (line.length > before or not goes_on):
            line.numbered = True
            own = numbering(properties) if properties is not None else (None, None)
            line.label = self._numbers.label(*own, name, style)
            declared = number(value(properties, _OUTLINE)) if properties is not None else None
            level = style.outline if declared is None else declared
            line.level = level if level is not None and level < 9 else None
            line.strong = not place and self._looks.strong(paragraph, style)
        if style.contents and line.length:
            line = Line()
        if goes_on and line.length and not objects:
            self._carry = line
        else:
            self._close(line, out, place)
            self._objects_of(objects, line, paragraph, out, place)

    def _close(self, line: Line, out: list[Line], place: str) -> None:
        """Give the line its place and put it out, if it has text."""
        text = line.text
        if text:
            if not place:
                self._seen += 1
            line.place = place or self._here()
            out.append(line)
        self._runs.hidden.settle(place or self._here())

    def _objects_of(
        self, objects: list[drawing.Object], line: Line, paragraph: etree._Element, out: list[Line], place: str
    ) -> None:
        """Text boxes of the paragraph, and what in it cannot be read."""
        here = place or self._here()
        text = line.text
        host = self._runs.host if self._runs.host is not None else paragraph
        for entry in objects:
            if entry.box is not None:
                self.anchored(entry.box, out, f"{here}处的文本框", host)
            elif entry.words:
                held = Line(f"{here}处的{entry.name}")
                held.add(entry.words, None, host)
                out.append(held)
            elif entry.share >= drawing.LARGE or (not text and drawing.ANNOUNCES.search(self._last)):
                out.append(gap(f"{here}处是{entry.name}，其中的文字读不出来"))
        self._last = text or self._last


def _set(properties: etree._Element, tag: str) -> bool:
    found = properties.find(tag)
    return found is not None and is_on(found.get(VAL))
