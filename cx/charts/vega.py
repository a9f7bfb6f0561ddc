"""Altair's marks and channels by their names, without Altair: importing it takes a tenth of a server's start.

Types are checked against Altair's own classes. While the app runs each is only what a Vega-Lite specification says in
its place; the tests check every chart against Altair's schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

SCHEMA_URL = "https://vega.github.io/schema/vega-lite/v6.4.1.json"
"""Of the version that the tests check against."""

if TYPE_CHECKING:
    from altair import *  # noqa: F403 - the names below, with the types of their properties
    from altair.utils import schemapi

    Part = schemapi.SchemaBase
else:

    class Part:
        """A mark, a channel, or a part of one: its properties by Vega-Lite's names."""

        __slots__ = ("properties",)

        def __init__(self, **properties: Any) -> None:
            self.properties = properties

        def to_dict(self) -> dict[str, Any]:
            """What a specification says of it."""
            return {name: _plain(value) for name, value in self.properties.items()}

    def _plain(value: Any) -> Any:
        if isinstance(value, Part):
            return value.to_dict()
        return [_plain(one) for one in value] if isinstance(value, list | tuple) else value

    class Value(Part):
        """A channel that is the same for every row."""

        __slots__ = ()

        def __init__(self, value: Any) -> None:
            super().__init__(value=value)

    Axis = ExprRef = MarkDef = Scale = Part
    Color = Detail = Fill = FillOpacity = Order = Stroke = StrokeWidth = Text = Tooltip = X = X2 = Y = Y2 = Part
    ColorValue = XValue = YValue = Y2Value = Value
