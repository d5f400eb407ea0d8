"""For an omission whose words occur nowhere: the sentences that come closest, so that the drafter sees where it was looked for.

Two rankings over the same score (rare shared tokens count more): character pairs, which need no dictionary and are the
default, and the words that jieba cuts. Neither ever changes a verdict.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from operator import add

from checker.model import Document, Element, Evidence, Outcome, Role, RuleSet, Verdict
from checker.passage import passage

Tokens = Callable[[str], Iterable[str]]
MAX_SHOWN = 2
MAX_QUOTE = 160
MIN_SHARED = 2
"""How many different tokens a sentence must share with the element to be worth showing."""


def pairs(words: str) -> Iterable[str]:
    """Neighbouring characters."""
    return map(add, words, words[1:])


def jieba_tokens() -> Tokens:
    """jieba's cutter; loads its dictionary, which takes about a second."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its regular expressions are written for older Pythons
        import jieba

    jieba.setLogLevel(60)
    tokenizer = jieba.Tokenizer()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        list(tokenizer.cut("法治"))
    return lambda words: [token for token in tokenizer.cut(words) if len(token) > 1]


def rank(
    document: Document, ruleset: RuleSet, verdicts: Sequence[Verdict], tokens: Tokens = pairs
) -> tuple[Verdict, ...]:
    """The verdicts, with `nearest` filled where something is missing and no passage is named yet."""
    lacking = [verdict for verdict in verdicts if verdict.outcome is Outcome.MISSING and not verdict.nearest]
    if not lacking:
        return tuple(verdicts)
    elements = {element.id: element for element in ruleset.elements}
    vocabularies = {verdict.element: _vocabulary(elements[verdict.element], tokens) for verdict in lacking}
    index = _index(document, frozenset().union(*vocabularies.values()), tokens)
    return tuple(
        verdict._replace(nearest=_closest(document, vocabularies[verdict.element], index))
        if verdict in lacking
        else verdict
        for verdict in verdicts
    )


def _vocabulary(element: Element, tokens: Tokens) -> set[str]:
    """The tokens of the element's name and of its first words."""
    return {token for words in (element.name, *element.vocabulary[:60]) for token in tokens(words)}


def _index(document: Document, wanted: frozenset[str], tokens: Tokens) -> dict[str, list[int]]:
    """Wanted token → sentences (each once) that may be shown."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    chars = document.text.chars
    for number, sentence in enumerate(document.sentences):
        if sentence.role is Role.TITLE or sentence.heading:
            continue
        for token in wanted.intersection(tokens(chars[sentence.start : sentence.end])):
            index[token].append(number)
    return index


def _closest(document: Document, vocabulary: Collection[str], index: dict[str, list[int]]) -> tuple[Evidence, ...]:
    points: defaultdict[int, float] = defaultdict(float)
    shared: defaultdict[int, int] = defaultdict(int)
    total = len(document.sentences)
    for token in sorted(index.keys() & vocabulary):
        weight = math.log(1 + total / len(index[token]))
        for number in index[token]:
            points[number] += weight
            shared[number] += 1
    best = sorted(
        (number for number in points if shared[number] >= MIN_SHARED), key=lambda number: (-points[number], number)
    )
    return tuple(_passage(document, number) for number in best[:MAX_SHOWN])


def _passage(document: Document, number: int) -> Evidence:
    sentence = document.sentences[number]
    return passage(document, sentence.start, min(sentence.end, sentence.start + MAX_QUOTE), sentence.section)
