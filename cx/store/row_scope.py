"""Which rows a reader may see: the one place where drafts, names and comments are narrowed to a person's area.

A store holds it out to every connection that it opens; whatever selects a comment or the name of an account puts the
condition below into its statement. Counts and scores of groups are the company's own and not narrowed.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, false, or_, true

from cx.domain.access import NO_ROW, Rows
from cx.store.schema import accounts, responses

_OPTION = "rows"


def hold(connection: Connection, rows: Rows) -> None:
    connection.execution_options(**{_OPTION: rows})


def of(connection: Connection) -> Rows:
    """What the connection's reader may see; nothing where nobody said."""
    found: Rows = connection.get_execution_options().get(_OPTION, NO_ROW)
    return found


def comments(connection: Connection) -> ColumnElement[bool]:
    """Of `responses`: answers whose comment may be read."""
    groups = of(connection).groups
    if groups is None:
        return true()
    return or_(false(), *(and_(true(), *(responses.c[field] == value for field, value in group)) for group in groups))


def names(connection: Connection) -> ColumnElement[bool]:
    """Of `accounts`: those that may be named. Their list knows the segment only: an area of another kind names none."""
    groups = of(connection).groups
    if groups is None:
        return true()
    segments = [group.as_dict() for group in groups]
    return accounts.c.segment.in_([one["segment"] for one in segments if set(one) == {"segment"}])


def drafts(connection: Connection, leader_id: ColumnElement[Any], audience: ColumnElement[Any]) -> ColumnElement[bool]:
    """Of a table that keeps drafts: those of the leaders whose drafts may be read."""
    rows = of(connection)
    whose = true() if rows.leaders is None else leader_id.in_(sorted(rows.leaders))
    return and_(whose, audience == "external") if rows.external_only else whose
