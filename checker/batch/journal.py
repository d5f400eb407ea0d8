"""What is finished, in the order in which it finished: the basis of `--resume` and of all results."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from checker.batch.record import CHECKED

NAME = ".journal.jsonl"


class Journal:
    """A file of records, a JSON line each, under a line that says what they depend on.

    Only the place of each record is kept in memory. `key` is that of `Job.key`; records of another key are not used.
    """

    def __init__(self, folder: Path, key: str, resume: bool) -> None:
        self._path = folder / NAME
        self._key = key
        self._places: dict[str, tuple[int, str]] = {}
        old = resume and self._path.is_file() and self._read()
        self._file = self._path.open("r+b" if old else "w+b")
        if not old:
            self._file.write(json.dumps({"key": key}).encode() + b"\n")
        self._file.seek(0, 2)

    def __enter__(self) -> Self:
        """The journal, open."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file; what is finished stays."""
        self._file.close()

    def known(self, fits: Callable[[str], bool] = lambda path: True) -> Mapping[str, str]:
        """Path → hash of the reports that were checked before and whose path fits."""
        return {path: digest for path, (_, digest) in self._places.items() if digest and fits(path)}

    def add(self, record: dict[str, Any]) -> None:
        """Keep a record; it takes the place of an older one of the same path."""
        self._file.seek(0, 2)
        at = self._file.tell()
        self._file.write(
            json.dumps(record, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass") + b"\n"
        )
        self._file.flush()
        self._places[record["path"]] = (at, record["sha256"] if record["status"] == CHECKED else "")

    def drop_all_but(self, paths: frozenset[str]) -> None:
        """Forget records of reports that are no longer asked for."""
        self._places = {path: place for path, place in self._places.items() if path in paths}

    def __getitem__(self, path: str) -> dict[str, Any]:
        """The record of a report. Raises KeyError."""
        self._file.seek(self._places[path][0])
        record: dict[str, Any] = json.loads(self._file.readline().decode("utf-8", "surrogatepass"))
        return record

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """All records, by path; one at a time is in memory."""
        for path in sorted(self._places):
            yield self[path]

    def _read(self) -> bool:
        """Take over what an earlier run has finished; a last line that was cut off is not."""
        with self._path.open("rb") as file:
            try:
                if json.loads(file.readline()).get("key") != self._key:
                    return False
            except ValueError:
                return False
            at = file.tell()
            for line in file:
                if not line.endswith(b"\n"):
                    break
                record = json.loads(line.decode("utf-8", "surrogatepass"))
                self._places[record["path"]] = (at, record["sha256"] if record["status"] == CHECKED else "")
                at += len(line)
        with self._path.open("r+b") as file:
            file.truncate(at)
        return True
