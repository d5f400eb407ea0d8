"""Word files that are broken or built to do harm: a clear message in bounded time, or what can be read."""

import io
import random
import resource
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from drafts import NAMESPACES, document, notes, p, package, r, style, styles, unzipped, zipped
from hypothesis import given, settings
from hypothesis import strategies as st
from test_annotate import marked
from test_office import TORTURE

from checker.errors import ReadError
from checker.model import Source, Span
from checker.read import read_bytes

ROOT = Path(__file__).parents[2]
ENTITIES = "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10}">' for at in range(1, 10))


def with_main(content: str | bytes) -> bytes:
    return zipped({**unzipped(package(p("甲"))), "word/document.xml": content})


def encrypted() -> bytes:
    """A zip whose entries say that they are encrypted."""
    data = bytearray(package(p("甲")))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        found = data.find(signature)
        while found >= 0:
            flags = struct.unpack_from("<H", data, found + at)[0]
            struct.pack_into("<H", data, found + at, flags | 1)
            found = data.find(signature, found + 4)
    return bytes(data)


def crowded() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for number in range(5001):
            archive.writestr(f"{number}.xml", b"")
    return held.getvalue()


BODY = document(p("甲"))
HOSTILE = {
    "truncated": (package(p("甲"))[:-200], "不完整或已损坏"),
    "half": (package(p("甲" * 5000))[:900], "不完整或已损坏"),
    "head only": (b"PK\x03\x04" + bytes(100), "不完整或已损坏"),
    "empty main part": (with_main(""), "不是完好的 XML"),
    "cut main part": (with_main(BODY[:-30]), "不是完好的 XML"),
    "random main part": (with_main(random.Random(1).randbytes(5000)), "不是完好的 XML"),
    "outer entity": (
        with_main('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + BODY.replace("甲", "&x;")),
        "DOCTYPE",
    ),
    "entities": (
        with_main(f'<!DOCTYPE a [<!ENTITY e0 "甲">{ENTITIES}]>' + BODY.replace("甲", "&e9;")),
        "DOCTYPE|不是完好的 XML",
    ),
    "bomb": (with_main(f"<w:document {NAMESPACES}><w:body>{'<w:p/>' * 2_000_000}</w:body></w:document>"), "压缩得异常"),
    "blank bomb": (with_main(BODY + " " * (70 << 20)), "压缩得异常"),
    "encrypted": (encrypted(), "加密"),
    "crowded": (crowded(), "5000 个"),
    "another root": (with_main("<html/>"), "不是 Word 文档"),
    "no body": (with_main(f"<w:document {NAMESPACES}/>"), "没有可读的文字"),
    "no text": (package(p("，。")), "没有可读的文字"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_refused_with_its_reason(name: str) -> None:
    data, words = HOSTILE[name]
    with pytest.raises(ReadError, match=words) as caught:
        read_bytes(data, "稿.docx")
    assert str(caught.value).startswith("稿.docx：")


def test_a_bomb_in_the_notes_is_a_gap() -> None:
    data = package(
        p("甲", '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        parts={"footnotes": notes("footnotes", n2=p("注") + " " * (70 << 20))},
    )
    assert [gap.wide for gap in read_bytes(data, "t").gaps] == [True]


DEEP = {
    "tables": ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 80),
    "controls": ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 120),
    "boxes": ("<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>", "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>", 40),
    "alternatives": ("<mc:AlternateContent><mc:Choice>", "</mc:Choice></mc:AlternateContent>", 120),
}  # fmt: skip


@pytest.mark.parametrize("name", DEEP)
@pytest.mark.parametrize("times", [1, 4])
def test_one_in_another(name: str, times: int) -> None:
    begin, end, depth = DEEP[name]
    data = package(begin * depth * times + p("深") + end * depth * times)
    if times == 1:
        assert read_bytes(data, "t").text == "深\n"
    else:
        with pytest.raises(ReadError, match="XML|太深"):
            read_bytes(data, "t")


@pytest.mark.parametrize(
    "data",
    [
        package(p(*["<w:r><w:t>a</w:t></w:r>"] * 60_000)),
        package(p("政", properties="<w:rPr><w:del/></w:rPr>") * 30_000),
        package(p("甲", style="s0"), parts={"styles": styles(*(style(f"s{at}", "n", based=f"s{at + 1}") for at in range(20_000)))}),
        package("<w:p>" + "<mc:AlternateContent><mc:Choice>" * 110 + r("深") * 20_000 + "</mc:Choice></mc:AlternateContent>" * 110 + "</w:p>"),
    ],
    ids=["runs", "joined", "styles", "alternatives"],
)  # fmt: skip
def test_an_answer_in_bounded_time(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "t.docx"
    path.write_bytes(data)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))

    command = [
        sys.executable,
        "-c",
        f"from checker.read import read_path; from pathlib import Path; read_path(Path({str(path)!r}))",
    ]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=20, preexec_fn=limit)  # noqa: PLW1509
    assert result.returncode == 0, result.stderr


PARTS = ["word/document.xml", "word/numbering.xml", "word/footnotes.xml", "word/_rels/document.xml.rels", "_rels/.rels"]
NUMBERS = ["-1", "0", "9", "99999999999", "x", "", "1e9", "٣"]


def read_or_refuse(data: bytes) -> Source | None:
    try:
        source = read_bytes(data, "t")
    except ReadError:
        return None
    at = 0
    for block in source.blocks:
        assert at <= block.start < block.end <= len(source.text)
        assert block.place
        at = block.end
    return source


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damaged_drafts_are_read_or_refused(data: st.DataObject) -> None:
    """Elements taken out, doubled, renamed or moved, values changed, bytes broken: never another exception."""
    files = unzipped(TORTURE)
    dice = random.Random(data.draw(st.integers(0, 2**32)))
    for _ in range(data.draw(st.integers(1, 6))):
        name = dice.choice(PARTS)
        files[name] = mutated(files[name], dice)
    draft = zipped(files)
    source = read_or_refuse(draft)
    if source is not None:
        ranges = [sorted((dice.randrange(len(source.text)), dice.randrange(1, len(source.text) + 1))) for _ in range(5)]
        marked(draft, *(Span(start, end) for start, end in ranges if start < end), None)


def mutated(content: bytes, dice: random.Random) -> bytes:
    """The part with one change."""
    pieces = content.replace(b"<", b"\0<").split(b"\0")
    at, other = dice.randrange(len(pieces)), dice.randrange(len(pieces))
    kind = dice.randrange(7)
    if kind == 0:
        del pieces[at]
    elif kind == 1:
        pieces.insert(other, pieces[at])
    elif kind == 2:
        pieces[at], pieces[other] = pieces[other], pieces[at]
    elif kind == 3:
        parts = pieces[at].split(b'"')
        if len(parts) > 2:
            parts[1] = dice.choice(NUMBERS).encode()
        pieces[at] = b'"'.join(parts)
    elif kind == 4:
        names = [piece.split(b" ")[0].strip(b"</>") for piece in pieces if piece.startswith(b"<w:")]
        old, new = dice.choice(names or [b"w:p"]), dice.choice(names or [b"w:p"])
        return content.replace(b"<" + old + b" ", b"<" + new + b" ").replace(b"<" + old + b">", b"<" + new + b">").replace(
            b"</" + old + b">", b"</" + new + b">").replace(b"<" + old + b"/>", b"<" + new + b"/>")  # fmt: skip
    elif kind == 5:
        pieces[at : at + 1] = pieces[at : at + 40] + [pieces[at]]
    else:
        spot = dice.randrange(max(1, len(content)))
        return content[:spot] + dice.randbytes(1) + content[spot + 1 :]
    return b"".join(pieces)
