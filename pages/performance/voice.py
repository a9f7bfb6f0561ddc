"""Customer voice: what matters most to customers, what changed in what they speak of, and what they say."""

from cx.reports import voice
from cx.ui import frame, headlines

view = frame.open_page("Customer voice")
report = view.load(voice.report)

headlines.show(report.headline)
