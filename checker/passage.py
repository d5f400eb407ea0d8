"""A range of the normalised text as `Evidence`: verbatim quote, place in the source, headings above it."""

from bisect import bisect_right

from checker.model import Document, Evidence, Sentence, Span

_MARKS = "，。；：、\n"


def passage(document: Document, start: int, end: int, section: int) -> Evidence:
    """Quote `[start, end)` of the normalised text from the source, closing punctuation left off."""
    chars = document.text.chars
    while end > start + 1 and chars[end - 1] in _MARKS:
        end -= 1
    return _evidence(document, document.text.span(start, end), section_path(document, section))


def source_passage(document: Document, start: int, end: int) -> Evidence:
    """Quote `[start, end)` of the source itself: for what `normalise` takes out, such as remains of a conversion."""
    at = next((entry for entry in reversed(document.sentences) if document.text.offset(entry.start) <= start), None)
    return _evidence(document, Span(start, end), section_path(document, at.section if at else -1))


def _evidence(document: Document, span: Span, section: str) -> Evidence:
    source = document.source
    block = source.block(span.start)
    return Evidence(
        span, source.text[span.start : span.end], source.line(span.start), section, block.place if block else ""
    )


def sentence_at(document: Document, offset: int) -> Sentence | None:
    """The sentence that holds this offset of the normalised text."""
    index = bisect_right(document.sentences, offset, key=lambda sentence: sentence.start) - 1
    return document.sentences[index] if index >= 0 and offset < document.sentences[index].end else None


def section_path(document: Document, index: int) -> str:
    """Headings above a passage, from the top: 二、…… / （三）……"""
    path: list[str] = []
    while index >= 0:
        heading = document.headings[index]
        path.append(document.text.chars[heading.start : heading.end].rstrip("。：；"))
        index = heading.parent
    return " / ".join(reversed(path))
