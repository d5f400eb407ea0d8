"""What the results are written from: records by path, one at a time in memory."""

from collections.abc import Iterator
from typing import Any, Protocol


class Records(Protocol):
    """The records of a run."""

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """All records, by path."""
        ...

    def __getitem__(self, path: str) -> dict[str, Any]:
        """The record of a report. Raises KeyError."""
        ...
