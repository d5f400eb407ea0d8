"""argv to exit code; the only package that prints, reads the environment, or exits.

Exit codes: 0 passed, 1 checked but below the gate, 2 wrong usage, 3 a document or rule set could not be used or nothing
was checked, 4 our own fault.
"""

import gc
import os
import sys
from importlib import import_module

import click

from checker.cli import chinese, config
from checker.errors import CheckerError, UsageError
from checker.version import VERSION

PASSED, BELOW, USAGE, UNUSABLE, FAULT = 0, 1, 2, 3, 4

GARBAGE = 500_000
"""After so many new objects garbage is looked for; loading the rules makes 100,000, of which none ever is garbage."""


class Commands(chinese.Group):
    """The commands by name, each imported when it is asked for: `check` needs none of the others."""

    functions = {
        "annotate": "annotate.annotate",
        "baseline": "baseline.baseline",
        "batch": "batch.batch",
        "batch-worker": "batch.worker",
        "check": "check.check",
        "compare": "compare.compare",
        "config": "config.config",
        "overlap": "overlap.overlap",
        "eval": "evaluate.evaluate",
        "explain": "explain.explain",
        "guide": "explain.guide",
        "rules": "rules.rules",
    }

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in order."""
        return list(self.functions)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, if there is one."""
        if cmd_name not in self.functions:
            return None
        module, _, function = self.functions[cmd_name].partition(".")
        command: click.Command = getattr(import_module(f"checker.cli.{module}"), function)
        config.apply(command)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(VERSION, message="checker %(version)s", help="显示版本。")
def cli() -> None:
    """检查法治政府建设年度报告写得全不全。

    \b
    例：checker check 报告.txt
        checker check 报告/*.txt --format json -o 结果.json
        checker guide --issuer-kind township --year 2025
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the program and exit."""
    gc.set_threshold(GARBAGE)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(_run(arguments))


def _run(arguments: list[str] | None) -> int:
    try:
        result = cli.main(args=arguments, prog_name="checker", standalone_mode=False)
    except click.ClickException as error:
        click.echo(f"用法不对：{chinese.explain(error)}运行 checker --help 看用法。", err=True)
        return USAGE
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.Abort:
        click.echo("已中断。", err=True)
        return 130
    except UsageError as error:
        click.echo(f"用法不对：{error}", err=True)
        return USAGE
    except CheckerError as error:
        click.echo(f"错误：{error}", err=True)
        return UNUSABLE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has left; nothing more to say
        return PASSED
    except Exception:  # the boundary of the process: whatever we did wrong must not look like a verdict
        import traceback

        traceback.print_exc()
        click.echo("程序内部出错，这份结果不能用。请把上面的信息发给开发者（其中不含报告内容）。", err=True)
        return FAULT
    return result if isinstance(result, int) else PASSED
