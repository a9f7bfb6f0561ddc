"""What one reading of the store needs several times is worked out once: its picture of the store does not change."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

from sqlalchemy import Connection

_KEPT = "worked out once"

Value = TypeVar("Value")


def unchanging(connection: Connection) -> Connection:
    """The connection, which from now on keeps what is worked out over it, until it is closed."""
    connection.info[_KEPT] = {}
    return connection


def once(connection: Connection, key: Hashable, made: Callable[[], Value]) -> Value:
    """What was made under the key before; made each time over a connection that may write."""
    kept: dict[Hashable, Value] | None = connection.info.get(_KEPT)
    if kept is None:
        return made()
    if key not in kept:
        kept[key] = made()
    return kept[key]
