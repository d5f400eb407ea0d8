"""Each word of the condition language: where it is met and where not, through a rule set of one element."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import checker
from checker.match import KINDS
from checker.model import Outcome, Verdict
from checker.pipeline import Options

HEAD = {
    "id": "probe", "title": "试验", "version": "1.0.0", "pass_score": 60, "partial_credit": 0.5,
    "grades": [{"name": "合格", "from": 60}, {"name": "不合格", "from": 0}],
    "recognise": {"of": ["法治"], "at_least": 1, "per_thousand": 0},
    "checks": [{"id": "place", "name": "地名", "level": "error", **dict.fromkeys(("criterion", "advice", "wrong", "right"), "略")}],
    "dimensions": [{"id": "probe", "name": "试验", "file": "probe.yaml"}],
}  # fmt: skip
ELEMENT: dict[str, Any] = {
    "id": "probe.one", "name": "试验", "level": "expected", "weight": 1,
    "basis": [{"instrument": "试验", "verified": False}],
    "where": ["preamble", "achievements", "duty", "highlights"],
    "words": ["执法公示"], "partial": {"mentions": ["没有的词"]},
    "place": "正文", "criterion": "试验", "advice": "试验", "sample": "试验",
    "examples": [{"kind": "covered", "text": "试验", "outcome": "covered"}] * 4,
}  # fmt: skip
FRAME = "临溪县{year}年法治政府建设情况报告\n{year}年，临溪县推进各项工作。\n一、主要举措和成效\n{text}\n"

Judge = Callable[..., Verdict]


@pytest.fixture
def verdict(tmp_path: Path) -> Judge:
    """Verdict of one condition on a text."""

    def judge(covered: dict[str, Any], text: str, year: int = 2022, **element: Any) -> Verdict:
        (tmp_path / "ruleset.yaml").write_text(json.dumps(HEAD), "utf-8")
        body = {"elements": [{**ELEMENT, "covered": covered, **element}]}
        (tmp_path / "probe.yaml").write_text(json.dumps(body), "utf-8")
        rules = checker.load_rules(tmp_path)
        card = checker.check_text(FRAME.format(year=year, text=text), rules, Options(any_document=True, tokens=None))
        return card.verdicts[0]

    return judge


MET, UNMET = True, False
CASES: list[tuple[str, Any, str, bool]] = [
    ("states", ["案卷评查"], "开展案卷评查2次。", MET),
    ("states", ["案卷评查"], "加强案卷评查。", UNMET),
    ("states", ["案卷评查"], "尚未开展案卷评查。", UNMET),
    ("states", ["案卷评查"], "（一）案卷评查\n组织培训3期。", UNMET),
    ("states", ["案卷评查"], "要落实案卷评查。\n二、下一步打算\n开展案卷评查。", MET),
    ("states", ["案卷评查"], "组织培训。\n二、下一步打算\n开展案卷评查。", UNMET),
    ("states", ["案卷评查"], "组织培训。\n二、存在的问题\n案卷评查开展不够。", UNMET),
    ("states", ["行政复议"], "由行政复议科办理。", UNMET),
    ("states", ["行政复议"], "组织学习行政复议法。", UNMET),
    ("states", ["行政复议"], "全年未发生行政复议案件。", MET),
    ("states", ["合法性{审核,审查}"], "文件均经合法性审查。", MET),
    ("states", ["规范性文件…备案"], "规范性文件均已报市政府备案。", MET),
    ("states", ["规范性文件…备案"], "备案的规范性文件。", UNMET),
    ("states", ["规范性文件…备案"], "制定规范性文件三件，企业登记备案百件。", UNMET),
    ("states", ["规范性文件……备案"], "制定规范性文件三件，均已备案。", MET),
    ("states", ["规范性文件……备案"], "制定规范性文件三件。均已备案。", UNMET),
    ("states", ["受理…#件"], "受理案件56件。", MET),
    ("states", ["受理…#件"], "受理案件56人次。", UNMET),
    ("states", ["受理…#"], "受理案件五十余起。", MET),
    ("mentions", ["案卷评查"], "加强案卷评查。", MET),
    ("mentions", ["案卷评查"], "（一）案卷评查\n组织培训3期。", MET),
    ("mentions", ["案卷评查"], "尚未开展案卷评查。", UNMET),
    ("studied", ["决策程序"], "集中学习《重大行政决策程序规定》。", MET),
    ("studied", ["决策程序"], "严格执行《重大行政决策程序规定》。", UNMET),
    ("states", ["决策程序"], "严格执行《重大行政决策程序规定》。", MET),
    ("states", ["决策程序"], "集中学习《重大行政决策程序规定》。", UNMET),
    ("states", {"of": ["检查"], "unless": ["消防"], "within": "clause"}, "开展检查3次，组织消防演练。", MET),
    ("states", {"of": ["检查"], "unless": ["消防"], "within": "sentence"}, "开展检查3次，组织消防演练。", UNMET),
    ("states", ["食品检查"], "会同市公安局、市民政局、市食品检查大队、市税务局等单位出动。", UNMET),
    ("states", ["食品检查"], "由市食品检查协调科、办公室负责。", UNMET),
    ("states", ["培训"], "原定6月举办的执法培训班，因疫情未能开班。", UNMET),
    ("states", ["培训"], "举办执法培训班，没有收到投诉。", MET),
    ("together", {"within": "item", "of": [["行政应诉"], ["出庭"]]}, "一是强化行政应诉。全年出庭12次。", MET),
    ("together", {"within": "item", "of": [["行政应诉"], ["出庭"]]}, "一是强化行政应诉。二是出庭作证12次。", UNMET),
    ("together", {"within": "item", "of": [["行政应诉"], ["出庭"]]}, "（一）行政应诉\n负责人出庭12次。", MET),
    ("together", {"within": "item", "of": [["行政应诉"], ["出庭"]]}, "（一）做好行政应诉。一是出庭12次。二是复盘。", MET),
    ("together", {"within": "item", "of": [["行政应诉"], ["出庭"]]}, "（一）做好行政应诉。复盘。\n（二）其他。出庭3次。", UNMET),
    ("together", {"within": "sentence", "of": [["应诉"], ["出庭"]]}, "加强应诉工作，负责人出庭3次。", MET),
    ("together", {"within": "clause", "of": [["应诉"], ["出庭"]]}, "做好应诉工作，负责人出庭3次。", UNMET),
    ("together", {"within": "sentence", "of": [["检查"], ["#次"]], "unless": ["消防"]}, "开展检查3次。", MET),
    ("together", {"within": "sentence", "of": [["检查"], ["#次"]], "unless": ["消防"]}, "开展消防检查3次。", UNMET),
    ("count", {"at_least": 2, "of": [["部署"], ["过问"], ["督办"]]}, "他部署工作，督办案件。", MET),
    ("count", {"at_least": 2, "of": [["部署"], ["过问"], ["督办"]]}, "他部署工作。", UNMET),
    ("count", {"at_least": 2, "within": "clause", "of": [["部署"], ["督办"]]}, "他部署工作，督办案件。", UNMET),
    ("heading", ["第一责任人"], "（一）履行第一责任人职责\n县长主持会议。", MET),
    ("heading", ["第一责任人"], "（一）规范执法\n落实第一责任人职责。", UNMET),
    ("sentences", {"at_least": 2, "of": [["县长"]]}, "县长主持会议。县长听取汇报。", MET),
    ("sentences", {"at_least": 2, "of": [["县长"]]}, "县长主持会议。\n县长听取汇报。", UNMET),
    ("passage", {"roles": ["achievements"], "at_least": 2}, "组织培训3期。审查文件5件。", MET),
    ("passage", {"roles": ["achievements"], "at_least": 2}, "组织培训3期。", UNMET),
    ("points", {"role": "problems", "at_least": 2, "of": ["薄弱", "单一"], "except": ["由于"]},
     "培训3期。\n二、存在的问题\n力量薄弱，形式单一。", MET),
    ("points", {"role": "problems", "at_least": 2, "of": ["薄弱", "单一"], "except": ["由于"]},
     "培训3期。\n二、存在的问题\n由于力量薄弱，形式单一。", UNMET),
    ("form", ["title.year", "issuer.named"], "组织培训3期。", MET),
    ("form", ["signature.date"], "组织培训3期。", UNMET),
    ("opening", ["推进各项工作"], "组织培训3期。", MET),
    ("opening", ["组织培训"], "组织培训3期。", UNMET),
    ("finding", "consistency.place", "扎实推进法治浦坪县建设。", MET),
    ("finding", "consistency.place", "建设社会主义现代化新漯河。", UNMET),  # a hint: its city may be 漯河
    ("finding", "consistency.place", "组织培训3期。", UNMET),
    ("pattern", "培训[0-9]+期", "组织培训3期。", MET),
    ("pattern", "培训[0-9]+期", "拟于明年组织培训3期。", UNMET),
    ("any", [{"states": ["甲乙"]}, {"states": ["培训"]}], "组织培训3期。", MET),
    ("any", [{"states": ["甲乙"]}, {"states": ["丙丁"]}], "组织培训3期。", UNMET),
    ("all", [{"states": ["考试"]}, {"states": ["培训"]}], "组织培训3期，考试2次。", MET),
    ("all", [{"states": ["考试"]}, {"states": ["培训"]}], "组织培训3期。", UNMET),
    ("none", [{"states": ["考试"]}], "组织培训3期。", MET),
    ("none", [{"states": ["培训"]}], "组织培训3期。", UNMET),
    ("since", {"year": 2021, "of": {"states": ["培训"]}}, "组织培训3期。", MET),
    ("since", {"year": 2023, "of": {"states": ["培训"]}}, "组织培训3期。", UNMET),
    ("until", {"year": 2022, "of": {"states": ["培训"]}}, "组织培训3期。", MET),
    ("until", {"year": 2021, "of": {"states": ["培训"]}}, "组织培训3期。", UNMET),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "value", "text", "met"), CASES)
def test_condition(verdict: Judge, kind: str, value: Any, text: str, met: bool) -> None:
    assert (verdict({kind: value}, text).outcome is Outcome.COVERED) is met


def test_every_kind_has_a_case_that_is_met_and_one_that_is_not() -> None:
    assert {(kind, met) for kind, _, _, met in CASES} == {(kind, met) for kind in KINDS for met in (MET, UNMET)}


def test_evidence_is_the_fact_and_not_the_heading(verdict: Judge) -> None:
    found = verdict(
        {"together": {"within": "item", "of": [["行政应诉"], ["出庭"]]}}, "（一）行政应诉\n负责人出庭12次，败诉2件。"
    )
    assert [entry.quote for entry in found.evidence] == ["负责人出庭12次，败诉2件"]
    assert found.evidence[0].section == "一、主要举措和成效 / （一）行政应诉"
    assert found.evidence[0].line == 5


@pytest.mark.parametrize(
    ("text", "only", "reason"),
    [
        ("组织培训。\n二、存在的问题\n执法公示不及时。", "problems", "only.problems"),
        ("组织培训。\n二、下一步打算\n落实执法公示。", "plans", "only.plans"),
        ("我县将进一步落实执法公示。", "plans", "only.plans"),
        ("尚未落实执法公示。", None, "said.lacking"),
        ("组织培训。", None, "absent"),
        ("落实执法公示。", None, "words.only"),
    ],
)
def test_why_it_is_missing(verdict: Judge, text: str, only: str | None, reason: str) -> None:
    found = verdict({"states": ["没有的词"]}, text)
    assert (found.outcome, found.only, found.reason) == (Outcome.MISSING, only, reason)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("加强执法公示。", "half.slogan"),
        ("（一）执法公示\n组织培训。", "half.heading"),
        ("按照省政府关于执法公示的要求，组织培训。", "half.demanded"),
    ],
)
def test_why_it_is_partial(verdict: Judge, text: str, reason: str) -> None:
    found = verdict({"states": ["没有的词"]}, text, partial={"mentions": ["执法公示"]})
    assert (found.outcome, found.reason) == (Outcome.PARTIAL, reason)


def test_years_that_do_not_apply(verdict: Judge) -> None:
    found = verdict({"states": ["培训"]}, "组织培训3期。", year=2020, since=2021)
    assert (found.outcome, found.reason) == (Outcome.NOT_APPLICABLE, "since.2021")
    assert verdict({"states": ["培训"]}, "组织培训3期。", year=2021, since=2021).outcome is Outcome.COVERED
