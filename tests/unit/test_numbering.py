"""consistency.numbering: what does not follow is found and named; what numbers rightly in another way is not."""

import pytest

from checker import normalise, structure
from checker.consistency import numbering
from checker.consistency.ordinals import marks, number, numeral
from checker.model import Block, Document, Source

HEAD = "临溪县2022年法治政府建设情况报告\n2022年，临溪县推进各项工作，取得了新的成效。\n一、主要举措和成效\n"


def built(text: str, head: str = HEAD) -> Document:
    source = Source("t", head + text + "\n", "")
    return structure.build(source, normalise.normalise(source))


def found(text: str) -> list[tuple[str, str, str]]:
    return [(entry.level, entry.evidence.quote, entry.message) for entry in numbering.check(built(text))]


def lines(*numbers: str) -> str:
    words = (
        "推进审批改革。全年办理事项三百件。",
        "强化执法监督。评查案卷六十卷。",
        "化解矛盾纠纷。调解成功九十件。",
        "办好法治宣传。举办活动二十场。",
    )
    return "\n".join(mark + words[at % len(words)] for at, mark in enumerate(numbers))


@pytest.mark.parametrize(
    ("text", "quote", "words"),
    [
        (lines("（一）", "（二）", "（四）"), "（四）化解矛盾纠纷", "“（二）”之后直接是“（四）”，缺“（三）”"),
        (lines("（一）", "（二）", "（二）", "（三）"), "（二）化解矛盾纠纷", "“（二）”重复出现，此处按顺序应为“（三）”"),
        (lines("（一）", "（二）", "（二）", "（四）"), "（二）化解矛盾纠纷", "应为“（三）”"),
        (lines("（一）", "（一）", "（二）"), "（一）强化执法监督", "“（一）”重复出现，此处按顺序应为“（二）”"),
        (lines("（一）", "（二）", "（一）", "（四）"), "（一）化解矛盾纠纷", "应为“（三）”"),
        (lines("（一）", "（二）", "（三）", "（二）", "（五）"), "（二）办好法治宣传", "“（三）”之后又出现“（二）”，编号倒退，按顺序应为“（四）”"),
        (lines("（二）", "（三）"), "（二）推进审批改革", "从“（二）”开始，前面没有“（一）”"),
        (lines("（一）", "（二）", "三、", "（四）"), "三、化解矛盾纠纷", "层级混用，按顺序应为“（三）”"),
        (lines("（一）", "1.", "2.", "（三）", "1."), "（三）办好法治宣传", "缺“（二）”"),
        (lines("1、", "2、", "4、"), "4、化解矛盾纠纷", "缺“3.”"),
        ("（一）推进改革\n推进。此外，抓宣传。\n（三）强化监督\n监督。", "（三）强化监督", "缺“（二）”"),
        (lines("（1）", "（2）", "（4）"), "（4）化解矛盾纠纷", "缺“（3）”"),
        (lines("①", "③"), "③强化执法监督", "缺“②”"),
        (lines("1.1", "1.2", "1.4", "2.1"), "1.4化解矛盾纠纷", "缺“1.3”"),
        (lines("第一部分", "第三部分"), "第三部分强化执法监督", "缺“第二部分”"),
        ("推进各项工作。\n三、存在的问题\n还有不少差距。", "三、存在的问题", "缺“二、”"),
        ("一是推进改革。二是强化监督。四是化解纠纷。", "四是化解纠纷", "“二是”之后直接是“四是”，缺“三是”"),
        ("一是推进改革。二是强化监督。二是化解纠纷。四是抓好宣传。", "二是化解纠纷", "应为“三是”"),
        ("一是推进改革。一是强化监督。二是化解纠纷。", "一是强化监督", "应为“二是”"),
        ("一是推进改革。二是强化监督。一是化解纠纷。四是抓好宣传。", "一是化解纠纷", "应为“三是”"),
        ("二是推进改革。三是强化监督。", "二是推进改革", "前面没有“一是”"),
        ("第一，推进改革。第二，强化监督。第四，化解纠纷。", "第四，化解纠纷", "缺“第三”"),
        ("一是推进改革。二是强化监督。\n四是化解纠纷。", "四是化解纠纷", "缺“三是”"),
        ("1.2022年的工作。评查案卷。\n2.2023年的工作。举办活动。\n4.2024年的工作。", "4.2024年的工作", "缺“3.”"),
    ],
)  # fmt: skip
def test_what_does_not_follow_is_an_error(text: str, quote: str, words: str) -> None:
    entries = found(text)
    assert [(level, at) for level, at, _ in entries] == [("error", quote)]
    assert words in entries[0][2]


@pytest.mark.parametrize(
    "text",
    [
        lines("（一）", "1.", "2.", "（二）", "1.", "2.", "3.") + "\n二、存在的问题\n" + lines("（一）", "1.", "2."),
        lines("（一）", "（二）") + "\n二、存在的问题\n" + lines("（三）", "（四）"),  # runs on over the parents
        lines("（一）", "1.", "2.", "（二）", "3.", "4."),
        "一是推进改革，其中：（1）压时限；（2）减材料。二是强化监督。三是化解纠纷。",
        "一是推进改革。二是强化监督。\n三是化解纠纷。",
        "一是推进改革。包括：一是压时限；二是减材料；三是优流程。二是强化监督。三是化解纠纷。",
        "一是推进改革；二是强化监督。主要原因：一是人手不足；二是经费紧张。",
        "首先是推进改革。二是强化监督。三是化解纠纷。",
        "一是推进改革。二要强化监督。三是化解纠纷。",
        "一要推进改革。二要强化监督。",
        "推进一、二、三产业融合。\n一、二审案件逐件复盘。",
        "12.5万元资金到位。\n2.\n3月，召开会议。\n5、6月份集中整治。\n2022年评查案卷。\n3.15活动如期举办。",
        "第一产业增长。第三产业增长。全市排名，第二。第一书记驻村。",
        "1.1倍的增长。\n3.5公里的道路建成通车。",
        lines("（一）", "（二）") + "\n存在的问题\n" + lines("（一）", "（二）"),
        lines("（一）", "（二）") + "\n附件：任务清单\n" + lines("（一）", "（二）"),
        "1.推进改革。\n全年办理事项三百件。\n1.强化监督。",  # two lists of one item each
        "一是否合法，二是否合理，都要审查。",
        "他们把第一是什么、第二是什么说清楚。",
    ],
)
def test_what_numbers_rightly(text: str) -> None:
    assert found(text) == []


def test_a_number_that_may_have_been_lost_with_its_heading_is_a_hint() -> None:
    text = lines("（一）") + "\n强化执法监督\n评查案卷六十卷。\n" + lines("（三）")
    assert [(level, quote) for level, quote, _ in found(text)] == [("hint", "（三）推进审批改革")]


def test_numbering_that_begins_anew_under_the_same_parent_is_a_hint() -> None:
    entries = found(lines("（一）", "（二）", "（三）", "（一）", "（二）"))
    assert [(level, quote) for level, quote, _ in entries] == [("hint", "（一）办好法治宣传")]
    assert "“（三）”之后编号又从“（一）”开始" in entries[0][2]


def test_two_ways_of_writing_in_one_list_are_one_hint() -> None:
    entries = found(lines("1.", "2、", "3.", "4、"))
    assert [(level, quote) for level, quote, _ in entries] == [("hint", "2、强化执法监督")]


def test_one_slip_is_told_once() -> None:
    assert len(found(lines("（一）", "（三）", "（四）", "（五）"))) == 1
    assert len(found(lines("（一）", "（二）", "（二）", "（三）", "（四）"))) == 1


def test_rows_of_a_table_number_themselves() -> None:
    text = HEAD + "1.县公安局\n3.县司法局\n"
    blocks = (Block(0, len(HEAD), "第 1 段"), Block(len(HEAD), len(text), "表 1 第 2 行"))
    source = Source("t", text, "", format="docx", blocks=blocks)
    assert numbering.check(structure.build(source, normalise.normalise(source))) == ()


def test_a_line_that_was_broken_before_a_numeral_is_no_item() -> None:
    paragraph = "街道党群服务中心每周一、周三和周四下午有人民调解员坐班，周二、周五上午有律师坐班，群众随到随问，全年解答咨询六百余人次。"
    text = HEAD + "\n".join([paragraph] * 4)
    at = text.index("二、周五")
    broken = [text[start : start + 25] for start in range(at % 25, len(text), 25)]
    source = Source("t", text[: at % 25] + "\n" + "\n".join(broken), "")
    document = structure.build(source, normalise.normalise(source))
    assert [entry for entry in numbering.check(document) if "周五" in entry.evidence.quote] == []


@pytest.mark.parametrize("value", range(1, 100))
def test_numerals_both_ways(value: int) -> None:
    assert number(numeral(value)) == value


@pytest.mark.parametrize("words", ["", "百", "十十", "二三", "一十一十", "零零"])
def test_what_is_no_numeral(words: str) -> None:
    assert number(words) == 0


def test_marks_know_their_style_and_place() -> None:
    document = built("（一）推进改革。一是压时限；二是减材料。\n1.强化监督。（1）评查。")
    assert [(mark.style, mark.value, mark.first) for mark in marks(document)] == [
        ("一、", 1, True), ("（一）", 1, True), ("是", 1, False), ("是", 2, False), ("1.", 1, True), ("（1）", 1, False),
    ]  # fmt: skip
