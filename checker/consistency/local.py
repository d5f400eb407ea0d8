"""How a text names its own documents and its bodies: short titles, the same paper under two names, names given up."""

import re
from collections.abc import Iterator

from checker.consistency.citation import STRIP, Cited, Claim, change
from checker.consistency.instruments import instruments
from checker.model import Document
from checker.passage import sentence_at
from checker.regex import Regex

MAX_ALIKE = 3
"""How many pairs of nearly the same name are told."""

_DEFINES = Regex(r"(?:以下|下)?(?:统)?简称[:：]?《(?P<short>[^《》\n]{2,14})》")
_GENERIC = frozenset(
    [
        "纲要",
        "条例",
        "规定",
        "办法",
        "意见",
        "方案",
        "规划",
        "细则",
        "决定",
        "实施纲要",
        "实施方案",
        "实施意见",
        "实施办法",
        "督察规定",
        "暂行条例",
    ]
)
_FORMAL = frozenset(
    [
        "规定",
        "工作",
        "实施",
        "暂行",
        "管理",
        "办法",
        "制度",
        "程序",
        "的",
        "和",
        "与",
        "及",
        "行政",
        "试行",
        "相关",
        "有关",
        "规则",
    ]
)
_SAME_TYPE = frozenset(["规定", "办法", "规则", "制度"])
_BODY = Regex(
    r"(?<=[县区市州旗省、由经和与同向报])(?:政府)?(?P<body>法制办公室|法制办(?!理)|工商局|工商行政管理局|质监局|质量技术监督局|国土局|国土资源局|食药监局"
    r"|食品药品监督管理局|环保局|环境保护局|安监局|安全生产监督管理局|卫计委|卫计局|卫生和计划生育局|文广新局|物价局|国税局|地税局|扶贫办)"
)
_BODY_WORDS = (
    "法制办", "工商", "质监", "质量技术", "国土", "食药", "食品药品", "环保局", "环境保护局", "安监", "安全生产监督", "卫计", "计划生育",
    "文广新", "物价局", "税局", "扶贫办",
)  # fmt: skip
"""One of these must occur; asking first spares the pattern."""

_FORMER = Regex(
    r"原|过去|以前|此前|改革前|前身|老|曾|划转|整合|合并|组建|撤销|更名|移交|历史|重组|挂牌|时期|之前|年以来|遗留"
)


def abbreviations(chars: str, cited: list[Cited]) -> Iterator[Claim]:
    """《纲要》 before anything says which; a short title used before 以下简称 introduces it."""
    defined = {match.group("short"): match.start() for match in _DEFINES.finditer(chars)}
    first: dict[str, Cited] = {}
    for entry in cited:
        first.setdefault(entry.words, entry)
    for words, entry in first.items():
        if words in defined:
            if entry.start < defined[words]:
                message = f"简称《{words}》在说明全称之前就使用了，请核对先后。"
                yield Claim(entry.start, entry.end, entry.section, "hint", message)
        elif words in _GENERIC:
            kind = words[-2:]
            earlier = any(other.start < entry.start and kind in full and full != words for full, other in first.items())
            if not earlier and not re.search(rf"[一-鿿]{{4}}{kind}", chars[: entry.start]):
                message = f"简称《{words}》前面没有说明全称，请补写全称或“以下简称”。"
                yield Claim(entry.start, entry.end, entry.section, "hint", message)


def alike(cited: list[Cited]) -> Iterator[Claim]:
    """The same local document under two names."""
    national = {STRIP.sub("", known.name) for known in instruments().instruments}
    first: dict[str, Cited] = {}
    for entry in cited:
        words = STRIP.sub("", entry.words)
        if len(words) >= 8 and words not in national:
            first.setdefault(words, entry)
    told = 0
    names = list(first)
    for index, later in enumerate(names):
        for earlier in names[:index]:
            if told < MAX_ALIKE and _same(earlier, later) and first[earlier].sentence != first[later].sentence:
                told += 1
                entry = first[later]
                message = f"前文作《{first[earlier].words}》，这里作《{entry.words}》，请核对是否同一文件。"
                yield Claim(entry.start, entry.end, entry.section, "hint", message)


def _same(one: str, other: str) -> bool:
    """Two names differ only in a formal word, or in what kind of paper it is."""
    if abs(len(one) - len(other)) > 2:
        return False
    at, ours, theirs = change(one, other)
    if at < 3:
        return False
    if not ours or not theirs:
        return (ours or theirs) in _FORMAL
    if len(ours) == len(theirs) == 1 and one[at - 1] in "保监促" and one.endswith("条例"):
        return True  # 公路安全保护条例, 公路安全保障条例
    return (ours in _SAME_TYPE and theirs in _SAME_TYPE) or {ours, theirs} in (
        {"查", "核"},
        {"查", "察"},
        {"制", "治"},
        {"重", "要"},
    )


def bodies(document: Document, year: int) -> Iterator[Claim]:
    """法制办 in the report of 2022: the reform of 2018-2019 gave it up."""
    chars = document.text.chars
    if not any(word in chars for word in _BODY_WORDS):
        return
    told = set()
    for match in _BODY.finditer(chars):
        body = match.group("body")
        sentence = sentence_at(document, match.start())
        if sentence is None or body in told or year < instruments().bodies[body]:
            continue
        if _FORMER.search(chars, max(sentence.start, match.start() - 80), min(sentence.end, match.end() + 80)):
            continue
        told.add(body)
        message = f"“{body}”在机构改革后已改设，报告年度是{year}年，请核对机构名称。"
        yield Claim(match.start(), match.end(), sentence.section, "hint", message)
