"""A chart ready to be drawn, and the one way its layers are made.

Altair's own charts copy and check themselves at every step: some 80 ms for one of six layers. Layers are therefore
kept as marks and channels by Altair's names (`vega`), each converted once however many layers share it, and rows stay
as they are. The tests check every chart against Altair's schema.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cx.charts import vega
from cx.charts.theme import FONT, TEXT_SIZE, TITLE_SIZE, Palette

Value = str | float | int | bool | None
Row = Mapping[str, Value]
Rows = Sequence[Row]
Channel = vega.Part
WIDTH = 1000
"""Pixels of a picture of a chart that has no width of its own: the text column of a page, or a slide."""
LETTER_WIDTH = 0.58
"""Of a letter's height, in the mean; errs on the wide side."""
LINE_SPACING = 1.3
TITLE_GAP = 12
PADDING = 6


@dataclass(frozen=True, slots=True)
class Layer:
    """A mark over rows of aggregated values; without rows it is left out. channels: by Vega-Lite's name."""

    rows: Rows
    mark: vega.MarkDef
    channels: Mapping[str, Channel | Sequence[Channel]]


def layer(rows: Rows, mark: vega.MarkDef, **channels: Channel | Sequence[Channel]) -> Layer:
    """channels: by the channel's name."""
    return Layer(rows, mark, channels)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Layers, drawn in their order.

    description: the alt text. height, width: pixels; width is None where it follows whatever holds the chart.
    padding_right: pixels; more where the last label of an axis hangs over its end.
    title, subtitle: on downloads; a page says them itself.
    """

    layers: tuple[Layer, ...]
    palette: Palette
    description: str
    height: int = 280
    width: int | None = None
    padding_right: int = PADDING
    title: str = ""
    subtitle: tuple[str, ...] = ()

    def titled(self, title: str, *subtitle: str) -> Drawing:
        """The same chart with its finding above it, for a download."""
        return replace(self, title=title, subtitle=subtitle)

    def to_dict(self) -> dict[str, Any]:
        """The Vega-Lite specification, rows included; without the alt text, which a page gives to the chart's frame."""
        converted: dict[int, Any] = {}
        heading, subtitle = self._wrapped((self.title,), TITLE_SIZE), self._wrapped(self.subtitle, TEXT_SIZE)
        title = {"title": {"text": heading, "subtitle": subtitle}} if heading else {}
        return {
            "$schema": vega.SCHEMA_URL,
            **title,
            "layer": [_layer(one, converted) for one in self.layers if one.rows],
            # The height is that of the whole picture: lines above the plot must not be taken from it.
            "height": self.height + _height(heading, TITLE_SIZE) + _height(subtitle, TEXT_SIZE),
            "width": "container" if self.width is None else self.width,
            "autosize": {"type": "fit", "contains": "padding"},
            "padding": {"left": PADDING, "top": PADDING, "right": self.padding_right, "bottom": PADDING},
            "background": self.palette.background,
            "config": config(self.palette),
        }

    def _wrapped(self, lines: Sequence[str], size: int) -> list[str]:
        letters = int((self.width or WIDTH) / (LETTER_WIDTH * size))
        return [part for line in lines for part in textwrap.wrap(line, letters)]


def _layer(one: Layer, converted: dict[int, Any]) -> dict[str, Any]:
    def once(part: Channel | Sequence[Channel]) -> Any:
        if not isinstance(part, Channel):
            return [once(each) for each in part]
        if id(part) not in converted:
            converted[id(part)] = part.to_dict()
        return converted[id(part)]

    encoding = {name: once(channel) for name, channel in one.channels.items()}
    return {"data": {"values": one.rows}, "mark": once(one.mark), "encoding": encoding}


def _height(lines: Sequence[str], size: int) -> int:
    return round(len(lines) * size * LINE_SPACING) + (TITLE_GAP if lines else 0)


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
    title = {
        "fontSize": TITLE_SIZE,
        "subtitleFontSize": TEXT_SIZE,
        "color": palette.ink,
        "subtitleColor": palette.muted,
        "anchor": "start",
        "frame": "bounds",
        "offset": TITLE_GAP,
    }
    return {"font": FONT, "view": {"stroke": None}, "axis": axis, "text": {"fontSize": TEXT_SIZE}, "title": title}
