"""Loading files, taking an import back, and making the demo company."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cx.commands.terminal import actor, cli, print_json, progress_bar, say, store
from cx.settings import Environment

if TYPE_CHECKING:
    from cx.ingest.responses import Outcome


class _Tables(click.Group):
    """`responses`, and every maintained table as a command of the same form."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        from cx.ingest import maintained

        return [*super().list_commands(ctx), *maintained.TABLES]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if found := super().get_command(ctx, name):
            return found
        from cx.ingest import maintained

        return _table_command(name) if name in maintained.TABLES else None


@cli.group("import", cls=_Tables)
def import_() -> None:
    """Load a survey export, or any maintained table from CSV or XLSX."""


@import_.command("responses")
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option("--format", metavar="NAME", help="Read it as this tool's export instead of recognizing it.")
@click.option("--map", "maps", multiple=True, metavar="FIELD=COLUMN", help="Which column holds a field.")
@click.option("--set", "sets", multiple=True, metavar="FIELD=VALUE", help="One value for every row.")
@click.option("--dates", type=click.Choice(["dmy", "mdy", "ymd"]), help="The order of day, month and year.")
@click.option("--scale", type=click.Choice(["0-10"]), help="The scores are on 0 to 10 though they look otherwise.")
@click.option("--encoding", metavar="NAME", help="The file's encoding, such as latin-1.")
@click.option("--sheet", metavar="NAME", help="Which sheet of a workbook.")
@click.option("--header-line", type=click.IntRange(min=1), metavar="N", help="The line that holds the column names.")
@click.option("--score-column", metavar="N|NAME", help="The score column by its number (from 1) or name.")
@click.option("--id", type=click.Choice(["row-hash"]), help="Make ids from the mapped fields.")
@click.option("--rating", "ratings", multiple=True, metavar="NAME=COLUMN[:LOW-HIGH]", help="A rating beside the score.")
@click.option("--keep-good", is_flag=True, help="Load the good rows though over half are bad.")
@click.option("--replace", is_flag=True, help="Allow changing date and score of over 1% of the stored answers.")
@click.option("--replace-demo", is_flag=True, help="Leave the demo company and start with this file.")
@click.option("--dry-run", is_flag=True, help="Read and check, load nothing.")
@click.option("--rejects", type=click.Path(path_type=Path), metavar="FILE", help="Write the refused rows to a CSV.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def import_responses(
    files: tuple[Path, ...],
    maps: tuple[str, ...],
    sets: tuple[str, ...],
    ratings: tuple[str, ...],
    rejects: Path | None,
    dry_run: bool,
    as_json: bool,
    **choices: Any,
) -> None:
    """Load a survey export."""
    from cx.actions.acting import Recorded, recorded
    from cx.domain.roles import Action
    from cx.ingest import responses
    from cx.ingest.options import Options

    kept, who = store(), actor()
    options = Options.of(map=maps, set=sets, rating=ratings, dry_run=dry_run, rejects=rejects, **choices)
    outcomes = []
    for path in files:
        begun = recorded(kept, who, Action.IMPORT, "responses", datetime.now(UTC))
        with progress_bar(path.name) as progress, nullcontext(Recorded("")) if dry_run else begun as made:
            outcome = responses.load(kept, path, options, by=who.id, today=Environment().today, progress=progress)
            made.object_id = f"responses {outcome.import_id}"
        outcomes.append(outcome)
        say_outcome(outcomes[-1], dry_run=dry_run)
    if as_json:
        reports = [outcome.as_json() for outcome in outcomes]
        print_json(reports[0] if len(reports) == 1 else {"files": reports})


def _table_command(table: str) -> click.Command:
    @click.command(table, help=f"Load {table.replace('_', ' ')} by their key: insert or update.")
    @click.argument("file", type=click.Path(path_type=Path))
    @click.option("--map", "maps", multiple=True, metavar="COLUMN=THEIRS", help="Which of the file's columns it is.")
    @click.option("--set", "sets", multiple=True, metavar="COLUMN=VALUE", help="One value for every row.")
    @click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
    def command(file: Path, maps: tuple[str, ...], sets: tuple[str, ...], as_json: bool) -> None:
        from cx.actions import records
        from cx.ingest import maintained
        from cx.ingest.renaming import Renaming

        kept = store()
        within = records.loading(kept, actor(), table, datetime.now(UTC))
        renaming = Renaming.of(maps, sets)
        outcome = maintained.load(kept, table, file, by=actor().id, renaming=renaming, within=within)
        for line in outcome.lines():
            say(line)
        if as_json:
            print_json(outcome.as_json())

    return command


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def templates(folder: Path) -> None:
    """Write a commented template of each importable table."""
    from cx.ingest import maintained

    for path in maintained.templates(folder):
        say(f"Wrote {path}")


@cli.command("undo-import")
@click.argument("import_id", type=int, metavar="ID")
def undo_import(import_id: int) -> None:
    """Take an import back; what it replaced returns."""
    from cx.actions import imports

    undone = imports.undo(store(), actor(), import_id, datetime.now(UTC))
    say(f"Import {import_id} is undone: {undone.removed:,} answers removed, {undone.restored:,} earlier ones restored.")


@cli.command()
def demo() -> None:
    """Make the demo company's files and load them by the same road as any import."""
    from cx.demo.load import load

    with progress_bar("the demo company") as progress:
        load(store(), progress=progress)
    say("Meridian, a made-up company, is loaded. Open the dashboard with: make run")


def say_outcome(outcome: Outcome, *, dry_run: bool) -> None:
    """What became of a file, in words for the person who holds it."""
    read = f"{outcome.file}: {outcome.rows:,} rows"
    did = "would be accepted" if dry_run else "accepted"
    say(
        f"{read}; {outcome.accepted:,} {did}, {outcome.updated:,} updated, "
        f"{outcome.duplicates:,} there already, {outcome.rejected:,} refused."
    )
    for reason, count in outcome.reasons.items():
        say(f"  {count:,} refused: {reason}")
    for line in outcome.restates:
        say(f"  {line}")
    for note in outcome.notes:
        say(f"  {note}")
    if outcome.import_id is not None:
        say(f"  This is import {outcome.import_id}.")
