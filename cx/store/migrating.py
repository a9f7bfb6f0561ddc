"""Bringing a store to the tables that this version knows."""

from __future__ import annotations

import threading
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import ProgrammingError

from cx.domain.errors import StoreUnavailable
from cx.store import copying
from cx.store.schema.audit import audit

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0018"
"""The newest migration; a test holds that it is."""

SCRIPTS = Path(__file__).parent / "migrations"

_one_at_a_time = threading.Lock()
"""Alembic knows one upgrade a process, whichever store it is of."""


def revision(connection: Connection) -> str | None:
    """The migration that the store is at, or None where it has no tables of ours."""
    try:  # asking the catalogue first would double the time it takes to open a store
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except ProgrammingError:
        return None
    finally:
        connection.rollback()


def is_current(connection: Connection) -> bool:
    return revision(connection) == HEAD


def migrate(connection: Connection, backups: Path | None) -> None:
    """Bring the store to HEAD in one transaction, after a copy of it in `backups`; a new store needs no copy.

    Raises StoreUnavailable where a newer version made it, or where the file holds somebody else's tables.
    """
    from alembic import command  # here, not above: a store that is up to date never pays for importing it

    found = revision(connection)
    if found == HEAD:  # another reader brought it up to date while this one waited
        return
    if found is not None and found not in known():
        raise StoreUnavailable(
            f"The store was made by a newer version of CX Council (its tables are at {found}, this version knows"
            f" {HEAD}). Use that version, or set CX_STORE to another place."
        )
    if found is None and (others := set(inspect(connection).get_table_names()) - set(audit.tables)):
        raise StoreUnavailable(
            f"The file is no store of CX Council: it holds other tables ({', '.join(sorted(others)[:3])})."
            " Set CX_STORE to another place."
        )
    connection.rollback()
    if found is not None and backups is not None:
        _back_up(connection, backups)
    config = _scripts()
    config.attributes["connection"] = connection
    with _one_at_a_time, connection.begin():
        command.upgrade(config, "head")


def _back_up(connection: Connection, folder: Path) -> None:
    """Copy the store; whoever is killed meanwhile leaves scratch, no half copy under the name of a whole one."""
    made = folder / f"{uuid.uuid4().hex}.duckdb"
    copying.copy(connection, made)
    made.rename(folder / f"before-{HEAD}-{uuid.uuid4().hex[:8]}.duckdb")


def known() -> frozenset[str]:
    """Every migration that this version knows."""
    from alembic.script import ScriptDirectory

    return frozenset(script.revision for script in ScriptDirectory.from_config(_scripts()).walk_revisions())


def _scripts() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    return config
