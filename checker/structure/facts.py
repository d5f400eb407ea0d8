"""What is established about the form of the report; rules ask for it by name (condition `form`)."""

import re
from collections.abc import Sequence

from checker.model import Fact
from checker.structure.heading import DATE, GENRE, opening, outside_titles, title_lines, years_in
from checker.structure.issuer import SUFFIX
from checker.structure.outline import Line


def established(
    chars: str, found: Sequence[Line], heading: Fact | None, name: Fact | None, derived: Fact | None
) -> dict[str, Fact]:
    """What is established about the form; rules ask for these names (condition `form`)."""
    facts: dict[str, Fact] = {}
    body = title_lines(chars, found)
    if heading:
        if years_in(outside_titles(heading.value)):
            facts["title.year"] = heading
        if GENRE.search(heading.value):
            facts["title.genre"] = heading
    if name:
        facts["issuer.named"] = name
    start, end = opening(chars, found, body)
    words = outside_titles(chars[start:end])
    stated = [entry for entry in years_in(words) if words[entry[1] : entry[1] + 1] == "年"]
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
        date = DATE.search(words)
        if date:
            facts["signature.date"] = Fact(date.group(), line.start + date.start(), line.start + date.end())
        rest = DATE.sub("", words)
        if re.search(rf"(?:{SUFFIX}|政府|党委|党工委|党组|县委|区委|市委|科|股|室)$", rest):
            facts["signature.name"] = Fact(rest, line.start, line.start + len(rest))
    return facts
