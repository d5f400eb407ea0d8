"""Pairs of paragraphs that are nearly the same: shared strings of characters first, words by jieba only for the few left."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

SHINGLE = 8
"""Length of the strings of characters that two like paragraphs must share."""

_STEP = 4  # every fourth string of the earlier paragraph is kept, every one of the later is looked up
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
    """Later and earlier paragraph that share many strings of characters."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    found = []
    for number, text in enumerate(texts):
        shared: Counter[int] = Counter()
        for at in range(len(text) - SHINGLE + 1):
            shared.update(holders.get(text[at : at + SHINGLE], ()))
        if shared:
            earlier, count = min(shared.items(), key=lambda item: (-item[1], item[0]))
            lengths = sorted((len(text), len(texts[earlier])))
            if _STEP * count >= 0.35 * lengths[1] and lengths[0] >= 0.7 * lengths[1]:
                found.append((number, earlier))
        for at in range(0, len(text) - SHINGLE + 1, _STEP):
            kept = holders[text[at : at + SHINGLE]]
            if len(kept) < _MOST_HOLDERS:
                kept.append(number)
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
