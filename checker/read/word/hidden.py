"""Hidden text (w:vanish): which runs are hidden; and where something was left out that a careless reader would count."""

from lxml import etree

from checker.read.word.names import VAL, W, is_on
from checker.read.word.styles import PLAIN, Style, Styles, value

_RPR, _STYLE, _VANISH = W + "rPr", W + "rStyle", W + "vanish"


_SAID = {
    "hidden": "文件里有隐藏的文字（{}），打印不出来，没有计入。",
    "placeholder": "文件里有没填的内容控件（{}），其中的提示文字没有计入。",
}
"""What is said of every kind of text that is left out."""


class Hidden:
    """Decides for every run. `possible` is False where the document says nowhere that anything is hidden."""

    def __init__(self, styles: Styles, possible: bool) -> None:
        self.possible = possible
        self._places: dict[str, list[str]] = {kind: [] for kind in _SAID}
        self._styles = styles
        self._paragraph = PLAIN
        self._met: set[str] = set()

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
            self.note("hidden")
        return hidden

    def note(self, kind: str) -> None:
        """Something with text was left out: "hidden" or "placeholder"."""
        self._met.add(kind)

    def settle(self, place: str) -> None:
        """Say where the text left out since the last call stood."""
        for kind in self._met:
            self._places[kind].append(place)
        self._met.clear()

    def problems(self) -> list[str]:
        """What to tell the reader of the card."""
        found = []
        for kind, places in self._places.items():
            if places:
                more = f"等 {len(places)} 处" if len(places) > 1 else ""
                found.append(_SAID[kind].format(places[0] + more))
        return found
