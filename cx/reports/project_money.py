"""Money and people of the council's projects: granted, under contract and spent; needed and assigned."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from cx.domain.disclosure import Sensitivity
from cx.domain.projects import OVER, Stage
from cx.domain.tables import Table
from cx.narrative import council as words
from cx.narrative.money import short_money
from cx.reports.council_parts import MoneyPart
from cx.store.maintained import MAINTAINED, stored_rows
from cx.store.opening import Connection

BRIEF = (*("Project", "Stage", "Owner", "Budget", "Granted", "Under contract", "Spent", "People"), "Skills missing")
COLUMNS = (
    *("Project", "Stage", "Owner", "Budget", "Granted", "Under contract", "Spent"),
    *("People needed", "People assigned", "Skills missing"),
)


def money_part(connection: Connection, currency: str, *, embargoed: bool = True) -> MoneyPart | None:
    """Projects that are neither closed nor stopped, the largest budget first; None where there is none."""
    projects = [row for row in stored_rows(connection, MAINTAINED["projects"]).values() if _shown(row, embargoed)]
    if not projects:
        return None
    spent: dict[str, float] = defaultdict(float)
    contract: dict[str, float] = {}
    for row in stored_rows(connection, MAINTAINED["spend"]).values():  # by project, then by month
        spent[row["project_id"]] += row["spent"]
        if row["committed"] is not None:
            contract[row["project_id"]] = row["committed"]
    projects.sort(key=lambda row: (-(row["budget"] or 0.0), row["name"]))
    rows = tuple(
        (
            *(row["name"], row["stage"], row["owner"], row["budget"], row["granted"]),
            *(contract.get(row["project_id"]), spent.get(row["project_id"])),
            *(row["people_needed"], row["people_assigned"], row["skills_missing"].replace(" | ", ", ")),
        )
        for row in projects
    )
    ids = [row["project_id"] for row in projects]
    title = words.budget(
        sum(row["granted"] or 0.0 for row in projects),
        sum(contract.get(one, 0.0) for one in ids),
        sum(spent.get(one, 0.0) for one in ids),
        currency,
    )
    note = f"Money in {currency}" if currency else "Money in the company's currency"
    caption = "Projects that are neither closed nor stopped, the largest budget first"
    table = Table(COLUMNS, rows, title, (caption, note), one_decimal=COLUMNS[7:9])
    brief = Table(BRIEF, tuple(_brief(row, currency) for row in rows), title)
    return MoneyPart(title, caption, table, brief)


def _brief(row: tuple[Any, ...], currency: str) -> tuple[str, ...]:
    money = ("" if amount is None else short_money(amount, currency) for amount in row[3:7])
    needed, assigned = ("?" if count is None else f"{count:.3g}" for count in row[7:9])
    people = f"{assigned} of {needed}" if row[7:9] != (None, None) else ""
    return (*row[:3], *money, people, *row[9:])


def _shown(row: dict[str, Any], embargoed: bool) -> bool:
    told = embargoed or row["sensitivity"] != Sensitivity.EMBARGOED
    return told and Stage(row["stage"]) not in OVER
