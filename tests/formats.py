"""A report in other formats: one function per format, text to bytes; tools that are absent skip the test.

Used by the tests of the readers and by `guard/test_same_verdict_in_every_format.py`. A new format adds its function to
`FORMATS`.
"""

import html
import io
import os
import shutil
import signal
import subprocess
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

NAV = '<a href="/">首页</a> <a href="/zw">政务公开</a> <a href="/bs">办事服务</a> <a href="/hd">互动交流</a>'
FOOT = "<p>主办：云汀县人民政府办公室　承办：云汀县政务服务中心</p><p>网站标识码：0000000000</p>"
CHROMIUM = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
            "--disable-background-networking", "--disable-component-update"]  # fmt: skip


def paragraphs(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def run(command: list[str], made: Path) -> bytes:
    """Run a converter that is killed with its children when it takes too long; give the file it made."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        process.wait(120)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        pytest.skip(f"{command[0]} did not answer")
    assert made.is_file(), f"{command[0]} made nothing"
    return made.read_bytes()


def by_libreoffice(data: bytes, suffix: str, target: str) -> bytes:
    """Convert with LibreOffice; `target` is a suffix such as pdf."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice (soffice) is not here")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"report.{suffix}"
        source.write_bytes(data)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [soffice, "--headless", "--norestore", profile, "--convert-to", target, "--outdir", folder]
        return run([*command, str(source)], source.with_suffix(f".{target}"))


def by_chromium(page: bytes) -> bytes:
    """Print a page to PDF with Chromium."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("Chromium is not here")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        source, made = Path(folder) / "report.html", Path(folder) / "report.pdf"
        source.write_bytes(page)
        command = [chromium, *CHROMIUM, f"--user-data-dir={folder}/profile", f"--print-to-pdf={made}"]
        return run([*command, source.as_uri()], made)


def docx_draft(text: str) -> bytes:
    draft = docx.Document()
    for line in paragraphs(text):
        draft.add_paragraph(line)
    file = io.BytesIO()
    draft.save(file)
    return file.getvalue()


def pdf_from_text(text: str) -> bytes:
    return by_libreoffice(b"\xef\xbb\xbf" + text.encode(), "txt", "pdf")


def pdf_from_docx(text: str) -> bytes:
    return by_libreoffice(docx_draft(text), "docx", "pdf")


def pdf_from_page(text: str) -> bytes:
    lines = "".join(f'<p style="text-indent:2em">{html.escape(line)}</p>' for line in paragraphs(text))
    return by_chromium(f"<!DOCTYPE html><html><head><meta charset=utf-8></head><body>{lines}</body></html>".encode())


def page_of_editor(text: str) -> bytes:
    """Heading outside of the text, paragraphs cut into spans, links and a share bar below."""
    title, *body = paragraphs(text)
    cut = [
        f"<p>&nbsp;&nbsp;<span>{html.escape(line[:7])}</span><span>{html.escape(line[7:])}</span></p>" for line in body
    ]
    return f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><meta name="ArticleTitle" content="{title}"><title>{title}_云汀县人民政府</title>
<style>p {{ margin: 0 }}</style></head><body><div class="nav">{NAV}</div><div class="main"><h1>{title}</h1>
<div class="info">发布时间：2024-02-20　来源：县司法局　字号：大 中 小 <a>打印</a></div>
<div class="TRS_Editor"><div class="Custom_UnionStyle">{"".join(cut)}</div></div>
<div class="share">分享到：微信 微博</div><ul><li><a href="1.html">云汀县2020年度法治政府建设情况报告</a></li></ul></div>
<div class="footer">{FOOT}</div><script>var title = "一、主要";</script></body></html>""".encode()


def page_of_tables(text: str) -> bytes:
    """Everything placed by tables; says gb2312 and holds characters that only GB 18030 has."""
    title, *body = paragraphs(text)
    lines = "".join(f"<p>　　{html.escape(line)}</p>" for line in body)
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>{title}</title></head>
<body><table><tr><td colspan="2">{NAV}</td></tr><tr><td>栏目导航<br>政策<br>解读<br>䶮镇</td><td><table><tr><td><b>{title}</b></td></tr>
<tr><td>{lines}</td></tr></table></td></tr><tr><td colspan="2">{FOOT}</td></tr></table></body></html>""".encode(
        "gb18030"
    )


def page_of_breaks(text: str) -> bytes:
    """One element, lines parted by <br>, a byte order mark."""
    title, *body = paragraphs(text)
    lines = "<br><br>".join("&emsp;&emsp;" + html.escape(line) for line in body)
    return f"""\ufeff<html><head><title>{title}--云汀县人民政府</title></head><body><header>{NAV}</header><article>
<h2>{title}</h2><div id="zoom">{lines}</div></article><footer>{FOOT}</footer></body></html>""".encode()


def ofd_objects(lines: list[tuple[float, str]], prefix: str, first: float = 30.0) -> str:
    """Text objects 9 mm apart; every other one has its characters placed one by one."""
    found = []
    for number, (indent, line) in enumerate(lines):
        advance = f' DeltaX="g {len(line) - 1} 5.6"' if number % 2 and len(line) > 1 else ""
        found.append(
            f'<{prefix}TextObject ID="{number + 10}" Font="1" Size="5.6" Boundary="{28 + indent} {first + 9 * number} 156 7">'
            f'<{prefix}TextCode X="0" Y="5"{advance}>{html.escape(line)}</{prefix}TextCode></{prefix}TextObject>'
        )
    found.reverse()  # a writer may store them in any order
    return "".join(found)


def ofd_package(pages: list[str], prefix: str = "ofd:") -> bytes:
    """A package of these pages, each given by what stands in its layer; with a template and the locations as seen."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"' if prefix else 'xmlns="http://www.ofdspec.org/2016"'

    def element(name: str, inner: str) -> str:
        return f'<?xml version="1.0" encoding="UTF-8"?><{prefix}{name} {space}>{inner}</{prefix}{name}>'

    listed = "".join(
        f'<{prefix}Page ID="{number}" BaseLoc="Pages\\page_{number}/content.XML"/>' for number in range(len(pages))
    )
    template = f'<{prefix}TemplatePage ID="90" BaseLoc="Tpls/Tpl_0/Content.xml"/>'
    parts = {
        "OFD.xml": element("OFD", f"<{prefix}DocBody><{prefix}DocRoot>/Doc_0/Document.xml</{prefix}DocRoot></{prefix}DocBody>"),
        "Doc_0/Document.xml": element("Document", f"<{prefix}CommonData>{template}</{prefix}CommonData><{prefix}Pages>{listed}</{prefix}Pages>"),
        "Doc_0/Tpls/Tpl_0/Content.xml": element("Page", f"<{prefix}Content><{prefix}Layer>{ofd_objects([(0, '内部资料注意保存')], prefix)}</{prefix}Layer></{prefix}Content>"),
    }  # fmt: skip
    for number, page in enumerate(pages):
        layer = f'<{prefix}Template TemplateID="90"/><{prefix}Content><{prefix}Layer ID="2">{page}</{prefix}Layer></{prefix}Content>'
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = element("Page", layer)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def ofd(text: str, prefix: str = "ofd:") -> bytes:
    """Paragraphs broken at 27 characters, indented by two; 26 lines a page, a head and a page number on each."""
    lines: list[tuple[float, str]] = []
    for line in paragraphs(text):
        first, rest = line[:25], line[25:]
        lines += [(11.2, first), *((0.0, rest[at : at + 27]) for at in range(0, len(rest), 27))]
    pages = [lines[at : at + 26] for at in range(0, len(lines), 26)]
    return ofd_package(
        [
            ofd_objects([(60, "年度报告"), *page, (70, f"— {number} —")], prefix, 20.0)
            for number, page in enumerate(pages, 1)
        ],
        prefix,
    )


def ofd_without_prefix(text: str) -> bytes:
    return ofd(text, "")


def doc(text: str) -> bytes:
    return by_libreoffice(docx_draft(text), "docx", "doc")


def rtf(text: str) -> bytes:
    return by_libreoffice(docx_draft(text), "docx", "rtf")


FORMATS: dict[str, Callable[[str], bytes]] = {
    "docx: python-docx": docx_draft,
    "doc: LibreOffice": doc,
    "rtf: LibreOffice": rtf,
    "pdf: LibreOffice, from text": pdf_from_text,
    "pdf: LibreOffice, from docx": pdf_from_docx,
    "pdf: Chromium": pdf_from_page,
    "html: editor": page_of_editor,
    "html: tables, gb2312": page_of_tables,
    "html: breaks": page_of_breaks,
    "ofd": ofd,
    "ofd: default namespace": ofd_without_prefix,
}
