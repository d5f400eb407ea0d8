"""What stands in a paragraph: runs of text, what wraps them, fields, references to notes, and objects."""

from collections.abc import Callable, Mapping

from lxml import etree

from checker.read.word import drawing
from checker.read.word.hidden import Hidden
from checker.read.word.line import Line
from checker.read.word.names import MC, VAL, M, W, is_on
from checker.read.word.styles import Style

_R, _T, _CONTROL, _ALTERNATIVE = W + "r", W + "t", W + "sdt", MC + "AlternateContent"
_FORMULAS = (M + "oMath", M + "oMathPara")
_SDT_PROPERTIES, _SDT_CONTENT, _PLACEHOLDER, _GALLERY = (
    W + name for name in ("sdtPr", "sdtContent", "showingPlcHdr", "docPartGallery")
)

_THROUGH = frozenset(
    W + name for name in ("ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple", "dir", "bdo")
)
"""Elements that only wrap what counts. Whatever is in no table here is not text: w:del, w:moveFrom, properties …"""


class Runs:
    """Reads paragraph after paragraph; a field may begin in one and end in another.

    `notes` are the references to foot- and endnotes met so far; `host` is the paragraph of the body that the present
    text box or note is anchored to.
    """

    def __init__(self, hidden: Hidden, balanced: bool, area: float, related: drawing.Related) -> None:
        self.hidden = hidden
        self.notes: list[tuple[str, str, etree._Element]] = []
        self.host: etree._Element | None = None
        self._balanced = balanced  # every field that begins ends
        self._area = area  # of the text on a page
        self._related = related
        self._fields: list[bool] = []  # open fields: whether the result has been reached
        self._muted = 0  # how many of them are still in their instruction
        self._objects: list[drawing.Object] = []

    def read(self, paragraph: etree._Element, style: Style, line: Line) -> list[drawing.Object]:
        """Append the text of a paragraph of this style to the line; gives what stands there besides text."""
        self._objects = []
        self.hidden.enter(style)
        self._through(paragraph, line, self.host if self.host is not None else paragraph)
        return self._objects

    def content(self, control: etree._Element) -> etree._Element | None:
        """The content of a content control, unless it is a placeholder or a table of contents."""
        properties, content = control.find(_SDT_PROPERTIES), control.find(_SDT_CONTENT)
        if properties is not None:
            placeholder = properties.find(_PLACEHOLDER)
            if placeholder is not None and is_on(placeholder.get(VAL)):
                self.hidden.note("placeholder")
                return None
            if any(gallery.get(VAL) == "Table of Contents" for gallery in properties.iter(_GALLERY)):
                return None
        return content

    def _through(self, parent: etree._Element, line: Line, paragraph: etree._Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == _R:
                self._run(child, line, paragraph)
            elif tag in _THROUGH:
                self._through(child, line, paragraph)
            elif tag == _CONTROL:
                if (content := self.content(child)) is not None:
                    self._through(content, line, paragraph)
            elif tag == _ALTERNATIVE:
                self._through(drawing.alternative(child), line, paragraph)
            elif tag in _FORMULAS:
                self._formula(child, line, paragraph)

    def _formula(self, formula: etree._Element, line: Line, paragraph: etree._Element) -> None:
        for words in formula.iter(M + "t"):
            if words.text and not self._muted:
                line.add(clean(words.text), None, paragraph)

    def _run(self, run: etree._Element, line: Line, paragraph: etree._Element) -> None:
        visible = not self._muted
        if visible and self.hidden.possible and self.hidden.hides(run):
            visible = False
        for child in run:
            tag = child.tag
            if tag == _T:
                if visible and not self._muted and child.text:
                    line.add(clean(child.text), child if self.host is None else None, paragraph)
            elif tag in _IN_RUN:
                _IN_RUN[tag](self, child, line, paragraph, visible)

    def _character(self, child: etree._Element, line: Line, paragraph: etree._Element, visible: bool) -> None:
        char = _CHARACTERS[child.tag]
        if visible and not self._muted and (line.length or char != "\n"):
            line.add(char, child if self.host is None else None, paragraph)

    def _symbol(self, child: etree._Element, line: Line, paragraph: etree._Element, visible: bool) -> None:
        code = child.get(W + "char") or ""
        try:
            char = chr(int(code, 16))
        except (ValueError, OverflowError):
            char = " "
        if visible and not self._muted:
            private = "\ue000" <= char <= "\uf8ff" or not char.isprintable()  # a sign of a symbol font
            line.add("·" if private else char, child if self.host is None else None, paragraph)

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
            self._objects += drawing.objects(child, self._area, self._related)

    def _wrapped(self, child: etree._Element, line: Line, paragraph: etree._Element, visible: bool) -> None:
        if child.tag == W + "ruby":
            for base in child.iterchildren(W + "rubyBase"):
                self._through(base, line, paragraph)
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
_IN_RUN: Mapping[str, Callable[[Runs, etree._Element, Line, etree._Element, bool], None]] = {
    **dict.fromkeys(_CHARACTERS, Runs._character),
    W + "sym": Runs._symbol,
    W + "fldChar": Runs._field,
    W + "footnoteReference": Runs._note,
    W + "endnoteReference": Runs._note,
    W + "drawing": Runs._object,
    W + "pict": Runs._object,
    W + "object": Runs._object,
    W + "ruby": Runs._wrapped,
    _ALTERNATIVE: Runs._wrapped,
}
"""What in a run gives text besides w:t."""


def clean(words: str) -> str:
    """The characters of an element without line ends, which only the elements for them make; as many as before."""
    return words.replace("\n", " ").replace("\r", " ") if "\n" in words or "\r" in words else words
