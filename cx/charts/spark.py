"""Eight periods beside a figure, without axes: a drawing of a few strokes, which needs no chart's machinery to show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cx.charts import axes
from cx.charts.theme import BAND_OPACITY, DARK, LIGHT
from cx.charts.wording import whole
from cx.domain.score import Score
from cx.domain.series import Point, Shown

PERIODS = 8
WIDTH, HEIGHT = 100, 34
"""Units of the drawing, which is stretched as wide as there is room; pixels of its height."""
_EDGE = 5
"""Units that the last dot needs at every side."""
_STROKE = 'fill="none" stroke-linecap="round" stroke-linejoin="round" style="vector-effect:non-scaling-stroke"'


_GROUND = '<g class="ground">{}</g>'
_COLOURS = (
    f"<style>svg{{color:{LIGHT.us}}}.ground{{color:{LIGHT.background}}}"
    f"@media(prefers-color-scheme:dark){{svg{{color:{DARK.us}}}.ground{{color:{DARK.background}}}}}</style>"
)
"""A picture within a page asks the page whether it is light or dark, also when that changes."""


def svg(points: Sequence[Point]) -> str:
    """The last eight periods with their likely range; the last is a dot, hollow as on the trend. '' without a score."""
    shown = points[-PERIODS:]
    scored = [(step, point, point.score) for step, point in enumerate(shown) if point.score]
    if not scored:
        return ""
    low, high = axes.domain([end for _, _, score in scored for end in (score.low, score.high)])

    def place(step: int, value: float) -> str:
        across = step / max(len(shown) - 1, 1)
        up = (value - low) / (high - low)
        return f"{_EDGE + across * (WIDTH - 2 * _EDGE):.1f} {HEIGHT - _EDGE - up * (HEIGHT - 2 * _EDGE):.1f}"

    bands, lines = [], []
    for method in dict.fromkeys(point.method for _, point, _ in scored):
        one = [(step, score) for step, point, score in scored if point.method == method]
        tops, bottoms = ([place(step, end) for step, end in ends] for ends in _edges(one))
        bands.append(f'<path d="M{"L".join([*tops, *reversed(bottoms)])}Z" fill="currentColor"/>')
        lines.append(_stroke((place(step, score.value) for step, score in one), 2))
    step, last, score = scored[-1]
    hollow = last.shown is Shown.FEW or last.to_date
    dot = [place(step, score.value)] * 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="100%" height="{HEIGHT}" preserveAspectRatio="none">{_COLOURS}'
        f'<g opacity="{BAND_OPACITY}">{"".join(bands)}</g>{"".join(lines)}{_stroke(dot, 9)}'
        f"{_GROUND.format(_stroke(dot, 6)) if hollow else ''}</svg>"
    )


def alt_text(points: Sequence[Point]) -> str:
    told = [f"{whole(point.score.value)} in {point.label}" for point in points[-PERIODS:] if point.score]
    return f"Lately: {', '.join(told)}." if told else "No figure to show."


def _edges(scored: Sequence[tuple[int, Score]]) -> tuple[list[tuple[int, float]], list[tuple[int, float]]]:
    return [(step, score.high) for step, score in scored], [(step, score.low) for step, score in scored]


def _stroke(places: Iterable[str], width: int) -> str:
    return f'<path d="M{"L".join(places)}" stroke="currentColor" stroke-width="{width}" {_STROKE}/>'
