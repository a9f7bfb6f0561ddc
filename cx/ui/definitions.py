"""How each number is computed, as docs/definitions.md says it: beside a chart on hover, and on the page in Help."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from cx.ui.text import escape

SOURCE = Path(__file__).parents[2] / "docs" / "definitions.md"


@dataclass(frozen=True, slots=True)
class Definition:
    """A row of the table. formula: '' where the meaning says all."""

    name: str
    meaning: str
    formula: str


ON_PAGE: Mapping[str, tuple[str, ...]] = {
    "overview": (
        "Score (NPS)",
        "Likely range",
        "Rose, fell, steady, no clear change",
        "Response rate",
        "Counted as it was asked",
        "Stopped answering",
        "Heard from, of accounts and revenue",
        "How they scored, who answered",
        "Projects on track, money at stake",
        "Status of a project",
        "Behind with training",
        "Closed figure, restated",
        "Hidden, few answers",
        "Whole points",
    ),
    "trends": (
        "Score (NPS)",
        "Likely range",
        "Rose, fell, steady, no clear change",
        "Smallest change that could be seen",
        "How they scored, who answered",
        "Signal or noise",
        "Promoters, passives, detractors",
        "Response rate",
        "A response rate rose or fell",
        "Stopped answering",
        "Counted as it was asked",
        "One vote an account",
        "Design effect",
        "Up for renewal",
        "Closed figure, restated",
        "Hidden, few answers",
    ),
    "voice": (
        "Driver's weight",
        "Shown to go with the score",
        "One question",
        "Weighs more, rated lower",
        "A theme's share",
        "A theme's effect",
        "NPS with and without a theme",
        "Mentioned more, less, as often",
        "New phrases",
        "Words of promoters and detractors",
        "Comments found",
        "Pinned quote",
        "Masked",
    ),
    "benchmarks": (
        "On 0 to 100",
        "Dimension score",
        "Range of a dimension score",
        "Gap in a dimension",
        "Well behind, behind, level, ahead, well ahead",
        "Change of a gap",
        "Rate of improvement",
        "Needs met",
        "Evidence grade",
        "Past shelf life",
        "Peers",
    ),
    "answers": ("Answers that stand", "Most underfunded gap", "Gap in a dimension", "What serves a goal"),
    "signals": ("Which signals really matter", "Days until a signal", "Better placed"),
    "projects": (
        "Status of a project",
        "Status set by hand",
        "Days late",
        "Granted, spent, under contract",
        "Projects at once",
        "A project's effect",
        "Worked, worsened, no clear effect",
        "Points for each million spent",
    ),
    "meetings": (
        "The next agenda",
        "A candidate for a project",
        "Empty seat",
        "Carried forward",
        "Granted, spent, under contract",
    ),
    "training": ("Trained", "Due by now, done on time", "Overdue, never assigned", "Behind with training"),
    "standards": ("A metric from a rating", "Admitted to the council", "Rose, fell, steady, no clear change"),
    "speaking-points": (
        "One verdict everywhere",
        "What carries a change",
        "Stale",
        "Another baseline, another definition",
        "Contradiction",
        "Approved, released, expired, withdrawn",
        "Time to say",
    ),
    "for-everyone": ("Score (NPS)", "A theme's share", "Needs met", "Hidden, few answers"),
    "imports": ("Rows of a file", "People who answer again", "People invited", "Weighted score"),
    "settings": ("Closed figure, restated", "Periods, to date"),
}
"""What stands on a page, by its address: the most important first."""

OF_PART: Mapping[str, tuple[str, ...]] = {
    "TrendPart": ("Score (NPS)", "Likely range"),
    "BridgePart": ("How they scored, who answered",),
    "GridPart": ("Score (NPS)", "Hidden, few answers"),
    "DistributionPart": ("Promoters, passives, detractors",),
    "ProcessPart": ("Signal or noise",),
    "RatePart": ("Response rate",),
    "GroupRatesPart": ("A response rate rose or fell", "Counted as it was asked"),
    "RenewalsPart": ("Up for renewal",),
    "ScorecardPart": ("Dimension score", "Gap in a dimension"),
    "NeedsPart": ("Needs met",),
    "DriversPart": ("Driver's weight", "Shown to go with the score"),
    "ThemesPart": ("A theme's share", "A theme's effect"),
    "WordsPart": ("Words of promoters and detractors",),
    "SignalMapPart": ("Which signals really matter",),
    "FundingPart": ("Most underfunded gap",),
    "SharePart": ("Trained",),
    "ChangesPart": ("Admitted to the council",),
}
"""What a chart shows, by the name of its part."""

OF_CHART: Mapping[str, tuple[str, ...]] = {
    "alignment": ("What serves a goal",),
    "cell": ("On 0 to 100",),
    "effect": ("A project's effect", "Worked, worsened, no clear effect"),
    "effects": ("A project's effect", "Worked, worsened, no clear effect"),
    "entrants": ("Rate of improvement",),
    "market": ("Score (NPS)", "Peers"),
    "matrix": ("Trained", "Behind with training"),
    "milestones": ("Days late",),
    "partner_own": ("Score (NPS)", "Likely range"),
    "partner_types": ("Score (NPS)", "Likely range"),
    "placed": ("Better placed",),
    "plan": ("Days late",),
    "rates": ("Rate of improvement",),
    "timeline": ("Days until a signal",),
}
"""The same of parts that show different numbers in different places, by the key of the chart."""


@lru_cache(maxsize=1)
def every() -> Mapping[str, Definition]:
    """By name, in the document's order; none where the documents were left out of what is served."""
    return {name: Definition(name, _begun(meaning), _begun(formula)) for name, meaning, formula, _ in _rows(4)}


@lru_cache(maxsize=1)
def words() -> tuple[tuple[str, str], ...]:
    """What the screen says, with the literature's word for it."""
    return tuple((plain, scholarly) for plain, scholarly in _rows(2))


def _rows(columns: int) -> list[list[str]]:
    """Of the document's table that has so many columns, without its heading."""
    if not SOURCE.is_file():
        return []
    lines = (line for line in SOURCE.read_text(encoding="utf-8").splitlines() if line.startswith("|"))
    cells = ([cell.strip().replace("`", "") for cell in line[1:-1].split("|")] for line in lines)
    return [row for row in cells if len(row) == columns][2:]


def _begun(text: str) -> str:
    """As a sentence begins, but for a letter of a formula, which means something else when it is large."""
    return text[:1].upper() + text[1:] if text[1:2].isalpha() else text


def on_page(address: str) -> tuple[Definition, ...]:
    return tuple(every()[name] for name in ON_PAGE.get(address, ()) if name in every())


def hover(part: Any, key: str) -> str | None:
    """Markdown that says how a chart's numbers are computed; None where the documents were left out."""
    known = every()
    told = [known[name] for name in OF_PART.get(type(part).__name__, OF_CHART.get(key, ())) if name in known]
    return "\n\n".join(f"**{escape(one.name)}**: {escape(_said(one))}" for one in told) or None


def _said(one: Definition) -> str:
    return "; ".join(filter(None, (one.meaning, one.formula))) + "."
