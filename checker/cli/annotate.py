"""checker annotate: the draft back as a Word file, with the card as comments."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from checker import pipeline, read
from checker.cli import chinese, options, waiving
from checker.errors import UsageError
from checker.model import IssuerKind

AUTHOR = "完整性检查"


@click.command("annotate", cls=chinese.Command)
@click.argument("draft", metavar="文件")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, metavar="文件",
              help="批注本写到这里，必须是 .docx，不能是原稿。")  # fmt: skip
@click.option("--author", default=AUTHOR, metavar="姓名", help=f"批注的作者，默认“{AUTHOR}”。")
@click.option("--date", metavar="时间", help="批注的时间，如 2026-01-31 或 2026-01-31T08:00:00，默认现在。")
@waiving.waivers_options
@options.year_option
@options.kind_option
@options.rules_option
@options.any_document_option
def annotate(
    draft: str,
    output: Path,
    author: str,
    date: str | None,
    waivers_file: Path | None,
    today: Any,
    year: int | None,
    issuer_kind: str | None,
    rules: str,
    any_document: bool,
) -> int:
    """给 Word 稿加批注：哪里不足、哪里前后不一、缺什么该写在哪里。

    正文一字不动，原有的批注和修订都保留。.doc、.wps、.rtf 的批注本是 .docx。

    \b
    例：checker annotate 送审稿.docx -o 送审稿-批注.docx
        checker annotate 送审稿.docx -o 批注.docx --author 张三 --date 2026-01-31
    """
    from checker.annotate import Signature
    from checker.annotate import annotate as comment
    from checker.read.office import as_docx

    _refuse(draft, output)
    signature = Signature(author, _time(date))
    given = read.file_bytes(Path(draft))
    data = as_docx(given, draft)
    if data is None:
        raise UsageError(
            f"{draft} 不是 Word 文件，没有地方加批注。批注只能加在 .docx、.doc、.wps、.rtf 上；其他文件请用 checker check。"
        )
    source = read.read_bytes(data, draft)._replace(sha256=read.sha256(given))
    ruleset = options.load(rules, single=True)
    waivers = waiving.load(waivers_file, today, ruleset)
    settings = pipeline.Options(
        year=year, issuer_kind=IssuerKind(issuer_kind) if issuer_kind else None, any_document=any_document,
        waivers=waivers and waivers.entries,
    )  # fmt: skip
    card = pipeline.check_source(source, ruleset, settings)
    made = comment(data, card, signature)
    options.write(made.data, output)
    names = {"summary": "总评", "missing": "缺失", "partial": "不足", "finding": "前后不一"}
    shown = "、".join(f"{name} {made.counts[kind]}" for kind, name in names.items() if made.counts.get(kind))
    click.echo(f"已写入 {output}：批注 {sum(made.counts.values())} 条（{shown}）。", err=True)
    waiving.announce(waivers, card.waived.used if card.waived else ())
    return 0


def _refuse(draft: str, output: Path) -> None:
    """Raise UsageError when the copy would overwrite the draft or is named so that Word would not open it."""
    if output.suffix.lower() not in (".docx", ".docm"):
        raise UsageError(f"-o {output}：批注本是 Word 文件，请给一个以 .docx 结尾的文件名。")
    if output.resolve() == Path(draft).resolve() or (
        output.exists() and Path(draft).exists() and output.samefile(draft)
    ):
        raise UsageError(f"-o {output} 会盖掉原稿，请换一个文件名。")


def _time(date: str | None) -> str:
    """The time of the comments as Word writes it: the option, else SOURCE_DATE_EPOCH, else now."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        if date is not None:
            moment = datetime.fromisoformat(date)
            moment = moment.astimezone(UTC) if moment.tzinfo else moment
        else:
            moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (ValueError, OverflowError, OSError):
        wrong = f"--date {date}" if date is not None else f"SOURCE_DATE_EPOCH={epoch}"
        raise UsageError(f"{wrong} 不是时间，请写成 2026-01-31 或 2026-01-31T08:00:00。") from None
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
