"""The lines of a web page as a browser would show them, each with the element it stands in."""

import re
from typing import NamedTuple

from lxml import etree, html

_SKIPPED = frozenset(["script", "style", "noscript", "template", "head", "select", "option", "button", "textarea", "iframe",
                      "object", "svg", "math"])  # fmt: skip
_OUTSIDE = frozenset(["nav", "footer", "header", "aside"])
_BLOCKS = frozenset(["address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl",
                     "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
                     "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody",
                     "tfoot", "thead", "tr", "ul", "caption"])  # fmt: skip
_HEADINGS = {f"h{level}": level - 1 for level in range(1, 7)}
_HIDDEN = re.compile(r"display\s{0,9}:\s{0,9}none", re.I)
_BLANKS = re.compile(r"[ \t\r\n\f]+")


class Line(NamedTuple):
    """A line of the page: its text, the level of the heading it is, the number of its element, whether it is no content."""

    text: str
    level: int | None
    element: int
    outside: bool

    @property
    def bare(self) -> str:
        """The text without blanks."""
        return "".join(self.text.split())


class Walk:
    """The lines of a page in document order; a row of a table of figures is one line, its cells separated by tabs."""

    def __init__(self, root: html.HtmlElement) -> None:
        self.lines: list[Line] = []
        self.parents: list[int] = []  # of each element, by number
        self.last: list[int] = []  # number of the last element inside each
        self._chars: list[str] = []
        self._level: int | None = None
        self._rows = 0  # depth inside a row that becomes one line
        self._outside = 0
        self._preformatted = 0
        self._layout = _layout_rows(root)
        self._run(root)

    def _run(self, root: html.HtmlElement) -> None:
        open_: list[int] = []
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            name = element.tag if isinstance(element.tag, str) else "script"
            if event == "start":
                self.parents.append(open_[-1] if open_ else -1)
                self.last.append(0)
                open_.append(len(self.parents) - 1)
                self._start(element, name, open_[-1])
                if name in _SKIPPED or element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
                    walk.skip_subtree()
                else:
                    self._text(element.text, open_[-1])
            else:
                number = open_.pop()
                self.last[number] = len(self.parents) - 1
                self._end(element, name, number)
                self._text(element.tail, open_[-1] if open_ else 0)
        self._flush(0)

    def _start(self, element: html.HtmlElement, name: str, number: int) -> None:
        if name == "tr" and element not in self._layout:
            self._flush(number)
            self._rows += 1
        elif name in ("td", "th") and self._rows:
            self._chars.append("\t")
        elif name in _BLOCKS or name == "br":
            self._flush(number)
        self._outside += name in _OUTSIDE
        self._preformatted += name == "pre"
        self._level = _HEADINGS.get(name, self._level)

    def _end(self, element: html.HtmlElement, name: str, number: int) -> None:
        if name == "tr" and element not in self._layout:
            self._rows -= 1
        if name in _BLOCKS:
            self._flush(number)
        self._outside -= name in _OUTSIDE
        self._preformatted -= name == "pre"
        if name in _HEADINGS:
            self._level = None

    def _text(self, text: str | None, number: int) -> None:
        if not text:
            return
        if self._preformatted and not self._rows:
            first, *others = text.split("\n")
            self._chars.append(first)
            for line in others:
                self._flush(number)
                self._chars.append(line)
        else:
            self._chars.append(_BLANKS.sub(" ", text))

    def _flush(self, number: int) -> None:
        if self._rows:
            return
        text = "".join(self._chars).strip()
        self._chars = []
        if text:
            self.lines.append(Line(text, self._level, number, self._outside > 0))


def _layout_rows(root: html.HtmlElement) -> frozenset[html.HtmlElement]:
    """Rows that only place things on the page: those that hold another table, or one cell, or whole paragraphs."""
    layout: set[html.HtmlElement] = set()
    for table in root.iter("table"):
        above = table.getparent()
        while above is not None and above not in layout:
            layout.add(above)
            above = above.getparent()
    for row in root.iter("tr"):
        if row not in layout and (len(row) < 2 or sum(1 for _ in row.iter("p", "br", "div", "li")) > 4 * len(row)):
            layout.add(row)
    return frozenset(layout)
