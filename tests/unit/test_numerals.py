"""Numbers as reports write them; cn2an is the second implementation."""

from fractions import Fraction

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.consistency.numerals import Number, chinese, parse


@pytest.mark.parametrize(
    ("words", "value", "step"),
    [
        ("42", 42, 1),
        ("1,234", 1234, 1),
        ("12,345,678", 12345678, 1),
        ("2.3万", 23000, 1000),
        ("1.2亿", 120000000, 10000000),
        ("3千万", 30000000, 10000000),
        ("四十二", 42, 1),
        ("两万三千", 23000, 1),
        ("两万三", 23000, 1),
        ("一百零五", 105, 1),
        ("一百五", 150, 1),
        ("一千零五十", 1050, 1),
        ("三千五", 3500, 1),
        ("十五万", 150000, 1),
        ("十", 10, 1),
        ("二〇二二", 2022, 1),
        ("95.50", Fraction(191, 2), Fraction(1, 100)),
    ],
)
def test_value_and_printed_digit(words: str, value: int | Fraction, step: int | Fraction) -> None:
    assert parse(words) == Number(Fraction(value), Fraction(step), False)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("百分之九十五", 95),
        ("百分之九十五点五", Fraction(191, 2)),
        ("百分之95.5", Fraction(191, 2)),
        ("百分之一百", 100),
        ("六成", 60),
        ("九成五", 95),
        ("九成半", 95),
        ("四分之一", 25),
        ("三分之二", Fraction(200, 3)),
    ],
)
def test_shares_are_in_percent(words: str, value: int | Fraction) -> None:
    number = parse(words)
    assert number is not None
    assert (number.value, number.percent) == (value, True)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "万",
        "十百",
        "一二",
        "三三",
        "百十",
        "一十二十",
        "零五",
        "一百百",
        "二零",
        "1,23",
        "abc",
        "零分之一",
        "百",
        "一千零",
        "一千一万",
        "件",
    ],
)
def test_what_is_no_number(words: str) -> None:
    assert parse(words) is None


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_agrees_with_the_second_implementation(value: int) -> None:
    assert chinese(cn2an.an2cn(value, "low")) == value


@given(st.integers(min_value=1, max_value=10**8 - 1))
def test_ten_and_twelve_without_the_leading_one(value: int) -> None:
    words = cn2an.an2cn(value, "low")
    assert chinese(words.removeprefix("一") if words.startswith("一十") else words) == value


@given(st.text(alphabet="零〇一二两三四五六七八九十百千万亿", min_size=1, max_size=12))
def test_nothing_is_read_differently_from_the_second_implementation(words: str) -> None:
    """Ours reads fewer strings as numbers; what it reads, the other reads as the same number."""
    value = chinese(words)
    if value is None or len(words) == 1 or not any(char in "十百千万亿" for char in words):
        return
    if "亿十" in words or "万十" in words:  # it takes the 十 of 一亿十万 for nothing
        return
    try:
        other = cn2an.cn2an(words.replace("〇", "零"), "normal")
    except (ValueError, KeyError):  # 一亿一 breaks it
        return
    assert value == other


@given(st.integers(min_value=0, max_value=10**11), st.sampled_from([0, 1, 2]))
def test_separators_and_decimals_come_back(value: int, decimals: int) -> None:
    exact = Fraction(value, 10**decimals)
    digits = f"{value // 10**decimals:,}" + (f".{value % 10**decimals:0{decimals}d}" if decimals else "")
    assert parse(digits) == Number(exact, Fraction(1, 10**decimals), False)
