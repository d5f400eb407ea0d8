"""What goes through LibreOffice: conversion of old files, its dangers, and its reading of what we write.

Needs soffice (see .ci/run); the cases that need none run everywhere.
"""

import re
import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest
from drafts import (
    deleted,
    field,
    ins,
    levels,
    note,
    notes,
    numbered,
    numbering,
    p,
    package,
    r,
    table,
    textbox,
    zipped,
)
from lxml import etree
from test_annotate import commented, comments, draft

from checker.errors import ReadError
from checker.model import RuleSet
from checker.read import office, read_bytes

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")

LIST = numbering(
    {1: levels(("chineseCountingThousand", "%1、"), ("japaneseCounting", "（%2）"), ("decimal", "%3."))},
    {1: (1, ""), 2: (1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')},
)


def n(words: str, ilvl: int = 0, num_id: int = 1, *more: str) -> str:
    return p(words, *more, properties=numbered(num_id, ilvl))


TORTURE = package(
    p("临溪县2022年法治政府建设情况报告"),
    n("主要举措"), n("执法"), n("规范执法", 1), n("检查", 1), n("细则", 2), n("不足", 0, 1), n("另起", 0, 2),
    p("办理案件", deleted("56"), ins(r("65")), "件，", r("看不见", "<w:vanish/>"), field(" HYPERLINK &quot;http://127.0.0.1/&quot; ", r("本日")), "办结。"),
    p('<w:smartTag w:uri="u" w:element="e">' + r("标记") + "</w:smartTag>",
      "<w:sdt><w:sdtPr/><w:sdtContent>" + r("控件") + "</w:sdtContent></w:sdt>", "<w:r><w:tab/></w:r>", "之后", note("footnote", 2)),
    "<w:sdt><w:sdtPr/><w:sdtContent>" + p("整段控件") + "</w:sdtContent></w:sdt>",
    table(("事项", "数量"), ("复议", "56件"), (p("外层") + table(("内层", "里")) + p(""), "右")),
    p("文本框在此", textbox(p("框里的话"))),
    parts={"numbering": LIST, "footnotes": notes("footnotes", n0=p(""), n1=p(""), n2=p("脚注的话"))},
)  # fmt: skip
EXPECTED = [
    "临溪县2022年法治政府建设情况报告", "一、主要举措", "二、执法", "（一）规范执法", "（二）检查", "1.细则", "三、不足", "一、另起",
    "办理案件65件，本日办结。", "标记控件之后", "整段控件", "事项|数量", "复议|56件", "外层|右", "内层|里", "文本框在此", "框里的话", "脚注的话",
]  # fmt: skip


def squeezed(text: str) -> list[str]:
    return ["".join(line.split()) for line in text.splitlines()]


def converted(data: bytes, form: str, folder: Path, suffix: str = ".docx") -> bytes:
    """What LibreOffice makes of a document."""
    (folder / f"t{suffix}").write_bytes(data)
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", form, "--outdir", folder / "out", folder / f"t{suffix}"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (folder / "out" / f"t.{form.partition(':')[0]}").read_bytes()


def test_the_torture_document() -> None:
    source = read_bytes(TORTURE, "t")
    assert squeezed(source.text) == EXPECTED
    assert source.problems == ("文件里有隐藏的文字（第 9 段），打印不出来，没有计入。",)


PLAIN = (
    p("临溪县2022年法治政府建设情况报告"),
    p("办理案件", deleted("56"), ins(r("65")), "件，", r("看不见", "<w:vanish/>"), "办结。"),
    table(("事项", "数量"), ("复议", "56件"), (p("外层") + table(("内层", "里")) + p(""), "右")),
)
LINES = ["临溪县2022年法治政府建设情况报告", "办理案件65件，办结。", "事项|数量", "复议|56件", "外层|右", "内层|里"]


@needs_office
@pytest.mark.parametrize("form", ["doc", "odt"])
def test_old_formats_read_as_the_docx_does(form: str, tmp_path: Path) -> None:
    data = package(
        *PLAIN,
        n("主要举措"),
        n("执法", 1),
        n("检查", 1),
        n("不足"),
        p("框", textbox(p("框里的话"))),
        parts={"numbering": LIST},
    )
    source = read_bytes(converted(data, form, tmp_path), f"t.{form}")
    assert source.format == "word"
    assert squeezed(source.text) == [*LINES, "一、主要举措", "（一）执法", "（二）检查", "二、不足", "框", "框里的话"]
    assert "隐藏" in source.problems[0]


@needs_office
def test_rtf_reads_as_the_docx_does(tmp_path: Path) -> None:
    assert squeezed(read_bytes(converted(package(*PLAIN), "rtf", tmp_path), "t.rtf").text) == LINES


@needs_office
def test_automatic_numbers_are_those_of_libreoffice(tmp_path: Path) -> None:
    shapes = (
        ("chineseCountingThousand", "第%1章"),
        ("decimal", "%1.%2"),
        ("upperLetter", "%3)"),
        ("decimalEnclosedCircleChinese", "%4"),
    )
    made = numbering(
        {1: levels(*shapes), 2: levels(("japaneseCounting", "（%1）"), ("decimal", "%2."))},
        {1: (1, ""), 2: (2, ""), 3: (2, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>')},
    )
    steps = [
        (1, 0),
        (1, 1),
        (1, 1),
        (2, 0),
        (1, 2),
        (1, 3),
        (1, 3),
        (2, 1),
        (2, 0),
        (1, 1),
        (1, 0),
        (1, 2),
        (3, 0),
        (3, 0),
        (2, 1),
    ]
    data = package(*(n(f"条{at}", ilvl, num_id) for at, (num_id, ilvl) in enumerate(steps)), parts={"numbering": made})
    theirs = converted(data, "txt:Text (encoded):UTF8", tmp_path).decode("utf-8-sig")
    assert squeezed(read_bytes(data, "t").text) == squeezed(theirs)


@needs_office
def test_comments_as_libreoffice_reads_them(tmp_path: Path, rules: RuleSet) -> None:
    card, made = commented(draft(), rules)
    root = etree.fromstring(converted(made.data, "fodt", tmp_path))
    office_name = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    held: dict[str, str] = {}
    bodies: dict[str, str] = {}
    active: set[str] = set()

    def visit(element: etree._Element) -> None:
        name = element.get(office_name + "name") or ""
        if element.tag == office_name + "annotation":
            active.add(name)
            held[name], bodies[name] = "", "".join(element.itertext())
        else:
            if element.tag == office_name + "annotation-end":
                active.discard(name)
            take(element.text)
            for child in element:
                visit(child)
        take(element.tail)

    def take(words: str | None) -> None:
        for name in active:
            held[name] += words or ""

    visit(root.find(f".//{office_name}text"))
    quotes = {
        re.sub(r"\s", "", verdict.evidence[0].quote) for verdict in card.verdicts if verdict.outcome.value == "partial"
    }
    partial = [
        re.sub(r"\s", "", held[name]).replace("删去的话", "") for name, body in bodies.items() if "【不足" in body
    ]
    assert len(bodies) == len(comments(made.data))
    assert partial
    assert set(partial) == quotes


class TestFailures:
    OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)

    @staticmethod
    def entry(name: str) -> bytes:
        """A directory entry of an OLE file, at the beginning of a sector."""
        spelled = name.encode("utf-16-le") + b"\0\0"
        return (spelled.ljust(64, b"\0") + len(spelled).to_bytes(2, "little") + b"\x02").ljust(512, b"\0")

    @pytest.mark.parametrize(
        ("name", "words"),
        [
            ("EncryptedPackage", "文档已加密，请去除密码"),
            ("Workbook", "Excel"),
            ("PowerPoint Document", "PowerPoint"),
            ("Other", "没有 Word 正文"),
        ],
    )
    def test_other_ole_files_are_named_without_converting(self, name: str, words: str) -> None:
        with pytest.raises(ReadError, match=words):
            read_bytes(self.OLE + self.entry(name), "t.doc")

    def test_a_document_with_a_password(self) -> None:
        text = b"\xec\xa5\xc1\x00".ljust(10, b"\0") + b"\x00\x01"
        with pytest.raises(ReadError, match="已加密"):
            read_bytes(self.OLE + text.ljust(512, b"\0") + self.entry("WordDocument"), "t.doc")

    @needs_office
    @pytest.mark.parametrize("data", [OLE + entry("WordDocument") + b"\xff" * 4096, b"{\\rtf"])
    def test_what_libreoffice_cannot_open(self, data: bytes) -> None:
        with pytest.raises(ReadError, match="t.doc：(?:LibreOffice 打不开|没有可读的文字)"):
            read_bytes(data, "t.doc")

    def test_without_libreoffice(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(office.shutil, "which", lambda name: None)
        with pytest.raises(ReadError, match="需要 LibreOffice.*另存为 .docx"):
            read_bytes(b"{\\rtf1 text}", "t.rtf")

    @pytest.mark.parametrize("script", ["sleep 100 & echo $! > {0}; wait", "exit 0"])
    def test_a_program_that_hangs_or_does_nothing(
        self, script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        program = tmp_path / "soffice"
        child = tmp_path / "child"
        program.write_text("#!/bin/sh\n" + script.format(child) + "\n", "utf-8")
        program.chmod(0o755)
        monkeypatch.setattr(office.shutil, "which", lambda name: str(program) if name == "soffice" else None)
        monkeypatch.setattr(office, "TIME_LIMIT", 1.0)
        began = time.monotonic()
        with pytest.raises(ReadError, match="超过 1 秒|打不开"):
            read_bytes(b"{\\rtf1 text}", "t.rtf")
        assert time.monotonic() - began < 10
        if child.exists():
            status = Path(f"/proc/{child.read_text().strip()}/status")
            assert not status.exists() or "zombie" in status.read_text()

    @needs_office
    @pytest.mark.parametrize("walled", [True, False], ids=["as it is", "where the system allows no namespaces"])
    def test_nothing_is_fetched(self, walled: bool, monkeypatch: pytest.MonkeyPatch) -> None:
        """LibreOffice left to itself sends OPTIONS and GET for this picture."""
        if not walled:
            monkeypatch.setattr(office, "_without_network", list)
        with socket.create_server(("127.0.0.1", 0)) as server:
            source = read_bytes(linked_picture(server.getsockname()[1]), "t.odt")
            server.settimeout(0.2)
            with pytest.raises(TimeoutError):
                server.accept()
        assert source.text.split() == ["before", "after"]


def linked_picture(port: int) -> bytes:
    """An OpenDocument text with a picture on a server."""
    names = "urn:oasis:names:tc:opendocument:xmlns:"
    spaces = " ".join(f'xmlns:{short}="{names}{long}:1.0"' for short, long in
                      (("office", "office"), ("text", "text"), ("draw", "drawing"), ("svg", "svg-compatible")))  # fmt: skip
    picture = (
        '<draw:frame svg:width="3cm" svg:height="3cm" text:anchor-type="as-char"><draw:image xlink:show="embed" '
        f'xlink:href="http://127.0.0.1:{port}/p.png" xlink:type="simple" xlink:actuate="onLoad"/></draw:frame>'
    )
    kind = "application/vnd.oasis.opendocument.text"
    entries = f'<m:file-entry m:full-path="/" m:media-type="{kind}"/><m:file-entry m:full-path="content.xml" m:media-type="text/xml"/>'
    return zipped({
        "mimetype": kind,
        "content.xml": f'<office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2">'
        f"<office:body><office:text><text:p>before {picture} after</text:p></office:text></office:body></office:document-content>",
        "META-INF/manifest.xml": f'<m:manifest xmlns:m="{names}manifest:1.0" m:version="1.2">{entries}</m:manifest>',
    })  # fmt: skip
