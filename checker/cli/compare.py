"""checker compare: last year's report beside this year's."""

from pathlib import Path

import click

from checker import pipeline
from checker.cli import chinese, options
from checker.compare import compare as between
from checker.errors import UsageError
from checker.report import comparison

SUFFIXES = {".json": "json", ".html": "html", ".htm": "html", ".txt": "table"}


def form_of(form: str | None, output: Path | None) -> str:
    """The format asked for, or that of the file's extension. Raises UsageError."""
    if form or output is None:
        return form or "table"
    known = SUFFIXES.get(output.suffix.lower())
    if known is None:
        raise UsageError(f"看不出 {output} 该是什么格式，请用 -f 指明，或用扩展名 .html、.json、.txt。")
    return known


@click.command("compare", cls=chinese.Command)
@click.argument("last", metavar="上年报告")
@click.argument("this", metavar="今年报告")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(list(comparison.FORMATS)),
    metavar="格式",
    help="table、json、html；默认 table，有 -o 时看扩展名。",
)
@options.output_option
@options.rules_option
@options.any_document_option
def compare(last: str, this: str, form: str | None, output: Path | None, rules: str, any_document: bool) -> int:
    """同一机关两年的报告对照：丢了什么、新写了什么、数字怎么变、哪些段落照抄、去年的打算有没有下文。

    \b
    例：checker compare 2023年报告.docx 2024年报告.docx -o 对照.html
    """
    chosen = form_of(form, output)
    ruleset = options.load(rules)
    settings = pipeline.Options(any_document=any_document, tokens=None)
    found = between(pipeline.check(last, ruleset, settings), pipeline.check(this, ruleset, settings))
    options.write(comparison.FORMATS[chosen](found), output)
    return 0
