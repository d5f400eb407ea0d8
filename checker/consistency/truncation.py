"""consistency.truncation: paragraphs that break off, and marks without their other half (see `pairs`).

Headings, signatures, salutations, rows of tables and short lines need no full stop. A line break inside a sentence that
goes on behind it (a page break) is no break.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from checker.consistency.ordinals import numbered
from checker.consistency.pairs import unpaired
from checker.consistency.paragraphs import MOST, Paragraph, finding, paragraphs, source_finding, wrapped
from checker.model import Document, Finding
from checker.regex import Regex

_CHECK = "truncation"
_ENDS = frozenset("。！？；：…!?;:.—）)》%〕】")
_AND = "(?<![总祥温缓调平谦柔饱人亲中融共讲随暖议唱谐附言说])和|(?<![参给授赋付施相])与|(?<![普涉触波遍顾论提企以可不得能殃危推累言谈述旁惠兼追])及|以及|并且|而且|从而|或者|关于|对于|由于|按照"
_DANGLING = Regex(rf"(?:[、，]|{_AND}|(?<![抑间倘])或|(?<![合归兼吞])并|(?<=[，、])[对将把在为向从]|(?<![在正])进行)$")
_STOPPED = Regex(
    rf"[、，](?=[。！？])|(?:{_AND}|，并|(?<=推动|通过|按照|要求|明确|继续|积极|主动|坚持)[由对向从把将被])(?=[。！？；])"
)
_BARE = Regex(
    r"(?:加强|推进|完善|提高|提升|强化|规范|优化|深化|健全)[^，。；：、的是属有为]{2,20}的(?=[。；])|作为[^，。；：、的是]{4,20}的(?=[。；])"
)
_NO_PROSE = Regex(r"附件|附：|特此|此件|抄送|主送|联系|编辑|来源|（此|签发|电话|印发|校对|注：")
_NO_END = Regex(r"(?:如下|(?:\d{4}|[二〇○零一三四五六七八九]{4})年[^，。]{1,8}[日月])$")
_STARTER = Regex(
    r"下一步|下步|同时|此外|另外|今年|全年|20\d\d年|[一二三四五六七八九十]{1,3}是|首先|其次|现将|回顾|虽然|存在|与此同时|[我本][县市区局镇乡街办]"
)
_SIGNED = Regex(r"[^，。；：\n]{1,25}(?:\n|$)")
_PAGE = Regex(r"[-—·\s第]{0,6}\d{1,4}[-—·\s页]{0,6}(?:\n|$)")
_REMARKED = Regex(r"[。；！？]（[^（）]{1,40}）$")
_TAIL = 24
"""How many characters of the end of a paragraph are quoted."""

RUNNING = 30
"""Fewest characters of a paragraph that is taken for running text."""

LONG = 60
"""Fewest characters of a paragraph of a single sentence that is missed a full stop."""


def check(document: Document) -> tuple[Finding, ...]:
    """Everything that breaks off, in order."""
    entries = list(paragraphs(document))
    found = [*islice(_stopped(document), MOST), *islice(unpaired(document, entries), MOST)]
    if not wrapped(document):
        joined = list(islice(_joined(document), MOST))
        lines = {finding.evidence.line for finding in joined}
        found += joined
        unended = (entry for entry in _unended(document, entries) if entry.evidence.line not in lines)
        found += islice(unended, MOST)
    return tuple(sorted(found, key=lambda entry: entry.evidence.span))


def _unended(document: Document, entries: Sequence[Paragraph]) -> Iterator[Finding]:
    """Paragraphs of running text without an end."""
    chars = document.text.chars
    body = [number for number, entry in enumerate(entries) if entry.body or _breaks_off(chars, entry)]
    bare = [number for number in body if _is_bare(chars[entries[number].start : entries[number].end])]
    habit = len(bare) > max(3, len(body) // 5)  # an author who leaves out the last full stop
    for number in bare:
        entry = entries[number]
        words = chars[entry.start : entry.end]
        following = chars[entries[number + 1].start : entries[number + 1].end] if number + 1 < len(entries) else ""
        dangling = _DANGLING.search(words) is not None
        closed = not following or numbered(following) or _SIGNED.match(following)
        if not dangling and (habit or (not closed and _goes_on(chars, words[-1], following))):
            continue
        if (
            following
            and document.source.text[
                document.text.offset(entry.end) : document.text.offset(entries[number + 1].start)
            ].strip()
        ):
            continue  # a page number stands between
        several = re.search("[。！？；]", words) is not None or (words.count("，") >= 3 and not numbered(words))
        sure = dangling or (several and (closed or _STARTER.match(following)))
        message = "这一段没有句末标点，后面也接不上，请核对是否有文字丢失，或补上标点。"
        start = max(entry.start, entry.end - _TAIL)
        yield finding(document, _CHECK, "error" if sure else "hint", start, entry.end, message)


def _breaks_off(chars: str, entry: Paragraph) -> bool:
    """What looks like a heading since it has no full stop ends in a conjunction: it is a paragraph that was cut."""
    return not entry.row and _DANGLING.search(chars[entry.start : entry.end]) is not None


def _is_bare(words: str) -> bool:
    """Running text that has no end: several sentences, or a long one, the last of them open."""
    if (
        words[-1] in _ENDS
        or _REMARKED.search(words)
        or len(words) < RUNNING
        or _NO_PROSE.match(words)
        or _NO_END.search(words)
    ):
        return False
    return (
        re.search("[。！？；]", words) is not None
        or _DANGLING.search(words) is not None
        or (len(words) >= LONG and "，" in words)
    )


def _goes_on(chars: str, last: str, following: str) -> bool:
    """The two characters at the break stand together elsewhere: a word that a page break has cut in two."""
    if last.isdigit() and following[0].isdigit():
        return True
    return not _STARTER.match(following) and last + following[0] in chars


def _joined(document: Document) -> Iterator[Finding]:
    """Lines that were joined since the first has no end, in a text whose lines are paragraphs otherwise."""
    source, chars = document.source.text, document.text.chars
    kept = {document.text.offset(at) for at, char in enumerate(chars) if char == "\n"}
    broken = [match for match in _BREAK.finditer(source) if kept.isdisjoint(range(*match.span()))]
    if len(broken) > max(4, len(kept) // 8):
        return
    for match in broken:
        following = source[match.end() : match.end() + 12]
        before = source[max(0, match.start() - _TAIL) : match.start()].rpartition("\n")[2]
        last = before[-1:]
        first = source.rfind("\n", 0, match.start()) + 1
        if _PAGE.match(source, match.end()):
            continue
        if last in _ENDS or not last or first + RUNNING > match.start() or "\t" in source[first : match.start()]:
            continue
        marked = numbered(following)
        listed = last == "、" and "、" not in source[match.end() : match.end() + 16]
        if marked or listed or _STARTER.match(following) or not _goes_on(source, last, following):
            signed = _SIGNED.match(source, match.end()) is not None
            sure = marked or signed or (_STARTER.match(following) is not None and last not in "，、")
            message = "这一行没有句末标点，下一行也接不上，请核对是否有文字丢失，或补上标点。"
            start = match.start() - len(before)
            yield source_finding(document, _CHECK, "error" if sure else "hint", start, match.start(), message)


_BREAK = Regex(r"(?<=[^\s])[ \t\r\u3000]*\n\s*(?=\S)")


def _stopped(document: Document) -> Iterator[Finding]:
    """A comma, a conjunction or an attribute right before the full stop, where something is due."""
    chars = document.text.chars
    for match in _STOPPED.finditer(chars):
        message = f"句号前是“{match.group()}”，后面似缺文字，请核对句子是否完整。"
        start = max(chars.rfind("\n", 0, match.start()) + 1, match.start() - _TAIL // 2)
        yield finding(document, _CHECK, "error", start, match.end() + 1, message)
    for match in _BARE.finditer(chars):
        message = "“的”字后面没有名词，请核对句子是否完整。"
        yield finding(document, _CHECK, "hint", match.start(), match.end(), message)
