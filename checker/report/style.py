"""What formats are given and what they give back."""

from pathlib import Path
from typing import NamedTuple


class Style(NamedTuple):
    """How to render: `width` in terminal columns, colours or not, full list of what is written or not.

    `fail_on` is the lowest level of findings that stops a report: error, hint or never.
    """

    width: int = 80
    colour: bool = False
    full: bool = False
    fail_on: str = "never"


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
    waivers: tuple[int, ...] = ()  # lines of the waivers that it has made use of


class Failed(NamedTuple):
    """A document that could not be checked."""

    path: str
    message: str


class Rendered(NamedTuple):
    """A document's piece of one output and its row."""

    row: Row
    text: str


def uri(path: str) -> str:
    """A path as a URI reference (RFC 3986): relative paths stay relative, so a service finds them in its checkout."""
    from urllib.parse import quote

    name = Path(path)
    return name.as_uri() if name.is_absolute() else quote(name.as_posix())
