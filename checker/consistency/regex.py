"""A regular expression that is compiled when it is first asked.

The checks have two hundred, of which a report needs half: compiling all of them cost every start 25 ms.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any


class Regex:
    """The part of `re.Pattern` that the checks use."""

    __slots__ = ("_compiled", "_flags", "pattern")

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self._flags = flags
        self._compiled: re.Pattern[str] | None = None

    @property
    def compiled(self) -> re.Pattern[str]:
        """The compiled form."""
        if self._compiled is None:
            self._compiled = re.compile(self.pattern, self._flags)
        return self._compiled

    def search(self, text: str, *limits: int) -> re.Match[str] | None:
        """The first place that matches."""
        return self.compiled.search(text, *limits)

    def match(self, text: str, *limits: int) -> re.Match[str] | None:
        """The match at the start."""
        return self.compiled.match(text, *limits)

    def fullmatch(self, text: str, *limits: int) -> re.Match[str] | None:
        """The match of all of it."""
        return self.compiled.fullmatch(text, *limits)

    def finditer(self, text: str, *limits: int) -> Iterator[re.Match[str]]:
        """Every place that matches."""
        return self.compiled.finditer(text, *limits)

    def findall(self, text: str, *limits: int) -> list[Any]:
        """The words of every place that matches."""
        return self.compiled.findall(text, *limits)

    def sub(self, by: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        """The text with every match replaced."""
        return self.compiled.sub(by, text, count)

    def split(self, text: str) -> list[str]:
        """The text cut at every match."""
        return self.compiled.split(text)
