"""The parts of a Word package and how they point to each other; dangling pointers are normal."""

import posixpath
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from checker.errors import ReadError
from checker.read.package import Package, parse_xml
from checker.read.word.names import W, to_usual

_OTHER = {
    "xl/": "Excel 表格",
    "ppt/": "PowerPoint 演示文稿",
    "visio/": "Visio 图",
}


class Relationship(NamedTuple):
    """What a part points to: the last word of its type, and the name of the part or, if external, an address."""

    kind: str
    target: str
    external: bool


class Parts:
    """The main part of a Word package and the parts that belong to it."""

    def __init__(self, package: Package, shown: str) -> None:
        self.package = package
        self._shown = shown
        self.main = self._find_main()
        self.relationships = self._relationships(self.main)
        self.document_bytes = package.xml_bytes(self.main)
        self.document = parse_xml(to_usual(self.document_bytes), f"{shown}：部件 {self.main} ")
        if self.document.tag != W + "document":
            raise ReadError(f"{shown}：这不是 Word 文档。请给出报告的 .docx 文件。")

    def mentions(self, *names: bytes) -> bool:
        """Whether the main part may use one of these names; spares the parts that nothing refers to."""
        encoding = self.document.getroottree().docinfo.encoding or "UTF-8"
        plain = encoding.upper() in ("UTF-8", "ASCII") and b"\0" not in self.document_bytes[:8]
        return not plain or any(name in self.document_bytes for name in names)

    def named(self, kind: str) -> str | None:
        """Name of the part of this kind, if the package has it."""
        for entry in self.relationships.values():
            if entry.kind == kind and not entry.external and entry.target in self.package:
                return entry.target
        return None

    def xml(self, name: str) -> etree._Element:
        """A part as XML in the usual namespaces. Raises ReadError, KeyError when absent."""
        return parse_xml(to_usual(self.package.xml_bytes(name)), f"{self._shown}：部件 {name} ")

    def related(self, identity: str) -> etree._Element | None:
        """The part that a relationship of the document points to; None when there is none that can be read."""
        found = self.relationships.get(identity)
        if found is None or found.external:
            return None
        try:
            return self.xml(found.target)
        except (KeyError, ReadError):
            return None

    def _find_main(self) -> str:
        for entry in self._relationships("").values():
            if entry.kind == "officeDocument" and entry.target in self.package:
                folder = entry.target.partition("/")[0] + "/"
                if folder in _OTHER:
                    raise ReadError(f"{self._shown}：这是 {_OTHER[folder]}，不是报告。请给出报告的 Word 文件。")
                return entry.target
        if "word/document.xml" in self.package:
            return "word/document.xml"
        raise ReadError(f"{self._shown}：文件里没有 Word 正文，可能已损坏。请在 WPS、Word 里打开后另存一份。")

    def _relationships(self, part: str) -> Mapping[str, Relationship]:
        """Those of a part ("" for the package); none when they are absent or broken, as Word opens such files too."""
        folder, name = posixpath.split(part)
        try:
            root = self.xml(relationships_of(part))
        except (KeyError, ReadError):
            return {}
        found = {}
        for entry in root:
            kind = (entry.get("Type") or "").rpartition("/")[2]
            target = entry.get("Target") or ""
            external = entry.get("TargetMode") == "External"
            if not external:
                target = target.replace("\\", "/")
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[entry.get("Id") or ""] = Relationship(kind, target, external)
        return found


def relationships_of(part: str) -> str:
    """Name of the part that holds the relationships of `part`."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
