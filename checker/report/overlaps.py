"""Shared passages of several reports as text, JSON or a web page with the passages side by side."""

import json
from collections.abc import Sequence
from typing import Any

from checker.report import view, wording
from checker.report.comparison import page
from checker.version import VERSION

SHOWN = 100


def text(found: Sequence[Any], failed: Sequence[Any]) -> str:
    """For a terminal."""
    lines = [f"有 {len(found)} 处文字在几个机关的报告里相同。" if found else "没有发现几个机关共有的大段文字。"]
    for number, cluster in enumerate(found, 1):
        lines += ["", f"{number}. 相同 {cluster.length} 字，{len(cluster.passages)} 份报告"]
        shared = cluster.passages[0]
        lines.append(f"   “{wording.shorten(view.clean(shared.evidence.quote[shared.start : shared.end]), SHOWN)}”")
        lines += [f"   {entry.unit}　{entry.path}，第 {entry.evidence.line} 行" for entry in cluster.passages]
    lines += [f"未能检查：{entry.message}" for entry in failed]
    return "\n".join(lines) + "\n"


def data(found: Sequence[Any], failed: Sequence[Any]) -> str:
    """As JSON."""
    value = {
        "schema_version": 1,
        "tool": {"name": "checker", "version": VERSION},
        "clusters": [
            {
                "length": cluster.length,
                "passages": [
                    {"unit": entry.unit, "path": entry.path, "line": entry.evidence.line,
                     "start": entry.evidence.span.start + entry.start, "end": entry.evidence.span.start + entry.end,
                     "quote": entry.evidence.quote[entry.start : entry.end]}
                    for entry in cluster.passages
                ],
            }
            for cluster in found
        ],
        "errors": [{"path": entry.path, "message": entry.message} for entry in failed],
    }  # fmt: skip
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def html(found: Sequence[Any], failed: Sequence[Any]) -> str:
    """As a web page."""
    return page("overlaps.html.jinja", found=found, failed=failed)


FORMATS = {"table": text, "json": data, "html": html}
