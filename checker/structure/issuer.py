"""The body that reports and its kind: from title, signature, first paragraph, or the names of its own documents."""

import re
from collections import Counter
from collections.abc import Sequence

from checker.model import Fact, IssuerKind, Title
from checker.regex import Regex
from checker.structure.heading import DATE, opening, title_lines
from checker.structure.outline import Line

SUFFIX = (
    "经济技术开发区|高新技术产业开发区|开发区|高新区|新区|管理区|示范区|试验区|度假区|风景区|保税区|园区|工业园"
    "|管理委员会|管委会|人民政府|街道办事处|办事处|街道|委员会|自治县|自治旗|特区|林区|矿区|[县区市旗州盟镇乡局厅署]|委|苏木|支队|大队|总队|中心|办公室|集团|学院|大学|街"
)
_NAME = Regex(rf"(?:中共|中国共产党)?([一-鿿]{{1,24}}?(?:{SUFFIX})(?:[和及、·\s]*(?:{SUFFIX}))*)")
_STOP = Regex(
    r"^(?:关于|根据|按照|在|年|度|以|为|对|全面|深入|认真|坚持|我|本|各|全|该|市委|省委|县委|区委|上级|中央|国家|全国|全省|全市|本市|依法|现将|今年|一年来|推进|加强|落实|贯彻|法治|人民政府|各级|有关)"
)
_TITLE_ISSUER = Regex(r"关于|二[〇○零]|20\d\d|法治|依法|推进|落实|（|年度|加强|全面|贯彻|履行")
_PLACE_OF = Regex(rf"^(?:关于印发|印发|关于|中共|中国共产党)?((?:[一-鿿]{{1,8}}?(?:{SUFFIX})){{1,3}})")

_KINDS: tuple[tuple[Regex, IssuerKind], ...] = (
    (
        Regex(r"开发区|高新区|新区(?!人民政府)|管委会|管理委员会|示范区|试验区|度假区|保税区|园区|工业园|管理区"),
        IssuerKind.OTHER,
    ),
    (Regex(r"(?:街道|街|镇|乡|苏木|办事处)(?:人民政府|办事处|党工委|党委)?$"), IssuerKind.TOWNSHIP),
    (Regex(r"(?:局|厅|署|支队|大队|总队|中心|办公室|院|队|处|委员会|委)$"), IssuerKind.DEPARTMENT),
    (Regex(r"(?:人民政府|政府|县|区|市|旗|州|盟|省|特区|林区)$"), IssuerKind.GOVERNMENT),
)
_WE_KINDS: tuple[tuple[str, IssuerKind], ...] = (
    ("我局", IssuerKind.DEPARTMENT), ("我委", IssuerKind.DEPARTMENT), ("我厅", IssuerKind.DEPARTMENT), ("我办", IssuerKind.DEPARTMENT),
    ("局党组", IssuerKind.DEPARTMENT), ("全局", IssuerKind.DEPARTMENT), ("我中心", IssuerKind.DEPARTMENT), ("我支队", IssuerKind.DEPARTMENT),
    ("我镇", IssuerKind.TOWNSHIP), ("我乡", IssuerKind.TOWNSHIP), ("我街道", IssuerKind.TOWNSHIP), ("我街", IssuerKind.TOWNSHIP),
    ("全镇", IssuerKind.TOWNSHIP), ("全乡", IssuerKind.TOWNSHIP), ("街道党工委", IssuerKind.TOWNSHIP), ("镇党委", IssuerKind.TOWNSHIP), ("乡党委", IssuerKind.TOWNSHIP),
    ("管委会", IssuerKind.OTHER), ("我开发区", IssuerKind.OTHER), ("我高新区", IssuerKind.OTHER),
    ("我县", IssuerKind.GOVERNMENT), ("我区", IssuerKind.GOVERNMENT), ("我市", IssuerKind.GOVERNMENT), ("我旗", IssuerKind.GOVERNMENT),
    ("全县", IssuerKind.GOVERNMENT), ("全区", IssuerKind.GOVERNMENT), ("全市", IssuerKind.GOVERNMENT),
)  # fmt: skip
_BODY = Regex(
    r"[一-鿿]{1,16}?(?:局|委员会|委|办公室|支队|大队|中心|人民政府|政府|街道办事处|街道|镇|乡|管委会)(?=[，在坚持以认深按全紧围始积严强切把将扎、的（])"
)
"""What may follow the name of a place to name one of its bodies."""

_GOES_ON = Regex(r"党委|党工委|县委|区委|市委|、|坚持|以|在|认真|深入|全面|紧|始终|严格|积极|按照|人民政府")
"""What follows the subject of a report's first sentence."""

_GENERAL = Regex(
    r"(?:管委会|管理委员会|街道办|党工委|办事处|机关)|[县区市州省镇乡局](?!中区|北区|南区)|[城乡村集]镇|[地小社园景城片辖库灾厂校山牧郊老新矿林](?:区|市|县)$|.{0,3}(?:大|老|小|步行|商业|美食|示范)街$"
)
"""Words that end like a name and are none: 地区, 城区, 县人民政府."""

_NO_NAME = Regex(
    r"[在由的对将以为]|经(?!济|开|发)|围绕|结合|立足|符合|针对|紧扣|聚焦|推动|推进|坚持|贯彻|落实|建设(?!局|和|委)|发展(?!和|局|委)|服务(?!中心|局|管理|和)|打造|全面|深入|各|所有"
)
"""What no name of a body holds; the words before 县 or 局 are then a clause."""


def issuer(chars: str, found: Sequence[Line], heading: Fact | None, titles: Sequence[Title]) -> Fact | None:
    """The body that reports: from title, signature, first paragraph, or the names of its own documents."""
    return (
        _from_title(chars, heading)
        or _from_signature(chars, found)
        or _from_opening(chars, found)
        or _from_documents(chars, titles)
    )


def _named(words: str) -> str | None:
    """The name at the head of `words`, when it names a place or body and not merely 县人民政府."""
    match = _NAME.match(words)
    if match is None:
        return None
    name = match.group(1)
    if _STOP.match(name) or _GENERAL.match(name):
        return None
    stem = re.sub(rf"(?:{SUFFIX})(?:人民政府|办事处|管委会|管理委员会)?$", "", name)
    return match.group() if len(stem) >= 2 or (len(stem) == 1 and len(name) == 2) else None


def _from_title(chars: str, heading: Fact | None) -> Fact | None:
    if heading is None or heading.start is None:
        return None
    words = heading.value
    if words.startswith("关于"):
        words, skipped = words[2:], 2
    else:
        skipped = 0
    match = _TITLE_ISSUER.search(words)
    # 2022年临溪县法治政府建设情况报告: the name follows the year
    lead = re.match(r"(?:20\d\d|二[〇○零]..)年?(?:度|全年)?", words)
    if lead:
        rest = words[lead.end() :]
        following = _TITLE_ISSUER.search(rest)
        name = rest[: following.start()] if following else rest
        skipped += lead.end()
    else:
        name = words[: match.start()] if match else words
    name = name.strip("的、，")
    if len(name) < 2 or not re.search(rf"(?:{SUFFIX})$", name) or _named(name) is None:
        return None
    at = chars.find(name, heading.start)
    return Fact(name, at, at + len(name)) if at >= 0 else Fact(name, heading.start, heading.end)


def _from_signature(chars: str, found: Sequence[Line]) -> Fact | None:
    for line in found[-4:]:
        words = chars[line.start : line.end]
        if len(words) <= 40 and not line.style and not any(mark in words for mark in "，。；："):
            name = DATE.sub("", words)
            if re.search(rf"(?:{SUFFIX})$", name) and _named(name):
                return Fact(name, line.start, line.start + len(name))
    return None


def _from_opening(chars: str, found: Sequence[Line]) -> Fact | None:
    body = title_lines(chars, found)
    start, end = opening(chars, found, body)
    for match in re.finditer(
        r"(?:^|[，。])(?:20\d\d年(?:度|以来|来)?，?|今年(?:以)?来，?|一年来，?|过去一年，?)?", chars[start:end][:260]
    ):
        at = start + match.end()
        name = _longest(chars[at : at + 40])
        if name and len(name) <= 24 and not _NO_NAME.search(name):
            begins = at == start or match.end() - match.start() > 1  # at the head, or after 2022年，
            if begins or _GOES_ON.match(chars, at + len(name)):
                return Fact(name, at, at + len(name))
    return None


_BRANCH = Regex(r"[市县区省][一-鿿]{2,8}局[一-鿿]{2,4}(?:管理局|分局|支局|监管局)")
"""市交通运输局龙岗管理局: the branch is named, though the city is not."""

_OUR_OFFICE = Regex(
    r"(?:^|[，。\n])(?:20\d\d年(?:度)?，?)?[县区市省][一-鿿]{2,8}[局委厅](?=[在深认坚全以严紧按围贯])|我局|我委|我厅"
)
"""How a department speaks of itself where it writes no name."""


def _longest(words: str) -> str | None:
    """The name at the head of a sentence, drawn out to the body it belongs to: 云岭市 | 水务局."""
    branch = _BRANCH.match(words)
    name = branch.group() if branch else _named(words)
    if name is None or words[len(name) : len(name) + 1] in "情域级直内外籍":
        return None
    rest = _BODY.match(words, len(name))
    return words[: rest.end()] if rest and not _NO_NAME.search(rest.group()) else name


def _from_documents(chars: str, titles: Sequence[Title]) -> Fact | None:
    """The place that the text's own documents are named after."""
    places: Counter[str] = Counter()
    where: dict[str, tuple[int, int]] = {}
    for mark in titles:
        match = _PLACE_OF.match(chars[mark.start + 1 : mark.end - 1])
        if match and _named(match.group(1)) and not re.search(r"[省国法]|人民共和|规范|行政|^.区", match.group(1)):
            name = match.group(1)
            places[name] += 1
            where.setdefault(name, (mark.start + 1 + match.start(1), mark.start + 1 + match.end(1)))
    if not places:
        return None
    name = max(places, key=lambda candidate: (places[candidate] * len(candidate), candidate))
    return Fact(name, *where[name])


def kind(chars: str, name: Fact | None) -> IssuerKind:
    """Kind of body, from its name or from how the text speaks of itself (我县、我局、我镇)."""
    if name is not None:
        cited = name.start is not None and chars[name.start - 1 : name.start] == "《"
        for pattern, found in _KINDS:
            if pattern.search(name.value):
                if cited and found is IssuerKind.GOVERNMENT and _OUR_OFFICE.search(chars, 0, 2000):
                    return IssuerKind.DEPARTMENT
                if not _contradicted(chars, found):
                    return found
                break
    counts = {words: chars.count(words) * (3 if words[0] == "我" else 1) for words, _ in _WE_KINDS}
    best = max(_WE_KINDS, key=lambda entry: counts[entry[0]])
    return best[1] if counts[best[0]] else IssuerKind.OTHER


def _contradicted(chars: str, found: IssuerKind) -> bool:
    """The name was taken from a document of another body: the text says 我县 throughout."""
    ours = {entry: chars.count(entry) for entry, kind_of in _WE_KINDS if entry.startswith("我") and kind_of is found}
    others = {
        entry: chars.count(entry) for entry, kind_of in _WE_KINDS if entry.startswith("我") and kind_of is not found
    }
    return sum(ours.values()) == 0 and sum(others.values()) >= 3 and found is not IssuerKind.OTHER
