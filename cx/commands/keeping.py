"""Backups, the way back from them, and erasing a person for good."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from cx.commands.terminal import actor, cli, say, store


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Write a backup that proves itself: the store and its audit log in one FILE, or in a folder under today's name."""
    from cx.actions import keeping

    path, manifest = keeping.back_up(store(), actor(), file, datetime.now(UTC))
    say(
        f"Wrote {path}: {manifest.answers:,} answers, {sum(manifest.rows.values()):,} rows of"
        f" {len(manifest.rows)} tables, {manifest.entries:,} entries of the audit log. It was read back and agrees."
    )


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
def restore(file: Path) -> None:
    """Put a backup in the store's place once it is verified; what was there is kept beside it."""
    from cx.actions import keeping

    restored = keeping.restore(store(), actor(), file, datetime.now(UTC))
    held = restored.manifest
    say(f"Restored {file}, taken on {held.taken_at:%-d %B %Y at %H:%M} UTC: {held.answers:,} answers.")
    if restored.aside:
        say(f"  What stood there before is kept as {restored.aside}.")
    if not restored.kept_log:
        say("  The backup's audit log was put in place; the one before is kept beside it.")
    if restored.erased:
        who = "person who was" if restored.erased == 1 else "people who were"
        say(f"  {restored.erased:,} {who} erased since then: erased again.")


@cli.command()
@click.option("--respondent", required=True, metavar="ID", help="As a file named them: an e-mail, a customer number.")
def erase(respondent: str) -> None:
    """Take a person out of the store for good: answers, earlier versions, ratings, comments, quotes, invitations."""
    from cx.actions import keeping

    erasure = keeping.erase(store(), actor(), respondent, datetime.now(UTC))
    erased = erasure.erased
    say(
        f"Erased: {erased.answers:,} answers, {erased.earlier:,} earlier versions, {erased.quotes:,} quotes,"
        f" {erased.invitations:,} invitations; {erased.refused:,} refused rows blanked."
    )
    if erased.copied:
        say(f"  Somebody had copied their words into {len(erased.copied):,} records; they stand as (erased) there now:")
        for record in erased.copied:
            say(f"    {record}")
    for copy in erasure.copies:
        say(f"  {copy} was made before and may still hold this person: delete it once you need it no more.")
    say(
        "  Backups taken until now still hold this person until you delete them; restoring one erases them again, while"
        " its audit log lasts. Exports of the survey tool bring them back: delete them there, too."
    )
