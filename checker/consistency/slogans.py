"""Places that slogans name as the report's own: 法治某县, 护航某市经济 (part of consistency.place)."""

from collections.abc import Iterator
from functools import cache

from checker.consistency.divisions import Division, divisions
from checker.consistency.own import TOPONYM, TOPONYM_BEFORE_LEVEL, Foreign, Own, plausible, split
from checker.consistency.partners import deals, elsewhere, peer
from checker.model import Document
from checker.regex import Regex

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

_PAIRED = Regex(
    rf"(?:法治|平安|美丽|幸福|和谐|数字|清廉|文明)(?P<name>{_HAN}{{2}})[、和]?(?:法治|平安|美丽|幸福|和谐|数字|清廉|文明)(?P=name)(?!{_HAN}?[村校园])"
)
"""建设平安某某、法治某某: what is called so twice is mostly a place."""

_NO_PLACE = Regex(
    r"[村校园区企社乡镇县市家机医院城网学水路林农矿站港航税警检]|政府|中国|单位|建设|文化|交通|工地|边界|边境|边疆|工程|行业|生态|环境|市场|旅游|消费|金融|民航|铁路|寺|教堂|宗教|家庭|行动|创建"
)
_WHOLE = Regex(r"(?:法治|平安|新|护航|助推|推动|服务|促进|推进|助力|保障|维护|确保|守护)了?$")
"""After these a name in no list is worth a question; 美丽, 幸福 go before anything."""

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


def slogans(document: Document, mine: Own) -> Iterator[Foreign]:
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
            yield Foreign(begin, start + len(name), name, level)


def paired(chars: str, mine: Own) -> Iterator[Foreign]:
    """平安某某、法治某某 with a name of no list that is not the issuer's."""
    for match in _PAIRED.finditer(chars):
        name = match.group("name")
        if name in _LANDSCAPE or _NO_PLACE.search(name) or not plausible(name):
            continue
        if mine.foreign(name) and not elsewhere(name, chars, mine):
            yield Foreign(match.start(), match.end(), name, "hint")


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
