"""Overview: where we stand, whether the change is real, and what needs attention."""

from cx.reports import overview
from cx.ui import charts, frame, headlines, tiles

view = frame.open_page("Overview")
report = view.load(overview.report)

if headlines.show(report.headline):
    tiles.row(report.tiles)
    with headlines.beside_attention(report.attention):
        charts.show(report.trend, "trend")
    charts.show(report.bridge, "bridge")
