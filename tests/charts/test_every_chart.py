"""What holds for every chart, in both modes."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import date

import altair as alt
import pytest

from cx.charts import (
    answering,
    bridge,
    changes,
    distribution,
    driver_map,
    due,
    funding,
    heat,
    matrix,
    multiples,
    needs,
    plan,
    process,
    ranges,
    rate,
    renewals,
    scorecard,
    signal_map,
    trend,
)
from cx.charts.drawing import Drawing
from cx.charts.theme import DARK, LIGHT, TEXT_SIZE, Palette
from cx.domain.accounts import Standing
from cx.domain.dots import Cell, Dot, Path, Place
from cx.domain.process import limits
from cx.domain.rates import response_rate
from cx.domain.series import Role
from tests.charts.samples import EVENTS, FUNDINGS, SIGNALS, SIGNALS_TODAY, moved, series
from tests.charts.test_driver_map import CROWDED, drivers

VALUES = (38, 40, 41, 39, 36, 38, 40, 42, 40, 12)
LABELS = tuple(f"Q{i % 4 + 1} {2024 + i // 4}" for i in range(len(VALUES)))
OURS = series(VALUES, few={2}, hidden={5}, method_from=4, target=42, to_date=True)
THEIRS = series([value + 8 for value in VALUES], "Northwind", Role.MAIN_COMPETITOR)
OTHERS = series([value - 30 for value in VALUES], "Contoso Systems International", Role.OTHER)
LIMITS = limits(VALUES)
RENEWALS = (
    renewals.Amount(Standing.PROMOTER, "Promoters", 45.8e6, "USD 45.8 million, 384 accounts"),
    renewals.Amount(Standing.DETRACTOR, "Detractors", None, "too few accounts to show"),
    renewals.Amount(Standing.NOT_HEARD, "Not heard from", 89.8e6, "USD 89.8 million, 356 accounts"),
)
RATES = (response_rate(1180, 4900), None, response_rate(1100, 5200))
STEPS = ("one", "two", "three", "four", "nearly five")
assert LIMITS is not None

CELLS = (
    Cell("Us", "Customers", "72", note="3 of 3 · A"),
    Cell("Them", "Customers", "81", "ahead of us", "▲", "2 of 3 · A, B", 1),
    Cell("Us", "External factors", "judged", shape="C", note="2 of 2 · C"),
    Cell("Them", "External factors", "no evidence", shape="–", faded=True),
)
DOTS = (
    Dot("Resellers", "Us", Role.US, 21, 14, 28, "21", "likely 14 to 28"),
    Dot("Resellers", "Northwind", Role.MAIN_COMPETITOR, 40, None, None, "40", faded=True),
    Dot("Distributors", "Us", Role.US, -3.5, -9, 2, "−4"),
)
PATHS = (
    Path(1, "Be heard", "Us", Role.US, (Place("Q1 2026", 7, 6), Place("Q2 2026", 8, 5))),
    Path(1, "Be heard", "Northwind", Role.MAIN_COMPETITOR, (Place("Q2 2026", 8, 7),)),
    Path(1, "Be heard", "Contoso", Role.OTHER, (Place("Q2 2026", 8, 4),)),
)

STEPS_OF_PLAN = (
    plan.Step("A pilot with a long name", date(2025, 11, 30), date(2026, 2, 4), True, 66, False, date(2025, 3, 1)),
    plan.Step("Everybody", date(2026, 6, 1), date(2026, 12, 1), False, 183, True),
    plan.Step("On time", date(2026, 9, 1), date(2026, 9, 1), True, 0, False),
)

CHARTS: dict[str, Callable[[Palette], Drawing]] = {
    "plan": lambda palette: plan.steps(STEPS_OF_PLAN, date(2026, 10, 1), palette=palette),
    "plan of nothing": lambda palette: plan.steps((), date(2026, 10, 1), palette=palette),
    "trend": lambda palette: trend.line([OURS], palette=palette, events=EVENTS),
    "trend of several": lambda palette: trend.line([OTHERS, OURS, THEIRS], palette=palette),
    "trend of one period": lambda palette: trend.line([series([40], target=42)], palette=palette),
    "trend of nothing": lambda palette: trend.line([], palette=palette),
    "trend of hidden figures": lambda palette: trend.line([series([1, 2], hidden={0, 1})], palette=palette),
    "bridge": lambda palette: bridge.waterfall(moved(), before="Q2 2026", after="Q3 2026", palette=palette),
    "heat": lambda palette: heat.grid([OURS, THEIRS, OTHERS], palette=palette),
    "panel": lambda palette: multiples.panels([OURS, THEIRS], palette=palette)[1],
    "distribution": lambda palette: distribution.bars((3, 0, 1, 2, 4, 5, 9, 20, 30, 40, 60), palette=palette),
    "process": lambda palette: process.control(LABELS, VALUES, LIMITS, palette=palette),
    "drivers": lambda palette: driver_map.scatter(CROWDED, palette=palette),
    "one driver": lambda palette: driver_map.scatter(drivers(("Speed", 20, 7.3)), palette=palette),
    "scorecard": lambda palette: scorecard.grid(
        ("Customers", "External factors"), ("Us", "Them"), CELLS, palette=palette
    ),
    "scorecard of nobody": lambda palette: scorecard.grid((), (), (), palette=palette),
    "ranges": lambda palette: ranges.dots(DOTS, palette=palette, zero=True),
    "range of one figure": lambda palette: ranges.dots(DOTS[:1], palette=palette),
    "ranges of nothing": lambda palette: ranges.dots((), palette=palette),
    "needs": lambda palette: needs.plot(PATHS, palette=palette),
    "needs of nobody": lambda palette: needs.plot((), palette=palette),
    "rate": lambda palette: rate.line(LABELS[:3], RATES, palette=palette),
    "changes": lambda palette: changes.changes(
        ((-0.4, 2.1), (1.2, -3.3)), LABELS[:2], "Change of hours →", "Change of NPS →", palette=palette
    ),
    "renewals": lambda palette: renewals.bars(RENEWALS, palette=palette),
    "rates of groups": lambda palette: answering.bars(
        [answering.Bar("EMEA", RATES[0], -1), answering.Bar("Asia", RATES[2], 1), answering.Bar("Malta", None, 0)],
        RATES[0],
        palette=palette,
    ),
    "matrix": lambda palette: matrix.words(
        ["Free switching of suppliers", "A stronger dollar"],
        ["Northwind", "Contoso"],
        {(0, 1): matrix.Cell("▼ them", matrix.Shade.WORSE, "better placed than we are")},
        palette=palette,
        description="Who is better placed.",
    ),
    "signals on a map": lambda palette: signal_map.board(SIGNALS, 8, likelihoods=STEPS, impacts=STEPS, palette=palette),
    "no signals": lambda palette: signal_map.board((), 8, likelihoods=STEPS, impacts=STEPS, palette=palette),
    "what is due": lambda palette: due.timeline(SIGNALS, SIGNALS_TODAY, palette=palette),
    "funding": lambda palette: funding.bars(
        FUNDINGS, [funding.Told("9 behind", "$1m of $4m", "6 of 14")] * 6, palette=palette, description="Money."
    ),
}
every_chart = pytest.mark.parametrize("draw", CHARTS.values(), ids=CHARTS.keys())
both_modes = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


@both_modes
@every_chart
def test_it_is_valid_by_altairs_own_schema(draw: Callable[[Palette], Drawing], palette: Palette) -> None:
    spec = draw(palette).to_dict()
    assert spec["$schema"] == alt.SCHEMA_URL
    alt.LayerChart.from_dict(spec, validate=True)
    json.dumps(spec, allow_nan=False)


@both_modes
@every_chart
def test_it_uses_no_colour_of_the_other_mode(draw: Callable[[Palette], Drawing], palette: Palette) -> None:
    other = DARK if palette is LIGHT else LIGHT
    colours = {getattr(other, name) for name in Palette.__slots__} - {
        getattr(palette, name) for name in Palette.__slots__
    }
    spec = json.dumps(draw(palette).to_dict())
    assert [colour for colour in colours if colour.startswith("#") and colour in spec] == []


@every_chart
def test_no_text_is_smaller_than_a_phone_can_show(draw: Callable[[Palette], Drawing]) -> None:
    sizes = _values_of(draw(LIGHT).to_dict(), "fontSize", "labelFontSize", "titleFontSize", "subtitleFontSize")
    assert sizes
    assert min(sizes) >= TEXT_SIZE >= 12


@every_chart
def test_it_says_in_words_what_it_shows(draw: Callable[[Palette], Drawing]) -> None:
    told = draw(LIGHT).description
    assert told.endswith(".")
    assert "None" not in told
    assert "nan" not in told.lower()


@every_chart
def test_it_carries_aggregated_rows_only(draw: Callable[[Palette], Drawing]) -> None:
    assert all(len(layer["data"]["values"]) <= 60 for layer in draw(LIGHT).to_dict()["layer"])


def test_building_one_takes_milliseconds() -> None:
    """Altair's own road takes some 80; the best of many runs leaves out what else the machine does."""

    def seconds() -> float:
        start = time.process_time()
        CHARTS["trend"](LIGHT).to_dict()
        return time.process_time() - start

    assert min(seconds() for _ in range(30)) < 0.008


def _values_of(part: object, *names: str) -> list[float]:
    if isinstance(part, dict):
        own = [value for name, value in part.items() if name in names]
        return own + [found for value in part.values() for found in _values_of(value, *names)]
    if isinstance(part, list):
        return [found for each in part for found in _values_of(each, *names)]
    return []
