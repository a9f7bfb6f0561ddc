"""Imports: drop a survey export, see how it was read, load it, take it back."""

from cx.ui import frame

view = frame.open_page("Imports")
