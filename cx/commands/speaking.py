"""Speaking points: what a leader may say about their own area."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cx.commands.terminal import actor, cli, print_json, say, store, today
from cx.domain.errors import BadValue
from cx.domain.roles import Action

if TYPE_CHECKING:
    from cx.reports.drafts import Draft

AUDIENCES = ("team", "council", "external")


@cli.command()
@click.option("--leader", metavar="ID", help="Whose draft.")
@click.option("--all", "everybody", is_flag=True, help="Every leader's.")
@click.option("--audience", type=click.Choice(AUDIENCES), required=True, help="Whom they speak to.")
@click.option("--period", required=True, metavar="PERIOD", help="Such as 2026-07, 2026Q3 or 2026.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The day that counts as today.")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="FILE.docx, or FILE.zip of all."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def draft(
    leader: str | None,
    everybody: bool,
    audience: str,
    period: str,
    as_of: datetime | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Draft speaking points: true sentences with their evidence, the bad news among them."""
    from cx.actions.acting import note
    from cx.reports import drafts

    if bool(leader) == everybody:
        raise BadValue("Name one leader with --leader ID, or take all with --all.")
    wanted = drafts.leader_ids(store()) if everybody else (leader or "",)
    day = as_of.date() if as_of else None
    now = today()
    action = Action.EXPORT_DRAFT if out else Action.READ_DRAFT
    for leader_id in wanted:
        note(store(), actor(), action, f"{leader_id} {audience} {period}", datetime.now(UTC))
    found = [drafts.report(store(), one, drafts.Audience(audience), period, now, day) for one in wanted]
    if out:
        write(out, found)
    if as_json:
        made = [one.as_json() for one in found]
        print_json({"drafts": made} if everybody else made[0])
    elif not out:
        for one in found:
            show(one)


def write(out: Path, found: list[Draft]) -> None:
    """One document, or a zip of them where the name ends so."""
    from cx.exports import document

    if out.suffix == ".docx" and len(found) == 1:
        out.write_bytes(document.word_document(found[0]))
    elif out.suffix == ".zip":
        out.write_bytes(document.bundle(found))
    else:
        raise BadValue(f"{out} cannot be written: name it .docx for one leader, or .zip for several.")
    say(f"Wrote {out}")


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
