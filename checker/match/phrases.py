"""states, mentions, studied: a phrase stands in the text, said in a way that counts."""

from collections.abc import Sequence
from typing import Any

from checker.match.kind import PHRASES, Compiler, Context, Kind, Support
from checker.match.scope import MENTIONED, STATED
from checker.model import Polarity


def _compile(phrases: Sequence[str], compiler: Compiler) -> list[Any]:
    return [compiler.term(phrases)]


def match_states(arguments: Sequence[Any], context: Context) -> list[Support]:
    """A clause states it as done (or as not having occurred), and not only as an attitude."""
    scope = context.scope
    return [(hit,) for hit in scope.select(arguments[0], context.where, STATED) if not scope.slogan(hit)]


def match_mentions(arguments: Sequence[Any], context: Context) -> list[Support]:
    """It is brought up: stated, or as a slogan, in a heading, as what superiors demand."""
    return [(hit,) for hit in context.scope.select(arguments[0], context.where, MENTIONED)]


def match_studied(arguments: Sequence[Any], context: Context) -> list[Support]:
    """It is the object of study or publicity: 学习《……》."""
    return [(hit,) for hit in context.scope.select(arguments[0], context.where, frozenset({Polarity.STUDIED}))]


STATES = Kind(PHRASES, _compile, match_states)
MENTIONS = Kind(PHRASES, _compile, match_mentions)
STUDIED = Kind(PHRASES, _compile, match_studied)
