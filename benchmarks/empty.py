"""Reference: a click command that does nothing."""

import click


@click.command()
@click.argument("path")
def main(path: str) -> None:
    """Do nothing."""


main()
