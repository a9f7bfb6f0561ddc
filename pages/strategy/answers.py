"""Strategy answers: six questions with one answer each, what serves the business, and money beside the gap."""

from cx.reports import answers
from cx.ui import charts, editing, frame, headlines, strategy_answers

view = frame.open_page("Strategy answers")
report = view.load(answers.report)

headlines.show(report.headline)
editing.here(view)
strategy_answers.statements(report.statements, view)
strategy_answers.answers(report.answers, view)
with strategy_answers.beside_stopped(report.stopped):
    charts.show(report.funding, "funding")
charts.show(report.alignment, "alignment")
editing.panel(view, ("business_goals", "allocations", "answers", "statements"), "strategy")
