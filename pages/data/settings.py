"""Settings: what a company may change, each with its reason."""

from cx.reports import closings, settings
from cx.ui import closing_books, frame, leaving_demo, settings_form

view = frame.open_page("Settings")
report = view.load(settings.report)

settings_form.show(report, view.store, view.actor)
closing_books.show(view.load(closings.report), view)
if report.demo:
    leaving_demo.show(view.store, view.actor)
