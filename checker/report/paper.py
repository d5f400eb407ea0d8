"""A Word file on A4 with Chinese fonts, written through python-docx: headings, paragraphs, tables with repeating heads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

Cell = str | tuple[tuple[str, str], ...]
"""Words, one paragraph a line; or pairs of a label (set in 黑体) and words, one paragraph a pair."""

Row = Sequence[Cell]

_FONTS = {  # style: Latin, Chinese, points, space before and after
    "Normal": ("Times New Roman", "仿宋", 10.5, 0, 0),
    "Title": ("Times New Roman", "楷体", 12, 0, 2),
    "Heading 1": ("Times New Roman", "宋体", 18, 2, 6),
    "Heading 2": ("Times New Roman", "黑体", 13, 8, 4),
    "Cell": ("Times New Roman", "仿宋", 9, 1, 1),
    "Told": ("Times New Roman", "仿宋", 9, 1, 1),
    "Label": ("Times New Roman", "黑体", 9, 0, 0),
}
_HANG = 27  # Told hangs three characters: a label of two and the space after it
_STAMP = datetime(2000, 1, 1)
_PAGES = ("第 ", "PAGE", " 页，共 ", "NUMPAGES", " 页")


class Paper:
    """Collects the parts of a file; `body` gives them as XML, `save` the file's bytes."""

    def __init__(self) -> None:
        from docx import Document  # 92 ms that only this format needs

        self._file: Any = Document()
        _set_up(self._file)

    def heading(self, words: str, level: int, new_page: bool = False) -> None:
        """A heading that stays with what follows."""
        paragraph = self._file.add_heading(words, level)
        paragraph.paragraph_format.keep_with_next = True
        if new_page:
            paragraph.paragraph_format.page_break_before = True

    def paragraph(self, words: str, style: str = "Normal") -> None:
        """A plain paragraph."""
        self._file.add_paragraph(words, style)

    def table(
        self, widths: Sequence[int], head: Sequence[str] | None, rows: Iterable[Row], sides: str, joined: int = 0
    ) -> None:
        """A table with columns in millimetres; the head repeats on every page and no row is broken.

        `sides` has a letter for each column: r right, c centred, - left. In the first `joined` rows the second cell
        reaches to the right edge.
        """
        from docx.shared import Mm

        table = self._file.add_table(0, len(widths), "Table Grid")
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        for number, cells in enumerate([*([head] if head else []), *rows]):
            row = table.add_row()
            _mark(row, "cantSplit")
            if head and not number:
                _mark(row, "tblHeader")
            for side, width, cell, words in zip(sides, widths, row.cells, cells, strict=True):
                cell.width = Mm(width)
                _fill(cell, words, "c" if head and not number else side, bold=bool(head) and not number)
            if number < joined:
                row.cells[1].merge(row.cells[-1])

    def add(self, body: str, new_page: bool) -> None:
        """Put in what `body` gave; on a new page if wanted."""
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls
        from docx.text.paragraph import Paragraph

        end = self._file.element.body.sectPr
        for number, element in enumerate(list(parse_xml(f"<w:body {nsdecls('w')}>{body}</w:body>"))):
            end.addprevious(element)
            if new_page and not number:
                Paragraph(element, self._file).paragraph_format.page_break_before = True

    def body(self) -> str:
        """The paragraphs and tables as XML."""
        from lxml import etree

        elements = list(self._file.element.body)[:-1]  # the last holds the page's size
        return "".join(etree.tostring(element, encoding="unicode") for element in elements)

    def save(self, title: str) -> bytes:
        """The file: the same bytes whenever it is written."""
        properties = self._file.core_properties
        properties.title, properties.author, properties.comments = title, "checker", ""
        properties.created = properties.modified = _STAMP
        written, again = BytesIO(), BytesIO()
        self._file.save(written)
        with ZipFile(written) as old, ZipFile(again, "w", ZIP_DEFLATED) as new:
            for name in old.namelist():
                entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                entry.compress_type = ZIP_DEFLATED
                new.writestr(entry, old.read(name))
        return again.getvalue()


def _set_up(file: Any) -> None:
    """A4, margins, fonts, page numbers; nothing that python-docx's template brings along."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt, RGBColor

    package = file.part.package
    for key in [key for key, link in package.rels.items() if link.reltype.endswith("/thumbnail")]:
        del package.rels[key]
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(20)
    section.footer_distance = Mm(10)
    for name in ("Cell", "Told"):
        file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = file.styles["Normal"]
    file.styles.add_style("Label", WD_STYLE_TYPE.CHARACTER)
    for name, (latin, chinese, size, before, after) in _FONTS.items():
        style = file.styles[name]
        style.font.size, style.font.color.rgb = Pt(size), RGBColor(0, 0, 0)
        style.font.bold = name == "Heading 1"
        _set_fonts(style.element.get_or_add_rPr(), latin, chinese)
        if name == "Label":
            continue
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        if name in ("Title", "Heading 1"):
            style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for border in style.element.xpath("w:pPr/w:pBdr"):
            border.getparent().remove(border)
    hanging = file.styles["Told"].paragraph_format
    hanging.left_indent, hanging.first_line_indent = Pt(_HANG), Pt(-_HANG)
    for language in file.styles.element.xpath("w:docDefaults//w:lang"):
        language.set(_name("eastAsia"), "zh-CN")
    _number_pages(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.CENTER)


def _number_pages(paragraph: Any, centre: Any) -> None:
    from docx.oxml import OxmlElement

    paragraph.alignment = centre
    for piece in _PAGES:
        if not piece.isascii():
            paragraph.add_run(piece)
            continue
        field = OxmlElement("w:fldSimple")
        field.set(_name("instr"), piece)
        run = paragraph.add_run("1")
        run._r.addprevious(field)
        field.append(run._r)


def _set_fonts(properties: Any, latin: str, chinese: str) -> None:
    fonts = properties.get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]  # the theme's fonts would win
    for key, font in (("ascii", latin), ("hAnsi", latin), ("cs", latin), ("eastAsia", chinese)):
        fonts.set(_name(key), font)


def _name(local: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{local}"))


def _mark(row: Any, name: str) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(f"w:{name}"))


def _fill(cell: Any, words: Cell, side: str, bold: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement

    if bold:
        shade = OxmlElement("w:shd")
        for key, value in (("val", "clear"), ("color", "auto"), ("fill", "EDEDED")):
            shade.set(_name(key), value)
        cell._tc.get_or_add_tcPr().append(shade)
    sides = {"r": WD_ALIGN_PARAGRAPH.RIGHT, "c": WD_ALIGN_PARAGRAPH.CENTER}
    pairs = [("", line) for line in words.split("\n")] if isinstance(words, str) else words
    for number, (label, text) in enumerate(pairs):
        paragraph = cell.paragraphs[0] if not number else cell.add_paragraph()
        paragraph._p.style = "Told" if label and text else "Cell"  # by id: looking a name up takes a millisecond
        if bold:
            paragraph.paragraph_format.keep_with_next = True  # a head does not stay behind alone
        if side in sides:
            paragraph.alignment = sides[side]
        if label or bold:
            run = paragraph.add_run(label + "　" if label and text else label or text)
            run._r.style = "Label"
        if not bold:
            paragraph.add_run(text)
