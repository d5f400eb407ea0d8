"""pattern: a regular expression of RE2, whose search is linear in the text."""

from collections.abc import Sequence
from typing import Any

from checker.match.kind import Compiler, Context, Kind, Support
from checker.match.lexicon import PhraseError
from checker.match.scope import STATED
from checker.model import Hit

MAX_MEMORY = 4 << 20
"""Memory that one compiled pattern may take, in bytes."""


def _compiled(pattern: str) -> Any:
    """The RE2 object; imported here because few rule sets use patterns and the import costs 6 ms."""
    import re2

    options = re2.Options()
    options.log_errors = False
    options.max_mem = MAX_MEMORY
    try:
        found = re2.compile(pattern, options)
    except re2.error as error:
        reason = error.args[0]
        shown = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
        raise PhraseError(f"正则“{pattern}”不能用（RE2：{shown}）") from None
    if found.search(""):
        raise PhraseError(f"正则“{pattern}”能匹配空文字，没有意义")
    return found


def _compile(pattern: str, compiler: Compiler) -> list[Any]:
    _compiled(pattern)
    return [pattern]


def match_pattern(arguments: Sequence[Any], context: Context) -> list[Support]:
    """A clause that states something as done holds the pattern (searched once per sentence)."""
    scope = context.scope
    expression = _compiled(arguments[0])
    chars = scope.document.text.chars
    found: list[Support] = []
    for sentence in scope.document.sentences:
        if sentence.role not in context.where:
            continue
        match = expression.search(chars[sentence.start : sentence.end])
        if match and match.end() > match.start():
            start, end = sentence.start + match.start(), sentence.start + match.end()
            hit = Hit(start, end, scope.clause_at(start))
            if scope.polarity(hit) in STATED and not scope.slogan(hit):
                found.append((hit,))
    return found


PATTERN = Kind({"type": "string", "minLength": 1, "maxLength": 400}, _compile, match_pattern)
