"""Numbers as reports write them: 1,234, 2.3万, 两万三千, 百分之九十五, 三分之一, 六成.

Own code and not cn2an: that takes 0.1 s to import, refuses 1,234, 六成 and 三分之一, and gives binary floats where a
rounding at the printed digit needs exact values. It is the second implementation in `tests/unit/test_numerals.py`.
"""

from fractions import Fraction
from typing import NamedTuple

from checker.regex import Regex

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_SCALES = {**_TENS, **_MYRIADS}

ARABIC = r"(?<![\d.])\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d{1,6})?[千百]?[万亿]?|(?<![\d.,])\d{1,12}(?!,\d)(?:\.\d{1,6})?[千百]?[万亿]?"
"""Arabic digits, with a following 千, 万 or 亿. A decimal point before them means that they are a tail: no number."""

CHINESE = r"[零〇一二两三四五六七八九十百千万亿]{1,16}"
"""Characters of a Chinese numeral; not every string of them is one."""

_FORMS = Regex(
    rf"百分之(?P<percent>{CHINESE}(?:点[零〇一二三四五六七八九]{{1,6}})?|{ARABIC})|(?P<cheng>[一二两三四五六七八九]|\d(?:\.\d)?)成(?P<more>[一二三四五六七八九半])?"
    rf"|(?P<below>{CHINESE})分之(?P<above>{CHINESE})|(?P<plain>{ARABIC}|{CHINESE})"
)

_ONE = Fraction(1)


class Number(NamedTuple):
    """A value and the unit of its last printed digit; `percent` where the words themselves are a share."""

    value: Fraction
    step: Fraction
    percent: bool


def parse(words: str) -> Number | None:
    """The number that these words are, shares in percent; None where they are none."""
    match = _FORMS.fullmatch(words)
    if match is None:
        return None
    if match["percent"]:
        inner = _plain(match["percent"])
        return inner and Number(inner.value, inner.step, True)
    if match["cheng"]:
        whole = _plain(match["cheng"])
        more = Fraction(5 if match["more"] == "半" else _DIGITS[match["more"]] if match["more"] else 0)
        return whole and Number(whole.value * 10 + more, Fraction(1 if match["more"] else 10), True)
    if match["below"]:
        below, above = chinese(match["below"]), chinese(match["above"])
        return Number(Fraction(100 * above, below), Fraction(1), True) if below and above else None
    return _plain(words)


def _plain(words: str) -> Number | None:
    if words.isdigit():
        return Number(Fraction(int(words)), _ONE, False)
    if words[0].isascii():
        scale = 1
        while words[-1] in _SCALES:
            scale *= _SCALES[words[-1]]
            words = words[:-1]
        digits = words.replace(",", "")
        decimals = len(digits.partition(".")[2])
        return Number(Fraction(digits) * scale, Fraction(scale, 10**decimals), False)
    whole, point, decimals_words = words.partition("点")
    value = chinese(whole)
    if value is None:
        return None
    if not point:
        return Number(Fraction(value), _ONE, False)
    digits = "".join(str(_DIGITS[char]) for char in decimals_words)
    return Number(value + Fraction(int(digits), 10 ** len(digits)), Fraction(1, 10 ** len(digits)), False)


def chinese(words: str) -> int | None:
    """The whole number that a Chinese numeral is, 二〇二二 and 一百五 (150) too; None for 十百, 一二, 万."""
    if all(char in _DIGITS for char in words):
        if len(words) == 1 or (len(words) == 4 and words[0] != "零"):
            return int("".join(str(_DIGITS[char]) for char in words))
        return None  # 二三 is "two or three"
    total = 0
    rest = words
    for myriad, size in (("亿", 10**8), ("万", 10**4)):
        if myriad in rest:
            head, _, rest = rest.rpartition(myriad)
            head = head.lstrip("零〇") if total else head
            part = chinese(head) if myriad == "亿" and "万" in head else _below_myriad(head, last=False)
            if not part:
                return None
            total += part * size
            if rest and len(rest) == 1 and _DIGITS.get(rest):
                return total + _DIGITS[rest] * size // 10  # 两万三
    if rest:
        part = _below_myriad(rest.lstrip("零〇") if total else rest)
        if part is None:
            return None
        total += part
    return total


def _below_myriad(words: str, last: bool = True) -> int | None:
    """Value of 三千零五十; the places must fall, and a digit alone ends the numeral.

    `last`: nothing follows, so 一百五 may stand for 150; 一千一万 is no numeral.
    """
    total, digit, lowest, gap = 0, None, 10**4, False
    for char in words:
        if char in _TENS:
            size = _TENS[char]
            if size >= lowest or digit == 0 or (digit is None and (char != "十" or total)):
                return None
            total += (digit or 1) * size
            lowest, digit, gap = size, None, False
        elif char in "零〇":
            if digit is not None or gap or not total:
                return None
            gap = True
        elif char not in _DIGITS or digit is not None:
            return None
        else:
            digit = _DIGITS[char]
    if digit is not None:
        spoken = 10 < lowest < 10**4 and not gap  # 一百五 is 150
        if spoken and not last:
            return None
        total += digit * (lowest // 10 if spoken else 1)
    elif gap or not words:
        return None
    return total
