"""What drafts say of companies whose truth is known: told what was planted, silent where nothing was.

Run by `make bench-drafts`: seeded companies, each with an effect on a region, a product, a journey or a pair of them,
a shift of who answers, or nothing at all; six leaders, three audiences. Every figure is counted again by pandas.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd

from cx.domain.rounding import whole
from cx.domain.slices import Slice
from cx.ingest import maintained, responses
from cx.ingest.options import Options
from cx.narrative.drafts import Draft
from cx.narrative.facts import Audience, Fact, Kind
from cx.reports import drafts
from cx.store.opening import Store

COMPANIES = 200
TODAY = date(2026, 10, 15)
QUARTERS = {"2025Q3": date(2025, 8, 1), "2026Q2": date(2026, 5, 1), "2026Q3": date(2026, 8, 1)}
FIELDS = {
    "region": ("North", "South", "East", "West"),
    "product": ("Anvil", "Bolt", "Clamp", "Drill"),
    "journey": ("Buying", "Setting up", "Help", "Renewal"),
}
PLANTED = ("region", "product", "journey", "pair", "mix", "nothing")
LEADERS = {
    "r": Slice.of(region="North"),
    "p": Slice.of(product="Anvil"),
    "j": Slice.of(journey="Help"),
    "s": Slice.of(region="South"),
    "rp": Slice.of(region="North", product="Anvil"),
    "all": Slice(),
}
PROMOTERS, DETRACTORS = 0.52, 0.18
STRONG_SE, STRONG_POINTS = 5, 8


@dataclass(frozen=True, slots=True)
class Company:
    """answers: one row each. moved: each leader's true change against the quarter before, in points of the true score;
    0 where nothing about the group changed. errors: its standard error by the true classes."""

    answers: pd.DataFrame
    moved: dict[str, float]
    errors: dict[str, float]


def made(seed: int) -> Company:
    """A company whose last quarter differs from the two before by one planted truth."""
    chance = np.random.default_rng(seed)
    planted = PLANTED[seed % len(PLANTED)]
    effect = float(chance.choice([-1, 1]) * chance.uniform(0.08, 0.3)) if planted not in ("mix", "nothing") else 0.0
    size = int(chance.integers(1500, 4500))
    quarters = []
    for quarter, first in QUARTERS.items():
        last = quarter == "2026Q3"
        rows = pd.DataFrame({field: chance.choice(values, size) for field, values in FIELDS.items()})
        if planted == "mix" and last:
            rows["region"] = chance.choice(FIELDS["region"], size, p=(0.4, 0.3, 0.2, 0.1))
        net = pd.Series(0.0, index=rows.index)
        if planted == "mix":
            net += rows["region"].map({"North": -0.2, "South": 0.0, "East": 0.1, "West": 0.2})
        if last and effect:
            net += effect * _touched(rows, planted)
        rows["up"], rows["down"] = PROMOTERS + net / 2, DETRACTORS - net / 2
        draw = chance.random(size)
        rows["score"] = np.where(draw < rows["up"], 10, np.where(draw > 1 - rows["down"], 3, 8))
        rows["quarter"], rows["day"] = quarter, first
        quarters.append(rows)
    answers = pd.concat(quarters, ignore_index=True)
    truths = {leader: _truth(answers, scope) for leader, scope in LEADERS.items()}
    touched = {leader: _is_touched(planted, scope) for leader, scope in LEADERS.items()}
    return Company(
        answers,
        {leader: moved if touched[leader] else 0.0 for leader, (moved, _) in truths.items()},
        {leader: error for leader, (_, error) in truths.items()},
    )


def _touched(rows: pd.DataFrame, planted: str) -> pd.Series:
    fields = {"region": ["region"], "product": ["product"], "journey": ["journey"], "pair": ["region", "product"]}
    named = {"region": "North", "product": "Anvil", "journey": "Help"}
    hit = pd.Series(True, index=rows.index)
    for field in fields[planted]:
        hit &= rows[field] == named[field]
    return hit.astype(float)


def _is_touched(planted: str, scope: Slice) -> bool:
    """Whether the group's true score changed: a shift of regions moves the whole and every group that mixes them."""
    if planted == "nothing" or (planted == "mix" and scope.get("region")):
        return False
    return not (planted in ("region", "pair") and scope.get("region") == "South")


def _truth(answers: pd.DataFrame, scope: Slice) -> tuple[float, float]:
    """The change of the expected score, and the standard error that a sample of this size has."""
    group = _within(answers, scope)
    scores, variances = [], []
    for quarter in ("2026Q2", "2026Q3"):
        rows = group[group["quarter"] == quarter]
        up, down = rows["up"].mean(), rows["down"].mean()
        scores.append(100 * (up - down))
        variances.append(1e4 * (up + down - (up - down) ** 2) / len(rows))
    return scores[1] - scores[0], float(np.sqrt(sum(variances)))


def _within(answers: pd.DataFrame, scope: Slice) -> pd.DataFrame:
    for field, value in scope:
        answers = answers[answers[field] == value]
    return answers


def stored(company: Company, empty: Store, folder: Path) -> Store:
    path = folder / "company.duckdb"
    shutil.copyfile(empty.location, path)
    store = Store(str(path))
    answers = folder / "answers.csv"
    company.answers.rename_axis("response_id").to_csv(answers, columns=["day", "score", *FIELDS])
    options = Options(columns={"responded_at": "day"}, constants={"survey_id": "s"}, scale="0-10")
    responses.load(store, answers, options, today=TODAY)
    leaders = folder / "leaders.csv"
    lines = [f"{name},{name.title()},{scope.canonical()}" for name, scope in LEADERS.items()]
    leaders.write_text("\n".join(["leader_id,name,scope", *lines]) + "\n")
    surveys = folder / "surveys.csv"
    surveys.write_text(
        "survey_id,name,kind,audience,provenance,question\ns,Survey,relationship,customer,own,How likely?\n"
    )
    maintained.load(store, "surveys", surveys)
    maintained.load(store, "leaders", leaders)
    return store


# What is counted -----------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Counts:
    """numbers, wrong: figures in sentences and those that a second count does not give. strong, told: planted changes
    of at least 5 standard errors and 8 points, and those told in the right direction. claims, false: claims of change,
    and those about groups where nothing changed. quiet, silent: drafts of companies without any change, and those that
    claim none. twice: sentences that stand twice. unlike: drafts that read otherwise the second time."""

    drafts: int = 0
    numbers: int = 0
    wrong: int = 0
    strong: int = 0
    told: int = 0
    claims: int = 0
    false: int = 0
    quiet: int = 0
    silent: int = 0
    twice: int = 0
    unlike: int = 0
    flagged: int = 0


def count(counts: Counts, company: Company, leader: str, draft: Draft) -> None:
    counts.drafts += 1
    texts = [point.text for point in draft.points]
    counts.twice += len(texts) - len(set(texts))
    counts.flagged += len(draft.flags)
    for point in draft.points:
        known = set(_recounted(company.answers, point.fact))
        found = [float(text.replace(",", "").replace("\u2212", "-")) for text in _NUMBERS.findall(point.text)]
        counts.numbers += len(found)
        counts.wrong += sum(number not in known for number in found)
    changes = [point.fact for point in draft.points if point.fact.kind in (Kind.CHANGE, Kind.YEAR) and point.fact.moved]
    by_scope = {scope: name for name, scope in LEADERS.items()}
    counts.claims += len(changes)
    counts.false += sum(company.moved[by_scope[fact.scope]] == 0 for fact in changes)
    moved, error = company.moved[leader], company.errors[leader]
    if abs(moved) >= max(STRONG_POINTS, STRONG_SE * error):
        counts.strong += 1
        own = [fact for fact in changes if fact.scope == LEADERS[leader] and fact.kind is Kind.CHANGE]
        counts.told += any((fact.relation == "rose") == (moved > 0) for fact in own)
    if not any(company.moved.values()):
        counts.quiet += 1
        counts.silent += not changes


_NUMBERS = re.compile(r"(?<![\w.])[\u2212-]?\d[\d,]*(?:\.\d+)?")
_SCALE = {0.0, 6.0, 9.0, 10.0}


def _recounted(answers: pd.DataFrame, fact: Fact) -> Iterator[float]:
    """Every number that a sentence about this fact may hold, counted anew from the answers."""
    if fact.kind is Kind.METHOD:
        yield from _SCALE
    group = _within(answers, fact.scope)
    quarters = {key: group[group["quarter"] == key]["score"] for key in (fact.when.key, fact.when.against_key) if key}
    scores = {key: 100 * ((of >= 9).mean() - (of <= 6).mean()) for key, of in quarters.items() if len(of)}
    yield from (float(whole(score)) for score in scores.values())
    yield from (float(len(of)) for of in quarters.values())
    if fact.kind is Kind.REST:
        rest = answers.drop(group.index)
        of = rest[rest["quarter"] == fact.when.key]["score"]
        yield float(whole(100 * ((of >= 9).mean() - (of <= 6).mean())))
    if len(scores) == 2:
        now, then = scores[fact.when.key], scores[fact.when.against_key]
        yield float(abs(whole(now - then)))
    if fact.low is not None and fact.high is not None:
        yield from (float(abs(whole(end))) for end in (fact.low, fact.high))


def run(companies: int, folder: Path) -> Counts:
    counts = Counts()
    empty = Store(str(folder / "empty.duckdb"))
    with empty.writing():
        """Opening for writing makes the empty store."""
    for seed in range(companies):
        company = made(seed)
        store = stored(company, empty, folder)
        for leader, audience in product(LEADERS, Audience):
            draft = drafts.report(store, leader, audience, "2026Q3", TODAY)
            count(counts, company, leader, draft)
            if audience is Audience.TEAM:
                again = drafts.report(store, leader, audience, "2026Q3", TODAY)
                counts.unlike += again.as_json() != draft.as_json()
        print(f"\r{seed + 1} of {companies} companies", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return counts


def promises(counts: Counts) -> list[tuple[str, str, bool]]:
    """What is promised, what was found, whether it holds."""
    told = counts.told / max(counts.strong, 1)
    false = counts.false / max(counts.claims, 1)
    silent = counts.silent / max(counts.quiet, 1)
    return [
        ("every number is one counted again", f"{counts.wrong} of {counts.numbers:,} are not", counts.wrong == 0),
        (
            "planted changes of 5 standard errors and 8 points are told, at least 95%",
            f"{counts.told} of {counts.strong}, {told:.1%}",
            told >= 0.95,
        ),
        (
            "claims of change where nothing changed, at most 5%",
            f"{counts.false} of {counts.claims:,}, {false:.1%}",
            false <= 0.05,
        ),
        (
            "drafts that claim no change where nothing was planted, at least 95%",
            f"{counts.silent} of {counts.quiet}, {silent:.1%}",
            silent >= 0.95,
        ),
        ("no sentence twice in one draft", f"{counts.twice}", counts.twice == 0),
        ("the same answers make the same words", f"{counts.unlike} differ", counts.unlike == 0),
        ("every text passes its own check", f"{counts.flagged} marks", counts.flagged == 0),
    ]


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        counts = run(int(sys.argv[1]) if len(sys.argv) > 1 else COMPANIES, Path(folder))
    found = promises(counts)
    print(f"{counts.drafts:,} drafts")
    for promise, result, holds in found:
        print(f"{'✓' if holds else '✗'} {promise}: {result}")
    return 0 if all(holds for *_, holds in found) else 1


if __name__ == "__main__":
    sys.exit(main())
