"""How a text deals with another place: as with a partner or a superior, so that its name is no slip (part of consistency.place)."""

from collections.abc import Iterator

from checker.consistency.own import Own
from checker.regex import Regex

MAX_OCCURRENCES = 50
"""How many occurrences of a name are looked at."""

_LEVEL_FOLLOWS = ("省", "市", "县", "区", "州", "镇", "乡", "村", "街道", "社区", "办事处")
_OTHERS = Regex(
    r"上游|下游|考察|交流|借鉴|协作|合作|协议|对口|帮扶|支援|援建|毗邻|邻[县区市镇乡]|周边|相邻|接壤|交界|跨[县区市省镇域]|联合|联动|联席|会商|来自|籍|等地|等[县区市]"
    r"|移送|移交|异地|协查|委托|商请|对标|参照|比照|转来|流入|流出|来访|来函|[来到赴与和向同对帮助在]我[县区市旗镇乡局]|我[县区市旗镇乡局][与和同]|挂职|调研组|慕名|共建|共治|结对|互认|迁往|迁入|搬到|户籍|老家|务工|外地|兄弟"
    r"|前身|合并|撤销|析置|划归|划入|更名|原属|历史|取经|观摩|同台|对接|飞地|援[藏疆青]|一体化|经济[圈带区]|都市圈|城市群"
)
"""Words of dealings with others, near a name."""

_BESIDE = Regex(r"(?:(?<!委)[与同和及]|赴|到|向|往|自|从|对|跟|请|由原)(?:[一-鿿]{2,3}市)?$")
"""What stands right before the name of a partner."""


def deals(chars: str, at: int, name: str, beside: bool = True) -> bool:
    """The words around a name deal with others; `beside`: also where 与 or 到 stands right before it."""
    start = max(max(chars.rfind(mark, 0, at) for mark in "。；\n") + 1, at - 40)
    ends = [end for mark in "。；\n" if (end := chars.find(mark, at)) >= 0]
    end = min(*ends, at + 40) if ends else at + 40
    if beside and _BESIDE.search(chars, start, at):
        return True
    return _OTHERS.search(chars[start:at] + "■" + chars[at + len(name) : end]) is not None


def _occurrences(name: str, chars: str) -> Iterator[int]:
    """Where the name stands; the first ones tell enough."""
    at = chars.find(name)
    for _ in range(MAX_OCCURRENCES):
        if at < 0:
            return
        yield at
        at = chars.find(name, at + 1)


def partner(name: str, chars: str) -> bool:
    """Somewhere the text deals with this place as with another."""
    return any(deals(chars, at, name) for at in _occurrences(name, chars))


def elsewhere(name: str, chars: str, mine: Own) -> bool:
    """The text speaks of the place outside self-references too: a superior, a partner, the county of a township."""
    plain = [at for at in _occurrences(name, chars) if not _is_self(chars, at)]
    if any(chars.startswith(_LEVEL_FOLLOWS, at + len(name)) for at in plain):
        return True
    return any(deals(chars, at, name) for at in plain) if mine.known else len(plain) >= 2


def peer(name: str, chars: str, mine: Own) -> bool:
    """Wherever else it is named, it is a partner of the issuer's own rank (与相邻的某县), so not a superior."""
    ranks = tuple(unit.level for unit in mine.units[-1:])
    if ranks == ("市",):
        ranks = ("市", "县", "区", "旗")  # none of them stands above a city
    plain = [at for at in _occurrences(name, chars) if not _is_self(chars, at)]
    return all(chars.startswith(ranks, at + len(name)) and deals(chars, at, name) for at in plain)


def _is_self(chars: str, start: int) -> bool:
    before = chars[max(0, start - 5) : start]
    return before.endswith(("法治", "平安", "新", "护航", "服务", "助力", "推动", "促进", "美丽", "幸福", "建设"))
