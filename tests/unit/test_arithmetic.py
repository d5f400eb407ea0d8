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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("抽查案卷200卷，合格194卷，不合格6卷。抽查的200卷案卷中有8卷不合格。", "“不合格”前文为"),
        ("举办执法培训班4期312人次。全年举办执法培训班4期286人次。", "“举办执法培训班4期”为 312人次"),
        ("举办法制员培训班5期。虽然全年举办了4期法制员培训班，但仍有差距。", "“法制员培训班”前文为"),
        ("全年政府常务会议会前学法6次。今年县政府常务会议会前学法8次。", "“会前学法”为 6次"),
        ("负责人应出庭40件，实际出庭43件。", "43 大于 40"),
        ("接访76件，包案9件，化解其中12件。", "分项 12 大于总数 9"),
        ("抽查案卷150卷，其中处罚90卷、许可60卷；评定优秀96卷，优秀率68%。", "96 ÷ 150 = 64.00%"),
        ("受理申请7530件，其中窗口1882件、网上5648件；按期办结7493件，按期办结率98.51%。", "7493 ÷ 7530 = 99.509%"),
    ],
)
def test_one_thing_told_twice_is_asked_about(text: str, words: str) -> None:
    entries = findings(text)
    assert [words in found.message for found in entries] == [True], [found.message for found in entries]
