"""Bytes to `Source`; the only package that opens documents.

One module per format, chosen by content in `FORMATS`, never by the file's extension. A new format adds its module, a
function that recognises it and a line there. The libraries of a format are loaded when the first document of it comes.
"""

import hashlib
import os
import re
import stat
from collections.abc import Callable
from pathlib import Path

from checker.errors import ReadError
from checker.model import Source
from checker.read.extract import Extract
from checker.read.text import decode

MAX_BYTES = 64 * 1024 * 1024
"""Largest document that is read; a report has some tens of kilobytes, with pictures some megabytes."""

MAX_CHARACTERS = 1_000_000
"""Longest text that is checked; the longest reports have some tens of thousands of characters."""

_LIKE_PAGE = re.compile(rb"<\0?(?:h\0?t\0?m\0?l|!\0?d\0?o\0?c\0?t\0?y\0?p\0?e)", re.I)
"""Worth asking `html` whether it is a page; spares other text files the loading of its libraries."""

Reader = Callable[[bytes, str], Extract]
"""Takes the bytes and the path to show; gives the content. Raises ReadError."""


def _package(data: bytes, shown: str) -> Extract:
    from checker.read.package import Package

    package = Package(data, shown)
    if "OFD.xml" in package:
        from checker.read import ofd

        return ofd.read(package, shown)
    if "[Content_Types].xml" in package:
        from checker.read import word

        return word.read(package, shown)
    if package.is_text_document:
        return _office(data, shown)
    raise ReadError(f"{shown}：这是压缩包，不是报告。请解压后给出其中的文件。")


def _office(data: bytes, shown: str) -> Extract:
    from checker.read import office

    return office.read(data, shown)


def _pdf(data: bytes, shown: str) -> Extract:
    from checker.read import pdf

    return pdf.read(data, shown)


def _picture(data: bytes, shown: str) -> Extract:
    raise ReadError(f"{shown}：这是图片，没有文字。请给出报告的 Word 或文本文件。")


FORMATS: tuple[tuple[bytes, Reader], ...] = (
    (b"PK\x03\x04", _package),
    (b"\xd0\xcf\x11\xe0", _office),
    (b"%PDF", _pdf),
    (b"{\\rtf", _office),
    (b"\x89PNG", _picture),
    (b"\xff\xd8\xff", _picture),
    (b"GIF8", _picture),
)
"""Magic number → reader. Anything else is read as text."""


def read_path(path: Path) -> Source:
    """Read the document at `path`.

    Raises ReadError when it is absent, no regular file, too large, empty, changed while it was read, or unreadable.
    """
    return read_bytes(file_bytes(path), str(path))


def file_bytes(path: Path) -> bytes:
    """The bytes of the file at `path`. Raises ReadError as `read_path` does."""
    shown = str(path)
    try:
        with open(path, "rb", opener=_open_without_blocking) as file:
            before = os.fstat(file.fileno())
            if not stat.S_ISREG(before.st_mode):
                raise ReadError(f"{shown}：不是普通文件，无法作为报告读取。请给出文件的路径。")
            data = file.read(MAX_BYTES + 1)
            after = os.fstat(file.fileno())
    except FileNotFoundError:
        raise ReadError(f"{shown}：没有这个文件。请核对路径。") from None
    except IsADirectoryError:
        raise ReadError(f"{shown}：这是一个文件夹。请给出其中的文件，例如 {shown}/*.docx。") from None
    except PermissionError:
        raise ReadError(f"{shown}：没有读取权限。") from None
    except OSError as error:
        raise ReadError(f"{shown}：读取失败（{error.strerror}）。") from None
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise ReadError(f"{shown}：读取时文件正在被修改。请保存并关闭后再检查。")
    _limit(data, shown)
    return data


def _limit(data: bytes, shown: str) -> None:
    if len(data) > MAX_BYTES:
        raise ReadError(f"{shown}：文件超过 {MAX_BYTES // 1024 // 1024} MB，不像一份报告，未读取。")


def _open_without_blocking(path: str, flags: int) -> int:
    """Open so that a named pipe does not hang the program."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def read_bytes(data: bytes, shown: str) -> Source:
    """Read a document from its bytes; `shown` is its name in messages. Raises ReadError."""
    _limit(data, shown)
    if not data:
        raise ReadError(f"{shown}：文件是空的。")
    reader = next((reader for magic, reader in FORMATS if data.startswith(magic)), _text)
    return _source(shown, reader(data, shown), data)


def _text(data: bytes, shown: str) -> Extract:
    if b"<" in data[:1024] and _LIKE_PAGE.search(data[:4096]):
        from checker.read import html

        if html.is_page(data):
            return html.read(data, shown)
    text, problems = decode(data, shown)
    return Extract(text, problems)


def read_text(text: str, shown: str) -> Source:
    """Take a text that is already decoded, as `checker.check_text` does. Raises ReadError when it is empty."""
    if not text.strip():
        raise ReadError(f"{shown}：没有文字。")
    return _source(shown, Extract(text), text.encode("utf-8", "surrogatepass"))


def _source(shown: str, found: Extract, data: bytes) -> Source:
    if len(found.text) > MAX_CHARACTERS:
        raise ReadError(f"{shown}：文字超过 {MAX_CHARACTERS // 10_000} 万字，不像一份报告，没有检查。")
    if not any(char.isalnum() for char in found.text):
        reasons = "；".join(gap.message for gap in found.gaps[:3]) or "文件里没有文字"
        raise ReadError(f"{shown}：没有可读的文字（{reasons}）。请给出有文字的文件。")
    return Source(shown, found.text, sha256(data), found.problems, found.format, found.blocks, found.gaps)


def sha256(data: bytes) -> str:
    """The hash by which a document is known."""
    return hashlib.sha256(data).hexdigest()
