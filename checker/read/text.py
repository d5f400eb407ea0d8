"""Plain text: find the encoding, decode, and say where the bytes are damaged."""

import codecs

from checker.errors import ReadError

COMMON = frozenset(
    "的和行政府法治建设工作依公开人民会议执监督检查全面推进加强制度落实年度管理服务件审开展组织领导干部单位决策规范"
    "發設區縣鎮鄉黨員實業機關務執處據長問題東車為國會來對辦導議規範組織領導幹單決開檢"
    "社会经济发展委员局镇县区市政务，。、；：（）"
)
"""Characters that make up most of any report; a right decoding is full of them, a wrong one is not."""

MAX_DAMAGE = 0.005
"""Largest share of undecodable characters that is read with a warning."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes, shown: str) -> tuple[str, tuple[str, ...]]:
    """Decode a text file; gives the text and the problems met.

    Raises ReadError when the file is binary, has no words, or is damaged beyond use.
    """
    body, codec = _codec(data)
    if codec is None:
        text, problems = _damaged(body, shown)
    else:
        text, problems = body.decode(codec), ()
    if not any(char.isalnum() for char in text):
        raise ReadError(f"{shown}：文件里没有文字。")
    controls = sum(text.count(chr(code)) for code in range(32) if chr(code) not in "\n\r\t\f\v")
    if controls > max(8, len(text) // 200):
        raise ReadError(f"{shown}：这是二进制文件，不是文本。请给出报告的文本文件。")
    return text, problems


def _codec(data: bytes) -> tuple[bytes, str | None]:
    """Strip a byte order mark and name the codec that decodes the rest without error, if any."""
    for bom, codec in _BOMS:
        if data.startswith(bom):
            body = data[len(bom) :]
            return body, codec if _decodes(body, codec) else None
    if _decodes(data, "utf-8") and b"\0" not in data:
        return data, "utf-8"
    candidates = [codec for codec in ("gb18030", "big5hkscs") if b"\0" not in data and _decodes(data, codec)]
    if len(data) % 2 == 0:
        candidates += [codec for codec in ("utf-16-le", "utf-16-be") if _decodes(data, codec)]
    ranked = sorted(candidates, key=lambda codec: -_familiar(data, codec))
    if ranked and _familiar(data, ranked[0]) >= 0.05:
        return data, ranked[0]
    return data, None


def _decodes(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _familiar(data: bytes, codec: str) -> float:
    """Share of common report characters in the first part of the text under this codec."""
    text = data[:40_000].decode(codec, "ignore")
    return sum(char in COMMON for char in text) / max(1, len(text))


def _damaged(data: bytes, shown: str) -> tuple[str, tuple[str, ...]]:
    """Decode with the codec that loses least, or raise ReadError."""
    best = min(("utf-8", "gb18030", "big5hkscs"), key=lambda codec: _losses(data, codec))
    text = data.decode(best, "replace")
    lost = text.count("\ufffd")
    if lost > max(1, MAX_DAMAGE * len(text)) or _familiar(data, best) < 0.05:
        raise ReadError(
            f"{shown}：无法识别文字编码，或者不是文本文件。请在 WPS、Word 或记事本里另存为“UTF-8 文本”后再试。"
        )
    where = _first_bad_byte(data, best)
    return text, (f"文件有 {lost} 处文字损坏（首处在第 {where + 1} 字节），已跳过损坏的字，请核对原件。",)


def _losses(data: bytes, codec: str) -> tuple[int, float]:
    return data.decode(codec, "replace").count("\ufffd"), -_familiar(data, codec)


def _first_bad_byte(data: bytes, codec: str) -> int:
    """Offset (from 0) of the first byte that the codec cannot decode."""
    try:
        data.decode(codec)
    except UnicodeDecodeError as error:
        return error.start
    return len(data)
