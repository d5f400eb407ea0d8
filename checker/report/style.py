"""What formats are given and what they give back."""

from typing import NamedTuple


class Style(NamedTuple):
    """How to render: `width` in terminal columns, colours or not, full list of what is written or not."""

    width: int = 80
    colour: bool = False
    full: bool = False


class Row(NamedTuple):
    """One checked document in short, for joining and for the exit code."""

    path: str
    issuer: str
    low: float
    high: float
    passed: bool
    grade: str
    missing: tuple[str, ...]
    partial: tuple[str, ...]
    errors: int  # consistency errors
    hints: int
    ruleset: tuple[str, str, str]  # id, version, hash


class Failed(NamedTuple):
    """A document that could not be checked."""

    path: str
    message: str


class Rendered(NamedTuple):
    """A document's piece of one output and its row."""

    row: Row
    text: str
