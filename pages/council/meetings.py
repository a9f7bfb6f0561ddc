"""Council meetings: what the next one is to decide, what was decided, who does what until when, and who is missing."""

from cx.reports import meetings
from cx.ui import candidates, council, editing, frame, headlines

view = frame.open_page("Council meetings")
report = view.load(meetings.report, embargoed=council.may_see_embargoed(view))

headlines.show(report.headline)
editing.here(view)
council.pack(view, report)
council.agenda(view, report.agenda)
with council.beside_changes(report):
    council.actions(view, report)
council.decisions(view, report.log)
candidates.show(view, report.candidates)
with council.beside_calendar(view, report.calendar):
    council.seats(view, report.seats)
council.money(report.money)
if report.agenda:
    editing.panel(view, council.TABLES, "council")
