"""checker overlap: passages that several units share."""

from pathlib import Path

import click

from checker import overlap as shared
from checker import pipeline
from checker.batch import inputs
from checker.cli import chinese, options, outputs
from checker.errors import ReadError
from checker.report import Failed, overlaps


@click.command("overlap", cls=chinese.Command)
@click.argument("names", nargs=-1, required=True, metavar="文件夹|文件…")
@outputs.page_option
@click.option(
    "--least",
    type=click.IntRange(30, 2000),
    default=shared.LEAST,
    metavar="字数",
    help="至少连续多少字相同才算，默认 60。",
)
@options.output_option
def overlap(names: tuple[str, ...], form: str | None, least: int, output: Path | None) -> int:
    """找几个机关的报告里相同的大段文字，各报告通用的套话不算。

    退出码：0 查完，2 用法不对，3 有文件未能检查。

    \b
    例：checker overlap 报送/ -o 相同文字.html
    """
    chosen = outputs.page_format(form, output)
    shared.needed()
    reports, failed = [], []
    for path in inputs.collect(names):
        try:
            document = pipeline.document(path)
        except ReadError as error:
            failed.append(Failed(path, str(error)))
            continue
        reports.append(shared.Report(document.issuer.value if document.issuer else Path(path).stem, document))
    found = shared.clusters(reports, least)
    options.write(overlaps.FORMATS[chosen](found, failed), output)
    for failure in failed:
        click.echo(f"未能检查：{failure.message}", err=True)
    return 3 if failed else 0
