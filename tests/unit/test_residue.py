"""consistency.residue: what editing and conversion leave behind; not what looks like it by right."""

import pytest

from checker import normalise, structure
from checker.consistency import residue
from checker.model import Source

HEAD = "临溪县2022年法治政府建设情况报告\n2022年，临溪县推进法治建设，法治建设取得新成效，建设更高水平的平安县。\n一、主要举措和成效\n"


def found(text: str) -> list[tuple[str, str]]:
    source = Source("t", HEAD + text + "\n", "")
    document = structure.build(source, normalise.normalise(source))
    return [(entry.level, entry.evidence.quote) for entry in residue.check(document)]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("优秀率97.5[image: C:\\a\\wps8.tmp.png]。", "优秀率97.5[image: C:\\a\\wps8.tmp.png]"),
        ("[bookmark: _GoBack]评查案卷。", "[bookmark: _GoBack]评查案卷"),
        ("见[图片]。", "见[图片]"),
        ("详见错误！未找到引用源。", "详见错误！未找到引用源。"),
        ("见错误!未定义书签。", "见错误!未定义书签。"),
        ("Error! Reference source not found.", "Error! Reference source not found."),
        ("共{ PAGE \\* MERGEFORMAT }页", "共{ PAGE \\* MERGEFORMAT }页"),
        ("见 HYPERLINK \"http://a.cn\"", "HYPERLINK \"http://a.cn\""),
        ("单位：«单位名称»。", "单位：«单位名称»".partition("：")[2]),
        ("办结{{count}}件。", "办结{{count}}件"),
        ("受理案件××件。", "受理案件××件"),
        ("印发临府〔2022〕××号。", "印发临府〔2022〕××号"),
        ("XX县召开会议。", "XX县召开会议"),
        ("培训xxx人次。", "培训xxx人次"),
        ("×年×月×日召开会议。", "×年×月×日召开会议"),
        ("*个协调小组召开会议*次。", "*个协调小组召"),
        ("共受理____件。", "共受理____件"),
        ("受理案件（待补充）。", "受理案件（待补充）"),
        ("办结率为待补充。", "办结率为待补充"),
        ("【此处请补充数据】评查。", "【此处请补充数据】评查"),
        ("【待核实】评查。", "【待核实】评查"),
        ("【】评查。", "【】评查"),
        ("（此处插入图表）评查。", "（此处插入图表）评查"),
        ("（请填写单位名称）评查。", "（请填写单位名称）评查"),
        ("单击此处输入文字。", "单击此处输入文字"),
        ("评查[批注1：请核对]。", "评查[批注1：请核对]"),
        ("评查[A1]，办结。", "评查[A1]"),
        ("TODO：写成效。", "TODO"),
        ("增长#DIV/0!。", "增长#DIV/0!"),
        ("评查&nbsp;办结。", "评查&nbsp;办结"),
        ("评查<br/>办结。", "评查<br/>办结"),
        ("锟斤拷", "锟斤拷"),
        ("评\ufffd案卷。", "评\ufffd案卷"),
        ("建成7个（名称待民政办核实后再改）。", "建成7个（名称待民政办核实后再改）"),
        ("评\ue012案卷。", "评\ue012案卷"),
        ("法治建s设。", "法治建s设"),
        ("印发临府〔〕5号。", "印发临府〔〕5号"),
        ("印发《》。", "印发《》"),
    ],
)  # fmt: skip
def test_what_is_left_behind_is_an_error(text: str, quote: str) -> None:
    entries = found(text)
    assert entries[0] == ("error", quote)
    assert {level for level, _ in entries} == {"error"}


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("××有限公司诉县政府一案。", "××有限公司诉县"),
        ("地点（待定）。", "地点（待定）"),
        ("这项工作？？继续推进。", "这项工作？？继续推进"),
        ("《纲要（2016-2020）年》。", "《纲要（2016-2020）年》"),
    ],
)
def test_what_may_be_meant_is_a_hint(text: str, quote: str) -> None:
    assert found(text) == [("hint", quote)]


@pytest.mark.parametrize(
    "text",
    [
        "当事人张××反映的问题，原告李某某诉被告县人社局，王某投诉。",
        "【典型案例】以案释法。【数据赋能】建平台。【建议办理】好。",
        "对A档企业抽查，推行e办事、“e企通”，最多跑N次，T型路口、Ⅱ类水体、VIP室、B超设备、App、PM2.5、WiFi、O2O。",
        "推进政务APP服务、政务AI服务。",
        "补充侦查（补充调查17件），对待补充材料的案件逐件通知，待核实线索12条，时间待定的3项工作。",
        "宽度3×5米，A&B公司，3<5。",
        "领导批注3条，（此件公开发布），（略）。",
        "\ue012评查案卷。\n  \ue012化解纠纷。",
        "电话0750-1234567，网址www.linxi.gov.cn，时间9:00-17:00。",
        "**重点**抓落实，要*从严*管理。",
        "纠正错误！再接再厉。",
    ],
)
def test_what_stands_there_by_right(text: str) -> None:
    assert found(text) == []


def test_a_placeholder_in_every_line_is_shown_a_few_times() -> None:
    assert len(found("\n".join(f"第{number}项：受理××件。" for number in range(30)))) == residue.MOST
