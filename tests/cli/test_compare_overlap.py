"""Two years side by side, and what several units share."""

import json
from pathlib import Path
from typing import Any

import pytest
from program import run

ROOT = Path(__file__).parents[2]
LAST = (ROOT / "examples/complete/report.txt").read_text("utf-8")
COPIED = (
    "县交通运输局把执法记录仪配发到每一支路面中队，对扣押车辆、查封场所全程摄录，视频按案号存入局数据机房，"
    "法规科每月抽看二十段并把发现的问题写进通报，当事人对经过有异议的都可以申请调看原始录像。"
)


@pytest.fixture
def years(tmp_path: Path) -> Path:
    """Last year's report, and this year's: one element dropped, a figure changed, one paragraph new."""
    this = LAST.replace("2024", "2025").replace("2023", "2024")
    lines = [line for line in this.splitlines() if "审计项目" not in line]
    text = "\n".join(lines).replace("全年收到行政复议申请94件", "全年收到行政复议申请141件")
    (tmp_path / "上年.txt").write_text(LAST, "utf-8")
    (tmp_path / "今年.txt").write_text(text, "utf-8")
    return tmp_path


def comparison(folder: Path, *names: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("compare", *names, "-f", "json", cwd=folder).stdout)
    return found


def test_what_was_dropped_is_named_with_last_years_words(years: Path) -> None:
    found = comparison(years, "上年.txt", "今年.txt")
    dropped = [entry for entry in found["changes"] if entry["step"] == "dropped"]
    assert [(entry["before"], entry["after"]) for entry in dropped] == [("covered", "missing")] * len(dropped)
    assert any("审计项目22个" in entry["evidence_before"][0]["quote"] for entry in dropped)
    back = comparison(years, "今年.txt", "上年.txt")
    assert {entry["element"] for entry in back["changes"] if entry["step"] == "new"} == {
        entry["element"] for entry in dropped
    }


def test_a_moved_figure_shows_its_rate(years: Path) -> None:
    (moved,) = [entry for entry in comparison(years, "上年.txt", "今年.txt")["figures"] if "复议申请" in entry["words"]]
    assert (moved["before"], moved["after"], moved["unit"], moved["rate"]) == (94, 141, "件", 50.0)


def test_carried_over_paragraphs_say_whether_figures_changed(years: Path) -> None:
    kinds = {
        entry["first"]["quote"][:9]: entry["kind"] for entry in comparison(years, "上年.txt", "今年.txt")["carried"]
    }
    assert kinds["1.发挥行政复议作"] == "figures"
    assert kinds["3.加强多元化解。"] == "same"


def test_a_plan_with_an_echo_is_not_listed(years: Path) -> None:
    text = (years / "今年.txt").read_text("utf-8")
    plan = "完成4个自建业务系统与执法监督平台对接"
    assert any(plan in entry["plan"]["quote"] for entry in comparison(years, "上年.txt", "今年.txt")["unanswered"])
    done = text.replace(
        "2.深入开展普法宣传。", "2.深入开展普法宣传。4个自建业务系统已与执法监督平台完成对接，执法部门全部接入。"
    )
    (years / "今年.txt").write_text(done, "utf-8")
    assert not any(plan in entry["plan"]["quote"] for entry in comparison(years, "上年.txt", "今年.txt")["unanswered"])


def test_a_wrong_order_is_said(years: Path) -> None:
    assert "次序可能反了" in run("compare", "今年.txt", "上年.txt", cwd=years).stdout
    assert "次序" not in run("compare", "上年.txt", "今年.txt", cwd=years).stdout
    assert run("compare", "没有.txt", "今年.txt", cwd=years).returncode == 3


def test_the_page_escapes_what_a_report_holds(years: Path) -> None:
    text = (years / "今年.txt").read_text("utf-8").replace("3.加强多元化解。", "3.加强多元化解<i>。")
    (years / "今年.txt").write_text(text, "utf-8")
    assert run("compare", "上年.txt", "今年.txt", "-o", "对照.html", cwd=years).returncode == 0
    page = (years / "对照.html").read_text("utf-8")
    assert "<i>" not in page
    assert "&lt;i&gt;" in page


def report(name: str, extra: str) -> str:
    return (
        f"{name}2023年法治政府建设情况报告\n2023年，{name}推进依法行政。\n一、工作成效\n（一）行政执法。{extra}\n"
        f"（二）普法宣传。{name}举办法治讲座{len(name) + len(extra) % 7}场。\n二、存在问题\n{name}的执法力量不足。\n"
    )


def test_a_copied_passage_is_found_in_both_reports(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(report("云溪县", "全年检查五百余次。" + COPIED), "utf-8")
    (folder / "b.txt").write_text(report("石岭县", COPIED + "办理案件若干。"), "utf-8")
    (folder / "c.txt").write_text(
        report("松坪县", "法制审核由专人负责，凡重大处罚一律先审后发，没有例外，也没有补审。"), "utf-8"
    )
    (folder / "坏.docx").write_bytes(b"PK\x03\x04")
    result = run("overlap", "in", "-f", "json", cwd=tmp_path)
    (cluster,) = json.loads(result.stdout)["clusters"]
    assert result.returncode == 3
    assert [(entry["unit"], entry["path"]) for entry in cluster["passages"]] == [
        ("云溪县", "in/a.txt"),
        ("石岭县", "in/b.txt"),
    ]
    assert all(COPIED in entry["quote"] for entry in cluster["passages"])
    assert cluster["length"] == len(COPIED) + 1  # the full stop before it too
    run("overlap", "in", "-o", "o.html", cwd=tmp_path)
    page = (tmp_path / "o.html").read_text("utf-8")
    assert page.count(f"<mark>。{COPIED}</mark>") == 2


def test_what_everyone_writes_is_a_formula(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number, name in enumerate(["甲溪县", "乙岭县", "丙坪县", "丁川县", "戊阳县", "己江县"]):
        (folder / f"{number}.txt").write_text(report(name, COPIED), "utf-8")
    assert "没有发现" in run("overlap", "in", cwd=tmp_path).stdout
    assert run("overlap", str(tmp_path / "nichts"), cwd=tmp_path).returncode == 3


def test_one_unit_may_repeat_itself(tmp_path: Path) -> None:
    for name in ("2022", "2023"):
        (tmp_path / f"{name}.txt").write_text(report("云溪县", COPIED).replace("2023", name), "utf-8")
    assert "没有发现" in run("overlap", "2022.txt", "2023.txt", cwd=tmp_path).stdout
