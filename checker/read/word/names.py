"""Names of WordprocessingML as lxml spells them, and Strict OOXML brought to them."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 - the prefix everybody uses

VAL = W + "val"

_STRICT = b"http://purl.oclc.org/ooxml/"
_PAIRS = tuple(
    (_STRICT + strict, b"http://schemas.openxmlformats.org/" + usual)
    for strict, usual in (
        (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
        (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
        (b"officeDocument/math", b"officeDocument/2006/math"),
        (b"drawingml/main", b"drawingml/2006/main"),
        (b"drawingml/chart", b"drawingml/2006/chart"),
        (b"drawingml/diagram", b"drawingml/2006/diagram"),
        (b"drawingml/wordprocessingDrawing", b"drawingml/2006/wordprocessingDrawing"),
    )
)


def is_strict(data: bytes) -> bool:
    """Whether the part is written in Strict OOXML."""
    return _STRICT in data


def to_usual(data: bytes) -> bytes:
    """The part with the usual namespaces in the place of the strict ones."""
    if is_strict(data):
        for strict, usual in _PAIRS:
            data = data.replace(strict, usual)
    return data


def to_strict(data: bytes) -> bytes:
    """The reverse of `to_usual`, for a part that goes back into a strict package."""
    for strict, usual in _PAIRS:
        data = data.replace(usual, strict)
    return data


def is_on(value: str | None) -> bool:
    """Value of an on/off property whose element is there: absent means on."""
    return value not in ("0", "false", "off", "none")
