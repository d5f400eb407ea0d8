"""checker compare: last year's report beside this year's."""

from pathlib import Path

import click

from checker import pipeline
from checker.cli import chinese, options, outputs
from checker.compare import compare as between
from checker.report import comparison


@click.command("compare", cls=chinese.Command)
@click.argument("last", metavar="上年报告")
@click.argument("this", metavar="今年报告")
@outputs.page_option
@options.output_option
@options.rules_option
@options.any_document_option
def compare(last: str, this: str, form: str | None, output: Path | None, rules: str, any_document: bool) -> int:
    """同一机关两年的报告对照：丢了什么、新写了什么、数字怎么变、哪些段落照抄、去年的打算有没有下文。

    \b
    例：checker compare 2023年报告.docx 2024年报告.docx -o 对照.html
    """
    chosen = outputs.page_format(form, output)
    ruleset = options.load(rules)
    settings = pipeline.Options(any_document=any_document, tokens=None)
    found = between(pipeline.check(last, ruleset, settings), pipeline.check(this, ruleset, settings))
    options.write(comparison.FORMATS[chosen](found), output)
    return 0
