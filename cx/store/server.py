"""A store on a PostgreSQL server, which several copies of the dashboard share.

DuckDB's file tells by its time of change that it was written, keeps its rows in blocks by date, and knows one writer at
a time. A server is given the like: a counter of writings, a few indexes, and a lock that one writer holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, ProgrammingError

from cx.domain.errors import StoreUnavailable
from cx.store.engine import PATIENCE

DRIVER = "postgresql+psycopg"
CONNECTIONS = 10
"""Kept open by one copy of the dashboard; a page holds one for some milliseconds."""

_LOCK = 7_166_182_947_117_494
"""Names our lock among those of the server; any number that nobody else would choose."""

_ONE_AT_A_TIME = Lock()

_COMPLETED = (
    "CREATE TABLE IF NOT EXISTS store_writings (times BIGINT NOT NULL)",
    "INSERT INTO store_writings SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM store_writings)",
    "CREATE INDEX IF NOT EXISTS responses_by_day ON responses (survey_id, responded_at)",
    "CREATE INDEX IF NOT EXISTS responses_by_id ON responses (survey_id, response_id)",
    "CREATE INDEX IF NOT EXISTS responses_by_import ON responses (import_id)",
    "CREATE INDEX IF NOT EXISTS responses_by_person ON responses (survey_id, respondent_key)",
    "CREATE INDEX IF NOT EXISTS versions_by_import ON response_versions (superseded_by)",
    "CREATE INDEX IF NOT EXISTS ratings_by_answer ON response_ratings (survey_id, response_id)",
    "CREATE INDEX IF NOT EXISTS summary_by_month ON response_summary (survey_id, month)",
    "CREATE INDEX IF NOT EXISTS repeats_by_month ON repeat_summary (survey_id, month)",
    "CREATE INDEX IF NOT EXISTS themes_by_day ON theme_summary (survey_id, day)",
)


def server_engine(location: str) -> Engine:
    """Connections to the server, a few kept open. Raises StoreUnavailable where it is no server that we know."""
    with _ONE_AT_A_TIME:  # two threads that ask first at once would each make one, and one's connections would be lost
        return _engine(location)


@lru_cache(maxsize=8)
def _engine(location: str) -> Engine:
    try:
        engine = create_engine(
            location,
            pool_size=CONNECTIONS,
            pool_pre_ping=True,
            connect_args={"connect_timeout": 10, "application_name": "CX Council"},
        )
    except (ArgumentError, ModuleNotFoundError, NoSuchModuleError) as error:
        raise StoreUnavailable(_unknown(location)) from error
    if f"{engine.dialect.name}+{engine.dialect.driver}" != DRIVER:
        raise StoreUnavailable(_unknown(location))

    @event.listens_for(engine, "connect")
    def settle(raw: Any, _record: Any) -> None:
        raw.adapters.register_loader("numeric", _whole_number_loader())
        with raw.cursor() as cursor:
            cursor.execute("SET TIME ZONE 'UTC'")
            cursor.execute(f"SET lock_timeout = '{PATIENCE:.0f}s'")
        raw.commit()

    return engine


def named(location: str) -> str:
    """The location without its password, for messages."""
    return make_url(location).render_as_string(hide_password=True)


def in_words(error: BaseException, location: str) -> str:
    """What an error of the server means for the person whose store it is."""
    text_, name = str(error), named(location)
    if "lock timeout" in text_:
        return f"The store {name} is being written to. Try again in a moment."
    if "password authentication failed" in text_ or "no password supplied" in text_:
        return f"The server of the store {name} refuses the user or the password. Check CX_STORE."
    if "does not exist" in text_:
        return f"The server has no such database: {name}. Make it (createdb), or correct CX_STORE."
    if "permission denied" in text_:
        return f"The user of the store {name} may not do that. Grant it the rights to make and change tables."
    if "No space left" in text_:
        return f"The disk of the server of {name} is full. Nothing was changed; free some space and try again."
    return f"The server of the store {name} does not answer. Nothing was changed; see that it runs, and try again."


def version(connection: Connection) -> str | None:
    """A number that grows with every writing, in its transaction; None where there is no store."""
    try:
        return writings(connection)
    except ProgrammingError:
        return None
    finally:
        connection.rollback()


def writings(connection: Connection) -> str | None:
    """The same number as the transaction of this connection sees it."""
    times = connection.execute(text("SELECT times FROM store_writings")).scalar()
    return None if times is None else str(times)


def complete(connection: Connection) -> None:
    """What a server's store has beyond the tables of the migrations; in the caller's transaction."""
    for statement in _COMPLETED:
        connection.execute(text(statement))


def write_alone(connection: Connection) -> None:
    """Wait to be the only writer of this transaction, whatever copy of the dashboard others write from; count it."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    connection.execute(text("UPDATE store_writings SET times = times + 1"))


def log_alone(connection: Connection) -> None:
    """Wait to be the only one who adds to the audit log, or makes it; a writer of the store adds to it meanwhile."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK + 1})


@contextmanager
def migrating_alone(connection: Connection) -> Iterator[None]:
    """Of several copies that start together, one brings the tables up to date and the others wait."""
    connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": _LOCK})
    connection.commit()
    try:
        yield
    finally:
        connection.rollback()
        connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": _LOCK})
        connection.commit()


def _unknown(location: str) -> str:
    kind = location.partition("://")[0]
    return (
        f"CX_STORE names a store of a kind that is not known: {kind}. It is a path of a DuckDB file, or"
        f" {DRIVER}://USER:PASSWORD@HOST/DATABASE."
    )


def _whole_number_loader() -> type[Any]:
    """Sums of whole numbers come as NUMERIC, which would be Decimals in the midst of our integers."""
    from psycopg.adapt import Loader  # here, not above: a store in a file never pays for it

    class WholeNumberLoader(Loader):
        def load(self, data: Any) -> int | float:
            written = bytes(data).decode()
            return float(written) if "." in written or not written.lstrip("-").isdigit() else int(written)

    return WholeNumberLoader
