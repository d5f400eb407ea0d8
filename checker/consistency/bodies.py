"""Places whose committee, government, offices or papers a report names as its own (part of consistency.place)."""

import re
from collections.abc import Iterator, Sequence

from checker.consistency.divisions import divisions
from checker.consistency.own import TOPONYM_BEFORE_LEVEL, Foreign, Own, plausible, split
from checker.consistency.partners import deals, elsewhere, partner
from checker.regex import Regex

_HAN = "[一-鿿]"
_LEVELLED = "县|区|旗|市|镇|乡|街道|(?:经济技术|经济|高新技术产业)?开发区|高新区|经开区"
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


def bodies(chars: str, mine: Own) -> Iterator[Foreign]:
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
                yield Foreign(match.start("name"), match.end(), name, max(level, most))  # "hint" is the greater word
            elif governs and not deals(chars, match.start("name"), name):
                yield Foreign(match.start("name"), match.end(), name, "hint")
    for match in _matches(_PEOPLE, chars, starts):
        name, at = match.group("name"), match.start("name")
        entries = divisions().named.get(name, ()) if mine.known and mine.foreign(name) else ()
        other = _other(name, mine) or any(not entry.everyday for entry in entries)
        if other and not deals(chars, at, name, False):
            yield Foreign(at, match.end(), name, "hint" if partner(name, chars) else "error")
    for match in _BUILT.finditer(chars):
        name = match.group("name")
        level = _other(name, mine)
        if level and not partner(name, chars):
            yield Foreign(match.start("name"), match.end("name"), name, level)
    for match in _SIGNED.finditer(chars, max(0, len(chars) - 160)):
        if level := _other(match.group("name"), mine):
            yield Foreign(match.start("name"), match.end(), match.group("name"), level)


def titles(chars: str, mine: Own) -> Iterator[Foreign]:
    """《某县……办法》 as an own document, 《某市……办法》 as a superior's."""
    for match in _TITLE.finditer(chars):
        name = match.group("name")
        level = _other(name, mine)
        before = chars[max(0, match.start() - 24) : match.start()]
        if level == "error" and not partner(name, chars):
            yield Foreign(match.start(), match.end("name"), name, "error" if _CITES.search(before) else "hint")
        elif level and _MAKES.search(before) and not elsewhere(name, chars, mine):
            yield Foreign(match.start(), match.end("name"), name, "hint")
    if not mine.known:
        return  # then nobody can say whose city it is
    for match in _CITY.finditer(chars):
        name = match.group("name")
        cites = _CITES.search(chars, max(0, match.start() - 24), match.start())
        if cites and name in divisions().named and mine.foreign(name) and not partner(name, chars):
            yield Foreign(match.start(), match.end("name"), name, "error")


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
