"""`Document` × `RuleSet` to verdicts: which condition is met, by which passages, and where else the thing is spoken of."""

from collections.abc import Iterable, Sequence

from checker import match
from checker.match.kind import Support
from checker.match.scope import Scope
from checker.model import (
    Document,
    Element,
    Evidence,
    Hit,
    Outcome,
    Polarity,
    Role,
    RuleSet,
    Span,
    Verdict,
)
from checker.passage import passage

MAX_EVIDENCE = 3
"""How many passages a verdict shows."""

MAX_QUOTE = 160
"""Longest quote, in characters; of a longer sentence the clauses around the words are quoted."""

_ONLY = ((Role.PROBLEMS, "problems"), (Role.PLANS, "plans"))


def scan(document: Document, ruleset: RuleSet, findings: Iterable[str] = ()) -> Scope:
    """Find all phrases of the rule set in the document, once. `findings` are the ids of inconsistencies that are certain."""
    return Scope(document, ruleset.lexicon, findings)


def judge(scope: Scope, ruleset: RuleSet) -> tuple[Verdict, ...]:
    """Verdicts on all elements, in rule order."""
    return tuple(_verdict(element, scope) for element in ruleset.elements)


def recognised(scope: Scope, ruleset: RuleSet) -> bool:
    """The text is of the kind that the rule set describes."""
    term, distinct, density = ruleset.recognise
    hits = scope.hits(term)
    chars = scope.document.text.chars
    words = {chars[hit.start : hit.end] for hit in hits}
    return len(words) >= distinct and len(hits) * 1000 >= density * len(chars)


def _verdict(element: Element, scope: Scope) -> Verdict:
    year = scope.document.year
    if year is not None and element.since is not None and year < element.since:
        return Verdict(element.id, Outcome.NOT_APPLICABLE, f"since.{element.since}")
    if year is not None and element.until is not None and year > element.until:
        return Verdict(element.id, Outcome.NOT_APPLICABLE, f"until.{element.until}")
    covered = match.match(element.covered, scope, element.where)
    if covered:
        return Verdict(element.id, Outcome.COVERED, "stated", _evidence(covered, scope))
    partial = match.match(element.partial, scope, element.where, strict=False)
    if partial:
        return Verdict(element.id, Outcome.PARTIAL, _shortfall(partial, scope), _evidence(partial, scope))
    return _missing(element, scope)


def _missing(element: Element, scope: Scope) -> Verdict:
    """Missing, or undecided where it may stand in what could not be read; with the places where the thing is spoken of."""
    verdict = _omission(element, scope)
    if element.where & scope.unread:
        return Verdict(element.id, Outcome.UNDECIDED, "unread", nearest=verdict.nearest)
    return verdict


def _omission(element: Element, scope: Scope) -> Verdict:
    """Missing; with the places where the thing is spoken of without counting, the most telling first."""
    hits = [hit for hit in scope.hits(element.words) if scope.sentence(hit).role is not Role.TITLE]
    elsewhere = [hit for hit in hits if scope.sentence(hit).role not in element.where]
    inside = [hit for hit in hits if scope.sentence(hit).role in element.where]
    counting = [hit for hit in inside if scope.polarity(hit) not in (Polarity.STUDIED, Polarity.PLANNED)]
    only = None
    if not counting:
        for role, name in _ONLY:
            if role not in element.where and any(scope.sentence(hit).role is role for hit in elsewhere):
                only = name
                break
        if only is None and any(scope.polarity(hit) is Polarity.PLANNED for hit in inside):
            only = "plans"
    if only:
        return Verdict(
            element.id,
            Outcome.MISSING,
            f"only.{only}",
            only=only,
            nearest=_evidence([(hit,) for hit in elsewhere + inside], scope),
        )
    if not inside:
        return Verdict(element.id, Outcome.MISSING, "absent")
    reason = _why_not(inside, scope)
    return Verdict(element.id, Outcome.MISSING, reason, nearest=_evidence([(hit,) for hit in inside], scope))


def _why_not(hits: Sequence[Hit], scope: Scope) -> str:
    """Reason code for words that stand in the right part and yet do not count."""
    polarities = {scope.polarity(hit) for hit in hits}
    for polarity in (Polarity.LACKING, Polarity.PLANNED, Polarity.DEMANDED, Polarity.STUDIED):
        if polarity in polarities:
            return f"said.{polarity.value}"
    return "words.only"


def _shortfall(supports: Sequence[Support], scope: Scope) -> str:
    """Reason code for a partial verdict, from the best passage."""
    hits = [hit for support in supports for hit in support]
    if not hits:
        return "half"
    polarities = {scope.polarity(hit) for hit in hits}
    if polarities == {Polarity.HEADING}:
        return "half.heading"
    if Polarity.DEMANDED in polarities and Polarity.DONE not in polarities:
        return "half.demanded"
    if Polarity.STUDIED in polarities:
        return "half.studied"
    return (
        "half.slogan" if all(scope.slogan(hit) or scope.polarity(hit) is Polarity.HEADING for hit in hits) else "half"
    )


def _evidence(supports: Sequence[Support], scope: Scope) -> tuple[Evidence, ...]:
    """The best passages, one per sentence."""
    ranked = sorted((support for support in supports if support), key=lambda support: _rank(support, scope))
    shown: list[Evidence] = []
    seen: set[Span] = set()
    for support in ranked:
        hits = _main(support, scope)
        passage = quote(hits, scope)
        if passage.span not in seen:
            seen.add(passage.span)
            shown.append(passage)
        if len(shown) == MAX_EVIDENCE:
            break
    return tuple(shown)


def _main(support: Support, scope: Scope) -> Sequence[Hit]:
    """The hits to quote: those of the sentence that holds the last one (a heading above is no evidence)."""
    last = scope.clause(support[-1]).sentence
    return [hit for hit in support if scope.clause(hit).sentence == last]


def _rank(support: Support, scope: Scope) -> tuple[int, int]:
    """Plain statements with a figure or a document come first, headings and leads last; then the order of the text."""
    sentence = scope.sentence(support[-1])
    clause = scope.clause(support[-1])
    points = 0
    points -= 4 * sentence.heading + 2 * sentence.lead + 2 * clause.slogan
    points += 2 * (support[-1].clause in scope.counted) + (support[-1].clause in scope.titled)
    points += len(support) > 1
    return -points, support[-1].start


def quote(hits: Sequence[Hit], scope: Scope) -> Evidence:
    """The sentence around the hits in the source, or of a long one the clauses that hold them."""
    document = scope.document
    first, last = scope.clause(hits[0]), scope.document.clauses[scope.clause_at(max(hit.end for hit in hits) - 1)]
    sentence = document.sentences[first.sentence]
    start, end = sentence.start, sentence.end
    if end - start > MAX_QUOTE or any(hit.end > end for hit in hits):
        start, end = first.start, max(last.end, first.end)
    if end - start > 2 * MAX_QUOTE:
        start, end = first.start, first.end
    return passage(document, start, end, sentence.section)
