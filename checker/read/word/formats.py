"""Number formats of Word: 1, 一, 壹, ①, I, a and so on."""

from collections.abc import Callable, Mapping

_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_LARGEST = 9999


def written(count: int, form: str) -> str:
    """A number in a number format of Word; in digits where the format is unknown or has no such number."""
    if not 0 <= count <= _LARGEST:
        return str(count)
    write = _FORMS.get(form)
    return write(count) if write else str(count)


def _counted(count: int, digits: str, units: str) -> str:
    """一百二十三, 一千零五; without 一 before a leading 十."""
    if count == 0:
        return digits[0]
    words = ""
    gap = False
    for at, char in enumerate(reversed(str(count))):
        digit = int(char)
        if digit:
            words = digits[digit] + units[at].strip() + (digits[0] if gap and words else "") + words
        gap = digit == 0
    return words


def _chinese(count: int) -> str:
    words = _counted(count, "零一二三四五六七八九", " 十百千")
    return words[1:] if words.startswith("一十") else words


def _digital(count: int) -> str:
    return "".join(_DIGITS[int(char)] for char in str(count))


def _circled(count: int) -> str:
    return _enclosed(count, (0x2460, 1, 20), (0x3251, 21, 35), (0x32B1, 36, 50))


def _enclosed(count: int, *ranges: tuple[int, int, int]) -> str:
    """A character of one of the ranges (first code, first number, last number), or digits."""
    for code, first, last in ranges:
        if first <= count <= last:
            return chr(code + count - first)
    return str(count)


def _roman(count: int) -> str:
    words = ""
    for size, numeral in ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
                          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):  # fmt: skip
        words += numeral * (count // size)
        count %= size
    return words


def _letters(count: int) -> str:
    """A … Z, AA … ZZ, AAA: Word repeats the letter."""
    return chr(65 + (count - 1) % 26) * min(1 + (count - 1) // 26, 20) if count else ""


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda count: signs[(count - 1) % len(signs)] if count else ""


_FORMS: Mapping[str, Callable[[int], str]] = {
    "none": lambda count: "",
    "decimalZero": lambda count: f"{count:02}",
    "decimalFullWidth": lambda count: "".join(chr(ord(char) + 0xFEE0) for char in str(count)),
    "decimalFullWidth2": lambda count: "".join(chr(ord(char) + 0xFEE0) for char in str(count)),
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda count: _letters(count).lower(),
    "numberInDash": lambda count: f"- {count} -",
    **dict.fromkeys(
        (
            "chineseCounting",
            "chineseCountingThousand",
            "japaneseCounting",  # what Chinese Word and WPS write for 一二三
            "taiwaneseCounting",
            "taiwaneseCountingThousand",
            "koreanCounting",
        ),
        _chinese,
    ),
    **dict.fromkeys(("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"), _digital),
    "chineseLegalSimplified": lambda count: _counted(count, _FORMAL, " 拾佰仟"),
    "ideographLegalTraditional": lambda count: _counted(count, "零壹貳參肆伍陸柒捌玖", " 拾佰仟"),
    "ideographTraditional": _cycle("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _cycle("子丑寅卯辰巳午未申酉戌亥"),
    "ideographEnclosedCircle": lambda count: _enclosed(count, (0x3280, 1, 10)),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    "decimalEnclosedFullstop": lambda count: _enclosed(count, (0x2488, 1, 20)),
    "decimalEnclosedParen": lambda count: _enclosed(count, (0x2474, 1, 20)),
}
"""Number format → function; plain digits for every other one."""
