"""The commands, gathered."""

from __future__ import annotations

import io
import sys
import warnings
from typing import Annotated

import typer

from ratsdok.cli import (
    convert,
    doctor,
    evaluate,
    export,
    feeds,
    inspect,
    letter,
    lint,
    parse,
    report,
    schema,
    search,
    status,
    train,
)

app = typer.Typer(
    name="ratsdok",
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # rich would double the time that --help takes
)
app.command("parse")(parse.parse)
app.command("inspect")(inspect.inspect)
app.command("letter")(letter.letter)
app.command("lint")(lint.lint)
app.command("convert")(convert.convert)
app.command("export")(export.export)
app.command("feeds")(feeds.feeds)
app.command("report")(report.report)
app.command("search")(search.search)
app.command("status")(status.status)
app.command("schema")(schema.schema)
app.command("evaluate")(evaluate.evaluate)
app.command("train")(train.train)
app.command("doctor")(doctor.doctor)


def main() -> None:
    """Run the command line; output is UTF-8 whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    warnings.simplefilter("ignore")  # what libraries remark on a broken file, an error or a finding says
    app(prog_name="ratsdok")


def _show_version(wanted: bool) -> None:
    if wanted:
        from ratsdok import __version__  # noqa: PLC0415 - as above

        typer.echo(f"ratsdok {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _ratsdok(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and stop."),
    ] = False,
) -> None:
    """Reads German councils' Beschlusskontrolle letters into structured records."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
