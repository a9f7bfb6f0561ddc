"""Customer voice: what matters most to customers, what changed in what they speak of, and what they say."""

from cx.reports import voice
from cx.ui import drivers, frame, headlines, themes, verbatims

view = frame.open_page("Customer voice")
report = view.load(voice.report)

if headlines.show(report.headline):
    drivers.show(report.drivers, "drivers")
    themes.show(view, report.themes, report.words)
    verbatims.show(view, report.verbatims)
