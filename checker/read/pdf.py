"""PDF with a text layer, through PDFium; every character at its place, paragraphs by `lines`.

The places are those of the baselines: boxes are wrong for some fonts, and the library's own lines put quotation marks
in the wrong order. See shared/libraries.md §4.
"""

import ctypes
import math
import re
import threading
from itertools import islice
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from checker.errors import ReadError
from checker.read.extract import Builder, Extract
from checker.read.grid import MAX_RULES, Rule, rule_between
from checker.read.lines import Glyph, Hole, Page, rows, write

MAX_PAGES = 500
MAX_CHARACTERS = 2_000_000
"""Most characters that are collected; `read` refuses less than that with its own message."""

MAX_OBJECTS = 20_000
"""How many pictures and drawings of a page are looked at."""

_LOCK = threading.Lock()  # PDFium kills the process when two threads use it, even on different documents

_FEW = 20
"""A page with fewer characters has no text layer when something covers or fills it."""

_DRAWN = 200
"""So many strokes are some words drawn, not a sign or a chart."""

_HAN = re.compile("[\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_UNDECODED = re.compile("[\ufffd\ue000-\uf8ff\x01\x03-\x08\x0e-\x1f]")


def read(data: bytes, shown: str) -> Extract:
    """Read a PDF. Raises ReadError when it is encrypted, damaged, or too long."""
    builder = Builder("pdf")
    with _LOCK:
        pages = _pages(data, shown)
    write(pages, builder)
    return builder.extract()


def _pages(data: bytes, shown: str) -> list[Page]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        # PDFium may still hold the error of an earlier document, so the file itself must say that it is encrypted
        if error.err_code == pdfium.FPDF_ERR_PASSWORD and b"/Encrypt" in data:
            raise ReadError(f"{shown}：文档已加密，请去除密码后重试。") from None
        raise ReadError(f"{shown}：PDF 文件不完整或已损坏，打不开。请重新下载或重新导出。") from None
    try:
        if len(document) > MAX_PAGES:
            raise ReadError(f"{shown}：PDF 超过 {MAX_PAGES} 页，不像一份报告，未读取。")
        pages: list[Page] = []
        total = 0
        for number in range(1, len(document) + 1):
            page, size = _page(document, number)
            pages.append(page)
            total += size
            if total > MAX_CHARACTERS:
                raise ReadError(f"{shown}：文字超过 {MAX_CHARACTERS // 10_000} 万字，不像一份报告，没有检查。")
        return pages
    finally:
        document.close()


def _page(document: pypdfium2.PdfDocument, number: int) -> tuple[Page, int]:
    """A page and how many characters PDFium counts there."""
    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError:
        return Page(number, (), (Hole(0, f"第 {number} 页已损坏，读不出来", True),)), 0
    try:
        textpage = page.get_textpage()
    except pypdfium2.PdfiumError:
        page.close()
        return Page(number, (), (Hole(0, f"第 {number} 页已损坏，读不出来", True),)), 0
    try:
        count = min(textpage.count_chars(), MAX_CHARACTERS + 1)
        glyphs = _glyphs(textpage.raw, count, page.get_rotation(), *page.get_size())
        words = "".join(glyph.char for glyph in glyphs)
        if _is_gibberish(words):
            message = f"第 {number} 页的字体没有可用的文字对照表，读出来的不是中文"
            return Page(number, (), (Hole(0, message, True),)), count
        drawn = _drawn(page, number)
        message = _hole(drawn, number, len("".join(words.split())))
        holes = (Hole(0, message, True),) if message else tuple(drawn.holes)
        return Page(number, rows(glyphs, drawn.rules), holes), count
    finally:
        textpage.close()
        page.close()


def _glyphs(textpage: object, count: int, rotation: int, width: float, height: float) -> list[Glyph]:
    """All characters that are drawn on the page; those that PDFium makes up (blanks, line ends) are left out."""
    glyphs = []
    x, y, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_MATRIX()
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        if code in (0, 0xFFFE) or pdfium.FPDFText_IsGenerated(textpage, index) == 1:
            continue
        if not pdfium.FPDFText_GetCharOrigin(textpage, index, x, y):
            continue
        size = pdfium.FPDFText_GetFontSize(textpage, index)
        if pdfium.FPDFText_GetMatrix(textpage, index, matrix):
            size *= math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))
        place = _turned(x.value, y.value, rotation, width, height)
        if not all(map(math.isfinite, (*place, size))):
            continue
        char = "-" if code == 2 else chr(code)  # 2: a hyphen at the end of a line
        glyphs.append(Glyph(" " if char.isspace() else char, *place, size))
    return glyphs


def _turned(x: float, y: float, rotation: int, width: float, height: float) -> tuple[float, float]:
    """Place as seen by the reader of a page of this shown width and height; y grows downwards."""
    if rotation == 90:
        return y, x
    if rotation == 180:
        return width - x, y
    if rotation == 270:
        return width - y, height - x
    return x, height - y


def _is_gibberish(words: str) -> bool:
    """The codes of the font are no characters, or there are many letters and few of them Chinese."""
    letters = sum(map(str.isalpha, words))
    undecoded = len(_UNDECODED.findall(words))
    if letters + undecoded < 50:
        return undecoded > 0.5 * max(1, letters + undecoded)
    return undecoded > 0.1 * len(words) or len(_HAN.findall(words)) < 0.3 * letters


class _Drawn(NamedTuple):
    """What is on a page beside its text."""

    rules: list[Rule]
    holes: list[Hole]
    covered: float  # share of the page under pictures
    strokes: int  # pieces of drawings that are no rules or boxes


def _drawn(page: pypdfium2.PdfPage, number: int) -> _Drawn:
    """Rules of tables, and pictures and drawings that may hold text."""
    width, height = page.get_size()
    area = max(1.0, width * height)
    rules: list[Rule] = []
    holes = []
    covered = 0.0
    strokes = 0
    kinds = [pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH]
    for item in islice(page.get_objects(filter=kinds, max_depth=5), MAX_OBJECTS):
        if item.type == pdfium.FPDF_PAGEOBJ_PATH:
            segments = pdfium.FPDFPath_CountSegments(item.raw)
            strokes += segments if segments > 6 else 0  # rules and boxes have fewer
            if len(rules) <= MAX_RULES:
                rules += _rules(item, min(segments, MAX_RULES), page)
            continue
        left, bottom, right, top = item.get_bounds()
        share = max(0.0, min(right, width) - max(left, 0)) * max(0.0, min(top, height) - max(bottom, 0)) / area
        covered += share
        if 0.08 <= share < 0.9:
            holes.append(Hole(height - top, f"第 {number} 页有一幅较大的图片，其中的文字没有读取", False))
    return _Drawn(rules, holes, covered, strokes)


def _rules(item: pypdfium2.PdfObject, segments: int, page: pypdfium2.PdfPage) -> list[Rule]:
    """The upright and level lines of a drawing, as the reader of the page sees them."""
    a, b, c, d, e, f = item.get_matrix().get()
    rotation, (width, height) = page.get_rotation(), page.get_size()
    x, y = ctypes.c_float(), ctypes.c_float()
    found = []
    start = last = (0.0, 0.0)
    for index in range(segments):
        segment = pdfium.FPDFPath_GetPathSegment(item.raw, index)
        if not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        point = _turned(a * x.value + c * y.value + e, b * x.value + d * y.value + f, rotation, width, height)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            found += rule_between(last, point)
            if pdfium.FPDFPathSegment_GetClose(segment):
                found += rule_between(point, start)
        last = point
    return found


def _hole(drawn: _Drawn, number: int, characters: int) -> str:
    """Why a page has no text, "" when it has some or is blank."""
    if characters < _FEW and drawn.covered > 0.5:
        return f"第 {number} 页是扫描图片，没有文字层"
    if characters < _FEW and drawn.strokes > _DRAWN:
        return f"第 {number} 页的文字是画成的图形，没有文字层"
    return ""
