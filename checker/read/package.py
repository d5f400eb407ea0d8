"""Zip packages of XML parts (Word, OFD), read with caps: no zip bomb, no DOCTYPE, no entity, no network."""

import io
import zipfile
import zlib

from lxml import etree

from checker.errors import ReadError

MAX_ENTRIES = 5000
MAX_PART = 64 * 1024 * 1024
"""Largest part that is unpacked, in bytes; the largest document.xml seen has 3 MB."""

MAX_EXPANSION = 200
FREE_EXPANSION = 4 * 1024 * 1024
"""A larger XML part may unpack to so many times its size; a style sheet reaches 35."""

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


class Package:
    """The parts of a zip package, unpacked one by one and only when asked for."""

    def __init__(self, data: bytes, shown: str) -> None:
        self._shown = shown
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except _BROKEN:
            raise ReadError(f"{shown}：文件不完整或已损坏，打不开。请重新下载或在 WPS、Word 里另存一份。") from None
        if len(infos) > MAX_ENTRIES:
            raise ReadError(f"{shown}：文件里的部件超过 {MAX_ENTRIES} 个，不像一份报告，未读取。")
        if any(info.flag_bits & 1 for info in infos):
            raise ReadError(f"{shown}：文档已加密，请去除密码后重试。")
        self._names = {info.filename.replace("\\", "/").lstrip("/").lower(): info for info in infos}

    def __contains__(self, name: str) -> bool:
        """Whether there is a part of this name; see `read`."""
        return name.lstrip("/").lower() in self._names

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all parts as they stand in the package, in its order."""
        return tuple(self._zip.namelist())

    @property
    def is_text_document(self) -> bool:
        """Whether it is an OpenDocument text (.odt)."""
        return "mimetype" in self and self.read("mimetype").startswith(b"application/vnd.oasis.opendocument.text")

    def read(self, name: str) -> bytes:
        """Bytes of a part; the name's case and leading slash do not matter. Raises ReadError, KeyError when absent."""
        info = self._names[name.lstrip("/").lower()]
        try:
            with self._zip.open(info) as part:
                data = part.read(MAX_PART + 1)
        except _BROKEN:
            raise ReadError(f"{self._shown}：部件 {name} 已损坏，读不出来。请在 WPS、Word 里打开后另存一份。") from None
        if len(data) > MAX_PART:
            raise ReadError(
                f"{self._shown}：部件 {name} 展开后超过 {MAX_PART // 1024 // 1024} MB，不像一份报告，未读取。"
            )
        return data

    def xml_bytes(self, name: str) -> bytes:
        """Bytes of a part that will be parsed, unless it unpacks like a bomb. Raises ReadError, KeyError when absent."""
        info = self._names[name.lstrip("/").lower()]
        if info.file_size > max(MAX_EXPANSION * info.compress_size, FREE_EXPANSION):
            raise ReadError(f"{self._shown}：部件 {name} 压缩得异常厉害，不像一份报告，为安全起见未读取。")
        return self.read(name)

    def xml(self, name: str) -> etree._Element:
        """A part as XML. Raises ReadError, KeyError when absent."""
        return parse_xml(self.xml_bytes(name), f"{self._shown}：部件 {name}")


def parse_xml(data: bytes, shown: str) -> etree._Element:
    """Parse XML without DOCTYPE, entities or network; `shown` begins the messages. Raises ReadError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise ReadError(f"{shown}不是完好的 XML，读不出来。请在 WPS、Word 里打开后另存一份。") from None
    if root.getroottree().docinfo.doctype:
        raise ReadError(f"{shown}含有 DOCTYPE，这在正常文档里不会出现，为安全起见未读取。")
    return root
