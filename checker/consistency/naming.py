"""Names of laws that nearly are one, and document numbers that do not agree (parts of consistency.instrument)."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from checker.consistency.citation import STRIP, Cited, Claim, change
from checker.consistency.instruments import instruments
from checker.regex import Regex

_STATE = "中华人民共和国"
_LAW = Regex(r"(?:法|条例)$")
_OF_PLACES = Regex(r"^[一-鿿]{2,8}?(?:省|自治区|市|县|区|州|盟|旗)")
_NUMBERED = Regex(
    r"（(?P<number>[^（）〔〕\n]{2,14}〔20\d\d〕第?\d{1,4}号|[^（）〔〕\n]{0,10}(?<!国务院)令第\d{1,4}号)）"
)
_ORDER = Regex(r"(?<!国务院)(?P<number>令第\d{1,4}号)[^《》，。；]{0,4}$")
_BARE = Regex(r"(?<!（)(?P<body>[一-鿿]{1,8}?)〔(?P<year>20\d\d)〕(?P<no>\d{1,4})号(?=文|精神|要求|规定|通知)")
_JOINED = frozenset("》、和及与")
_ALIKE = 0.6
"""Share of equal characters from which two names under one number are surely meant for one."""

_LONG = 5
"""Fewest characters of a law's name that is held against another: 宪法, 税法 resemble too much."""


def laws(cited: Sequence[Cited]) -> Iterator[Claim]:
    """《乡村振兴法》 for 乡村振兴促进法; the names of laws are from memory, so a hint."""
    known = instruments().laws
    for entry in cited:
        name = entry.core
        national = entry.words.startswith(_STATE)
        if name in known or len(name) < _LONG or not _LAW.search(name) or _OF_PLACES.search(name):
            continue
        right = next((law for law in known if _nearly(name, law, national)), None)
        if right is not None:
            message = f"没有查到《{entry.words}》，是否应为《{_STATE if national else ''}{right}》，请核对文件名。"
            yield Claim(entry.start, entry.end, entry.section, "hint", message)


def _nearly(name: str, law: str, national: bool) -> bool:
    """The same characters in another order, or one word more, less or other."""
    if sorted(name) == sorted(law):
        return True
    if not (national or name.endswith("法")) or len(law) < _LONG or abs(len(name) - len(law)) > 2:
        return False
    at, ours, theirs = change(name, law)
    return at >= 2 and len(ours) <= 2 and len(theirs) <= 2 and (national or not ours)


def numbered(chars: str, cited: Sequence[Cited]) -> Iterator[Claim]:
    """《某办法》 and 《某规定》 that both carry the number 某发〔2021〕9号."""
    first: dict[str, Cited] = {}
    for entry in cited:
        match = _NUMBERED.match(chars, entry.end) or _ORDER.search(entry.before)
        if match is None or chars[entry.start - 1 : entry.start] in _JOINED:
            continue  # two documents may go out under one number
        order = match["number"].find("令第")  # 市政府令 and 市人民政府令 are one
        number = match["number"][max(order, 0) :]
        earlier = first.setdefault(number, entry)
        one, other = STRIP.sub("", earlier.words), STRIP.sub("", entry.words)
        if one in other or other in one:
            continue
        alike = SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE
        if order >= 0 and not alike:
            continue  # another body's order of the same number
        message = f"前文{number}是《{earlier.words}》，这里是《{entry.words}》，请核对文件名和文号。"
        yield Claim(entry.start, entry.end, entry.section, "error" if alike else "hint", message)


def misnumbered(chars: str, cited: Sequence[Cited]) -> Iterator[Claim]:
    """某发〔2024〕45号文件 after 《某通知》（某发〔2024〕54号）: the digits of a number given before, in another order."""
    given: dict[str, list[tuple[str, str, Cited]]] = {}
    for entry in cited:
        match = _NUMBERED.match(chars, entry.end)
        head, bracket, rest = match["number"].partition("〔") if match else ("", "", "")
        if bracket:
            given.setdefault(rest[:4], []).append((head, rest[5:].strip("第号"), entry))
    for match in _BARE.finditer(chars):
        papers = [paper for paper in given.get(match["year"], ()) if match["body"].endswith(paper[0])]
        if match["no"] in [number for _, number, _ in papers]:
            continue
        for _, number, entry in papers:
            if sorted(match["no"]) == sorted(number):
                message = f"前文《{entry.words}》的文号是{number}号，这里写作{match['no']}号，请核对。"
                yield Claim(match.start(), match.end(), entry.section, "hint", message)
