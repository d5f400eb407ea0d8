"""consistency.sum, ratio, change, figure: what does not add up is told with the computation, what does is left alone."""

import pytest
from arithmetic_cases import BROKEN, CLEAN

from checker import normalise, structure
from checker.consistency import change, figure, ratio
from checker.consistency import sum as sums
from checker.model import Finding, Source

HEAD = "云汀县2023年度法治政府建设情况报告\n2023年，云汀县推进法治政府建设。\n一、主要举措和成效\n"
CHECKS = (sums.check, ratio.check, change.check, figure.check)


def findings(body: str) -> list[Finding]:
    source = Source("t", f"{HEAD}{body}\n", "")
    document = structure.build(source, normalise.normalise(source))
    return [found for check in CHECKS for found in check(document)]


@pytest.mark.parametrize("text", CLEAN)
def test_what_adds_up_is_left_alone(text: str) -> None:
    assert [(found.id, found.evidence.quote, found.message) for found in findings(text)] == []


@pytest.mark.parametrize(("name", "text"), BROKEN)
def test_what_contradicts_itself_is_an_error(name: str, text: str) -> None:
    assert [(found.id, found.level) for found in findings(text)] == [(f"consistency.{name}", "error")]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("受理40件，办结38件，办结率96%。", "38 ÷ 40 = 95.00%，文中作 96%"),
        ("由上年的50件降至40件，下降25%。", "（50 − 40）÷ 50 = 20.00%，文中作 25%"),
        ("收到申请30件，其中维持12件、撤销5件、终止10件，共审结30件。", "12 + 5 + 10 = 27"),
        ("由78%提高到92%，提高16个百分点。", "92 − 78 = 14，文中作 16个百分点"),
        ("组织培训6期，其中专题培训8期。", "分项 8 大于总数 6"),
    ],
)
def test_the_computation_is_shown(text: str, shown: str) -> None:
    assert any(shown in found.message for found in findings(text)), [found.message for found in findings(text)]


def test_a_rate_that_is_only_cut_off_is_a_hint() -> None:
    ((found),) = findings("参加考试300人，合格286人，合格率95.3%。受理90件，办结86件，办结率95.5%。")
    assert (found.level, found.evidence.quote[-5:]) == ("hint", "95.5%")


@pytest.mark.parametrize(
    "text",
    [
        "受理约40件，办结38件，办结率96%。",
        "受理40余件，办结38件，办结率96%。",
        "清理文件近54件，其中保留40件、修改8件、废止9件等。",
    ],
)
def test_what_is_approximate_proves_nothing(text: str) -> None:
    assert [found for found in findings(text) if found.level == "error"] == []
