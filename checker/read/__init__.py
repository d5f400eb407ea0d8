"""Bytes to `Source`; the only package that opens documents.

One module per format, chosen by content in `FORMATS`. A new format adds its module and a line there.
"""

import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path

from checker.errors import ReadError
from checker.model import Source
from checker.read.text import decode

MAX_BYTES = 32 * 1024 * 1024
"""Largest document that is read; a report has some tens of kilobytes."""

MAX_CHARACTERS = 1_000_000
"""Longest text that is checked; the longest reports have some tens of thousands of characters."""

Reader = Callable[[bytes, str], tuple[str, tuple[str, ...]]]
"""Takes the bytes and the path to show; gives the text and the problems met."""

FORMATS: dict[bytes, tuple[str, Reader | None]] = {
    b"PK\x03\x04": ("Word（.docx）、OFD 等压缩格式", None),
    b"\xd0\xcf\x11\xe0": ("Word 97（.doc）或 WPS 文字", None),
    b"%PDF": ("PDF", None),
    b"{\\rtf": ("RTF", None),
    b"\x89PNG": ("图片", None),
    b"\xff\xd8\xff": ("图片", None),
    b"GIF8": ("图片", None),
}
"""Magic number → name of the format and its reader; None where there is none yet. Anything else is read as text."""


def read_path(path: Path) -> Source:
    """Read the document at `path`.

    Raises ReadError when it is absent, no regular file, too large, empty, binary or undecodable.
    """
    shown = str(path)
    try:
        with open(path, "rb", opener=_open_without_blocking) as file:
            mode = os.fstat(file.fileno()).st_mode
            if not stat.S_ISREG(mode):
                raise ReadError(f"{shown}：不是普通文件，无法作为报告读取。请给出文件的路径。")
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise ReadError(f"{shown}：没有这个文件。请核对路径。") from None
    except IsADirectoryError:
        raise ReadError(f"{shown}：这是一个文件夹。请给出其中的文件，例如 {shown}/*.txt。") from None
    except PermissionError:
        raise ReadError(f"{shown}：没有读取权限。") from None
    except OSError as error:
        raise ReadError(f"{shown}：读取失败（{error.strerror}）。") from None
    return read_bytes(data, shown)


def _open_without_blocking(path: str, flags: int) -> int:
    """Open so that a named pipe does not hang the program."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def read_bytes(data: bytes, shown: str) -> Source:
    """Read a document from its bytes; `shown` is its name in messages. Raises ReadError."""
    if len(data) > MAX_BYTES:
        raise ReadError(f"{shown}：文件超过 {MAX_BYTES // 1024 // 1024} MB，不像一份报告，未读取。")
    if not data:
        raise ReadError(f"{shown}：文件是空的。")
    for magic, (name, reader) in FORMATS.items():
        if data.startswith(magic):
            if reader is None:
                raise ReadError(f"{shown}：这是{name}文件，目前只能读取纯文本。请另存为 .txt（UTF-8）后再试。")
            text, problems = reader(data, shown)
            break
    else:
        text, problems = decode(data, shown)
    return _source(shown, text, data, problems)


def read_text(text: str, shown: str) -> Source:
    """Take a text that is already decoded, as `checker.check_text` does. Raises ReadError when it is empty."""
    if not text.strip():
        raise ReadError(f"{shown}：没有文字。")
    return _source(shown, text, text.encode("utf-8", "surrogatepass"), ())


def _source(shown: str, text: str, data: bytes, problems: tuple[str, ...]) -> Source:
    if len(text) > MAX_CHARACTERS:
        raise ReadError(f"{shown}：文字超过 {MAX_CHARACTERS // 10_000} 万字，不像一份报告，没有检查。")
    return Source(shown, text, hashlib.sha256(data).hexdigest(), problems)
