"""Closing the books of a period, and opening them again."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from cx.commands.terminal import actor, cli, say, store, today


@cli.command()
@click.option("--period", required=True, metavar="P", help="2026-07, 2026Q3 or 2026.")
def close(period: str) -> None:
    """Freeze a period's figures and verdicts; what comes later stands beside them as a restatement."""
    from cx.actions import closing

    closed = closing.close(store(), actor(), period, today(), datetime.now(UTC))
    say(f"Closed: {', '.join(one.label for one in closed)}. Late answers will stand beside these figures.")


@cli.command()
@click.option("--period", required=True, metavar="P", help="2026-07, 2026Q3 or 2026.")
@click.option("--reason", required=True, metavar="TEXT", help="Why, for whoever asks later.")
def reopen(period: str, reason: str) -> None:
    """Let a closed period follow today's answers again; what was frozen is kept."""
    from cx.actions import closing

    opened = closing.reopen(store(), actor(), period, reason, datetime.now(UTC))
    say(f"Reopened: {', '.join(one.label for one in opened)}.")
