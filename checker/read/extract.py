"""What a reader gives: the text with its blocks, what went wrong, and what could not be read."""

from typing import NamedTuple

from checker.model import Block, Gap


class Extract(NamedTuple):
    """The content of a document; see `checker.model.Source`."""

    text: str
    problems: tuple[str, ...] = ()
    format: str = "text"
    blocks: tuple[Block, ...] = ()
    gaps: tuple[Gap, ...] = ()


class Builder:
    """Collects the paragraphs of a document in reading order, one line each."""

    def __init__(self, form: str) -> None:
        self._format = form
        self._lines: list[str] = []
        self._blocks: list[Block] = []
        self._gaps: list[Gap] = []
        self._problems: list[str] = []
        self.length = 0  # offset at which the next paragraph will begin

    def add(self, text: str, place: str, level: int | None = None) -> None:
        """Add a paragraph; line breaks inside it stay, a blank one is left out. `place`, `level`: see `Block`."""
        if text.strip():
            self._blocks.append(Block(self.length, self.length + len(text), place, level))
            self._lines.append(text)
            self.length += len(text) + 1

    def gap(self, message: str, wide: bool) -> None:
        """Note something here that could not be read; see `Gap`."""
        self._gaps.append(Gap(self.length, message, wide))

    def problem(self, message: str) -> None:
        """Note something that the reader of the card should know and that takes nothing from the text."""
        self._problems.append(message)

    def extract(self) -> Extract:
        """All that was collected."""
        text = "\n".join(self._lines) + ("\n" if self._lines else "")
        return Extract(text, tuple(self._problems), self._format, tuple(self._blocks), tuple(self._gaps))
