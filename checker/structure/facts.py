"""Facts of the form: title, issuer and its kind, report year, signature and date. Each with the passage it rests on."""

import re
from collections import Counter
from collections.abc import Sequence

from checker.model import Fact, IssuerKind, Title
from checker.structure.outline import Line

_GENRE = re.compile(
    r"(?:法治|法制|依法行政|依法治[国省市县区旗州盟镇乡街校局企]).{0,30}?(?:报告|总结|汇报|年报|情况|自查)|(?:报告|总结).{0,12}(?:法治|依法行政)"
)
_CHINESE_YEAR = dict(zip("〇○零一二三四五六七八九", "000123456789", strict=True))
_YEAR = re.compile(r"(?<![\d—-])(20[0-4]\d)(?!\d)(?!\s*[-—]\s*20)")
_CN_YEAR = re.compile(r"二[〇○零][一二三四][〇○零一二三四五六七八九](?=年)")
_DATE = re.compile(
    r"(?:20\d\d|二[〇○零][一二三四][〇○零一二三四五六七八九])年(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})日)?|20\d\d[.\-/]\d{1,2}[.\-/]\d{1,2}"
)
_NUMBER = re.compile(
    r".{1,14}〔\d{4}〕\d+号|附件\d*：?|签发人：.*|密级.*|（.{0,8}稿）|（\d{4}年\d{1,2}月.{0,12}）|索引号.*|发布(?:日期|时间).*|来源：.*"
)

SUFFIX = (
    "经济技术开发区|高新技术产业开发区|开发区|高新区|新区|管理区|示范区|试验区|度假区|风景区|保税区|园区|工业园"
    "|管理委员会|管委会|人民政府|街道办事处|办事处|街道|委员会|自治县|自治旗|特区|林区|矿区|[县区市旗州盟镇乡局厅署]|委|苏木|支队|大队|总队|中心|办公室|集团|学院|大学"
)
_NAME = re.compile(rf"(?:中共|中国共产党)?([一-鿿]{{1,24}}?(?:{SUFFIX})(?:[和及、·\s]*(?:{SUFFIX}))*)")
_WE = re.compile(
    r"我(?:们)?(?:县|区|市|旗|州|局|委|办|厅|镇|乡|街道|街|管委会|单位|中心|支队|大队|开发区|高新区|新区)|全(?:县|区|市|旗|镇|乡|局|街道|系统)"
)
_STOP = re.compile(
    r"^(?:关于|根据|按照|在|年|度|以|为|对|全面|深入|认真|坚持|我|本|各|全|该|市委|省委|县委|区委|上级|中央|国家|全国|全省|全市|本市|依法|现将|今年|一年来|推进|加强|落实|贯彻|法治|人民政府|各级|有关)"
)
_TITLE_ISSUER = re.compile(r"关于|二[〇○零]|20\d\d|法治|依法|推进|落实|（|年度|加强|全面|贯彻|履行")
_PLACE_OF = re.compile(rf"^(?:关于印发|印发|关于|中共|中国共产党)?((?:[一-鿿]{{1,8}}?(?:{SUFFIX})){{1,3}})")

_KINDS: tuple[tuple[re.Pattern[str], IssuerKind], ...] = (
    (
        re.compile(r"开发区|高新区|新区(?!人民政府)|管委会|管理委员会|示范区|试验区|度假区|保税区|园区|工业园|管理区"),
        IssuerKind.OTHER,
    ),
    (re.compile(r"(?:街道|镇|乡|苏木|办事处)(?:人民政府|办事处|党工委|党委)?$"), IssuerKind.TOWNSHIP),
    (re.compile(r"(?:局|厅|署|支队|大队|总队|中心|办公室|院|队|处|委员会|委)$"), IssuerKind.DEPARTMENT),
    (re.compile(r"(?:人民政府|政府|县|区|市|旗|州|盟|省|特区|林区)$"), IssuerKind.GOVERNMENT),
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
_GENERAL = re.compile(r"[县区市州省镇乡局](?!中区|北区|南区)|[地小社园景城片辖库灾厂校山牧郊老新矿林](?:区|市|县)$")
"""Words that end like a name and are none: 地区, 城区, 县人民政府."""

_NO_NAME = re.compile(
    r"[在由经的对将以为]|围绕|紧扣|聚焦|推动|推进|坚持|贯彻|落实|建设|发展|服务|打造|全面|深入|各|所有"
)
"""What no name of a body holds; the words before 县 or 局 are then a clause."""

OPENING = 3
"""How many body lines may pass as the first paragraph of the report."""


def title_lines(chars: str, found: Sequence[Line]) -> int:
    """How many lines at the top are title, document number or note; 0 when the text begins at once."""
    last = 0
    for index, line in enumerate(found[:8]):
        words = chars[line.start : line.end]
        if line.style is not None or len(words) > 60 or any(mark in words for mark in "。；！"):
            break
        if words.endswith("："):
            break
        if _NUMBER.fullmatch(words):
            last = max(last, index + 1) if last else 0
            continue
        if _looks_like_title(words) or (index + 1 < len(found) and _joined_title(chars, found, index)):
            last = index + 1
        elif last:
            break
    return last


def _looks_like_title(words: str) -> bool:
    return _GENRE.search(words) is not None or (
        len(words) <= 50
        and words.endswith(("报告", "总结", "汇报", "年报", "的报告", "情况", "情况说明"))
        and "，" not in words
    )


def _joined_title(chars: str, found: Sequence[Line], index: int) -> bool:
    """The line is the upper part of a title that runs over two or three lines."""
    for upto in (index + 2, index + 3):
        words = "".join(chars[line.start : line.end] for line in found[index:upto])
        if (
            len(words) <= 70
            and "。" not in words
            and "，" not in words
            and _looks_like_title(words)
            and not words.startswith("一、")
        ):
            return True
    return False


def title(chars: str, top: Sequence[Line]) -> Fact | None:
    """The title, its lines joined."""
    lines = [line for line in top if not _NUMBER.fullmatch(chars[line.start : line.end])]
    if not lines:
        return None
    return Fact("".join(chars[line.start : line.end] for line in lines), lines[0].start, lines[-1].end)


def _years(words: str) -> list[tuple[int, int, int]]:
    """(start, end, year) of every single year in the words; periods such as 2021-2025 are none."""
    found = [(m.start(), m.end(), int(m.group(1))) for m in _YEAR.finditer(words)]
    found += [
        (m.start(), m.end(), int("".join(_CHINESE_YEAR.get(c, c) for c in m.group()).replace("二", "2")))
        for m in _CN_YEAR.finditer(words)
    ]
    return sorted(entry for entry in found if 2000 <= entry[2] <= 2049)


def _outside_titles(words: str) -> str:
    """The words with the inside of 《》 and 〔〕 blanked, offsets unchanged."""
    return re.sub(r"《[^》]{0,200}》|〔[^〕]{0,40}〕", lambda match: "■" * len(match.group()), words)


def opening(chars: str, found: Sequence[Line], body: int) -> tuple[int, int]:
    """Range of the first paragraph, salutation and headings before it skipped."""
    for line in found[body : body + OPENING + 2]:
        words = chars[line.start : line.end]
        if line.heading or (words.endswith("：") and len(words) < 40) or len(words) < 16:
            continue
        return line.start, line.end
    return 0, 0


def year(chars: str, found: Sequence[Line], heading: Fact | None) -> Fact | None:
    """The year the report is about: title, first paragraph, then what the text itself speaks of most."""
    if heading and heading.start is not None and heading.end is not None:
        years = _years(_outside_titles(chars[heading.start : heading.end]))
        if years:
            start, end, value = years[0]
            return Fact(str(value), heading.start + start, heading.start + end)
    start, end = opening(chars, found, title_lines(chars, found))
    words = _outside_titles(chars[start:end])
    years = _years(words)
    stated = [entry for entry in years if words[entry[1] : entry[1] + 1] == "年"]
    if stated:
        return Fact(str(stated[0][2]), start + stated[0][0], start + stated[0][1])
    whole = [entry for entry in _years(_outside_titles(chars)) if chars[entry[1] : entry[1] + 1] == "年"]
    if not whole:
        return None
    counts = Counter(entry[2] for entry in whole)
    signed = _signed_year(chars, found)
    value = max(counts, key=lambda candidate: (counts[candidate], candidate))
    if signed is not None and signed in counts:
        value = signed
    first = next(entry for entry in whole if entry[2] == value)
    return Fact(str(value), first[0], first[1])


def _signed_year(chars: str, found: Sequence[Line]) -> int | None:
    """The year that a report signed on this date is about: one signed before May is about the year before."""
    for line in reversed(found[-4:]):
        match = _DATE.search(chars[line.start : line.end])
        if match and line.end - line.start <= 45:
            years = _years(match.group())
            month = re.search(r"(?:年|[.\-/])(\d{1,2}|[一二三四五六七八九十]{1,2})", match.group())
            if years and month:
                early = month.group(1) in {"1", "2", "3", "4", "01", "02", "03", "04", "一", "二", "三", "四"}
                return years[0][2] - early
    return None


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
            name = _DATE.sub("", words)
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
        name = _named(chars[at : at + 26])
        if name and len(name) <= 20 and not _NO_NAME.search(name):
            return Fact(name, at, at + len(name))
    return None


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
        for pattern, found in _KINDS:
            if pattern.search(name.value):
                if found is IssuerKind.GOVERNMENT or not _contradicted(chars, found):
                    return found
                break
    counts = {words: chars.count(words) for words, _ in _WE_KINDS}
    best = max(_WE_KINDS, key=lambda entry: counts[entry[0]])
    return best[1] if counts[best[0]] else IssuerKind.OTHER


def _contradicted(chars: str, found: IssuerKind) -> bool:
    """The name was taken from a document of another body: the text says 我县 throughout."""
    ours = {entry: chars.count(entry) for entry, kind_of in _WE_KINDS if entry.startswith("我") and kind_of is found}
    others = {
        entry: chars.count(entry) for entry, kind_of in _WE_KINDS if entry.startswith("我") and kind_of is not found
    }
    return sum(ours.values()) == 0 and sum(others.values()) >= 4 and found is not IssuerKind.OTHER


def established(
    chars: str, found: Sequence[Line], heading: Fact | None, name: Fact | None, derived: Fact | None
) -> dict[str, Fact]:
    """What is established about the form; rules ask for these names (condition `form`)."""
    facts: dict[str, Fact] = {}
    body = title_lines(chars, found)
    if heading:
        if _years(_outside_titles(heading.value)):
            facts["title.year"] = heading
        if _GENRE.search(heading.value):
            facts["title.genre"] = heading
    if name:
        facts["issuer.named"] = name
    start, end = opening(chars, found, body)
    words = _outside_titles(chars[start:end])
    stated = [entry for entry in _years(words) if words[entry[1] : entry[1] + 1] == "年"]
    if "title.year" in facts:
        facts["period.stated"] = facts["title.year"]
    elif stated:
        facts["period.stated"] = Fact(str(stated[0][2]), start + stated[0][0], start + stated[0][1] + 1)
    elif derived:
        facts["period.inferred"] = derived
    else:
        match = re.search(r"一年来|今年以来|今年来|本年度|全年", words)
        if match:
            facts["period.inferred"] = Fact(match.group(), start + match.start(), start + match.end())
    facts.update(_signature(chars, found, body))
    if end > start:
        facts["opening"] = Fact(chars[start:end], start, end)
    return facts


def _signature(chars: str, found: Sequence[Line], body: int) -> dict[str, Fact]:
    facts: dict[str, Fact] = {}
    for line in found[max(body, len(found) - 5) :]:
        words = chars[line.start : line.end]
        if len(words) > 45 or line.heading or line.style or any(mark in words for mark in "，。；！？："):
            continue
        date = _DATE.search(words)
        if date:
            facts["signature.date"] = Fact(date.group(), line.start + date.start(), line.start + date.end())
        rest = _DATE.sub("", words)
        if re.search(rf"(?:{SUFFIX}|政府|党委|党工委|党组|县委|区委|市委|科|股|室)$", rest):
            facts["signature.name"] = Fact(rest, line.start, line.start + len(rest))
    return facts
