"""For everyone: what customers and partners of an area need, and what is being done about it."""

from cx.reports import for_everyone
from cx.ui import for_everyone as page
from cx.ui import frame

view = frame.open_page("For everyone")
report = view.load(for_everyone.report, **page.asked())

page.show(report, view.actor)
