"""Pairs of paragraphs that are nearly the same: clauses that begin alike first, words by jieba only for the few left."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from checker.regex import Regex

_HEAD = Regex(r"(?:^|[，。；：、])([^，。；：、]{5})")
"""The first characters of a clause or of an item in a list: what a slip or a changed figure leaves alone."""

_MOST_HOLDERS = 4
_MOST_PAIRS = 12
LIKE = 0.8
"""Smallest share of common words, as Dice counts it, from which two paragraphs are nearly the same."""


class Pair(NamedTuple):
    """Two paragraphs by their numbers, and the share of their words that they have in common."""

    earlier: int
    later: int
    share: float


def similar(texts: Sequence[str]) -> Iterator[Pair]:
    """Pairs in order of the later paragraph; at most one for each, the most like."""
    for later, earlier in _candidates(texts)[:_MOST_PAIRS]:
        share = _share(texts[earlier], texts[later])
        if share >= LIKE:
            yield Pair(earlier, later, share)


def _candidates(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Later and earlier paragraph of which many clauses begin alike."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    found = []
    for number, text in enumerate(texts):
        heads = set(_HEAD.findall(text))
        shared = Counter(earlier for head in heads if head in holders for earlier in holders[head])
        if shared:
            earlier, count = min(shared.items(), key=lambda item: (-item[1], item[0]))
            lengths = sorted((len(text), len(texts[earlier])))
            if count >= 0.4 * len(heads) and lengths[0] >= 0.7 * lengths[1]:
                found.append((number, earlier))
        for head in sorted(heads):
            if len(holders[head]) < _MOST_HOLDERS:
                holders[head].append(number)
    return found


def _share(first: str, second: str) -> float:
    """Dice coefficient of the words, repeated ones counted."""
    one, other = (Counter(_tokenizer().cut(text)) for text in (first, second))
    return 2 * (one & other).total() / (one.total() + other.total())


@cache
def _tokenizer() -> Any:
    """jieba's tokenizer; its dictionary takes about a second, so few reports should come here."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its regular expressions are written for older Pythons
        import jieba

        jieba.setLogLevel(60)
        tokenizer = jieba.Tokenizer()
        list(tokenizer.cut("法治"))
    return tokenizer
