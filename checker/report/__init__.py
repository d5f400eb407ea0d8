"""`Scorecard` to text or bytes; one module per format, named in `FORMATS` and imported when it is used.

A format renders every report by itself (so that workers can do it) and joins the pieces. Nothing here prints or chooses
the exit code.
"""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple

from checker.model import Scorecard
from checker.report.style import Failed, Rendered, Row, Style

__all__ = ["FORMATS", "Failed", "Format", "Rendered", "Row", "Style"]


class Format(NamedTuple):
    """A format: its module in this package, the suffixes of its files; what is `binary` is not for a terminal."""

    module: str
    suffixes: tuple[str, ...]
    binary: bool = False

    def one(self, card: Scorecard, style: Style) -> str:
        """The piece of one report."""
        piece: str = self._functions().one(card, style)
        return piece

    def join(self, rendered: Sequence[Rendered], failed: Sequence[Failed], style: Style) -> str | bytes:
        """The pieces and the failures, put together."""
        whole: str | bytes = self._functions().join(rendered, failed, style)
        return whole

    def ready(self) -> None:
        """Make sure that what the format needs is installed. Raises UsageError."""
        check = getattr(self._functions(), "ready", None)
        if check is not None:
            check()

    def _functions(self) -> Any:
        return import_module(f"checker.report.{self.module}")


FORMATS: Mapping[str, Format] = {
    "table": Format("table", (".txt",)),
    "json": Format("json", (".json",)),
    "markdown": Format("markdown", (".md", ".markdown")),
    "html": Format("html", (".html", ".htm")),
    "docx": Format("word", (".docx",), binary=True),
    "pdf": Format("pdf", (".pdf",), binary=True),
    "sarif": Format("sarif", (".sarif",)),
    "junit": Format("junit", (".xml",)),
    "github": Format("github", ()),
    "gitlab": Format("gitlab", ()),
    "tap": Format("tap", (".tap",)),
}
"""Format name → format."""
