"""Speaking points: what a leader may say about their own area."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from cx.commands.terminal import cli, print_json, say, store, today
from cx.domain.errors import BadValue

if TYPE_CHECKING:
    from cx.reports.drafts import Draft

AUDIENCES = ("team", "council", "external")


@cli.command()
@click.option("--leader", metavar="ID", help="Whose draft.")
@click.option("--all", "everybody", is_flag=True, help="Every leader's.")
@click.option("--audience", type=click.Choice(AUDIENCES), required=True, help="Whom they speak to.")
@click.option("--period", required=True, metavar="PERIOD", help="Such as 2026-07, 2026Q3 or 2026.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The day that counts as today.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def draft(
    leader: str | None, everybody: bool, audience: str, period: str, as_of: datetime | None, as_json: bool
) -> None:
    """Draft speaking points: true sentences with their evidence, the bad news among them."""
    from cx.reports import drafts

    if bool(leader) == everybody:
        raise BadValue("Name one leader with --leader ID, or take all with --all.")
    wanted = drafts.leader_ids(store()) if everybody else (leader or "",)
    day = as_of.date() if as_of else None
    found = [drafts.report(store(), one, drafts.Audience(audience), period, today(), day) for one in wanted]
    if as_json:
        made = [one.as_json() for one in found]
        print_json({"drafts": made} if everybody else made[0])
        return
    for one in found:
        show(one)


def show(draft: Draft) -> None:
    """A draft as one reads it on a terminal."""
    click.echo(f"{draft.leader_name}, for {draft.audience.value}, {draft.period}. Draft of {draft.as_of}.")
    for number, point in enumerate(draft.points, 1):
        click.echo(f"{number}. {point.text}")
        click.echo(f"   {point.more}")
    for unsaid in draft.not_to_say:
        click.echo(f'Do not say: "{unsaid.text}" {unsaid.reason}')
    for gate in draft.gates:
        if not gate.passed:
            say(f"Not ready: {gate.reason}")
