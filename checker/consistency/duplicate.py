"""consistency.duplicate: names, words, clauses and sentences that stand twice; paragraphs that are nearly the same.

What every report says again and again (guidance formulas, names of documents, headings) is no duplicate. What stands
twice in one paragraph surely is one; across the report only whole sentences and very long clauses are.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from checker import formula
from checker.consistency.paragraphs import MOST, Paragraph, finding, paragraphs
from checker.consistency.similar import similar
from checker.model import Document, Finding
from checker.regex import Regex

_CHECK = "duplicate"
_TITLE = Regex(r"《[^《》\n]{2,80}》")
_TITLE_RUN = Regex(r"(?:《[^《》\n]{2,80}》(?:（[^（）\n]{0,30}）)?[、和及与]?){2,}")
_WORDS = (
    "进行|开展|加强|推动|完善|健全|提高|促进|强化|坚持|贯彻|以及|按照|关于|对于|严格|全面|深入|积极|认真|切实|不断|持续"
    "|我区|我县|我市|我局|我镇|我办|充分|进一步|由于|因此|同时|其中|或者|并且|予以|已经"
)
_DOUBLED = (
    Regex(rf"(?P<unit>{_WORDS})(?P=unit)"),
    Regex(r"(?P<unit>[一-鿿]{3,20})(?P=unit)"),
    Regex(r"(?<=[，。；：\n])(?P<unit>[^，。；：！？、\n]{7,40})[，；](?P=unit)(?=[，。；])"),
    Regex(r"(?<=[，。；：\n])(?P<unit>[^，。；：！？、\n]{6,14})。(?P=unit)(?=。)"),
    Regex(r"(?P<unit>的)的"),
    Regex(r"[，；：]{2}|、、|[；，]、|[；：]。|。[，；。]"),
)
"""Patterns on their own: one of all alternatives takes four times as long."""

_PURPOSE = Regex("[目标有无打]的的|的的确")
_CONTEXT = 6
_LONGER = frozenset("员长者队部委办证法费案率")
"""What makes a longer word of what seems to stand twice."""

_BRACKETS = Regex(r"（[^（）\n]{0,60}）")
_CLAUSE_END = Regex("[，。；：！？]")
_OPENER = Regex("^(?:采取|采用|通过|会同|组织|协调|联合|邀请|从|对|由|向|在|把|将|围绕|聚焦|包括|涉及)")
_FORMULA = Regex(f"{formula.WORDS}|党中央|中央|思想|精神|指导|第一责任人|特此|现将|报告如下|汇报如下")
_FAR_FORMULA = Regex("公众参与|专家论证|全过程记录|法制审核|亲自部署|谁执法谁普法|关键少数|双随机")
"""What several sections of a report may rightly say in the same words."""

_SENTENCE = Regex(r"[^。！？；\n]{14,}[。！？；]?")
_CLAUSE = Regex(r"[^，。；：！？\n]{15,}")
_SHORT = Regex(r"[^，。；：！？\n]{4,}")
_LEAD = Regex(
    r"(?:[一二三四五六七八九十]{1,3}是|（[一二三四五六七八九十\d]{1,3}）|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、]|[①-⑳]|第[一二三四五六七八九十]，|同时，|此外，|另外，|下一步，)"
)
SENTENCE = 15
"""Fewest characters of a sentence that counts as repeated in the same or the next paragraph."""

FAR_SENTENCE = 22
"""Fewest characters of a sentence that counts as repeated anywhere in the report."""

CLAUSE = 20
"""Fewest characters of a clause that counts as repeated in its paragraph."""

FAR_CLAUSE = 40
"""Fewest characters of a clause, lists included, that counts as repeated anywhere."""


Body = Sequence[tuple[int, Paragraph]]
"""The paragraphs of running text with their numbers."""


PARAGRAPH = 80
"""Fewest characters of a paragraph that is compared with the others."""


class _Again(NamedTuple):
    """A stretch of words that stands a second time: its range, its paragraph, where it stood first, how sure it is."""

    start: int
    end: int
    paragraph: int
    first: int
    level: str


def check(document: Document) -> tuple[Finding, ...]:
    """Everything that stands twice, in order."""
    body = [(index, entry) for index, entry in enumerate(paragraphs(document)) if entry.body]
    chars = document.text.chars
    again = _joined(sorted([*_sentences(chars, body), *_clauses(chars, body), *_runs(chars, body)]))
    kinds = (_names(document), _doubled(document), _items(document, body))
    found = [entry for kind in kinds for entry in islice(kind, MOST)]
    found += [_of_words(document, entry) for entry in again[:MOST]]
    found += _alike(document, body, {entry.paragraph for entry in again})
    return tuple(sorted(found, key=lambda entry: entry.evidence.span))


def _of_words(document: Document, entry: _Again) -> Finding:
    line = document.source.line(document.text.offset(entry.first))
    message = f"这些话与第 {line} 行的文字一字不差，请核对是否重复。"
    return finding(document, _CHECK, entry.level, entry.start, entry.end, message)


def _names(document: Document) -> Iterator[Finding]:
    """The same document twice in one row of titles."""
    chars = document.text.chars
    for run in _TITLE_RUN.finditer(chars):
        seen: dict[str, int] = {}
        for match in _TITLE.finditer(chars, run.start(), run.end()):
            name = match.group()
            if name in seen:
                message = f"{name}在同一处列了两遍，请核对是否重复，或其中一个应为别的文件。"
                yield finding(document, _CHECK, "error", seen[name], match.end(), message)
            seen[name] = match.start()


def _doubled(document: Document) -> Iterator[Finding]:
    """的的, 进行进行, ，，: words and marks that cannot stand twice; nothing where quotation marks stand between."""
    chars = document.text.chars
    for match in (match for pattern in _DOUBLED for match in pattern.finditer(chars)):
        start, end = match.span()
        span = document.text.span(start, end)
        unit = match.groupdict().get("unit")
        if chars.endswith("引用源", 0, start):
            continue  # Word's own message ends so, and consistency.residue tells it
        if span.end - span.start != end - start or not _wrongly_doubled(chars, start, end, unit):
            continue
        message = f"“{unit}”重复，请删去一个。" if unit else f"“{match.group()}”连用，请核对。"
        level = "hint" if unit and len(unit) == 3 else "error"
        line, stop = chars.rfind("\n", 0, start) + 1, chars.find("\n", end)
        start, end = max(line, start - _CONTEXT), min(stop if stop >= 0 else len(chars), end + _CONTEXT)
        yield finding(document, _CHECK, level, start, end, message)


def _wrongly_doubled(chars: str, start: int, end: int, unit: str | None) -> bool:
    """No 一个村一个村地走, no 综合执法队执法队员, no 以服务为目的的活动, no 。。。 for an ellipsis."""
    if unit == "的":
        return _PURPOSE.search(chars, max(0, start - 1), end + 1) is None
    if unit is not None:
        return not unit.startswith("一") and chars[end : end + 1] not in _LONGER
    return "。" not in (chars[start - 1 : start], chars[end : end + 1])


def _items(document: Document, body: Body) -> Iterator[Finding]:
    """The same name twice in one list: 公安、住建、公安等部门."""
    chars = document.text.chars
    for _, paragraph in body:
        at = paragraph.start
        for words in _CLAUSE_END.split(chars[paragraph.start : paragraph.end]):
            start, at = at, at + len(words) + 1
            if words.count("、") < 2:
                continue
            parts = _BRACKETS.sub("", words).split("、")
            parts[0] = _OPENER.sub("", parts[0])
            parts[-1] = parts[-1].partition("等")[0]
            seen: set[str] = set()
            for number, part in enumerate(parts):
                if number == len(parts) - 1:
                    part = next((name for name in seen if len(name) > 2 and part.startswith(name)), part)
                if number and len(part) > 2 and "《" not in part and parts[0].endswith(part):
                    seen.add(part)
                if part in seen and 2 <= len(part) <= 15 and not re.search(r"\d", part):
                    message = f"“{part}”在同一处列了两遍，请核对是否重复，或其中一个有误。"
                    yield finding(document, _CHECK, "error", start, start + len(words), message)
                    break
                seen.add(part)


def _sentences(chars: str, body: Body) -> Iterator[_Again]:
    """Whole sentences that stand twice."""
    seen: dict[str, tuple[int, int]] = {}
    for index, paragraph in body:
        for match in _SENTENCE.finditer(chars, paragraph.start, paragraph.end):
            lead = _LEAD.match(chars, match.start(), match.end())
            start = lead.end() if lead else match.start()
            words = chars[start : match.end()].rstrip("。！？；")
            if len(words) < SENTENCE:
                continue
            if words not in seen:
                seen[words] = start, index
                continue
            first, where = seen[words]
            if index == where or not _FORMULA.search(words):
                near = index - where <= 1 or len(words) >= FAR_SENTENCE
                yield _Again(start, match.end(), index, first, "error" if near else "hint")
            elif len(words) >= 60:
                yield _Again(start, match.end(), index, first, "hint")


def _clauses(chars: str, body: Body) -> Iterator[_Again]:
    """Clauses that stand twice in a paragraph, and very long ones that stand twice in the report."""
    everywhere: dict[str, int] = {}
    for index, paragraph in body:
        here: dict[str, int] = {}
        for match in _CLAUSE.finditer(chars, paragraph.start, paragraph.end):
            lead = _LEAD.match(chars, match.start(), match.end())
            start = lead.end() if lead else match.start()
            words = chars[start : match.end()]
            if _FORMULA.search(words) or "《" in words:
                continue
            if words in here and len(words) >= CLAUSE:
                yield _Again(start, match.end(), index, here[words], "error")
            elif len(words) >= FAR_CLAUSE and not _FAR_FORMULA.search(words):
                if words in everywhere:
                    yield _Again(start, match.end(), index, everywhere[words], "error")
                everywhere.setdefault(words, start)
            here.setdefault(words, start)


def _runs(chars: str, body: Body) -> Iterator[_Again]:
    """Three clauses with figures that follow each other twice in a paragraph, whatever the rest of their sentences."""
    for index, paragraph in body:
        clauses = [match.span() for match in _SHORT.finditer(chars, paragraph.start, paragraph.end)]
        here: dict[str, int] = {}
        for (start, _), _, (_, end) in zip(clauses, clauses[1:], clauses[2:], strict=False):
            words = chars[start:end]
            if len(words) < SENTENCE or not any(char.isdigit() for char in words):
                continue
            if here.setdefault(words, start) != start:
                yield _Again(start, end, index, here[words], "error")


def _joined(again: Sequence[_Again]) -> list[_Again]:
    """Overlapping and neighbouring repetitions of one paragraph as one."""
    joined: list[_Again] = []
    for entry in again:
        last = joined[-1] if joined else None
        if last is not None and last.paragraph == entry.paragraph and entry.start <= last.end + 6:
            level = "error" if "error" in (last.level, entry.level) else "hint"
            joined[-1] = last._replace(end=max(last.end, entry.end), level=level)
        else:
            joined.append(entry)
    return joined


def _alike(document: Document, body: Body, repeated: set[int]) -> Iterator[Finding]:
    """Paragraphs that are nearly the same, where no sentence is the same."""
    chars = document.text.chars
    long = [(index, entry) for index, entry in body if entry.end - entry.start >= PARAGRAPH]
    for pair in similar([chars[entry.start : entry.end] for _, entry in long]):
        index, entry = long[pair.later]
        if index in repeated:
            continue
        line = document.source.line(document.text.offset(long[pair.earlier][1].start))
        message = f"这一段与第 {line} 行的一段用词有 {pair.share:.0%} 相同，请核对是否重复。"
        yield finding(document, _CHECK, "hint", entry.start, min(entry.end, entry.start + 60), message)
