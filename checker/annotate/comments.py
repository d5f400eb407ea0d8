"""The comments part, the relationship that leads to it, and its content type; comments that are there already stay."""

import posixpath
import re
from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree

from checker.errors import ReadError
from checker.read.package import Package, parse_xml
from checker.read.word.names import W, is_strict, to_strict
from checker.read.word.parts import Parts, relationships_of

CONTENT_TYPES = "[Content_Types].xml"

_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_STRICT_KIND = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ID, _VAL, _SPACE = W + "id", W + "val", "{http://www.w3.org/XML/1998/namespace}space"


class Signature(NamedTuple):
    """Who comments and when (2026-01-31T08:00:00Z)."""

    author: str
    date: str


class CommentsPart:
    """The comments of a document, to which further ones are added."""

    def __init__(self, parts: Parts, signature: Signature) -> None:
        self._parts = parts
        self._signature = signature
        found = next(
            (entry for entry in parts.relationships.values() if entry.kind == "comments" and not entry.external), None
        )
        self._linked = found is not None
        self.name = found.target if found else _free_name(parts)
        self._root = (
            parts.xml(self.name) if self.name in parts.package else etree.Element(W + "comments", nsmap={"w": W[1:-1]})
        )
        used = [entry.get(_ID) for root in (self._root, parts.document)
                for entry in root.iter(W + "comment", W + "commentReference", W + "commentRangeStart")]  # fmt: skip
        self._next = (
            max(
                (int(identity) for identity in used if identity and re.fullmatch(r"\d{1,9}", identity, re.ASCII)),
                default=-1,
            )
            + 1
        )

    def add(self, lines: Sequence[str]) -> int:
        """Add a comment, a paragraph a line, and give its number."""
        number, self._next = self._next, self._next + 1
        author = _UNPRINTABLE.sub("", self._signature.author)
        comment = etree.SubElement(
            self._root,
            W + "comment",
            {_ID: str(number), W + "author": author, W + "date": self._signature.date, W + "initials": author[:1]},
        )
        for at, line in enumerate(lines):
            _paragraph(comment, line, first=at == 0)
        return number

    def changed(self) -> dict[str, bytes]:
        """The parts that change, by name: comments and, where there were none, content types and relationships."""
        strict = is_strict(self._parts.document_bytes)
        found = {self.name: serialised(self._root, strict)}
        types = _with_type(self._parts.package, self.name)
        if types is not None:
            found[CONTENT_TYPES] = types
        if not self._linked:
            found[relationships_of(self._parts.main)] = _with_relationship(self._parts, self.name, strict)
        return found


def serialised(root: etree._Element, strict: bool) -> bytes:
    """A part as bytes; `strict` in the namespaces of Strict OOXML."""
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return to_strict(data) if strict else data


def _free_name(parts: Parts) -> str:
    folder = posixpath.dirname(parts.main)
    names = (posixpath.join(folder, f"comments{number or ''}.xml") for number in range(10_000))
    return next(name for name in names if name not in parts.package)


def _paragraph(comment: etree._Element, line: str, first: bool) -> None:
    """A paragraph of a comment, set small and without the indent that the draft's own style may have."""
    paragraph = etree.SubElement(comment, W + "p")
    shape = etree.SubElement(paragraph, W + "pPr")
    etree.SubElement(
        shape, W + "spacing", {W + "before": "0", W + "after": "0", W + "line": "240", W + "lineRule": "auto"}
    )
    etree.SubElement(shape, W + "ind", {W + "left": "0", W + "firstLineChars": "0", W + "firstLine": "0"})
    etree.SubElement(shape, W + "jc", {_VAL: "left"})
    if first:
        etree.SubElement(etree.SubElement(paragraph, W + "r"), W + "annotationRef")
    run = etree.SubElement(paragraph, W + "r")
    properties = etree.SubElement(run, W + "rPr")
    for name in ("sz", "szCs"):
        etree.SubElement(properties, W + name, {_VAL: "20"})
    text = etree.SubElement(run, W + "t", {_SPACE: "preserve"})
    text.text = _UNPRINTABLE.sub("", line)


def _with_type(package: Package, name: str) -> bytes | None:
    """The content types with that of the comments; None where they have it."""
    root = parse_xml(_present(package, CONTENT_TYPES), f"部件 {CONTENT_TYPES} ")
    part = "/" + name
    if any((entry.get("PartName") or "").lower() == part.lower() for entry in root.iterchildren(_TYPES + "Override")):
        return None
    etree.SubElement(root, _TYPES + "Override", {"PartName": part, "ContentType": _TYPE})
    return serialised(root, strict=False)


def _with_relationship(parts: Parts, name: str, strict: bool) -> bytes:
    """The relationships of the document with one to the comments."""
    part = relationships_of(parts.main)
    if part in parts.package:
        root = parse_xml(parts.package.read(part), f"部件 {part} ")
    else:
        root = etree.Element(_RELATIONSHIPS + "Relationships", nsmap={None: _RELATIONSHIPS[1:-1]})
    used = {entry.get("Id") for entry in root}
    identity = next(f"rId{number}" for number in range(1, 100_000) if f"rId{number}" not in used)
    target = posixpath.relpath("/" + name, "/" + posixpath.dirname(parts.main))
    etree.SubElement(
        root,
        _RELATIONSHIPS + "Relationship",
        {"Id": identity, "Type": _STRICT_KIND if strict else _KIND, "Target": target},
    )
    return serialised(root, strict=False)


def _present(package: Package, name: str) -> bytes:
    try:
        return package.read(name)
    except KeyError:
        raise ReadError(f"文件里没有 {name}，可能已损坏。请在 WPS、Word 里打开后另存一份。") from None
