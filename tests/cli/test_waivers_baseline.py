"""Waivers and baselines as an office uses them."""

import json
from pathlib import Path

import jsonschema
import pytest
from program import run

from checker import baseline
from checker.model import Outcome

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "examples/omissions/report.txt").read_text("utf-8")
COMPLETE = (ROOT / "examples/complete/report.txt").read_text("utf-8")
WRONG = "全年受理复议申请40件，办结38件，办结率96%。"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "甲县.txt").write_text(TEXT, "utf-8")
    (tmp_path / "乙县.txt").write_text(COMPLETE.replace("。", "。" + WRONG, 1), "utf-8")
    return tmp_path


def waive(folder: Path, *entries: str) -> None:
    (folder / "waivers.yaml").write_text("".join(entries), "utf-8")


ELEMENT = "- element: duty.four-personally\n  reason: 机构改革\n  approved_by: 张三\n  expires: 2026-12-31\n"
FINDING = (
    "- finding: consistency.ratio\n  quote: 办结率\n  document: '乙*'\n  reason: 统计口径不同\n  approved_by: 李四\n"
)


def test_a_waived_element_stays_on_the_card_with_both_scores(desk: Path) -> None:
    waive(desk, ELEMENT)
    arguments = ("check", "甲县.txt", "--waivers", "waivers.yaml", "--today", "2026-06-01")
    plain = json.loads(run("check", "甲县.txt", "-f", "json", cwd=desk).stdout)["reports"][0]
    data = json.loads(run(*arguments, "-f", "json", cwd=desk).stdout)
    schema = json.loads((ROOT / "checker/report/card.schema.json").read_text("utf-8"))
    jsonschema.validate(data, schema)
    card = data["reports"][0]
    assert card["score"] == plain["score"]
    assert card["waived"]["score"]["low"] > plain["score"]["low"]
    assert card["waived"]["elements"] == [
        {"element": "duty.four-personally", "reason": "机构改革", "approved_by": "张三", "expires": "2026-12-31"}
    ]
    (element,) = [entry for entry in card["elements"] if entry["id"] == "duty.four-personally"]
    assert element["outcome"] == "missing"
    for form in ("table", "markdown", "html"):
        shown = "".join(run(*arguments, "-f", form, cwd=desk).stdout.split())
        assert "已豁免：机构改革（张三批准，2026-12-31到期）" in shown, form
        assert "豁免后" in shown, form


def test_the_gate_uses_the_waived_score(desk: Path) -> None:
    arguments = ("check", "乙县.txt", "--fail-on", "error")
    assert run(*arguments, cwd=desk).returncode == 1
    waive(desk, FINDING)
    result = run(*arguments, "--waivers", "waivers.yaml", cwd=desk)
    assert result.returncode == 0
    assert "已豁免：统计口径不同（李四批准）" in "".join(result.stdout.split())
    text = COMPLETE
    (desk / "丙县.txt").write_text(text, "utf-8")
    result = run("check", "丙县.txt", "--waivers", "waivers.yaml", cwd=desk)
    assert "豁免文件第 1 行（consistency.ratio）没有用上" in result.stderr


def test_an_expired_waiver_does_not_hold(desk: Path) -> None:
    waive(desk, ELEMENT)
    result = run("check", "甲县.txt", "--waivers", "waivers.yaml", "--today", "2027-01-01", cwd=desk)
    assert "已于 2026-12-31 到期，不再有效" in result.stderr
    assert "已豁免" not in result.stdout


def test_what_is_mandatory_for_the_body_cannot_be_waived(desk: Path) -> None:
    waive(desk, ELEMENT.replace("duty.four-personally", "section.causes"))
    result = run("check", "甲县.txt", "--waivers", "waivers.yaml", cwd=desk)
    assert (result.returncode, "不能豁免" in result.stdout + result.stderr) != (0, False)
    assert result.returncode in (1, 3)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "- element: duty.nothing\n  reason: a\n  approved_by: b\n",
            "waivers.yaml:1:12：没有编号为 duty.nothing 的要素",
        ),
        ("- element: duty.four-personally\n  approved_by: b\n", "waivers.yaml:1:3：缺少 reason"),
        (
            "- element: duty.four-personally\n  reason: a\n  approved_by: b\n  until: c\n",
            "waivers.yaml:4:10：不认识的键 until",
        ),
        ("- finding: consistency.sums\n  reason: a\n  approved_by: b\n", "没有编号为 consistency.sums 的一致性检查"),
        ("- reason: a\n  approved_by: b\n", "element 和 finding 要写其中一个"),
        ("- element: duty.four-personally\n  reason: a\n  approved_by: b\n  expires: 明年\n", "不是日期"),
        ("element: x\n", "应是一个列表"),
        ('- element: duty.four-personally\n  reason: "a\\e[31m"\n  approved_by: b\n', "控制字符"),
        ("- element: duty.four-personally\n  reason: a\n  approved_by: b\n  expires: '20261231'\n", "不是日期"),
        ("- &a {element: duty.plan, reason: a, approved_by: b}\n- *a\n", "不能用 YAML 别名"),
    ],
)
def test_a_wrong_file_names_the_place(desk: Path, text: str, words: str) -> None:
    waive(desk, text)
    result = run("check", "甲县.txt", "--waivers", "waivers.yaml", cwd=desk)
    assert result.returncode == 3
    assert words in result.stderr


def test_the_baseline_lets_only_new_things_stop(desk: Path) -> None:
    assert run("baseline", "write", "甲县.txt", "乙县.txt", "-o", "b.json", cwd=desk).returncode == 0
    assert run("baseline", "check", "甲县.txt", "乙县.txt", "--baseline", "b.json", cwd=desk).returncode == 0
    (desk / "乙县.txt").write_text("\n\n" + (desk / "乙县.txt").read_text("utf-8"), "utf-8")  # all lines move
    assert run("baseline", "check", "乙县.txt", "--baseline", "b.json", cwd=desk).returncode == 0
    (desk / "乙县.txt").write_text(COMPLETE.replace("。", "。全年审查文件30件，其中办结35件。", 1), "utf-8")
    result = run("baseline", "check", "甲县.txt", "乙县.txt", "--baseline", "b.json", cwd=desk)
    assert result.returncode == 1
    assert "乙县.txt：第" in result.stdout
    assert "35" in result.stdout
    assert "已改好 1 项" in result.stdout
    assert "consistency.ratio" in result.stdout


def test_the_baseline_only_shrinks(desk: Path) -> None:
    run("baseline", "write", "乙县.txt", "甲县.txt", "-o", "b.json", cwd=desk)
    before = json.loads((desk / "b.json").read_text("utf-8"))["documents"]
    assert any(key.startswith("consistency.ratio|") for key in before["乙县.txt"])
    (desk / "乙县.txt").write_text(COMPLETE, "utf-8")
    assert run("baseline", "write", "乙县.txt", "-o", "b.json", cwd=desk).returncode == 0
    after = json.loads((desk / "b.json").read_text("utf-8"))["documents"]
    assert (after["乙县.txt"], after["甲县.txt"]) == ({}, before["甲县.txt"])
    (desk / "乙县.txt").write_text(COMPLETE.replace("。", "。" + WRONG, 1), "utf-8")
    result = run("baseline", "write", "乙县.txt", "-o", "b.json", cwd=desk)
    assert (result.returncode, "只减不增" in result.stdout) == (1, True)
    assert json.loads((desk / "b.json").read_text("utf-8"))["documents"] == after
    assert run("baseline", "write", "乙县.txt", "-o", "b.json", "--allow-growth", cwd=desk).returncode == 0


def test_what_can_no_longer_be_read_is_not_mended() -> None:
    known = {"a": {"duty.plan": 3}}
    gone = {"a": (baseline.Entry("duty.plan", baseline.WEIGHTS[Outcome.UNDECIDED], "待定"),)}
    assert baseline.compare(known, gone) == baseline.Difference((), ())
    assert baseline.shrunk(known, gone) == known
    assert baseline.compare({"a": {"duty.plan": 1}}, gone).new == (("a", "待定"),)


def test_a_baseline_that_is_none_is_a_wrong_call(desk: Path) -> None:
    (desk / "b.json").write_text('{"schema_version": 1, "ruleset": "other", "documents": {}}', "utf-8")
    result = run("baseline", "check", "甲县.txt", "--baseline", "b.json", cwd=desk)
    assert (result.returncode, "规则集 other 的基线" in result.stderr) == (2, True)
    (desk / "b.json").write_text("[]", "utf-8")
    assert "不是基线文件" in run("baseline", "check", "甲县.txt", "--baseline", "b.json", cwd=desk).stderr


def test_a_broken_report_is_not_written_into_a_baseline(desk: Path) -> None:
    (desk / "空.txt").write_bytes(b"")
    assert run("baseline", "write", "甲县.txt", "空.txt", "-o", "b.json", cwd=desk).returncode == 3
    assert not (desk / "b.json").exists()


def test_a_waived_element_is_no_part_of_a_baseline(desk: Path) -> None:
    known = (
        "baseline",
        "check",
        "甲县.txt",
        "--baseline",
        "b.json",
        "--waivers",
        "waivers.yaml",
        "--today",
        "2026-06-01",
    )
    (desk / "b.json").write_text('{"schema_version": 1, "ruleset": "fazhi", "documents": {}}', "utf-8")
    waive(desk, ELEMENT)
    told = run(*known, cwd=desk)
    assert "duty.four-personally" not in told.stdout
    assert "duty.debrief" in told.stdout
    late = run(*known[:-1], "2027-01-01", cwd=desk)
    assert "duty.four-personally" in late.stdout
    assert "到期" in late.stderr
    run("baseline", "write", "甲县.txt", "-o", "c.json", *known[-4:], cwd=desk)
    kept = json.loads((desk / "c.json").read_text("utf-8"))["documents"]["甲县.txt"]
    assert "duty.four-personally" not in kept
    assert "duty.debrief" in kept


def test_the_summary_of_several_reports_shows_both_scores(desk: Path) -> None:
    waive(desk, ELEMENT)
    arguments = ("check", "甲县.txt", "乙县.txt", "--waivers", "waivers.yaml", "--today", "2026-06-01")
    card = json.loads(run(*arguments, "-f", "json", cwd=desk).stdout)["reports"][0]
    both = f"{card['score']['low']:.1f}（豁免后 {card['waived']['score']['low']:.1f}）"
    for form in ("table", "markdown", "html"):
        told = run(*arguments, "-f", form, cwd=desk).stdout
        summary = told[-1500:] if form == "table" else told[:12_000]
        assert both in summary, form


def test_the_comments_of_a_draft_tell_what_is_waived(desk: Path) -> None:
    from docx import Document

    draft = Document()
    for line in TEXT.splitlines():
        draft.add_paragraph(line)
    draft.save(str(desk / "甲县.docx"))
    waive(desk, ELEMENT)
    told = run(
        "annotate", "甲县.docx", "-o", "批注.docx", "--waivers", "waivers.yaml", "--today", "2026-06-01", cwd=desk
    )
    assert told.returncode == 0, told.stderr
    comments = [comment.text for comment in Document(str(desk / "批注.docx")).comments]
    assert "豁免后" in comments[0]
    (waived,) = [words for words in comments if "已豁免：机构改革（张三 批准" in words]
    assert "亲自" in waived
