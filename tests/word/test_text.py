"""What of a Word file is text, in which order, and where it stands."""

import pytest
from drafts import (
    deleted,
    document,
    field,
    ins,
    note,
    notes,
    numbered,
    p,
    package,
    picture,
    r,
    style,
    styles,
    table,
    textbox,
    unzipped,
    zipped,
)

from checker.errors import ReadError
from checker.model import Source
from checker.read import read_bytes

VANISH = "<w:vanish/>"


def read(*blocks: str, **parts: str | bytes) -> Source:
    return read_bytes(package(*blocks, parts=parts), "报告.docx")


def lines(*blocks: str, **parts: str | bytes) -> list[str]:
    return read(*blocks, **parts).text.splitlines()


def places(source: Source) -> list[tuple[str, str]]:
    return [(source.text[block.start : block.end], block.place) for block in source.blocks]


WRAPPERS = {
    "insertion": (ins(r("65")), "65"),
    "deletion": (deleted("56"), ""),
    "replacement": (deleted("56") + ins(r("65")), "65"),
    "inserted then deleted": (ins(deleted("56")), ""),
    "moved away": ('<w:moveFrom w:id="1">' + r("56") + "</w:moveFrom>", ""),
    "moved here": ('<w:moveTo w:id="1">' + r("65") + "</w:moveTo>", "65"),
    "smart tag": ('<w:smartTag w:uri="u" w:element="e"><w:smartTagPr/>' + r("65") + "</w:smartTag>", "65"),
    "link": ('<w:hyperlink r:id="rId5">' + r("65") + "</w:hyperlink>", "65"),
    "content control": ("<w:sdt><w:sdtPr/><w:sdtContent>" + r("65") + "</w:sdtContent></w:sdt>", "65"),
    "placeholder": (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + r("单击填写") + "</w:sdtContent></w:sdt>",
        "",
    ),
    "simple field": ('<w:fldSimple w:instr="DATE">' + r("65") + "</w:fldSimple>", "65"),
    "field": (field(" REF a ", r("65")), "65"),
    "field in a field": (field(" IF " + "</w:instrText></w:r>" + field("X", r("9")) + "<w:r><w:instrText>", r("65")), "65"),
    "tab": ("<w:r><w:tab/></w:r>", "\t"),
    "hyphen": ("<w:r><w:noBreakHyphen/></w:r>", "-"),
    "symbol": ('<w:r><w:sym w:font="宋体" w:char="25CB"/></w:r>', "○"),
    "sign of a symbol font": ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "·"),
    "formula": ("<m:oMath><m:r><m:t>65</m:t><m:t/></m:r></m:oMath>", "65"),
    "ruby": (
        "<w:r><w:ruby><w:rt>" + r("lu") + "</w:rt><w:rubyBase>" + r("65") + "</w:rubyBase></w:ruby></w:r>",
        "65",
    ),
    "hidden": (r("56", VANISH), ""),
    "hidden off": (r("65", '<w:vanish w:val="0"/>'), "65"),
    "comment": ('<w:commentRangeStart w:id="1"/>' + r("65") + '<w:r><w:commentReference w:id="1"/></w:r>', "65"),
    "changed properties": ("<w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>65</w:t></w:r>", "65"),
    "alternative": (
        '<mc:AlternateContent><mc:Choice Requires="x">' + r("65") + "</mc:Choice><mc:Fallback>" + r("65") + "</mc:Fallback></mc:AlternateContent>",
        "65",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WRAPPERS)
def test_what_a_reader_of_the_page_sees(name: str) -> None:
    content, shown = WRAPPERS[name]
    assert lines(p("办理案件", content, "件。")) == [f"办理案件{shown}件。"]


def test_a_line_break_makes_a_line_and_a_page_break_before_the_words_none() -> None:
    assert lines(p("<w:r><w:br/></w:r>", "甲", "<w:r><w:br/></w:r>", "乙")) == ["甲", "乙"]
    assert lines(p('<w:r><w:br w:type="page"/></w:r>', "甲")) == ["甲"]


def test_line_ends_inside_an_element_are_blanks() -> None:
    assert lines(p("甲\n乙")) == ["甲 乙"]


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next() -> None:
    gone = "<w:rPr><w:del w:id='1'/></w:rPr>"
    assert lines(p("甲", properties=gone), p("乙"), p("丙")) == ["甲乙", "丙"]
    assert lines(p(deleted("甲"), properties=gone), p("乙")) == ["乙"]
    assert lines(p("甲"), p("乙", properties=gone)) == ["甲", "乙"]
    assert lines(p("甲", properties=gone), table(("乙", "丙")), p("丁")) == ["甲", "乙 | 丙", "丁"]


def test_a_field_without_end_hides_nothing() -> None:
    assert lines(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "甲"), p("乙")) == ["甲", "乙"]


def test_headers_footers_and_comments_are_not_the_text() -> None:
    source = read(p("正文"), header=document(p("页眉")), footer=document(p("页脚")), comments=document(p("批注")))
    assert source.text == "正文\n"


def test_paragraphs_say_where_they_stand() -> None:
    source = read(p("甲"), p(""), p("乙"), table(("丙", "丁")), p("戊"))
    assert places(source) == [("甲", "第 1 段"), ("乙", "第 2 段"), ("丙 | 丁", "表 1 第 1 行"), ("戊", "第 3 段")]
    assert source.format == "word"


def test_text_boxes_are_read_once_after_their_paragraph() -> None:
    source = read(p("甲", textbox(p("框一"), p("框二"))), p("乙"))
    assert places(source) == [
        ("甲", "第 1 段"), ("框一", "第 1 段处的文本框"), ("框二", "第 1 段处的文本框"), ("乙", "第 2 段"),
    ]  # fmt: skip


def test_an_old_text_box_is_read() -> None:
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p('框')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    assert lines(p("甲", box)) == ["甲", "框"]
    only = f'<w:r><mc:AlternateContent><mc:Choice Requires="x"><w:drawing/></mc:Choice><mc:Fallback>{box[5:-6]}</mc:Fallback></mc:AlternateContent></w:r>'
    assert lines(p("甲", only)) == ["甲", "框"]


def test_block_content_control_and_table_of_contents() -> None:
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    assert lines(control.format("", p("甲")), control.format(gallery, p("一、目录里的话 3")), p("乙")) == ["甲", "乙"]
    sheet = styles(style("11", "toc 1"))
    assert lines(p(field("TOC", r("一、甲 3")), style="11"), p("一、甲"), styles=sheet) == ["一、甲"]


def test_notes_stand_after_the_body_in_the_order_of_their_references() -> None:
    source = read(
        p("甲", note("footnote", 3), "，", note("endnote", 1)), p("乙", note("footnote", 2)),
        footnotes=notes("footnotes", n2=p("注二"), n3=p("注三"), n4=p("无人引用")), endnotes=notes("endnotes", n1=p("尾")),
    )  # fmt: skip
    assert places(source) == [
        ("甲，", "第 1 段"), ("乙", "第 2 段"), ("注三", "脚注 1"), ("尾", "尾注 1"), ("注二", "脚注 2"),
    ]  # fmt: skip


def test_a_note_whose_reference_was_deleted_is_not_read() -> None:
    gone = "<w:del w:id='1'>" + note("footnote", 2) + "</w:del>"
    assert lines(p("甲", gone), footnotes=notes("footnotes", n2=p("注"))) == ["甲"]


@pytest.mark.parametrize("parts", [{"footnotes": "<w:footnotes"}, {}])
def test_broken_notes_are_a_gap_that_may_hold_anything(parts: dict[str, str]) -> None:
    source = read(p("甲", note("footnote", 2)), **parts)
    assert [(gap.message, gap.wide) for gap in source.gaps] == [("脚注已损坏，其中的文字读不出来", True)]
    assert source.text == "甲\n"


def test_broken_styles_and_numbers_are_said() -> None:
    source = read(
        p("甲", style="1", properties=numbered(1)), styles="<w:styles", numbering="<!DOCTYPE x []><w:numbering/>"
    )
    assert source.text == "甲\n"
    assert [problem[:9] for problem in source.problems] == ["文件里的样式已损坏", "文件里的自动编号已"]


def test_a_document_in_another_encoding() -> None:
    files = unzipped(package(p("甲", r("乙", VANISH), style="1"), parts={"styles": styles(style("1", "heading 1"))}))
    files["word/document.xml"] = files["word/document.xml"].decode().encode("utf-16")
    source = read_bytes(zipped(files), "t")
    assert source.text == "甲\n"
    assert source.blocks[0].level == 0


class TestHidden:
    def test_hidden_text_is_said_with_its_place(self) -> None:
        source = read(p("甲"), p("乙", r("看不见", VANISH)), p(r("丙", VANISH)))
        assert source.text == "甲\n乙\n"
        assert source.problems == ("文件里有隐藏的文字（第 2 段等 2 处），打印不出来，没有计入。",)

    def test_through_styles(self) -> None:
        sheet = styles(
            style("a", "隐", f"<w:rPr>{VANISH}</w:rPr>"), style("b", "隐乙", based="a"),
            '<w:style w:type="character" w:styleId="c"><w:name w:val="字"/><w:rPr><w:vanish/></w:rPr></w:style>',
        )  # fmt: skip
        source = read(p("甲", style="b"), p("乙", r("丙", '<w:rStyle w:val="c"/>')), p("丁", style="b", properties=""),
                      p(r("戊", '<w:vanish w:val="false"/>'), style="a"), styles=sheet)  # fmt: skip
        assert source.text == "乙\n戊\n"
        assert "等 3 处" in source.problems[0]

    def test_a_style_that_bites_its_tail(self) -> None:
        sheet = styles(style("a", "甲", based="b"), style("b", "乙", based="a"))
        assert lines(p("甲", style="a"), styles=sheet) == ["甲"]

    def test_hidden_row(self) -> None:
        hidden = table(("甲", "乙")).replace("<w:tr>", "<w:tr><w:trPr><w:hidden/></w:trPr>")
        source = read(p("文"), hidden, p("字"))
        assert source.text == "文\n字\n"
        assert "隐藏" in source.problems[0]


def test_a_placeholder_is_said_with_its_place() -> None:
    source = read(p("甲"), p("乙", WRAPPERS["placeholder"][0]))
    assert source.problems == ("文件里有没填的内容控件（第 2 段），其中的提示文字没有计入。",)


class TestTables:
    def test_words_of_two_cells_never_join(self) -> None:
        assert lines(table(("行政", "复议"), ("65", "件"))) == ["行政 | 复议", "65 | 件"]

    def test_merged_cells_are_read_once(self) -> None:
        top = "<w:tcPr><w:vMerge w:val='restart'/></w:tcPr>" + p("执法")
        below = "<w:tcPr><w:vMerge/></w:tcPr>" + p("")
        wide = "<w:tcPr><w:gridSpan w:val='2'/></w:tcPr>" + p("统计表")
        assert lines(table((wide,), (top, "处罚", "3"), (below, "许可", "4"))) == [
            "统计表",
            "执法 | 处罚 | 3",
            "许可 | 4",
        ]

    def test_paragraphs_of_a_cell(self) -> None:
        assert lines(table((p("执法") + p("人数"), "56"))) == ["执法 人数 | 56"]

    def test_a_nested_table_follows_its_row(self) -> None:
        source = read(table((p("外") + table(("内", "里")) + p(""), "右")))
        assert places(source) == [("外 | 右", "表 1 第 1 行"), ("内 | 里", "表 1 第 1 行内的表第 1 行")]

    def test_a_frame_around_the_text_is_no_table(self) -> None:
        text = "临溪县全年开展执法检查，督促整改问题。" * 6
        source = read(table((p("一、执法", properties='<w:outlineLvl w:val="0"/>') + p(text), "侧栏")))
        assert source.text.splitlines() == ["一、执法", text, "侧栏"]
        assert [block.level for block in source.blocks] == [0, None, None]

    def test_a_deleted_row_and_cell(self) -> None:
        gone = table(("甲", "乙")).replace("<w:tr>", "<w:tr><w:trPr><w:del w:id='1'/></w:trPr>")
        cell = table(("<w:tcPr><w:cellDel w:id='1'/></w:tcPr>" + p("甲"), "乙"))
        assert lines(gone, cell, p("丙")) == ["乙", "丙"]

    def test_rows_and_cells_in_content_controls(self) -> None:
        row = f"<w:sdt><w:sdtContent><w:tr><w:tc>{p('甲')}</w:tc><w:sdt><w:sdtContent><w:tc>{p('乙')}</w:tc></w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt>"
        assert lines(f"<w:tbl>{row}</w:tbl>") == ["甲 | 乙"]


class TestHeadings:
    SHEET = styles(
        style("1", "heading 1"), style("2", "标题 2"), style("Heading3", "我的三级"),
        style("own", "自定", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'), style("sub", "下级", based="own"),
        style("body", "不是", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>', based="1"), style("t", "Title"),
    )  # fmt: skip

    @pytest.mark.parametrize(
        ("name", "level"),
        [
            ("1", 0),
            ("2", 1),
            ("Heading3", 2),
            ("own", 1),
            ("sub", 1),
            ("body", None),
            ("t", None),
            ("none", None),
            ("", None),
        ],
    )
    def test_by_style(self, name: str, level: int | None) -> None:
        source = read(p("甲", style=name), styles=self.SHEET)
        assert [block.level for block in source.blocks] == [level]

    @pytest.mark.parametrize(("declared", "level"), [("0", 0), ("8", 8), ("9", None), ("x", 0)])
    def test_by_outline_level_of_the_paragraph(self, declared: str, level: int | None) -> None:
        source = read(p("甲", style="1", properties=f'<w:outlineLvl w:val="{declared}"/>'), styles=self.SHEET)
        assert [block.level for block in source.blocks] == [level]


class TestHeadingsByLook:
    BODY = "临溪县全年办理行政复议案件56件，开展执法监督检查8次，制发监督意见书3份，整改问题40个。"

    def levels(self, *blocks: str, **parts: str) -> dict[str, int]:
        source = read(*blocks, **parts)
        return {source.text[block.start : block.end]: block.level for block in source.blocks if block.level is not None}

    @pytest.mark.parametrize(
        "look", ["<w:b/>", '<w:rFonts w:eastAsia="黑体"/>', '<w:rFonts w:eastAsia="方正小标宋简体"/>']
    )
    def test_a_short_line_printed_otherwise_than_the_text_below(self, look: str) -> None:
        assert self.levels(p(r("存在的不足。", look)), p(self.BODY)) == {"存在的不足。": 1}

    def test_by_the_font_of_the_style(self) -> None:
        sheet = styles(
            style("h", "小标题", '<w:rPr><w:rFonts w:eastAsia="黑体"/></w:rPr>'), style("i", "更小", based="h")
        )
        assert self.levels(p("存在的不足。", style="i"), p(self.BODY), styles=sheet) == {"存在的不足。": 1}

    @pytest.mark.parametrize(
        "blocks",
        [
            [p(r("一是", "<w:b/>"), "加强领导。"), p(BODY)],
            [p(r("存在的不足。", '<w:b w:val="0"/>')), p(BODY)],
            [p(r("存在的不足。", "<w:b/>")), p(r(BODY, "<w:b/>"))],
            [p(r("存在的不足。", "<w:b/>")), p("短行"), p(BODY)],
            [p(r(BODY, "<w:b/>")), p(BODY)],
            [table((p(r("不足", "<w:b/>")), p(r("数量", "<w:b/>")))), p(BODY)],
        ],
        ids=["lead", "not bold", "all bold", "no text below", "long", "table"],
    )
    def test_what_is_no_heading(self, blocks: list[str]) -> None:
        assert self.levels(*blocks) == {}

    def test_a_document_that_declares_its_headings_needs_no_guess(self) -> None:
        declared = p("一、执法", properties='<w:outlineLvl w:val="0"/>')
        assert self.levels(declared, p(r("存在的不足。", "<w:b/>")), p(self.BODY)) == {"一、执法": 0}


class TestWordsElsewhere:
    """Charts and diagrams have their words in parts of their own; the ids are those that `package` gives in order."""

    CHART = (
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:title><a:p><a:r><a:t>办案</a:t></a:r><a:r><a:t>情况</a:t></a:r></a:p>'
        "</c:title><c:ser><c:tx><c:v>2022年</c:v></c:tx><c:cat><c:pt><c:v>复议</c:v></c:pt><c:pt><c:v>应诉</c:v></c:pt></c:cat>"
        "<c:val><c:pt><c:v>56</c:v></c:pt></c:val></c:ser></c:chartSpace>"
    )
    DIAGRAM = (
        '<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:pt><a:p><a:r><a:t>受理</a:t></a:r></a:p></dgm:pt>'
        "<dgm:pt><a:p/></dgm:pt><dgm:pt><a:p><a:r><a:t>审查</a:t></a:r></a:p></dgm:pt></dgm:dataModel>"
    )

    @staticmethod
    def drawing(inner: str) -> str:
        return (
            '<w:r><w:drawing><wp:inline><wp:extent cx="5000000" cy="5000000"/><a:graphic><a:graphicData>'
            f"{inner}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )

    @pytest.mark.parametrize(
        ("kind", "inner", "part", "words"),
        [
            (
                "图表",
                '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="rId1"/>',
                CHART,
                "办案情况 | 2022年 | 复议 | 应诉",
            ),
            (
                "图示",
                '<dgm:relIds xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" r:dm="rId1"/>',
                DIAGRAM,
                "受理 | 审查",
            ),
        ],
    )
    def test_are_read_or_said(self, kind: str, inner: str, part: str, words: str) -> None:
        source = read(p("甲", self.drawing(inner)), p("乙"), part=part)
        assert places(source)[1] == (words, f"第 1 段处的{kind}")
        assert source.gaps == ()
        source = read(p("甲", self.drawing(inner)), p("乙"), part=part[:-20])
        assert [gap.message for gap in source.gaps] == [f"第 1 段处是{kind}，其中的文字读不出来"]

    def test_word_art(self) -> None:
        art = '<w:r><w:pict><v:shape><v:textpath string="临溪县人民政府文件"/></v:shape></w:pict></w:r>'
        assert places(read(p(art), p("乙")))[0] == ("临溪县人民政府文件", "第 1 段处的艺术字")


class TestGaps:
    @staticmethod
    def gaps(*blocks: str) -> list[tuple[int, str, bool]]:
        return [tuple(gap) for gap in read(*blocks).gaps]  # type: ignore[misc]

    def test_a_large_picture(self) -> None:
        assert self.gaps(p("甲"), p(picture(14, 12)), p("乙")) == [(2, "第 1 段处是图片，其中的文字读不出来", False)]

    def test_small_and_background_pictures_are_none(self) -> None:
        assert self.gaps(p("甲", picture(3, 2)), p(picture(3, 2)), p("乙", picture(21, 29, behind=True))) == []

    def test_a_picture_where_a_table_is_announced(self) -> None:
        assert self.gaps(p("办案情况如下表："), p(picture(8, 3)), p("乙")) == [
            (9, "第 1 段处是图片，其中的文字读不出来", False)
        ]

    def test_picture_in_a_table(self) -> None:
        assert (
            self.gaps(table((p("甲"), p(picture(14, 12)))), p("乙"))[0][1] == "表 1 第 1 行处是图片，其中的文字读不出来"
        )

    def test_embedded_objects(self) -> None:
        embedded = '<w:r><w:object><v:shape style="width:50pt;height:20pt"/><o:OLEObject ProgID="{}"/></w:object></w:r>'
        assert self.gaps(p("甲", embedded.format("Excel.Sheet.12"))) == [
            (2, "第 1 段处是嵌入的对象，其中的文字读不出来", False)
        ]
        assert self.gaps(p("甲", embedded.format("Equation.3"))) == []

    def test_another_document_inside_may_hold_anything(self) -> None:
        assert self.gaps(p("甲"), '<w:altChunk r:id="rId9"/>') == [
            (2, "第 1 段处是嵌入的另一份文档，其中的文字读不出来", True)
        ]

    def test_an_old_picture(self) -> None:
        old = '<w:r><w:pict><v:shape style="position:absolute;width:400pt;height:12cm"><v:imagedata r:id="rId1"/></v:shape></w:pict></w:r>'
        assert self.gaps(p("甲", old))[0][1] == "第 1 段处是图片，其中的文字读不出来"

    def test_nothing_but_pictures_cannot_be_read(self) -> None:
        with pytest.raises(ReadError, match="没有可读的文字（第 1 段处是图片"):
            read(p(picture(15, 20)))


class TestPackages:
    BODY = p("甲") + p("乙")

    def test_the_document_is_where_the_relationships_say(self) -> None:
        assert read_bytes(package(self.BODY, main="正文/主.xml"), "t").text == "甲\n乙\n"

    def test_without_relationships(self) -> None:
        files = unzipped(package(self.BODY))
        del files["_rels/.rels"]
        assert read_bytes(zipped(files), "t").text == "甲\n乙\n"

    def test_strict(self) -> None:
        sheet = styles(style("1", "heading 1"))
        files = unzipped(package(p("甲", style="1"), p("乙", textbox(p("框"))), parts={"styles": sheet}))
        strict = {
            name: content.replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/", b"http://purl.oclc.org/ooxml/wordprocessingml/")
            .replace(b"http://schemas.openxmlformats.org/officeDocument/2006/", b"http://purl.oclc.org/ooxml/officeDocument/")
            .replace(b"http://schemas.openxmlformats.org/drawingml/2006/", b"http://purl.oclc.org/ooxml/drawingml/")
            for name, content in files.items()
        }  # fmt: skip
        source = read_bytes(zipped(strict), "t")
        assert source.text == "甲\n乙\n框\n"
        assert source.blocks[0].level == 0

    def test_dangling_relationships(self) -> None:
        files = unzipped(package(self.BODY))
        name = "word/_rels/document.xml.rels"
        files[name] = files[name].replace(
            b"</Relationships>",
            b'<Relationship Id="rId8" Type="http://x/image" Target="NULL"/>'
            b'<Relationship Id="rId9" Type="http://x/styles" Target="../../away.xml"/></Relationships>',
        )
        assert read_bytes(zipped(files), "t").text == "甲\n乙\n"

    @pytest.mark.parametrize(("main", "name"), [("xl/workbook.xml", "Excel"), ("ppt/presentation.xml", "PowerPoint")])
    def test_other_office_files_are_named(self, main: str, name: str) -> None:
        with pytest.raises(ReadError, match=name):
            read_bytes(package(self.BODY, main=main), "t")

    def test_a_package_without_a_document(self) -> None:
        with pytest.raises(ReadError, match="没有 Word 正文"):
            read_bytes(zipped({"[Content_Types].xml": "<Types/>"}), "t")

    def test_macro_files_and_templates(self) -> None:
        files = unzipped(package(self.BODY))
        for kind in (b"document.macroEnabled.main", b"template.main"):
            types = files["[Content_Types].xml"].replace(b"document.main", kind)
            assert read_bytes(zipped({**files, "[Content_Types].xml": types}), "t").text == "甲\n乙\n"
