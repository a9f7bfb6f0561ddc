"""Scores, and the proof that the store is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cx.commands.terminal import cli, pairs, print_json, say, store, today
from cx.domain.errors import CxError
from cx.domain.slices import FIELDS, Slice

if TYPE_CHECKING:
    from cx.reports.nps import Row

PERIODS = ("month", "quarter", "year", "all")


@cli.command()
@click.option("--by", multiple=True, type=click.Choice(FIELDS), help="One row a value of this field.")
@click.option("--period", type=click.Choice(PERIODS), default="all", show_default=True)
@click.option("--where", multiple=True, metavar="FIELD=VALUE", help="Only answers with this value.")
@click.option("--survey", default="", metavar="ID", help="Which survey; else the primary one, else the only one.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def nps(by: tuple[str, ...], period: str, where: tuple[str, ...], survey: str, as_json: bool) -> None:
    """Scores with their likely range."""
    from cx.reports import nps as report

    chosen = dict(pairs(where, "--where"))
    survey = chosen.pop("survey_id", survey)
    rows = report.report(store(), today(), survey=survey, by=by, period=period, where=Slice.from_mapping(chosen))
    if as_json:
        print_json({"rows": [row.as_json() for row in rows]})
    else:
        print_scores(rows)


@cli.command()
def check() -> None:
    """Prove that the store is whole: the summary equals the answers, nothing counted twice."""
    from cx.reports import integrity

    findings = integrity.report(store())
    for finding in findings.problems:
        say(f"✗ {finding}")
    if findings.problems:
        raise CxError(f"{len(findings.problems)} problems found in {store().name}.")
    say(f"{findings.answers:,} answers of {findings.imports:,} imports: the summary equals the answers.")
    if findings.in_warehouse:
        say(f"  {findings.in_warehouse:,} of them stay in a warehouse: their counts are what it said of each day.")


def print_scores(rows: tuple[Row, ...]) -> None:
    if not rows:
        say("No answers to score.")
    for row in rows:
        name = ", ".join(value or "(not given)" for _, value in row.group) or "Everybody"
        if row.score is None or row.tally is None:
            click.echo(f"{row.period:8} {name:32} {row.note}")
        else:
            shown = f"{row.score.value:6.1f}  likely {row.score.low:.1f} to {row.score.high:.1f}"
            click.echo(f"{row.period:8} {name:32} {shown}  {row.tally.n:,} answers  {row.note}".rstrip())
