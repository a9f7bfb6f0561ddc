"""Writing down what people decide: one record at a time, checked as a row of a file is, and kept in its history."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from functools import partial
from typing import Any

from cx.actions.acting import acting, refuse
from cx.domain.errors import BadRecord, BadValue, UnknownName
from cx.domain.roles import Action, Actor
from cx.domain.tables import written
from cx.store import projects
from cx.store.cells import value_of
from cx.store.contradictions import Contradiction, beside_store, within_row
from cx.store.maintained import MAINTAINED, Kind, MaintainedTable, stored_rows, upsert
from cx.store.maintained import remove as remove_row
from cx.store.opening import Connection, Store
from cx.store.versions import Changed, history, name_of

_ACTIONS: Mapping[str, Action] = {
    "statements": Action.EDIT_STRATEGY,
    "answers": Action.EDIT_STRATEGY,
    "business_goals": Action.EDIT_STRATEGY,
    "allocations": Action.EDIT_STRATEGY,
    "signals": Action.EDIT_SIGNAL,
    "projects": Action.EDIT_PROJECT,
    "milestones": Action.UPDATE_PROJECT,
    "project_updates": Action.UPDATE_PROJECT,
    "spend": Action.UPDATE_PROJECT,
    "indicators": Action.EDIT_BENCHMARKS,
    "readings": Action.EDIT_BENCHMARKS,
    "needs": Action.EDIT_BENCHMARKS,
    "need_ratings": Action.EDIT_BENCHMARKS,
    "accountable_leaders": Action.EDIT_COUNCIL,
    "council_members": Action.EDIT_COUNCIL,
    "meetings": Action.EDIT_COUNCIL,
    "agenda_items": Action.EDIT_COUNCIL,
    "decisions": Action.EDIT_COUNCIL,
    "actions": Action.EDIT_COUNCIL,
    "communications": Action.EDIT_COUNCIL,
    "courses": Action.EDIT_TRAINING,
    "headcounts": Action.EDIT_TRAINING,
    "training_exemptions": Action.EDIT_TRAINING,
    "metrics": Action.EDIT_STANDARDS,
    "metric_values": Action.EDIT_STANDARDS,
    "terms": Action.EDIT_STANDARDS,
}
_LONGEST_ID = 40


def action_of(table: str) -> Action:
    """What the audit log calls a change of a table that people keep."""
    return _ACTIONS.get(table, Action.MAINTAIN)


def loading(store: Store, actor: Actor, table: str, at: datetime) -> Callable[[], AbstractContextManager[Connection]]:
    """The permitted, recorded transaction in which a file of that table is loaded: anybody's records may be in it."""
    if not actor.may_with(action_of(table), ""):
        refuse(store, actor, action_of(table), table, at)
    return partial(acting, store, actor, action_of(table), table, at)


def may(store: Store, actor: Actor, table: str, key: Sequence[str]) -> bool:
    """Whether they may write that record, or a new one of that key."""
    if actor.may_with(action_of(table), "") or not actor.may(action_of(table)):
        return actor.may(action_of(table))
    with store.reading() as connection:
        return _may(connection, actor, table, key)


def save(
    store: Store,
    actor: Actor,
    table: str,
    texts: Mapping[str, str],
    at: datetime,
    *,
    seen: Mapping[str, str] | None = None,
) -> tuple[str, ...]:
    """Add a record or put it in the place of the one of its key, which stays in the history; its key.

    texts: by column, as a file would hold them; a key of text that is blank is made from the record's name.
    seen: the texts that the writer saw before changing them, None for a new record.
    Raises BadRecord naming each field that cannot be kept; NotPermitted as `acting` does. at: UTC.
    """
    kept = _kept(table)
    if seen is None:
        with store.reading() as connection:
            texts = _named(connection, kept, texts)
    values = _checked(kept, texts)
    key = tuple(values[column] for column in kept.key)
    with acting(store, actor, action_of(table), _object(table, key), at) as connection:
        if not _may(connection, actor, table, key):
            refuse(store, actor, action_of(table), _object(table, key), at)
        _check_meanwhile(connection, kept, key, seen)
        (problem,) = beside_store(connection, table, [values])
        if problem:
            raise _refused(kept, [problem])
        upsert(connection, table, [values], change=Changed(actor.id, at.replace(tzinfo=None)))
    return tuple(map(written, key))


def remove(store: Store, actor: Actor, table: str, key: Sequence[str], at: datetime) -> None:
    """Take a record away; what it was stays in the history."""
    kept = _kept(table)
    by_name = {spec.name: spec for spec in kept.columns}
    typed = tuple(value_of(by_name[column], text) for column, text in zip(kept.key, key, strict=True))
    with acting(store, actor, action_of(table), _object(table, typed), at) as connection:
        if not _may(connection, actor, table, typed):
            refuse(store, actor, action_of(table), _object(table, typed), at)
        if not remove_row(connection, table, typed, Changed(actor.id, at.replace(tzinfo=None))):
            raise UnknownName("There is no such record any more. Reload the page.")


def restore(store: Store, actor: Actor, table: str, key: Sequence[str], version: int, at: datetime) -> None:
    """Put a record back as it was before one of its changes; what stands there now goes into the history in turn."""
    kept = _kept(table)
    with store.reading() as connection:
        changes = history(connection, table).get(name_of(key), ())
        now = _stored(connection, kept, key)
    earlier = next((one.earlier for one in changes if one.version == version), None)
    if not earlier:
        raise UnknownName("There is no such earlier version. Reload the page.")
    save(store, actor, table, earlier, at, seen=now)


def _kept(table: str) -> MaintainedTable:
    kept = MAINTAINED.get(table)
    if kept is None or not kept.versioned:
        raise UnknownName(f"'{table}' is not edited in a form: load it from a file.")
    return kept


def _may(connection: Connection, actor: Actor, table: str, key: Sequence[Any]) -> bool:
    """What belongs to a project is its owner's, as the list of projects has them at this moment."""
    action = action_of(table)
    of_project = action is Action.UPDATE_PROJECT and bool(key)
    return actor.may_with(action, projects.leader_of(connection, str(key[0])) if of_project else "")


def _named(connection: Connection, kept: MaintainedTable, texts: Mapping[str, str]) -> dict[str, str]:
    """The texts of a new record, with a short id made from its name where a key of text is blank."""
    column = kept.key[-1]
    spec = next(spec for spec in kept.columns if spec.name == column)
    if spec.kind is not Kind.TEXT or spec.refers or texts.get(column, "").strip():
        return dict(texts)
    name = next((texts[column] for column in ("title", "name") if texts.get(column)), "")
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    made = re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST_ID].strip("-") or kept.name.rstrip("s")
    within = tuple(texts.get(name, "") for name in kept.key[:-1])
    taken = {str(key[-1]) for key in stored_rows(connection, kept) if tuple(map(written, key[:-1])) == within}
    free = (candidate for candidate in (made, *(f"{made}-{i}" for i in range(2, 10_000))) if candidate not in taken)
    return {**texts, column: next(free)}


def _checked(kept: MaintainedTable, texts: Mapping[str, str]) -> dict[str, Any]:
    """Typed values of every field, or BadRecord with all that is wrong."""
    values: dict[str, Any] = {}
    problems: list[Contradiction] = []
    for spec in kept.columns:
        try:
            values[spec.name] = value_of(spec, texts.get(spec.name, ""))
        except BadValue as error:
            problems.append(Contradiction(spec.name, str(error)))
    if not problems:
        problems += within_row(kept.name, values)
    if problems:
        raise _refused(kept, problems)
    return values


def _refused(kept: MaintainedTable, problems: Sequence[Contradiction]) -> BadRecord:
    """The reasons with the names that a form gives its fields."""
    labels = {spec.name: spec.label for spec in kept.columns}

    def words(problem: Contradiction) -> str:
        said = problem.reason
        for name, label in labels.items():
            said = re.sub(rf"\b{name}\b", label, said)
        return said[:1].upper() + said[1:]

    return BadRecord({problem.column: words(problem) for problem in problems})


def _check_meanwhile(
    connection: Connection, kept: MaintainedTable, key: tuple[Any, ...], seen: Mapping[str, str] | None
) -> None:
    """Nobody overwrites what they have not seen."""
    now = _stored(connection, kept, tuple(map(written, key)))
    if seen is None and now is not None:
        raise BadRecord({kept.key[0]: f"There is one already: {', '.join(map(written, key))}. Edit that one"})
    if seen is not None and dict(seen) != now:
        raise BadRecord({"": "Somebody changed this while you were writing. Copy what you wrote and open it again"})


def _stored(connection: Connection, kept: MaintainedTable, key: Sequence[str]) -> dict[str, str] | None:
    """A record's texts as a file would hold them; None where there is none."""
    for stored, row in stored_rows(connection, kept).items():
        if tuple(map(written, stored)) == tuple(key):
            return {column: written(value) for column, value in row.items()}
    return None


def _object(table: str, key: Sequence[Any]) -> str:
    """The record's id in the audit log."""
    return f"{table} {' '.join(map(written, key))}"
