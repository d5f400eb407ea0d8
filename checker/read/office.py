"""Old and foreign word-processor files (.doc, .wps, .rtf, .odt) through LibreOffice to .docx, never to text.

LibreOffice's text shows what was deleted and loses text boxes. It runs with a profile of its own, without network (it
fetches linked pictures otherwise), with macros off and within a time limit, and is killed with its children.
"""

import contextlib
import os
import shutil
import signal
import struct
import subprocess
import tempfile
from pathlib import Path

from checker.errors import ReadError
from checker.read.extract import Extract

TIME_LIMIT = 60.0
"""Seconds; a report takes about two."""

MAX_CONVERTED = 64 * 1024 * 1024
"""Largest .docx that is taken back, in bytes."""

SECTOR = 512

_ADVICE = "请在 WPS、Word 里打开，另存为 .docx 后再试。"
_ENTRIES = {
    "EncryptedPackage": "文档已加密，请去除密码后重试。",
    "Workbook": "这是 Excel 表格，不是报告。请给出报告的 Word 文件。",
    "PowerPoint Document": "这是 PowerPoint 演示文稿，不是报告。请给出报告的 Word 文件。",
}
"""Streams that tell what an OLE file is besides a Word document."""

_NO_MACROS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""
_PROGRAMS = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
_MEMORY = "--as=4294967296"
_DEAD = "http://127.0.0.1:1"


def read(data: bytes, shown: str) -> Extract:
    """Read a document that only LibreOffice can open. Raises ReadError."""
    from checker.read import word
    from checker.read.package import Package

    return word.read(Package(to_docx(data, shown), shown), shown)


def as_docx(data: bytes, shown: str) -> bytes | None:
    """The document as .docx: as it is, or converted; None for what is no word-processor file. Raises ReadError."""
    if data.startswith(b"PK"):
        from checker.read.package import Package

        package = Package(data, shown)
        if "[Content_Types].xml" in package:
            return data
        return to_docx(data, shown) if package.is_text_document else None
    return to_docx(data, shown) if data.startswith((b"\xd0\xcf\x11\xe0", b"{\\rtf")) else None


def to_docx(data: bytes, shown: str) -> bytes:
    """The document as .docx. Raises ReadError when LibreOffice is absent or cannot open the document."""
    suffix = _suffix(data, shown)
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise ReadError(
            f"{shown}：读取这种文件需要 LibreOffice（如 apt install libreoffice-writer-nogui），"
            "或者请在 WPS、Word 里另存为 .docx 后再试。"
        )
    with tempfile.TemporaryDirectory(prefix="checker-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, target = folder / f"draft{suffix}", folder / "out" / "draft.docx"
        source.write_bytes(data)
        profile = folder / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_NO_MACROS, "utf-8")
        command = [program, "--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation={profile.parent.as_uri()}",
                   "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(target.parent), str(source)]  # fmt: skip
        in_time = _run(command, folder)
        if (
            target.is_file() and 0 < target.stat().st_size <= MAX_CONVERTED
        ):  # the exit code says nothing: it is 0 on failure too
            return target.read_bytes()
    if not in_time:
        raise ReadError(f"{shown}：LibreOffice 转换超过 {TIME_LIMIT:.0f} 秒，已停止。{_ADVICE}")
    raise ReadError(f"{shown}：LibreOffice 打不开这份文件，可能已损坏或加了密码。{_ADVICE}")


def _run(command: list[str], folder: Path) -> bool:
    """Run within the time limit, in a process group that is killed afterwards; whether it ended by itself."""
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), _DEAD)
    surroundings = {
        "PATH": os.defpath,
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
        "no_proxy": "",
        **proxies,
    }
    nothing = subprocess.DEVNULL
    process = subprocess.Popen([*_limits(), *_without_network(), *command], cwd=folder, env=surroundings, stdin=nothing, stdout=nothing,
                               stderr=nothing, start_new_session=True)  # fmt: skip
    try:
        process.wait(TIME_LIMIT)
    except subprocess.TimeoutExpired:
        return False
    finally:
        _kill(process)
    return True


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill the process and what it has left behind."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError, PermissionError):  # nothing may be left of the group
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def _limits() -> list[str]:
    """A prefix that limits the memory of the command, where there is a program for that."""
    program = shutil.which("prlimit")
    return [program, _MEMORY, "--"] if program else []


def _without_network() -> list[str]:
    """A prefix that gives the command a network namespace of its own, where the system allows that."""
    program, test = shutil.which("unshare"), shutil.which("true")
    if program is None or test is None:
        return []
    prefix = [program, "--user", "--map-root-user", "--net"]
    allowed = subprocess.run([*prefix, test], capture_output=True, check=False).returncode == 0
    return prefix if allowed else []


def _suffix(data: bytes, shown: str) -> str:
    """The ending that LibreOffice expects for this content. Raises ReadError for what is no text document."""
    if data.startswith(b"{\\rtf"):
        return ".rtf"
    if data.startswith(b"PK"):
        return ".odt"
    streams = _streams(data)
    for name, message in _ENTRIES.items():
        if name in streams and "WordDocument" not in streams:
            raise ReadError(f"{shown}：{message}")
    if "WordDocument" not in streams:
        raise ReadError(f"{shown}：文件里没有 Word 正文，可能不是报告，或者已损坏。{_ADVICE}")
    if _has_password(data):
        raise ReadError(f"{shown}：{_ENTRIES['EncryptedPackage']}")
    return ".doc"


def _streams(data: bytes) -> frozenset[str]:
    """Which of the telling streams an OLE file has: directory entries have 128 bytes and begin with the name."""
    found = set()
    for name in (*_ENTRIES, "WordDocument"):
        spelled = name.encode("utf-16-le") + b"\0\0"
        at = data.find(spelled, SECTOR)
        while at >= 0:
            if (
                at % 128 == 0
                and data[at + 64 : at + 66] == struct.pack("<H", len(spelled))
                and data[at + 66 : at + 67] == b"\x02"
            ):
                found.add(name)
                break
            at = data.find(spelled, at + 1)
    return frozenset(found)


def _has_password(data: bytes) -> bool:
    """The flag of a Word 97 document that says it is encrypted; its stream begins with the sector of this mark."""
    at = data.find(b"\xec\xa5\xc1\x00", SECTOR)
    while at >= 0:
        if at % SECTOR == 0:
            flags: int = struct.unpack_from("<H", data.ljust(at + 12, b"\0"), at + 10)[0]
            return bool(flags & 0x0100)
        at = data.find(b"\xec\xa5\xc1\x00", at + 1)
    return False
