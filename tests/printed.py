"""Cards for the tests of the printed formats, and the programs that print and show them."""

import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

import checker
from checker.model import Evidence, Finding, Gap, Outcome, RuleSet, Scorecard, Span
from checker.report import FORMATS, Failed, Rendered, Row, Style

ROOT = Path(__file__).parents[1]
OMISSIONS = ROOT / "examples" / "omissions" / "report.txt"
SCRIPT = "<script>alert(1)</script>"
HOSTILE = f'报告 "{SCRIPT}" &\x1b[31m\u202e\udcff\x00.docx'
LEADERS = "区政府主要领导"


def card(rules: RuleSet, path: Path = OMISSIONS) -> Scorecard:
    return checker.check(path, rules)


def hostile(rules: RuleSet) -> Scorecard:
    """A card with everything at once: findings that overlap evidence, gaps, an undecided element, markup in every word."""
    found = card(rules)
    source = found.document.source
    text = f"{source.text}\n{SCRIPT}"
    start = text.index(LEADERS)

    def passage(left: int, right: int) -> Evidence:
        return Evidence(Span(left, right), text[left:right], 7, f"一、“{SCRIPT}”")

    findings = (
        Finding("place", "error", passage(start - 20, start + 12), f"与“{SCRIPT}”不一致。"),
        Finding("sum", "hint", passage(start + 5, start + 160), "合计与分项不符。"),
    )
    gaps = tuple(Gap(10, f"第 {page} 页是扫描图片{SCRIPT}。", True) for page in (3, 4))
    verdicts = tuple(
        entry._replace(outcome=Outcome.UNDECIDED, reason="unread") if entry.element == "duty.four-personally" else entry
        for entry in found.verdicts
    )
    document = found.document._replace(source=source._replace(path=HOSTILE, text=text, gaps=gaps))
    return found._replace(document=document, verdicts=verdicts, findings=findings)


def rendered(form: str, cards: list[Scorecard], failed: tuple[Failed, ...] = ()) -> str | bytes:
    pieces = [Rendered(row(entry), FORMATS[form].one(entry, Style())) for entry in cards]
    return FORMATS[form].join(pieces, failed, Style())


def row(found: Scorecard) -> Row:
    return Row.of(found)._replace(issuer="某机关")


def pages(pdf: bytes) -> list[str]:
    """The text of every page, blanks removed."""
    with pypdfium2.PdfDocument(pdf) as document:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]


def by_chromium(page: str, folder: Path) -> bytes:
    """The page printed by a browser."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("chromium is not installed: printing from the browser is not tried")
    (folder / "card.html").write_text(page, "utf-8")
    call = [program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            f"--user-data-dir={folder / 'profile'}", "--no-pdf-header-footer", f"--print-to-pdf={folder / 'card.pdf'}",
            (folder / "card.html").as_uri()]  # fmt: skip
    subprocess.run(call, check=True, capture_output=True, timeout=120)
    return (folder / "card.pdf").read_bytes()


def by_libreoffice(word: bytes, folder: Path) -> bytes:
    """The Word file printed by LibreOffice."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed: how the Word file looks is not tried")
    (folder / "card.docx").write_bytes(word)
    call = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
            "--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder), str(folder / "card.docx")]  # fmt: skip
    subprocess.run(call, check=True, capture_output=True, timeout=180)
    return (folder / "card.pdf").read_bytes()


def in_order(words: str, *parts: str) -> None:
    """The parts stand in the words, one after the other."""
    at = 0
    for part in parts:
        found = words.find(part, at)
        assert found >= 0, f"{part} does not follow {words[max(0, at - 40) : at]}"
        at = found + len(part)
