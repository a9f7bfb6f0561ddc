"""The company's themes as they are kept, with every state that they were in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from cx.domain.default_themes import DEFAULT_THEMES
from cx.domain.errors import UnknownName
from cx.domain.taxonomy import OR, Theme, split_phrases
from cx.store import comment_months
from cx.store.schema import theme_versions, themes

MOST_VERSIONS_SHOWN = 12
FIRST = "The themes to start with"


@dataclass(frozen=True, slots=True)
class Version:
    """A state of the themes. number: counts from 1. at: UTC. what: the change that made it, in words."""

    number: int
    at: datetime
    by: str
    what: str
    themes: int


def load(connection: Connection) -> tuple[Theme, ...]:
    """Every theme, by name; those to start with where nobody has changed any yet."""
    if _last_version(connection) == 0:
        return tuple(sorted(DEFAULT_THEMES, key=_by_name))
    found = connection.execute(select(themes.c.theme_id, themes.c.name, themes.c.phrases))
    kept = (Theme(theme_id, name or theme_id, split_phrases(phrases)) for theme_id, name, phrases in found)
    return tuple(sorted(kept, key=_by_name))


def begin(connection: Connection, by: str, at: datetime) -> None:
    """Keep the themes to start with as the first state, where there is none yet: what follows changes them."""
    if _last_version(connection) == 0:
        _write(connection, DEFAULT_THEMES)
        _record(connection, by, at, FIRST, DEFAULT_THEMES)


def save(connection: Connection, wanted: Sequence[Theme], by: str, at: datetime, what: str) -> None:
    """Make these the themes; every comment has to be read again. at: UTC. what: the change, for the list of states."""
    begin(connection, by, at)
    _write(connection, wanted)
    _record(connection, by, at, what, wanted)
    comment_months.note_all(connection)


def changed_by_file(connection: Connection, by: str, at: datetime) -> None:
    """Keep the themes as a file has left them as a state of their own; every comment has to be read again."""
    _record(connection, by, at, "Loaded from a file", load(connection))
    comment_months.note_all(connection)


def versions(connection: Connection) -> tuple[Version, ...]:
    """The latest states, the newest first."""
    row = theme_versions.c
    columns = (row.version, row.changed_at, row.changed_by, row.what, row.themes)
    found = connection.execute(select(*columns).order_by(row.version.desc()).limit(MOST_VERSIONS_SHOWN))
    return tuple(
        Version(number, changed_at, changed_by, what, len(json.loads(kept)))
        for number, changed_at, changed_by, what, kept in found
    )


def as_of(connection: Connection, version: int) -> tuple[Theme, ...]:
    """The themes of an earlier state. Raises UnknownName where there is none of that number."""
    kept = connection.execute(
        select(theme_versions.c.themes).where(theme_versions.c.version == version)
    ).scalar_one_or_none()
    if kept is None:
        raise UnknownName(f"There is no state {version} of the themes.")
    return tuple(Theme(one["theme_id"], one["name"], tuple(one["phrases"])) for one in json.loads(kept))


def _by_name(theme: Theme) -> tuple[str, str]:
    return theme.name.casefold(), theme.theme_id


def _last_version(connection: Connection) -> int:
    return int(connection.execute(select(func.coalesce(func.max(theme_versions.c.version), 0))).scalar_one())


def _write(connection: Connection, wanted: Sequence[Theme]) -> None:
    """Only what differs: DuckDB cannot delete and insert one key in one transaction."""
    stored = {row.theme_id: row for row in connection.execute(select(themes))}
    gone = set(stored) - {theme.theme_id for theme in wanted}
    if gone:
        connection.execute(delete(themes).where(themes.c.theme_id.in_(gone)))
    for theme in wanted:
        values = {"name": theme.name, "phrases": OR.join(theme.phrases)}
        known = stored.get(theme.theme_id)
        if known is None:
            connection.execute(insert(themes).values(theme_id=theme.theme_id, **values))
        elif (known.name, known.phrases) != (values["name"], values["phrases"]):
            connection.execute(update(themes).where(themes.c.theme_id == theme.theme_id).values(**values))


def _record(connection: Connection, by: str, at: datetime, what: str, now: Sequence[Theme]) -> None:
    kept = [{"theme_id": theme.theme_id, "name": theme.name, "phrases": list(theme.phrases)} for theme in now]
    connection.execute(
        insert(theme_versions).values(
            version=_last_version(connection) + 1,
            changed_at=at.replace(tzinfo=None),
            changed_by=by,
            what=what,
            themes=json.dumps(kept, ensure_ascii=False),
        )
    )
