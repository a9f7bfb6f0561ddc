"""Small multiples: one trend a group, all on one y axis."""

from __future__ import annotations

from collections.abc import Sequence

from cx.charts import trend
from cx.charts.drawing import Drawing
from cx.charts.theme import Palette
from cx.domain.series import Series

HEIGHT = 170


def panels(series: Sequence[Series], *, palette: Palette) -> tuple[Drawing, ...]:
    """A chart a group, in their order, for as many columns as the page has room for; the page names them."""
    domain = trend.y_domain(series)
    return tuple(trend.line([one], palette=palette, height=HEIGHT, domain=domain) for one in series)
