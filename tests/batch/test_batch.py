"""checker batch on this machine: every file a row, whatever happens to one of them."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import program
import pyarrow.parquet as pq
import pytest

import checker
from checker.batch import inputs, pool
from checker.batch.record import Job
from checker.errors import ReadError
from checker.model import RuleSet

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"


run = partial(program.run, "batch")


def records(folder: Path) -> dict[str, dict[str, Any]]:
    lines = (folder / "results.jsonl").read_text("utf-8").splitlines()
    return {record["path"]: record for record in map(json.loads, lines)}


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder with two good reports, a broken one, an empty one, and what Word leaves behind."""
    folder = tmp_path / "in"
    (folder / "乡镇").mkdir(parents=True)
    shutil.copy(EXAMPLES / "complete/report.txt", folder / "甲.txt")
    shutil.copy(EXAMPLES / "omissions/report.txt", folder / "乡镇/=乙.txt")
    (folder / "坏.docx").write_bytes(b"PK\x03\x04 no zip at all")
    (folder / "空.txt").write_bytes(b"")
    (folder / "~$甲.docx").write_bytes(b"lock")
    (folder / "说明.csv").write_text("a", "utf-8")
    return folder


def test_every_file_is_a_row_and_agrees_with_check(reports: Path, rules: RuleSet) -> None:
    result = run("in", "-o", "out", cwd=reports.parent)
    found = records(reports.parent / "out")
    assert result.returncode == 3
    assert {path: entry["status"] for path, entry in found.items()} == {
        "in/乡镇/=乙.txt": "checked", "in/甲.txt": "checked", "in/坏.docx": "failed", "in/空.txt": "failed",
    }  # fmt: skip
    card = checker.check(reports / "乡镇/=乙.txt", rules)
    assert found["in/乡镇/=乙.txt"]["outcomes"] == {entry.element: entry.outcome.value for entry in card.verdicts}
    assert found["in/乡镇/=乙.txt"]["low"] == round(float(card.score.low), 2)
    assert "文件是空的" in found["in/空.txt"]["message"]
    assert "未能检查：in/坏.docx" in result.stderr


def test_the_outputs_agree_with_each_other(reports: Path) -> None:
    run("in", "-o", "out", cwd=reports.parent)
    folder = reports.parent / "out"
    lines = records(folder)
    rows = {row["path"]: row for row in pq.read_table(folder / "results.parquet").to_pylist()}
    sheet = openpyxl.load_workbook(folder / "matrix.xlsx")["矩阵"]
    page = (folder / "index.html").read_text("utf-8")
    assert rows.keys() == lines.keys()
    omitted = [name for name, outcome in lines["in/乡镇/=乙.txt"]["outcomes"].items() if outcome == "missing"]
    assert omitted == [
        name for name in lines["in/乡镇/=乙.txt"]["outcomes"] if rows["in/乡镇/=乙.txt"][name] == "missing"
    ]
    assert "section.causes" in omitted
    cells = {row[1].value: row for row in sheet.iter_rows(min_row=2)}
    assert [cell.value for cell in cells["in/乡镇/=乙.txt"]].count("×") == len(omitted)
    assert (sheet.freeze_panes, sheet.auto_filter.ref is not None) == ("D2", True)
    card = lines["in/乡镇/=乙.txt"]["card"]
    assert f'href="cards/{card}"' in page
    assert "不足的原因" in (folder / "cards" / card).read_text("utf-8")


def test_no_text_becomes_a_formula(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    shutil.copy(EXAMPLES / "complete/report.txt", tmp_path / "in/=HYPERLINK(1).txt")
    os.rename(tmp_path / "in/=HYPERLINK(1).txt", tmp_path / "in/=1+1.txt")
    run("=1+1.txt", "-o", "../out", cwd=tmp_path / "in")
    cell = openpyxl.load_workbook(tmp_path / "out/matrix.xlsx")["矩阵"]["B2"]
    assert (cell.value, cell.data_type) == ("=1+1.txt", "s")


def test_the_number_of_workers_changes_nothing(reports: Path) -> None:
    made = []
    for jobs in ("1", "3"):
        run("in", "-o", "out", "-j", jobs, cwd=reports.parent)
        folder = reports.parent / "out"
        made.append(
            {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name[0] != "."}
        )
        shutil.rmtree(folder)
    assert made[0] == made[1]


def test_resume_checks_only_what_has_changed(reports: Path) -> None:
    run("in", "-o", "out", cwd=reports.parent)
    folder = reports.parent / "out"
    journal = folder / ".journal.jsonl"
    before = journal.read_bytes()
    text = (reports / "甲.txt").read_text("utf-8")
    (reports / "甲.txt").write_text(text + "\n补充一句。", "utf-8")
    (reports / "空.txt").unlink()
    run("in", "-o", "out", "--resume", cwd=reports.parent)
    added = [json.loads(line)["path"] for line in journal.read_bytes()[len(before) :].splitlines()]
    assert sorted(added) == ["in/坏.docx", "in/甲.txt"]  # what failed is tried again
    assert sorted(records(folder)) == ["in/乡镇/=乙.txt", "in/坏.docx", "in/甲.txt"]


def test_resume_does_not_use_records_of_other_options(reports: Path) -> None:
    run("in", "-o", "out", "--no-cards", cwd=reports.parent)
    run("in", "-o", "out", "--resume", "--no-cards", "--fail-under", "100", cwd=reports.parent)
    assert records(reports.parent / "out")["in/乡镇/=乙.txt"]["passed"] is False


def test_fail_on_makes_findings_stop_here_too(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    text = (EXAMPLES / "complete/report.txt").read_text("utf-8")
    (tmp_path / "in/a.txt").write_text(text.replace("。", "。全年受理申请40件，办结38件，办结率96%。", 1), "utf-8")
    for level, code in (("never", 0), ("error", 1)):
        assert run("in", "-o", "out", "--no-cards", "--fail-on", level, cwd=tmp_path).returncode == code
        (record,) = records(tmp_path / "out").values()
        assert record["passed"] is (code == 0)
    (tmp_path / "checker.toml").write_text('fail-on = "error"\n', "utf-8")
    assert run("in", "-o", "out", "--no-cards", "--resume", cwd=tmp_path).returncode == 1


def test_an_interrupted_run_leaves_what_is_finished(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    text = (EXAMPLES / "complete/report.txt").read_text("utf-8")
    for number in range(400):
        (folder / f"{number:03}.txt").write_text(f"{text}\n{number}", "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "checker", "batch", "in", "-o", "out", "-j", "2"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    journal = tmp_path / "out/.journal.jsonl"
    end = time.monotonic() + 60
    while time.monotonic() < end and not (journal.exists() and journal.read_bytes().count(b"\n") > 5):
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    done = len(records(tmp_path / "out"))
    assert (process.returncode, 0 < done < 400, "--resume" in told) == (130, True, True)
    assert f"还有 {400 - done} 份没有检查" in (tmp_path / "out/index.html").read_text("utf-8")
    assert run("in", "-o", "out", "--resume", cwd=tmp_path).returncode == 0
    assert len(records(tmp_path / "out")) == 400


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("import time; time.sleep(60)", "检查超过 0.5 秒"),
        ("import os; os._exit(7)", "意外退出（7）"),
        ("import sys; sys.stdout.write('no json\\n'); sys.stdout.flush(); sys.stdin.read()", "意外退出"),
    ],
)
def test_what_hangs_or_crashes_costs_its_row_only(
    script: str, words: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "worker.py"
    program.write_text(
        "import sys, json\nsys.stdin.readline(); print('{}', flush=True)\n"
        "for line in sys.stdin:\n    path = json.loads(line)[0]\n"
        f"    if path == 'bad': {script}\n"
        "    print(json.dumps({'path': path, 'status': 'checked'}), flush=True)\n",
        "utf-8",
    )
    monkeypatch.setattr(pool, "COMMAND", (sys.executable, str(program)))
    tasks = [("a", ""), ("bad", ""), ("b", "")]
    found = {record["path"]: record for record in pool.run(tasks, Job("fazhi", ""), 1, 0.5)}
    assert words in found["bad"]["message"]
    assert (found["a"]["status"], found["b"]["status"]) == ("checked", "checked")


def test_a_name_that_stands_for_no_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "leer").mkdir()
    with pytest.raises(ReadError, match="没有可检查的文件"):
        inputs.collect([str(tmp_path / "leer")])
    result = run("leer", "-o", "out", cwd=tmp_path)
    assert (result.returncode, (tmp_path / "out").exists()) == (3, False)


def test_lists_and_patterns(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(reports.parent)
    Path("a.list").write_text("in/甲.txt\n\nin/没有.txt\n", "utf-8")
    assert inputs.collect(["a.list"]) == ("in/没有.txt", "in/甲.txt")
    assert inputs.collect(["in/**/*.txt"]) == ("in/乡镇/=乙.txt", "in/甲.txt", "in/空.txt")
    assert inputs.collect(["in", "in/甲.txt"]).count("in/甲.txt") == 1


def test_waivers_are_kept_with_both_scores(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    shutil.copy(EXAMPLES / "omissions/report.txt", tmp_path / "in/甲.txt")
    shutil.copy(EXAMPLES / "complete/report.txt", tmp_path / "in/乙.txt")
    (tmp_path / "waivers.yaml").write_text(
        "- element: duty.four-personally\n  reason: 机构改革\n  approved_by: 张三\n"
        "- element: duty.debrief\n  document: '没有.txt'\n  reason: 无\n  approved_by: 张三\n",
        "utf-8",
    )
    (tmp_path / "checker.toml").write_text('waivers = "waivers.yaml"\n', "utf-8")
    result = run("in", "-o", "out", "-j", "1", cwd=tmp_path)
    assert "第 4 行（duty.debrief）没有用上" in result.stderr
    assert "第 1 行" not in result.stderr
    one, other = records(tmp_path / "out")["in/甲.txt"], records(tmp_path / "out")["in/乙.txt"]
    assert one["waived"] == ["duty.four-personally"]
    assert one["outcomes"]["duty.four-personally"] == "missing"
    assert one["relieved_low"] > one["low"]
    assert (other["waived"], other["relieved_low"]) == ([], None)
    page = (tmp_path / "out/index.html").read_text("utf-8")
    assert f"<br>豁免后 {one['relieved_low']:.1f}" in page
    assert '<td class="m">×免</td>' in page
    assert "机构改革（张三 批准）" in (tmp_path / "out/cards" / one["card"]).read_text("utf-8")
    sheet = openpyxl.load_workbook(tmp_path / "out/matrix.xlsx")["矩阵"]
    head, *lines = sheet.iter_rows(values_only=True)
    (line,) = [line for line in lines if line[1] == "in/甲.txt"]
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$1:$1")
    assert line[head.index("豁免后")] == one["relieved_low"]
    assert "×免" in line
    (tmp_path / "waivers.yaml").write_text("[]\n", "utf-8")  # what has been checked with other waivers is out of date
    run("in", "-o", "out", "-j", "1", "--resume", cwd=tmp_path)
    assert records(tmp_path / "out")["in/甲.txt"]["waived"] == []


def test_resume_checks_again_where_the_card_is_gone(reports: Path) -> None:
    run("in", "-o", "out", "-j", "1", cwd=reports.parent)
    before = records(reports.parent / "out")
    card = reports.parent / "out/cards" / before["in/甲.txt"]["card"]
    content = card.read_bytes()
    card.unlink()
    run("in", "-o", "out", "-j", "1", "--resume", cwd=reports.parent)
    assert card.read_bytes() == content
    assert records(reports.parent / "out") == before
