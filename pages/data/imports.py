"""Imports: drop a survey export, see how it was read, load it, take it back."""

from cx.reports import imports
from cx.ui import frame, import_history, importing, table_import

view = frame.open_page("Imports")
report = view.load(imports.report)

importing.show(report, view.store, view.actor, view.today)
import_history.freshness(report)
import_history.history(report, view.store, view.actor)
table_import.show(report, view.store, view.actor)
