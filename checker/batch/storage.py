"""Files in local folders and object storage (s3://, through pyarrow) under one roof."""

from pathlib import Path
from typing import Any

from checker.errors import ReadError, UsageError

MISSING = "要用到 pyarrow，请先安装：pip install 'fazhi-checker[cluster]'。"


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
    """Write a file as a whole: readers see all of it or nothing. Raises UsageError."""
    try:
        if "://" not in address:  # without pyarrow, which every worker would have to load
            path = Path(address)
            path.parent.mkdir(parents=True, exist_ok=True)
            partial = path.with_name(f".{path.name}.part")
            partial.write_bytes(data)
            partial.replace(path)
            return
        system, name = opened(address)
        with system.open_output_stream(name) as stream:  # an upload shows when it is closed
            stream.write(data)
    except OSError as error:
        raise UsageError(f"{address} 写不进去（{error}）。") from None
