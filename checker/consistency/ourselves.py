"""我区 in the report of a county: the issuer called by a level that is not its own (part of consistency.place)."""

from collections.abc import Iterator

from checker.consistency.own import Own
from checker.regex import Regex

_OURS = Regex(r"我(?P<level>州|市(?!场|面|值|民)|县|旗|区(?!域|分|间|别|块)|镇(?!定)|乡|街道)")
_RANKS = {"省": 4, "市": 3, "州": 3, "盟": 3, "县": 2, "区": 2, "旗": 2, "开发区": 2, "镇": 1, "乡": 1, "街道": 1}
_OWN_WORDS = {"开发区": ("区",)}
_SPOKEN = frozenset("“‘《")
"""Behind these somebody else speaks."""

_MOST = 2
"""A level that the text uses more often is rather one that this check does not understand."""


def misnamed(chars: str, mine: Own) -> Iterator[tuple[int, int, str]]:
    """Start, end and words of every 我… of the issuer's own rank or below that is not the issuer's.

    What is above the issuer is rightly called ours too.
    """
    levels = [unit.level for unit in mine.units]
    own = levels[-1]
    rank = _RANKS.get(own)
    if rank is None:
        return
    right = {level for held in levels for level in (held, *_OWN_WORDS.get(held, ()))}
    calls = any(f"{word}{level}" in chars for word in "我全" for level in (own, *_OWN_WORDS.get(own, ())))
    if not calls and chars.count(mine.units[-1].name) < 2:
        return  # it does not call itself so at all
    found = [match for match in _OURS.finditer(chars) if match["level"] not in right]
    for match in found:
        level = match["level"]
        above = _RANKS[level] > rank or (level == "区" and "自治区" in (chars + "".join(mine.related)))
        if above or level in mine.name or chars[match.start() - 1 : match.start()] in _SPOKEN:
            continue
        if sum(other["level"] == level for other in found) <= _MOST:
            yield match.start(), match.end(), match.group()
