"""`Scorecard` to text or bytes; one module per format, chosen from `FORMATS`. Nothing here prints or chooses the exit code.

A format renders every report by itself (so that workers can do it) and joins the pieces.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from checker.model import Scorecard
from checker.report import html, json, markdown, pdf, table, word
from checker.report.style import Failed, Rendered, Row, Style

__all__ = ["FORMATS", "Failed", "Format", "Rendered", "Row", "Style"]


class Format(NamedTuple):
    """`one` renders a card; `join` puts the pieces and the failures together.

    Files with one of the `suffixes` are of this format; `ready` raises UsageError where something for it is not
    installed; what is `binary` is not for a terminal.
    """

    one: Callable[[Scorecard, Style], str]
    join: Callable[[Sequence[Rendered], Sequence[Failed], Style], str | bytes]
    suffixes: tuple[str, ...]
    binary: bool = False
    ready: Callable[[], None] = lambda: None


FORMATS: Mapping[str, Format] = {
    "table": Format(table.one, table.join, (".txt",)),
    "json": Format(json.one, json.join, (".json",)),
    "markdown": Format(markdown.one, markdown.join, (".md", ".markdown")),
    "html": Format(html.one, html.join, (".html", ".htm")),
    "docx": Format(word.one, word.join, (".docx",), binary=True),
    "pdf": Format(pdf.one, pdf.join, (".pdf",), binary=True, ready=pdf.ready),
}
"""Format name → functions."""
