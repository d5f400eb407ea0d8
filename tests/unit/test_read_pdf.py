"""PDF: lines in reading order, paragraphs, tables, running heads; what cannot be read is said; hostile files."""

import random
from pathlib import Path

import pytest

from checker.errors import ReadError
from checker.model import Source
from checker.read import grid, lines, read_bytes
from checker.read.lines import Glyph

LINE = "全年办理行政复议案件若干件均在法定期限内审结并按规定公开"
assert len(LINE) == 28


def made(*pages: str, extra: str = "", trailer: str = "") -> bytes:
    """A PDF of these content streams, with a font of Chinese (F), one of Latin (L) and a picture (P)."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{10 + 2 * n} 0 R' for n in range(len(pages)))}]>>",
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
        "/DW 1000/FontDescriptor 5 0 R>>",
        "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880/Descent -120"
        "/CapHeight 880/StemV 90>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\n\x80\nendstream",
        "null",
        "null",
    ]  # fmt: skip
    for number, content in enumerate(pages):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{extra}/Contents {11 + 2 * number} 0 R"
            "/Resources<</Font<</F 3 0 R/L 6 0 R>>/XObject<</P 7 0 R>>>>>>"
        )
        objects.append(f"<</Length {len(content)}>>stream\n{content}\nendstream")
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj{body}endobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        data
        + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
        + f"trailer<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{len(data)}\n%%EOF".encode("latin-1")
    )


def at(x: float, y: float, text: str, size: float = 16) -> str:
    """Text at a place, y from the top of the page."""
    return f"BT /F {size} Tf {x} {842 - y} Td <{text.encode('utf-16-be').hex()}> Tj ET\n"


def picture(x: float, y: float, width: float, height: float) -> str:
    return f"q {width} 0 0 {height} {x} {842 - y - height} cm /P Do Q\n"


def column(*texts: str, x: float = 72, y: float = 100, pitch: float = 28) -> str:
    return "".join(at(x, y + pitch * number, text) for number, text in enumerate(texts))


def read(data: bytes) -> Source:
    return read_bytes(data, "报告.pdf")


def paragraphs(data: bytes) -> list[str]:
    return read(data).text.splitlines()


def test_lines_become_paragraphs_with_their_page() -> None:
    found = read(made(at(104, 100, LINE[:26]) + column(LINE, "没有败诉。", y=128) + at(104, 184, "下一段。")))
    assert found.text.splitlines() == [LINE[:26] + LINE + "没有败诉。", "下一段。"]
    assert {block.place for block in found.blocks} == {"第 1 页"}
    assert found.format == "pdf"


def test_a_paragraph_goes_on_over_the_page_and_heads_and_numbers_go() -> None:
    said = [[f"第{page}页第{row}行" + LINE[:22] for row in "一二三四五六七八"] for page in "一二三"]
    pages = [
        at(200, 40, "云汀县年度报告", 10) + column(*body) + at(280, 800, f"- {number} -", 10)
        for number, body in enumerate(said, 1)
    ]
    found = read(made(*pages))
    assert found.text == "".join(map("".join, said)) + "\n"
    assert found.blocks[0].place == "第 1 页"


def test_a_repeated_line_inside_the_text_stays() -> None:
    pages = [at(72, 40 + 100 * number, "一、主要举措") + column(LINE, y=500) for number in range(3)]
    assert paragraphs(made(*pages)).count("一、主要举措") == 3


def test_a_heading_is_not_joined_with_what_follows() -> None:
    assert paragraphs(made(column("一、主要做法和成效", LINE, "（一）" + LINE[:25], LINE, "完成。"))) == [
        "一、主要做法和成效",
        LINE,
        "（一）" + LINE[:25] + LINE + "完成。",
    ]


def test_a_title_of_two_lines_is_one() -> None:
    title = at(100, 60, "云汀县人民政府关于二〇二三年度法治", 22) + at(188, 92, "政府建设情况的报告", 22)
    assert paragraphs(made(title + column(LINE, LINE, "完成。", y=150))) == [
        "云汀县人民政府关于二〇二三年度法治政府建设情况的报告",
        LINE + LINE + "完成。",
    ]


def test_a_date_and_an_item_begin_a_line_of_their_own() -> None:
    full = LINE[:27] + "。"
    assert paragraphs(made(column(full, "1.2.3 下一项", full, "2024年1月5日"))) == [
        full,
        "1.2.3 下一项",
        full,
        "2024年1月5日",
    ]


def test_a_line_cut_short_by_a_number_goes_on() -> None:
    assert paragraphs(made(column(LINE, LINE[:22], "31.8亿元贷款。"))) == [LINE + LINE[:22] + "31.8亿元贷款。"]


def test_order_of_drawing_does_not_matter() -> None:
    assert paragraphs(made(at(72, 128, "没有败诉。") + at(72, 100, LINE))) == [LINE + "没有败诉。"]


def test_bold_type_printed_twice_is_read_once() -> None:
    assert paragraphs(made(at(72, 100, "主要成效") + at(72.4, 100, "主要成效"))) == ["主要成效"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_seen(turn: int) -> None:
    matrix = {90: "0 1 -1 0 595 0", 180: "-1 0 0 -1 595 842", 270: "0 -1 1 0 0 842"}[turn]
    upright = column("一、主要做法", "二、存在问题")
    assert paragraphs(made(f"q {matrix} cm\n{upright}Q", extra=f"/Rotate {turn}")) == ["一、主要做法", "二、存在问题"]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"左栏第{number}行的文字写到这里" for number in "一二三四五六七八九"]
    right = [f"右栏第{number}行的文字写到这里" for number in "一二三四五六七八九"]
    found = "".join(paragraphs(made(column(*left) + column(*right, x=330))))
    assert found == "".join(left) + "".join(right)


def grid_of(columns: list[float], heights: list[float]) -> str:
    top, bottom = 842 - heights[0], 842 - heights[-1]
    level = "".join(f"{columns[0]} {842 - y} m {columns[-1]} {842 - y} l S\n" for y in heights)
    return level + "".join(f"{x} {top} m {x} {bottom} l S\n" for x in columns)


def test_a_row_of_a_ruled_table_is_one_line() -> None:
    drawn = grid_of([72, 200, 400], [200, 230, 290])
    cells = at(80, 220, "项目") + at(210, 220, "件数") + at(80, 250, "行政复") + at(80, 275, "议案件")
    cells += at(210, 250, "受理三十五件，") + at(210, 275, "审结三十件")
    before, after = column(LINE, "如下表。"), column("表后文字。", y=330)
    assert paragraphs(made(before + drawn + cells + after)) == [
        LINE + "如下表。",
        "项目\t件数",
        "行政复议案件\t受理三十五件，审结三十件",
        "表后文字。",
    ]


def test_a_frame_around_the_page_is_no_table() -> None:
    assert paragraphs(made(grid_of([60, 540], [80, 780]) + column(LINE, "没有败诉。"))) == [LINE + "没有败诉。"]


def test_cells_without_rules_are_kept_apart() -> None:
    row = at(72, 100, "行政复议") + at(300, 100, "三十五件")
    assert paragraphs(made(row)) == ["行政复议\t三十五件"]


def test_a_scanned_page_is_a_wide_gap_where_it_stands() -> None:
    found = read(made(column(LINE), picture(0, 0, 595, 842), column("三、存在的问题")))
    assert [(gap.message, gap.wide) for gap in found.gaps] == [("第 2 页是扫描图片，没有文字层", True)]
    assert found.gaps[0].at == found.text.index("三、")


def test_only_scans_are_refused_with_the_reason() -> None:
    with pytest.raises(ReadError, match="第 1 页是扫描图片，没有文字层"):
        read(made(picture(0, 0, 595, 842), picture(0, 0, 595, 842)))


def test_a_picture_among_text_is_a_narrow_gap_after_the_paragraph_before_it() -> None:
    found = read(made(column(LINE, "没有败诉。") + picture(72, 200, 400, 200) + column("表后文字。", y=500)))
    assert [(gap.message, gap.wide) for gap in found.gaps] == [("第 1 页有一幅较大的图片，其中的文字没有读取", False)]
    assert found.gaps[0].at == found.text.index("表后")


def test_a_small_emblem_is_no_gap() -> None:
    assert read(made(picture(270, 60, 60, 60) + column(LINE))).gaps == ()


def test_text_drawn_as_shapes_is_a_wide_gap() -> None:
    stroke = "100 700 m 110 710 l 120 700 l 110 690 l 105 695 l 103 702 l 101 701 l 100 700 l f\n"
    found = read(made(column(LINE), stroke * 40))
    assert [(gap.message, gap.wide) for gap in found.gaps] == [("第 2 页的文字是画成的图形，没有文字层", True)]


def test_letters_of_a_font_without_a_table_are_not_taken_for_text() -> None:
    garbled = f"BT /L 12 Tf 72 700 Td ({'Qwzx kfjv ' * 12}) Tj ET"
    found = read(made(column(LINE), garbled))
    assert [(gap.message, gap.wide) for gap in found.gaps] == [
        ("第 2 页的字体没有可用的文字对照表，读出来的不是中文", True)
    ]
    assert "Qwzx" not in found.text


def test_a_locked_file_is_refused() -> None:
    lock = f"/Encrypt<</Filter/Standard/V 1/R 2/O({'o' * 32})/U({'u' * 32})/P -4>>/ID[(0123456789abcdef)(0123456789abcdef)]"
    with pytest.raises(ReadError, match="文档已加密，请去除密码后重试"):
        read(made(column(LINE), trailer=lock))


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(ReadError, match="超过 500 页"):
        read(made(*[""] * 501))


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.4\n", b"%PDF-1.7\n" + random.Random(1).randbytes(4000), made(column(LINE))[:900], made()],
    ids=["nothing", "random", "cut", "no-page"],
)
def test_damaged_files_are_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match="损坏|没有可读的文字"):
        read(data)


def test_mutated_files_are_read_or_refused() -> None:
    whole = made(column(LINE, "没有败诉。") + grid_of([72, 200, 400], [300, 330, 390]), picture(0, 0, 595, 842))
    dice = random.Random(20)
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(dice.choice([1, 5, 40])):
            data[dice.randrange(5, len(data))] = dice.randrange(256)
        try:
            found = read(bytes(data[: dice.randrange(1, len(data))] if dice.random() < 0.2 else data))
        except ReadError:
            continue
        assert found.text.strip()


def test_radicals_from_a_font_are_ordinary_characters_to_the_rules() -> None:
    from checker.normalise import normalise

    radicals = "".join(map(chr, [*range(0x2E80, 0x2E9A), *range(0x2E9B, 0x2EF4), *range(0x2F00, 0x2FD6)]))
    text = normalise(Source("", radicals, "")).chars
    assert all(not 0x2F00 <= ord(char) <= 0x2FDF for char in text)
    assert normalise(Source("", "⻔⺠⼾⻅⻛⻝⻬⻘⻓⻋⻚⻜⻢⻥⻰⻤⻉⻆⻩⻣⻦⻮⾏政⼀⽂", "")).chars == (
        "门民户见风食齐青长车页飞马鱼龙鬼贝角黄骨鸟齿行政一文"
    )


def test_no_place_is_too_strange_for_the_joiner() -> None:
    strange = [Glyph("字", 1e30, 3, 12), Glyph("字", 1, float("nan"), 12), Glyph("字", 1, 1, float("inf"))]
    assert lines.rows([*strange, Glyph("好", 1, 1, 12)])[0].text == "好"


def test_a_page_full_of_rules_is_read_without_them() -> None:
    many = [grid.Rule(number % 2 == 0, number * 3.0, 0, 9000) for number in range(3000)]
    assert lines.rows([Glyph("好", 1, 1, 12)], many)[0].text == "好"


def test_plain_text_loads_no_library_of_another_format() -> None:
    import subprocess
    import sys

    code = (
        "import sys, checker; checker.check('examples/complete/report.txt');"
        "print([name for name in ('lxml', 'pypdfium2', 'trafilatura') if name in sys.modules])"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "[]"
