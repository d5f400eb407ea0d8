"""The scorecard as one self-contained web page: no script, nothing loaded, prints on A4.

The templates and the style sheet lie beside this file. A card does not know its place on the page, so its ids and links
begin with `CARD`, a character that no cleaned text holds; `join` puts the number of the card there.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from checker.model import Scorecard
from checker.report import fulltext, pages, view, wording
from checker.report.style import Failed, Rendered, Style
from checker.version import VERSION

CARD = "\x00"


def one(card: Scorecard, style: Style) -> str:
    """The card of one report: an `article`."""
    seen = view.of(card, style.full)
    lines = fulltext.lines(card.document, seen)
    return str(_templates().get_template("card.html.jinja").render(card=seen, lines=lines, prefix=CARD))


def join(rendered: Sequence[Rendered], failed: Sequence[Failed], style: Style) -> str:
    """The page; when there were several documents, a table of them first."""
    css = Path(__file__).with_name("card.css").read_text("utf-8")
    page = _templates().get_template("page.html.jinja")
    return str(
        page.render(
            cards=[(entry.row, entry.text.replace(CARD, f"r{number}")) for number, entry in enumerate(rendered, 1)],
            failed=failed,
            css=css,
            css_hash=pages.digest(css),
            version=VERSION,
            several=len(rendered) + len(failed) > 1,
        )
    )


@cache
def _templates() -> Any:
    """The templates of the card, with what they call."""
    found = pages.templates("report")
    found.filters |= {"shorten": lambda words: wording.shorten(words, view.QUOTE)}
    found.globals |= {"anchor": fulltext.anchor, "points": view.points, "told": view.told}
    return found
