"""The Word file: what it tells, how it prints, and that its bytes depend on the card alone."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import printed
import pytest
from docx.oxml.ns import qn

from checker.model import Outcome, RuleSet
from checker.report import Failed


@pytest.fixture(scope="module")
def data(rules: RuleSet) -> bytes:
    return bytes(printed.rendered("docx", [printed.hostile(rules)]))  # type: ignore[arg-type]


def words(data: bytes) -> str:
    """Everything in the body, in order."""
    body = docx.Document(BytesIO(data)).element.body
    return "\n".join("".join(node.itertext(qn("w:t"))) for node in body.iter(qn("w:p")))


def test_it_tells_every_element(rules: RuleSet, data: bytes) -> None:
    card, told = printed.hostile(rules), words(data)
    printed.in_order(told, "年度报告完整性评分卡", card.document.title.value, "× 未通过", "各维度得分", "先补这些", "审核意见",
                     "审核人", "日期", "× 缺失", "△ 不足", "？ 待定", "√ 已写", "※ 前后不一", "！ 没能读出来")  # fmt: skip
    for element, verdict in zip(card.ruleset.elements, card.verdicts, strict=True):
        assert element.id in told
        if verdict.outcome in (Outcome.MISSING, Outcome.PARTIAL, Outcome.UNDECIDED):
            assert element.advice in told
            assert element.sample in told
    assert f'报告 "{printed.SCRIPT}" &[31m\ufffd.docx' in told
    assert "第 4 页是扫描图片" in told


def test_heads_repeat_rows_hold_together_and_fonts_are_chinese(data: bytes) -> None:
    document = docx.Document(BytesIO(data))
    size = (document.sections[0].page_width.mm, document.sections[0].page_height.mm)
    assert size == pytest.approx((210, 297), abs=0.1)
    for table in document.tables:
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    heads = [table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in document.tables]
    assert heads == [False, True, True, False] + [True] * (len(heads) - 4)
    fonts = {
        name: document.styles[name].element.rPr.rFonts.get(qn("w:eastAsia"))
        for name in ("Normal", "Heading 1", "Heading 2")
    }
    assert fonts == {"Normal": "仿宋", "Heading 1": "宋体", "Heading 2": "黑体"}
    fields = document.sections[0].footer._element.findall(f".//{qn('w:fldSimple')}")
    assert [field.get(qn("w:instr")) for field in fields] == ["PAGE", "NUMPAGES"]


def test_the_bytes_are_the_same_every_time(rules: RuleSet, data: bytes) -> None:
    assert data == printed.rendered("docx", [printed.hostile(rules)])
    with ZipFile(BytesIO(data)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in file.namelist() if "thumbnail" in name]
        assert b"2000-01-01T00:00:00Z" in file.read("docProps/core.xml")


def test_several_reports_begin_with_a_table_and_each_on_a_new_page(rules: RuleSet) -> None:
    cards = [printed.card(rules), printed.hostile(rules)]
    document = docx.Document(BytesIO(printed.rendered("docx", cards, (Failed("坏.docx", "打不开\x00。"),))))  # type: ignore[arg-type]
    table = document.tables[0]
    shown = [[cell.text for cell in row.cells] for row in table.rows]
    assert shown[1][0] == str(printed.OMISSIONS)
    assert (shown[1][2], shown[1][6]) == ("64.3", "× 未通过")
    assert shown[3][:2] == ["坏.docx", "未能检查：打不开。"]
    titles = [entry for entry in document.paragraphs if entry.style.name == "Heading 1"][1:]
    assert [entry.paragraph_format.page_break_before for entry in titles] == [True, True]


def test_a_single_report_that_failed_is_said(rules: RuleSet) -> None:
    assert "未能检查：打不开。" in words(bytes(printed.rendered("docx", [], (Failed("坏.docx", "打不开。"),))))  # type: ignore[arg-type]


def test_libreoffice_prints_it(rules: RuleSet, tmp_path: Path) -> None:
    word = printed.rendered("docx", [printed.card(rules)])
    assert isinstance(word, bytes)
    sheets = printed.pages(printed.by_libreoffice(word, tmp_path))
    printed.in_order(sheets[0], "年度报告完整性评分卡", "栖河区2022年", "64.3分", "文件校验", "各维度得分", "先补这些",
                     "不补不通过", "审核意见", "审核人", "日期")  # fmt: skip
    assert "section.causes" not in sheets[0]
    assert all(f"第{number}页，共{len(sheets)}页" in sheet for number, sheet in enumerate(sheets, 1))
    assert all("序号" in sheet for sheet in sheets)
