"""Title, first paragraph and report year."""

import re
from collections import Counter
from collections.abc import Sequence

from checker.model import Fact
from checker.regex import Regex
from checker.structure.outline import Line

GENRE = Regex(
    r"(?:法治|法制|依法行政|依法治[国省市县区旗州盟镇乡街校局企]).{0,30}?(?:报告|总结|汇报|年报|情况|自查)|(?:报告|总结).{0,12}(?:法治|依法行政)"
)
_CHINESE_YEAR = dict(zip("〇○零一二三四五六七八九", "000123456789", strict=True))
_YEAR = Regex(r"(?<![\d—-])(20[0-4]\d)(?!\d)(?!\s*[-—]\s*20)")
_CN_YEAR = Regex(r"二[〇○零][一二三四][〇○零一二三四五六七八九](?=年)")
DATE = Regex(
    r"(?:20\d\d|二[〇○零][一二三四][〇○零一二三四五六七八九])年(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})日)?|20\d\d[.\-/]\d{1,2}[.\-/]\d{1,2}"
)
_NUMBER = Regex(
    r".{1,14}〔\d{4}〕\d+号|附件\d*：?|签发人：.*|密级.*|（.{0,8}稿）|（\d{4}年\d{1,2}月.{0,12}）|索引号.*|发布(?:日期|时间).*|来源：.*"
)

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
    return GENRE.search(words) is not None or (
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


def years_in(words: str) -> list[tuple[int, int, int]]:
    """(start, end, year) of every single year in the words; periods such as 2021-2025 are none."""
    found = [(m.start(), m.end(), int(m.group(1))) for m in _YEAR.finditer(words)]
    found += [
        (m.start(), m.end(), int("".join(_CHINESE_YEAR.get(c, c) for c in m.group()).replace("二", "2")))
        for m in _CN_YEAR.finditer(words)
    ]
    return sorted(entry for entry in found if 2000 <= entry[2] <= 2049)


def outside_titles(words: str) -> str:
    """The words with the inside of 《》 and 〔〕 blanked, offsets unchanged."""
    return re.sub(r"《[^》]{0,200}》|〔[^〕]{0,40}〕", lambda match: "■" * len(match.group()), words)


def opening(chars: str, found: Sequence[Line], body: int) -> tuple[int, int]:
    """Range of the first paragraph, salutation and headings before it skipped."""
    lines = found[body : body + OPENING + 2]
    for number, line in enumerate(lines):
        words = chars[line.start : line.end]
        if words.endswith("如下：") and number + 1 < len(lines) and lines[number + 1].heading:
            return line.start, line.end  # 现将……报告如下： is all there is before the first heading
        if line.heading or (words.endswith("：") and len(words) < 40) or len(words) < 16:
            continue
        return line.start, line.end
    return 0, 0


def year(chars: str, found: Sequence[Line], heading: Fact | None) -> Fact | None:
    """The year the report is about: title, first paragraph, then what the text itself speaks of most."""
    if heading and heading.start is not None and heading.end is not None:
        years = years_in(outside_titles(chars[heading.start : heading.end]))
        if years:
            start, end, value = years[0]
            return Fact(str(value), heading.start + start, heading.start + end)
    start, end = opening(chars, found, title_lines(chars, found))
    words = outside_titles(chars[start:end])
    years = years_in(words)
    stated = [entry for entry in years if words[entry[1] : entry[1] + 1] == "年"]
    if stated:
        return Fact(str(stated[0][2]), start + stated[0][0], start + stated[0][1])
    whole = [entry for entry in years_in(outside_titles(chars)) if chars[entry[1] : entry[1] + 1] == "年"]
    if not whole:
        return _paper_year(chars)
    counts = Counter(entry[2] for entry in whole)
    signed = _signed_year(chars, found)
    value = max(counts, key=lambda candidate: (counts[candidate], candidate))
    if signed is not None and signed in counts:
        value = signed
    first = next(entry for entry in whole if entry[2] == value)
    return Fact(str(value), first[0], first[1])


_ANNUAL = Regex(r"《[^《》]{0,24}?(20[0-4]\d)年度?[^《》]{0,24}(?:要点|计划|安排|目录|任务分解|任务清单)》")


def _paper_year(chars: str) -> Fact | None:
    """The year of the annual papers that the report says were issued (《某县2022年法治政府建设工作要点》), if it is one year."""
    papers = list(_ANNUAL.finditer(chars))
    if len({paper.group(1) for paper in papers}) != 1:
        return None
    return Fact(papers[0].group(1), *papers[0].span(1))


def _signed_year(chars: str, found: Sequence[Line]) -> int | None:
    """The year that a report signed on this date is about: one signed before May is about the year before."""
    for line in reversed(found[-4:]):
        match = DATE.search(chars[line.start : line.end])
        if match and line.end - line.start <= 45:
            years = years_in(match.group())
            month = re.search(r"(?:年|[.\-/])(\d{1,2}|[一二三四五六七八九十]{1,2})", match.group())
            if years and month:
                early = month.group(1) in {"1", "2", "3", "4", "01", "02", "03", "04", "一", "二", "三", "四"}
                return years[0][2] - early
    return None
