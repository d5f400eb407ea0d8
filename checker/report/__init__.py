"""`Scorecard` to text; one module per format, chosen from `FORMATS`. Nothing here prints or chooses the exit code.

A format renders every report by itself (so that workers can do it) and joins the pieces.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from checker.model import Scorecard
from checker.report import json, markdown, table
from checker.report.style import Failed, Rendered, Row, Style

__all__ = ["FORMATS", "Failed", "Format", "Rendered", "Row", "Style"]


class Format(NamedTuple):
    """`one` renders a card; `join` puts the pieces and the failures together."""

    one: Callable[[Scorecard, Style], str]
    join: Callable[[Sequence[Rendered], Sequence[Failed], Style], str]


FORMATS: Mapping[str, Format] = {
    "table": Format(table.one, table.join),
    "json": Format(json.one, json.join),
    "markdown": Format(markdown.one, markdown.join),
}
"""Format name → functions."""
