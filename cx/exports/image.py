"""Charts become pictures, drawn on this machine: nothing is fetched."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from cx.charts.drawing import WIDTH, Drawing

SCALE = 2.0
"""Picture pixels a chart pixel: sharp on paper and projectors."""


def png(drawing: Drawing, *, width: int = WIDTH) -> bytes:
    """A PNG on the palette's own background."""
    import vl_convert

    made: bytes = vl_convert.vegalite_to_png(_spec(drawing, width), scale=SCALE, allowed_base_urls=[])
    return made


def svg(drawing: Drawing, *, width: int = WIDTH) -> bytes:
    """An SVG that says what it shows to a screen reader."""
    import vl_convert

    made: str = vl_convert.vegalite_to_svg(_spec(drawing, width), allowed_base_urls=[])
    opening, end, rest = made.partition(">")
    return f'{opening} role="img"{end}<title>{escape(drawing.description)}</title>{rest}'.encode()


def _spec(drawing: Drawing, width: int) -> dict[str, object]:
    return replace(drawing, width=drawing.width or width).to_dict()
