"""Hidden text (w:vanish): which runs are hidden, and where that was."""

from lxml import etree

from checker.read.word.names import VAL, W, is_on
from checker.read.word.styles import PLAIN, Style, Styles, value

_RPR, _STYLE, _VANISH = W + "rPr", W + "rStyle", W + "vanish"


class Hidden:
    """Decides for every run. `possible` is False where the document says nowhere that anything is hidden."""

    def __init__(self, styles: Styles, possible: bool) -> None:
        self.possible = possible
        self.places: list[str] = []
        self._styles = styles
        self._paragraph = PLAIN
        self._met = False

    def enter(self, style: Style) -> None:
        """A paragraph of this style begins."""
        self._paragraph = style

    def hides(self, run: etree._Element) -> bool:
        """Whether the run is hidden: by itself, else by the styles, of which two cancel each other."""
        properties = run.find(_RPR)
        own = properties.find(_VANISH) if properties is not None else None
        if own is not None:
            hidden = is_on(own.get(VAL))
        else:
            name = value(properties, _STYLE) if properties is not None else None
            hidden = bool(self._styles.get(name).vanish) != bool(self._paragraph.vanish)
        if hidden and any(child.text and child.text.strip() for child in run.iterchildren(W + "t")):
            self._met = True
        return hidden

    def note(self) -> None:
        """Something with text was left out as hidden."""
        self._met = True

    def settle(self, place: str) -> None:
        """Say where the hidden text met since the last call stood."""
        if self._met:
            self._met = False
            self.places.append(place)

    def problem(self) -> str | None:
        """What to tell the reader of the card."""
        if not self.places:
            return None
        more = f"等 {len(self.places)} 处" if len(self.places) > 1 else ""
        return f"文件里有隐藏的文字（{self.places[0]}{more}），打印不出来，没有计入。"
