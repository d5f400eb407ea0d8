"""heading, sentences, passage, points: conditions on whole passages."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from checker.match.kind import COUNT, PHRASES, Compiler, Context, Kind, Support, mapping
from checker.match.scope import MENTIONED, STATED
from checker.model import Clause, Hit, Polarity, Role

_ROLE: Mapping[str, Any] = {"enum": [role.value for role in Role]}


def _compile_phrases(phrases: Sequence[str], compiler: Compiler) -> list[Any]:
    return [compiler.term(phrases)]


def match_heading(arguments: Sequence[Any], context: Context) -> list[Support]:
    """A heading or run-in title with text of its own below it holds the phrase; the text is the evidence."""
    scope = context.scope
    sentences = scope.document.sentences
    found: list[Support] = []
    for hit in scope.select(arguments[0], context.where, MENTIONED):
        index = scope.document.clauses[hit.clause].sentence
        sentence = sentences[index]
        body = next((following for following in sentences[index + 1 :] if not following.heading), None)
        if scope.entitles(sentence) and body is not None and _below(body.section, sentence.section, context):
            found.append((Hit(body.start, body.end, scope.clause_at(body.start)),))
    return found


def _below(section: int, above: int, context: Context) -> bool:
    """The section is the other or stands under it."""
    while section >= 0 and section != above:
        section = context.scope.document.headings[section].parent
    return section == above


def _compile_sentences(node: Mapping[str, Any], compiler: Compiler) -> list[Any]:
    return [node["at_least"], [compiler.term(group) for group in node["of"]]]


def match_sentences(arguments: Sequence[Any], context: Context) -> list[Support]:
    """At least so many sentences of one paragraph hold a phrase of every group, stated."""
    at_least, groups = arguments
    scope = context.scope
    sentence_of = scope.units("sentence")
    per_sentence: defaultdict[int, dict[int, Hit]] = defaultdict(dict)
    for number, group in enumerate(groups):
        for hit in scope.select(group, context.where, STATED):
            per_sentence[sentence_of[hit.clause]].setdefault(number, hit)
    paragraphs: defaultdict[int, list[Hit]] = defaultdict(list)
    for index, hits in sorted(per_sentence.items()):
        if len(hits) == len(groups):
            paragraphs[scope.document.sentences[index].paragraph].append(hits[0])
    return [tuple(hits) for _, hits in sorted(paragraphs.items()) if len(hits) >= at_least]


def _compile_passage(node: Mapping[str, Any], compiler: Compiler) -> list[Any]:
    return [node["roles"], node["at_least"]]


def match_passage(arguments: Sequence[Any], context: Context) -> list[Support]:
    """The passages of these roles have at least so many sentences that state something."""
    roles = {Role(name) for name in arguments[0]}
    scope = context.scope
    found = [
        Hit(clause.start, clause.end, index)
        for index, clause in enumerate(scope.document.clauses)
        if clause.polarity is Polarity.DONE
        and not clause.slogan
        and scope.document.sentences[clause.sentence].role in roles
    ]
    sentences = {scope.document.clauses[hit.clause].sentence for hit in found}
    return [tuple(found[:1])] if len(sentences) >= arguments[1] else []


def _compile_points(node: Mapping[str, Any], compiler: Compiler) -> list[Any]:
    rest = compiler.term(node["rest"]) if "rest" in node else -1
    return [node["role"], node["at_least"], compiler.term(node["of"]), compiler.term(node["except"]), rest]


def match_points(arguments: Sequence[Any], context: Context) -> list[Support]:
    """The passages of this role make at least so many separate points: phrases parted by a mark or standing in other clauses.

    A clause that holds an `except` phrase (a cause, an empty formula) makes none, nor does what follows a `rest` phrase in
    its sentence (究其原因，……).
    """
    role, at_least, of, exempt, rest = arguments
    scope = context.scope
    barred = {hit.clause for hit in scope.hits(exempt)}
    clauses = scope.document.clauses
    for opener in scope.hits(rest) if rest >= 0 else ():
        at = opener.clause
        while at < len(clauses) and clauses[at].sentence == clauses[opener.clause].sentence:
            barred.add(at)
            at += 1
    points: list[Hit] = []
    for hit in scope.hits(of):
        if scope.sentence(hit).role is not Role(role) or hit.clause in barred:
            continue
        if scope.sentence(hit).heading and not _is_point(scope.clause(hit)):
            continue
        if not points or _parted(points[-1], hit, context):
            points.append(hit)
    return [tuple(points)] if len(points) >= at_least else []


def _is_point(clause: Clause) -> bool:
    """A heading that is itself a statement counts as one point."""
    return clause.polarity is Polarity.HEADING


def _parted(first: Hit, second: Hit, context: Context) -> bool:
    """The two stand in different clauses or are parted by 、 or 和."""
    between = context.scope.document.text.chars[first.end : second.start]
    return first.clause != second.clause or any(mark in between for mark in "、和与及")


HEADING = Kind(PHRASES, _compile_phrases, match_heading)
SENTENCES = Kind(
    mapping(["at_least", "of"], at_least=COUNT, of={"type": "array", "minItems": 1, "items": PHRASES}),
    _compile_sentences,
    match_sentences,
)
PASSAGE = Kind(
    mapping(["roles", "at_least"], roles={"type": "array", "minItems": 1, "items": _ROLE}, at_least=COUNT),
    _compile_passage,
    match_passage,
)
POINTS = Kind(
    mapping(
        ["role", "at_least", "of", "except"],
        role=_ROLE,
        at_least=COUNT,
        of=PHRASES,
        rest=PHRASES,
        **{"except": PHRASES},
    ),
    _compile_points,
    match_points,
)
