"""Parts of a report become charts on the page, in the reader's own light or dark.

Here are those of the first page; `further_drawings` has the others.
"""

from __future__ import annotations

from functools import singledispatch
from typing import Any

import streamlit as st

from cx.charts import bridge, multiples, occasions, trend
from cx.charts import spark as sparkline
from cx.charts.drawing import Drawing
from cx.charts.theme import DARK, LIGHT, Palette
from cx.domain.series import Point, Series
from cx.domain.surveys import Event
from cx.reports.parts import BridgePart, GridPart, GroupRatesPart, RenewalsPart, TrendPart
from cx.ui import pictures


def palette() -> Palette:
    """The palette of the mode that the reader's browser shows."""
    return DARK if st.context.theme.type == "dark" else LIGHT


@singledispatch
def drawing(part: Any, palette: Palette) -> Drawing | None:
    """The part's chart; None where there is nothing to draw."""
    from cx.ui import further_drawings  # here, not above: the first page shows none of them and would wait for all

    return further_drawings.drawing(part, palette)


@drawing.register
def _(part: TrendPart, palette: Palette) -> Drawing | None:
    return trend.line(part.series, palette=palette, events=_marked(part))


@drawing.register
def _(part: BridgePart, palette: Palette) -> Drawing | None:
    if part.bridge is None:
        return None
    return bridge.waterfall(
        part.bridge, before=part.before_label, after=part.after_label, palette=palette, moved=part.moved
    )


def picture(part: Any) -> Drawing | None:
    """The part's chart as it leaves the page: in light colours, its finding above it, its events under it."""
    if isinstance(part, TrendPart):
        # Few fonts have the sign, and one that has it would be taken for the whole line.
        told = tuple(line.replace("◇ ", "Diamond: ") for line in (*part.restated, *part.notes))
        made: Drawing | None = trend.line(
            part.series, palette=LIGHT, events=_marked(part), footnotes=True, restated=told
        )
    else:
        made = drawing(part, LIGHT)
    return made.titled(part.title, part.caption) if made else None


def footnotes(part: Any) -> tuple[str, ...]:
    """What the numbers, dotted lines and diamonds on the part's chart stand for, and what follows from it."""
    if isinstance(part, GroupRatesPart | RenewalsPart):
        return part.notes
    if not isinstance(part, TrendPart) or not part.series:
        return ()
    return (*occasions.footnotes(part.series[0].points, _marked(part)), *part.restated, *part.notes)


def _marked(part: TrendPart) -> tuple[Event, ...]:
    return *part.events, *part.breaks


def panels(part: GridPart) -> tuple[tuple[Series, Drawing], ...]:
    """Each group with a small trend of it."""
    return tuple(zip(part.series, multiples.panels(part.series, palette=palette()), strict=True))


def draw(part: Any, key: str) -> bool:
    """Show the part's chart; whether there was one."""
    made = drawing(part, palette())
    if made is not None:
        show(made, part.alt, key)
    return made is not None


def spark(points: tuple[Point, ...], _key: str) -> None:
    """Eight periods as a line without axes."""
    if made := sparkline.svg(points):
        pictures.svg(made, alt=sparkline.alt_text(points))


def show(made: Drawing, alt: str, key: str) -> None:
    st.vega_lite_chart(spec=made.to_dict(), width="stretch", theme=None, key=key, alt=alt)
