"""`Scorecard` to text; one module per format, chosen from `FORMATS` and imported when it is used. Nothing here prints or chooses the exit code.

A format renders every report by itself (so that workers can do it) and joins the pieces.
"""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import NamedTuple

from checker.model import Scorecard
from checker.report.style import Failed, Rendered, Row, Style

__all__ = ["FORMATS", "Failed", "Format", "Rendered", "Row", "Style"]


class Format(NamedTuple):
    """`one` renders a card; `join` puts the pieces and the failures together."""

    one: Callable[[Scorecard, Style], str]
    join: Callable[[Sequence[Rendered], Sequence[Failed], Style], str]


def _format(name: str) -> Format:
    def one(card: Scorecard, style: Style) -> str:
        shown: str = import_module(f"checker.report.{name}").one(card, style)
        return shown

    def join(rendered: Sequence[Rendered], failed: Sequence[Failed], style: Style) -> str:
        shown: str = import_module(f"checker.report.{name}").join(rendered, failed, style)
        return shown

    return Format(one, join)


FORMATS: Mapping[str, Format] = {name: _format(name) for name in ("table", "json", "markdown")}
"""Format name → functions."""
