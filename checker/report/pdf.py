"""The web page printed on A4 by WeasyPrint (extra `print`)."""

import logging
from collections.abc import Sequence

from checker.errors import UsageError
from checker.report import html
from checker.report.style import Failed, Rendered, Style

one = html.one
"""The piece of a report is that of the web page."""


def ready() -> None:
    """Raise UsageError where WeasyPrint, or the libraries that it needs, are not there."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):
        raise UsageError(
            "输出 PDF 要先装好打印组件：pip install 'fazhi-checker[print]'。"
            "不装也可以：改用 -o 评分卡.html，用浏览器打开后选“打印”，另存为 PDF。"
        ) from None


def join(rendered: Sequence[Rendered], failed: Sequence[Failed], style: Style) -> bytes:
    """The printed page; nothing may be fetched but what the page itself holds."""
    from weasyprint import HTML, URLFetcher

    for name in ("weasyprint", "fontTools"):  # what they remark on fonts and styles is not for the user
        logging.getLogger(name).setLevel(logging.CRITICAL)
    page = HTML(string=html.join(rendered, failed, style), url_fetcher=URLFetcher(allowed_protocols=("data",)))
    printed: bytes = page.write_pdf(pdf_tags=True)
    return printed
