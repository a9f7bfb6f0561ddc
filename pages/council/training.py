"""Training: who completed what the council agreed, by unit and level, and who is late."""

from cx.reports import training
from cx.ui import charts, editing, frame, headlines, signal_cards, tiles
from cx.ui import training as parts

view = frame.open_page("Training")
report = view.load(training.report)

headlines.show(report.headline)
editing.here(view)
tiles.row(report.tiles)
signal_cards.attention(report.attention)
charts.below((report.matrix, "matrix"), (report.trend, "trend"))
parts.notes(report.notes)
parts.courses(report.courses, view)
parts.names(report, view)
editing.panel(view, ("courses", "headcounts", "training_exemptions"), "training")
