"""The document: where words stand, what was read, and what `structure` makes of it."""

from bisect import bisect_right
from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple


class Outcome(Enum):
    """The verdict on one element (codebook, 三种判定)."""

    COVERED = "covered"
    PARTIAL = "partial"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"
    UNDECIDED = "undecided"


class Level(Enum):
    """How much an element is owed: 必备, 应有, 可选."""

    MANDATORY = "mandatory"
    EXPECTED = "expected"
    OPTIONAL = "optional"


class IssuerKind(Enum):
    """Kind of body that issues the report; development zones are OTHER."""

    GOVERNMENT = "government"
    DEPARTMENT = "department"
    TOWNSHIP = "township"
    OTHER = "other"


class Role(Enum):
    """What a passage does in the report."""

    __hash__ = object.__hash__  # Enum's own is written in Python, and sets of these are asked all the time

    TITLE = "title"
    PREAMBLE = "preamble"
    ACHIEVEMENTS = "achievements"
    DUTY = "duty"
    HIGHLIGHTS = "highlights"
    PROBLEMS = "problems"
    PLANS = "plans"
    CLOSING = "closing"


class Polarity(Enum):
    """What a clause says about its subject."""

    __hash__ = object.__hash__  # Enum's own is written in Python, and sets of these are asked all the time

    DONE = "done"  # states it
    ZERO = "zero"  # declares that none occurred (codebook 口径 7)
    PLANNED = "planned"  # not yet so
    LACKING = "lacking"  # not so
    DEMANDED = "demanded"  # what somebody else's document asks for
    STUDIED = "studied"  # only the object of study or publicity
    HEADING = "heading"  # words of a heading


class Span(NamedTuple):
    """Half-open range of character offsets into the decoded source."""

    start: int
    end: int


class Block(NamedTuple):
    """A paragraph or table row of a document that is no plain text: `[start, end)` of the extracted text.

    `place` says where it stands in the words of the format (第 3 页; 第 12 段; 表 1 第 2 行); `level` is the level of the
    heading that the format declares it to be, 0 the top, None where it declares none.
    """

    start: int
    end: int
    place: str
    level: int | None = None


class Gap(NamedTuple):
    """Something that could not be read: the offset in the extracted text at which it stands, and what it is.

    `wide` gaps (a scanned page, a damaged part) may hold anything, others only what belongs where they stand.
    """

    at: int
    message: str
    wide: bool


class Source(NamedTuple):
    """A document as read: extracted text, hash of its bytes, what went wrong while reading, what could not be read.

    `format` is "text" or that of the file; `blocks` are in order and cover every line of the text.
    """

    path: str
    text: str
    sha256: str
    problems: tuple[str, ...] = ()
    format: str = "text"
    blocks: tuple[Block, ...] = ()
    gaps: tuple[Gap, ...] = ()

    def block(self, offset: int) -> Block | None:
        """The block at this source offset; None for plain text."""
        index = bisect_right(self.blocks, offset, key=lambda block: block.start) - 1
        return self.blocks[index] if index >= 0 else None

    def line(self, offset: int) -> int:
        """Number (from 1) of the line that holds this source offset."""
        return self.text.count("\n", 0, offset) + 1


class Text(NamedTuple):
    """The normalised text; piece i begins at `starts[i]`, and `shifts[i]` added there gives the source offset."""

    chars: str
    starts: tuple[int, ...]
    shifts: tuple[int, ...]

    def offset(self, position: int) -> int:
        """Source offset of the normalised character at `position`."""
        return position + self.shifts[bisect_right(self.starts, position) - 1]

    def span(self, start: int, end: int) -> Span:
        """Source range of the normalised range; `end` must be above `start`."""
        return Span(self.offset(start), self.offset(end - 1) + 1)


class Clause(NamedTuple):
    """The smallest unit of judgement, between two of ，；：。！？ or line ends."""

    start: int
    end: int
    sentence: int
    polarity: Polarity
    slogan: bool  # only attitude words: no figure, document, or act


class Sentence(NamedTuple):
    """A stretch up to 。！？； or the end of a paragraph."""

    start: int
    end: int
    paragraph: int
    item: int  # number of the 一是/二是/(1) item or paragraph it stands in
    section: int  # index of the heading above it, -1 before the first
    role: Role
    heading: bool
    lead: bool  # the run-in title of its item: 一是强化监督。


class Heading(NamedTuple):
    """A heading line; `level` 0 is the top, `parent` the index of the heading above it or -1."""

    start: int
    end: int
    level: int
    parent: int


class Title(NamedTuple):
    """《…》 with its brackets. `polarity` is STUDIED or DEMANDED where the text only studies or cites it, else DONE."""

    start: int
    end: int
    polarity: Polarity


class Figure(NamedTuple):
    """A number with its unit, for example 56件."""

    start: int
    end: int
    unit: str


class Fact(NamedTuple):
    """Something derived about the whole report, and the passage it came from (None: an option or nothing)."""

    value: str
    start: int | None = None
    end: int | None = None


class Document(NamedTuple):
    """The report with its structure; offsets are of `text`."""

    source: Source
    text: Text
    sentences: tuple[Sentence, ...]
    clauses: tuple[Clause, ...]
    headings: tuple[Heading, ...]
    figures: tuple[Figure, ...]
    titles: tuple[Title, ...]
    facts: Mapping[str, Fact]  # what is established about the form, by the names in `structure.facts`
    title: Fact | None
    issuer: Fact | None
    issuer_kind: IssuerKind
    year: int | None
    unread: frozenset[Role] = frozenset()  # the parts in which something could not be read
