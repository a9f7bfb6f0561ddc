"""Projects: the portfolio with what is red first, or one project of its own by link."""

from cx.reports import projects
from cx.ui import frame
from cx.ui import projects as parts

view = frame.open_page("Projects")

if project_id := parts.asked():
    parts.one(view, project_id)
else:
    parts.portfolio(view.load(projects.report), view)
