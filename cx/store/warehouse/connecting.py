"""A read-only connection to a warehouse, through whatever dialect its URL names, and what its errors mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from cx.domain.errors import BadValue, CxError

PATIENCE = 10
"""Seconds to wait for a server to answer the door."""

_ZONES = {
    "postgresql": "SET TIME ZONE '{zone}'",
    "hive": "SET spark.sql.session.timeZone={zone}",
    "databricks": "SET TIME ZONE '{zone}'",
    "snowflake": "ALTER SESSION SET TIMEZONE = '{zone}'",
}
"""How a session is told the company's time zone, which decides the day of a moment that names an instant."""

_CONNECT = {"postgresql": {"connect_timeout": PATIENCE, "application_name": "CX Council"}}
_HIDDEN = "***"


class SourceUnavailable(CxError):
    """A warehouse that cannot be asked, or that did not answer to the end."""


def named(url: str) -> str:
    """The URL without its password and its options, for messages and to know the source again."""
    found = _parsed(url)
    told = URL.create(found.drivername, found.username, None, found.host, found.port, found.database)
    return str(told.render_as_string())


@contextmanager
def asking(url: str, zone: str) -> Iterator[Connection]:
    """One picture of the warehouse where its engine can give one; nothing can be written through it.

    zone: the company's. Raises SourceUnavailable in words for whatever its driver raises meanwhile.
    """
    engine = _engine(url, zone)
    try:
        with engine.connect() as connection:
            if engine.dialect.name == "postgresql":
                connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            yield connection
    except CxError:
        raise
    except Exception as error:  # each engine's driver has errors of its own
        raise SourceUnavailable(in_words(error, url)) from error
    finally:
        with suppress(Exception):
            engine.dispose()


def in_words(error: BaseException, url: str) -> str:
    """What an error of a warehouse means for the person who asks it; its own words stand at the end."""
    where = f"The warehouse {named(url)}"
    own = _own_words(error, url)
    if isinstance(error, DBAPIError) and re.search(
        r"authentication|password|not authorized|permission denied", own, re.I
    ):
        return (
            f"{where} refuses the user or the password, or does not let it read the table. Nothing was changed. ({own})"
        )
    if isinstance(error, DBAPIError) and not error.connection_invalidated and not _is_silence(own):
        return f"{where} cannot answer. Nothing was changed; correct the mapping, or ask whoever runs it. ({own})"
    return (
        f"{where} does not answer, or stopped half way. Nothing was changed; see that it runs, and try again. ({own})"
    )


def _is_silence(own: str) -> bool:
    return bool(re.search(r"connect|terminat|closed|timed? ?out|refused|resolve|unexpected|broken pipe", own, re.I))


def _own_words(error: BaseException, url: str) -> str:
    """The first line of what the driver said, without the password."""
    told = str(getattr(error, "orig", None) or error).strip() or type(error).__name__
    password = _parsed(url).password
    line = told.splitlines()[0][:300]
    return line.replace(str(password), _HIDDEN) if password else line


def _parsed(url: str) -> URL:
    try:
        return make_url(url)
    except ArgumentError:
        raise BadValue(
            "--source is no URL of a database. Write, for example, postgresql+psycopg://USER:PASSWORD@HOST/DATABASE."
        ) from None


def _engine(url: str, zone: str) -> Engine:
    parsed = _parsed(url)
    kind = parsed.get_backend_name()
    try:
        engine = create_engine(parsed, poolclass=NullPool, connect_args=_CONNECT.get(kind, {}))
    except (NoSuchModuleError, ModuleNotFoundError) as missing:
        raise BadValue(
            f"No driver for {parsed.drivername} is installed. docs/warehouse.md names the package of each warehouse;"
            " install it beside the dashboard (pip install NAME)."
        ) from missing

    @event.listens_for(engine, "connect")
    def settle(raw: Any, _record: Any) -> None:
        if statement := _ZONES.get(kind):
            cursor = raw.cursor()
            cursor.execute(statement.format(zone=zone))
            cursor.close()
            raw.commit()

    return engine
