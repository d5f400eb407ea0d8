"""The issuer's own place: the units its name holds, and how another name stands to it."""

from collections.abc import Iterator
from typing import NamedTuple

from checker.consistency.divisions import Division, divisions, stem, towns
from checker.model import Document
from checker.regex import Regex

_UNIT = Regex(
    r"(?P<name>[一-鿿]{1,12}?(?:自治区|自治州|自治县|自治旗|地区|[省盟县区旗]|市(?!区)|州(?![市县区])|镇(?!市)|乡(?![市县族])|街道|苏木))"
)
_ZONE = Regex(
    r"(?:国家|省)?级?(?:经济技术开发|高新技术产业开发|经济开发|高新技术产业|高新技术|旅游度假|综合保税|开发|度假|示范|管理|保税|高新|经开|新|工业园)区$"
)
_LEVELS = ("街道", "苏木", "省", "市", "州", "盟", "县", "区", "旗", "镇", "乡")
_NO_NAME = Regex(
    r"[承接和与及的各我本全该某每两三四五六七八九十等了在由对为以省市县区镇乡街村]|政府|中国|社会|国家|建设|机关|校园|企业|思想|意识|文化|经济|示范"
    r"|单位|部门|基层|学校|工作|网络|法院|边疆|边境|辖|依法|试点|中心|重点|有关|相关|所属|属地|上级|特色|农业|工业|强|锚定"
    r"|贫困|先进|优秀|民族|平安|美丽|法治|文明|城$|社$|园$|景$|片$|大湾|郊$|小$|新$|牧$|林$|地$|老$|矿$|发$|高新|保税|开发"
)
"""What no stem of an invented or unlisted name holds: then the words before 县 or 区 are no name."""

TOPONYM = frozenset("陂溪河江湖山岭坪川浦阳州泉桥津渡塬岩泽洲港塘坝陵庄汀沅濂圩埠堰峪垭")
TOPONYM_BEFORE_LEVEL = TOPONYM | frozenset("宁源昌原门林云龙华峰湾沟头店集堡寨岗坡坳畈垸墩榆柏桐潭池海岛崖洞井屯营铺寺")
"""What names of places end in; words before 县 that end otherwise are mostly verbs (提请县政府)."""


class Unit(NamedTuple):
    """A place of the issuer's name, for example 武江区."""

    stem: str
    level: str

    @property
    def name(self) -> str:
        """The whole name."""
        return self.stem + self.level


class Own(NamedTuple):
    """Whose report it is. `related` are names and stems of what it belongs to and what belongs to it.

    `known`: a unit is in the national division data, so everything above it is known too.
    """

    name: str
    units: tuple[Unit, ...]
    related: frozenset[str]
    known: bool

    @property
    def certain(self) -> bool:
        """It is certain which county or city this is, so a self-reference to another one is a mistake."""
        return self.known or any(unit.level in "市县区旗州盟" for unit in self.units)

    def unit(self, level: str) -> Unit | None:
        """The unit of this level."""
        return next((unit for unit in self.units if unit.level == level), None)

    def foreign(self, name: str) -> bool:
        """Neither the issuer nor what it belongs to or holds."""
        stems = {stem(name), split(name)[0]}
        return not self.related & {name, *stems} and not any(bare in self.name for bare in stems)

    def town(self, bare: str) -> bool:
        """A town or street of the issuer's is called so; its division data need not be complete."""
        return any(bare in towns().get(place, ()) for place in self.related)


class Foreign(NamedTuple):
    """The name of another place where the issuer's own is to be expected, by offsets of the text."""

    start: int
    end: int
    name: str
    level: str  # "error" or "hint"


def split(name: str) -> tuple[str, str]:
    """A place's name without the suffix that says what kind of place it is, and that suffix (开发区 for every zone)."""
    zone = _ZONE.search(name)
    if zone:
        return name[: zone.start()], "开发区"
    level = next((level for level in _LEVELS if name.endswith(level)), "")
    return name.removesuffix(level), level


def plausible(bare: str) -> bool:
    """These two or three characters may be the stem of a place that no list holds."""
    return 2 <= len(bare) <= 3 and _NO_NAME.search(bare) is None


def own(document: Document) -> Own | None:
    """Units of the issuer's name; None where it names no place."""
    if document.issuer is None:
        return None
    name = document.issuer.value.removeprefix("中共").removeprefix("中国共产党")
    units = tuple(_units(name, document.text.chars))
    if not units:
        return None
    related = {word for unit in units for word in (unit.name, unit.stem, stem(unit.name))}
    listed = [entry for unit in units for entry in _listed(unit)]
    for entry in listed:
        related.update(word for above in entry.above for word in (above, stem(above)))
    for entry in _listed(units[-1]):
        related.update(_below(entry.name))
    return Own(name, units, frozenset(related), bool(listed))


def _units(name: str, chars: str) -> Iterator[Unit]:
    """The places in a body's name; of a development zone only its stem, since it lies in some district."""
    named = divisions().named
    for match in _UNIT.finditer(name):
        whole = match.group("name")
        bare, level = (whole[:-1], whole[-1]) if whole in named else split(whole)
        if whole in named and stem(whole) != whole:
            bare = stem(whole)
        # a name that only a wrongly read issuer holds (推进县) is in no list, ends in no toponym, and comes once
        sure = whole in named or bare[-1:] in TOPONYM_BEFORE_LEVEL or chars.count(whole) >= 2
        if whole in named or (plausible(bare) and sure):
            yield Unit(bare, level)


def called(document: Document) -> tuple[str, ...]:
    """What the text may call its issuer: the whole name, its places, and the last place without its suffix."""
    if document.issuer is None:
        return ()
    name = document.issuer.value
    places = [match.group("name") for match in _UNIT.finditer(name)]
    return tuple(dict.fromkeys([name, *reversed(places), *(place[:-1] for place in places[-1:] if len(place) > 2)]))


def _listed(unit: Unit) -> tuple[Division, ...]:
    """The divisions of this name; written without its nationality too (东乡县)."""
    data = divisions()
    return data.named.get(unit.name) or tuple(
        entry for entry in data.stems.get(unit.stem, ()) if entry.name.endswith(unit.level)
    )


def _below(name: str) -> set[str]:
    """Names and stems of all that belongs to a city or province."""
    if name[-1] not in "省市州盟区":
        return set()
    held = [entry for entries in divisions().named.values() for entry in entries if name in entry.above]
    return {word for entry in held for word in (entry.name, entry.stem)}
