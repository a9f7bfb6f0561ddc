"""The council's pack: slides or a document, with the pages' own figures."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from cx.commands.terminal import actor, cli, say, store, today
from cx.domain.errors import BadValue

ENDINGS = (".pptx", ".docx")


@cli.command()
@click.option("--meeting", required=True, metavar="ID", help="Which meeting, such as 2026-12.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE",
    help="FILE.pptx for slides, FILE.docx for a document.",
)
def pack(meeting: str, out: Path) -> None:
    """Make the pack of a council meeting, with everything that the council may see."""
    if out.suffix.lower() not in ENDINGS:
        raise BadValue(f"{out} cannot be written: name it .pptx for slides, or .docx for a document.")
    if not out.parent.is_dir():
        raise BadValue(f"{out} cannot be written: there is no folder {out.parent}. Make it first, or name another.")
    from cx.actions.pack import take
    from cx.exports.pack import made

    found = take(store(), actor(), meeting, datetime.now(UTC), today())
    try:
        out.write_bytes(made(found, out.suffix.lower().lstrip(".")))
    except OSError as error:
        raise BadValue(f"{out} cannot be written: {error.strerror}. Close it, or name another file.") from None
    say(f"Wrote {out}: {len(found.slides)} findings and decisions of {found.title}")
