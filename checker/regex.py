"""A regular expression that is compiled when it is first asked.

The steps have some three hundred, of which a report needs half: compiling all of them cost every start 25 ms. The class of
all Han characters alone takes half a millisecond wherever it stands, since the compiler fills a table of 65,536 entries for
it; the same class told by categories takes a twentieth of that.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")
_HAN = "[一-鿿]"
_LETTER = r"[^\W\d_a-zA-Z]"
"""A letter that is no Latin one; in these texts, whose characters are normalised, that is a Han character."""


class Regex:
    """The part of `re.Pattern` that the steps use."""

    search: Callable[..., re.Match[str] | None]
    match: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    finditer: Callable[..., Iterator[re.Match[str]]]
    findall: Callable[..., list[Any]]
    sub: Callable[..., str]
    split: Callable[..., list[str]]

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """Asked for the first time: compile, and from now on be the compiled pattern's own methods."""
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern.replace(_HAN, _LETTER), self._flags)
        self.__dict__.update((method, getattr(compiled, method)) for method in _METHODS)
        return self.__dict__[name]
