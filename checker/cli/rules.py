"""checker rules: list, validate, test, schema, compile."""

import json
from pathlib import Path

import click

from checker import ruleset, trial
from checker.cli import chinese, options
from checker.cli.explain import levels, years
from checker.errors import RuleSetError
from checker.model import RuleSet
from checker.report import wording


@click.group("rules", cls=chinese.Group)
def rules() -> None:
    """查看和检验规则集。"""


@rules.command("list")
@options.rules_option
@click.option("-f", "--format", "form", type=click.Choice(["table", "markdown"]), default="table", metavar="格式",
              help="table（默认）或 markdown（即 rules/INDEX.md）。")  # fmt: skip
@options.output_option
def list_rules(rules: str, form: str, output: Path | None) -> None:
    """列出全部要素。"""
    loaded = options.load(rules)
    options.write(index(loaded) if form == "markdown" else _table(loaded), output)


def index(loaded: RuleSet) -> str:
    """All elements as Markdown, as in rules/INDEX.md."""
    lines = [
        f"# {loaded.title}：要素一览",
        "",
        f"规则集 `{loaded.id}` {loaded.version}，由 `checker rules list --format markdown` 生成。",
    ]
    for dimension in loaded.dimensions:
        chosen = [element for element in loaded.elements if element.dimension == dimension.id]
        lines += ["", f"## {dimension.name}（`{dimension.id}`，权重 {sum(element.weight for element in chosen)}）", ""]
        lines += ["| 编号 | 名称 | 级别 | 权重 | 口径 | 依据 |", "| --- | --- | --- | ---: | --- | --- |"]
        for element in chosen:
            applies = f"（{years(element)}）" if element.since or element.until else ""
            lines.append(
                f"| `{element.id}` | {element.name}{applies} | {levels(element)} | {element.weight} "
                f"| {element.criterion} | {wording.basis(element.basis)} |"
            )
    return "\n".join(lines) + "\n"


def _table(loaded: RuleSet) -> str:
    from tabulate import tabulate

    rows = [
        [element.id, element.name, levels(element).partition("（")[0], element.weight] for element in loaded.elements
    ]
    return tabulate(rows, headers=["编号", "名称", "级别", "权重"], disable_numparse=True) + "\n"


@rules.command("validate")
@click.argument("folder", metavar="名称|文件夹", default="fazhi")
def validate(folder: str) -> None:
    """检查规则文件写得对不对；有错时指出文件、行、列。"""
    path = ruleset.folder_of(folder)
    compiled = ruleset.compile_rules(path)
    words = sum(joined.count("#") + 1 for joined in compiled["lexicon"]["words"])
    click.echo(f"{path}：规则没有问题，共 {len(compiled['elements'])} 个要素、{words} 种说法。")


@rules.command("test")
@click.argument("folder", metavar="名称|文件夹", default="fazhi")
@click.option("--element", "only", metavar="编号", help="只试这一个要素的例子。")
def test(folder: str, only: str | None) -> int:
    """逐条试规则旁边的例子。"""
    loaded = ruleset.load(ruleset.folder_of(folder))
    examples = [example for example in ruleset.examples(folder) if only in (None, example.element)]
    if not examples:
        raise RuleSetError(f"{folder}：没有例子可试" + (f"，没有编号为 {only} 的要素。" if only else "。"))
    failures = trial.run(loaded, examples)
    for failure in failures:
        example = failure.example
        click.echo(f"× {example.element}（{example.kind}）“{wording.shorten(example.text, 60)}”：{failure.message}")
    click.echo(f"{len(examples)} 条例子，{len(examples) - len(failures)} 条符合，{len(failures)} 条不符。")
    return 1 if failures else 0


@rules.command("schema")
@click.argument("which", type=click.Choice(["dimension", "ruleset"]), metavar="dimension|ruleset", default="dimension")
@options.output_option
def schema(which: str, output: Path | None) -> None:
    """输出规则文件的 JSON Schema，供编辑器使用。"""
    options.write(schema_text(which), output)


def schema_text(which: str) -> str:
    """The JSON Schema of ruleset.yaml or of a dimension's file, as text."""
    from checker.ruleset.schema import DIMENSION, RULESET

    return json.dumps(RULESET if which == "ruleset" else DIMENSION, ensure_ascii=False, indent=2) + "\n"


@rules.command("compile", hidden=True)
@click.argument("folder", metavar="名称|文件夹", default="fazhi")
def compile_(folder: str) -> None:
    """写出 compiled.json，使自带规则装好后不必每次解析。"""
    path = ruleset.folder_of(folder)
    options.write(ruleset.compiled_text(path), path / ruleset.COMPILED)
