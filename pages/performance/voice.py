"""Customer voice: what matters most to customers, what changed in what they speak of, and what they say."""

from cx.reports import voice
from cx.ui import charts, drivers, frame, headlines, themes, verbatims

view = frame.open_page("Customer voice")
report = view.load(voice.report)

if headlines.show(report.headline):
    matters, spoken_of = charts.halves()
    with matters:
        drivers.show(report.drivers, "drivers")
    with spoken_of:
        themes.show(view, report.themes)
    distinctive, said = charts.halves()
    with distinctive:
        charts.show(report.words, "words")
    with said:
        verbatims.show(view, report.verbatims, report.themes)
