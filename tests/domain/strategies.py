"""What the laws of this room are tried on."""

from __future__ import annotations

from datetime import date

from hypothesis import settings
from hypothesis import strategies as st

from cx.domain.periods import FiscalCalendar, Grain
from cx.domain.score import Score, score
from cx.domain.slices import FIELDS, Slice
from cx.domain.tally import Tally

law = settings(deadline=None, derandomize=True, max_examples=75)
"""The same examples on every machine, however slow."""

counts = st.integers(0, 2_000)
tallies = st.builds(Tally.counts, counts, counts, counts)
answered = tallies.filter(lambda tally: tally.n > 0)
answers = st.lists(st.integers(0, 10), max_size=60)
weights = st.floats(0.1, 10)
days = st.dates(date(1999, 1, 1), date(2040, 12, 31))
calendars = st.builds(FiscalCalendar, st.integers(1, 12))
grains = st.sampled_from(Grain)
slices = st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=12), max_size=4).map(Slice.from_mapping)


def weighted(rows: list[tuple[int, float]]) -> Tally:
    """The tally of (score, weight) rows, summed straight from the definition."""
    promoters = [weight for value, weight in rows if value >= 9]
    passives = [weight for value, weight in rows if value in (7, 8)]
    detractors = [weight for value, weight in rows if value <= 6]
    return Tally(
        len(promoters),
        len(passives),
        len(detractors),
        sum(promoters),
        sum(passives),
        sum(detractors),
        sum(weight * weight for _, weight in rows),
    )


def scored(promoters: int, passives: int, detractors: int, design_effect: float = 1.0) -> Score:
    """The score of counts that are not all 0."""
    made = score(Tally.counts(promoters, passives, detractors), design_effect)
    assert made is not None
    return made
