"""Access: who has which role, and what the audit log says."""

from cx.reports import access
from cx.ui import access as sections
from cx.ui import frame

view = frame.open_page("Access")

sections.show(view, access.report(view.store))
