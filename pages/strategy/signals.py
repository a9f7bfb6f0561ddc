"""Signals: what happens around us, which of it really matters, when, and who is better placed."""

from cx.reports import signals
from cx.ui import charts, editing, frame, headlines, signal_cards

view = frame.open_page("Signals")
report = view.load(signals.report)

headlines.show(report.headline)
editing.here(view)
signal_cards.attention(report.attention)
signal_cards.ranked(report.cards, view)
charts.below((report.map, "map"), (report.timeline, "timeline"), (report.placed, "placed"))
signal_cards.closed(report.closed)
editing.panel(view, ("signals",), "signals")
