"""consistency.enumeration: an announced count against the list; proper names and open lists announce nothing."""

import pytest

from checker import normalise, structure
from checker.consistency import enumeration
from checker.model import Source

HEAD = "临溪县2022年法治政府建设情况报告\n2022年，临溪县推进各项工作，取得了新的成效。\n一、主要举措和成效\n"


def found(text: str) -> list[tuple[str, str, str]]:
    source = Source("t", HEAD + text + "\n", "")
    document = structure.build(source, normalise.normalise(source))
    return [(entry.level, entry.evidence.quote, entry.message) for entry in enumeration.check(document)]


SEVEN = "一是推进改革。二是强化监督。三是化解纠纷。四是抓好普法。五是强化培训。六是用好科技。七是落实保障。"


@pytest.mark.parametrize(
    ("text", "quote", "words"),
    [
        ("下一步，我县将抓好以下六个方面工作：" + SEVEN, "以下六个方面工作", "写“六个方面工作”，后面列了 7 项"),
        ("还要做好8个方面的工作：" + SEVEN, "8个方面的工作", "写“8个方面的工作”，后面列了 7 项"),
        ("今年主要抓了两方面工作，一是推进改革，二是强化监督，三是化解纠纷。", "两方面工作", "后面列了 3 项"),
        ("还存在三个问题：一是意识不强；二是力量不足；三是监督不够；四是协同不好。", "三个问题", "后面列了 4 项"),
        ("主要做法有以下五点。\n（一）推进改革。见效。\n（二）强化监督。见效。\n（三）化解纠纷。见效。", "以下五点", "后面列了 3 项"),
        ("（一）抓好五个方面重点工作\n1.推进改革。见效。\n2.强化监督。见效。\n3.化解纠纷。见效。", "五个方面重点工作", "后面列了 3 项"),
        ("下一步，将从三个方面发力，推动各项工作再上台阶。\n" + SEVEN, "三个方面发力", "后面列了 7 项"),
        ("将重点抓好五项工作。\n1.推进改革。见效。\n2.强化监督。见效。", "五项工作", "后面列了 2 项"),
        ("上会之前从权限、内容、程序四个方面把一道关。", "上会之前从权限、内容、程序四个方面把一道关", "前面列了 3 项"),
        ("从权限、内容、程序、依据三个方面把关。", "从权限、内容、程序、依据三个方面把关", "前面列了 4 项"),
        ("实施四大工程：强基工程、护航工程、暖心工程。", "四大工程：强基工程、护航工程、暖心工程", "后面列了 3 项"),
        ("落实三项制度（公示制度、全过程记录制度）。", "三项制度（公示制度、全过程记录制度", "后面列了 2 项"),
        ("落实五大程序（公众参与、专家论证、风险评估和合法性审查）。", "五大程序（公众参与、专家论证、风险评估和合法性审查", "后面列了 3 项"),
        ("分为三个阶段：动员部署、自查自纠、集中整治、总结提升。", "三个阶段：动员部署、自查自纠、集中整治、总结提升", "后面列了 4 项"),
        ("做到四个坚持：坚持调解优先，坚持预防优先，坚持源头优先。", "四个坚持：坚持调解优先，坚持预防优先，坚持源头优先", "后面列了 3 项"),
        ("印发《甲办法》《乙细则》《丙规定》两个文件。", "两个文件", "前面列了 3 项"),
        ("建立“1+3+N”体系（1个中心、2个平台、N个站点）。", "1+3+N”体系（1个中心、2个平台、N个站点", "写“1+3+N”，后面列的是“1+2+N”"),
    ],
)  # fmt: skip
def test_a_count_that_the_list_does_not_have(text: str, quote: str, words: str) -> None:
    entries = found(text)
    assert [(level, at) for level, at, _ in entries] == [("error", quote)]
    assert words in entries[0][2]


@pytest.mark.parametrize(
    "text",
    [
        "下一步，我县将抓好以下七个方面工作：" + SEVEN,
        "落实行政执法“三项制度”：一是配齐记录仪。二是公开信息。三是审核决定。四是开展培训。",
        "落实三项制度。一是配齐记录仪。二是公开信息。三是审核决定。四是开展培训。",
        "部署“双随机、一公开”、两法衔接、三重一大、四个亲自、五大程序、“八五”普法。一是推进改革。二是强化监督。",
        "市里反馈11个问题：一是认识不够；二是力量不足。",
        "市里反馈4个方面的问题，均已整改到位。\n1.强化领导。见效。\n2.强化保障。见效。",
        "确定6个方面28项任务：一是推进改革。二是强化监督。",
        "确定六个方面二十八项任务：一是推进改革。二是强化监督。",
        "以上三个方面：一是推进改革。二是强化监督。",
        "做好三个方面工作：一是推进改革。二是强化监督。此外，还要抓培训。",
        "把好事前、事中事后三个环节。",
        "从权限、内容、程序等四个方面把关。",
        "从宣传教育、监督检查、考核问责三个环节发力。",
        "向5个乡镇（街道、园区）派驻人员，12个部门（单位、企业）参加。",
        "评出优秀案卷6件（其中处罚3件、许可3件）。",
        "抓好四项工作：推进改革、优化服务，强化监督、规范执法。",
        "四大工程：强基、护航、暖心和铸魂工程。",
        "三类事项：许可、处罚等。",
        "印发《甲办法》《乙细则》等三个文件。",
        "落实《甲方案》《乙方案》12项任务。",
        "对城东、城西社区3个网点进行检查。",
        "县、乡镇（街道）、村（社区）三级建成平台。",
        "建立“1+3+N”体系（一个中心、三个平台、多个站点）。",
        "实现四个到位：责任到位、措施到位、保障到位、督查到位。",
        "落实五大程序（公众参与、专家论证、风险评估、合法性审查和集体讨论决定）。",
        "推行“一二三四”工作法：一个核心、两个抓手、三个平台、四项机制。",
        "在三个点（东、西、南）设摊，分三批（4月、7月、11月、12月补考）培训。",
    ],
)
def test_what_announces_nothing_or_agrees(text: str) -> None:
    assert found(text) == []


def test_fewer_clauses_than_announced_may_be_prose() -> None:
    entries = found("有三个方面的原因：由于人手不足，办案质量不高；因为经费紧张，装备更新不快。")
    assert [level for level, _, _ in entries] == ["hint"]


def test_more_clauses_than_announced_are_an_error() -> None:
    text = "抓三件事：修订规定，完善流程；开展评查，通报结果；组织培训，提高能力；考核打分，兑现奖惩。"
    entries = found(text)
    assert [(level, quote) for level, quote, _ in entries] == [("error", text.rstrip("。").removeprefix("抓"))]
    assert "写“三件事”，后面列了 4 项" in entries[0][2]


def test_a_number_left_out_is_not_told_here_too() -> None:
    assert found("做好以下四个方面工作：一是推进改革。二是强化监督。四是抓好普法。") == []
