"""Speaking points: what a leader may say of their own area, with the figures behind every sentence."""

from cx.reports import speaking
from cx.ui import frame, speaking_points

view = frame.open_page("Speaking points")
report = view.load(speaking.report, **speaking_points.asked(view))

speaking_points.show(view, report)
