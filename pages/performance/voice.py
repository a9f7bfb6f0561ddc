"""Customer voice: what matters most to customers, what changed in what they speak of, and what they say."""

from functools import partial

from cx.reports import voice
from cx.ui import charts, drivers, frame, headlines, themes, verbatims

view = frame.open_page("Customer voice")
report = view.load(voice.report)

if headlines.show(report.headline):
    charts.beside(partial(drivers.show, report.drivers, "drivers"), partial(themes.show, view, report.themes))
    charts.beside(
        partial(charts.show, report.words, "words", alone=False),
        partial(verbatims.show, view, report.verbatims, report.themes),
    )
