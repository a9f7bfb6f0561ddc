"""Settings: what a company may change, each with its reason."""

from cx.reports import settings
from cx.ui import frame, leaving_demo, settings_form

view = frame.open_page("Settings")
report = view.load(settings.report)

settings_form.show(report, view.store)
if report.demo:
    leaving_demo.show(view.store)
