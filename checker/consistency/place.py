"""consistency.place: the text calls itself by the name of another place (建设现代化新某市 in a neighbour's report).

An error only where the words can only be about the issuer itself, the name is certainly a place, and the place neither
belongs to the issuer nor the issuer to it by the national divisions. Where the name is in no list, a hint. Sentences that
deal with others (考察, 协作, 与……, 来自……) are passed over.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from checker.consistency.divisions import Division, divisions
from checker.consistency.ourselves import misnamed
from checker.consistency.own import TOPONYM, TOPONYM_BEFORE_LEVEL, Own, own, plausible, split
from checker.consistency.partners import deals, elsewhere, partner, peer
from checker.model import Document, Finding
from checker.passage import passage, sentence_at
from checker.regex import Regex

ID = "consistency.place"
MAX_SHOWN = 12
"""So many findings make the point; a report with another's name all through has the wrong title."""

_PLAIN = ("县", "镇", "街道")
"""Two characters before these are a name, whatever they end in; before 区 they may be words (片区, 景区)."""

_HAN = "[一-鿿]"
_SLOGAN = Regex(
    rf"(?:(?:(?<!依)法治|平安|现代化新|社会主义新|(?:建设|打造)(?:(?!作出|提供|取得)[^，。；]){{0,14}}新|美丽|幸福|和谐|数字|清廉|活力|魅力)+)(?P<name>{_HAN}{{2,9}})"
)
_FOR = Regex(
    rf"(?:护航|服务|助推|助力|推动|推进|促进|保障|谱写|奋进|提升|提高|深化)(?P<name>{_HAN}{{2,9}}?)(?=经济|(?:(?:教育|卫生健康|医疗|文旅|农业|工业|城市|交通)(?:事业)?)?高质量发展|现代化|新篇章|新局面|振兴|法治(?:政府)?建设)"
)
_CHAPTER = Regex(
    rf"(?:现代化|谱写|书写|奋进)(?P<name>{_HAN}{{2,3}}?)(?=新?(?:篇章|实践|答卷|样板|图景|局面|画卷)|(?:建设|发展)的?[^，。；]{{0,6}}(?:篇章|画卷))"
)
"""中国式现代化某某篇章."""

_WHOLE_OF = Regex(rf"(?:保障|维护|确保|服务|促进|推动|守护)了?(?P<name>{_HAN}{{2}})(?=全[市县区])")
"""保障了某某全市安全."""

_LEVELLED = "县|区|旗|市|镇|乡|街道|(?:经济技术|经济|高新技术产业)?开发区|高新区|经开区"
_PAIRED = Regex(
    rf"(?:法治|平安|美丽|幸福|和谐|数字|清廉|文明)(?P<name>{_HAN}{{2}})[、和]?(?:法治|平安|美丽|幸福|和谐|数字|清廉|文明)(?P=name)(?!{_HAN}?[村校园])"
)
"""建设平安某某、法治某某: what is called so twice is mostly a place."""

_NO_PLACE = Regex(
    r"[村校园区企社乡镇县市家机医院城网学水路林农矿站港航税警检]|政府|中国|单位|建设|文化|交通|工地|边界|边境|边疆|工程|行业|生态|环境|市场|旅游|消费|金融|民航|铁路|寺|教堂|宗教|家庭|行动|创建"
)
_WHOLE = Regex(r"(?:法治|平安|新|护航|助推|推动|服务|促进|推进|助力|保障|维护|确保|守护)了?$")
"""After these a name in no list is worth a question; 美丽, 幸福 go before anything."""

_HEAD = r"(?:(?<=[，。；：\n])|(?<=在)|(?<=由)|(?<=经)|(?<=报)|(?<=中共)|(?<=推进)|(?<=推动)|(?<=加快)|(?<=深化)|(?<=得到)|(?<=得到了)|(?<=为)|(?<=让)|(?<=使)|(?<=我们)|(?<=年度)|(?<=结合)|(?<=走遍)|(?<=覆盖)|(?<=遍及)|(?<=遍布)|(?<=惠及))(?![在由经报为对从将把了])"
_BODY = Regex(
    rf"{_HEAD}(?P<name>{_HAN}{{2,3}}(?:{_LEVELLED}|省))(?P<body>委(?![员书托派常])|人民政府|政府(?!采购)|党委(?!书)|党工委|办事处"
    r"|(?:20\d\d年度?)?(?:全面依法治|各级|各部门|各乡镇|法治政府建设|法治建设|经济社会|高质量发展"
    r"|(?=\d{1,3}个(?:乡镇|镇街?|街道|乡|村|社区|行政村))"
    r"|(?=坚持|认真|深入|全面(?!依)|紧|始终|严格|积极|按照|共[^同和]|累计|全年|范围内|全域|将|继续|持续|着力|切实|扎实|充分|不断|进一步"
    r"|高度重视|主要负责人|主要领导|党政主要|法治化营商|核心竞争力|依法行政|先后|聚焦|立足|大力|强化|健全|加强|推进|组织|开展|印发|出台|制定|受理|办理|在[市省县区]委)))"
)
_PEOPLE = Regex(
    rf"(?:{_HEAD}|(?<=开创)|(?<=谱写)|(?<=书写))(?P<name>{_HAN}{{2,3}}(?:{_LEVELLED}))(?P<body>广大(?:干部|群众|党员)|还?将(?![会于])|{_HAN}{{2,8}}(?:系统|局|办)(?:依法行政|法治|将|广大|干部)|法治(?:政府)?建设新)"
)
_BUILT = Regex(
    rf"(?:建设|打造)[^，。；：]{{0,12}}?(?P<name>[^，。；：的和与、]{{2,3}}(?:{_LEVELLED}))(?=营造|提供|作出|做出|贡献|奠定|注入|保驾|筑牢)"
)
"""为建设更高水平的某经济开发区营造环境."""

_OPENED = Regex(rf"{_HEAD}|(?<=开创)|(?<=谱写)|(?<=书写)")
"""Where the name of _BODY, _PEOPLE or _OFFICE can begin."""

_LEVEL = Regex("[县区旗市镇乡街经高开省]")
"""What the level in such a name can begin with, two or three characters after the name's own beginning."""

_OFFICE = Regex(rf"{_HEAD}(?P<name>{_HAN}{{2,3}}(?:{_LEVELLED}))(?P<body>{_HAN}{{2,8}}?局)")
_TITLE = Regex(
    rf"《(?:关于印发|关于|中共)?(?P<name>{_HAN}{{2,3}}(?:{_LEVELLED}))(?!人民法院|人民检察院|检察院|法院)(?=[^》]{{4}})"
)
_CITY = Regex(rf"《(?:关于印发|中共)?(?P<name>{_HAN}{{2,7}}?[市省州盟])(?=[^》]{{4}})")
_SIGNED = Regex(
    rf"\n(?:{_HAN}{{2,8}}市)?(?P<name>{_HAN}{{2,3}}(?:{_LEVELLED}))(?:人民政府|办事处|(?<=街道)办)(?=\n|$|20)"
)
_MAKES = Regex(r"(?:印发|制定|出台|修订|起草|审议|通过|发布|公布|下发|编制)[^，。；《》]{0,12}$")
_CITES = Regex(
    r"(?:印发|制定|出台|修订|起草|审议|通过|发布|公布|下发|完善|编制|落实|按照|根据|贯彻|执行)[^，。；《》]{0,12}$"
)
_AFTER = Regex(
    r"[，。；：、》（）\n]|建设|经济|高质量|社会|提供|贡献|作出|工作|品牌|创建|新|保驾|迈|再|取得|篇|而|的|现代化|保障|法治|营造|夯实|凝聚|注入|振兴|示范|目标|奠定|打下|更|增|添|全|贡"
)
"""What goes on after a bare name; anything else may make it part of another word."""

_KINDS_OF_AREA = frozenset("山湖库江河海湾港岛滩林原坡源塘坝洲")
_HONOURED = Regex("(?:营造|夯实|凝聚|注入|提供|作出|做出|贡献|筑牢|保驾|奠定)")
_NEW_THINGS = frozenset(
    "局面章村地代程园活区擎板杆范象尚式径能境态序片貌国会城市例系制口户纽极业势步绩效点路品力民兴动策篇景图"
)
"""What 新格局, 新篇章, 新农村 and their like end in; other two characters after 新 name a place: 为建设新某某提供保障."""

_LANDSCAPE = frozenset(
    [
        "江山",
        "沿江",
        "沿河",
        "沿山",
        "两江",
        "两河",
        "两山",
        "河湖",
        "渔港",
        "水库",
        "河道",
        "口岸",
        "乡州",
        "渡口",
        "江湖",
        "海洋",
        "园林",
        "农林",
        "山林",
        "湿地",
        "温泉",
        "大桥",
        "校园",
        "河山",
        "青山",
        "山水",
        "长江",
        "黄河",
        "珠江",
        "湖山",
        "高山",
        "大江",
        "运河",
        "九州",
        "神州",
        "朝阳",
        "夕阳",
        "高原",
        "小桥",
        "海港",
        "空港",
        "山河",
        "大河",
        "大山",
        "荒山",
        "淮河",
        "江河",
    ]
)


class _Found(NamedTuple):
    start: int
    end: int
    name: str
    level: str


def check(document: Document) -> tuple[Finding, ...]:
    """Self-references to a place that is not the issuer's; nothing where the issuer names no place."""
    mine = own(document)
    if mine is None:
        return ()
    chars = document.text.chars
    found: dict[int, _Found] = {}
    ours = (_Found(start, end, words, "error") for start, end, words in misnamed(chars, mine))
    for entries in (_slogans(document, mine), _bodies(chars, mine), _titles(chars, mine), ours, _paired(chars, mine)):
        for entry in islice(entries, MAX_SHOWN):
            found.setdefault(entry.end, entry)
    findings = []
    for entry in sorted(found.values())[:MAX_SHOWN]:
        sentence = sentence_at(document, entry.start)
        section = sentence.section if sentence else -1
        message = f"报告主体是“{mine.name}”，这里自称“{entry.name}”，请核对是否为别处文字的残留。"
        if entry.level == "hint":
            message = f"报告主体是“{mine.name}”，这里写作“{entry.name}”，请核对是否写错地名。"
        findings.append(Finding(ID, entry.level, passage(document, entry.start, entry.end, section), message))
    return tuple(findings)


def _slogans(document: Document, mine: Own) -> Iterator[_Found]:
    """法治某县, 现代化新某市, 护航某市经济."""
    chars = document.text.chars

    @cache
    def spoken(name: str) -> bool:
        """The text names a place so somewhere."""
        return any(name + level in chars for level in "县区旗市")

    for pattern in (_SLOGAN, _FOR, _CHAPTER, _WHOLE_OF):
        for match in pattern.finditer(chars):
            start = match.start("name")
            if document.source.text[document.text.offset(start) - 1] in "“”‘’\"'「『":
                continue  # a nickname in quotation marks
            words, after = match.group("name"), chars[match.end("name") : match.end("name") + 3]
            named = _place(words, after, mine)
            if named is None and _WHOLE.search(chars[start - 4 : start]):
                named = _bare(words, after, chars.endswith("新", 0, start))
            if named is None and plausible(words[:2]) and spoken(words[:2]):
                named = words[:2], "hint"  # 美丽某某, where the text speaks of 某某县 elsewhere
            if named is None:
                continue
            name, level = named
            if not mine.foreign(name) or deals(chars, start, name, False):
                continue
            if level == "error" and mine.town(name):
                level = "hint"
            if elsewhere(name, chars, mine):
                if not mine.known and not peer(name, chars, mine):
                    continue
                level = "hint"  # a partner that the slogan may be about
            begin = start - 4 if chars.endswith("现代化新", 0, start) else match.start()
            yield _Found(begin, start + len(name), name, level)


def _paired(chars: str, mine: Own) -> Iterator[_Found]:
    """平安某某、法治某某 with a name of no list that is not the issuer's."""
    for match in _PAIRED.finditer(chars):
        name = match.group("name")
        if name in _LANDSCAPE or _NO_PLACE.search(name) or not plausible(name):
            continue
        if mine.foreign(name) and not elsewhere(name, chars, mine):
            yield _Found(match.start(), match.end(), name, "hint")


def _place(words: str, after: str, mine: Own) -> tuple[str, str] | None:
    """The place named at the head of `words`, and how certain it is that it is another's."""
    data = divisions()
    for length in range(min(len(words), 9), 1, -1):
        head, rest = words[:length], words[length:] + after
        bare, level = split(head)
        entries = data.named.get(head)
        if entries:
            return _listed(head, entries, mine)
        if level and level != "市" and mine.unit(level) and plausible(bare):
            return (
                (head, "error" if _named(bare, level) else "hint") if _named(bare, level) or level in _PLAIN else None
            )
        entries = data.stems.get(head)
        if entries and not any(entry.everyday for entry in entries) and _goes_on(rest):
            return _listed(head, entries, mine)
    return None


def _listed(head: str, entries: tuple[Division, ...], mine: Own) -> tuple[str, str] | None:
    """A name of the national divisions: it may be the superior's where the issuer itself is in no list."""
    if not mine.known and all(not entry.above for entry in entries):
        return None
    sure = mine.certain and not any(entry.everyday or entry.former for entry in entries)
    if not mine.known and any(entry.holds for entry in entries):
        sure = False
    return head, "error" if sure else "hint"


def _named(bare: str, level: str) -> bool:
    """These characters before 县 are a name of no list; those of 先行区 and 丹江库区 are none."""
    return bare[-1] in TOPONYM_BEFORE_LEVEL and not (level == "区" and bare[-1] in _KINDS_OF_AREA)


def _bare(words: str, after: str, new: bool) -> tuple[str, str] | None:
    """Two characters that look like a place of no list."""
    if new and plausible(words[:2]) and words[1] not in _NEW_THINGS and _HONOURED.match(words[2:] + after):
        return words[:2], "hint"
    if plausible(words[:2]) and words[1] in TOPONYM and words[:2] not in _LANDSCAPE and _goes_on(words[2:] + after):
        return words[:2], "hint"
    return None


def _goes_on(rest: str) -> bool:
    return not rest or _AFTER.match(rest) is not None


def _openings(chars: str) -> list[int]:
    """Where a name with its level may begin; looking for the level first spares the patterns nearly all places."""
    near = {level.start() - length for level in _LEVEL.finditer(chars) for length in (2, 3)}
    return [start for start in sorted(near) if start >= 0 and _OPENED.match(chars, start)]


def _matches(pattern: Regex, chars: str, starts: Sequence[int]) -> Iterator[re.Match[str]]:
    """What `finditer` finds, for a pattern that matches at these places only."""
    end = 0
    for start in starts:
        match = pattern.match(chars, start) if start >= end else None
        if match:
            end = match.end()
            yield match


def _bodies(chars: str, mine: Own) -> Iterator[_Found]:
    """某县县委、县政府 as the one that acts, 某县坚持……, and the signature."""
    starts = _openings(chars)
    for pattern, most in ((_BODY, "error"), (_OFFICE, "hint")):
        for match in _matches(pattern, chars, starts):
            name = match.group("name")
            level = _other(name, mine) or (_superior(name, mine) if pattern is _BODY else "")
            governs = match.group("body").startswith(("委", "人", "政", "党"))
            if not level or (level == "hint" and governs):
                continue
            if not partner(name, chars):
                yield _Found(match.start("name"), match.end(), name, max(level, most))  # "hint" is the greater word
            elif governs and not deals(chars, match.start("name"), name):
                yield _Found(match.start("name"), match.end(), name, "hint")
    for match in _matches(_PEOPLE, chars, starts):
        name, at = match.group("name"), match.start("name")
        entries = divisions().named.get(name, ()) if mine.known and mine.foreign(name) else ()
        other = _other(name, mine) or any(not entry.everyday for entry in entries)
        if other and not deals(chars, at, name, False):
            yield _Found(at, match.end(), name, "hint" if partner(name, chars) else "error")
    for match in _BUILT.finditer(chars):
        name = match.group("name")
        level = _other(name, mine)
        if level and not partner(name, chars):
            yield _Found(match.start("name"), match.end("name"), name, level)
    for match in _SIGNED.finditer(chars, max(0, len(chars) - 160)):
        if level := _other(match.group("name"), mine):
            yield _Found(match.start("name"), match.end(), match.group("name"), level)


def _titles(chars: str, mine: Own) -> Iterator[_Found]:
    """《某县……办法》 as an own document, 《某市……办法》 as a superior's."""
    for match in _TITLE.finditer(chars):
        name = match.group("name")
        level = _other(name, mine)
        before = chars[max(0, match.start() - 24) : match.start()]
        if level == "error" and not partner(name, chars):
            yield _Found(match.start(), match.end("name"), name, "error" if _CITES.search(before) else "hint")
        elif level and _MAKES.search(before) and not elsewhere(name, chars, mine):
            yield _Found(match.start(), match.end("name"), name, "hint")
    if not mine.known:
        return  # then nobody can say whose city it is
    for match in _CITY.finditer(chars):
        name = match.group("name")
        cites = _CITES.search(chars, max(0, match.start() - 24), match.start())
        if cites and name in divisions().named and mine.foreign(name) and not partner(name, chars):
            yield _Found(match.start(), match.end("name"), name, "error")


def _other(name: str, mine: Own) -> str:
    """How certainly this is another place, of a kind of which the issuer's name holds one; "" where it is none.

    A city may be the one above a city of the county's rank, so only the national data can prove it another.
    """
    bare, level = split(name)
    if mine.unit(level) is None or not mine.foreign(name):
        return ""
    listed = divisions().named.get(name)
    if listed and any(entry.everyday for entry in listed):
        return ""
    ends = bare[-1:] in TOPONYM_BEFORE_LEVEL or (level == "街道" and bare.endswith(("路", "街")))
    if not listed and not (plausible(bare) and ends):
        return ""
    merged = bool(listed) and all(entry.former for entry in listed or ())
    return "hint" if merged or (level == "市" and not mine.known) else "error"


def _superior(name: str, mine: Own) -> str:
    """ "error" for a city or province that is not the one above: 在漯河市委的领导下 in a district of another city."""
    listed = divisions().named.get(name, ()) if mine.known and mine.foreign(name) else ()
    return (
        "error" if listed and all(entry.holds and not entry.everyday and not entry.former for entry in listed) else ""
    )
