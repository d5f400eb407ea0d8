"""consistency.instrument: names, numbers, periods and dates of instruments; own papers and local ones are left alone."""

import pytest

from checker import normalise, structure
from checker.consistency import instrument
from checker.consistency.citation import change
from checker.consistency.instruments import instruments
from checker.model import Finding, Source


def findings(text: str, year: int = 2022) -> list[Finding]:
    head = f"临溪县人民政府{year}年法治政府建设情况报告\n{year}年，临溪县推进各项工作。\n一、主要举措和成效\n"
    source = Source("t", head + text + "\n", "")
    return list(instrument.check(structure.build(source, normalise.normalise(source))))


def found(text: str, year: int = 2022) -> list[tuple[str, str]]:
    return [(finding.level, finding.evidence.quote) for finding in findings(text, year)]


@pytest.mark.parametrize(
    ("text", "year", "quote"),
    [
        ("落实《法治政府建设与责任落实督查工作规定》。", 2022, "《法治政府建设与责任落实督查工作规定》"),
        ("落实《法治政府建设和责任落实督察工作规定》。", 2022, "《法治政府建设和责任落实督察工作规定》"),
        (
            "执行《党政主要负责人履行推动法治建设第一责任人职责规定》。",
            2022,
            "《党政主要负责人履行推动法治建设第一责任人职责规定》",
        ),
        ("对照《法制政府建设实施纲要（2021—2025年）》抓落实。", 2022, "《法制政府建设实施纲要（2021—2025年）》"),
        ("落实国务院《重大行政决策程序暂行规定》。", 2022, "《重大行政决策程序暂行规定》"),
        ("对照《法治政府建设实施纲要（2020—2025年）》抓落实。", 2022, "《法治政府建设实施纲要（2020—2025年）》"),
        ("对照《法治政府建设实施纲要（2015—2020年）》抓落实。", 2023, "《法治政府建设实施纲要（2015—2020年）》"),
        ("对照《法治政府建设实施纲要（2021—2025年）》抓落实。", 2019, "《法治政府建设实施纲要（2021—2025年）》"),
        ("落实《法治政府建设与责任落实督察工作规定》（厅字〔2019〕38号）。", 2022, "厅字〔2019〕38号"),
        ("落实《重大行政决策程序暂行条例》（国务院令第731号）。", 2022, "国务院令第731号"),
        ("落实《法治政府建设实施纲要（2021—2025年）》（中发〔2021〕36号）。", 2022, "中发〔2021〕36号"),
        ("落实行政执法公示制度、执法全过程记录制度、重大执法决定法制审核制度（国办发〔2019〕118号）。", 2022, "国办发〔2019〕118号"),
        ("严格执行国务院《行政执法监督条例》。", 2024, "《行政执法监督条例》"),
        ("落实《关于严格规范涉企行政检查的意见》。", 2022, "《关于严格规范涉企行政检查的意见》"),
        ("组织学习新修订的《行政复议法》。", 2021, "新修订的《行政复议法》"),
    ],
)  # fmt: skip
def test_what_the_data_proves_wrong(text: str, year: int, quote: str) -> None:
    assert found(text, year) == [("error", quote)]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("严格落实《重大行政决策程序暂行规定》。", 2022),  # a county may have one
        ("严格执行《行政执法监督条例》。", 2024),  # a province may have one
        (
            "落实《关于进一步规范行政裁量权基准制定和管理工作的意见》（国办发〔2023〕27号）。",
            2022,
        ),  # its number is from memory
        ("学习《重大行政决策暂行条例》。", 2022),
        ("对照《法治社会建设实施纲要（2021—2025年）》抓落实。", 2022),
        ("《纲要》确定的任务全部分解到位。", 2022),
        ("贯彻《督察规定》。落实《法治政府建设与责任落实督察工作规定》（以下简称《督察规定》）。", 2022),
        ("印发《临溪县重大行政决策程序规定》。\n落实《临溪县重大行政决策程序办法》。", 2022),
        ("印发《临溪县规范性文件管理办法》。\n落实《临溪县行政规范性文件管理办法》。", 2022),
        ("落实《甲单位关于规范检查的意见》（甲发〔2021〕54号）。依照甲发〔2021〕45号文件，公布结果。", 2022),
        ("对照《法治政府建设与责任落实督察工作条例》自查。", 2022),
        ("落实《公路安全保护条例》。对照《公路安全保障条例》巡查。", 2022),
        ("学习《重大行政决策暂行程序条例》。", 2022),
        ("由县法制办审核文件12件。", 2022),
        ("县工商局、税务局联合检查12次。", 2021),
    ],
)
def test_what_is_only_likely_is_a_hint(text: str, year: int) -> None:
    assert [level for level, _ in found(text, year)] == ["hint"]


LEGITIMATE = """严格落实《法治政府建设与责任落实督察工作规定》（厅字〔2019〕28号）。
按照《重大行政决策程序暂行条例》（国务院令第713号）要求，规范决策程序。
制定《临溪县重大行政决策程序暂行规定》，修订《临溪县重大行政决策程序实施细则》。
县政府《重大行政决策程序规定》修订完成，出台《重大行政决策程序暂行规定》。
出台《临溪县党政主要负责人履行推进法治建设第一责任人职责实施办法》。
落实《法治政府建设实施纲要（2021—2025年）》（中发〔2021〕33号）。
印发《临溪县法治政府建设实施方案（2021—2025年）》。
根据《广东省法治政府建设实施纲要（2016—2020年）》制定任务分工。
我省《法治政府建设实施纲要（2016—2020年）》确定的任务如期完成。
对《法治政府建设实施纲要（2015—2020年）》实施情况开展终期评估。
落实《国务院办公厅关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见》（国办发〔2018〕118号）。
印发《临溪县全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度实施方案》（临政办〔2019〕15号）。
学习《中华人民共和国行政处罚法》《中华人民共和国行政复议法》。
落实《法治社会建设实施纲要（2020—2025年）》《法治中国建设规划（2020—2025年）》。
学习《政府督查工作条例》《政府信息公开条例》《优化营商环境条例》《信访工作条例》。
修订《临溪县人民政府工作规则》《中共临溪县委工作规则》。
制定《城区养犬管理办法》《城区河道管理办法》。
印发《临溪县规范性文件制定办法》《临溪县规范性文件备案办法》。
按照《市县法治政府建设示范指标体系》（2021年版）对标创建。
落实《法治政府建设实施纲要（2021—2025年）》（以下简称《纲要》），《纲要》任务全部分解。
县司法局与县自然资源局、县市场监管局联合开展检查，原县国土局、县工商局的执法职责全部划转。
机构改革前由县法制办承担的职责全部移交。
新修订的《行政处罚法》施行后，组织专题培训6期。
《浙江省行政执法监督条例》立法调研在我县开展，省行政执法监督条例征求意见座谈会召开。
《临溪县“十四五”法治政府建设规划》印发实施。
《临溪日报》刊发专版，《法治日报》报道经验做法。
印发《临溪县2021年工作要点》。\n印发《临溪县2022年工作要点》。""".splitlines()


@pytest.mark.parametrize("text", LEGITIMATE)
def test_what_is_right_or_local(text: str) -> None:
    assert found(text) == []


def test_plans_may_name_what_is_coming() -> None:
    text = "组织培训6期。\n二、下一步工作安排\n做好国务院《行政执法监督条例》出台后的学习宣传。"
    assert found(text, 2024) == []


def test_two_documents_of_one_sentence_are_two() -> None:
    assert found("印发《临溪县重大行政决策程序规定》和《临溪县重大行政决策程序办法》。") == []


def test_messages_say_what_is_right() -> None:
    (finding,) = findings("落实《法治政府建设与责任落实督查工作规定》。")
    assert finding.id == "consistency.instrument"
    assert "《法治政府建设与责任落实督察工作规定》" in finding.message
    (finding,) = findings("落实《法治政府建设与责任落实督察工作规定》（厅字〔2019〕38号）。")
    assert finding.message.endswith("的文号是厅字〔2019〕28号，这里写作厅字〔2019〕38号，请核对。")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("督查规定", "督察规定", (1, "查", "察")),
        ("程序规定", "程序暂行规定", (2, "", "暂行")),
        ("同名", "同名", (2, "", "")),
    ],
)
def test_where_two_names_differ(one: str, other: str, expected: tuple[int, str, str]) -> None:
    assert change(one, other) == expected


def test_the_data_file_is_sound() -> None:
    data = instruments()
    for entry in data.instruments:
        assert entry.issued[4] == "-", entry.name
        assert 1 <= int(entry.issued[5:]) <= 12, entry.name
        assert all(first < last for first, last, _, _ in entry.periods), entry.name
    assert all(list(law.dates) == sorted(law.dates) for law in data.revised.values())
    assert len({entry.name for entry in data.instruments}) == len(data.instruments)
