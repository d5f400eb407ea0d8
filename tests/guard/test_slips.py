"""What a proofreader sees at once: each slip beside its right twin, in a county's report."""

import pytest

import checker
from checker.model import RuleSet
from checker.pipeline import Options

HEAD = "白石县人民政府\n关于2023年度法治政府建设情况的报告\n\n一、主要成效\n"
TAIL = "\n\n白石县人民政府\n2024年1月20日\n"


def found(words: str, rules: RuleSet) -> list[tuple[str, str]]:
    card = checker.check_text(HEAD + words + TAIL, rules, Options(any_document=True, tokens=None))
    return [(entry.id.removeprefix("consistency."), entry.level) for entry in card.findings]


@pytest.mark.parametrize(
    ("wrong", "right", "expected"),
    [
        ("在下湾、炉前、大坪、岩背6个村设点。", "在下湾、炉前、大坪、岩背4个村设点。", ("enumeration", "error")),
        (
            "对3项决策严格履行公众参与、专家论证、合法性审查、集体讨论决定五道法定程序。",
            "对3项决策严格履行公众参与、专家论证、风险评估、合法性审查、集体讨论决定五道法定程序。",
            ("enumeration", "error"),
        ),
        ("学习《中华人民共和国乡村振兴法》。", "学习《中华人民共和国乡村振兴促进法》。", ("instrument", "hint")),
        ("落实《农民工工资支付保障条例》。", "落实《保障农民工工资支付条例》。", ("instrument", "hint")),
        (
            "印发《白石县承诺制实施办法》（白政发〔2023〕9号）。完善《白石县承诺制实施细则》（白政发〔2023〕9号）配套。",
            "印发《白石县承诺制实施办法》（白政发〔2023〕9号）。完善《白石县承诺制实施细则》（白政发〔2023〕8号）配套。",
            ("instrument", "error"),
        ),
        ("全县上下同心，优化我区营商环境。", "全县上下同心，优化我县营商环境，得到我市肯定。", ("place", "error")),
        ("不断提升执法规范化水平，不断提升执法规范化水平。", "不断提升执法规范化水平，不断改进作风。", ("duplicate", "error")),
        ("公布清单46项（此数请老李再核一下）。", "公布清单46项（核对一致后公布）。", ("residue", "error")),
        ("聘请监督员112名，推动由。", "聘请监督员112名，说明理由。", ("truncation", "error")),
        ("把合法性审查作为提交会议审议的。", "这是提交会议审议的。", ("truncation", "hint")),
        ("全县辖12个乡镇。全县14个乡镇建成平台。", "全县辖12个乡镇。全县12个乡镇建成平台。", ("figure", "hint")),
    ],
)  # fmt: skip
def test_a_slip_is_seen_and_its_right_twin_is_not(
    wrong: str, right: str, expected: tuple[str, str], rules: RuleSet
) -> None:
    assert found(wrong, rules) == [expected]
    assert found(right, rules) == []


@pytest.mark.parametrize(
    "words",
    [
        "全县实有主体41326户，其中合作社733户，较2022年底的38957户净增2369户，增长6.1%。",
        "全系统78个所中，人员不足5人的有19个，约占四分之一。",
        "对2区3县和42个部门开展述法，其中现场述法8个、书面述法39个。",
        "办理代表建议12件、委员提案17件，其中主办11件、会办18件。",
        "抽检21300批次，检出不合格612批次，不合格率2.9%。",
        "在城关、东河、西山3个镇和2个街道开展试点。",
        "向市政府报备文件7件，受理乡镇报备5件，报备率、及时率均为100%。",
        "从立案、调查、告知、决定到归档14个环节全部线上流转。",
    ],
)
def test_what_is_right_in_its_own_way_stays_unsaid(words: str, rules: RuleSet) -> None:
    assert found(words, rules) == []
