"""What all web pages share: templates that escape, and the hashes that a page's policy names."""

from base64 import b64encode
from hashlib import sha256
from typing import Any

from checker.report import view


def templates(package: str) -> Any:
    """The templates of a package of checker; jinja2 is loaded for the first page, since it costs 65 ms."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    found = Environment(
        loader=PackageLoader("checker", package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters["clean"] = view.clean
    return found


def digest(words: str) -> str:
    """SHA-256 of a style sheet or script, as a Content-Security-Policy names it."""
    return b64encode(sha256(words.encode()).digest()).decode()
