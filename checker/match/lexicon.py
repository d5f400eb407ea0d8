"""The phrase language and the automaton over all phrases of a rule set.

合法性{审核,审查} stands for both words; braces may be empty on one side ({的,}) and nest. 规范性文件…备案 means that the
second follows the first within `NEAR` characters of the same clause; …… lets it follow anywhere later in the sentence.
#件 is a number with the unit 件, # any number.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, count, repeat
from typing import Any

import ahocorasick_rs

from checker.model import Automaton, Lexicon

NEAR = 16
"""How many characters … may stand for."""

UNITS = {"万元": "元", "亿元": "元", "个百分点": "百分点"}
"""Units that are kept under one name, as in `structure.marks`."""

MAX_EXPANSIONS = 400
"""How many words one phrase with braces may stand for."""


BEGINNING = 5
"""How many characters of a word are looked up before it is searched for."""


class PhraseError(ValueError):
    """A phrase is malformed; `str()` says how, in Chinese."""


Alternative = tuple[bool, list[list[str]]]
"""One way to say a term: whether its gaps may leave the clause, and for each part the words it may be."""


def alternatives(phrases: Sequence[str]) -> list[Alternative]:
    """The ways to say a term, words without a gap joined into one. Raises PhraseError."""
    single: dict[str, None] = {}
    found: list[Alternative] = []
    for phrase in phrases:
        for way in _without_inner_gaps(phrase):
            pieces = [expand(piece) for piece in way.replace("……", "…").split("…")]
            if [""] in pieces:
                raise PhraseError(f"“{phrase}”里有空的词")
            if len(pieces) == 1:
                single.update(dict.fromkeys(pieces[0]))
            else:
                found.append(("……" in way, pieces))
    return [(False, [list(single)]), *found] if single else found


def _without_inner_gaps(phrase: str) -> list[str]:
    """The phrase, with every brace that holds a gap written out, so that gaps stand outside the braces."""
    start = phrase.find("{")
    while start >= 0:
        end = _closing(phrase, start)
        if "…" in phrase[start:end]:
            ways = [phrase[:start] + option + phrase[end + 1 :] for option in _options(phrase[start + 1 : end])]
            return [found for way in ways for found in _without_inner_gaps(way)]
        start = phrase.find("{", end)
    return [phrase]


def expand(phrase: str) -> list[str]:
    """All words that a phrase with braces stands for. Raises PhraseError."""
    if phrase.isalnum():
        return [phrase]  # most phrases: no mark of the language in them
    words = list(dict.fromkeys(_expand(phrase)))
    if len(words) > MAX_EXPANSIONS:
        raise PhraseError(f"“{phrase}”展开后有 {len(words)} 种说法，超过 {MAX_EXPANSIONS} 种，请拆成几条")
    if any("#" in word[1:] for word in words):
        raise PhraseError(f"“{phrase}”里的 # 只能写在一段的开头，例如 受理…#件")
    if "" in words and len(words) > 1:
        raise PhraseError(f"“{phrase}”里有空的词")
    return words


def _expand(phrase: str) -> Iterator[str]:
    start = phrase.find("{")
    if start < 0:
        if "}" in phrase:
            raise PhraseError(f"“{phrase}”里的花括号不成对")
        yield phrase
        return
    end = _closing(phrase, start)
    tails = list(_expand(phrase[end + 1 :]))
    for option in _options(phrase[start + 1 : end]):
        for head in _expand(option):
            for tail in tails:
                yield phrase[:start] + head + tail


def _closing(phrase: str, start: int) -> int:
    depth = 0
    for at in range(start, len(phrase)):
        depth += (phrase[at] == "{") - (phrase[at] == "}")
        if depth == 0:
            return at
    raise PhraseError(f"“{phrase}”里的花括号不成对")


def _options(inside: str) -> list[str]:
    """Split at the commas that are not inside nested braces."""
    options, depth, begin = [], 0, 0
    for at, char in enumerate(inside):
        depth += (char == "{") - (char == "}")
        if depth == 0 and char in ",，":
            options.append(inside[begin:at])
            begin = at + 1
    options.append(inside[begin:])
    return options


def number(terms: Sequence[Sequence[Alternative]]) -> dict[str, Any]:
    """Number every different part of the terms (a slot), as plain JSON values for `build`.

    Words that fill the same slots are one class, kept as one string: no word holds a #.
    """
    slots: dict[tuple[str, ...], int] = {}
    compiled = [
        [[wide, [slots.setdefault(tuple(words), len(slots)) for words in parts]] for wide, parts in term]
        for term in terms
    ]
    units: dict[str, list[str]] = {}
    fills: dict[str, list[int]] = {}
    for part, slot in slots.items():
        figures = sorted({UNITS.get(word[1:], word[1:]) for word in part if word[0] == "#"})
        if figures:
            units[str(slot)] = figures
        for word in part:
            if word[0] != "#":
                fills.setdefault(word, []).append(slot)
    classes: dict[tuple[int, ...], list[str]] = {}
    for word, numbers in fills.items():
        classes.setdefault(tuple(numbers), []).append(word)
    filled: list[list[int]] = [[] for _ in slots]
    for index, held in enumerate(classes):
        for place in held:
            filled[place].append(index)
    return {
        "words": ["#".join(words) for words in classes.values()],
        "slots": filled,
        "units": units,
        "terms": compiled,
    }


def needles(numbered: Mapping[str, Any]) -> list[str]:
    """All words of numbered terms, class by class."""
    return "#".join(numbered["words"]).split("#") if numbered["words"] else []


def build(numbered: Mapping[str, Any], single: bool = False) -> Lexicon:
    """The lexicon of numbered terms.

    With `single`, meant for checking one document, the automaton is left to `find`, which then takes only the words that
    can occur: building it for all words takes longer than checking a report.
    """
    words = needles(numbered)
    sizes = (joined.count("#") + 1 for joined in numbered["words"])
    return Lexicon(
        needles=words,
        automaton=None if single else _automaton(words),
        classes=list(chain.from_iterable(map(repeat, count(), sizes))),
        slots=numbered["slots"],
        units={int(slot): frozenset(units) for slot, units in numbered["units"].items()},
        terms=numbered["terms"],
    )


def _automaton(needles: Sequence[str]) -> Automaton:
    automaton: Automaton = ahocorasick_rs.AhoCorasick(needles, matchkind=ahocorasick_rs.MatchKind.Standard)
    return automaton


def find(lexicon: Lexicon, chars: str) -> list[tuple[int, int, int]]:
    """(needle, start, end) of every occurrence of every word, in one pass."""
    if lexicon.automaton is not None:
        return lexicon.automaton.find_matches_as_indexes(chars, overlapping=True)
    beginnings = {chars[at : at + size] for size in range(1, BEGINNING + 1) for at in range(len(chars))}
    possible = [at for at, needle in enumerate(lexicon.needles) if needle[:BEGINNING] in beginnings]
    if not possible:
        return []
    automaton = _automaton([lexicon.needles[number] for number in possible])
    return [(possible[at], start, end) for at, start, end in automaton.find_matches_as_indexes(chars, overlapping=True)]
