"""What commands share: the store, today, and speaking to a terminal."""

from __future__ import annotations

import json
import os
import pwd
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from cx.domain.errors import BadValue
from cx.domain.roles import COMMAND_LINE, Actor
from cx.settings import Environment

if TYPE_CHECKING:
    from cx.reports.opening import Store

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
def cli() -> None:
    """CX Council: the executive dashboard of a Net Promoter programme.

    The store is data/cx.duckdb, or what CX_STORE names (a path or a SQLAlchemy URL).
    """


def store() -> Store:
    from cx.reports.opening import open_store

    return open_store()


def actor() -> Actor:
    """Whoever runs the command, as the operating system knows them: what the environment says proves nothing."""
    try:
        name = pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # a container may run as a number that has no name
        name = str(os.getuid())
    return replace(COMMAND_LINE, id=f"{COMMAND_LINE.id} ({name})")


def today() -> date:
    """As the pages have it."""
    from cx.reports import settings

    return settings.report(store()).today(Environment())


def pairs(texts: tuple[str, ...], option: str) -> tuple[tuple[str, str], ...]:
    """NAME=VALUE texts as pairs, in their order."""
    found = []
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise BadValue(f"{option} '{text}' has no '='. Write NAME=VALUE, for example score=Rating.")
        found.append((name.strip(), value))
    return tuple(found)


@contextmanager
def progress_bar(what: str) -> Iterator[Callable[[float, str], None] | None]:
    """A bar on a terminal, nothing where the output goes to a file."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1000, label=f"Reading {what}", file=sys.stderr) as bar:

        def advance(share: float, step: str) -> None:
            bar.label = f"{step}: {what}"
            bar.update(max(0, round(share * 1000) - bar.pos))

        yield advance


def say(text: str) -> None:
    """Write to standard error; what a file holds must not move the cursor, colour the screen or turn the line round."""
    click.echo(_UNSEEN.sub("�", text), err=True)


def print_json(value: dict[str, Any]) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, default=str))
