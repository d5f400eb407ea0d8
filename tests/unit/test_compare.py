"""Two years side by side: plans without an echo."""

import checker
from checker import compare
from checker.model import Scorecard
from checker.pipeline import Options


def report(year: int, work: str, plans: str) -> Scorecard:
    text = f"白石县人民政府{year}年法治政府建设年度报告\n一、主要成效\n{work}\n二、下一步工作安排\n{plans}\n"
    return checker.check_text(text, options=Options(any_document=True, tokens=None), name=f"{year}.txt")


def test_a_topic_before_the_plan_is_no_plan_of_its_own() -> None:
    last = report(
        2022,
        "全年办理行政复议案件46件，纠正8件。",
        "（一）持续深化依法行政。修订水资源保护管理办法，按季度开展处罚案卷评查，把评查结果通报到乡镇。\n"
        "（二）强化基层法律服务。在每个村配齐一名法律顾问，为留守老人建立法律援助上门服务档案。",
    )
    this = report(
        2023, "修订水资源保护管理办法，按季度开展处罚案卷评查四次，评查结果均通报到乡镇。", "继续做好各项工作。"
    )
    left = [entry.plan.quote for entry in compare.compare(last, this).unanswered]
    assert left == ["在每个村配齐一名法律顾问，为留守老人建立法律援助上门服务档案"]
