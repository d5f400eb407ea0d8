"""A range of the normalised text as `Evidence`: verbatim quote, place in the source, headings above it."""

from checker.model import Document, Evidence

_MARKS = "，。；：、\n"


def passage(document: Document, start: int, end: int, section: int) -> Evidence:
    """Quote `[start, end)` of the normalised text from the source, closing punctuation left off."""
    chars = document.text.chars
    while end > start + 1 and chars[end - 1] in _MARKS:
        end -= 1
    span = document.text.span(start, end)
    source = document.source
    return Evidence(span, source.text[span.start : span.end], source.line(span.start), section_path(document, section))


def section_path(document: Document, index: int) -> str:
    """Headings above a passage, from the top: 二、…… / （三）……"""
    path: list[str] = []
    while index >= 0:
        heading = document.headings[index]
        path.append(document.text.chars[heading.start : heading.end].rstrip("。：；"))
        index = heading.parent
    return " / ".join(reversed(path))
