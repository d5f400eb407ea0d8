"""Files in local folders and object storage (s3://, through pyarrow) under one roof."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from checker.errors import ReadError, UsageError

MISSING = "要用到 pyarrow，请先安装：pip install 'fazhi-checker[cluster]'。"


def join(folder: str, name: str) -> str:
    """The address of a file in a folder; what follows a ? stays at the end, and a local folder becomes absolute."""
    if "://" not in folder:
        return str(Path(folder).absolute() / name)
    base, question, query = folder.partition("?")
    return f"{base.rstrip('/')}/{name}{question}{query}"


def opened(address: str) -> tuple[Any, str]:
    """File system and path of an address: a local path, or s3://bucket/path?endpoint_override=….

    Raises UsageError without pyarrow, and for an address that it does not know.
    """
    try:
        from pyarrow import fs
    except ImportError:
        raise UsageError(MISSING) from None
    if "://" not in address:
        return fs.LocalFileSystem(), str(Path(address).absolute())
    try:
        scheme, _, rest = address.partition("://")
        path, _, query = rest.partition("?")
        # the path is left out, since a URI holds no Chinese
        system, _ = fs.FileSystem.from_uri(f"{scheme}://{path.partition('/')[0]}?{query}")
    except Exception as error:  # pyarrow raises whatever its C++ part met
        raise UsageError(f"{address}：不认识这个地址（{error}）。") from None
    return system, path.rstrip("/")


def listing(address: str) -> list[str]:
    """Paths of all files below an address. Raises ReadError."""
    from pyarrow import fs

    system, path = opened(address)
    try:
        told = system.get_file_info(path)
        if told.type == fs.FileType.File:
            return [path]
        entries = system.get_file_info(fs.FileSelector(path, recursive=True))
    except OSError as error:
        raise ReadError(f"{address}：读不到（{error}）。请核对地址和权限。") from None
    return sorted(entry.path for entry in entries if entry.type == fs.FileType.File)


def load(address: str, most: int) -> bytes:
    """At most `most` bytes of a file. Raises ReadError."""
    system, path = opened(address)
    try:
        with system.open_input_stream(path) as stream:
            data: bytes = stream.read(most)
    except (OSError, FileNotFoundError) as error:
        raise ReadError(f"{address}：读不到（{error}）。请核对地址和权限。") from None
    return data


def save(address: str, data: bytes) -> None:
    """Write a file as a whole. Raises UsageError."""
    with writing(address) as file:
        file.write(data)


@contextmanager
def writing(address: str) -> Iterator[IO[bytes]]:
    """A file to write to, which readers see as a whole or not at all. Raises UsageError."""
    try:
        if "://" not in address:  # without pyarrow, which every worker would have to load
            with _beside(Path(address)) as file:
                yield file
            return
        buffer = io.BytesIO()
        yield buffer
        system, name = opened(address)
        with system.open_output_stream(name) as stream:  # an upload shows when it is closed
            stream.write(buffer.getbuffer())
    except OSError as error:
        raise UsageError(f"{address} 写不进去（{error}）。") from None


@contextmanager
def _beside(path: Path) -> Iterator[IO[bytes]]:
    """A file beside it that takes its place at the end."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.part")
    try:
        with partial.open("wb") as file:
            yield file
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
