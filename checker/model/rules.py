"""The rules: elements, checks, and the phrases of a whole set in one automaton."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple, Protocol

from checker.model.document import IssuerKind, Level, Outcome, Role


class Basis(NamedTuple):
    """Legal basis of an element. `verified` is False where nobody has read the text at the source."""

    instrument: str
    number: str = ""
    article: str = ""
    verified: bool = False


class Example(NamedTuple):
    """A text with the verdict it must get; a whole report, or body text to which a title and a heading are added."""

    element: str
    kind: str  # covered, partial, missing, trap
    text: str
    outcome: Outcome
    evidence: str
    year: int
    only: str | None
    whole: bool


Condition = Sequence[Any]
"""A compiled condition: its kind's name, then what that module in `match` needs; plain JSON values."""


class Automaton(Protocol):
    """What is used of ahocorasick_rs.AhoCorasick."""

    def find_matches_as_indexes(self, haystack: str, overlapping: bool = False) -> list[tuple[int, int, int]]:
        """All (needle, start, end) in the text."""


class Lexicon(NamedTuple):
    """All phrases of a rule set in one automaton, so a report is scanned once.

    Every part of every phrase is a numbered slot. Needle n is of class `classes[n]`, and the needles of the classes
    `slots[s]` fill slot s; `units` are the units of the figures that fill a slot ("" for any). `terms[i]` holds the
    alternatives of term i: whether the gaps may leave the clause, and the slots that follow each other. `automaton` is
    None where only one document will be scanned.
    """

    needles: Sequence[str]
    automaton: Automaton | None
    classes: Sequence[int]
    slots: Sequence[Sequence[int]]
    units: Mapping[int, frozenset[str]]
    terms: Sequence[Sequence[tuple[bool, Sequence[int]]]]


class Element(NamedTuple):
    """One thing a report must contain, as compiled from YAML."""

    id: str
    name: str
    dimension: str
    levels: dict[str, Level]
    weight: int
    basis: tuple[Basis, ...]
    since: int | None
    until: int | None
    where: frozenset[Role]
    covered: Condition
    partial: Condition
    words: int  # term id of the element's vocabulary
    vocabulary: tuple[str, ...]  # the words of that term, parts of longer phrases included
    place: str
    criterion: str
    advice: str
    sample: str

    def level(self, kind: IssuerKind) -> Level:
        """How much this kind of issuer owes the element."""
        return self.levels.get(kind.value, self.levels["default"])


class Check(NamedTuple):
    """A consistency check as the rule set has it; `level` is "error" or "hint" (all its findings are hints)."""

    id: str
    name: str
    level: str
    criterion: str
    advice: str
    wrong: str
    right: str


class Dimension(NamedTuple):
    """A group of elements on the card, from one YAML file."""

    id: str
    name: str


class RuleSet(NamedTuple):
    """A loaded rule set; conditions name terms by number."""

    id: str
    title: str
    version: str
    sha256: str
    dimensions: tuple[Dimension, ...]
    elements: tuple[Element, ...]
    grades: tuple[tuple[str, Fraction], ...]
    pass_score: Fraction
    credit: Fraction
    checks: tuple[Check, ...]
    recognise: tuple[int, int, Fraction]  # term id, distinct phrases, hits per thousand characters
    lexicon: Lexicon
