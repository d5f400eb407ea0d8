"""A comparison of two reports as text, JSON or a web page."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

from checker.figures import number
from checker.model import Evidence, Scorecard
from checker.report import pages, view, wording
from checker.version import VERSION

STEPS = {"dropped": "去年写了，今年没有写", "weaker": "比去年写得少", "stronger": "比去年写得全", "new": "今年新写的"}
KINDS = {"same": "一字未改", "figures": "只改了数字", "nearly": "改动很少"}
SHOWN = 60


def text(found: Any) -> str:
    """For a terminal."""
    lines = [f"上年  {_named(found.last)}", f"今年  {_named(found.this)}"]
    lines += [f"注意  {warning}" for warning in found.warnings]
    for step, title in STEPS.items():
        chosen = [change for change in found.changes if change.step == step]
        lines += ["", f"{title}（{len(chosen)} 项）"] if chosen else []
        for change in chosen:
            was, now = (wording.OUTCOMES[entry.outcome] for entry in (change.before, change.after))
            lines.append(f"  {change.element.name}（{change.element.id}）：{was} → {now}")
            lines += [f"    {label}  {_quoted(entry.evidence[0])}" for label, entry in (("上年", change.before), ("今年", change.after)) if entry.evidence]  # fmt: skip
    lines += ["", f"数字变化（{len(found.moved)} 处）"] if found.moved else []
    lines += [f"  {entry.words}：{number(entry.before)} → {number(entry.after)} {entry.unit}{rate(entry.rate)}" for entry in found.moved]  # fmt: skip
    lines += ["", f"沿用去年的段落（{len(found.carried)} 段）"] if found.carried else []
    for entry in found.carried:
        lines.append(f"  【{KINDS[entry.kind]}】{_quoted(entry.second)}，上年{wording.place(entry.first)}")
    lines += ["", f"去年的打算今年没有下文（{len(found.unanswered)} 条）"] if found.unanswered else []
    for entry in found.unanswered:
        lines.append(f"  {_quoted(entry.plan)}")
        lines += [f"    最接近  {_quoted(entry.nearest)}"] if entry.nearest else []
    return "\n".join(lines) + "\n"


def data(found: Any) -> str:
    """As JSON."""
    value = {
        "schema_version": 1,
        "tool": {"name": "checker", "version": VERSION},
        "last": _report(found.last),
        "this": _report(found.this),
        "warnings": list(found.warnings),
        "changes": [
            {"element": change.element.id, "name": change.element.name, "step": change.step,
             "before": change.before.outcome.value, "after": change.after.outcome.value,
             "evidence_before": [_passage(entry) for entry in change.before.evidence],
             "evidence_after": [_passage(entry) for entry in change.after.evidence]}
            for change in found.changes
        ],
        "figures": [
            {"words": entry.words, "unit": entry.unit, "before": float(entry.before), "after": float(entry.after),
             "rate": None if entry.rate is None else round(float(entry.rate), 2), "first": _passage(entry.first),
             "second": _passage(entry.second)}
            for entry in found.moved
        ],
        "carried": [
            {"kind": entry.kind, "share": round(float(entry.share), 4), "first": _passage(entry.first), "second": _passage(entry.second)}
            for entry in found.carried
        ],
        "unanswered": [
            {"plan": _passage(entry.plan), "nearest": _passage(entry.nearest) if entry.nearest else None}
            for entry in found.unanswered
        ],
    }  # fmt: skip
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def page(template: str, **values: Any) -> str:
    """A self-contained page without script, from a template beside this file."""
    made = pages.templates("report")
    made.filters |= {"place": wording.place, "number": number, "rate": rate}
    css = Path(__file__).with_name("pages.css").read_text("utf-8")
    return str(made.get_template(template).render(css=css, css_hash=pages.digest(css), version=VERSION, **values))


def html(found: Any) -> str:
    """As a web page, both passages side by side."""
    return page("comparison.html.jinja", found=found, steps=STEPS, kinds=KINDS, outcomes=wording.OUTCOMES)


FORMATS = {"table": text, "json": data, "html": html}


def rate(value: Fraction | None) -> str:
    """（+12.5%）."""
    return "" if value is None else f"（{float(value):+.1f}%）"


def _named(card: Scorecard) -> str:
    document = card.document
    title = wording.shorten(wording.original(document.title, document) or "（没有标题）", SHOWN)
    return f"{title}（{document.source.path}，{wording.total(card)} 分）"


def _quoted(entry: Evidence) -> str:
    return f"“{wording.shorten(view.clean(entry.quote), SHOWN)}”（{wording.place(entry)}）"


def _report(card: Scorecard) -> dict[str, Any]:
    document = card.document
    return {"path": document.source.path, "sha256": document.source.sha256, "year": document.year,
            "issuer": document.issuer.value if document.issuer else None, "score": round(float(card.score.low), 2)}  # fmt: skip


def _passage(entry: Evidence) -> dict[str, Any]:
    return {
        "quote": entry.quote,
        "line": entry.line,
        "section": entry.section,
        "start": entry.span.start,
        "end": entry.span.end,
    }
