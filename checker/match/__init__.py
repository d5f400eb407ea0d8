"""The condition language: a closed set of kinds, one pure function each.

Adding a kind: a module, a line in `KINDS`, a test, an entry in rules/README.md.
"""

from collections.abc import Mapping

from checker.match.form import FINDING, FORM, OPENING
from checker.match.kind import Context, Kind, Support
from checker.match.logic import ALL, ANY, NONE, SINCE, UNTIL
from checker.match.passages import HEADING, PASSAGE, POINTS, SENTENCES
from checker.match.pattern import PATTERN
from checker.match.phrases import MENTIONS, STATES, STUDIED
from checker.match.scope import Scope
from checker.match.together import COUNT_OF, TOGETHER
from checker.model import Condition, Role

__all__ = ["KINDS", "match"]

KINDS: Mapping[str, Kind] = {
    "any": ANY,
    "all": ALL,
    "none": NONE,
    "since": SINCE,
    "until": UNTIL,
    "states": STATES,
    "mentions": MENTIONS,
    "studied": STUDIED,
    "together": TOGETHER,
    "count": COUNT_OF,
    "heading": HEADING,
    "sentences": SENTENCES,
    "passage": PASSAGE,
    "points": POINTS,
    "form": FORM,
    "finding": FINDING,
    "opening": OPENING,
    "pattern": PATTERN,
}
"""Every word of the condition language."""


def match(condition: Condition, scope: Scope, where: frozenset[Role], strict: bool = True) -> list[Support]:
    """Ways in which the condition is met in passages of these roles; empty when it is not."""
    return _match(condition, Context(scope, where, strict, _match))


def _match(condition: Condition, context: Context) -> list[Support]:
    return KINDS[condition[0]].match(condition[1:], context)
