"""OFD: pages in order, both namespace styles, locations, places of characters; what cannot be read; hostile packages."""

import io
import random
import zipfile

import pytest
from formats import ofd, ofd_objects, ofd_package

from checker.errors import ReadError
from checker.model import Source
from checker.read import read_bytes

LINE = "全年办理行政复议案件若干件均在法定期限内审结并按规定公开"


def read(data: bytes) -> Source:
    return read_bytes(data, "报告.ofd")


def text_object(x: float, y: float, text: str, code: str = "", more: str = "") -> str:
    return (
        f'<ofd:TextObject Boundary="{x} {y} 150 8" Size="5.6" {more}><ofd:TextCode X="0" Y="5" {code}>{text}'
        "</ofd:TextCode></ofd:TextObject>"
    )


def lines(data: bytes) -> list[str]:
    return read(data).text.splitlines()


@pytest.mark.parametrize("prefix", ["ofd:", ""])
def test_pages_in_order_with_their_places(prefix: str) -> None:
    pages = [ofd_objects([(11, "第一段。"), (11, "第二段。")], prefix), ofd_objects([(11, "第三段。")], prefix)]
    found = read(ofd_package(pages, prefix))
    assert [(found.text[block.start : block.end], block.place) for block in found.blocks] == [
        ("第一段。", "第 1 页"),
        ("第二段。", "第 1 页"),
        ("第三段。", "第 2 页"),
    ]
    assert (found.format, found.gaps) == ("ofd", ())


def test_the_template_is_head_and_foot() -> None:
    assert "内部资料" not in read(ofd("一、主要做法\n" + LINE)).text


def test_characters_stand_where_the_deltas_put_them() -> None:
    apart = text_object(20, 20, "甲乙丙", 'DeltaX="g 1 5.6 40"')
    assert lines(ofd_package([apart])) == ["甲乙\t丙"]
    down = text_object(20, 20, "甲乙丙", 'DeltaY="g 2 9"')
    assert "".join(lines(ofd_package([down]))) == "甲乙丙"
    halves = text_object(20, 40, LINE[14:], more='CTM="1 0 0 1 0 0"') + text_object(20, 30, LINE[:14])
    assert "".join(lines(ofd_package([halves]))) == LINE


def test_a_transformation_moves_and_scales() -> None:
    moved = text_object(20, 20, "下面", more='CTM="2 0 0 2 0 100"') + text_object(20, 60, "上面")
    found = lines(ofd_package([moved]))
    assert found == ["上面", "下面"]
    block = f'<ofd:PageBlock CTM="1 0 0 1 0 200">{text_object(20, 20, "末行")}</ofd:PageBlock>'
    assert lines(ofd_package([block + text_object(20, 60, "首行")])) == ["首行", "末行"]


def path(x: float, y: float, width: float, height: float, data: str = "M 0 0 L 1 1") -> str:
    return (
        f'<ofd:PathObject Boundary="{x} {y} {width} {height}"><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData>'
        "</ofd:PathObject>"
    )


def test_a_row_of_a_ruled_table_is_one_line() -> None:
    level = "".join(path(20, y, 120, 0.3) for y in (50, 62, 84))
    upright = path(20, 50, 120, 34, "M 0 0 L 0 34 M 40 0 L 40 34 M 120 0 L 120 34")
    cells = text_object(22, 52, "项目") + text_object(62, 52, "件数") + text_object(22, 64, "行政复")
    cells += text_object(22, 73, "议案件") + text_object(62, 64, "三十五件")
    assert lines(ofd_package([level + upright + cells])) == ["项目\t件数", "行政复议案件\t三十五件"]


def test_pages_that_cannot_be_read_are_wide_gaps() -> None:
    scan = '<ofd:ImageObject Boundary="0 0 210 297" ResourceID="5"/>'
    drawn = path(20, 20, 5, 5, "M 0 0 L 3 3 L 5 0 C") * 60
    private = "".join(text_object(20, 20 + 9 * number, "Qwzx kfjv" * 3) for number in range(4))
    found = read(ofd_package([text_object(20, 20, LINE), scan, drawn, private]))
    assert [(gap.message, gap.wide) for gap in found.gaps] == [
        ("第 2 页是扫描图片，没有文字层", True),
        ("第 3 页的文字是画成的图形，没有文字层", True),
        ("第 4 页用了私有字体，读出来的不是中文", True),
    ]
    with pytest.raises(ReadError, match="第 1 页是扫描图片"):
        read(ofd_package([scan]))


def test_a_picture_among_text_is_a_narrow_gap() -> None:
    found = read(ofd_package([text_object(20, 20, LINE) + '<ofd:ImageObject Boundary="20 60 150 60"/>']))
    assert [(gap.message, gap.wide) for gap in found.gaps] == [("第 1 页有一幅较大的图片，其中的文字没有读取", False)]


def changed(data: bytes, name: str, content: bytes | None) -> bytes:
    """The package with another part of this name, or without it."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        if content is not None:
            new.writestr(name, content)
    return file.getvalue()


WHOLE = ofd("一、主要做法\n" + LINE * 3)
PAGE = "Doc_0/Pages/Page_0/Content.xml"


def test_a_missing_page_is_a_wide_gap() -> None:
    two = ofd_package([text_object(20, 20, LINE), text_object(20, 20, "第二页。")])
    found = read(changed(two, PAGE, None))
    assert [(gap.message, gap.wide) for gap in found.gaps] == [("第 1 页缺失或已损坏，读不出来", True)]
    assert found.text == "第二页。\n"


EXTERNAL = b'<!DOCTYPE Page [<!ENTITY x SYSTEM "file:///etc/passwd">]><Page><TextCode>&x;</TextCode></Page>'


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("Doc_0/Document.xml", None, "缺少部件"),
        ("Doc_0/Document.xml", b"<Document/>", "没有一页"),
        ("Doc_0/Document.xml", b"<Document><Pages>", "不是完好的 XML"),
        ("Doc_0/Document.xml", b"<Document><Pages>" + b'<Page BaseLoc="p.xml"/>' * 501 + b"</Pages></Document>", "超过 500 页"),
        ("OFD.xml", EXTERNAL, "DOCTYPE"),
        ("OFD.xml", b"<OFD/>", "没有一页"),
        (PAGE, EXTERNAL, "第 1 页缺失或已损坏"),
        (PAGE, b" " * (65 << 20), "第 1 页缺失或已损坏"),
        ("Encryptions.xml", b"<x/>", "文档已加密"),
    ],
    ids=["no-document", "no-pages", "cut", "pages", "entity", "empty", "entity-in-page", "bomb", "locked"],
)  # fmt: skip
def test_hostile_packages_are_refused(name: str, content: bytes | None, words: str) -> None:
    with pytest.raises(ReadError, match=words) as caught:
        read(changed(WHOLE, name, content))
    assert "root:" not in str(caught.value)


def test_strange_numbers_do_no_harm() -> None:
    strange = [
        text_object(20, 20, "甲" * 30, 'DeltaX="g 99999999999 1e99 g g -1"'),
        text_object(20, 40, "乙", more='CTM="1e99 0 0 1e99 1e99 1e99"'),
        text_object(20, 60, "丙").replace('Size="5.6"', 'Size="nan"'),
        text_object(20, 80, "丁").replace("20 80 150 8", "x y"),
    ]
    assert "丙" in read(ofd_package(["".join(strange)])).text


def test_mutated_packages_are_read_or_refused() -> None:
    dice = random.Random(30)
    page = zipfile.ZipFile(io.BytesIO(WHOLE)).read(PAGE)
    for _ in range(200):
        data = bytearray(dice.choice([WHOLE, page]))
        inside = len(data) == len(page)
        for _ in range(dice.choice([1, 3, 20])):
            data[dice.randrange(4, len(data))] = dice.randrange(256)
        try:
            found = read(changed(WHOLE, PAGE, bytes(data)) if inside else bytes(data))
        except ReadError:
            continue
        assert found.text.strip()
