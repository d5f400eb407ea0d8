"""`Text` to `Document`: outline, role of every passage, sentences, clauses with polarity, and the form's facts."""

from checker.model import Clause, Document, IssuerKind, Role, Sentence, Source, Text
from checker.structure import facts, heading, issuer, roles
from checker.structure.clauses import Judge, boundaries
from checker.structure.marks import find_figures, find_titles
from checker.structure.neighbours import ask, deny, order, plan
from checker.structure.outline import ITEM_MARK, Line, Outline, lines

MAX_DECLARED = 120
"""Longest line that is taken as a heading because the format says so; drafts give whole paragraphs a heading style too."""


def build(source: Source, text: Text, year: int | None = None, issuer_kind: IssuerKind | None = None) -> Document:
    """Analyse the text. `year` and `issuer_kind` override what the report says."""
    chars = text.chars
    found = lines(chars)
    body = heading.title_lines(chars, found)
    if source.blocks:
        found[body:] = _declared(source, text, found[body:])  # drafts give the title a heading style too
    title = heading.title(chars, found[:body])
    derived_year = heading.year(chars, found, title)
    report_year = year if year is not None else (int(derived_year.value) if derived_year else None)
    titles = find_titles(chars)
    figures = find_figures(chars)
    builder = _Builder(chars, report_year)
    marks = boundaries(chars, titles)
    builder.run(found, body, marks)
    judge = Judge(chars, titles, figures)
    clauses = _clauses(chars, judge, builder.sentences, marks)
    name = issuer.issuer(chars, found, title, titles)
    return Document(
        source=source,
        text=text,
        sentences=tuple(builder.sentences),
        clauses=clauses,
        headings=tuple(builder.outline.headings),
        figures=figures,
        titles=titles,
        facts=facts.established(chars, found, title, name, derived_year),
        title=title,
        issuer=name,
        issuer_kind=issuer_kind or issuer.kind(chars, name),
        year=report_year,
        unread=_unread(source, text, builder.sentences),
    )


def _declared(source: Source, text: Text, found: list[Line]) -> list[Line]:
    """The lines, with those taken as headings that the format itself declares to be headings."""
    declared = []
    for line in found:
        block = source.block(text.offset(line.start))
        if block is not None and block.level is not None and line.end - line.start <= MAX_DECLARED:
            line = line._replace(heading=True, lead_end=line.start, style=line.style or f"标题{block.level}")
        declared.append(line)
    return declared


def _unread(source: Source, text: Text, sentences: list[Sentence]) -> frozenset[Role]:
    """The parts of the report that something unreadable stands in; a wide gap may hold any part."""
    if any(gap.wide for gap in source.gaps):
        return frozenset(Role)
    before = (
        next((entry for entry in reversed(sentences) if text.offset(entry.start) < gap.at), None) for gap in source.gaps
    )
    return frozenset(entry.role if entry else Role.PREAMBLE for entry in before)


def _clauses(chars: str, judge: Judge, sentences: list[Sentence], marks: list[tuple[int, bool]]) -> tuple[Clause, ...]:
    """Cut every sentence at its clause marks and judge each piece."""
    found: list[Clause] = []
    at = 0
    for index, sentence in enumerate(sentences):
        start = sentence.start
        inside: list[Clause] = []
        while start < sentence.end:
            while at < len(marks) and marks[at][0] <= start:
                at += 1
            end = min(marks[at][0] if at < len(marks) else sentence.end, sentence.end)
            cut = judge.split(start, end)
            if cut < end:
                inside.append(judge.clause(start, cut, index, sentence))
            inside.append(judge.clause(cut if cut < end else start, end, index, sentence))
            start = end
        found += ask(chars, order(chars, deny(chars, plan(chars, inside))) if len(inside) > 1 else inside)
    return tuple(found)


class _Builder:
    """Walks the lines once and gives every sentence its section, item and role."""

    def __init__(self, chars: str, year: int | None) -> None:
        self.outline = Outline()
        self.sentences: list[Sentence] = []
        self._chars = chars
        self._year = year
        self._roles: list[Role] = []
        self._section = -1
        self._role = Role.PREAMBLE
        self._home = Role.PREAMBLE  # what the role falls back to at the next paragraph
        self._item = -1

    def run(self, found: list[Line], body: int, marks: list[tuple[int, bool]]) -> None:
        """Fill `sentences` and `outline`; lines before `body` are the title."""
        ends = [offset for offset, ends_sentence in marks if ends_sentence]
        at = 0
        for number, line in enumerate(found):
            while at < len(ends) and ends[at] <= line.start:
                at += 1
            cuts = []
            while at < len(ends) and ends[at] < line.end:
                cuts.append(ends[at])
                at += 1
            self._item += 1
            if number < body:
                self._add(line.start, line.end, number, Role.TITLE, heading=True)
            elif line.heading:
                self._open(line.start, line.end, line.style, line.mark_end)
                self._add(line.start, line.end, number, self._role, heading=True)
            else:
                self._paragraph(line, number, cuts, found)

    def _open(self, start: int, end: int, style: str | None, words: int) -> None:
        """Begin a section and take its role from the heading."""
        index = self.outline.add(start, end, style)
        parent = self.outline.headings[index].parent
        inherited = self._roles[parent] if parent >= 0 else None
        role, _ = roles.of_heading(self._chars[words:end], inherited, self._year)
        self._roles.append(role)
        self._section = index
        self._role = self._home = role

    def _paragraph(self, line: Line, number: int, cuts: list[int], found: list[Line]) -> None:
        lead = line.lead_end > line.start
        if lead:
            self._open(line.start, line.lead_end, line.style, line.mark_end)
        first = True
        start = line.start
        for end in [*cuts, line.end]:
            if end <= start:
                continue
            words = self._chars[start:end]
            marked = ITEM_MARK.match(words) is not None
            if marked and not first:
                self._item += 1
            self._turn(words, first)
            short = marked and end - start <= 36 and not any(char.isdigit() or char == "《" for char in words)
            self._add(start, end, number, self._role, lead=(lead and first) or short)
            start, first = end, False
        if self._role is not self._home and self._home not in roles.INHERITED and self._goes_on(number, found):
            self._role = self._home

    def _turn(self, words: str, first: bool) -> None:
        """Change the role where a sentence opens problems, plans or the closing."""
        if roles.CLOSING.match(words):
            self._role = Role.CLOSING
        elif self._role is not Role.PLANS and roles.opens_plans(words, self._year):
            self._role = Role.PLANS
            if first or self._home is Role.PROBLEMS:
                self._home = Role.PLANS
        elif self._role is Role.PLANS and self._headed() and words.endswith("：") and roles.opens_problems(words):
            self._role = Role.PROBLEMS  # 正视短板，谋划来年: the section begins with what is wrong
        elif self._role not in roles.INHERITED and self._role is not Role.CLOSING and roles.opens_problems(words):
            self._role = Role.PROBLEMS
            if first and (words.endswith("：") or self._role_is_last()):
                self._home = Role.PROBLEMS

    def _headed(self) -> bool:
        """The next sentence is the first below its heading."""
        return bool(self.sentences) and self.sentences[-1].heading

    def _role_is_last(self) -> bool:
        """Nothing but paragraphs so far: a text without headings stays where it turned."""
        return not self.outline.headings

    def _goes_on(self, number: int, found: list[Line]) -> bool:
        """The section has more paragraphs of its own after this one, so the turn was only an aside."""
        return number + 1 < len(found) and bool(self.outline.headings)

    def _add(self, start: int, end: int, paragraph: int, role: Role, heading: bool = False, lead: bool = False) -> None:
        self.sentences.append(Sentence(start, end, paragraph, self._item, self._section, role, heading, lead))
