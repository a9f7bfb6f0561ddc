"""Pulling the counts of answers from a warehouse."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import click

from cx.commands.terminal import actor, cli, print_json, say, store
from cx.domain.roles import Action
from cx.settings import Environment


@cli.command()
@click.option("--source", required=True, envvar="CX_SOURCE", metavar="URL", help="The warehouse; CX_SOURCE hides it.")
@click.option("--mapping", type=click.Path(path_type=Path), metavar="FILE", help="Its table and columns, in TOML.")
@click.option("--replace", is_flag=True, help="Take what it says now, though it be less or older than before.")
@click.option("--replace-demo", is_flag=True, help="Leave the demo company and start with this source.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def sync(source: str, mapping: Path | None, replace: bool, replace_demo: bool, as_json: bool) -> None:
    """Bring the counts of answers that lie in a warehouse, and what changed since."""
    from cx.actions.acting import recorded
    from cx.ingest import syncing

    mapped = syncing.read_mapping(mapping) if mapping else None
    kept, which = store(), hashlib.sha256(syncing.named(source).encode()).hexdigest()[:12]
    with recorded(kept, actor(), Action.IMPORT, f"sync {which}", datetime.now(UTC)):
        synced = syncing.sync(
            kept, source, mapped, by=actor().id, today=Environment().today, replace=replace, replace_demo=replace_demo
        )
    for line in synced.lines():
        say(line)
    if as_json:
        print_json(synced.as_json())
