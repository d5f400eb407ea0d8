"""How a figure is written for a reader."""

from fractions import Fraction


def number(value: Fraction) -> str:
    """1260, 2.35: at most four digits behind the point."""
    return str(value.numerator) if value.denominator == 1 else f"{float(value):.4f}".rstrip("0").rstrip(".")
