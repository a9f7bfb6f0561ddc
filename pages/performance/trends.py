"""NPS trends: any group over time, what moved it, and whether it is signal or noise."""

from cx.reports import trends
from cx.ui import accounts, charts, controls, frame, groups, headlines

view = frame.open_page("NPS trends")
report = view.load(trends.report, by=controls.split_by(), rolling=controls.rolling())

if headlines.show(report.headline):
    headlines.badge_row(report.badges)
    controls.row(report.by_choices, report.chosen_by)
    charts.below((report.trend, "trend"), (report.bridge, "bridge"))
    groups.show(report.grid, "grid")
    charts.tabs_card(
        (
            ("Signal or noise", report.process),
            ("Scores given", report.distribution),
            ("How many answered", report.rate),
            ("Who answered", report.answering),
            ("One vote an account", report.votes),
            ("Up for renewal", report.renewals),
        ),
        "more",
    )
    if report.renewals:
        accounts.quiet(view)
