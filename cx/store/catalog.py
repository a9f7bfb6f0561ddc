"""What the store knows besides answers: surveys, brands, values of the fields, events, targets and leaders' scopes."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, literal, select, union_all

from cx.domain.errors import UnknownName
from cx.domain.people import Leader
from cx.domain.slices import FIELDS, Slice
from cx.domain.surveys import BrandKind, Event, EventKind, Provenance, Survey, SurveyKind, Target
from cx.store import schema
from cx.store.once import once


def surveys(connection: Connection) -> tuple[Survey, ...]:
    """Every survey, by name."""
    row, synced = schema.surveys.c, schema.synced_surveys.c
    columns = [row[name] for name in Survey.__dataclass_fields__ if name in row]
    joined = schema.surveys.outerjoin(schema.synced_surveys, synced.survey_id == row.survey_id)
    every = select(*columns, synced.asked_at.label("counted_at")).select_from(joined)
    found = connection.execute(every.order_by(row.name, row.survey_id)).mappings()
    return tuple(
        Survey(
            **{
                **values,
                "name": values["name"] or values["survey_id"],
                "kind": SurveyKind(values["kind"] or SurveyKind.RELATIONSHIP),
                "provenance": Provenance(values["provenance"] or Provenance.OWN),
            }
        )
        for values in found
    )


def survey(connection: Connection, survey_id: str) -> Survey:
    """One survey; UnknownName names those there are."""
    found = {known.survey_id: known for known in surveys(connection)}
    if survey_id not in found:
        there_are = f"The surveys are: {', '.join(sorted(found))}." if found else "There is none yet; import one first."
        raise UnknownName(f"There is no survey '{survey_id}'. {there_are}")
    return found[survey_id]


def brands(connection: Connection) -> dict[str, BrandKind]:
    """The brands that somebody described, by name; answers may name others."""
    row = schema.brands.c
    found = connection.execute(select(row.brand, row.kind).order_by(row.brand))
    return {brand: BrandKind(kind or BrandKind.COMPETITOR) for brand, kind in found}


def field_values(connection: Connection, survey_id: str) -> dict[str, tuple[str, ...]]:
    """The values that a survey's answers have, by field, in order; only fields with a value that is not blank.

    A field with some blank values has '' among them.
    """
    of_survey = once(connection, field_values, lambda: _field_values(connection)).get(survey_id, {})
    return {field: tuple(sorted(of_survey[field])) for field in FIELDS if any(of_survey.get(field, ()))}


def _field_values(connection: Connection) -> dict[str, dict[str, list[str]]]:
    """The values of every field, by survey: most pages need several surveys, and one question for all costs no more."""
    kept = schema.response_summary.c
    each = (
        select(literal(field), kept.survey_id, kept[field]).group_by(kept.survey_id, kept[field]) for field in FIELDS
    )
    found: dict[str, dict[str, list[str]]] = {}
    for field, survey_id, value in connection.execute(union_all(*each)).all():
        found.setdefault(survey_id, {}).setdefault(field, []).append(value)
    return found


def events(connection: Connection) -> tuple[Event, ...]:
    """Every event, oldest first."""
    row = schema.events.c
    columns = [row[name] for name in Event.__dataclass_fields__]
    found = connection.execute(select(*columns).order_by(row.starts_on, row.event_id)).mappings()
    return tuple(
        Event(
            **{
                **values,
                "kind": EventKind(values["kind"] or EventKind.OTHER),
                "scope": Slice.parse(values["scope"]),
            }
        )
        for values in found
    )


def targets(connection: Connection) -> tuple[Target, ...]:
    row = schema.targets.c
    order = (row.survey_id, row.scope, row.period)
    found = connection.execute(select(*order, row.target, row.owner).order_by(*order))
    return tuple(
        Target(survey_id, Slice.parse(scope), period, points, owner)
        for survey_id, scope, period, points, owner in found
    )


def leader_scopes(connection: Connection) -> Mapping[str, tuple[Slice, ...]]:
    """The slices that each leader answers for; a leader without any has an empty tuple, '*' is the empty slice."""
    return once(connection, leader_scopes, lambda: _leader_scopes(connection))


def _leader_scopes(connection: Connection) -> dict[str, tuple[Slice, ...]]:
    leader, held = schema.leaders.c, schema.leader_scopes.c
    found: dict[str, list[Slice]] = {
        name: [] for name in connection.execute(select(leader.leader_id).order_by(leader.leader_id)).scalars()
    }
    for name, scope in connection.execute(select(held.leader_id, held.scope).order_by(held.leader_id, held.scope)):
        found.setdefault(name, []).append(Slice.parse(scope))
    return {name: tuple(scopes) for name, scopes in found.items()}


def leaders(connection: Connection) -> tuple[Leader, ...]:
    """Every leader, by id, with their unit's name and what they answer for."""
    row, unit = schema.leaders.c, schema.org_units.c
    joined = schema.leaders.outerjoin(schema.org_units, unit.unit_id == row.unit_id)
    found = connection.execute(
        select(row.leader_id, row.name, row.title, unit.name.label("unit")).select_from(joined).order_by(row.leader_id)
    )
    scopes = leader_scopes(connection)
    return tuple(
        Leader(one.leader_id, one.name or one.leader_id, one.title, one.unit or "", scopes.get(one.leader_id, ()))
        for one in found
    )
