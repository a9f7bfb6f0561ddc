"""Records that people keep: the fields of a form, what they may hold, their history, and each table as a file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cx.domain.dimensions import Dimension
from cx.domain.evidence import several
from cx.domain.tables import Table, written
from cx.narrative import signals as signal_words
from cx.reports.parts import Choice
from cx.store import catalog, strategy, versions
from cx.store.maintained import MAINTAINED, ColumnSpec, MaintainedTable, stored_rows
from cx.store.maintained import Kind as Kind
from cx.store.opening import Connection, Store

NAMES: Mapping[str, str] = {
    "statements": "statement",
    "answers": "answer",
    "business_goals": "business goal",
    "allocations": "allocation",
    "signals": "signal",
    "accountable_leaders": "accountable leader",
    "council_members": "member",
    "meetings": "meeting",
    "agenda_items": "issue",
    "decisions": "decision",
    "actions": "action",
    "communications": "message",
    "projects": "project",
    "milestones": "milestone",
    "project_updates": "update",
    "spend": "month of spending",
    "courses": "course",
    "headcounts": "headcount",
    "training_exemptions": "exemption",
    "metrics": "metric",
    "metric_values": "value of a metric",
    "terms": "term",
}
"""What one record of a table is called."""

_TITLES = ("title", "name", "dimension", "kind")
_OWNERS = ("owner",)
_NAMED = {"project_id": "projects", "decision_id": "decisions", "item_id": "agenda_items"}
"""Tables whose records are chosen by name where a file may also name one that is still to come."""
_DIMENSIONS = {str(dimension): dimension.label for dimension in Dimension}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form. value: its text as a file would hold it. choices: what it offers; free: others are taken,
    too. fixed: it names the record and cannot be changed. made: it is made from the record's name."""

    name: str
    label: str
    kind: Kind
    help: str
    required: bool
    long: bool
    value: str
    choices: tuple[Choice, ...] = ()
    free: bool = False
    fixed: bool = False
    made: bool = False


@dataclass(frozen=True, slots=True)
class Earlier:
    """A record before one of its changes. version: names the change. text: the record in a few words, '' where it did
    not exist yet. change: what was done then, when (UTC) and by whom."""

    version: int
    change: str
    text: str
    texts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A record to be edited; seen: its texts now, None where it does not exist yet."""

    table: str
    name: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    seen: Mapping[str, str] | None
    history: tuple[Earlier, ...]


def form(store: Store, table: str, key: tuple[str, ...] = (), given: tuple[tuple[str, str], ...] = ()) -> Form:
    """The form of the record of that key; of a new one where there is none, or no key is named.

    given: texts with which fields begin instead of what is stored, by column.
    """
    kept = MAINTAINED[table]
    with store.reading() as connection:
        rows = {tuple(map(written, found)): row for found, row in stored_rows(connection, kept).items()}
        row = rows.get(key)
        texts = (
            {column: written(value) for column, value in row.items()} if row else dict(zip(kept.key, key, strict=False))
        )
        shown = {**texts, **dict(given)}
        fields = tuple(_field(connection, kept, spec, shown, exists=row is not None) for spec in kept.columns)
        changes = versions.history(connection, table).get(versions.name_of(key), ()) if key else ()
    return Form(table, NAMES[table], key, fields, texts if row else None, tuple(_earlier(kept, one) for one in changes))


def existing(store: Store, table: str) -> tuple[Choice, ...]:
    """The records of a table by `chosen_key`'s name for their key, and what they are called."""
    kept = MAINTAINED[table]
    with store.reading() as connection:
        if len(kept.key) == 1:
            return _records(connection, table)
        return tuple(
            Choice(versions.name_of(key), ", ".join(_word(written(part)) for part in key))
            for key in stored_rows(connection, kept)
        )


def chosen_key(table: str, choice: str) -> tuple[str, ...]:
    """The key of a record that `existing` named."""
    return (choice,) if len(MAINTAINED[table].key) == 1 else tuple(json.loads(choice))


def _records(connection: Connection, table: str) -> tuple[Choice, ...]:
    (key,) = MAINTAINED[table].key
    rows = stored_rows(connection, MAINTAINED[table]).values()
    return tuple(Choice(written(row[key]), _title(row) or written(row[key])) for row in rows)


def as_file(store: Store, table: str) -> Table:
    """A table as its file would be, to be changed there and loaded again."""
    kept = MAINTAINED[table]
    columns = tuple(spec.name for spec in kept.columns)
    with store.reading() as connection:
        rows = stored_rows(connection, kept).values()
    return Table(columns, tuple(tuple(written(row[column]) for column in columns) for row in rows))


# Fields -------------------------------------------------------------------------------------------------------------


def _field(
    connection: Connection, kept: MaintainedTable, spec: ColumnSpec, texts: Mapping[str, str], *, exists: bool
) -> Field:
    value = texts.get(spec.name, "")
    choices, free = _offered(connection, spec)
    offered = {choice.key for choice in choices}
    # An issue that the pages found themselves is no record: the decision that settles it keeps it, unseen.
    found_by_us = spec.name == "item_id" and bool(value) and value not in offered
    stray = several(value) if spec.kind is Kind.SEVERAL else tuple(filter(None, (value,)))
    if choices:
        choices += tuple(Choice(one, one) for one in stray if one not in offered)
    of_key = spec.name in kept.key
    return Field(
        spec.name,
        spec.label,
        spec.kind,
        spec.help,
        spec.required,
        spec.long,
        value,
        choices,
        free,
        fixed=found_by_us or (of_key and (exists or bool(value))),
        made=of_key and not value and spec.kind is Kind.TEXT,
    )


def _offered(connection: Connection, spec: ColumnSpec) -> tuple[tuple[Choice, ...], bool]:
    """What a field offers, and whether anything else may be written."""
    if spec.choices:
        return tuple(Choice(str(one), _word(str(one))) for one in spec.choices), False
    if spec.name in ("likelihood", "impact"):
        words = signal_words.LIKELIHOODS if spec.name == "likelihood" else signal_words.IMPACTS
        return tuple(Choice(str(step), f"{step}, {word.lower()}") for step, word in enumerate(words, 1)), False
    if spec.refers == "brands":
        return tuple(Choice(brand, brand) for brand in catalog.brands(connection)), False
    if spec.refers and spec.kind in (Kind.TEXT, Kind.SEVERAL):
        return _records(connection, spec.refers), False
    if spec.name in _NAMED:
        return _records(connection, _NAMED[spec.name]), False
    if spec.name == "journeys":
        return tuple(Choice(journey, journey) for journey in strategy.answered_journeys(connection)), True
    if spec.name in _OWNERS or spec.name == "attended":
        return tuple(
            Choice(name, name) for name in sorted({leader.name for leader in catalog.leaders(connection)})
        ), True
    return (), True


def _word(choice: str) -> str:
    return _DIMENSIONS.get(choice) or choice.replace("_", " ").capitalize()


def _title(row: Mapping[str, object]) -> str:
    found = next((str(row[column]) for column in _TITLES if row.get(column)), "")
    return _word(found) if found in _DIMENSIONS else found


# History ------------------------------------------------------------------------------------------------------------


def _earlier(kept: MaintainedTable, one: versions.Version) -> Earlier:
    labels = {spec.name: spec.label for spec in kept.columns}
    told = tuple((labels[column], text) for column, text in one.earlier.items() if text and column in labels)
    text = next((one.earlier[column] for column in ("text", "answer", "title", "name") if one.earlier.get(column)), "")
    change = f"{one.change.capitalize()} {one.at.day} {one.at:%b %Y, %H:%M} UTC by {one.by}"
    return Earlier(one.version, change, text, told)


def differing(earlier: Earlier, now: Sequence[Field]) -> tuple[tuple[str, str], ...]:
    """Label and earlier text of what was otherwise then."""
    values = {one.label: one.value for one in now}
    return tuple((label, text) for label, text in earlier.texts if values.get(label) != text)
