"""Every way in which a file can be written or broken has its own answer."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import ReadError
from checker.read import MAX_BYTES, read_bytes, read_path

TEXT = "临溪县2022年法治政府建设情况报告\n2022年，全县办理行政复议案件56件，开展执法监督检查。\n" * 3
TRADITIONAL = "臨溪縣2022年法治政府建設情況報告，全縣辦理行政複議案件56件，開展執法監督檢查。\n" * 3


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_encodings_of_simplified_text(codec: str) -> None:
    assert read_bytes(TEXT.encode(codec), "t").text == TEXT


@pytest.mark.parametrize("codec", ["big5", "big5hkscs", "utf-8"])
def test_encodings_of_traditional_text(codec: str) -> None:
    assert read_bytes(TRADITIONAL.encode(codec), "t").text == TRADITIONAL


def test_short_gb_text() -> None:
    assert read_bytes("全县行政执法".encode("gb18030"), "t").text == "全县行政执法"


def test_a_damaged_byte_is_read_with_a_warning_that_names_it() -> None:
    data = bytearray(TEXT.encode("utf-8") * 4)
    data[100] = 0xFF
    source = read_bytes(bytes(data), "t")
    assert len(source.problems) == 1
    assert "字节" in source.problems[0]
    assert "行政复议案件" in source.text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空的"),
        (b" \n\t", "没有文字"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "图片"),
        (b"PK\x03\x04" + bytes(100), "Word"),
        (b"%PDF-1.7", "PDF"),
        (bytes(range(256)) * 40, "编码|二进制"),
        (os.urandom(20000), "编码|二进制"),
        (b"\0" * 1000, "编码|二进制|没有文字"),
    ],
)
def test_what_is_no_text_is_refused_with_its_name(data: bytes, words: str) -> None:
    with pytest.raises(ReadError, match=words):
        read_bytes(data, "报告")


def test_too_large(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with open(path, "wb") as file:
        file.truncate(MAX_BYTES + 10)
    with pytest.raises(ReadError, match="超过"):
        read_path(path)


def test_folder_absent_file_and_pipe(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="文件夹|普通文件"):
        read_path(tmp_path)
    with pytest.raises(ReadError, match="没有这个文件"):
        read_path(tmp_path / "none.txt")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ReadError, match="普通文件"):
        read_path(tmp_path / "pipe")


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        source = read_bytes(data, "t")
    except ReadError as error:
        message = str(error)
    else:
        message = "t：" if source.text.strip() else ""
    assert message.startswith("t：")
