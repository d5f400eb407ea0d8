"""Which files a folder, a pattern, a list or object storage names; always in the same order, none twice."""

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from checker.errors import ReadError

SUFFIXES = frozenset((".docx", ".docm", ".doc", ".wps", ".rtf", ".odt", ".pdf", ".ofd", ".html", ".htm", ".txt", ".md"))
"""What is taken from a folder; a file that is named itself is taken whatever it is called."""

LIST = (".list", ".lst")
"""Files that name one report a line."""


def collect(names: Sequence[str], skip: Path | None = None) -> tuple[str, ...]:
    """All files named; `skip` is the folder of the results. Raises ReadError where a name stands for no file."""
    found: dict[str, None] = {}
    for name in names:
        paths = sorted(_of(name))
        if skip is not None:
            paths = [path for path in paths if "://" in path or skip.resolve() not in Path(path).resolve().parents]
        if not paths:
            raise ReadError(f"{name}：里面没有可检查的文件（{'、'.join(sorted(SUFFIXES))}）。请核对路径。")
        found.update(dict.fromkeys(paths))
    return tuple(found)


def _of(name: str) -> Iterator[str]:
    path = Path(name)
    if "://" in name:
        yield from _stored(name)
    elif path.is_dir():
        yield from _inside(path)
    elif path.suffix.lower() in LIST and path.is_file():
        for line in path.read_text("utf-8-sig").splitlines():
            if line.strip():
                yield line.strip()
    elif any(mark in name for mark in "*?[") and not path.exists():
        for entry in glob.glob(name, recursive=True):
            if Path(entry).is_dir():
                yield from _inside(Path(entry))
            elif _wanted(entry):
                yield entry
    else:
        yield name  # an absent file becomes a row that says so


def _inside(folder: Path) -> Iterator[str]:
    """All reports below a folder; links to folders are not followed, so no circle can arise."""
    for base, folders, files in os.walk(folder):
        folders[:] = [entry for entry in folders if not entry.startswith(".")]
        yield from (str(Path(base) / file) for file in files if _wanted(file))


def _wanted(name: str) -> bool:
    """A report by its name, and not what Word or WPS leaves beside an open one."""
    path = Path(name)
    return path.suffix.lower() in SUFFIXES and not path.name.startswith((".", "~$", ".~"))


def _stored(address: str) -> Iterator[str]:
    """All reports below an address of object storage (s3://bucket/folder)."""
    from checker.batch.storage import listing

    scheme = address.partition("://")[0]
    for path in listing(address):
        if _wanted(path) or path == address.partition("://")[2].partition("?")[0]:
            query = address.partition("?")[2]
            yield f"{scheme}://{path}" + (f"?{query}" if query else "")
