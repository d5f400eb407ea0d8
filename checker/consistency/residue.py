"""consistency.residue: what editing and conversion leave behind: field codes, placeholders, remarks, broken characters.

Works on the source, since `normalise` takes some of it out. Every group of patterns is asked for only when the text
holds a word that any of them needs.
"""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from checker.consistency.paragraphs import source_finding
from checker.model import Document, Finding
from checker.regex import Regex

_CHECK = "residue"
MOST = 5
"""How many findings of one kind are shown: who looks after them sees the rest."""


class _Kind(NamedTuple):
    """Something left behind: `needs` are words one of which the text must hold, `level` how sure it is."""

    needs: tuple[str, ...]
    pattern: Regex
    level: str
    message: str


_HAN = "一-鿿"
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范廖贾夏韦付邹孟熊秦邱"
_KINDS = tuple(
    _Kind(needs, Regex(pattern), level, message)
    for needs, pattern, level, message in (
        (("[bookmark", "[image", "[图片", "[书签", "[表格", "[附件", "[object"),
         r"\[(?:(?:bookmark|image|图片|书签)[:：][^\]\n]{0,200}|图片|表格|书签|附件|object Object)\]",
         "error", "这是转换文件时留下的标记，请删去，并核对此处是否丢了文字、符号或图表。"),
        (("错误!", "错误！"), r"错误[!！] ?(?:未|不|没有|无|文档|超?链接|使用|书签|格式|参数|引用|表格|图|主)[^，。；\s]{2,24}[。.]?", "error", "这是 Word 打印出来的出错文字，请更新或删除该处的域、引用。"),
        (("Error!",), r"Error! ?[A-Z][A-Za-z ]{3,60}\.?", "error", "这是 Word 打印出来的出错文字，请更新或删除该处的域、引用。"),
        (("{", "MERGEFORMAT", "HYPERLINK", "_Toc", "_GoBack", "INCLUDEPICTURE", "PAGEREF"),
         r"\{ ?(?:PAGE|NUMPAGES|REF|HYPERLINK|TOC|SEQ|DATE|TIME|MERGEFIELD|INCLUDEPICTURE|EMBED|QUOTE|EQ|=)[^{}\n]{0,200}\}"
         r"|(?:HYPERLINK|INCLUDEPICTURE) [^\n，。]{1,120}|PAGEREF \S{1,40}|\\\* ?MERGEFORMAT(?:INET)?|_Toc\d+|_GoBack",
         "error", "这是未更新的域代码，请删去或更新。"),
        (("«", "{{", "${", "<%"), r"«[^«»\n]{1,40}»|\{\{[^{}\n]{1,40}\}\}|\$\{[^{}\n]{1,40}\}|<%[^%\n]{1,40}%>",
         "error", "这是模板里没有填上的变量，请填写。"),
        ((":\\", "file:///", ".tmp", "ksohtml", "msohtml"),
         r"(?:[A-Za-z]:\\|file:///)[^\s，。；\]]{3,200}|(?:ksohtml|msohtmlclip)[^\s，。；\]]{0,80}",
         "error", "这是转换文件时留下的路径，请删去。"),
        (("×",), r"×{2,}|(?<!\d)×年×月|(?<=20\d)×(?=年)|(?<=20)×(?=年)", "error", "这里的“××”没有填写，请补上。"),
        (("XX", "xx", "ＸＸ", "X年"), r"(?<![A-Za-z0-9ＸX])(?:X{2,6}|x{2,6}|Ｘ{2,6}|X年X月)(?![A-Za-z0-9ＸX])", "error", "这里的占位字母没有填写，请补上。"),
        (("___",), rf"(?<=[{_HAN}第（〔])_{{3,}}(?=[{_HAN}）〕])", "error", "这里的空白没有填写，请补上。"),
        (("【",),
         r"【(?:(?:待|批注|备注|注[:：]|存疑|补充|插入|删去|删除|改为|核实数|数据(?:待|来源|需|未)|来源[:：]|建议(?:删|改|补|修)|请[^【】\n]{0,8}"
         r"(?:补充|核实|核对|提供|确认|填写|修改|删))[^【】\n]{0,40}|[^【】\n]{0,30}(?:待补充|待核实|待确认|待定|\?|？|有误|存疑|需核实)[^【】\n]{0,20}|\s*)】",
         "error", "这是编者的标注，请处理后删去。"),
        (("待补", "待填", "待完善", "待更新", "待核", "待确认"),
         r"[（(\[【][^（()）\[\]【】\n]{0,12}(?:待补充?|待填写?|待完善|待更新|待核实|待核对|待确认)(?!侦查|调查|材料|证据)[^（()）\[\]【】\n]{0,4}[)）\]】]"
         r"|(?:[为约共计是]|[：:，,])待(?:补充?|填写?)(?=[，。；件项个人次])|待补充(?=[。；])",
         "error", "这里写着待补，请补上内容后删去。"),
        (("待定", "待核", "待确认"),
         r"[（(\[【][^（()）\[\]【】\n]{0,12}待定[)）\]】]|[为：:]待(?:定|核实|确认)(?=[，。；])",
         "hint", "这里写着待定，请核对是否为编写时的备忘。"),
        (("TODO", "FIXME", "TBD", "#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "undefined", "NaN", "null"),
         r"TODO|FIXME|TBD|#(?:REF|VALUE|DIV/0|NULL|NUM)!|#N/A|#NAME\?|(?<![A-Za-z])(?:undefined|NaN|null)(?![A-Za-z])",
         "error", "这是程序或表格留下的文字，请补上应有的内容。"),
        (("【", "［", "["),
         rf"[【［\[](?:[{_SURNAMES}][一-鿿]{{0,2}}(?:主任|科长|处长|股长|局长|主席|书记|科|处|局|总|工|姐|哥|老师|同志)|领导|各?科室|办公室|[一-鿿]{{2,6}}[科股室处])[:：，,][^【】［］\[\]\n]{{1,60}}[】］\]]"
         r"|[【［\[][^【】［］\[\]\n]{0,30}(?:再?核(?:一下|对|实)|改一下|补一下|再看|待补|请?补充|是否删|删掉|酌定)[^【】［］\[\]\n]{0,30}[】］\]]",
         "error", "这是编者的标注，请处理后删去。"),
        (("填写", "填入", "此处", "单击", "点击", "请", "这里"),
         r"[（(\[【〔［](?:请|此处|这里|在此)(?:在?此处|在此)?(?:据实|如实)?(?:填写|填入|补充|插入|输入|添加|核实)[^（()）\[\]【】〔〕\n]{0,20}[)）\]】〕］]"
         r"|[（(\[【［]填[写入][^（()）\[\]【】\n]{0,8}(?:名称|数字|数据|内容|时间|日期|姓名|单位|情况)[)）\]】］]"
         r"|[（(\[【［](?:此处|这里)[^（()）\[\]【】\n]{1,24}[)）\]】］]|(?:单击|点击)(?:此处|这里)(?:添加|输入|编辑)[^，。；\n]{0,10}",
         "error", "这是模板或编者的提示，请填好后删去。"),
        (("待",),
         r"[（(\[【][^（()）\[\]【】\n]{0,10}(?:(?:数据|数字|名称|人数|件数|金额|此数)待[^（()）\[\]【】\n\d]{1,12}|待与[^（()）\[\]【】\n\d]{1,12})(?:核实|核对|确认|提供|核|补|报)[)）\]】]",
         "error", "这是编者的备忘，请处理后删去。"),
        (("核实后", "确认后", "核对后", "提供后", "复核后", "审定后"),
         r"[（(\[【][^（()）\[\]【】\n]{0,16}待[^（()）\[\]【】\n]{1,12}(?:核实|确认|核对|提供|复核|审定)后再?[改补填定写更][^（()）\[\]【】\n]{0,6}[)）\]】]",
         "error", "这是编者的备忘，请处理后删去。"),
        (("一下", "再核", "核准", "再看"),
         r"[（(\[【［][^（()）\[\]【】［］\n]{0,24}(?:(?:核|改|补|问|对|看|确认|核对|核实|修改|补充)一下|再核|再看看?|核准后再?[填补])[^（()）\[\]【】［］\n]{0,16}[)）\]】］]",
         "error", "这是编者的备忘，请处理后删去。"),
        (("批注", "带格式的", "删除的内容"),
         r"\[批注[^\]\n]{0,60}\]|【批注[^】\n]{0,60}】|批注 ?\[[A-Za-z\u4e00-\u9fff]{0,8}\d{1,3}\](?:[:：][^\n。]{0,40})?|(?:带格式的|删除的内容)[:：][^\n。]{0,40}",
         "error", "这是批注或修订留下的文字，请处理后删去。"),
        (("[",), rf"(?<=[{_HAN}，。；“”])\[[A-Za-z]{{1,3}}\d{{1,3}}\]", "error", "这是批注的编号，请处理批注后删去。"),
        (("&", "<"), r"&(?:nbsp|amp|lt|gt|quot|ldquo|rdquo|middot|mdash|#\d{2,5});|</?(?:p|br|span|div|strong|b|font|a|img|td|tr|table)(?: [^<>\n]{0,200})?/?>",
         "error", "这是网页代码，请删去。"),
        (("*", "＊"), r"(?<![*＊\\])[*＊]{1,4}(?=个|次|件|名|人|项|场|区[委政人]|县[委政人]|市[委政人]|年|月|日|万|%)",
         "error", "这里的星号没有填写，请补上。"),
        (("《", "〔", "（", "(", "“"), r"《\s{0,3}》|〔\s{0,3}〕|（\s{0,3}）|(?<![A-Za-z])\(\s{0,3}\)|“\s{0,3}”",
         "error", "这里的括号或引号里没有内容，请补上或删去。"),
        (("锟", "烫烫", "屯屯"), r"锟斤拷|烫烫烫|屯屯屯", "error", "这是编码转换出错的乱码，请核对原件。"),
        (("\ufffd",), r".?\ufffd+.?", "error", "这里有无法识别的字符，请核对原件。"),
        (("??", "？？"), rf"(?<=[{_HAN}])(?:\?{{2,}}|？{{2,}})(?=[{_HAN}])", "hint", "这里连用问号，请核对是否为乱码或未定的内容。"),
        (("）年", ")年"), r"[（(]20\d\d ?[-—－–~至] ?20\d\d[)）]年", "hint", "“年”字写在括号外，请核对。"),
    )
)  # fmt: skip

_PRIVATE = Regex("[\ue000-\uf8ff\U000f0000-\U0010fffd]+")
_LATIN = Regex(rf"(?<=[{_HAN}])(?:[a-z]{{1,2}}|[F-HJLMO-SWZ])(?=[{_HAN}])")
_LATIN_WORDS = frozenset({"e", "i", "n", "x", "k", "v", "c", "g", "vs", "ai", "it", "ok"})
"""Letters that stand inside Chinese words by right: e办事, 最多跑n次."""

_PERSON = Regex(rf"(?:^|[，。；：、“（(\s]|当事人|原告|村民|居民|人|企业主|户主|业主)[{_SURNAMES}某]$")
_COMPANY = Regex("[^，。；、]{0,10}(?:公司|[厂店行社馆])|[^，。；]{0,6}[诉案]")
_EDGES = frozenset("，。；：！？、\n\t ")
_FAMILIAR = 3
"""How often two characters must stand together elsewhere to be known as a word of this text."""

_LOOKED_AT = 50
"""How many single letters and odd characters are looked at: a text full of them is no report."""

_PLACEHOLDER = frozenset("×XxＸ")


def check(document: Document) -> tuple[Finding, ...]:
    """Everything left behind, in order."""
    source = document.source.text
    found: dict[tuple[int, int], Finding] = {}
    for kind in _KINDS:
        if not any(word in source for word in kind.needs):
            continue
        shown = 0
        for match in kind.pattern.finditer(source):
            start, end = match.span()
            if any(start < other_end and other_start < end for other_start, other_end in found):
                continue
            level = _placeholder_level(source, start, end) if set(match.group()) <= _PLACEHOLDER else kind.level
            if not level:
                continue
            found[start, end] = source_finding(document, _CHECK, level, *_around(source, start, end), kind.message)
            shown += 1
            if shown == MOST:
                break
    entries = [*found.values(), *_private(document), *_latin(document)]
    return tuple(sorted(entries, key=lambda entry: entry.evidence.span))


def _placeholder_level(source: str, start: int, end: int) -> str:
    """How sure it is that ×× was to be filled in: not at all for 张××, whose name is not to be told."""
    if _PERSON.search(source, max(0, start - 5), start):
        return ""
    company = _COMPANY.match(source, end, end + 16)
    if company is not None and start > 0 and "一" <= source[start - 1] <= "鿿":
        return ""  # 安澜XX商贸有限公司: a firm that is not to be told by name
    return "hint" if company else "error"


def _around(source: str, start: int, end: int) -> tuple[int, int]:
    """The range with some words of its clause, so that it can be found on paper."""
    first = max(0, start - 10)
    while start > first and source[start - 1] not in _EDGES:
        start -= 1
    limit = min(len(source), end + 6)
    while end < limit and source[end] not in _EDGES:
        end += 1
    return start, end


def _private(document: Document) -> Iterator[Finding]:
    """Characters of the private-use area, which most machines show as boxes; bullets at the head of a line are none."""
    source = document.source.text
    if source.isascii() or not _PRIVATE.search(source):
        return
    inside = [
        match
        for match in islice(_PRIVATE.finditer(source), _LOOKED_AT)
        if source[max(0, match.start() - 10) : match.start()].rpartition("\n")[2].strip()
    ]
    if inside:
        message = f"这里有 {len(inside)} 处特殊符号（私用区字符），在别的电脑上可能显示为方框，请核对原字。"
        start, end = _around(source, *inside[0].span())
        yield source_finding(document, _CHECK, "error", start, end, message)


def _latin(document: Document) -> Iterator[Finding]:
    """Letters inside a Chinese word: its two characters stand together elsewhere in the text."""
    source = document.source.text
    for match in islice(_LATIN.finditer(source), _LOOKED_AT):
        start, end = match.span()
        word = source[start - 1] + source[end]
        if match.group() not in _LATIN_WORDS and source.count(word) >= _FAMILIAR:
            message = f"“{word}”二字之间夹着字母“{match.group()}”，请核对是否为误键入。"
            yield source_finding(document, _CHECK, "error", *_around(source, start, end), message)
