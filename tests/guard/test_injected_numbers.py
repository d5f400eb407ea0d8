"""One figure of a sentence that adds up is changed: it must be found, and nothing may be found elsewhere.

Deletion mutation for figures: every figure of every clean sentence, and of every report that we have, is changed in turn.
"""

import re
from pathlib import Path

import pytest
from arithmetic_cases import CLEAN

from checker import normalise, structure
from checker.consistency import change, figure, ratio
from checker.consistency import sum as sums
from checker.model import Finding, Source

ROOT = Path(__file__).parents[2]
UNSEEN = sorted((ROOT / "tests" / "unseen" / "reports").glob("*.txt"))
CHECKS = {"sum": sums.check, "ratio": ratio.check, "change": change.check, "figure": figure.check}
HEAD = "云汀县2023年度法治政府建设情况报告\n2023年，云汀县推进法治政府建设。\n一、主要举措和成效\n"

PROVABLE = {
    "sum": ["全年收到行政复议申请46件，其中受理41件、不予受理3件、移送2件，其余0件。",
            "办结复议案件38件：维持21件，撤销6件，确认违法2件，调解终止9件。", "现有执法人员86名，其中男61名、女25名。",
            "共办理人大代表建议57件、政协提案43件，合计100件。", "清理文件54件，其中保留40件、修改8件、废止6件。",
            "开展普法活动35场（其中进校园12场、进社区14场、进企业9场）。"],
    "ratio": ["全年受理行政复议案件40件，办结38件，办结率95%。", "应诉案件27件，负责人出庭24件，出庭应诉率88.9%。",
              "调解纠纷1520件，调解成功1497件，成功率98.49%。", "参加考试318人，合格306人，合格率96.2%。",
              "抽检产品420批次，不合格6批次，合格率98.57%。", "办理法律援助案件260件，其中农民工案件130件，占50%。"],
    "change": ["行政诉讼案件由上年的50件降至40件，同比下降20%。", "负责人出庭应诉率由78%提高到92%，提高14个百分点。",
               "信访总量由2400件次下降到1800件次，下降25%。", "去年立案80件，今年立案100件，同比增长25%。",
               "平均办理时限由20个工作日压缩到5个工作日，压减75%。"],
}  # fmt: skip
"""Sentences in which every figure bears on the computation."""


def findings(text: str) -> list[Finding]:
    source = Source("t", text, "")
    document = structure.build(source, normalise.normalise(source))
    return [found for check in CHECKS.values() for found in check(document)]


def changed(text: str) -> list[tuple[int, str]]:
    """The text with each of its counted figures made half as large again, one at a time, and where."""
    made = []
    for match in re.finditer(r"(?<![\d.〔])\d{2,5}(?=件|宗|场|名|人|批次|份|次|个工作日|%|个百分点)", text):
        value = int(match.group())
        made.append((match.start(), text[: match.start()] + str(value + max(2, value // 2)) + text[match.end() :]))
    return made


@pytest.mark.parametrize("kind", PROVABLE)
def test_a_slip_in_a_provable_sentence_is_found(kind: str) -> None:
    cases = [(sentence, HEAD + text + "\n") for sentence in PROVABLE[kind] for _, text in changed(sentence)]
    missed = [text.splitlines()[-1] for _, text in cases if not any(found.level == "error" for found in findings(text))]
    assert len(missed) <= 0.15 * len(cases), missed


def test_a_slip_elsewhere_makes_no_error_in_other_sentences() -> None:
    body = "\n".join(CLEAN)
    start = len(HEAD)
    text = f"{HEAD}{body}\n"
    for at, wrong in changed(text):
        line = text.count("\n", 0, at)
        beside = [found for found in findings(wrong) if found.level == "error" and found.evidence.line != line + 1]
        assert [(found.id, found.message) for found in beside if at >= start] == []


@pytest.mark.parametrize("path", UNSEEN[::4], ids=lambda path: path.stem)
def test_reports_of_others_hold_no_error_but_where_a_figure_was_changed(path: Path) -> None:
    text = path.read_text("utf-8")
    assert [(found.id, found.message) for found in findings(text) if found.level == "error"] == []
    for at, wrong in changed(text)[::5]:
        line = text.count("\n", 0, at) + 1
        beside = [found for found in findings(wrong) if found.level == "error" and abs(found.evidence.line - line) > 1]
        assert all(found.id == "consistency.figure" for found in beside)
