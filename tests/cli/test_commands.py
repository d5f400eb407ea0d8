"""The program as a user calls it: exit codes, streams, formats."""

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

ROOT = Path(__file__).parents[2]
COMPLETE = ROOT / "examples" / "complete" / "report.txt"
OMISSIONS = ROOT / "examples" / "omissions" / "report.txt"
SCHEMA = json.loads((ROOT / "checker" / "report" / "card.schema.json").read_text("utf-8"))


def run(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    inherited = {name: value for name, value in os.environ.items() if name not in ("FORCE_COLOR", "NO_COLOR")}
    env = {**inherited, "PYTHONWARNINGS": "error", **environment}
    return subprocess.run(
        [sys.executable, "-m", "checker", *arguments],
        cwd=ROOT,
        env=env,
        input=stdin,
        capture_output=True,
        check=False,
        timeout=120,
    )


def out(result: subprocess.CompletedProcess[bytes]) -> str:
    return result.stdout.decode("utf-8")


def err(result: subprocess.CompletedProcess[bytes]) -> str:
    return result.stderr.decode("utf-8")


def test_a_complete_report_passes() -> None:
    result = run("check", str(COMPLETE))
    assert (result.returncode, err(result)) == (0, "")
    assert "结论  通过" in out(result)
    assert "\x1b" not in out(result)


def test_an_incomplete_report_fails_and_says_what_is_missing() -> None:
    result = run("check", str(OMISSIONS))
    assert result.returncode == 1
    assert "未通过：必须有的内容缺失" in out(result)
    missing = out(result).partition("缺失（")[2]
    assert missing.index("【必备】") < missing.index("【应有】")


@pytest.mark.parametrize("path", [COMPLETE, OMISSIONS])
def test_json_follows_its_schema_and_quotes_stand_in_the_source(path: Path) -> None:
    result = run("check", str(path), "--format", "json")
    card = json.loads(result.stdout)
    jsonschema.Draft202012Validator(SCHEMA).validate(card)
    (report,) = card["reports"]
    text = path.read_text("utf-8")
    passages = [passage for element in report["elements"] for passage in element["evidence"] + element["nearest"]]
    assert passages
    for passage in passages:
        assert text[passage["start"] : passage["end"]] == passage["quote"]
        assert text.count("\n", 0, passage["start"]) + 1 == passage["line"]
    assert all(element["evidence"] for element in report["elements"] if element["outcome"] in ("covered", "partial"))


def test_lines_fit_into_eighty_columns() -> None:
    from checker.report.table import width

    for line in out(run("check", str(OMISSIONS))).splitlines():
        assert width(line) <= 84, line  # closing punctuation may hang over


def test_standard_input_output_file_and_markdown(tmp_path: Path) -> None:
    target = tmp_path / "card.md"
    result = run("check", "-", "--format", "markdown", "-o", str(target), stdin=COMPLETE.read_bytes())
    assert (result.returncode, out(result)) == (0, "")
    assert target.read_text("utf-8").startswith("# ")
    assert os.listdir(tmp_path) == ["card.md"]


def test_gates() -> None:
    department = str(ROOT / "examples" / "department" / "report.txt")
    assert run("check", department).returncode == 0
    assert run("check", department, "--fail-under", "99").returncode == 1
    assert run("check", str(COMPLETE), "--require", "duty.plan").returncode == 0
    wrong = run("check", str(COMPLETE), "--require", "no.such")
    assert wrong.returncode == 2
    assert "没有编号为 no.such 的要素" in err(wrong)


def test_one_bad_file_never_gives_zero_and_never_stops_the_others(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    result = run("check", str(empty), str(COMPLETE), "--format", "json")
    assert result.returncode == 3
    card = json.loads(result.stdout)
    assert [entry["path"] for entry in card["errors"]] == [str(empty)]
    assert len(card["reports"]) == 1
    jsonschema.Draft202012Validator(SCHEMA).validate(card)
    table = run("check", str(empty), str(COMPLETE))
    assert "未能检查" in out(table)
    assert "空的" in err(table)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["check"], 2, "缺少"),
        (["check", "--nonsense"], 2, "没有选项"),
        (["chek"], 2, "没有这个命令"),
        (["check", "x.txt", "--format", "xls"], 2, "table、json、markdown、html、docx、pdf"),
        (["check", "none.txt"], 3, "没有这个文件"),
        (["check", "x.txt", "--rules", "none"], 3, "没有规则集"),
        (["explain", "no.such"], 2, "没有编号为"),
        (["check", "README.md", "-o", "README.md"], 2, "换一个文件名"),
    ],
)
def test_wrong_calls(arguments: list[str], code: int, words: str) -> None:
    result = run(*arguments)
    assert result.returncode == code
    assert words in err(result)
    assert "Traceback" not in err(result)


POEM = "床前明月光，疑是地上霜。\n举头望明月，低头思故乡。\n" * 20
WORK = "各位代表：现在我代表县人民政府向大会报告工作。全年地区生产总值增长6%，粮食总产量再创新高。\n" * 40


@pytest.mark.parametrize("text", [POEM, WORK])
def test_a_text_of_another_kind_is_not_scored(text: str) -> None:
    result = run("check", "-", stdin=text.encode())
    assert result.returncode == 3
    assert "不像《法治政府建设年度报告》" in err(result)
    assert run("check", "-", "--any-document", stdin=text.encode()).returncode == 1


def test_no_color_and_colour_on_demand() -> None:
    assert b"\x1b[" in run("check", str(OMISSIONS), FORCE_COLOR="1").stdout
    assert b"\x1b[" not in run("check", str(OMISSIONS), NO_COLOR="1").stdout
    assert b"\x1b[" not in run("check", str(OMISSIONS)).stdout


def test_the_same_bytes_every_time_and_with_any_number_of_processes(tmp_path: Path) -> None:
    paths = []
    for number in range(30):
        path = tmp_path / f"{number:02}.txt"
        path.write_bytes((COMPLETE if number % 2 else OMISSIONS).read_bytes())
        paths.append(str(path))
    serial = run("check", *paths, "--format", "json", PYTHONHASHSEED="1")
    spread = run("check", *paths, "--format", "json", "-j", "2", PYTHONHASHSEED="2")
    assert serial.stdout == spread.stdout
    assert serial.returncode == spread.returncode == 1


def test_explain_guide_and_rules() -> None:
    page = out(run("explain", "section.causes"))
    assert "不足的原因（section.causes）" in page
    assert "样例" in page
    guide = out(run("guide", "--issuer-kind", "township", "--year", "2019", "--format", "markdown"))
    assert "决策事项目录 | 可选" in guide
    assert "涉企行政检查" not in guide
    assert run("rules", "validate").returncode == 0
    assert "section.causes" in out(run("rules", "list"))
    assert json.loads(out(run("rules", "schema")))["title"]


def test_importing_stays_lean() -> None:
    """T8: what a plain check does not use is not imported."""
    code = (
        "import sys; from checker.cli import _run; _run(['check', sys.argv[1], '--format', sys.argv[2]]);"
        "print(sorted({'jieba', 'jsonschema', 'docx', 'jinja2', 'lxml', 'weasyprint', 'pypdfium2', 'importlib.metadata', 'tabulate', 'yaml', 'opencc', 're2'}"
        " & set(sys.modules)), file=sys.stderr)"
    )
    shown = {}
    for form in ("json", "table"):
        result = subprocess.run(
            [sys.executable, "-c", code, str(COMPLETE), form], cwd=ROOT, capture_output=True, check=True, timeout=60
        )
        shown[form] = result.stderr.decode().strip().splitlines()[-1]
    assert shown == {"json": "[]", "table": "[]"}


def test_a_closed_pipe_is_no_failure() -> None:
    result = subprocess.run(
        f"{sys.executable} -m checker check {COMPLETE} | head -1; exit ${{PIPESTATUS[0]}}",
        shell=True, executable="/bin/bash", cwd=ROOT, capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert b"Traceback" not in result.stderr


@pytest.mark.parametrize("name", ["annotate", "check", "eval", "explain", "guide", "rules"])
def test_every_command_tells_how_it_is_used(name: str) -> None:
    result = run(name, "--help")
    assert result.returncode == 0
    assert f"checker {name}" in out(result)
