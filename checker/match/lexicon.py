"""The phrase language and the automaton over all phrases of a rule set.

合法性{审核,审查} stands for both words; braces may be empty on one side ({的,}) and nest. 规范性文件…备案 means that the
second follows the first within `NEAR` characters of the same clause; …… lets it follow anywhere later in the sentence.
#件 is a number with the unit 件, # any number; 《》 any document title.
"""

from collections.abc import Iterator, Sequence

import ahocorasick_rs

from checker.model import Lexicon

NEAR = 16
"""How many characters … may stand for."""

MAX_EXPANSIONS = 400
"""How many words one phrase with braces may stand for."""


class PhraseError(ValueError):
    """A phrase is malformed; `str()` says how, in Chinese."""


def expand(phrase: str) -> list[str]:
    """All words that a phrase with braces stands for. Raises PhraseError."""
    words = list(dict.fromkeys(_expand(phrase)))
    if len(words) > MAX_EXPANSIONS:
        raise PhraseError(f"“{phrase}”展开后有 {len(words)} 种说法，超过 {MAX_EXPANSIONS} 种，请拆成几条")
    for word in words:
        for part in parts(word):
            if not part:
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


def parts(word: str) -> list[str]:
    """The parts of an expanded phrase that follow each other."""
    return word.replace("……", "…").split("…")


def build(terms: Sequence[Sequence[str]]) -> Lexicon:
    """Compile the expanded phrases of all terms into one automaton."""
    numbers: dict[str, int] = {}
    compiled = []
    wide = []
    for term in terms:
        alternatives = []
        for word in term:
            alternatives.append(
                tuple(part[1:] if part[0] == "#" else numbers.setdefault(part, len(numbers)) for part in parts(word))
            )
        compiled.append(tuple(alternatives))
        wide.append(tuple("……" in word for word in term))
    needles = tuple(numbers)
    automaton = ahocorasick_rs.AhoCorasick(needles, matchkind=ahocorasick_rs.MatchKind.Standard)
    return Lexicon(automaton, needles, tuple(compiled), tuple(wide))
