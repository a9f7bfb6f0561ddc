"""What a company may change."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from cx.commands.terminal import actor, cli, pairs, store


@cli.command()
@click.argument("changes", nargs=-1, metavar="[NAME=VALUE]…")
def settings(changes: tuple[str, ...]) -> None:
    """Show the settings, or change them: cx settings margin=4 own_brand=Meridian."""
    from cx.actions import settings as actions
    from cx.reports import settings as report

    changed = dict(pairs(changes, "a setting"))
    if changed:
        actions.change(store(), actor(), changed, datetime.now(UTC))
    for setting in report.report(store()).settings:
        if not changed or setting.name in changed:
            click.echo(f"{setting.name}={setting.value}")
            click.echo(f"    {setting.title}. {setting.description}", err=True)
