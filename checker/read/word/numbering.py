"""Automatic numbers as Word shows them: 一、（一）1. ① and so on."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from checker.read.word.formats import written
from checker.read.word.names import VAL, W, is_on
from checker.read.word.styles import Style, Styles, number, value

_PLACEHOLDER = re.compile(r"%([1-9])")
_LEVELS = 9


class _Level(NamedTuple):
    """One level of a list: number format, text with %1 %2 …, what follows the number, first number, and the rest."""

    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    start: int = 1
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(slots=True)
class _List:
    """An abstract list with its counters: all lists made from it go on counting together."""

    levels: dict[int, _Level]
    counters: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class _Use(NamedTuple):
    """A list as paragraphs name it: its abstract list, levels of its own, numbers it begins anew with."""

    abstract: _List
    levels: Mapping[int, _Level]
    starts: Mapping[int, int]


class Numbering:
    """Numbers the paragraphs of a document in their order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._uses: dict[str, _Use] = {}
        self._begun: set[str] = set()
        if root is None:
            return
        elements = {entry.get(W + "abstractNumId"): entry for entry in root.iterchildren(W + "abstractNum")}
        numbers = {entry.get(W + "numId"): entry for entry in root.iterchildren(W + "num")}
        abstracts = {name: _List(_levels(_linked(element, elements, numbers, styles)))
                     for name, element in elements.items()}  # fmt: skip
        for name, entry in numbers.items():
            abstract = abstracts.get(value(entry, W + "abstractNumId") or "")
            if name and abstract:
                self._uses[name] = _Use(abstract, *_overrides(entry))

    def label(self, num_id: str | None, ilvl: int | None, style_name: str | None, style: Style) -> str:
        """The number before the next paragraph, "" without one. `num_id`, `ilvl` are the paragraph's own."""
        from_style = num_id is None
        use = self._uses.get((style.num_id if num_id is None else num_id) or "0")
        if use is None:
            return ""
        level = ilvl
        if level is None:
            bound = [at for at, entry in use.abstract.levels.items() if entry.style == style_name] if from_style else []
            level = bound[0] if bound else (style.ilvl or 0) if from_style else 0
        level = min(level, _LEVELS - 1)
        self._advance((style.num_id if num_id is None else num_id) or "", use, level)
        return _shown(use, level)

    def _advance(self, name: str, use: _Use, level: int) -> None:
        counters = use.abstract.counters
        if name not in self._begun:
            self._begun.add(name)
            for at, start in use.starts.items():
                counters[at] = start - 1
        for at in range(level):
            if counters[at] is None:
                counters[at] = _level(use, at).start
        now = counters[level]
        counters[level] = _level(use, level).start if now is None else now + 1
        for at in range(level + 1, _LEVELS):
            restart = _level(use, at).restart
            if restart is None or (restart > 0 and level < restart):
                counters[at] = None


def _level(use: _Use, at: int) -> _Level:
    return use.levels.get(at) or use.abstract.levels.get(at) or _Level()


def _shown(use: _Use, level: int) -> str:
    """The text of the level with the numbers put in, and what follows it."""
    shape = _level(use, level)
    if shape.form == "bullet" or not shape.text:
        return ""

    def fill(match: re.Match[str]) -> str:
        at = int(match.group(1)) - 1
        form = "decimal" if shape.legal else _level(use, at).form
        return written(use.abstract.counters[at] or 0, form)

    label = _PLACEHOLDER.sub(fill, shape.text)
    if shape.suffix == "nothing" or not label.strip():
        return label
    return label if label[-1] > "\u2fff" else label + " "  # after 、 and ） the blank only sets the words apart


def _linked(
    element: etree._Element,
    elements: Mapping[str | None, etree._Element],
    numbers: Mapping[str | None, etree._Element],
    styles: Styles,
) -> etree._Element:
    """The abstract list that a list style stands for, or the list itself."""
    link = value(element, W + "numStyleLink")
    entry = numbers.get(styles.get(link).num_id) if link else None
    return elements.get(value(entry, W + "abstractNumId"), element) if entry is not None else element


def _levels(element: etree._Element) -> dict[int, _Level]:
    return dict(filter(None, map(_numbered_level, element.iterchildren(W + "lvl"))))


def _numbered_level(element: etree._Element) -> tuple[int, _Level] | None:
    at = number(element.get(W + "ilvl"))
    if at is None or at >= _LEVELS:
        return None
    legal = element.find(W + "isLgl")
    start = number(value(element, W + "start"))
    return at, _Level(
        value(element, W + "numFmt") or "decimal",
        value(element, W + "lvlText") or "",
        value(element, W + "suff") or "tab",
        1 if start is None else start,
        number(value(element, W + "lvlRestart")),
        legal is not None and is_on(legal.get(VAL)),
        value(element, W + "pStyle"),
    )


def _overrides(entry: etree._Element) -> tuple[dict[int, _Level], dict[int, int]]:
    """Levels and first numbers that a list has of its own."""
    levels: dict[int, _Level] = {}
    starts: dict[int, int] = {}
    for override in entry.iterchildren(W + "lvlOverride"):
        at = number(override.get(W + "ilvl"))
        if at is None or at >= _LEVELS:
            continue
        own = override.find(W + "lvl")
        found = _numbered_level(own) if own is not None else None
        if found:
            levels[at] = found[1]
        start = number(value(override, W + "startOverride"))
        if start is not None:
            starts[at] = start
    return levels, starts
