"""The way through a story (body, cell, text box, note): its paragraphs and tables in the order in which Word shows them.

Tracked changes are read as accepted. What a reader of the printed page does not see is left out: deleted and hidden text,
instructions of fields, placeholders, tables of contents.
"""

from collections.abc import Callable, Mapping

from lxml import etree

from checker.read.word import drawing
from checker.read.word.hidden import Hidden
from checker.read.word.line import Line, gap
from checker.read.word.names import MC, VAL, M, W, is_on
from checker.read.word.numbering import Numbering
from checker.read.word.styles import Styles, number, numbering, value
from checker.read.word.tables import Tables

_PPR, _RPR, _STYLE, _OUTLINE, _T = W + "pPr", W + "rPr", W + "pStyle", W + "outlineLvl", W + "t"
_GONE = (W + "del", W + "moveFrom", W + "vanish", W + "specVanish")
_SDT_CONTENT, _PLACEHOLDER, _GALLERY = W + "sdtContent", W + "showingPlcHdr", W + "docPartGallery"

_THROUGH = frozenset(
    [W + name for name in ("ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple", "dir", "bdo", "ruby", "rubyBase")]
)  # fmt: skip
"""Elements that only wrap what counts. Whatever is in no table here is not text: w:del, w:moveFrom, properties …"""


class Walk:
    """One reading of a document. `lines` are found in order; `notes` are the references to foot- and endnotes."""

    def __init__(self, styles: Styles, numbers: Numbering, hidden: Hidden, area: float, balanced: bool) -> None:
        self.notes: list[tuple[str, str, etree._Element]] = []
        self.hidden = hidden
        self._styles = styles
        self._numbers = numbers
        self._area = area  # of the text on a page
        self._balanced = balanced  # every field that begins ends
        self._fields: list[bool] = []  # open fields: whether the result has been reached
        self._muted = 0  # how many of them are still in their instruction
        self._carry: Line | None = None  # a paragraph whose end was deleted: it goes on in the next one
        self._host: etree._Element | None = None  # paragraph of the body that a text box or note is anchored to
        self._seen = 0  # paragraphs of the body that have text
        self._last = ""  # the text before
        self._tables = Tables(self.blocks, hidden)
        self._objects: list[drawing.Object] = []  # what stands in the present paragraph besides text

    def blocks(self, container: etree._Element, out: list[Line], place: str = "") -> None:
        """Read the paragraphs and tables of a container; `place` "" counts the paragraphs."""
        before, self._carry = self._carry, None
        self._blocks(container, out, place)
        if self._carry is not None:
            self._close(self._carry, self._carry.pieces[-1].paragraph, out, place)
        self._carry = before

    def anchored(self, container: etree._Element, out: list[Line], place: str, host: etree._Element) -> None:
        """Read a text box or note, which hangs on a paragraph of the body."""
        before, self._host = self._host, host
        self.blocks(container, out, place)
        self._host = before

    def _blocks(self, container: etree._Element, out: list[Line], place: str) -> None:
        for child in container:
            tag = child.tag
            if tag == W + "p":
                self._paragraph(child, out, place)
            elif tag == W + "tbl":
                self._tables.read(child, out, place)
            elif tag == W + "sdt":
                if (content := shown_content(child)) is not None:
                    self._blocks(content, out, place)
            elif tag == MC + "AlternateContent":
                self._blocks(drawing.alternative(child), out, place)
            elif tag in _THROUGH:
                self._blocks(child, out, place)
            elif tag in (W + "altChunk", W + "subDoc"):
                name = "嵌入的另一份文档"
                out.append(gap(f"{place or self._here()}处是{name}，其中的文字读不出来", wide=True))

    def _here(self) -> str:
        return f"第 {max(1, self._seen)} 段"

    def _paragraph(self, paragraph: etree._Element, out: list[Line], place: str) -> None:
        line, self._carry = self._carry or Line(), None
        properties = paragraph.find(_PPR)
        name = value(properties, _STYLE) if properties is not None else None
        style = self._styles.get(name)
        held, self._objects = self._objects, []
        self.hidden.enter(style)
        before = line.length
        self._inline(paragraph, line, self._host if self._host is not None else paragraph)
        objects, self._objects = self._objects, held
        mark = properties.find(_RPR) if properties is not None else None
        goes_on = mark is not None and any(_set(mark, tag) for tag in _GONE)
        if not line.numbered and (line.length > before or not goes_on):
            line.numbered = True
            own = numbering(properties) if properties is not None else (None, None)
            line.label = self._numbers.label(*own, name, style)
            declared = number(value(properties, _OUTLINE)) if properties is not None else None
            level = style.outline if declared is None else declared
            line.level = level if level is not None and level < 9 else None
        if style.contents and line.length:
            line = Line()
        if goes_on and line.length and not objects:
            self._carry = line
        else:
            self._close(line, paragraph, out, place)
            self._objects_of(objects, line, paragraph, out, place)

    def _close(self, line: Line, paragraph: etree._Element, out: list[Line], place: str) -> None:
        """Give the line its place and put it out, if it has text."""
        text = line.text
        if text:
            if not place:
                self._seen += 1
            line.place = place or self._here()
            out.append(line)
        self.hidden.settle(place or self._here())

    def _objects_of(
        self, objects: list[drawing.Object], line: Line, paragraph: etree._Element, out: list[Line], place: str
    ) -> None:
        """Text boxes of the paragraph, and what in it cannot be read."""
        here = place or self._here()
        text = line.text
        for entry in objects:
            if entry.box is not None:
                host = self._host if self._host is not None else paragraph
                self.anchored(entry.box, out, f"{here}处的文本框", host)
            elif entry.name and (entry.share >= drawing.LARGE or (not text and drawing.ANNOUNCES.search(self._last))):
                out.append(gap(f"{here}处是{entry.name}，其中的文字读不出来"))
        self._last = text or self._last

    def _inline(self, parent: etree._Element, line: Line, paragraph: etree._Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == W + "r":
                self._run(child, line, paragraph)
            elif tag in _THROUGH:
                self._inline(child, line, paragraph)
            elif tag == W + "sdt":
                if (content := shown_content(child)) is not None:
                    self._inline(content, line, paragraph)
            elif tag == MC + "AlternateContent":
                self._inline(drawing.alternative(child), line, paragraph)
            elif tag in (M + "oMath", M + "oMathPara"):
                for formula in child.iter(M + "t"):
                    line.add(clean(formula.text), None, paragraph)

    def _run(self, run: etree._Element, line: Line, paragraph: etree._Element) -> None:
        visible = not self._muted
        if visible and self.hidden.possible and self.hidden.hides(run):
            visible = False
        for child in run:
            tag = child.tag
            if tag == _T:
                if visible and not self._muted and child.text:
                    line.add(clean(child.text), child if self._host is None else None, paragraph)
            elif tag in _IN_RUN:
                _IN_RUN[tag](self, child, line, paragraph, visible)

    def _character(self, child: etree._Element, line: Line, paragraph: etree._Element, visible: bool) -> None:
        char = _CHARACTERS[child.tag]
        if visible and not self._muted and (line.length or char != "\n"):
            line.add(char, child if self._host is None else None, paragraph)

    def _symbol(self, child: etree._Element, line: Line, paragraph: etree._Element, visible: bool) -> None:
        code = child.get(W + "char") or ""
        try:
            char = chr(int(code, 16))
        except (ValueError, OverflowError):
            char = " "
        if visible and not self._muted:
            private = "\ue000" <= char <= "\uf8ff" or not char.isprintable()  # a sign of a symbol font
            line.add("·" if private else char, child if self._host is None else None, paragraph)

    def _field(self, child: etree._Element, line: Line, paragraph: etree._Element, visible: bool) -> None:
        kind = child.get(W + "fldCharType")
        if not self._balanced:
            return
        if kind == "begin":
            self._fields.append(False)
            self._muted += 1
        elif kind == "separate" and self._fields and not self._fields[-1]:
            self._fields[-1] = True
            self._muted -= 1
        elif kind == "end" and self._fields and not self._fields.pop():
            self._muted -= 1

    def _note(self, child: etree._Element, line: Line, paragraph: etree._Element, visible: bool) -> None:
        if visible and not self._muted:
            kind = "footnotes" if child.tag == W + "footnoteReference" else "endnotes"
            self.notes.append((kind, child.get(W + "id") or "", paragraph))

    def _object(self, child: etree._Element, line: Line, paragraph: etree._Element, visible: bool) -> None:
        if visible and not self._muted:
            self._objects += drawing.objects(child, self._area)

    def _wrapped(self, child: etree._Element, line: Line, paragraph: etree._Element, visible: bool) -> None:
        if child.tag == W + "ruby":
            for base in child.iterchildren(W + "rubyBase"):
                self._inline(base, line, paragraph)
            return
        for inner in drawing.alternative(child):
            if inner.tag in _IN_RUN:
                _IN_RUN[inner.tag](self, inner, line, paragraph, visible)


_CHARACTERS: Mapping[str, str] = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
_IN_RUN: Mapping[str, Callable[[Walk, etree._Element, Line, etree._Element, bool], None]] = {
    **dict.fromkeys(_CHARACTERS, Walk._character),
    W + "sym": Walk._symbol,
    W + "fldChar": Walk._field,
    W + "footnoteReference": Walk._note,
    W + "endnoteReference": Walk._note,
    W + "drawing": Walk._object,
    W + "pict": Walk._object,
    W + "object": Walk._object,
    W + "ruby": Walk._wrapped,
    MC + "AlternateContent": Walk._wrapped,
}
"""What in a run gives text besides w:t."""


def clean(words: str) -> str:
    """The characters of an element without line ends, which only the elements for them make; as many as before."""
    return words.replace("\n", " ").replace("\r", " ") if "\n" in words or "\r" in words else words


def shown_content(control: etree._Element) -> etree._Element | None:
    """The content of a content control, unless it is a placeholder or a table of contents."""
    properties = control.find(W + "sdtPr")
    if properties is not None:
        placeholder = properties.find(_PLACEHOLDER)
        if placeholder is not None and is_on(placeholder.get(VAL)):
            return None
        if any(gallery.get(VAL) == "Table of Contents" for gallery in properties.iter(_GALLERY)):
            return None
    return control.find(_SDT_CONTENT)


def _set(properties: etree._Element, tag: str) -> bool:
    found = properties.find(tag)
    return found is not None and is_on(found.get(VAL))
