"""A checked Word draft with the card as comments at the words they are about; the text is not touched.

`notes` says what and where, `marks` splits the runs and sets the marks, `comments` writes the comments part. Only the
document, its relationships, the content types and the comments change; every other part keeps its bytes.
"""

import io
import zipfile
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from checker.annotate.comments import CommentsPart, Signature, serialised
from checker.annotate.marks import mark
from checker.annotate.notes import notes
from checker.errors import ReadError
from checker.model import Scorecard
from checker.read.package import Package
from checker.read.word import open_word
from checker.read.word.names import W, is_strict

__all__ = ["Annotated", "Signature", "annotate"]

MAX_TOTAL = 512 * 1024 * 1024
"""Most that all parts together may unpack to, in bytes."""

_LATER = (1980, 1, 1, 0, 0, 0)  # date of an added part: the same bytes every time
_TEXTS = (W + "t", W + "delText", W + "instrText")


class Annotated(NamedTuple):
    """The commented copy, and how many comments of each kind it has: summary, finding, partial, missing."""

    data: bytes
    counts: Mapping[str, int]


def annotate(data: bytes, card: Scorecard, signature: Signature) -> Annotated:
    """Comment on a .docx that was checked. Raises ReadError when a part of it is broken."""
    shown = card.document.source.path
    package = Package(data, shown)
    word = open_word(package, shown)
    if word.extract.text != card.document.source.text:
        raise ValueError("the scorecard is that of another document")
    before = _characters(word.parts.document)
    comments = CommentsPart(word.parts, signature)
    found = notes(card)
    mark(word.pieces(), [(comments.add(note.lines), note.span) for note in found])
    if _characters(word.parts.document) != before:
        raise ValueError("the text would have changed")
    strict = is_strict(word.parts.document_bytes)
    changed = {word.parts.main: serialised(word.parts.document, strict), **comments.changed()}
    return Annotated(_repacked(data, package, changed, shown), Counter(note.kind for note in found))


def _characters(root: etree._Element) -> str:
    return "".join(element.text or "" for element in root.iter(*_TEXTS))


def _repacked(data: bytes, package: Package, changed: Mapping[str, bytes], shown: str) -> bytes:
    """The package with the changed parts in their places and the new ones at the end."""
    left = {name.lower(): (name, content) for name, content in changed.items()}
    done: set[str] = set()  # a package may name a part twice; `Package` has decided which counts
    held = io.BytesIO()
    total = 0
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            name = info.filename.replace("\\", "/").lstrip("/")
            if name.lower() in done:
                continue
            done.add(name.lower())
            _, content = left.pop(name.lower(), ("", None))
            content = package.read(name) if content is None else content
            total += len(content)
            if total > MAX_TOTAL:
                raise ReadError(f"{shown}：文件展开后超过 {MAX_TOTAL // 1024 // 1024} MB，没有加批注。")
            entry = zipfile.ZipInfo(info.filename, info.date_time)
            entry.external_attr = info.external_attr
            entry.compress_type = info.compress_type
            target.writestr(entry, content)
        for name, content in left.values():
            target.writestr(zipfile.ZipInfo(name, _LATER), content, zipfile.ZIP_DEFLATED)
    return held.getvalue()
