"""Exact comparison of printed figures, and a finding that shows the computation."""

from bisect import bisect_right
from fractions import Fraction

from checker.consistency.quantities import Quantity
from checker.model import Document, Finding
from checker.passage import passage

ROUNDED, TRUNCATED, WRONG = "rounded", "truncated", "wrong"
"""How a printed figure follows from others."""


def bounds(quantity: Quantity) -> tuple[Fraction, Fraction]:
    """The values that a printed figure may stand for: 2.3万 is rounded or cut off, 38 is 38."""
    if quantity.step == 1 and quantity.unit != "%":
        return quantity.value, quantity.value
    return quantity.value - quantity.step / 2, quantity.value + quantity.step


def compare(low: Fraction, high: Fraction, printed: Quantity) -> str:
    """Whether `printed` is some value in `[low, high]` rounded at its last digit, or only cut off there, or neither."""
    half = printed.step / 2
    if low - half <= printed.value <= high + half:
        return ROUNDED
    if low < printed.value + printed.step and printed.value <= high:
        return TRUNCATED
    return WRONG


def quotient(part: Quantity, whole: Quantity, factor: int = 100) -> tuple[Fraction, Fraction]:
    """The range in which part ÷ whole lies, in percent."""
    part_low, part_high = bounds(part)
    whole_low, whole_high = bounds(whole)
    return factor * part_low / whole_high, factor * part_high / max(whole_low, Fraction(1, 10**9))


def percent(value: Fraction, digits: int = 2) -> str:
    """A share for a message, at two digits or more."""
    return f"{float(value):.{digits}f}%"


def finding(document: Document, check: str, level: str, start: int, end: int, message: str) -> Finding:
    """A finding that quotes `[start, end)` of the text."""
    index = bisect_right(document.sentences, start, key=lambda sentence: sentence.start) - 1
    section = document.sentences[index].section if index >= 0 else -1
    return Finding(check, level, passage(document, start, end, section), message)
