"""Several outputs in one run: formats by extension, nothing destroyed, the same pieces from any number of processes."""

import json
import os
import sys
from io import BytesIO
from pathlib import Path

import docx
import lxml.html
import pytest
from test_commands import COMPLETE, OMISSIONS, err, out, run


def test_each_output_has_the_format_of_its_extension(tmp_path: Path) -> None:
    names = ["card.txt", "card.json", "card.md", "card.HTML", "card.docx"]
    result = run("check", str(OMISSIONS), *(word for name in names for word in ("-o", str(tmp_path / name))))
    assert (result.returncode, out(result), err(result)) == (1, "", "")
    assert sorted(os.listdir(tmp_path)) == sorted(names)
    assert (tmp_path / "card.txt").read_text("utf-8") == out(run("check", str(OMISSIONS)))
    assert json.loads((tmp_path / "card.json").read_bytes())["reports"][0]["grade"] == "合格"
    assert (tmp_path / "card.md").read_text("utf-8").startswith("# 栖河区2022年")
    page = lxml.html.document_fromstring((tmp_path / "card.HTML").read_bytes())
    assert page.xpath("//h2")[0].text == "栖河区2022年法治政府建设工作总结"
    assert docx.Document(str(tmp_path / "card.docx")).paragraphs[1].text == "栖河区2022年法治政府建设工作总结"


def test_the_format_is_named_where_the_extension_says_nothing(tmp_path: Path) -> None:
    assert run("check", str(COMPLETE), "-f", "json", "-o", str(tmp_path / "a.dat")).returncode == 0
    assert json.loads((tmp_path / "a.dat").read_bytes())["schema_version"] == 1
    assert run("check", str(COMPLETE), "-o", str(tmp_path / "plain")).returncode == 0
    assert "结论  通过" in (tmp_path / "plain").read_text("utf-8")
    piped = run("check", str(COMPLETE), "-f", "docx")
    assert docx.Document(BytesIO(piped.stdout)).paragraphs[0].text == "年度报告完整性评分卡"
    assert out(run("check", str(COMPLETE), "-f", "html")).startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-f", "json", "-o", "a.html"], "-f json 与 -o a.html 的扩展名不一致"),
        (["-o", "a.xlsx"], "看不出 a.xlsx 该是什么格式"),
        (["-o", "a.json", "-o", "./a.json"], "写了两次"),
        (["-o", "a.md", "-o", "报告.txt"], "会盖掉要检查的报告"),
        (["-o", "a.md", "-o", "link.txt"], "会盖掉要检查的报告"),
    ],
)
def test_what_contradicts_itself_writes_nothing(arguments: list[str], words: str, tmp_path: Path) -> None:
    report = tmp_path / "报告.txt"
    report.write_bytes(COMPLETE.read_bytes())
    (tmp_path / "link.txt").symlink_to(report)
    placed = [str(tmp_path / word) if word[0] != "-" and "." in word else word for word in arguments]
    result = run("check", str(report), *placed)
    assert result.returncode == 2
    assert words in err(result).replace(f"{tmp_path}{os.sep}", "")
    assert sorted(os.listdir(tmp_path)) == ["link.txt", "报告.txt"]
    assert report.read_bytes() == COMPLETE.read_bytes()


def test_an_output_that_cannot_be_written_does_not_keep_the_others_back(tmp_path: Path) -> None:
    nowhere = tmp_path / "no" / "card.html"
    result = run("check", str(COMPLETE), "-o", str(nowhere), "-o", str(tmp_path / "card.json"))
    assert result.returncode == 2
    assert f"{nowhere} 写不进去" in err(result)
    assert "Traceback" not in err(result)
    assert os.listdir(tmp_path) == ["card.json"]


def test_a_device_is_written_to_and_stays_one() -> None:
    assert run("check", str(COMPLETE), "-f", "json", "-o", os.devnull).returncode == 0
    assert not Path(os.devnull).is_file()


def test_without_weasyprint_the_browser_is_named(tmp_path: Path) -> None:
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library pango')", "utf-8")
    result = run("check", str(COMPLETE), "-o", str(tmp_path / "card.pdf"), PYTHONPATH=str(tmp_path))
    assert result.returncode == 2
    assert "fazhi-checker[print]" in err(result)
    assert "用浏览器打开后选“打印”" in err(result)
    assert not (tmp_path / "card.pdf").exists()


def test_workers_render_every_format(tmp_path: Path) -> None:
    paths = []
    for number in range(26):  # more than a chunk
        path = tmp_path / f"{number:02}.txt"
        path.write_bytes((COMPLETE if number % 2 else OMISSIONS).read_bytes())
        paths.append(str(path))
    for jobs in ("1", "2"):
        wanted = [word for name in ("html", "md") for word in ("-o", str(tmp_path / f"{jobs}.{name}"))]
        assert run("check", *paths, "none.txt", *wanted, "-j", jobs).returncode == 3
    for name in ("html", "md"):
        first = (tmp_path / f"1.{name}").read_bytes()
        assert first == (tmp_path / f"2.{name}").read_bytes(), name
    page = lxml.html.document_fromstring((tmp_path / "1.html").read_bytes())
    assert [entry.get("id") for entry in page.xpath("//article")] == [f"r{number}" for number in range(1, 27)]
    assert "none.txt" in page.xpath("//section[@class='overview']")[0].text_content()


@pytest.mark.skipif(sys.platform == "win32", reason="file names are bytes on POSIX only")
def test_a_file_name_that_is_no_text_is_shown(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff<b>.txt"
    Path(os.fsdecode(name)).write_bytes(COMPLETE.read_bytes())
    wanted = [word for form in ("html", "docx", "md", "json", "txt") for word in ("-o", str(tmp_path / f"card.{form}"))]
    result = run("check", os.fsdecode(name), *wanted)
    assert (result.returncode, err(result)) == (0, "")
    assert "\ufffd&lt;b&gt;.txt" in (tmp_path / "card.html").read_text("utf-8")
