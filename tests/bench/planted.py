"""Seeded companies whose truth is known: an effect on a group or a pair, a shift of who answers, or nothing at all."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from cx.domain.slices import Slice
from cx.ingest import maintained, responses
from cx.ingest.options import Options
from cx.store.opening import Store

TODAY = date(2026, 10, 15)
PERIOD = "2026Q3"
QUARTERS = {"2025Q3": date(2025, 8, 1), "2026Q2": date(2026, 5, 1), "2026Q3": date(2026, 8, 1)}
FIELDS = {
    "region": ("North", "South", "East", "West"),
    "product": ("Anvil", "Bolt", "Clamp", "Drill"),
    "journey": ("Buying", "Setting up", "Help", "Renewal"),
}
PLANTED = ("region", "product", "journey", "pair", "mix", "nothing")
TOUCHED = {
    "region": Slice.of(region="North"),
    "product": Slice.of(product="Anvil"),
    "journey": Slice.of(journey="Help"),
    "pair": Slice.of(region="North", product="Anvil"),
}
LEADERS = {
    "r": Slice.of(region="North"),
    "p": Slice.of(product="Anvil"),
    "j": Slice.of(journey="Help"),
    "s": Slice.of(region="South"),
    "rp": Slice.of(region="North", product="Anvil"),
    "all": Slice(),
}
PROMOTERS, DETRACTORS = 0.45, 0.25
ASKED_FOR_EACH = 4


@dataclass(frozen=True, slots=True)
class Company:
    """answers: one row each. target: of the whole company, in points. moved: each leader's true change against the
    quarter before, in points of the expected score; 0 where nothing about the group changed. errors: the standard error
    of that change by the true classes."""

    planted: str
    answers: pd.DataFrame
    target: int
    moved: dict[str, float]
    errors: dict[str, float]


def made(seed: int, largest: int = 4500) -> Company:
    """A company whose last quarter differs from the two before by one planted truth."""
    chance = np.random.default_rng(seed)
    planted = PLANTED[seed % len(PLANTED)]
    effect = float(chance.choice([-1, 1]) * chance.uniform(0.08, 0.4)) if planted in TOUCHED else 0.0
    size = int(chance.integers(largest // 3, largest))
    answers = pd.concat([_quarter(chance, quarter, size, planted, effect) for quarter in QUARTERS], ignore_index=True)
    truths = {leader: _truth(answers, scope) for leader, scope in LEADERS.items()}
    return Company(
        planted,
        answers,
        int(chance.integers(10, 31)),
        {leader: moved * _is_touched(planted, LEADERS[leader]) for leader, (moved, _) in truths.items()},
        {leader: error for leader, (_, error) in truths.items()},
    )


def _quarter(chance: np.random.Generator, quarter: str, size: int, planted: str, effect: float) -> pd.DataFrame:
    last = quarter == PERIOD
    rows = pd.DataFrame({field: chance.choice(values, size) for field, values in FIELDS.items()})
    net = pd.Series(0.0, index=rows.index)
    if planted == "mix":
        if last:
            rows["region"] = chance.choice(FIELDS["region"], size, p=(0.4, 0.3, 0.2, 0.1))
        net += rows["region"].map({"North": -0.2, "South": 0.0, "East": 0.1, "West": 0.2})
    if last and effect:
        net += effect * _inside(rows, TOUCHED[planted]).astype(float)
    rows["up"], rows["down"] = PROMOTERS + net / 2, DETRACTORS - net / 2
    draw = chance.random(size)
    rows["score"] = np.where(draw < rows["up"], 10, np.where(draw > 1 - rows["down"], 3, 8))
    rows["quarter"], rows["day"] = quarter, QUARTERS[quarter]
    return rows


def _inside(rows: pd.DataFrame, scope: Slice) -> pd.Series:
    hit = pd.Series(True, index=rows.index)
    for field, value in scope:
        hit &= rows[field] == value
    return hit


def within(answers: pd.DataFrame, scope: Slice) -> pd.DataFrame:
    return answers[_inside(answers, scope)]


def _is_touched(planted: str, scope: Slice) -> bool:
    """Whether the group's true score changed: a shift of regions moves the whole and every group that mixes them."""
    if planted == "nothing" or (planted == "mix" and scope.get("region")):
        return False
    return not (planted in ("region", "pair") and scope.get("region") == "South")


def _truth(answers: pd.DataFrame, scope: Slice) -> tuple[float, float]:
    """The change of the expected score, and the standard error that a sample of this size has."""
    group = within(answers, scope)
    scores, variances = [], []
    for quarter in ("2026Q2", PERIOD):
        rows = group[group["quarter"] == quarter]
        up, down = rows["up"].mean(), rows["down"].mean()
        scores.append(100 * (up - down))
        variances.append(1e4 * (up + down - (up - down) ** 2) / len(rows))
    return scores[1] - scores[0], float(np.sqrt(sum(variances)))


# The store -----------------------------------------------------------------------------------------------------------


def stored(company: Company, empty: Store, folder: Path) -> Store:
    """The company in a store, by the same road as any import."""
    path = folder / "company.duckdb"
    shutil.copyfile(empty.location, path)
    store = Store(str(path))
    answers = folder / "answers.csv"
    company.answers.rename_axis("response_id").to_csv(answers, columns=["day", "score", *FIELDS])
    options = Options(columns={"responded_at": "day"}, constants={"survey_id": "s"}, scale="0-10")
    responses.load(store, answers, options, today=TODAY)
    for table, lines in _tables(company).items():
        file = folder / f"{table}.csv"
        file.write_text("\n".join(lines) + "\n")
        maintained.load(store, table, file)
    return store


def _tables(company: Company) -> dict[str, list[str]]:
    leaders = [f"{name},{name.title()},{scope.canonical()}" for name, scope in LEADERS.items()]
    sizes = company.answers.groupby("quarter").size()
    asked = [f"s,{day},{ASKED_FOR_EACH * sizes[quarter]}" for quarter, day in QUARTERS.items()]
    return {
        "surveys": [
            "survey_id,name,kind,audience,provenance,question",
            "s,Survey,relationship,customer,own,How likely?",
        ],
        "leaders": ["leader_id,name,scope", *leaders],
        "targets": ["survey_id,scope,period,target", f"s,*,{PERIOD},{company.target}"],
        "invitations": ["survey_id,month,invited", *asked],
    }
