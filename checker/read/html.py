"""Saved web pages: decoded as browsers do, the main text found by trafilatura, its lines taken from the page itself.

Trafilatura says where the main text is; what stands between its first and its last line is then read here, so that no
table, heading or signature inside it can be lost to a heuristic. See shared/libraries.md §6.
"""

import codecs
import re
from collections.abc import Sequence
from itertools import takewhile

from lxml import etree, html

from checker.errors import ReadError
from checker.read import text as plain
from checker.read.extract import Builder, Extract
from checker.read.markup import Line, Walk

MAX_CHARACTERS = 3_000_000
"""Longest page that is parsed, pictures inside it not counted."""

_WINDOW = 50_000
"""How far ahead in the main text a line of the page is looked for."""

_START = re.compile(
    rb"\s{0,999}(?:<!--[^>]{0,999}-->\s{0,999}|<\?xml[^>]{0,200}\?>\s{0,999}){0,5}<(?:!doctype\s{1,9}html|html\b)", re.I
)
_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_:.-]{2,40})", re.I)
_XML_ENCODING = re.compile(rb"^\s{0,99}<\?xml[^>]{0,100}?encoding\s{0,9}=\s{0,9}[\"']([A-Za-z0-9_.-]{2,40})", re.I)
_WHATWG = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs",
           "ascii": "cp1252", "iso-8859-1": "cp1252", "latin1": "cp1252", "utf-16": "utf-8", "utf-16le": "utf-8"}  # fmt: skip
_PICTURE = re.compile(r"data:[a-zA-Z0-9.+/-]{0,60};base64,[A-Za-z0-9+/=%\s]*")
_XML_DECLARATION = re.compile(r"^\s{0,99}<\?xml[^>]{0,200}\?>")

_TITLE = re.compile(
    r"(?![一二三四五六七八九十]{1,3}[、是]|[（(]|\d{1,2}[.、．])[^。，；！：]{2,70}"
    r"(?:报告|总结|汇报|情况|年报|说明|報告|總結|匯報|情況|年報|說明)(?:（[^（）]{1,20}）)?"
)
_INFO = re.compile(r"(?:发布|发文|成文|更新)(?:时间|日期|机构)|来源[：:]|字号[：:]|浏览次数|索引号|打印本页")
_DATE = re.compile(r"[^：:，。]{0,24}(?:(?:20\d\d|二[〇○零]..)年.{1,3}月(?:.{1,3}日)?|20\d\d[-./]\d{1,2}[-./]\d{1,2})")
_SIGNATURE = re.compile(r"[^：:，。]{0,30}(?:政府|[局委厅署办镇乡县区市]|委员会|办公室|街道|办事处|管委会|中心)")


def is_page(data: bytes) -> bool:
    """The file begins like a web page."""
    head = data[:4096]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", "ignore").encode("ascii", "replace")
    return _START.match(head.removeprefix(codecs.BOM_UTF8)) is not None


def read(data: bytes, shown: str) -> Extract:
    """Read a web page. Raises ReadError when it is too large or cannot be decoded."""
    page, problems = _decode(data, shown)
    page = _PICTURE.sub("data:,", page).replace("\0", "")
    if len(page) > MAX_CHARACTERS:
        raise ReadError(f"{shown}：网页超过 {MAX_CHARACTERS // 10_000} 万字，不像一份报告，未读取。")
    page = _XML_DECLARATION.sub("", page)  # it names an encoding that is decoded already
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise ReadError(f"{shown}：网页不完整或已损坏，读不出来。请在浏览器里打开后另存一份。") from None
    builder = Builder("html")
    for problem in problems:
        builder.problem(problem)
    if any("depth" in entry.message for entry in parser.error_log):
        builder.gap("网页的标签嵌套过深，其余部分没有读取", wide=True)
    walk = Walk(root)
    chosen = _main(walk, _extracted(root))
    if 2 * sum(len(line.bare) for line in chosen) < sum(len(line.bare) for line in walk.lines):
        builder.problem("网页的正文不到全部文字的一半，可能有漏读，请核对；也可将正文另存为 .docx 或 .txt 后再查")
    for number, line in enumerate(_titled(chosen, _titles(root)), 1):
        builder.add(line.text, f"第 {number} 段", line.level)
    return builder.extract()


def _decode(data: bytes, shown: str) -> tuple[str, tuple[str, ...]]:
    """Decode by byte order mark, then by what the page says of itself, then as plain text is."""
    boms = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    said = _CHARSET.search(data[:4096]) or _XML_ENCODING.search(data[:1024])
    if said and not data.startswith(boms):
        label = said.group(1).decode("ascii").lower()
        try:
            return data.decode(_WHATWG.get(label, label)), ()
        except (ValueError, LookupError):
            pass  # the page says it wrongly, or is damaged: the chain finds out
    return plain.decode(data, shown)


def _extracted(root: html.HtmlElement) -> str:
    """The main text by trafilatura, without blanks; "" when it finds none."""
    import trafilatura  # 0.2 s, and few documents are web pages

    try:
        found = trafilatura.bare_extraction(
            root, favor_recall=True, include_tables=True, include_comments=False, with_metadata=False
        )
    except (RecursionError, ValueError, TypeError, AttributeError, KeyError, IndexError):
        return ""  # a page that breaks it is read as a whole
    body = getattr(found, "body", None)
    return "".join("".join(body.itertext()).split()) if body is not None else ""


def _main(walk: Walk, main: str) -> Sequence[Line]:
    """The lines from the first to the last of the main text, inside the element that holds it."""
    anchors = _anchors(walk.lines, main)
    if not anchors:
        return [line for line in walk.lines if not line.outside]
    holder = _holder(walk, anchors)
    held = [index for index, line in enumerate(walk.lines) if holder <= line.element <= walk.last[holder]]
    within = set(held)
    inside = [index for index in anchors if index in within]
    first, last = inside[0], inside[-1]
    first = _front(walk.lines, first, within, main)
    last = _tail(walk.lines, last, within)
    chosen = set(anchors)
    return [
        line
        for index, line in enumerate(walk.lines[first : last + 1], first)
        if (index in chosen or not line.outside) and not (index < first + 6 and _is_info(line.bare))
    ]


def _front(lines: Sequence[Line], first: int, within: set[int], main: str) -> int:
    """Index of the first line that goes with the text: the salutation, a short heading, a short first paragraph."""
    for index in range(first - 1, max(first - 7, -1), -1):
        bare = lines[index].bare
        if not ((index in within and bare in main) or bare.endswith(("：", ":", "。"))) or lines[index].outside:
            break
        first = index
    return first


def _is_info(bare: str) -> bool:
    """The line under the title that says when and by whom the page was put up."""
    return len(bare) < 100 and "。" not in bare and _INFO.search(bare) is not None


def _tail(lines: Sequence[Line], last: int, within: set[int]) -> int:
    """Index of the line of the date, or of the last line that may belong to the text; signatures are lost easily."""
    for index in range(last, max(last - 8, -1), -1):
        if _DATE.fullmatch(lines[index].bare):
            return index
        if "。" in lines[index].text or lines[index].bare.startswith("附"):
            break
    for index in range(last + 1, min(last + 5, len(lines))):
        bare = lines[index].bare
        if _DATE.fullmatch(bare):
            return index
        if _SIGNATURE.fullmatch(bare) or (index in within and bare.endswith("。")):
            last = index
    return last


def _anchors(lines: Sequence[Line], main: str) -> list[int]:
    """Lines that stand in the main text, in its order, or are plainly prose: no navigation has whole sentences."""
    anchors = []
    position = 0
    for index, line in enumerate(lines):
        bare = line.bare
        at = main.find(bare, position, position + _WINDOW) if len(bare) >= 8 else -1
        if at >= 0:
            position = at + len(bare)
        if at >= 0 or (len(bare) >= 40 and "。" in bare and not line.outside):
            anchors.append(index)
    return anchors


def _holder(walk: Walk, anchors: Sequence[int]) -> int:
    """Number of the smallest element that holds nine tenths of the main text."""
    weights = [0] * len(walk.parents)
    for index in anchors:
        bare = walk.lines[index].bare
        weights[walk.lines[index].element] += len(bare) * (4 if "。" in bare else 1)
    whole = sum(weights)
    for number in range(len(weights) - 1, 0, -1):
        weights[walk.parents[number]] += weights[number]
    return max(number for number, weight in enumerate(weights) if 10 * weight >= 9 * whole)


def _titles(root: html.HtmlElement) -> list[str]:
    """What the page says its title is, the surest first."""
    found = [str(value) for value in root.xpath("//meta[translate(@name,'ARTICLE','article')='articletitle']/@content")]
    found += ["".join(element.itertext()) for element in root.iter("h1")][:3]
    for element in list(root.iter("title"))[:1]:
        found += re.split(r"[_|]|\s[-–—]\s|--", element.text or "")
    return ["".join(title.split()) for title in found]


def _titled(chosen: Sequence[Line], titles: Sequence[str]) -> list[Line]:
    """The lines with the title first and only once; it is no heading among the others."""
    top = [line._replace(level=None) if _TITLE.fullmatch(line.bare) else line for line in chosen[:8]]
    title = next((title for title in titles if _TITLE.fullmatch(title)), None)
    if title is None:
        return [*top, *chosen[8:]]
    seen = False
    kept = []
    for line in top:
        same = line.bare == title
        if not (same and seen):
            kept.append(line)
        seen = seen or same
    above = [line.bare for line in takewhile(lambda line: line.bare[-1] not in "。：", top[:3])]
    broken = sum(len(bare) for bare in above if bare in title) > 0.6 * len(title)
    if not seen and not broken and not any(title in bare or _TITLE.fullmatch(bare) for bare in above):
        kept.insert(0, Line(title, None, 0, False))
    return [*kept, *chosen[8:]]
