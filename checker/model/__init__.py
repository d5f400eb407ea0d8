"""The values that pass from step to step; standard library only.

Two coordinate systems: `start`/`end` of Text, Sentence, Clause and Hit are offsets into the normalised text; `Span` is
a half-open range of character offsets into the decoded source. `Text.span` is the only conversion between them.

Many-per-report values are NamedTuples: building one costs a third of a frozen dataclass.
"""

from checker.model.card import DimensionScore, Evidence, Finding, Hit, Score, Scorecard, Verdict, Waived, Waiver
from checker.model.document import (
    Block,
    Clause,
    Document,
    Fact,
    Figure,
    Gap,
    Heading,
    IssuerKind,
    Level,
    Outcome,
    Polarity,
    Role,
    Sentence,
    Source,
    Span,
    Text,
    Title,
)
from checker.model.rules import Automaton, Basis, Check, Condition, Dimension, Element, Example, Lexicon, RuleSet

__all__ = [
    "Automaton",
    "Basis",
    "Block",
    "Check",
    "Clause",
    "Condition",
    "Dimension",
    "DimensionScore",
    "Document",
    "Element",
    "Evidence",
    "Example",
    "Fact",
    "Figure",
    "Finding",
    "Gap",
    "Heading",
    "Hit",
    "IssuerKind",
    "Level",
    "Lexicon",
    "Outcome",
    "Polarity",
    "Role",
    "RuleSet",
    "Score",
    "Scorecard",
    "Sentence",
    "Source",
    "Span",
    "Text",
    "Title",
    "Verdict",
    "Waived",
    "Waiver",
]
