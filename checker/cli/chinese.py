"""click in Chinese: usage, options and errors of every command."""

from typing import Any

import click


class Words:
    """Mixed into Command and Group: the headings of the help page."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        words = " ".join(pieces).replace("[OPTIONS]", "[选项]").replace("COMMAND [ARGS]...", "命令 [参数]…")
        formatter.write_usage(ctx.command_path, words, prefix="用法：")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The --help option, explained in Chinese."""
        option: click.Option | None = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "显示这页说明。"
        return option

    def _records(self, ctx: click.Context) -> list[tuple[str, str]]:
        params = self.get_params(ctx)  # type: ignore[attr-defined]
        records = [param.get_help_record(ctx) for param in params]
        return [record for record in records if record is not None]


class Command(Words, click.Command):
    """A command whose help page is in Chinese."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        with formatter.section("选项"):
            formatter.write_dl(self._records(ctx))


class Group(Words, click.Group):
    """A group whose help page is in Chinese."""

    command_class = Command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options and the commands."""
        with formatter.section("选项"):
            formatter.write_dl(self._records(ctx))
        rows = []
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if command is not None and not command.hidden:
                rows.append((name, command.get_short_help_str(60)))
        with formatter.section("命令"):
            formatter.write_dl(rows)


Group.group_class = Group


def explain(error: click.ClickException) -> str:
    """What is wrong with the call, in Chinese."""
    shown = _parameter(error)
    if isinstance(error, click.NoSuchOption):
        hint = f"是不是想写 {'、'.join(error.possibilities)}？" if error.possibilities else ""
        return f"没有选项 {error.option_name}。{hint}"
    if isinstance(error, click.MissingParameter):
        return f"缺少{shown or '参数'}。"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} 的用法不对，后面要跟一个值。"
    if isinstance(error, click.BadParameter):
        kind: Any = getattr(error.param, "type", None)
        if isinstance(kind, click.Choice):
            return f"{shown} 的值不对，可用的有：{'、'.join(map(str, kind.choices))}。"
        if isinstance(kind, click.types._NumberRangeBase):
            return f"{shown} 的值不对，应在 {kind.min} 到 {kind.max} 之间。"
        return f"{shown} 的值不对。"
    if isinstance(error, click.UsageError) and error.message.startswith("No such command"):
        return f"没有这个命令：{error.message.split(chr(39))[1]}。"
    if isinstance(error, click.UsageError) and "unexpected extra argument" in error.message:
        return f"多余的参数：{error.message.partition('(')[2].rstrip(').')}。"
    return error.format_message()


def _parameter(error: click.ClickException) -> str:
    param = getattr(error, "param", None)
    if param is None:
        return ""
    return "、".join(param.opts) if isinstance(param, click.Option) else f"参数 {param.human_readable_name}"
