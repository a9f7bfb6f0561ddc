"""A chart ready to be drawn, and the one way its layers are made.

Altair's own charts copy and check themselves at every step: some 80 ms for one of six layers. Layers are therefore
kept as Altair's marks and channels, each converted once however many layers share it, and rows stay as they are. The
tests check every chart against Altair's schema.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import altair as alt
from altair.utils import schemapi

from cx.charts.theme import FONT, TEXT_SIZE, Palette

Value = str | float | int | bool | None
Row = Mapping[str, Value]
Rows = Sequence[Row]
Channel = schemapi.SchemaBase
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Layer:
    """A mark over rows of aggregated values; without rows it is left out. channels: by Vega-Lite's name."""

    rows: Rows
    mark: alt.MarkDef
    channels: Mapping[str, Channel | Sequence[Channel]]


def layer(rows: Rows, mark: alt.MarkDef, **channels: Channel | Sequence[Channel]) -> Layer:
    """channels: Altair's channel objects, by the channel's name."""
    return Layer(rows, mark, channels)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Layers, drawn in their order.

    description: the alt text. height, width: pixels; width is None where it follows whatever holds the chart.
    title, subtitle: on downloads; a page says them itself.
    """

    layers: tuple[Layer, ...]
    palette: Palette
    description: str
    height: int = 280
    width: int | None = None
    title: str = ""
    subtitle: tuple[str, ...] = ()

    def titled(self, title: str, *subtitle: str) -> Drawing:
        """The same chart with its finding above it, for a download."""
        return replace(self, title=title, subtitle=subtitle)

    def to_dict(self, *, described: bool = False) -> dict[str, Any]:
        """The Vega-Lite specification, rows included. described: with the alt text, where no page carries it."""
        told = {"description": self.description} if described else {}
        return {"$schema": alt.SCHEMA_URL, **told, **self.unit(), **self._frame()}

    def unit(self) -> dict[str, Any]:
        """The part of the specification that can stand beside others in one picture."""
        converted: dict[int, Any] = {}
        layers = [_layer(one, converted) for one in self.layers if one.rows]
        return {"layer": layers, "height": self.height, "width": "container" if self.width is None else self.width}

    def _frame(self) -> dict[str, Any]:
        heading = {
            "text": self.title,
            "subtitle": list(self.subtitle),
            "anchor": "start",
            "frame": "bounds",
            "offset": 14,
        }
        return {
            "autosize": {"type": "fit", "contains": "padding"},
            "padding": 6,
            "background": self.palette.background,
            "config": config(self.palette),
        } | ({"title": heading} if self.title else {})


def chart(build: Callable[P, T]) -> Callable[P, T]:
    """Build without Altair's check of every part. Its switch is global: at worst another thread goes unchecked, too."""

    @wraps(build)
    def unchecked(*args: P.args, **kwargs: P.kwargs) -> T:
        with schemapi.debug_mode(False):
            return build(*args, **kwargs)

    return unchecked


def _layer(one: Layer, converted: dict[int, Any]) -> dict[str, Any]:
    def once(part: Channel | Sequence[Channel]) -> Any:
        if not isinstance(part, Channel):
            return [once(each) for each in part]
        if id(part) not in converted:
            converted[id(part)] = part.to_dict(validate=False)
        return converted[id(part)]

    encoding = {name: once(channel) for name, channel in one.channels.items()}
    return {"data": {"values": one.rows}, "mark": once(one.mark), "encoding": encoding}


def config(palette: Palette) -> dict[str, Any]:
    """What every chart of that mode looks like before its own marks."""
    axis = {
        "labelFontSize": TEXT_SIZE,
        "titleFontSize": TEXT_SIZE,
        "titleFontWeight": "normal",
        "labelColor": palette.muted,
        "titleColor": palette.muted,
        "gridColor": palette.grid,
        "domainColor": palette.grid,
        "tickColor": palette.grid,
    }
    title = {"fontSize": 16, "subtitleFontSize": TEXT_SIZE, "color": palette.ink, "subtitleColor": palette.muted}
    return {"font": FONT, "view": {"stroke": None}, "axis": axis, "text": {"fontSize": TEXT_SIZE}, "title": title}
