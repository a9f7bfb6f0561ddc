"""Benchmarks: us against the market in six dimensions, partners' view of us and theirs, and what people need."""

from cx.reports import benchmarks
from cx.ui import benchmarks as sections
from cx.ui import charts, frame, headlines

view = frame.open_page("Benchmarks")
report = view.load(benchmarks.report, period=sections.period())

if headlines.show(report.headline):
    sections.period_row(report)
    charts.show(report.scorecard, "scorecard")
sections.sections(view, report)
