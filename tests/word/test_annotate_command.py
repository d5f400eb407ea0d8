"""checker check and checker annotate with Word files, as a user calls them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from drafts import p, package, unzipped
from test_annotate import comments, draft
from test_office import converted

ROOT = Path(__file__).parents[2]


def run(*arguments: str | Path, folder: Path, **environment: str) -> tuple[int, str, str]:
    result = subprocess.run(
        [sys.executable, "-W", "error", "-m", "checker", *map(str, arguments)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        check=False,
        timeout=120,
    )
    return result.returncode, result.stdout.decode(), result.stderr.decode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "稿.docx").write_bytes(draft())
    return tmp_path


def test_a_word_file_is_checked_whatever_it_is_called(folder: Path) -> None:
    (folder / "稿.docx").rename(folder / "稿.txt")
    code, out, err = run("check", "稿.txt", folder=folder)
    assert (code, err) == (1, "")
    assert "栖河区2022年法治政府建设工作总结" in out
    assert " 段，" in out


def test_the_copy_and_the_line_about_it(folder: Path) -> None:
    before = (folder / "稿.docx").read_bytes()
    code, out, err = run(
        "annotate", "稿.docx", "-o", "批注.docx", "--author", "张三", "--date", "2026-01-31", folder=folder
    )
    assert (code, out) == (0, "")
    made = (folder / "批注.docx").read_bytes()
    assert err == f"已写入 批注.docx：批注 {len(comments(made))} 条（总评 1、缺失 12、不足 17）。\n"
    assert b'w:author="\xe5\xbc\xa0\xe4\xb8\x89" w:date="2026-01-31T00:00:00Z"' in unzipped(made)["word/comments.xml"]
    assert (folder / "稿.docx").read_bytes() == before
    assert sorted(entry.name for entry in folder.iterdir()) == ["批注.docx", "稿.docx"]


def test_the_time_of_a_reproducible_build(folder: Path) -> None:
    run("annotate", "稿.docx", "-o", "a.docx", folder=folder, SOURCE_DATE_EPOCH="1780000000")
    run("annotate", "稿.docx", "-o", "b.docx", folder=folder, SOURCE_DATE_EPOCH="1780000000")
    assert (folder / "a.docx").read_bytes() == (folder / "b.docx").read_bytes()
    assert b'w:date="2026-05-28T20:26:40Z"' in unzipped((folder / "a.docx").read_bytes())["word/comments.xml"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["稿.docx", "-o", "稿.docx"], 2, "会盖掉原稿"),
        (["稿.docx", "-o", "链.docx"], 2, "会盖掉原稿"),
        (["稿.docx", "-o", "批注.pdf"], 2, "以 .docx 结尾"),
        (["稿.docx"], 2, "缺少"),
        (["稿.docx", "-o", "批注.docx", "--date", "昨天"], 2, "不是时间"),
        (["文.txt", "-o", "批注.docx"], 2, "文.txt 不是 Word 文件"),
        (["文.pdf", "-o", "批注.docx"], 2, "文.pdf 不是 Word 文件"),
        (["无.docx", "-o", "批注.docx"], 3, "没有这个文件"),
        (["别的.docx", "-o", "批注.docx"], 3, "不像"),
        (["坏.docx", "-o", "批注.docx"], 3, "不完整或已损坏"),
        (["稿.docx", "-o", "无/批注.docx"], 2, "写不进去"),
    ],
)
def test_wrong_calls(arguments: list[str], code: int, words: str, folder: Path) -> None:
    os.link(folder / "稿.docx", folder / "链.docx")
    (folder / "文.txt").write_text("临溪县法治政府建设报告\n" * 9, "utf-8")
    (folder / "文.pdf").write_bytes(b"%PDF-1.7")
    (folder / "别的.docx").write_bytes(package(p("今天天气很好。")))
    (folder / "坏.docx").write_bytes(draft()[:500])
    found, out, err = run("annotate", *arguments, folder=folder)
    assert (found, out) == (code, "")
    assert words in err
    assert "Traceback" not in err
    assert not (folder / "批注.docx").exists()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
def test_an_old_file_comes_back_as_docx(folder: Path, tmp_path: Path) -> None:
    (folder / "稿.wps").write_bytes(converted(draft(), "doc", tmp_path))
    code, _, err = run("annotate", "稿.wps", "-o", "批注.docx", folder=folder)
    assert (code, err[:4]) == (0, "已写入 ")
    assert comments((folder / "批注.docx").read_bytes())[0].startswith("【检查结论】")


def test_a_text_file_needs_no_xml(folder: Path) -> None:
    (folder / "文.txt").write_text("临溪县法治政府建设报告\n" * 9, "utf-8")
    code = "import sys; from checker.cli import _run; _run(['check', '文.txt', '--any-document']); print({'lxml', 'docx', 'checker.annotate', 'checker.read.word'} & set(sys.modules))"
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
    )
    assert result.stdout.decode().splitlines()[-1] == "set()"
