"""Small multiples: one trend a group, all on one y axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cx.charts import trend
from cx.charts.drawing import Drawing
from cx.charts.theme import Palette
from cx.domain.series import Series
from cx.domain.surveys import Event

HEIGHT = 170


def panels(series: Sequence[Series], *, palette: Palette, events: Sequence[Event] = ()) -> tuple[Drawing, ...]:
    """A chart a group, titled with its name, for as many columns as the page has room for."""
    domain = trend.y_domain(series)
    return tuple(
        replace(
            trend.line([one], palette=palette, events=events, height=HEIGHT, domain=domain),
            title=one.name,
        )
        for one in series
    )
