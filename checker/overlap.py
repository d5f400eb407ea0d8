"""Passages that several units share: near-duplicates found by MinHash and LSH, then aligned character by character.

Broder, "On the resemblance and containment of documents" (1997): the share of equal minima of many hashes estimates how
alike two sets of shingles are; banding them (LSH) finds candidates without comparing every pair. The library is datasketch.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from checker import formula
from checker.errors import UsageError
from checker.model import Document, Evidence, Role, Span

LEAST = 60
"""Fewest characters that two passages must have in common, without a break."""

_SHINGLE = 5
_PERMUTATIONS = 64
_ALIKE = 0.4
"""Estimated share of equal shingles from which two passages are aligned."""

_SENTENCE = 16
"""Shorter sentences are compared with their neighbours only."""

_WINDOW = 3
"""Sentences in a passage that is looked up; they overlap, so that a shared run is found wherever it begins."""

_BLOCK = 15
"""Characters of a block that is looked up, a quarter of a stretch."""

_FORMULA = re.compile(f"{formula.WORDS}|《[^》]{{6,}}》")
_EVERYONE = 6
"""From so many units on, what more than half of them write is a formula."""


class Report(NamedTuple):
    """A report that takes part: the unit that its passages belong to."""

    unit: str
    document: Document


class Shared(NamedTuple):
    """A passage of one report in a cluster; `[start, end)` of its quote is what the passages have in common."""

    unit: str
    path: str
    evidence: Evidence
    start: int
    end: int


class Cluster(NamedTuple):
    """Passages with a common stretch of `length` characters, one for each report."""

    length: int
    passages: tuple[Shared, ...]


class _Window(NamedTuple):
    report: int
    start: int
    end: int
    words: str


_Stretch = tuple[int, int, int]
"""Number of the report, start and end in its text."""

_Pair = tuple[_Stretch, _Stretch]


def clusters(reports: Sequence[Report], least: int = LEAST) -> tuple[Cluster, ...]:
    """All shared passages, the longest first. Raises UsageError without datasketch."""
    windows = [window for number, report in enumerate(reports) for window in _windows(number, report, least)]
    pairs = _pairs(reports, windows, least)
    found = _joined(reports, pairs)
    return tuple(
        sorted(
            found, key=lambda cluster: (-cluster.length, cluster.passages[0].path, cluster.passages[0].evidence.span)
        )
    )


def needed() -> Any:
    """The library. Raises UsageError where it is not installed."""
    try:
        import datasketch
    except ImportError:
        raise UsageError("查重要用到 datasketch，请先安装：pip install 'fazhi-checker[collection]'。") from None
    return datasketch


def _windows(number: int, report: Report, least: int) -> Iterator[_Window]:
    """Runs of sentences of a paragraph that are long enough to be a shared passage."""
    document = report.document
    chars = document.text.chars
    paragraphs: dict[int, list[Any]] = defaultdict(list)
    for sentence in document.sentences:
        if not sentence.heading and sentence.role not in (Role.TITLE, Role.CLOSING):
            paragraphs[sentence.paragraph].append(sentence)
    for sentences in paragraphs.values():
        for at in range(max(1, len(sentences) - _WINDOW + 1)):
            run = sentences[at : at + _WINDOW]
            start, end = run[0].start, run[-1].end
            words = chars[start:end]
            if end - start >= least and len(_FORMULA.findall(words)) * 40 < len(words):
                yield _Window(number, start, end, words)


def _pairs(reports: Sequence[Report], windows: Sequence[_Window], least: int) -> list[_Pair]:
    """Exact common stretches of two reports."""
    library = needed()
    index = library.MinHashLSH(threshold=_ALIKE, num_perm=_PERMUTATIONS)
    hashes = []
    model = library.MinHash(num_perm=_PERMUTATIONS, seed=1)
    for number, window in enumerate(windows):
        made = model.copy()
        shingles = {window.words[at : at + _SHINGLE] for at in range(len(window.words) - _SHINGLE + 1)}
        made.update_batch([shingle.encode() for shingle in sorted(shingles)])
        hashes.append(made)
        index.insert(number, made)
    found: dict[tuple[int, int], list[_Pair]] = defaultdict(list)
    for number, made in enumerate(hashes):
        for other in sorted(index.query(made)):
            one, two = windows[number], windows[other]
            if other <= number or one.report == two.report or reports[one.report].unit == reports[two.report].unit:
                continue
            known = found[one.report, two.report]
            if not any(_inside(one, first) and _inside(two, second) for first, second in known):
                known += [pair for pair in _aligned(reports, one, two, least) if pair not in known]
    return sorted(pair for pairs in found.values() for pair in pairs)


def _inside(window: _Window, stretch: _Stretch) -> bool:
    return stretch[1] <= window.start and window.end <= stretch[2]


def _aligned(reports: Sequence[Report], one: _Window, two: _Window, least: int) -> Iterator[_Pair]:
    """The stretches that both have, as far as the two texts agree.

    A common stretch holds a whole block of a grid laid over the first window, so each block is looked up in the second.
    """
    first, second = reports[one.report].document.text.chars, reports[two.report].document.text.chars
    seen = one.start
    for at in range(one.start, one.end - _BLOCK + 1, _BLOCK):
        if at < seen:
            continue
        place = two.words.find(first[at : at + _BLOCK])
        if place < 0:
            continue
        start, other = at, two.start + place
        length = _BLOCK
        while start and other and first[start - 1] == second[other - 1] != "\n":
            start, other, length = start - 1, other - 1, length + 1
        most = min(len(first) - start, len(second) - other)
        while length < most and first[start + length] == second[other + length] != "\n":
            length += 1
        seen = start + length
        if length >= least:
            yield (one.report, start, start + length), (two.report, other, other + length)


def _joined(reports: Sequence[Report], pairs: Sequence[_Pair]) -> Iterator[Cluster]:
    """Stretches that overlap in some report belong together."""
    places = sorted({place for pair in pairs for place in pair})
    parent = {place: place for place in places}

    def root(place: _Stretch) -> _Stretch:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    for one, other in pairs:
        parent[root(one)] = root(other)
    for one, other in zip(places, places[1:], strict=False):
        if one[0] == other[0] and min(one[2], other[2]) - other[1] > (min(one[2] - one[1], other[2] - other[1])) // 2:
            parent[root(one)] = root(other)
    groups: dict[_Stretch, list[_Stretch]] = defaultdict(list)
    for place in places:
        groups[root(place)].append(place)
    units = len({report.unit for report in reports})
    for members in groups.values():
        longest: dict[int, _Stretch] = {}
        for place in members:
            best = longest.get(place[0])
            if best is None or place[2] - place[1] > best[2] - best[1]:
                longest[place[0]] = place
        named = Counter(reports[number].unit for number in longest)
        if len(named) < 2 or (units >= _EVERYONE and 2 * len(named) > units):
            continue
        chosen = [longest[number] for number in sorted(longest)]
        yield Cluster(
            max(place[2] - place[1] for place in chosen), tuple(_shared(reports[place[0]], place) for place in chosen)
        )


def _shared(report: Report, place: _Stretch) -> Shared:
    """The stretch with some words around it, so that it is found on paper."""
    document = report.document
    chars = document.text.chars
    _, start, end = place
    first = max(chars.rfind("\n", 0, start) + 1, start - 20)
    stop = chars.find("\n", end)
    last = min(stop if stop >= 0 else len(chars), end + 20)
    whole = document.text.span(first, last)
    inner = document.text.span(start, end)
    source = document.source
    evidence = Evidence(
        Span(whole.start, whole.end), source.text[whole.start : whole.end], source.line(inner.start), ""
    )
    return Shared(report.unit, source.path, evidence, inner.start - whole.start, inner.end - whole.start)
