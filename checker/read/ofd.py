"""OFD (GB/T 33190): the text objects of all pages, put into lines and paragraphs by `lines`.

Elements are found by their local name, since writers differ in the prefix; parts by any case and either slash.
"""

import math
import posixpath
import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from checker.errors import ReadError
from checker.read.extract import Builder, Extract
from checker.read.grid import MAX_RULES, Rule, rule_between
from checker.read.lines import Glyph, Hole, Page, rows, write
from checker.read.package import Package

MAX_PAGES = 500
MAX_CHARACTERS = 2_000_000
"""Most characters that are collected; `read` refuses less than that with its own message."""

_FEW = 20
_PATHS = 50
"""A page with fewer characters than the one and more drawings than the other has its text drawn."""

_HAN = re.compile("[\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_NUMBER = re.compile(r"[-+]?(?:\d{1,12}(?:\.\d{0,12})?|\.\d{1,12})(?:[eE][-+]?\d{1,2})?")

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
_POINTS: Matrix = (72 / 25.4, 0, 0, 72 / 25.4, 0, 0)
"""From the millimetres of the format to points, the unit of `lines` and `grid`."""


def read(package: Package, shown: str) -> Extract:
    """Read an OFD package. Raises ReadError when it is damaged or too long."""
    if "Encryptions.xml" in package:
        raise ReadError(f"{shown}：文档已加密，请去除密码后重试。")
    builder = Builder("ofd")
    root = package.xml("OFD.xml")
    pages: list[Page] = []
    total = 0
    for location in _texts(root, "DocRoot"):
        for part in _page_parts(package, _resolve("OFD.xml", location), shown):
            if len(pages) == MAX_PAGES:
                raise ReadError(f"{shown}：OFD 超过 {MAX_PAGES} 页，不像一份报告，未读取。")
            page, size = _page(package, part, len(pages) + 1)
            pages.append(page)
            total += size
            if total > MAX_CHARACTERS:
                raise ReadError(f"{shown}：文字超过 {MAX_CHARACTERS // 10_000} 万字，不像一份报告，没有检查。")
    if not pages:
        raise ReadError(f"{shown}：OFD 文件里没有一页，读不出来。请重新下载或重新导出。")
    write(pages, builder)
    return builder.extract()


def _page_parts(package: Package, part: str, shown: str) -> list[str]:
    """Names of the pages' parts, in order."""
    if part not in package:
        raise ReadError(f"{shown}：OFD 文件不完整，缺少部件 {part}。请重新下载或重新导出。")
    pages = next(_named(package.xml(part), "Pages"), None)
    if pages is None:
        return []
    return [_resolve(part, location) for page in _named(pages, "Page") if (location := page.get("BaseLoc"))]


def _page(package: Package, part: str, number: int) -> tuple[Page, int]:
    """A page and how many characters stand there. What its template holds is head and foot: not read."""
    try:
        content = package.xml(part)
    except (KeyError, ReadError):
        return Page(number, (), (Hole(0, f"第 {number} 页缺失或已损坏，读不出来", True),)), 0
    glyphs: list[Glyph] = []
    holes: list[Hole] = []
    rules: list[Rule] = []
    paths = 0
    width, height = _page_size(content)
    for element, matrix in _objects(content):
        name = _name(element)
        if name == "TextObject":
            glyphs += islice(_glyphs(element, matrix), MAX_CHARACTERS + 1 - len(glyphs))
        elif name == "PathObject":
            paths += 1
            if len(rules) <= MAX_RULES:
                rules += _rules(element, matrix)
        elif name == "ImageObject":
            left, top, right, bottom = _box(element, matrix)
            share = (right - left) * (bottom - top) / (width * height)
            if share >= 0.08:
                holes.append(Hole(top, f"第 {number} 页有一幅较大的图片，其中的文字没有读取", share > 0.5))
    words = "".join(glyph.char for glyph in glyphs if not glyph.char.isspace())
    if len(words) < _FEW and any(hole.wide for hole in holes):
        return Page(number, (), (Hole(0, f"第 {number} 页是扫描图片，没有文字层", True),)), len(words)
    if len(words) < _FEW and paths > _PATHS:
        return Page(number, (), (Hole(0, f"第 {number} 页的文字是画成的图形，没有文字层", True),)), len(words)
    letters = sum(map(str.isalpha, words))
    if letters >= 50 and len(_HAN.findall(words)) < 0.3 * letters:
        return Page(number, (), (Hole(0, f"第 {number} 页用了私有字体，读出来的不是中文", True),)), len(words)
    return Page(number, rows(glyphs, rules), tuple(hole._replace(wide=False) for hole in holes)), len(words)


def _objects(content: etree._Element) -> Iterator[tuple[etree._Element, Matrix]]:
    """Text, path and image objects with the transformation of the blocks around them."""
    waiting = [(layer, _POINTS) for layer in reversed(list(_named(content, "Layer")))]
    while waiting:
        element, matrix = waiting.pop()
        name = _name(element)
        if name in ("Layer", "PageBlock"):
            inner = _product(_matrix(element.get("CTM")), matrix)
            waiting += [(child, inner) for child in reversed(element) if isinstance(child.tag, str)]
        elif name in ("TextObject", "PathObject", "ImageObject"):
            yield element, matrix


def _glyphs(element: etree._Element, matrix: Matrix) -> Iterator[Glyph]:
    """Characters of a text object. Its Boundary is the origin of what is inside; DeltaX and DeltaY are the advances."""
    left, top, *_ = [*_numbers(element.get("Boundary")), 0.0, 0.0]
    inner = _matrix(element.get("CTM"))
    size = next(iter(_numbers(element.get("Size"))), 0.0) or 3.7
    scale = math.sqrt(abs(inner[0] * inner[3] - inner[1] * inner[2])) or 1.0
    scale *= math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2])) or 1.0
    squeeze = next(iter(_numbers(element.get("HScale"))), 1.0) or 1.0
    x = y = 0.0
    for code in _named(element, "TextCode"):
        x = next(iter(_numbers(code.get("X"))), x)
        y = next(iter(_numbers(code.get("Y"))), y)
        text = code.text or ""
        along = _deltas(code.get("DeltaX"), len(text))
        down = _deltas(code.get("DeltaY"), len(text))
        at_x, at_y = x, y
        for index, char in enumerate(text):
            px, py = _apply(inner, at_x, at_y)
            px, py = _apply(matrix, px + left, py + top)
            if math.isfinite(px) and math.isfinite(py) and char not in "\n\r":
                yield Glyph(" " if char.isspace() else char, px, py, size * scale)
            advance = size * squeeze * (1.0 if ord(char) > 0x2E7F else 0.5)
            at_x += along[index] if index < len(along) else 0.0 if down else advance
            at_y += down[index] if index < len(down) else 0.0


def _rules(element: etree._Element, matrix: Matrix) -> list[Rule]:
    """The upright and level lines of a drawing."""
    left, top, right, bottom = _box(element, matrix)
    if right - left <= 2 and bottom - top >= 8:
        return [Rule(True, left, top, bottom)]
    if bottom - top <= 2 and right - left >= 8:
        return [Rule(False, top, left, right)]
    data = next(_named(element, "AbbreviatedData"), None)
    words = ((data.text if data is not None else None) or "")[:20_000].split()
    found: list[Rule] = []
    last = start = (0.0, 0.0)
    for index, word in enumerate(words):
        if word not in ("M", "S", "L", "C"):
            continue
        numbers = _numbers(" ".join(words[index + 1 : index + 3]))
        if word == "C" or len(numbers) < 2:
            point = start
        else:
            x, y = _apply(_matrix(element.get("CTM")), numbers[0], numbers[1])
            point = (x * matrix[0] + left, y * matrix[3] + top)
        if word in ("L", "C"):
            found += rule_between(last, point)
        else:
            start = point
        last = point
    return found


def _deltas(value: str | None, most: int) -> list[float]:
    """Advances; `g 3 4.5` stands for three times 4.5. No more than `most` are unfolded."""
    found: list[float] = []
    words = (value or "")[: 40 * (most + 1)].split()
    index = 0
    while index < len(words) and len(found) < most:
        if words[index] == "g":
            count, step = ([*_numbers(" ".join(words[index + 1 : index + 3])), 0.0, 0.0])[:2]
            found += [step] * min(most - len(found), max(0, int(count)))
            index += 3
        else:
            found += _numbers(words[index])
            index += 1
    return found


def _box(element: etree._Element, matrix: Matrix) -> tuple[float, float, float, float]:
    left, top, width, height = [*_numbers(element.get("Boundary")), 0.0, 0.0, 0.0, 0.0][:4]
    x0, y0 = _apply(matrix, left, top)
    x1, y1 = _apply(matrix, left + width, top + height)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _page_size(content: etree._Element) -> tuple[float, float]:
    """Width and height in points, A4 where the page does not say."""
    area = next(_named(content, "PhysicalBox"), None)
    numbers = _numbers(area.text if area is not None else None)
    wide, high = numbers[2:] if len(numbers) == 4 and min(numbers[2:]) > 1 else (210.0, 297.0)
    return _apply(_POINTS, wide, high)


def _name(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _named(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Descendants of this local name, in document order."""
    yield from element.iter(name, f"{{*}}{name}")


def _texts(element: etree._Element, name: str) -> list[str]:
    return [found.text.strip() for found in _named(element, name) if found.text and found.text.strip()]


def _resolve(part: str, location: str) -> str:
    """A location as written in `part`, from the root of the package."""
    location = location.strip().replace("\\", "/")
    if not location.startswith("/"):
        location = posixpath.join(posixpath.dirname(part), location)
    return posixpath.normpath("/" + location).lstrip("/")


def _numbers(value: str | None) -> list[float]:
    return [float(number) for number in _NUMBER.findall((value or "")[:4000])]


def _matrix(value: str | None) -> Matrix:
    numbers = _numbers(value)
    return (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]) if len(numbers) == 6 else _IDENTITY


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _product(first: Matrix, second: Matrix) -> Matrix:
    """The transformation that applies `first`, then `second`."""
    a, b, c, d, e, f = first
    e, f = _apply(second, e, f)
    m, n, o, p, *_ = second
    return a * m + b * o, a * n + b * p, c * m + d * o, c * n + d * p, e, f
