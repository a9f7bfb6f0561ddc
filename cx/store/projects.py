"""Improvement projects with everything that is written down about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from cx.domain.dimensions import Dimension
from cx.domain.disclosure import Sensitivity
from cx.domain.evidence import several
from cx.domain.projects import Milestone, Project, Spent, Stage, Status, Update
from cx.domain.slices import Slice
from cx.store.maintained import MAINTAINED, stored_rows

_AS_IT_STANDS = (
    *("project_id", "name", "problem", "need_id", "sponsor", "owner", "leader_id", "survey_id", "chosen_on"),
    *("go_live_on", "went_live_on", "target", "target_metric", "target_from", "target_value", "target_on", "budget"),
    *("granted", "people_needed", "people_assigned", "status_reason"),
)


def projects(connection: Connection) -> tuple[Project, ...]:
    """Every project, whatever its stage, by id."""
    units = {row["unit_id"]: row["name"] for row in _rows(connection, "org_units")}
    milestones, updates, spend = (
        _of_projects(connection, table) for table in ("milestones", "project_updates", "spend")
    )
    return tuple(
        _project(row, units, milestones[row["project_id"]], updates[row["project_id"]], spend[row["project_id"]])
        for row in _rows(connection, "projects")
    )


def names(connection: Connection) -> dict[str, str]:
    """What each project is called, by id."""
    return {row["project_id"]: row["name"] for row in _rows(connection, "projects")}


def needs(connection: Connection) -> dict[str, str]:
    """What each need is called, by id."""
    return {row["need_id"]: row["name"] for row in _rows(connection, "needs")}


def leader_of(connection: Connection, project_id: str) -> str:
    """Its owner's id among the leaders; '' where they are none of them, or there is no such project."""
    owners = {row["project_id"]: row["leader_id"] or "" for row in _rows(connection, "projects")}
    return owners.get(project_id, "")


Rows = list[dict[str, Any]]


def _project(row: dict[str, Any], units: Mapping[str, str], milestones: Rows, updates: Rows, spend: Rows) -> Project:
    return Project(
        **{name: row[name] for name in _AS_IT_STANDS},
        stage=Stage(row["stage"]),
        dimension=Dimension(row["dimension"]) if row["dimension"] else None,
        scope=Slice.parse(row["scope"]),
        skills_missing=several(row["skills_missing"]),
        sensitivity=Sensitivity(row["sensitivity"] or Sensitivity.INTERNAL),
        status_said=Status(row["status_said"]) if row["status_said"] else None,
        units=tuple(units.get(unit, unit) for unit in several(row["units"])),
        milestones=tuple(Milestone(**one) for one in sorted(milestones, key=lambda one: one["planned_on"])),
        updates=tuple(Update(**one) for one in sorted(updates, key=lambda one: one["updated_on"], reverse=True)),
        spend=tuple(Spent(**one) for one in sorted(spend, key=lambda one: one["month"])),
    )


def _of_projects(connection: Connection, table: str) -> Mapping[str, Rows]:
    found: dict[str, Rows] = defaultdict(list)
    for row in _rows(connection, table):
        found[row.pop("project_id")].append(row)
    return found


def _rows(connection: Connection, table: str) -> Rows:
    return list(stored_rows(connection, MAINTAINED[table]).values())
