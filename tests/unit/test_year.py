"""consistency.year: years that do not go with the report's; history, comparison, periods and numbers are no claims."""

import pytest

from checker import normalise, structure
from checker.consistency import year
from checker.model import Finding, Source

HEAD = "临溪县人民政府2022年法治政府建设情况报告\n2022年，临溪县推进各项工作。\n一、主要举措和成效\n"
PLANS = HEAD + "组织培训6期。\n二、下一步工作安排\n"
SIGNED = "\n临溪县人民政府\n2023年1月20日\n"


def findings(text: str, head: str = HEAD, tail: str = SIGNED) -> list[Finding]:
    source = Source("t", head + text + tail, "")
    return list(year.check(structure.build(source, normalise.normalise(source))))


def found(text: str, head: str = HEAD, tail: str = SIGNED) -> list[tuple[str, str]]:
    return [(finding.level, finding.evidence.quote) for finding in findings(text, head, tail)]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("2021年，我县深入推进法治政府建设，成效明显。", "2021年，我县深入推进法治政府建设"),
        ("2021年1至12月，全县共调解纠纷320件。", "2021年1至12月，全县共调解纠纷320件"),
        ("2021年，全年共受理行政复议案件35件。", "2021年，全年共受理行政复议案件35件"),
        ("二〇二一年，全县共调解纠纷420件。", "二〇二一年，全县共调解纠纷420件"),
        ("全县2021年共开展执法检查120次。", "2021年共开展执法检查120次"),
        ("2023年，全县共开展执法检查120次。", "2023年，全县共开展执法检查120次"),
        ("2023年3月，县政府组织专题培训。", "2023年3月，县政府组织专题培训"),
        ("截至2023年底，累计办理法律援助320件。", "2023年底，累计办理法律援助320件"),
        ("行政复议案件46件，比2022年增长15%。", "2022年增长15%"),
        ("2022年是“十四五”开局之年，各项工作有序推进。", "2022年是“十四五”开局"),
        ("现将2021年度法治政府建设情况报告如下。", "2021年度法治政府建设情况报告如下"),
        ("2021年，我县举办活动45场，较上年（2021年）的40场增长12.5%。", "2021年，我县举办活动45场"),
    ],
)
def test_told_under_a_year_that_cannot_be(text: str, quote: str) -> None:
    assert found(text) == [("error", quote)]


@pytest.mark.parametrize(
    "text",
    [
        "2021年8月，县政府印发实施方案。",
        "3月，印发《2021年法治政府建设工作要点》。",
        "编制并公布2021年度重大行政决策事项目录。",
        "截至2021年底，累计办理法律援助320件。",
        "2021年，县政府印发了五年规划。",
        "2021年，县委将法治建设纳入年度考核，亲自部署。",
        "2021年，全县茶农因收购价起了争执，久拖不决。",
        "受理投诉320件，同比较2019年下降12%。",
    ],
)
def test_what_may_have_a_reason_is_a_hint(text: str) -> None:
    assert [level for level, _ in found(text)] == ["hint"]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("2022年，我们将重点抓好以下工作。", "error"),
        ("2021年，我县将继续加强培训。", "error"),
        ("2024年，我们将重点抓好以下工作。", "hint"),
        ("2022年是全面贯彻落实党的二十大精神的开局之年，任务繁重。", "hint"),
        ("力争2022年底前完成全部整改任务。", "error"),
        ("2022年起，所有文件一律先审后发。", "hint"),
        ("下一步，我县将在2022年重点做好以下工作。", "error"),
        ("2022年主要工作安排如下：加强培训。", "error"),
        ("新的一年，我县将编制2022年度重大行政决策事项目录。", "hint"),
    ],
)
def test_plans_for_a_year_that_is_past(text: str, level: str) -> None:
    assert [entry for entry, _ in found(text, PLANS)] == [level]


@pytest.mark.parametrize(
    ("heading", "level"),
    [
        ("一、2021年工作开展情况", "error"),
        ("三、2022年工作安排", "error"),
        ("三、2025年工作打算", "hint"),
    ],
)
def test_headings(heading: str, level: str) -> None:
    assert [entry for entry, _ in found(f"组织培训6期。\n{heading}\n抓好各项工作。")] == [level]


@pytest.mark.parametrize(
    "heading",
    [
        "一、2022年工作开展情况",
        "三、2023年工作安排",
        "（三）2021年度法治政府建设考核反馈问题整改情况",
        "（四）2022年工作计划完成情况",
    ],
)
def test_headings_that_are_right(heading: str) -> None:
    assert found(f"组织培训6期。\n{heading}\n抓好各项工作。") == []


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2023年1月20日", []),
        ("2022年12月28日", []),
        ("2022年11月30日", []),
        ("2021年12月28日", ["error"]),
        ("2022年1月20日", ["hint"]),
        ("2024年1月20日", ["hint"]),
        ("二〇二三年一月二十日", []),
    ],
)
def test_the_signature(date: str, expected: list[str]) -> None:
    assert [level for level, _ in found("组织培训6期。", tail=f"\n临溪县人民政府\n{date}\n")] == expected


def test_an_event_after_the_signature() -> None:
    tail = "\n临溪县人民政府\n2022年11月20日\n"
    assert found("2022年12月5日，县政府组织集中宣传。", tail=tail) == [("error", "2022年12月5日，县政府组织集中宣传")]
    assert found("2022年10月5日，县政府组织集中宣传。", tail=tail) == []


def test_a_wrong_title_is_told_once() -> None:
    text = "".join(f"\n2021年，全县共办理{name}36件。" for name in ("行政复议", "法律援助", "行政应诉", "公证", "调解"))
    (finding,) = [entry for entry in findings("组织培训。" + text) if "受理" not in entry.message]
    assert finding.level == "error"
    assert "全文这样的地方有5处" in finding.message


LEGITIMATE = """2021年度考核结果已在3月份通报，我县列全市第二。
自2019年以来，全县累计受理行政复议案件256件。
2021年以来，全县共办理法律援助案件512件。
受理案件46件，比2021年增长12%，较2020年下降3.5个百分点。
对2021年底以前印发的文件进行清理，废止12件。
截至2022年11月底，全县共受理申请36件。
截至2023年1月，整改任务全部完成。
2023年1月，县政府常务会议审议了本报告。
2023年1月10日，召开县委全面依法治县委员会会议，总结2022年度工作。
落实《临溪县法治社会建设实施方案（2021—2025年）》。
根据国办发〔2022〕27号文件要求，制定裁量权基准。
2021年，我县受理行政复议案件40件；2022年，受理46件，增长15%。
2022年共受理行政复议案件46件。2021年共受理行政复议案件40件。
2020年，我县被列为全省试点，今年以来试点工作全面铺开。
2021年全县共有规范性文件120件，今年清理后继续有效98件。
2023年预算安排法治经费320万元，比上年增加10%。
新建的法律服务中心预计2023年6月交付使用。
办法自2023年1月1日起施行。
2018年机构改革时遗留的执法人员身份问题得到解决。
2021年至2022年，全县连续两年获评优秀。
2019年、2020年、2021年信访量分别为320件、280件、210件，逐年下降。
县审计局对2021年度预算执行情况进行了审计。
开展2021年度述法工作，点评12名主要负责人。
2021年案卷评查发现的问题全部整改到位。
申报2023年度省级示范项目2个，编制2023年度重大行政决策事项目录，征集建议18条。
到2025年，法治政府建设率先实现突破。
公布了2021年度法治政府建设年度报告。
修订2019年出台的重大行政决策程序规定，废止2010年制定的城市管理办法。
2021年立案、2022年办结的案件15件。
与2021年同期相比，投诉量下降两成。
我县2021年法治建设考核获得优秀等次。
2022年是党的二十大召开之年，也是“十四五”规划实施的关键之年。
2021年是“十四五”开局之年，我县制定了五年规划，2022年逐项推进。
2012年，我县建成第一个社区矫正中心。
“八五”普法自2021年启动，2025年总结验收。
我县2021年制定的办法继续执行，2021年受理的12件案件全部审结。
2021年县政府工作报告确定的任务按期完成。
2020年，全县行政机关负责人出庭应诉率为52%，通过通报约谈提升到100%。
2021年是“十三五”规划收官后的第一年。
受理案件50件，2021年、2020年分别为40件、36件。""".splitlines()


@pytest.mark.parametrize("text", LEGITIMATE)
def test_years_that_are_no_claims(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "2023年，我县将重点做好以下工作。",
        "2023年是全面贯彻落实党的二十大精神的开局之年，我们将继续努力。",
        "到2024年底，实现执法队伍持证率100%。",
        "力争2025年建成全国法治政府建设示范县。",
        "继续对2022年度考核发现的问题进行整改，深化2022年开展的执法监督试点成果。",
        "全面完成2022年未办结的36件复议案件，在2022年工作的基础上加强培训。",
        "2022年虽然取得了一定成绩，但仍有差距，2023年将迎头赶上。",
    ],
)
def test_plans_that_are_right(text: str) -> None:
    assert found(text, PLANS) == []


def test_nothing_where_the_text_does_not_state_its_year() -> None:
    head = "关于法治政府建设工作的总结\n一年来，我局推进各项工作。\n一、主要成效\n"
    assert found("2021年，我局共组织培训6期。", head, "") == []


def test_reports_about_several_years_or_half_a_year() -> None:
    several = "临溪县五年法治政府建设情况报告\n2022年，临溪县推进各项工作。\n一、主要举措和成效\n"
    assert found("2021年，全县共办理法律援助36件。", several, "") == []
    half = "临溪县2022年上半年法治政府建设情况报告\n2022年，临溪县推进各项工作。\n二、下一步工作安排\n"
    assert found("2022年，我们将继续加强培训。", half, "\n临溪县人民政府\n2022年7月5日\n") == []


def test_the_message_says_what_to_check() -> None:
    (finding,) = findings("2021年，全年共受理行政复议案件35件。")
    assert finding.id == "consistency.year"
    assert finding.message == "报告年度是2022年，这里把工作写在2021年，请核对年份。"
    assert finding.evidence.section == "一、主要举措和成效"
