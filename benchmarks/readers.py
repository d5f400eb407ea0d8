"""Time of each reader beside the library a user would call, interleaved in one run. See README.md.

Needs pdfplumber beside the test extra; formats whose converter or reference is absent are left out.
"""

import importlib.util
import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdfium2
from lxml import etree
from run import warm
from tabulate import tabulate

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import formats  # noqa: E402

from checker import read  # noqa: E402

REPORT = ROOT / "tests" / "unseen" / "reports" / "h1.txt"


def plumbed(data: bytes) -> str:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        return "\n".join(page.extract_text() or "" for page in document.pages)


def pdfium(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def extracted(data: bytes) -> str:
    import trafilatura

    return (
        trafilatura.extract(data.decode("gb18030"), favor_recall=True, include_tables=True, include_comments=False)
        or ""
    )


def parsed(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        roots = [etree.fromstring(package.read(name)) for name in package.namelist()]
    return "".join("".join(root.itertext()) for root in roots)


REFERENCES: list[tuple[str, str, str, Callable[[bytes], str]]] = [
    ("pdf: LibreOffice, from docx", "pdfplumber", "pdfplumber", plumbed),
    ("pdf: Chromium", "pdfplumber", "pdfplumber", plumbed),
    ("pdf: LibreOffice, from docx", "PDFium's own lines", "pypdfium2", pdfium),
    ("html: tables, gb2312", "trafilatura", "trafilatura", extracted),
    ("ofd", "unzipping and parsing", "lxml", parsed),
]
"""Format, what it is measured against, the module that needs, and the call."""


def main() -> None:
    """Print milliseconds of our reader and its ratio to the reference."""
    rows = []
    text = REPORT.read_text("utf-8")
    for form, name, module, reference in REFERENCES:
        if importlib.util.find_spec(module) is None:
            print(f"{name} is not installed: left out", file=sys.stderr)
            continue
        data = formats.FORMATS[form](text)

        def ours(data: bytes = data) -> object:
            return read.read_bytes(data, "report")

        def theirs(data: bytes = data, reference: Callable[[bytes], str] = reference) -> object:
            return reference(data)

        found = warm({"ours": ours, "theirs": theirs}, 3)
        rows.append([form, f"{found['ours'] * 1000:.0f}", name, f"{found['ours'] / found['theirs']:.2f}"])
    print(tabulate(rows, ["reader", "ms", "reference", "ratio"], disable_numparse=True))


if __name__ == "__main__":
    main()
