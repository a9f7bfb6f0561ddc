"""The server for more than one person."""

from __future__ import annotations

import click

from cx.commands.terminal import cli, store


@cli.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True)
@click.option("--address", default="localhost", show_default=True, help="Where it listens; others need sign-in.")
def serve(port: int, address: str) -> None:
    """Serve the dashboard with the guard around it.

    Sign-in is configured in .streamlit/secrets.toml; see docs/security.md. Without it, only this machine is served.
    """
    from cx.ui import serving

    serving.run(store(), address, port)
