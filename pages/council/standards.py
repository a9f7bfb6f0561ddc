"""Standards: what each metric means and since when, which surveys ask something else, and the glossary."""

from cx.reports import standards
from cx.ui import editing, frame, headlines
from cx.ui import standards as parts

view = frame.open_page("Standards")
report = view.load(standards.report)

headlines.show(report.headline)
editing.here(view)
parts.outside(report.outside)
parts.metrics(report.metrics, view)
parts.operational(report.operational, view)
parts.glossary(report.terms)
editing.panel(view, ("metrics", "metric_values", "terms"), "standards")
